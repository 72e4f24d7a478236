"""Files in stretches: joined they are the file, and every place in them has a line and a column of it."""

from __future__ import annotations

import gzip
from codecs import BOM_UTF8
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import ReadingError, WritingError
from cleaner.formats import in_place
from cleaner.formats.in_place import Stretch, field_names, stretches
from cleaner.formats.sources import Source

_RECORD = '{"id": 1, "text": "Größe\\u2019s"}'


def source(folder: Path, name: str, held: bytes, encoding: str | None = None) -> Source:
    """A file of some bytes, as the command takes it."""
    (folder / name).write_bytes(held)
    return Source(folder / name, Path(name), encoding)


def joined(found: list[Stretch]) -> bytes:
    """The bytes of stretches of which nothing is changed."""
    return b"".join(stretch.rewritten("a", ()) for stretch in found)


@given(st.lists(st.sampled_from(["a", "é", "\u2028", "\f", "\r\n", "\r", "\n"]), max_size=12).map("".join), st.integers(1, 3))
def test_a_place_is_told_as_editors_count_it(text: str, first: int) -> None:
    """Lines end at line feeds, carriage returns, and both together; columns are code points, and the text may begin further down."""
    stretch, line, column = Stretch(text, first=first), first, 1
    for offset, sign in enumerate(text):
        if sign != "\n" or text[offset - 1 : offset] != "\r":  # what stands between the two is no place
            assert stretch.position(offset) == (line, column)
        ends = sign == "\n" or (sign == "\r" and text[offset + 1 : offset + 2] != "\n")
        line, column = (line + 1, 1) if ends else (line, column + 1)

    assert stretch.position(len(text)) == (line, column)


@pytest.mark.parametrize("mark", [b"", BOM_UTF8], ids=["no mark", "mark"])
@pytest.mark.parametrize(("encoding", "read"), [(None, "utf-8"), ("cp1252", "cp1252"), ("shift_jis", "cp932")])
@pytest.mark.parametrize("packed", [False, True], ids=["plain", "packed"])
def test_json_lines_joined_are_the_file(tmp_path: Path, mark: bytes, encoding: str | None, read: str, packed: bool) -> None:
    """A stretch a line, whatever ends it and whatever the file begins with; a mark says that it is UTF-8."""
    text = "".join((*(_RECORD, "\r\n"), "\n", *(_RECORD, "\n"), _RECORD)).replace("öß", "" if encoding == "shift_jis" else "öß")
    held = mark + text.encode("utf-8" if mark else read)
    file = source(tmp_path, "a.jsonl.gz" if packed else "a.jsonl", gzip.compress(held) if packed else held, encoding)
    found = list(stretches(file, ("text",), set()))

    assert joined(found) == held
    assert [stretch.fault for stretch in found] == [None] * 4
    assert [stretch.position(0) for stretch in found] == [(line, 1) for line in (1, 2, 3, 4)]
    assert [len(list(stretch.passages)) for stretch in found] == [1, 0, 1, 1]


@pytest.mark.parametrize("line", [1, 3])
@pytest.mark.parametrize("mark", [b"", BOM_UTF8], ids=["no mark", "mark"])
def test_a_byte_that_cannot_be_read_is_told_by_its_line(tmp_path: Path, mark: bytes, line: int) -> None:
    """Its place is counted from the beginning of the line, mark and all; the other lines are read."""
    good = f"{_RECORD}\n".encode()
    lines = [good] * 3
    lines[line - 1] = b'{"text": "a\xff"}\n'
    lines[0] = mark + lines[0]
    found = list(stretches(source(tmp_path, "a.jsonl", b"".join(lines)), ("text",), set()))
    at = 11 + len(mark) * (line == 1)

    assert [str(stretch.fault) for stretch in found if stretch.fault] == [
        f"{tmp_path / 'a.jsonl'}: line {line}: byte {at} (0xFF) is not UTF-8, in which JSON lines are written"
    ]
    assert [len(list(stretch.passages)) for stretch in found] == [int(number != line) for number in (1, 2, 3)]


def test_a_mark_within_a_file_is_none(tmp_path: Path) -> None:
    """At the beginning of a later line it is a character that JSON does not have there."""
    found = list(stretches(source(tmp_path, "a.jsonl", f"{_RECORD}\n\ufeff{_RECORD}\n".encode()), ("text",), set()))

    assert [stretch.fault is None for stretch in found] == [True, False]


def test_a_line_that_unpacks_to_just_the_limit_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One more byte is too many, of which nobody knows the end."""
    line = f"{_RECORD}\n".encode()
    monkeypatch.setattr(in_place, "LEAST_LIMIT", len(line))

    assert joined(list(stretches(source(tmp_path, "a.jsonl.gz", gzip.compress(line * 2)), ("text",), set()))) == line * 2
    with pytest.raises(ReadingError, match="a line of it unpacks to over"):
        list(stretches(source(tmp_path, "b.jsonl.gz", gzip.compress(b" " + line)), ("text",), set()))


@pytest.mark.parametrize(
    ("name", "held"),
    [
        ("a.jsonl", '{"b": 1, "a": 2}\n\n{"a": 3}\nno JSON\n{"c": 4}\n'),
        ("a.json", '[{"b": 1, "a": 2}, {"a": 3}, {"c": 4}]'),
        ("a.csv", "b,a,c\n1,2,3\n"),
        ("a.tsv", "b\ta\tc\n"),
    ],
)
def test_the_names_of_fields_are_told_in_order(tmp_path: Path, name: str, held: str) -> None:
    """Each once, in any form that holds records, whatever lines cannot be read."""
    assert field_names(source(tmp_path, name, held.encode())) == ["b", "a", "c"]


def test_a_long_file_tells_the_fields_of_its_first_hundred_lines(tmp_path: Path) -> None:
    """Those further down may have others, and nobody waits for them."""
    held = "".join(f'{{"a{number}": 1}}\n' for number in range(120))

    assert field_names(source(tmp_path, "a.jsonl", held.encode())) == [f"a{number}" for number in range(100)]


@pytest.mark.parametrize("name", ["a.jsonl", "a.json", "a.txt"])
def test_what_would_be_written_in_other_bytes_is_not_written(tmp_path: Path, name: str) -> None:
    """Shift_JIS has several spellings of some signs, and nobody asked for another one."""
    twice, once = (b'{"text": "' + sign + b'"}\n' for sign in (b"\x87\x90", b"\x81\xe0"))
    found = [*stretches(source(tmp_path, name, twice, "shift_jis"), ("text",), set())]
    other = [*stretches(source(tmp_path, name, once, "shift_jis"), ("text",), set())]

    assert joined(other) == once
    with pytest.raises(WritingError, match="holds bytes that CP932 writes in another way; convert it to UTF-8 first"):
        joined(found)
