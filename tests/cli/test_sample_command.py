"""`cleaner sample`: a sheet, its answers, and what they come to; and questions on a terminal."""

from __future__ import annotations

import csv
import io
import json
import os
import select
import signal
import sys
import time
import tomllib
from pathlib import Path

import pytest

from tests.corpus.reports import records

from .conftest import Command

pty = pytest.importorskip("pty", reason="terminals are tried where Python has pseudo-terminals")

_STORY = "The port of Varn reopened on Tuesday after nine days of strikes, and the first ships went out at dawn."
_POEM = f"{_STORY}\nAdvertisement\n{_STORY}\n"
_TIPS = f"{_STORY} Tips: mara@example.com\n{_STORY}\n"
_RUN = ("run", "corpus.jsonl", "--records", "documents", "--policy", "safe", "--disable", "model", "-j", "1", "-q")


def texts(out: str) -> list[str]:
    """The cleaned texts of a run."""
    return [json.loads(line)["text"] for line in Path(out).read_text(encoding="utf-8").splitlines()]


def fill(sheet: Path, answers: dict[str, str]) -> None:
    """Answer on a sheet, by the texts of removals."""
    rows = list(csv.DictReader(io.StringIO(sheet.read_text(encoding="utf-8")), dialect="excel-tab"))
    lines = ["\t".join(rows[0]), *("\t".join({**row, "answer": answers[row["text"]]}.values()) for row in rows)]
    sheet.write_text("\n".join(lines), encoding="utf-8")


@pytest.fixture
def corpus(command: Command, folder: Path) -> Path:
    """A folder with a corpus, and a run over it."""
    records(folder / "corpus.jsonl", _POEM, _TIPS)
    assert command(*_RUN, "-o", "out.jsonl", "--ledger", "spans").exit_code == 0
    return folder


@pytest.mark.parametrize("run", ["out.jsonl", "out.jsonl.run", "out.jsonl.run/report.json"])
def test_what_a_person_says_makes_the_next_run_keep_a_text(command: Command, corpus: Path, run: str) -> None:
    """From the ledger of a run or the samples in its report: what was wrong stays, and what was right goes again."""
    assert command("sample", run, "-o", "sheet.tsv").exit_code == 0
    fill(corpus / "sheet.tsv", {"Advertisement": "n", "Tips: mara@example.com": "y"})
    told = command("sample", run, "--answers", "sheet.tsv", "-o", "cleaner.toml")
    again = command(*_RUN, "-o", "again.jsonl")

    assert (told.exit_code, told.output) == (0, "ads.label: 1 of 1 wrong\n2 removals judged: 1 wrong\n")
    assert again.exit_code == 0
    assert texts("out.jsonl") == [f"{_STORY}\n{_STORY}\n", f"{_STORY}\n{_STORY}\n"]
    assert texts("again.jsonl") == [_POEM, f"{_STORY}\n{_STORY}\n"]


