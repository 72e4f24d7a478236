"""Files of records in every command: their fields are cleaned, all else stays, and what is no record or no text is never read as one."""

from __future__ import annotations

import gzip
import os
from pathlib import Path

import pytest

from cleaner.document.policy import DEFAULT_POLICY

from .conftest import Command

_ROWS = '{"id" : 1.50,"text":"The port \\u2019reopened.\\nAdvertisement\\nShips berthed." }\r\n\r\n{"text": "fine", "n": 1e400}'
_KEPT = '{"id" : 1.50,"text":"The port \\u2019reopened.\\nShips berthed." }\r\n\r\n{"text": "fine", "n": 1e400}'
FILES = {
    "a.jsonl": (_ROWS, _KEPT),
    "a.ndjson": (_ROWS, _KEPT),
    "a.json": ('[\n\t{"text" : ["Advertisement", null, "fine"]}\n]', '[\n\t{"text" : ["", null, "fine"]}\n]'),
    "a.csv": ('id,text\r\n1,"He said ""no"".\r\nAdvertisement\r\nThen left."\r\n', 'id,text\r\n1,"He said ""no"".\r\nThen left."\r\n'),
    "a.tsv": ("id\ttext\n1\tAdvertisement\n", 'id\ttext\n1\t""\n'),
}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("packed", [False, True])
def test_records_come_out_as_records(command: Command, folder: Path, name: str, packed: bool) -> None:
    """On standard output, below a folder and in a file: only what cleaning changes in the fields is changed; the input stays."""
    held, wanted = (text.encode() for text in FILES[name])
    path = folder / (f"{name}.gz" if packed else name)
    path.write_bytes(gzip.compress(held) if packed else held)
    before = path.read_bytes()

    assert command("clean", path.name, "-q").stdout_bytes == wanted
    assert command("clean", path.name, "-q", "-o", "out").exit_code == 0
    assert command("clean", path.name, "-q", "-o", f"new/{name}").exit_code == 0
    assert [(folder / "out" / name).read_bytes(), (folder / "new" / name).read_bytes()] == [wanted, wanted]
    assert path.read_bytes() == before


def test_records_and_texts_are_cleaned_side_by_side(command: Command, folder: Path) -> None:
    """A folder of both is mirrored, and the summary counts files and texts."""
    (folder / "in").mkdir()
    (folder / "in/a.jsonl").write_text('{"text": "Advertisement"}\n{"text": "fine"}\n')
    (folder / "in/b.txt").write_text("The port.\nAdvertisement\n")
    result = command("clean", "in", "-o", "out", "--format", "text", "-q")
    assert (result.exit_code, result.stderr) == (2, "cleaner: in/a.jsonl: holds records, which come out as records; leave out --format\n")

    result = command("clean", "in", "-o", "out")
    assert (result.exit_code, result.stderr.splitlines()[0].split(":")[0]) == (0, "2 files, 3 texts, 2 articles")
    assert [(folder / "out" / name).read_text() for name in ("a.jsonl", "b.txt")] == ['{"text": ""}\n{"text": "fine"}\n', "The port.\n"]


@pytest.mark.parametrize("option", ["--fields", "configuration"])
def test_fields_are_named_by_option_or_configuration(command: Command, folder: Path, option: str) -> None:
    """Dots lead into objects; what an option names takes the place of what a configuration does."""
    (folder / "a.json").write_text('{"text": "Advertisement", "pages": [{"body": "Advertisement"}], "title": "Advertisement"}')
    words = ["--fields", "title,pages.body"] if option == "--fields" else []
    fields = ["text"] if words else ["title", "pages.body"]
    (folder / "cleaner.toml").write_text(f"fields = {fields}\n")
    wanted = '{"text": "Advertisement", "pages": [{"body": ""}], "title": ""}'

    assert command("clean", "a.json", "-q", *words).stdout == wanted
    assert len(command("check", "a.json", "-q", *words).stdout.splitlines()) == 2
    assert command("fix", "a.json", "-q", *words).exit_code == 1
    assert (folder / "a.json").read_text() == wanted


_OTHERS = "name those that hold texts with --fields, or as fields in cleaner.toml"


