"""Whatever lies in a folder: one line for each fault, exit code 2, and the other inputs are done."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.cli.clean import Outputs
from cleaner.cli.cleaned_files import Cleaned
from cleaner.formats.sources import Source

from .conftest import Command

TEXT = "The port reopened.\n\nAdvertisement\n\nThe ferries wait.\n"
OUTSIDE = "lies outside the folder of the configuration; put it there, or name it with --config"
CLEANED = "The port reopened.\n\nThe ferries wait.\n"
FOUND = "good.txt:3:1 ad_slot ads.label\n"
DEEP = "is JSON nested too deeply to be read"
LOOP, LONG = "its links lead in a circle; remove one of them", "its name is longer than the file system takes; shorten it"
GONE, CLOSED = "no such file or folder; check the path", "standard output: is closed; leave it open, or name a file with -o"


@pytest.fixture
def good(folder: Path) -> Path:
    """A file that comes last, and must be done whatever was before it."""
    path = folder / "good.txt"
    path.write_text(TEXT)
    return path


@pytest.mark.parametrize("name", ["clean", "check", "fix"])
@pytest.mark.parametrize(
    ("path", "fault"),
    [("loop", LOOP), ("loop/a.txt", LOOP), ("x" * 300, LONG), (f"{'x' * 300}/a.txt", LONG), ("gone", GONE)],
    ids=["loop", "below a loop", "long", "below long", "gone"],
)
def test_a_path_that_leads_nowhere_is_one_line(command: Command, folder: Path, good: Path, name: str, path: str, fault: str) -> None:
    """Whatever is wrong with it, for every command."""
    (folder / "loop").symlink_to("loop")
    result = command(name, path, "good.txt", "-q")

    assert (result.exit_code, result.stderr) == (2, f"cleaner: {path}: {fault}\n")
    assert result.stdout == (CLEANED if name == "clean" else FOUND)


@pytest.mark.parametrize(
    ("name", "held", "faults"),
    [
        ("a.json", '{"text": ' + "[" * 900 + '"Advertisement"' + "]" * 900 + "}", [f"a.json: {DEEP}"]),
        ("a.json", "[" * 100_000, [f"a.json: {DEEP}"]),
        ("a.jsonl", "[" * 900 + "]" * 900 + '\n{"text": ' + "[" * 900 + '"a"' + "]" * 900 + "}\n", [f"a.jsonl: line 2: {DEEP}"]),
    ],
    ids=["lists on the way", "lists", "lines"],
)
def test_records_nested_too_deeply_are_one_line(
    command: Command, folder: Path, good: Path, name: str, held: str, faults: list[str]
) -> None:
    """However deep the program itself stands when it reads them."""
    (folder / name).write_text(held)
    result = command("check", name, "good.txt", "-q")

    assert (result.exit_code, result.stdout) == (2, FOUND)
    assert result.stderr.splitlines()[-1:] == [f"cleaner: {fault}" for fault in faults]


@pytest.mark.parametrize(
    ("config", "fault"),
    [
        ('exclude = ["!"]', "exclude: '!' is no pattern of files"),
        ('include = ["[z-a]"]', "include: '[z-a]' is no pattern of files"),
        ('[[allow]]\ntext = "a"\nwhy = "b"\npaths = ["\\\\"]', "allow[1].paths: '\\\\' is no pattern of files"),
        ('exclude = ["*a*a*a*a*a"]', "exclude: '*a*a*a*a*a' has more than 3 stars in one name"),
        ('rules = ["a\\u0000b"]', "rules: must be a list of non-empty strings without NUL"),
        ('rules = ["/"]', f"rules: '/' {OUTSIDE}"),
        ('rules = ["in/../../other"]', f"rules: 'in/../../other' {OUTSIDE}"),
        ('rules = ["link"]', f"rules: 'link' {OUTSIDE}"),
        ('[[overrides]]\npaths = ["a"]\nrules = [".."]', f"overrides[1].rules: '..' {OUTSIDE}"),
        ('baseline = "../x.json"', f"baseline: '../x.json' {OUTSIDE}"),
        ("policy = 1e400", "policy: must be a non-empty string without NUL, not inf"),
        ("allow = [5]", "allow: must be a list of tables, not [5]"),
        ("overrides = [[1]]", "overrides: must be a list of tables, not [[1]]"),
        (f"a = {'[' * 5000}", "is TOML nested too deeply to be read"),
        (f"a = {'9' * 5000}", "is not TOML: "),
        ("a = 2024-13-40", "is not TOML: "),
        ('"\\u001b]0;x\\u0007\\n::error::y" = 1', "␛]0;x␇␊::error::y: no such key"),
    ],
)
def test_a_configuration_that_cannot_be_meant_is_one_line(command: Command, folder: Path, good: Path, config: str, fault: str) -> None:
    """It is told once for all of its files, and files of another configuration are checked."""
    (folder / "in").mkdir()
    (folder / "in" / "cleaner.toml").write_text(config)
    (folder / "in" / "link").symlink_to(folder)
    for name in ("a.txt", "b.txt"):
        (folder / "in" / name).write_text(TEXT)
    result = command("check", "in/a.txt", "in/b.txt", "good.txt", "-q")

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, FOUND, 1)
    assert result.stderr.startswith(f"cleaner: {folder / 'in' / 'cleaner.toml'}: {fault}")


ROW = '{"version": 1, "findings": [{"path": "a", "finder": "b", "digest": "c", "count": 1, "text": "d"}]}'


@pytest.mark.parametrize(
    "held",
    [
        "[" * 50_000,
        "[]",
        "5",
        ROW.replace('count": 1', 'count": 1e400'),
        ROW.replace('count": 1', 'count": -1'),
        ROW.replace('"a"', "5"),
        "folder",
    ],
)
def test_a_baseline_that_is_none_is_one_line(command: Command, folder: Path, good: Path, held: str) -> None:
    """Whatever it holds; nothing is taken for known."""
    path = folder / ".cleaner-baseline.json"
    if held == "folder":
        path.mkdir()
    else:
        path.write_text(held)
    result = command("check", "good.txt", "-q")

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"cleaner: {path}: ")


@pytest.mark.parametrize("called", ["check good.txt", "clean good.txt", "fix good.txt", "run good.txt -o out.jsonl"])
@pytest.mark.parametrize(
    ("key", "told"),
    [
        ('rules = ["fifo"]', "fifo: rule (none): file: is no regular file"),
        ('model = "fifo"', "is no regular file"),
    ],
    ids=["rules", "model"],
)
def test_a_fifo_that_a_configuration_names_does_not_hang(called: str, key: str, told: str, folder: Path, good: Path) -> None:
    """Reading it would wait for somebody to write; that it cannot be used is told in one line."""
    os.mkfifo(folder / "fifo")
    (folder / "cleaner.toml").write_text(f"{key}\n")
    line = [sys.executable, "-m", "cleaner", *called.split(), "-q"]
    done = subprocess.run(line, cwd=folder, capture_output=True, text=True, check=False, timeout=60)

    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert told in done.stderr


@pytest.mark.parametrize("name", ["check", "fix"])
def test_an_empty_path_is_not_the_current_folder(name: str, folder: Path, good: Path) -> None:
    """As a script gives it whose variable is not set: nothing is looked at, and nothing is changed."""
    before = good.read_bytes()
    done = subprocess.run([sys.executable, "-m", "cleaner", name, ""], cwd=folder, capture_output=True, text=True, check=False)

    assert (done.returncode, done.stdout, good.read_bytes()) == (2, "", before)


@pytest.mark.parametrize(
    ("held", "fault"),
    [
        (f"a = {'[' * 5000}", "rule (none): file: is TOML nested too deeply to be read"),
        (f"a = {'9' * 5000}", "rule (none): file: is not TOML: "),
        ("a = 2024-13-40", "rule (none): file: is not TOML: "),
    ],
    ids=["nested", "number", "date"],
)
def test_a_rule_file_that_cannot_be_read_is_one_line(command: Command, folder: Path, good: Path, held: str, fault: str) -> None:
    """It names the file."""
    (folder / "own.toml").write_text(held)
    result = command("clean", "good.txt", "--rules", "own.toml", "-q")

    assert (result.exit_code, result.stdout, result.stderr.count("\n")) == (2, "", 1)
    assert result.stderr.startswith(f"cleaner: own.toml: {fault}")


def test_no_link_in_a_folder_is_followed_out_of_it(command: Command, folder: Path) -> None:
    """Neither texts nor rules: what was not followed is told, and a file outside is never rewritten."""
    (folder / "in").mkdir()
    (folder / "secret.txt").write_text(TEXT)
    (folder / "in" / "good.txt").write_text(TEXT)
    (folder / "in" / "inside.txt").symlink_to("good.txt")
    (folder / "in" / "out.txt").symlink_to("../secret.txt")
    (folder / "in" / "nothing.txt").symlink_to("nothing")
    (folder / "elsewhere").mkdir()
    (folder / "in" / "linked").symlink_to("../elsewhere")
    result = command("fix", "in", "-q")

    assert (result.exit_code, (folder / "secret.txt").read_text(), (folder / "in" / "good.txt").read_text()) == (2, TEXT, CLEANED)
    assert result.stderr == (
        "cleaner: in/linked: is a link that leads out of in, and was not followed; name what it leads to\n"
        "cleaner: in/nothing.txt: is a link to nothing; remove it\n"
        "cleaner: in/out.txt: is a link that leads out of in, and was not followed; name what it leads to\n"
    )
    (folder / "rules").mkdir()
    (folder / "rules" / "a.toml").symlink_to("../other.toml")
    (folder / "other.toml").write_text("")
    assert "a.toml: rule (none): file: is a link that leads out of rules" in command("clean", "in", "--rules", "rules").stderr


def test_a_fifo_does_not_hang_fix(command: Command, folder: Path, good: Path) -> None:
    """By name it is refused, in a folder it is passed over, and it stays a FIFO; nobody writes into it."""
    os.mkfifo("fifo.txt")
    result = command("fix", "fifo.txt", "good.txt", "-q")
    assert (result.exit_code, result.stdout) == (2, FOUND)
    assert result.stderr == "cleaner: fifo.txt: is a FIFO, and only regular files are rewritten; use cleaner clean\n"
    assert (command("fix", ".", "-q").exit_code, Path("fifo.txt").is_fifo()) == (0, True)


def test_names_of_dots_are_split_inside_the_folder(command: Command, folder: Path) -> None:
    """`..` and a text's ending is a name like any other."""
    (folder / "in").mkdir()
    (folder / "out").mkdir()
    for name in ("..txt", "...txt"):
        (folder / "in" / name).write_text(TEXT)
    result = command("clean", "in/..txt", "in/...txt", "--split", "-o", "out/deep", "-q")
    written = {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}

    assert (result.exit_code, result.stderr) == (0, "")
    assert written == {"in/..txt", "in/...txt", "out/deep/..txt/001.txt", "out/deep/...txt/001.txt"}


