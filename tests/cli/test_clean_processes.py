"""`cleaner clean -j`: several processes give what one gives, and an input that ends or stops them is told while the others are cleaned."""

from __future__ import annotations

import gzip
import json
import os
import signal
import time
from pathlib import Path

import pytest

from cleaner.cli import cleaned_files
from cleaner.cli.cleaned_files import Cleaned, SourceCleaner, SourceWork
from cleaner.corpus import progress
from cleaner.formats.sources import Source

from .conftest import Command

STORY = (
    "The port of Varn reopened on Tuesday after nine idle days.\n\nAdvertisement\n\nShips berthed at noon, and the cranes moved again.\n"
)
KEPT = STORY.replace("Advertisement\n\n", "")
PAGE = f"<html><body><h1>Port of Varn</h1><p>{STORY.splitlines()[0]}</p><div>Advertisement</div></body></html>\n"
CONFIG = """fields = ["text", "bodyy"]

[[overrides]]
paths = ["kept/"]
keep = ["ad_slot"]

[[overrides]]
paths = ["wrong/"]
disable = ["no.such-rule"]
"""
DIED = "the process that cleaned it died twice, perhaps for want of memory"


class Moody(SourceWork, frozen=True, eq=False):
    """Dies at some inputs, always or until it has left a mark, and never ends at others."""

    def cleaned(self, cleaner: SourceCleaner, source: Source, place: Path) -> Cleaned:
        """What came of an input, if it comes to that."""
        mark = source.path.with_suffix(".mark")
        if source.path.stem == "hang":
            time.sleep(86_400)
        if source.path.stem == "die" or (source.path.stem == "once" and not mark.exists()):
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return super().cleaned(cleaner, source, place)