@pytest.mark.parametrize("name", ["clean", "check", "fix"])
@pytest.mark.parametrize(
    ("file", "held", "names"),
    [
        ("a.jsonl", '{"id": 1, "page": {"body": "Advertisement"}}\n', "id, page, page.body"),
        ("a.json", '[{"body": "Advertisement"}]', "body"),
        ("a.csv", "id;body\n1;Advertisement\n", "id, body"),
    ],
)
def test_a_file_without_the_fields_is_told(command: Command, folder: Path, name: str, file: str, held: str, names: str) -> None:
    """It is never passed as clean: the message names the fields that do occur, the exit code is 2, and nothing is written."""
    (folder / file).write_text(held)
    result = command(name, file, "-q")

    assert (result.exit_code, result.stdout, (folder / file).read_text()) == (2, "", held)
    assert result.stderr == f"cleaner: {file}: has no field text; there are {names}; {_OTHERS}\n"


def test_a_field_found_nowhere_is_told(command: Command, folder: Path) -> None:
    """A misspelled field beside a right one is an error that suggests what was meant; one that some file has is not."""
    (folder / "a.jsonl").write_text('{"text": "Advertisement", "body": null}\n')
    (folder / "b.jsonl").write_text('{"text": "fine"}\n')
    (folder / "cleaner.toml").write_text("fields = ['text', 'body', 'bodi']\n")
    fault = f"cleaner: {folder / 'cleaner.toml'}: fields: 'bodi' occurs nowhere in 2 files of records; did you mean body?\n"
    for name in ("check", "clean", "fix"):
        result = command(name, "a.jsonl", "b.jsonl", "-q")
        assert (result.exit_code, result.stderr) == (2, fault), name
    assert command("check", "a.jsonl", "b.jsonl", "-q", "--fields", "text,body").exit_code == 0


@pytest.mark.parametrize("held", ["", "\n", "[]"])
@pytest.mark.parametrize("file", ["a.jsonl", "a.json", "a.csv"])
def test_a_file_without_records_is_clean(command: Command, folder: Path, file: str, held: str) -> None:
    """There is nothing in it to find."""
    (folder / file).write_text("" if file == "a.csv" else held)

    assert [command(name, file, "-q").exit_code for name in ("check", "clean", "fix")] == [0, 0, 0]


@pytest.mark.parametrize("file", ["a.jsonl", "a.json", "a.csv", "a.html", "a.txt"])
@pytest.mark.parametrize(
    ("magic", "kind"),
    [
        (b"WARC/1.0\r\nWARC-Type: conversion\r\n\r\nAdvertisement\n", "a WARC or WET archive"),
        (b"PAR1\x15\x04\x15", "a Parquet file"),
        (b"PK\x03\x04", "a ZIP archive or an Office document"),
        (b"a" * 257 + b"ustar\x0000", "a tar archive"),
        (b"\x28\xb5\x2f\xfd ", "compressed with zstd"),
        (b"BZh91AY&SY ", "compressed with bzip2"),
        (b"\xfd7zXZ\x00 ", "compressed with xz"),
        (b"7z\xbc\xaf\x27\x1c ", "a 7z archive"),
    ],
)
@pytest.mark.parametrize("packed", [False, True])
def test_archives_are_refused(command: Command, folder: Path, file: str, magic: bytes, kind: str, packed: bool) -> None:
    """Whatever a file is called, and within gzip too, what begins as an archive is never read as prose or records."""
    (folder / file).write_bytes(gzip.compress(magic) if packed else magic)
    for name in ("clean", "check", "fix", "explain"):
        result = command(name, file)
        assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1), name
        assert result.stderr.startswith(f"cleaner: {file}: is {kind}")


@pytest.mark.parametrize("text", ["WARC/1.0 is a format of archives.\n", "PAR1 is a road.\n", "BZh9 is no word.\n", "ORCHARDS\n"])
def test_a_text_about_archives_is_a_text(command: Command, text: str) -> None:
    """Words that a format begins with make none."""
    assert command("clean", "-", "-q", stdin=text.encode()).stdout == text


def test_a_web_page_in_a_field_is_told(command: Command, folder: Path) -> None:
    """A field of HTML is never cleaned as prose; its line and name are told, and the other rows are checked."""
    (folder / "a.jsonl").write_text('{"text": "<!doctype html><p>Advertisement"}\n{"text": "Advertisement"}\n')
    fault = "cleaner: a.jsonl: line 1: field text: is HTML, by how it begins, and no text; use cleaner.clean_html\n"
    result = command("check", "a.jsonl", "-q")

    assert (result.exit_code, result.stdout, result.stderr) == (2, "a.jsonl:2:11 ad_slot ads.label\n", fault)
    assert (command("clean", "a.jsonl").exit_code, command("clean", "a.jsonl").stdout) == (2, "")


