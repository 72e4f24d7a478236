"""`cleaner run` as users call it: options, configuration, messages and exit codes."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from .conftest import Command

TEXT = "The port of Varn reopened on Tuesday after nine idle days.\n\nAdvertisement\n\nShips berthed at noon, and the cranes moved again.\n"
KEPT = TEXT.replace("Advertisement\n\n", "")
FAST = ("--disable", "model", "-j", "1", "--timeout", "0")


@pytest.fixture
def corpus(folder: Path) -> Path:
    """A file of records with one that is broken."""
    path = folder / "in.jsonl"
    path.write_text("".join(json.dumps({"key": f"k{number}", "story": TEXT, "n": number}) + "\n" for number in range(3)))
    with path.open("a") as file:
        file.write('{"key": "k3", "story": null}\n')
    return path


def test_fields_are_named_by_options_and_configuration(command: Command, corpus: Path) -> None:
    """A column that is named is read; one that there is not is told, with those that there are, for each record."""
    named = command("run", "in.jsonl", "-o", "a.jsonl", *FAST, "--records", "documents", "--text-field", "story", "--id-field", "key")
    assert named.exit_code == 1
    Path("cleaner.toml").write_text("text-field = 'story'\nid-field = 'key'\n")
    configured = command("run", "in.jsonl", "-o", "b.jsonl", *FAST, "--records", "documents")
    assert (configured.exit_code, Path("a.jsonl").read_bytes()) == (1, Path("b.jsonl").read_bytes())
    rows = [json.loads(line) for line in Path("a.jsonl").read_text().splitlines()]
    assert rows == [{"key": f"k{number}", "story": KEPT, "n": number} for number in range(3)]
    [failed] = [json.loads(line) for line in Path("a.jsonl.run/quarantine.jsonl").read_text().splitlines()]
    assert failed["reason"] == "field 'story' is null, and should be a text"

    command("run", "in.jsonl", "-o", "c.jsonl", *FAST, "--text-field", "body")
    reasons = {json.loads(line)["reason"] for line in Path("c.jsonl.run/quarantine.jsonl").read_text().splitlines()}
    assert reasons == {"has no field 'body'; there are key, story, n", "has no field 'body'; there are key, story"}


def test_settings_of_some_paths_hold_for_the_inputs_there(command: Command, folder: Path) -> None:
    """As in `cleaner clean`: rules, parts and columns, by the path of the input that a document came from; others are as ever."""
    for name in ("plain", "ads", "own"):
        Path(name).mkdir()
        Path(name, "a.jsonl").write_text(json.dumps({"id": name, "text": TEXT, "body": TEXT + "Own label\n"}) + "\n")
    Path("own.toml").write_text(
        '[ruleset]\nname = "own"\ntitle = "Own"\n\n[rule.label]\npart = "ad_slot"\nwhy = "They put it there."\nequals = ["own label"]\n'
        'examples = ["⟦Own label⟧"]\ncounterexamples = ["Their own label."]\n'
    )
    Path("cleaner.toml").write_text(
        '[[overrides]]\npaths = ["ads/"]\nkeep = ["ad_slot"]\n\n'
        '[[overrides]]\npaths = ["own/"]\nrules = ["own.toml"]\ntext-field = "body"\n'
    )
    options = ("--records", "documents", "--ledger", "spans", "--disable", "model", "--timeout", "0")
    found = []
    for processes in ("1", "2"):
        done = command("run", "plain", "ads", "own", "-o", f"{processes}.jsonl", "-j", processes, *options, "--html", "page.html")
        assert done.exit_code == 0, done.stderr
        found.append(Path(f"{processes}.jsonl").read_bytes())
    rows = {row["id"]: (row["text"], row["body"]) for row in map(json.loads, found[0].splitlines())}
    sheet = command("sample", "1.jsonl", "-n", "9").stdout

    assert rows == {"plain": (KEPT, TEXT + "Own label\n"), "ads": (TEXT, TEXT + "Own label\n"), "own": (TEXT, KEPT)}
    assert found[0] == found[1]
    assert "They put it there." in Path("page.html").read_text()
    assert sorted(line.split("\t")[2] for line in sheet.splitlines()[1:]) == ["ads.label", "ads.label", "own.label"]
    Path("own.toml").write_text(Path("own.toml").read_text().replace("They", "Others"))
    changed = command("run", "plain", "ads", "own", "-o", "1.jsonl", "-j", "1", *options)
    assert (changed.exit_code, changed.stderr.startswith("cleaner: 1.jsonl: was begun with overrides ")) == (2, True)


def test_a_ledger_and_a_column_of_their_own(command: Command, corpus: Path) -> None:
    """Offsets count in the source, which the record still has."""
    options = ("--records", "documents", "--column", "cleaned", "--ledger", "spans", "--text-field", "story", "-q")
    result = command("run", "in.jsonl", "-o", "out.jsonl", *FAST, *options)

    row = json.loads(Path("out.jsonl").read_text().splitlines()[0])
    assert (row["story"], row["cleaned"]) == (TEXT, KEPT)
    assert [(TEXT[start:end], *rest) for start, end, *rest in row["removed"]] == [
        ("Advertisement\n", "ads.label", "ad_slot", 1.0),
        ("\n", "breaks", "blank", 1.0),
    ]
    assert (result.stdout, result.stderr) == ("", "")


def test_the_end_is_reported_and_a_second_time_nothing_is_done(command: Command, corpus: Path) -> None:
    """The report stands on standard error, in the folder of the run, and in a page where one is wanted."""
    first = command("run", "in.jsonl", "-o", "out.jsonl", *FAST, "--text-field", "story", "--html", "report.html")
    assert first.exit_code == 1
    assert "ads.label" in first.stderr
    assert Path("report.html").read_text().startswith("<!")
    counts = json.loads(Path("out.jsonl.run/report.json").read_text())["counts"]
    assert (counts["documents"], counts["broken"]) == (3, 1)
    again = command("run", "in.jsonl", "-o", "out.jsonl", *FAST, "--text-field", "story")
    assert again.exit_code == 1
    assert again.stderr.startswith("out.jsonl: this run has ended before; --restart begins anew\n")
    other = command("run", "in.jsonl", "-o", "out.jsonl", *FAST, "--text-field", "story", "--policy", "safe")
    assert other.exit_code == 2
    assert other.stderr.startswith("cleaner: out.jsonl: was begun with policy thorough (")
    Path("cleaner.toml").write_text('[[allow]]\ntext = "Advertisement"\nwhy = "a headline here"\n')
    allowed = command("run", "in.jsonl", "-o", "out.jsonl", *FAST, "--text-field", "story")
    assert allowed.exit_code == 2
    assert allowed.stderr.startswith("cleaner: out.jsonl: was begun with allow ")
    Path("cleaner.toml").unlink()
    assert command("run", "in.jsonl", "-o", "out.jsonl", *FAST, "--text-field", "story", "--policy", "safe", "--restart").exit_code == 1


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["none.jsonl", "-o", "out.jsonl"], "cleaner: none.jsonl: no such file or folder; check the path"),
        (["in.jsonl", "-o", "out.txt"], "cleaner: out.txt: ends in nothing that a run writes; name a file .jsonl"),
        (["in.jsonl", "-o", "s3://bucket/out.jsonl"], "cleaner: s3://bucket/out.jsonl: is a URL, and records are written to files"),
        (["in.jsonl", "-o", "in.jsonl"], "cleaner: in.jsonl: is an input, and would be replaced; choose another output"),
        (["in.jsonl", "-o", "o.jsonl", "--ledger", "spans"], "cleaner: --ledger: is a matter of records of documents; add --records"),
        (
            ["in.jsonl", "-o", "o.jsonl", "--records", "documents", "--ledger", "spans", "--column", "removed"],
            "cleaner: --column removed: is the column in which --ledger tells what was removed; name another one",
        ),
        (["in.jsonl", "-o", "o.jsonl", "--column", "c"], "cleaner: --column: is a matter of records of documents; add --records"),
        (["in.jsonl", "-o", "o.jsonl", "--format", "csv"], "cleaner: o.jsonl: does not end in csv; leave out --format"),
        (["in.jsonl", "-o", "o/", "--format", "xml"], "cleaner: part-.xml: ends in nothing that a run writes"),
        (["-", "-o", "o.jsonl"], "cleaner: -: standard input could not be read a second time; save it in a file"),
    ],
)
def test_wrong_use_is_told_before_anything_is_written(command: Command, corpus: Path, options: list[str], told: str) -> None:
    """In one line."""
    before = sorted(corpus.parent.iterdir())
    result = command("run", *options, *FAST)

    assert result.exit_code == 2
    assert result.stderr.startswith(told)
    assert sorted(corpus.parent.iterdir()) == before


@pytest.mark.parametrize(
    ("options", "library", "told"),
    [
        (["--html", "r.html"], "jinja2", "run --html needs jinja2, which is not installed; pip install 'article-cleaner[explain]'"),
        (["--engine", "trafilatura"], "trafilatura", 'the engine "trafilatura" needs trafilatura, which is not installed; '),
        (["-o", "out.jsonl.zst"], "zstandard", "out.jsonl.zst: writing zstd needs zstandard, which is not installed; "),
        (["-o", "out.parquet"], "pyarrow", "out.parquet: writing Parquet needs pyarrow, which is not installed; "),
    ],
)
def test_a_missing_extra_is_told_before_anything_is_cleaned(
    command: Command, corpus: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], library: str, told: str
) -> None:
    """Whichever option needs it; an engine that the policy does not follow needs nothing."""
    monkeypatch.setitem(sys.modules, library, None)
    before = sorted(corpus.parent.iterdir())
    result = command("run", "in.jsonl", *FAST, *([] if "-o" in options else ["-o", "out.jsonl"]), *options)

    assert (result.exit_code, result.stderr.startswith(f"cleaner: {told}"), sorted(corpus.parent.iterdir())) == (2, True, before)
    if library == "trafilatura":
        assert command("run", "in.jsonl", *FAST, "-o", "out.jsonl", *options, "--policy", "safe", "--text-field", "story").exit_code == 1


def hearing_interrupts() -> None:
    """Undo what a shell does to what it runs in the background."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