@pytest.mark.parametrize("arguments", [("clean",), ("check",), ("check", "--output-format", "json"), ("explain",)], ids=" ".join)
def test_a_closed_standard_output_is_one_line(good: Path, arguments: tuple[str, ...]) -> None:
    """As shells close it by `>&-`."""
    shell = ["sh", "-c", '"$0" -m cleaner "$@" >&-', sys.executable, *arguments, str(good)]
    run = subprocess.run(shell, capture_output=True, text=True, check=False)

    assert (run.returncode, run.stderr.splitlines()[:1]) == (2, [f"cleaner: {CLOSED}"])
    assert "Traceback" not in run.stderr


def test_a_file_that_changes_under_fix_is_left_alone(command: Command, folder: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another program wrote between reading and replacing stays; the error says so."""
    (folder / "a.txt").write_text(TEXT)
    real, changed = os.fsync, list[str]()

    def meanwhile(file: int) -> None:
        real(file)
        if not changed:
            changed.append("a")
            (folder / "a.txt").write_text("Another program wrote this.\n")

    monkeypatch.setattr("cleaner.formats.replacing.os.fsync", meanwhile)
    result = command("fix", "a.txt", "good.txt", "-q")

    assert (result.exit_code, result.stdout, good.read_text()) == (2, FOUND, CLEANED)
    assert (folder / "a.txt").read_text() == "Another program wrote this.\n"
    assert result.stderr == "cleaner: a.txt: was changed by another program while it was read, and was left as it is; run again\n"


def test_a_command_that_is_terminated_ends_as_such(tmp_path: Path) -> None:
    """Whoever sent the signal sees that it was the signal, and hears no more."""
    process = subprocess.Popen([sys.executable, "-m", "cleaner", "clean", "-"], stdin=subprocess.PIPE, stderr=subprocess.PIPE)
    assert process.stdin and process.stderr
    process.stdin.write(b"The port reopened.\n" * 10)
    process.stdin.flush()
    process.send_signal(signal.SIGTERM)
    errors = process.communicate(timeout=60)[1]

    assert (process.returncode, errors) == (-signal.SIGTERM, b"")


def test_a_fault_at_one_input_is_one_line(command: Command, folder: Path, good: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever a library raises at a page, the next page has its turn."""
    (folder / "a.txt").write_text(TEXT)
    real = Outputs.write

    def faulty(self: Outputs, source: Source, cleaned: Cleaned) -> None:
        if source.name == "a.txt":
            raise KeyError("\n::error::x")
        real(self, source, cleaned)

    monkeypatch.setattr(Outputs, "write", faulty)
    result = command("clean", "a.txt", "good.txt", "-q")

    assert (result.exit_code, result.stdout) == (2, CLEANED)
    assert result.stderr == "cleaner: a.txt: stopped by KeyError: '\\n::error::x'; please report this\n"