@pytest.mark.parametrize("name", FILES)
def test_explain_and_check_count_alike(command: Command, folder: Path, name: str) -> None:
    """Each place that check tells is explained under the same numbers, and by its line as well; a place without text is an error."""
    (folder / name).write_bytes(FILES[name][0].encode())
    [told] = command("check", name, "-q").stdout.splitlines()
    place, part, finder = told.split()
    for words in (place, place.rpartition(":")[0]):
        card = command("explain", words).stdout.splitlines()
        assert (card[0], card[1].split("-")[2]) == (f"{finder}: removed as {part} (policy: {DEFAULT_POLICY})", f"> {place}")
    assert f"  {finder}" in command("explain", name).stdout
    assert (command("explain", f"{name}:99").exit_code, command("explain", name, "--html", "out.html").exit_code) == (2, 2)


_SITE = """
[ruleset]
name = "varn"
title = "Varn"
sites = ["varn.example"]
[rule.tides]
part = "footer"
why = "The site ends each page with it."
equals = ["tide table"]
examples = ["⟦Tide table⟧"]
counterexamples = ["The tide table was wrong."]
"""


@pytest.mark.parametrize(
    ("file", "held"),
    [
        ("a.jsonl", '{"text": "Tide table", "url": "https://www.varn.example/a"}\n{"url": "https://b.example", "text": "Tide table"}\n'),
        ("a.json", '{"url": "https://varn.example/a", "pages": [{"text": "Tide table"}, {"text": "Tide table", "url": "https://b.example"}]}'),
        ("a.csv", "text,url\nTide table,https://varn.example\nTide table,https://b.example\n"),
    ],
)
def test_a_record_states_its_address(command: Command, folder: Path, file: str, held: str) -> None:
    """The rules of a site hold for the texts of records that state an address of it, and --url counts for more."""
    (folder / "site.toml").write_text(_SITE)
    (folder / file).write_text(held)
    words = ["check", file, "-q", "--rules", "site.toml", "--fields", "pages.text" if file == "a.json" else "text"]

    assert len(command(*words).stdout.splitlines()) == 1
    assert len(command(*words, "--url", "https://varn.example/").stdout.splitlines()) == 2
    assert command(*words, "--url", "https://b.example/").stdout == ""


_JSON_LINES_PIPED = "cleaner: <stdin>: holds JSON lines, whose fields are cleaned in files only; name a file that ends in .jsonl\n"


@pytest.mark.parametrize("name", ["clean", "explain", "check"])
@pytest.mark.parametrize(
    "held",
    [
        _ROWS.encode(),
        b"\xef\xbb\xbf" + _ROWS.encode(),
        b"\n \t" + _ROWS.encode(),
        _ROWS.encode("utf-16"),
        gzip.compress(_ROWS.encode()),
        b'{"text": "Advertisement"}',
        b'{"text": "Advertisement"}\nno JSON\n',
        b'{"text": ' + b"[" * 100_000 + b"]" * 100_000 + b"}\n",
    ],
    ids=["plain", "mark", "space before", "utf-16", "gzip", "one line", "broken further down", "deep"],
)
def test_json_lines_on_standard_input_are_refused(command: Command, folder: Path, name: str, held: bytes) -> None:
    """They are no prose, and nothing of them is cleaned as such, however they are held in bytes."""
    result = command(name, "-", stdin=held)

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", _JSON_LINES_PIPED)


@pytest.mark.parametrize("text", ["{name} reopened.\n", '{"a": 1} is an object.\n', "{\n", "[1]\n", '"{}"\n', "The port.\n{}\n"])
def test_a_text_with_braces_on_standard_input_is_a_text(command: Command, folder: Path, text: str) -> None:
    """Only a first line that is an object, and nothing beside it, makes JSON lines; and a file is what its name says."""
    (folder / "a.txt").write_bytes(b'{"text": "fine"}\n')

    assert command("clean", "-", "-q", stdin=text.encode()).stdout == text
    assert command("clean", "a.txt", "-q").stdout == '{"text": "fine"}\n'


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("asked", ["clean", "explain", "check", "fix"])
def test_records_in_a_fifo_are_refused(command: Command, folder: Path, name: str, asked: str) -> None:
    """Records are read more than once, and a FIFO only once; nobody waits for whoever writes into it, and it stays one."""
    os.mkfifo(name)
    result = command(asked, name, "-q") if asked != "explain" else command(asked, name)
    rewritten, read = "only regular files are rewritten; use cleaner clean", "records are read more than once; save them in a file"

    fault = f"cleaner: {name}: is a FIFO, and {rewritten if asked == 'fix' else read}\n"
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", fault)
    assert Path(name).is_fifo()