needs_proc = pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="processes are found as Linux lists them")


def begun(corpus: Path) -> subprocess.Popen[bytes]:
    """A run over much, in a group of processes of its own."""
    corpus.write_text("".join(json.dumps({"text": TEXT * 40}) + "\n" for _ in range(4000)))
    command = [sys.executable, "-c", "from cleaner.cli.app import run; run()", "run", "in.jsonl", "-o", "out.jsonl", "-j", "2"]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    return subprocess.Popen(command, env=environment, stderr=subprocess.PIPE, start_new_session=True, preexec_fn=hearing_interrupts)


@needs_proc
@pytest.mark.parametrize("children", [1, 2, 3])
@pytest.mark.parametrize(
    ("ending", "to_all", "code", "told"),
    [
        (signal.SIGINT, True, 130, ["cleaner: interrupted; the same command goes on from here"]),
        (signal.SIGTERM, False, -signal.SIGTERM, []),
        (signal.SIGTERM, True, -signal.SIGTERM, []),
    ],
)
def test_a_run_that_is_ended_while_it_begins_says_no_more_than_that(
    corpus: Path, children: int, ending: int, to_all: bool, code: int, told: list[str]
) -> None:
    """As each of its processes is there for a moment: no tracebacks of theirs, and no warnings of what keeps count of semaphores."""
    run = begun(corpus)
    while len(Path(f"/proc/{run.pid}/task/{run.pid}/children").read_text().split()) < children:
        assert run.poll() is None
        time.sleep(0.001)
    (os.killpg if to_all else os.kill)(run.pid, ending)
    lines = run.communicate()[1].decode().splitlines()

    assert (run.returncode, [line for line in lines if not line.startswith("in.jsonl: texts from 'text'; ")]) == (code, told)


def test_an_interrupted_run_says_how_to_go_on(corpus: Path) -> None:
    """Ctrl-C reaches the command and its processes; nothing but one line is said."""
    run = begun(corpus)
    while not [*Path().glob("out.jsonl.run/parts-*/*.json")]:
        assert run.poll() is None
        time.sleep(0.02)
    os.killpg(run.pid, signal.SIGINT)
    told = run.communicate()[1].decode().splitlines()

    assert (run.returncode, told[-1]) == (130, "cleaner: interrupted; the same command goes on from here")
    assert [line for line in told if "Traceback" in line] == []
