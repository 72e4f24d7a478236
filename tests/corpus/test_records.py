"""Records of JSON lines, JSON and tables: each is read or told, and none takes another with it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus import records
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.inputs import Fields
from tests.corpus.inputs import held, read, short

BROKEN_LINES = (
    (b"{bad", "is not JSON: expecting property name enclosed in double quotes at column 2"),
    (b'{"text": "\xff"}', "byte 10 (0xFF) is not UTF-8; name its encoding, or convert it to UTF-8"),
    (b'["text"]', "is JSON, and no object with fields"),
    (b"7", "is JSON, and no object with fields"),
    (b'{"text": 5}', "field 'text' is a number, and should be a text"),
    (b'{"text": true}', "field 'text' is true or false, and should be a text"),
    (b'{"text": null}', "field 'text' is null, and should be a text"),
    (b'{"text": {"a": 1}}', "field 'text' is an object, and should be a text"),
    (b'{"body": "x"}', "has no field 'text'; there are body"),
    (b"[" * 100_000, "is JSON nested too deeply to be read"),
    (b'{"text": "a", "b": ' + b"1" * 5000 + b"}", "holds a whole number of thousands of digits"),
)


@pytest.mark.parametrize(("line", "reason"), BROKEN_LINES)
def test_a_broken_line_is_told_and_those_around_it_are_read(tmp_path: Path, line: bytes, reason: str) -> None:
    """Whatever is wrong with a line of JSON lines, it is told with its number and its bytes, and the others are read."""
    path = held(tmp_path, "a.jsonl", b'{"text": "one"}\n' + line + b'\n\n{"text": "two"}')
    found = read(path)

    assert short(found) == [("line 1", "one"), ("line 2", reason), ("line 4", "two")]
    assert isinstance(found[1], Broken) and found[1].raw == (line + b"\n")[: 64 << 10]
    assert [one.place.number for one in found] == [1, 2, 3]


def test_what_only_python_takes_for_json_is_read(tmp_path: Path) -> None:
    """Half characters, NaN, infinity and numbers of any size are read as Python's `json` reads them; so is a byte order mark."""
    line = '{"text": "\\ud800", "a": [NaN, -Infinity], "b": 123456789012345678901234567890123}'
    found = read(held(tmp_path, "a.jsonl", b"\xef\xbb\xbf" + line.encode()))

    assert isinstance(found[0], Document)
    assert repr(found[0].columns) == repr(json.loads(line)) and found[0].content == "\ud800"


def test_a_line_of_fifteen_megabytes_is_read(tmp_path: Path) -> None:
    """The size of a line is no matter."""
    text = "wort " * 3_000_000
    found = read(held(tmp_path, "a.jsonl", json.dumps({"text": text}).encode() + b'\n{"text": "b"}\n'))

    assert [one.content for one in found if isinstance(one, Document)] == [text, "b"]


def test_lines_are_read_in_the_encoding_that_is_named(tmp_path: Path) -> None:
    """An encoding of one byte a break is taken at its name; one of several is refused, named or marked."""
    path = held(tmp_path, "a.jsonl", '{"text": "Größe"}\n'.encode("cp1252"))
    wide = held(tmp_path, "b.jsonl", '{"text": "Größe"}\n'.encode("utf-16"))
    refused = "is UTF-16-LE, and is read line by line, in encodings of one byte a line break; convert it (iconv -f UTF-16-LE -t UTF-8)"

    assert short(read(path, encoding="cp1252")) == [("line 1", "Größe")]
    assert short(read(wide)) == [("", refused)]
    assert short(read(path, encoding="utf-16-le")) == [("", refused)]


@pytest.mark.parametrize(
    ("raw", "found"),
    [
        (b'{"text": "one"}', [("", "one")]),
        (b' [ {"text": "one"} , {"text": "two"} ] \n', [("element 1", "one"), ("element 2", "two")]),
        (b"[]", []),
        (b"  ", []),
        (b"5", [("", "is JSON, and no object with fields")]),
        (
            b'[{"text": "one"},\n{"text": oops}, {"text": "three"}]',
            [("element 1", "one"), ("line 2", "is not JSON: expecting value at line 2 column 10; nothing after it can be read")],
        ),
        (b'[{"text": "one"}, 5, {"text": "two"}]', [("element 1", "one"), ("element 2", ""), ("element 3", "two")]),
        (b'[{"text": "\xff"}, {"text": "two"}]', [("element 1", "byte 0xFF is not UTF-8"), ("element 2", "two")]),
        (
            b'[{"text": "one"}',
            [("element 1", "one"), ("line 1", "is not JSON: expecting ',' delimiter at line 1 column 17; nothing after it can be read")],
        ),
        (b'{"text": "one"} x', [("line 1", "is not JSON: extra data at line 1 column 17; nothing after it can be read")]),
        (
            b'[{"text": "one"}] x',
            [("element 1", "one"), ("line 1", "is not JSON: extra data at line 1 column 19; nothing after it can be read")],
        ),
        (
            b'[{"text": "one"}, ' + b"1" * 5000,
            [("element 1", "one"), ("", "holds a whole number of thousands of digits; nothing after it can be read")],
        ),
        (b"[" * 100_000, [("", "is JSON nested too deeply to be read")]),
        ('[{"text": "ä"}]'.encode("utf-16"), [("element 1", "ä")]),
    ],
)
def test_json_is_an_object_or_an_array_of_them(tmp_path: Path, raw: bytes, found: list[tuple[str, str]]) -> None:
    """Each object is a document; of a file that is damaged, those before the damage are read, and the damage is told once."""
    found = [(place, reason or "is JSON, and no object with fields") for place, reason in found]

    assert short(read(held(tmp_path, "a.json", raw))) == found


