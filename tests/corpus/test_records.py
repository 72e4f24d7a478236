"""Records of JSON lines, JSON and tables: each is read or told, and none takes another with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus import records
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import Fields
from tests.corpus.inputs import held, read, short


def nested(levels: int) -> bytes:
    """A record of so many lists and objects in each other."""
    return b'{"text": "a", "b": ' + b"[" * (levels - 1) + b"]" * (levels - 1) + b"}"


UNHELD = (
    (b'{"text": "a", "b": ' + b"1" * 5000 + b"}", "holds a whole number of thousands of digits"),
    (nested(201), "is JSON nested too deeply to be read"),
    (nested(5000), "is JSON nested too deeply to be read"),
    (nested(600), "is JSON nested too deeply to be read"),
    (b'{"text": "a", "b": [1, 1e400]}', "holds a number too large (1e400), which JSON has no number for; write null or a text instead"),
    (b'{"text": "a", "b": -Infinity}', "holds -Infinity, which JSON has no number for; write null or a text instead"),
    (b'{"text": "a", "b": {"c": NaN}}', "holds NaN, which JSON has no number for; write null or a text instead"),
)
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
    *UNHELD,
)


@pytest.mark.parametrize(("line", "reason"), BROKEN_LINES)
def test_a_broken_line_is_told_and_those_around_it_are_read(tmp_path: Path, line: bytes, reason: str) -> None:
    """Whatever is wrong with a line of JSON lines, it is told with its number and its bytes, and the others are read."""
    path = held(tmp_path, "a.jsonl", b'{"text": "one"}\n' + line + b'\n\n{"text": "two"}')
    found = read(path)

    assert short(found) == [("line 1", "one"), ("line 2", reason), ("line 4", "two")]
    assert isinstance(found[1], Broken) and found[1].raw == (line + b"\n")[: 64 << 10]
    assert [one.place.number for one in found] == [1, 2, 3]


@pytest.mark.parametrize(("line", "reason"), UNHELD)
def test_an_element_that_is_broken_costs_no_other(tmp_path: Path, line: bytes, reason: str) -> None:
    """What JSON can say and no record can hold is told with its bytes, alone or in an array, and the elements around it are read."""
    found = read(held(tmp_path, "a.json", b'[{"text": "one"}, ' + line + b', {"text": "]{"}]'))
    alone = read(held(tmp_path, "b.json", line))

    assert short(found) == [("element 1", "one"), ("element 2", reason), ("element 3", "]{")]
    assert [one.raw for one in (*found, *alone) if isinstance(one, Broken)] == [line, line]


def test_a_record_of_two_hundred_levels_is_read(tmp_path: Path) -> None:
    """And so is one with more brackets than that side by side."""
    lines = [nested(200), json.dumps({"text": "a", "b": [[]] * 300}).encode(), json.dumps({"text": "[" * 300}).encode()]
    assert [one.columns for one in read(held(tmp_path, "a.jsonl", b"\n".join(lines))) if isinstance(one, Document)] == [
        *map(json.loads, lines)
    ]


def test_what_only_python_takes_for_json_is_read(tmp_path: Path) -> None:
    """Half characters and whole numbers of any size are read as Python's `json` reads them; so is a byte order mark."""
    line = '{"text": "\\ud800", "a": [1e300], "b": 123456789012345678901234567890123}'
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
            [
                ("element 1", "one"),
                ("element 2", "holds a whole number of thousands of digits"),
                ("line 1", "is not JSON: expecting ',' delimiter at line 1 column 5019; nothing after it can be read"),
            ],
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
        (b"page,b\n1,2\n", Fields(), "has no column that is known to hold texts or pages; name one: there are page, b"),
        (b"Article,document\n1,2\n", Fields(), "has no column that is known to hold texts or pages; name one: there are Article, document"),
        (b"a,b\n1,2\n3,4\n", Fields(text="c"), "has no column 'c'; there are a, b"),
        (b"text,b\n1,2\n3,4\n", Fields(url="c"), "has no column 'c'; there are text, b"),
    ],
)
def test_a_table_without_its_column_is_told_once(tmp_path: Path, raw: bytes, fields: Fields, reason: str) -> None:
    """What is wrong with the columns of a table is wrong with all of it."""
    assert short(read(held(tmp_path, "a.csv", raw), fields)) == [("line 1", reason)]


@pytest.mark.parametrize("raw", [b"Text,TEXT,text,page\nx,y,a,1\n", b"page,document,Text,body\n1,d,a,b\n", b"page,body\n1,a\n"])
def test_a_table_is_read_by_its_likeliest_column(tmp_path: Path, raw: bytes) -> None:
    """The exact name goes before one in other letters, and what may be the number of a page or the name of a file is none."""
    assert short(read(held(tmp_path, "a.csv", raw))) == [("line 2", "a")]


@pytest.mark.parametrize(
    ("lines", "found"),
    [
        (
            [{"text": None, "body": "footer", "url": None, "link": "l", "id": None}, {"text": "a", "body": "footer", "url": "u", "id": 7}],
            [("field 'text' is null, and should be a text", "", None), ("a", "7", "u")],
        ),
        (
            [{"body": None, "html": "<p>", "text": 5}, {"body": "a"}],
            [("field 'body' is null, and should be a text", "", None), ("a", "", None)],
        ),
        (
            [{"html": None, "page": "3"}, {"html": "<p>a</p>"}],
            [("field 'html' is null, and should be a page", "", None), ("<p>a</p>", "", None)],
        ),
        (
            [{"text": 1}, {"body": "a"}],
            [
                ("has no column that is known to hold texts or pages ('text' holds neither); name one: there are text", "", None),
                ("a", "", None),
            ],
        ),
    ],
)
def test_a_column_that_holds_null_in_the_first_record_is_chosen(
    tmp_path: Path, lines: list[dict[str, Any]], found: list[tuple[str, str, str | None]]
) -> None:
    """A record without a value tells no less which column others have theirs in; that record is told, as where the column is named."""
    read_ones = read(held(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)).encode()))

    assert [(one.content, one.id, one.url) if isinstance(one, Document) else (one.reason, "", None) for one in read_ones] == found


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
