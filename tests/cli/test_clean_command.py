"""`cleaner clean`: what is written where, and what is refused."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

from .conftest import Command

PAGE = b"The port reopened on Tuesday after nine idle days.\nAdvertisement\n\nShips berthed at noon, and the cranes moved again.\n"
KEPT = b"The port reopened on Tuesday after nine idle days.\nShips berthed at noon, and the cranes moved again.\n"
SUMMARY = "1 file, 1 article: kept 102, removed 15 (12.8%), rewritten 0 of 117 characters\nremoved most: ad_slot 14, blank 1\n"


def test_one_input_goes_to_standard_output_with_a_summary_beside_it(command: Command, folder: Path) -> None:
    """Standard output holds the kept text and nothing else; standard error holds the sums."""
    (folder / "page.txt").write_bytes(PAGE)
    result = command("clean", "page.txt")

    assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, KEPT, SUMMARY)


def test_standard_input_is_cleaned_like_a_file(command: Command) -> None:
    """A dash stands for standard input, and --quiet leaves the summary out."""
    result = command("clean", "-", "--quiet", stdin=PAGE)

    assert (result.exit_code, result.stdout_bytes, result.stderr_bytes) == (0, KEPT, b"")


def test_line_breaks_come_out_as_they_went_in(command: Command) -> None:
    """Carriage returns are characters of the page: none is added and none is lost."""
    page = PAGE.replace(b"\n", b"\r\n")
    result = command("clean", "-", "-q", stdin=page)

    assert KEPT.replace(b"\n", b"\r\n") == result.stdout_bytes


def test_several_inputs_are_joined_without_headers_in_a_pipe(command: Command, folder: Path) -> None:
    """Only a missing line break is put between two outputs, so that no two lines run together."""
    (folder / "a.txt").write_bytes(b"The first page ends without a break.")
    (folder / "b.txt").write_bytes(b"The second page has one.\n")
    result = command("clean", "a.txt", "b.txt", "-q")

    assert result.stdout_bytes == b"The first page ends without a break.\nThe second page has one.\n"


def test_an_input_named_twice_is_cleaned_once(command: Command, folder: Path) -> None:
    """A file that is also found in a folder is one input."""
    (folder / "a.txt").write_bytes(b"One page.\n")
    result = command("clean", "a.txt", str(folder), "-q")

    assert (result.exit_code, result.stdout_bytes) == (0, b"One page.\n")


def test_a_folder_is_mirrored_with_the_ending_of_the_format(command: Command, folder: Path) -> None:
    """Below the output folder each output lies as its input lay; hidden and binary files are passed over."""
    for name in ("in/a.txt", "in/deep/page.2024-01-02", "in/b.txt.gz", "in/.hidden", "in/.git/config", "in/picture.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(gzip.compress(PAGE) if name.endswith(".gz") else b"\x89PNG\0" if "picture" in name else PAGE)
    result = command("clean", "in", "-o", "out", "--format", "markdown", "-q")

    assert (result.exit_code, result.output) == (0, "")
    assert _files(folder / "out") == ["a.md", "b.md", "deep/page.2024-01-02.md"]


def test_json_is_one_record_a_line_that_accounts_for_the_source(command: Command) -> None:
    """The entries of a record touch, cover the source, and join to the text."""
    record = json.loads(command("clean", "-", "-q", "--format", "json", stdin=PAGE).stdout)

    assert KEPT.decode() == record["text"] == "".join(entry["output"] for entry in record["ledger"])
    assert PAGE.decode() == "".join(record["source"][entry["start"] : entry["end"]] for entry in record["ledger"])


def test_policy_options_change_what_stays(command: Command) -> None:
    """A part or zone that is kept stays, and a rule that is disabled finds nothing."""
    both = ("--disable", "ads.label", "--disable", "ads.wide-label")
    for options in (("--keep", "chrome"), ("--keep", "ad_slot", "--keep", "footer"), ("--disable", "ads"), both):
        assert b"Advertisement" in command("clean", "-", "-q", *options, stdin=PAGE).stdout_bytes, options


def test_rules_of_a_file_are_added_to_the_shipped(command: Command, folder: Path) -> None:
    """The rules of --rules and the shipped ones hold together."""
    rule = '[ruleset]\nname="my"\ntitle="Mine"\n[rule.port]\npart="teaser"\nwhy="A fact."\nstarts=["the port"]\n'
    examples = 'examples=["⟦The port is open⟧"]\ncounterexamples=["A port."]\n'
    (folder / "my.toml").write_text(rule + examples, encoding="utf-8")
    result = command("clean", "-", "-q", "--rules", "my.toml", stdin=PAGE)

    assert result.stdout_bytes == b"Ships berthed at noon, and the cranes moved again.\n"


def test_an_output_file_is_written_for_one_input(command: Command, folder: Path) -> None:
    """An OUT with the ending of a text file is that file."""
    (folder / "page.txt").write_bytes(PAGE)
    result = command("clean", "page.txt", "-o", "new/clean.txt", "-q")

    assert (result.exit_code, (folder / "new/clean.txt").read_bytes(), _files(folder / "new")) == (0, KEPT, ["clean.txt"])


@pytest.mark.parametrize(
    ("arguments", "fault"),
    [
        (("page.txt", "-o", "page.txt"), "page.txt: is an input; choose another -o, or say --force to replace it"),
        (("page.txt", "-o", "."), "page.txt: is an input; choose another -o, or say --force to replace it"),
        (("link.txt", "-o", "page.txt"), "page.txt: is an input; choose another -o, or say --force to replace it"),
        ((".", "-o", "out"), "out/link.txt: lies inside the input folder {folder}; choose a folder elsewhere, or say --force"),
        (
            ("page.txt", "other/page.txt", "-o", "out"),
            "out/page.txt: would hold both page.txt and other/page.txt; clean them into two folders",
        ),
        (("page.txt", "other/page.txt", "-o", "x.md"), "x.md: is the name of a file, but there are 2 inputs; name a folder"),
    ],
)
def test_outputs_that_would_harm_are_refused_before_anything_is_written(
    command: Command, folder: Path, arguments: tuple[str, ...], fault: str
) -> None:
    """No input is replaced and no output lands among inputs; the message says what to do instead."""
    (folder / "page.txt").write_bytes(PAGE)
    (folder / "link.txt").symlink_to(folder / "page.txt")
    (folder / "other").mkdir()
    (folder / "other/page.txt").write_bytes(b"Another page.\n")
    before = _files(folder)
    result = command("clean", *arguments)

    assert (2, f"cleaner: {fault.format(folder=folder.name)}\n", "") == (result.exit_code, result.stderr, result.stdout)
    assert (before, PAGE) == (_files(folder), (folder / "page.txt").read_bytes())


def test_force_replaces_an_input(command: Command, folder: Path) -> None:
    """With --force the cleaned text takes the place of the page."""
    (folder / "page.txt").write_bytes(PAGE)
    result = command("clean", "page.txt", "-o", "page.txt", "--force", "-q")

    assert (result.exit_code, (folder / "page.txt").read_bytes(), _files(folder)) == (0, KEPT, ["page.txt"])


def test_one_bad_input_does_not_stop_the_others(command: Command, folder: Path) -> None:
    """Each bad input is one line on standard error, the good ones are cleaned, and the exit code is 2."""
    (folder / "good.txt").write_bytes(PAGE)
    (folder / "binary.txt").write_bytes(b"a\0b")
    (folder / "bare").mkdir()
    result = command("clean", "missing.txt", "binary.txt", "bare", "good.txt", "-q")

    assert (result.exit_code, result.stdout_bytes) == (2, KEPT)
    assert result.stderr.splitlines() == [
        "cleaner: bare: holds no text file; hidden ones, READMEs and binary ones are passed over",
        "cleaner: missing.txt: no such file or folder; check the path",
        "cleaner: binary.txt: is binary (a NUL byte at offset 1), not text; extract its text first",
    ]


def test_nothing_in_is_nothing_out(command: Command, folder: Path) -> None:
    """What is empty is at no fault: a pipe, a file, a byte order mark alone, a web page, and what was compressed."""
    empty = {"a.txt": b"", "b.txt": b"\xef\xbb\xbf", "c.html": b"", "d.html": b"\xef\xbb\xbf", "e.md": b"\xff\xfe"}
    empty["f.txt.gz"] = gzip.compress(b"")
    for name, raw in empty.items():
        (folder / name).write_bytes(raw)
    for name in ("clean", "check"):
        for path in ("-", *empty):
            result = command(name, path, "-q", stdin=b"")
            assert (result.exit_code, result.stdout_bytes, result.stderr) == (0, b"", ""), (name, path)


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="anyone may read everything here")
def test_a_file_nobody_may_read_is_named(command: Command, folder: Path) -> None:
    """Permissions are a line on standard error."""
    (folder / "page.txt").write_bytes(PAGE)
    (folder / "page.txt").chmod(0)
    result = command("clean", "page.txt")

    assert (result.exit_code, result.stderr) == (2, "cleaner: page.txt: permission denied; check who may read it\n")


@pytest.mark.parametrize(
    ("options", "fault"),
    [
        (("--policy", "bold"), "no policy is called 'bold'; choose one of safe, thorough, or pass a Policy"),
        (("--disable", "adz"), "(command): rule adz: disable: no such rule, rule set or finder; did you mean ads?"),
    ],
)
def test_options_that_name_nothing_are_wrong_use(command: Command, options: tuple[str, ...], fault: str) -> None:
    """A word that names no policy or rule is told in one line, before any input is read."""
    result = command("clean", "-", *options, stdin=PAGE)

    assert (2, f"cleaner: {fault}\n", "") == (result.exit_code, result.stderr, result.stdout)


@pytest.mark.parametrize(("name", "code", "written"), [("clean", 0, KEPT), ("check", 1, b"page.txt:2:1 ad_slot ads.label\n")])
def test_without_paths_the_current_folder_is_meant(command: Command, folder: Path, name: str, code: int, written: bytes) -> None:
    """Its files are found as those of a folder that is named."""
    (folder / "page.txt").write_bytes(PAGE)
    result = command(name, "-q")

    assert (result.exit_code, result.stdout_bytes) == (code, written)


def _files(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file())


SCROLL = """News
Port of Varn reopens after nine-day strike
By Odile Marchetti
March 3, 2024
The harbour reopened on Tuesday after nine idle days, and the first freighter was unloaded before the fog lifted from the pier.
News
Council votes down the tunnel it had asked for
By Odile Marchetti
March 4, 2024
By eleven votes to nine the council refused on Monday to pay for the tunnel under the market square and its two lifts.
"""


def test_one_makes_one_record_a_page(full_command: Command, folder: Path) -> None:
    """Where each page holds one story; without the option each headline opens one. Records have no pages, and refuse it."""
    (folder / "a.txt").write_text(SCROLL)
    (folder / "b.txt").write_text("The port reopened on Tuesday after nine idle days.\n")
    (folder / "c.jsonl").write_text('{"text": "The port reopened."}\n')
    plain, one = (full_command("clean", "a.txt", "b.txt", "-q", "--format", "jsonl", *more).stdout.splitlines() for more in ([], ["--one"]))

    assert ([json.loads(line)["page"] for line in plain], [json.loads(line)["page"] for line in one]) == (
        ["a.txt", "a.txt", "b.txt"],
        ["a.txt", "b.txt"],
    )
    assert "leave out --one" in full_command("clean", "c.jsonl", "--one").stderr
