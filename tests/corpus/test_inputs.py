"""Inputs: files and folders, each read once and in an order that never changes."""

from __future__ import annotations

import bz2
import gzip
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from cleaner.corpus import files
from cleaner.corpus.compression import too_large
from cleaner.corpus.document import Broken, Document, Place
from cleaner.corpus.fields import Fields, Guess
from cleaner.corpus.inputs import Input, documents, find_inputs
from cleaner.errors import ReadingError
from tests.corpus.inputs import FOLDER, READ, held, read, short
from tests.corpus.test_archives import tar, zipped

PAGE = b"<!DOCTYPE html><html><body>\xe9</body></html>"


def test_a_file_is_a_text_or_a_page(tmp_path: Path) -> None:
    """By its ending, else by how it begins; pages stay bytes, and texts are decoded as everywhere."""
    wanted: dict[str, tuple[str | bytes, bool]] = {
        "a.txt": ("Größe", False),
        "a.md": ("# Größe", False),
        "a": ("no ending", False),
        "a.2026-01-02": ("a day", False),
        "empty.txt": ("", False),
        "a.html": (b"<p>\xe9", True),
        "b": (PAGE, True),
        "b.txt": (PAGE, True),
        "empty.html": (b"", True),
    }
    for name, (content, is_page) in wanted.items():
        path = held(tmp_path, name, content if isinstance(content, bytes) else content.encode("utf-16" if name == "a.md" else "utf-8"))

        assert read(path) == [Document(Place(str(path), 1), content, is_page, id=str(path))]
    path = held(tmp_path, "c.txt", "Größe".encode("cp437"))
    assert short(read(path, encoding="cp437")) == [("", "Größe")]


@pytest.mark.parametrize(
    ("name", "raw", "reason"),
    [
        ("a.txt", b"%PDF-1.7", "is a PDF, not text; extract its text first"),
        ("a.html", b"\x89PNG", "is a PNG picture, not text; extract its text first"),
        ("a", b"PK\x03\x04", "is a ZIP archive or an Office document, not text; extract its text first"),
        ("a.txt", b"a\x00", "is binary (a NUL byte at offset 1), not text; extract its text first"),
        ("a.txt", b"abc \xe9\xff", "byte 4 (0xE9) is not UTF-8, and no other encoding is certain; "),
    ],
)
def test_a_file_that_is_no_text_is_told(tmp_path: Path, name: str, raw: bytes, reason: str) -> None:
    """With its bytes and what it is."""
    (found,) = read(held(tmp_path, name, raw))

    assert isinstance(found, Broken) and found.reason.startswith(reason) and found.raw == raw


def test_a_file_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is too large is told, and the beginning of it is kept."""
    monkeypatch.setattr(files, "RECORD_LIMIT", 1000)
    (found,) = read(held(tmp_path, "a.txt", b"x" * 1001))

    assert isinstance(found, Broken) and found.reason == too_large(1000) and found.raw == b"x" * 1001


def test_an_input_that_cannot_be_opened_is_one_broken_document(tmp_path: Path) -> None:
    """And the others are read."""
    held(tmp_path, "a.txt", b"a")
    (tmp_path / "empty").mkdir()
    os.mkfifo(tmp_path / "pipe")
    names = [str(tmp_path / name) for name in ("none.jsonl", "pipe", "empty", "a.txt", "a\0.txt")]

    assert [(one.place.source, one.place.number, one.reason if isinstance(one, Broken) else one.content) for one in documents(names)] == [
        (names[0], 1, "no such file or folder; check the path"),
        (names[1], 1, "is a FIFO, and a run that goes on reads its inputs again; save it in a file"),
        (names[2], 1, "holds no text file; hidden ones, READMEs and binary ones are passed over"),
        (names[3], 1, "a"),
        (names[4], 1, "no such file, since its name holds NUL; check the path"),
    ]


def test_standard_input_is_refused() -> None:
    """A run that goes on reads its inputs again, which nobody can do with standard input."""
    with pytest.raises(ReadingError, match=r"^-: standard input could not be read a second time; save it in a file$"):
        find_inputs(["-"])


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(ReadingError, match="no encoding is called 'nonsense'"):
        list(documents([str(tmp_path)], encoding="nonsense"))


def test_a_folder_is_the_files_in_it_that_are_read(tmp_path: Path) -> None:
    """Sorted, each once however often it is named; hidden ones, READMEs and those of other kinds are passed over."""
    for name, raw in FOLDER.items():
        held(tmp_path, name, raw)
    named = str(tmp_path / "b" / "z.txt")

    assert find_inputs([named, str(tmp_path), named, str(tmp_path / "b" / ".." / "b")]) == [
        Input(named, "text"),
        *(Input(str(tmp_path / name), form) for name, form in READ[:5]),
    ]


def test_what_is_guessed_is_said(tmp_path: Path) -> None:
    """Once for each input: by the first record that holds a text or a page under a name that is known."""
    lines = [{"name": 1}, {"body": 5}, {"Body": "a", "URL": "http://a/", "id": None}, {"Body": "b"}, {"text": "c"}]
    path, guesses = held(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)).encode()), list[Guess]()
    found = list(documents([str(path)], told=guesses.append))

    assert guesses == [Guess(str(path), Fields("Body", None, "id", "URL"), ("Body", "URL", "id"))]
    assert short(found) == [
        ("line 1", "has no column that is known to hold texts or pages; name one: there are name"),
        ("line 2", "has no column that is known to hold texts or pages ('body' holds neither); name one: there are body"),
        ("line 3", "a"),
        ("line 4", "b"),
        ("line 5", "has no field 'Body'; there are text"),
    ]


def test_a_guessed_text_that_begins_as_a_page_is_one(tmp_path: Path) -> None:
    """Nobody said that it is a text; where somebody did, it is."""
    path = held(tmp_path, "a.jsonl", json.dumps({"content": "<html><p>x</p></html>"}).encode())

    assert [one.web_page for one in read(path) if isinstance(one, Document)] == [True]
    assert [one.web_page for one in read(path, Fields(text="content")) if isinstance(one, Document)] == [False]


def test_named_columns_are_taken_at_their_word(tmp_path: Path) -> None:
    """A page before a text, fields below columns, and an error for an id or an address that is none; null is nothing."""
    rows = [
        {"p": {"h": "<p>", "t": "x"}, "i": 7, "u": "http://a/"},
        {"p": {"h": "", "t": "x"}, "i": None, "u": None},
        {"p": {"t": "x"}, "i": "n", "u": ""},
        {"p": {"t": "x"}, "i": [1], "u": ""},
        {"p": {"t": "x"}, "i": 1, "u": 5},
        {"p": {"t": "x"}, "u": ""},
        {"p.t": "literal", "p": {"h": None}, "i": 1, "u": None},
    ]
    path = held(tmp_path, "a.jsonl", "\n".join(map(json.dumps, rows)).encode())
    found = read(path, Fields(text="p.t", html="p.h", id="i", url="u"))

    assert [(one.content, one.web_page, one.field, one.id, one.url) for one in found if isinstance(one, Document)] == [
        ("<p>", True, "p.h", "7", "http://a/"),
        ("x", False, "p.t", "", None),
        ("x", False, "p.t", "n", None),
        ("literal", False, "p.t", "1", None),
    ]
    assert [one.reason for one in found if isinstance(one, Broken)] == [
        "field 'i' is a list, and should be a text or a whole number",
        "field 'u' is a number, and should be an address",
        "has no field 'i'; there are p, u",
    ]


BASE = """
import sys
from pathlib import Path