def test_a_table_goes_on_after_a_row_that_is_broken(tmp_path: Path) -> None:
    """A quote that is not closed, or goes on after it is, a cell too many or too few and a wrong byte cost their row and no other."""
    rows = (
        *(b"id,text\r\n", b'1,"a ""b""\r\nc"\r\n', b'2,"d"e\r\n', b"3,f,g\r\n", b"4\r\n", b"5,\xff\r\n", b"\r\n"),
        *(b'6,"never closed\r\n', b"7,h\r\n", b"8,i"),
    )
    found = read(held(tmp_path, "a.csv", b"".join(rows)))

    assert short(found) == [
        ("line 2", 'a "b"\r\nc'),
        ("line 4", "is no row of a table: ',' expected after '\"'"),
        ("line 5", "has 3 cells, and the first row names 2"),
        ("line 6", "has 1 cell, and the first row names 2"),
        ("line 7", "byte 2 (0xFF) is not UTF-8; name its encoding, or convert it to UTF-8"),
        ("line 9", "is no row of a table: unexpected end of data"),
        ("line 10", "h"),
        ("line 11", "i"),
    ]
    assert [one.raw for one in found if isinstance(one, Broken)] == [rows[2], rows[3], rows[4], rows[5], rows[7]]
    assert next(one.columns for one in found if isinstance(one, Document)) == {"id": "1", "text": 'a "b"\r\nc'}


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_a_table_is_cut_by_the_delimiter_that_cuts_its_first_row_most(tmp_path: Path, delimiter: str) -> None:
    """Tables of four dialects are read, with a byte order mark or without."""
    raw = "\ufeffid_text\n1_a\n".replace("_", delimiter).encode()

    assert [one.columns for one in read(held(tmp_path, "a.csv", raw)) if isinstance(one, Document)] == [{"id": "1", "text": "a"}]


@pytest.mark.parametrize(
    ("raw", "fields", "reason"),
    [
        (b"text,text\na,b\n", Fields(), "names the column 'text' twice; rename one"),
        (b"a,b\n1,2\n3,4\n", Fields(), "has no column that is known to hold texts or pages; name one: there are a, b"),
        (b"a,b\n1,2\n3,4\n", Fields(text="c"), "has no column 'c'; there are a, b"),
        (b"text,b\n1,2\n3,4\n", Fields(url="c"), "has no column 'c'; there are text, b"),
    ],
)
def test_a_table_without_its_column_is_told_once(tmp_path: Path, raw: bytes, fields: Fields, reason: str) -> None:
    """What is wrong with the columns of a table is wrong with all of it."""
    assert short(read(held(tmp_path, "a.csv", raw), fields)) == [("line 1", reason)]


def test_a_row_has_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A quote that is never closed is looked for no further than the limit, and every line after its own is read."""
    monkeypatch.setattr(records, "ROW_LIMIT", 1000)
    lines = [b"text\n", b'"open\n', *(b"%d\n" % number for number in range(2000))]
    found = short(read(held(tmp_path, "a.csv", b"".join(lines))))

    assert found[0] == ("line 2", "is no row of a table: it is over 1000 bytes")
    assert [content for _, content in found[1:]] == [str(number) for number in range(2000)]


LINES = st.lists(st.sampled_from([b'{"text": "a"}', b"{", b"", b"[]", b'{"text": 1}', b"\xff", b'{"text": "b", "c": [1.5, null]}']))


@given(LINES)
def test_every_line_is_a_document_or_is_told(tmp_path_factory: pytest.TempPathFactory, lines: list[bytes]) -> None:
    """There is one document or one fault for each line that holds anything, in order, numbered from 1."""
    found = read(held(tmp_path_factory.mktemp("lines"), "a.jsonl", b"\n".join(lines)))

    assert [one.place.detail for one in found] == [f"line {number}" for number, line in enumerate(lines, 1) if line]
    assert [isinstance(one, Document) for one in found] == [line.startswith(b'{"text": "') for line in lines if line]
    assert [one.place.number for one in found] == list(range(1, len(found) + 1))