def test_a_run_is_understood_from_any_folder(command: Command, corpus: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also after it was moved with its inputs; samples, ids and places are the same."""
    (corpus / "below").mkdir()
    with (corpus / "corpus.jsonl").open("a") as file:
        file.write("broken\n")
    absolute = str(corpus.resolve() / "below" / "more.jsonl")
    records(Path(absolute), _POEM)
    assert command(*_RUN, absolute, "-o", "below/all.jsonl", "--ledger", "spans", "-q").exit_code == 1
    here = {run: command("sample", run).stdout for run in ("out.jsonl", "below/all.jsonl", "below/all.jsonl.run/report.json")}
    (corpus / "elsewhere").mkdir()
    monkeypatch.chdir(corpus / "elsewhere")
    there = {run: command("sample", f"../{run}").stdout for run in here if run != "out.jsonl"}
    (corpus / "whole").mkdir()
    for name in ("corpus.jsonl", "out.jsonl", "out.jsonl.run"):
        (corpus / name).rename(corpus / "whole" / name)
    # It had one record less when the run ended.
    lines = (corpus / "whole" / "corpus.jsonl").read_text().splitlines(keepends=True)[:2]
    (corpus / "whole" / "corpus.jsonl").write_text("".join(lines))

    assert there == {run: sheet for run, sheet in here.items() if run != "out.jsonl"}
    assert [len(sheet.splitlines()) for sheet in there.values()] == [4, 4]
    assert len(command("sample", "../whole/out.jsonl").stdout.splitlines()) == 3


def test_files_are_kept_from_it_as_well(command: Command, corpus: Path) -> None:
    """`clean`, `check` and `fix` read the same list."""
    (corpus / "poem.txt").write_text(_POEM, encoding="utf-8")
    before = command("check", "poem.txt").exit_code
    command("sample", "out.jsonl", "--rule", "ads.label", "-o", "sheet.tsv")
    fill(corpus / "sheet.tsv", {"Advertisement": "no"})
    command("sample", "out.jsonl", "--answers", "sheet.tsv", "-o", "cleaner.toml")

    assert (before, command("check", "poem.txt", "-q").exit_code) == (1, 0)
    assert command("clean", "poem.txt", "-q").stdout == _POEM


def test_without_a_terminal_a_sheet_comes_out(command: Command, corpus: Path) -> None:
    """With tabs on standard output, or as JSON lines in a file of that name; the rows have the same removals."""
    shown = command("sample", "out.jsonl", "--seed", "3")
    command("sample", "out.jsonl", "--seed", "3", "-o", "sheet.jsonl")
    rows = list(csv.DictReader(io.StringIO(shown.stdout), dialect="excel-tab"))
    written = [json.loads(line) for line in (corpus / "sheet.jsonl").read_text(encoding="utf-8").splitlines()]

    assert [row["id"] for row in rows] == [row["id"] for row in written]
    assert sorted((row["rule"], row["text"], row["place"]) for row in rows) == [
        ("ads.label", "Advertisement", "corpus.jsonl: line 1"),
        ("ads.tips", "Tips: mara@example.com", "corpus.jsonl: line 2"),
    ]


def test_answers_become_examples_of_rules(command: Command, corpus: Path) -> None:
    """By the id of the rule, a list of what it must find, and of what it must not."""
    command("sample", "out.jsonl", "-o", "sheet.tsv")
    fill(corpus / "sheet.tsv", {"Advertisement": "n", "Tips: mara@example.com": "y"})
    made = command("sample", "out.jsonl", "--answers", "sheet.tsv", "--as", "rules")

    assert tomllib.loads(made.stdout) == {
        "ads.label": {"counterexamples": [{"text": "Advertisement", "seen": "corpus.jsonl: line 1"}]},
        "ads.tips": {"examples": [{"text": f"{_STORY} ⟦Tips: mara@example.com⟧", "seen": "corpus.jsonl: line 2"}]},
    }


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("nowhere.jsonl",), "nowhere.jsonl: has no report; name what cleaner run wrote, or the folder that ends in .run beside it"),
        (("out.jsonl", "-o", "full.tsv"), "full.tsv: is there already, and may hold what a person wrote; choose another name"),
        (
            ("out.jsonl", "--as", "rules", "-o", "full.tsv"),
            "full.tsv: is there already, and may hold what a person wrote; choose another name",
        ),
        (
            ("out.jsonl", "--answers", "full.tsv", "-o", "a.tsv"),
            "a.tsv: is the name of a sheet; what answers come to is TOML, such as -o cleaner.toml",
        ),
        (("out.jsonl", "--answers", "none.tsv"), "none.tsv: no such file or folder; check the path"),
        (
            ("out.jsonl", "-o", "a.toml"),
            "a.toml: nobody can be asked here; write a sheet with -o sheet.tsv, and give it back with --answers",
        ),
        (("out.jsonl", "--rule", "ads.lable"), "no rule called 'ads.lable' removed anything in this run; did you mean ads.label?"),
    ],
)
def test_what_cannot_be_meant_is_an_error(command: Command, corpus: Path, arguments: tuple[str, ...], fault: str) -> None:
    """One line says what to do instead, and no file is written or replaced."""
    (corpus / "full.tsv").write_text("answer\tid\n", encoding="utf-8")
    before = sorted(path.name for path in corpus.iterdir())
    result = command("sample", *arguments)

    assert (result.exit_code, result.stderr) == (2, f"cleaner: {fault}\n")
    assert (sorted(path.name for path in corpus.iterdir()), (corpus / "full.tsv").read_text()) == (before, "answer\tid\n")


def asked(folder: Path, *arguments: str, answers: list[bytes]) -> str:
    """What a terminal shows while a person answers each question in turn."""
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(folder)
        # A shell lets what it runs in the background hear no interrupts.
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        os.execv(sys.executable, [sys.executable, "-m", "cleaner", "sample", *arguments])
    shown, given, end = b"", b"", time.monotonic() + 60
    while time.monotonic() < end:
        if not select.select([terminal], [], [], 2)[0]:
            # The end of input, typed while the program sets up the terminal for its question, is lost.
            if not answers:
                os.write(terminal, given)
            continue
        try:
            read = os.read(terminal, 1 << 16)
        except OSError:  # as Linux tells that the other side has gone
            break
        shown += read
        if shown.endswith(b"quit: ") and answers:
            os.write(terminal, given := answers.pop(0))
    else:
        os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(terminal)
    return shown.decode()


@pytest.mark.parametrize("ending", [b"q\n", b"\x04", b"\x03"], ids=["quit", "end of input", "interrupt"])
def test_a_person_at_a_terminal_is_asked(full_command: Command, folder: Path, ending: bytes) -> None:
    """Until there are no more questions, or no more answers; however that ends, what was said counts."""
    records(folder / "corpus.jsonl", _POEM, f"{_STORY}\nShare this article\nCopy link\n")
    assert full_command(*_RUN, "-o", "out.jsonl").exit_code == 0
    shown = asked(folder, "out.jsonl", "--rule", "ads", "-o", "one.toml", answers=[b"what?\n", b"n\n"])
    both = asked(folder, "out.jsonl", "-o", "both.toml", answers=[b"n\n", ending])

    assert "1 of 1  ads.slot-label  ad_slot  corpus.jsonl: line 1" in shown
    assert shown.count("quit: ") == 2
    assert [one["text"] for one in tomllib.loads((folder / "one.toml").read_text(encoding="utf-8"))["allow"]] == ["Advertisement"]
    assert "1 removal judged: 1 wrong" in both
    assert len(tomllib.loads((folder / "both.toml").read_text(encoding="utf-8"))["allow"]) == 1