@pytest.fixture
def scrapes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of all kinds of inputs, and of all that can be wrong with them."""
    # The time that a test takes is no part of what it looks at.
    monkeypatch.setattr(progress, "progress", progress.Watch)
    root = folder / "scrapes"
    for name in ("kept", "wrong"):
        (root / name).mkdir(parents=True)
        (root / name / "page.txt").write_text(STORY)
    (folder / "cleaner.toml").write_text(CONFIG)
    (root / "a.txt").write_text(STORY.rstrip("\n"))
    (root / "b.html").write_text(PAGE)
    (root / "c.html").write_bytes(PAGE.replace("<body>", "<meta charset=iso-8859-1><body>").replace("Varn", "Värn").encode())
    (root / "d.csv").write_text(f'id,text\n1,"{STORY}"\n2,"{STORY}"\n')
    rows = [json.dumps({"id": number, "text": STORY}) + "\n" for number in range(3)]
    (root / "e.jsonl").write_text("".join(rows))
    (root / "f-broken.jsonl").write_text("".join([*rows, '{"id": 3, "te\n']))
    (root / "g-page.jsonl").write_text("".join([*rows, json.dumps({"text": PAGE}) + "\n", *rows]))
    (root / "h.json").write_text(json.dumps([{"text": STORY}, {"text": "The pier is whole.\n"}]))
    (root / "i-others.jsonl").write_text(json.dumps({"title": STORY}) + "\n")
    (root / "j.txt.gz").write_bytes(gzip.compress(STORY.encode()))
    (root / "k.txt").write_bytes(b"\xff\xfe\x00")
    return root


def _files(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


@pytest.mark.parametrize("options", [("-o", "out/"), (), ("--format", "json", "-q"), ("--split", "-o", "out/")])
def test_several_processes_give_what_one_gives(full_command: Command, scrapes: Path, options: tuple[str, ...]) -> None:
    """Outputs, messages, sums and exit codes, to the byte and in order, also of what only the first process can read."""
    found = []
    for processes in ("1", "2"):
        out = scrapes.parent / "out"
        done = full_command("clean", "scrapes", "-", "none.txt", *options, "-j", processes, stdin=STORY.encode())
        found.append((done.exit_code, done.stdout_bytes, done.stderr, _files(out)))
        if out.exists():
            out.rename(scrapes.parent / f"out-{processes}")

    assert found[0] == found[1]
    assert found[0][0] == 2
    told = found[0][2]
    faults = {name: f"cleaner: {name}" in told for name in ("scrapes/f-broken.jsonl", "scrapes/g-page.jsonl", "scrapes/k.txt", "none.txt")}
    if "-o" in options[:1]:
        assert faults == dict.fromkeys(faults, True)
        assert ("no.such-rule" in told, "'bodyy' occurs nowhere in" in told, "c.html: was read as" in told) == (True, True, True)
        assert (found[0][3]["a.txt"], found[0][3]["kept/page.txt"]) == (KEPT.rstrip("\n").encode(), STORY.encode())
        assert sorted(found[0][3]) == ["a.txt", "b.txt", "c.txt", "d.csv", "e.jsonl", "h.json", "j.txt", "kept/page.txt", "stdin.txt"]


@pytest.mark.parametrize("options", [("-o", "out/"), ()])
def test_an_input_at_which_processes_die_is_told(
    full_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
) -> None:
    """It is tried twice; the others are cleaned, and the exit code says that something is missing."""
    monkeypatch.setattr(cleaned_files, "SourceWork", Moody)
    names = ["a.txt", "die.txt", "once.txt", "z.jsonl"]
    for name in names[:3]:
        Path(name).write_text(STORY)
    Path("z.jsonl").write_text(json.dumps({"text": STORY}) + "\n")
    done = full_command("clean", *names, *options, "-j", "2", "-q", "--disable", "model")
    record = (json.dumps({"text": KEPT}) + "\n").encode()

    assert (done.exit_code, done.stderr, Path("once.mark").exists()) == (2, f"cleaner: die.txt: {DIED}\n", True)
    if options:
        assert _files(Path("out")) == {"a.txt": KEPT.encode(), "once.txt": KEPT.encode(), "z.jsonl": record}
    else:
        assert done.stdout_bytes == 2 * KEPT.encode() + record


@pytest.mark.parametrize("processes", ["1", "2"])
def test_an_input_that_takes_too_long_is_told(full_command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, processes: str) -> None:
    """Where a time is given, there is a process to end, and the others are cleaned."""
    monkeypatch.setattr(cleaned_files, "SourceWork", Moody)
    for name in ("a.txt", "hang.txt", "z.txt"):
        Path(name).write_text(STORY)
    done = full_command("clean", ".", "-o", "../out", "-j", processes, "--timeout", "5", "-q", "--disable", "model")

    assert (done.exit_code, done.stderr) == (2, "cleaner: hang.txt: takes longer than 5 seconds; --timeout gives it more\n")
    assert _files(folder.parent / "out") == {"a.txt": KEPT.encode(), "z.txt": KEPT.encode()}


@pytest.mark.parametrize("option", [("-j", "2"), ("--timeout", "5")])
def test_stories_are_compared_in_one_process(command: Command, folder: Path, option: tuple[str, str]) -> None:
    """Whoever asks for several is told before anything is written."""
    Path("a.txt").write_text(STORY)
    done = command("clean", "a.txt", "-o", "out.txt", "--unique", *option)
    fault = "cleaner: --unique: compares all pages in one process; leave out -j and --timeout\n"

    assert (done.exit_code, done.stderr, Path("out.txt").exists()) == (2, fault, False)


@pytest.mark.parametrize(
    ("options", "lines"),
    [
        (["a.txt", "none.txt", "b.txt"], 3),
        (["a.txt", "none.txt", "b.txt", "-q"], 0),
        (["a.txt"], 0),
    ],
)
def test_a_long_work_tells_how_far_it_is(
    command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], lines: int
) -> None:
    """After each input here; of one alone, and where only faults are wanted, nothing is told."""
    monkeypatch.setattr(progress, "progress", lambda: progress.Log(every=0.0))
    for name in ("a.txt", "b.txt"):
        Path(name).write_text(STORY)
    told = command("clean", *options, "-o", "out/").stderr.splitlines()

    assert sum("documents a second" in line for line in told) == lines
    assert any(line.startswith("2 documents, ") and "100% read" in line for line in told) == bool(lines)


def test_faults_stand_above_what_is_drawn(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """They are told by whoever draws, each as one line that does nothing."""
    monkeypatch.setattr(progress, "progress", progress.Terminal)
    Path("a.txt").write_text(STORY)
    done = command("clean", "a.txt", "::none\x1b.txt", "-o", "out/")

    assert done.exit_code == 2
    assert "cleaner: ::none␛.txt: no such file or folder; check the path\n" in done.stderr