EXTRAS = ("pyarrow", "fastwarc", "zstandard", "fsspec")
sys.modules.update(dict.fromkeys(EXTRAS))

from cleaner.corpus.inputs import documents
from cleaner.corpus.outputs import join_parts, output_form, write_part

for found in documents(sys.argv[2:]):
    print(found.place.detail, found.content)
for name in ("out.jsonl", "out.jsonl.gz", "out.csv"):
    part, out = Path(sys.argv[1], f"part-{name}"), Path(sys.argv[1], name)
    write_part(part, [{"text": "a"}], output_form(part)[0])
    join_parts([part, part], out, output_form(out)[0])
    print([found.content for found in documents([str(out)])])
"""


def test_the_base_install_reads_and_writes_what_needs_no_library(tmp_path: Path) -> None:
    """Plain files, gzip, bzip2, tar and zip need none of the extras."""
    members = [("m.txt", b"member")]
    inputs = {
        "a.jsonl": b'{"text": "lines"}',
        "b.json.gz": gzip.compress(b'[{"text": "json"}]'),
        "c.csv.bz2": bz2.compress(b"text\ntable\n"),
        "d.txt": b"text",
        "e.tar.gz": gzip.compress(tar(members)),
        "f.zip": zipped(members),
    }
    paths = [str(held(tmp_path, name, raw)) for name, raw in inputs.items()]
    told = subprocess.run([sys.executable, "-c", BASE, str(tmp_path), *paths], capture_output=True, text=True, check=True).stdout

    assert told.splitlines() == [
        *("line 1 lines", "element 1 json", "line 2 table", " text", "member m.txt member", "member m.txt member"),
        *["['a', 'a']"] * 3,
    ]


@pytest.mark.parametrize(
    ("name", "pack", "reason"),
    [
        (
            "a.warc.bz2",
            bz2.compress,
            "is compressed as bzip2, inside which it cannot be read; unpack it (bunzip2) and compress it with gzip",
        ),
        (
            "a.wet.bz2",
            bz2.compress,
            "is compressed as bzip2, inside which it cannot be read; unpack it (bunzip2) and compress it with gzip",
        ),
        ("crawl", bz2.compress, "is compressed as bzip2, inside which it cannot be read; unpack it (bunzip2) and compress it with gzip"),
        ("a.parquet.gz", gzip.compress, "is compressed as gzip, inside which it cannot be read; unpack it (gunzip)"),
        ("a.parquet", zstandard.compress, "is compressed as zstd, inside which it cannot be read; unpack it (unzstd)"),
        ("a.zip.bz2", bz2.compress, "is compressed as bzip2, inside which it cannot be read; unpack it (bunzip2)"),
    ],
)
def test_a_compression_inside_which_a_format_cannot_be_read_is_told(
    tmp_path: Path, name: str, pack: Callable[[bytes], bytes], reason: str
) -> None:
    """With what to do, and once for the input."""
    warc = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"

    assert short(read(held(tmp_path, name, pack(warc)))) == [("", reason)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress, zstandard.compress])
def test_a_web_archive_is_read_in_these_compressions(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    """As it is, as gzip and as zstd."""
    warc = b"WARC/1.0\r\nWARC-Type: conversion\r\nContent-Length: 2\r\n\r\nab\r\n\r\n"

    assert short(read(held(tmp_path, "a.warc", pack(warc)))) == [("byte 0", "ab")]
