"""Parquet: each row once, and damage costs what it lies in."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pyarrow as pa
import pytest
from pyarrow import parquet

from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import Fields, Guess
from cleaner.corpus.inputs import Input, arrow_schema, documents
from cleaner.errors import ReadingError
from tests.corpus.inputs import held, read, short


def packed(table: pa.Table, group: int = 1000) -> bytes:
    """A table as the bytes of a Parquet file."""
    out = io.BytesIO()
    parquet.write_table(table, out, row_group_size=group, compression="none", use_dictionary=False)
    return out.getvalue()


def test_each_row_is_a_document(tmp_path: Path) -> None:
    """In order, over batches and row groups, with all its columns; numbers of ids become names."""
    table = pa.table({"id": range(500), "text": [f"text {number}" for number in range(500)], "url": ["http://a/"] * 500})
    found = read(held(tmp_path, "a.parquet", packed(table, 130)))

    assert [(one.place.detail, one.content, one.id, one.url, one.columns) for one in found if isinstance(one, Document)] == [
        (f"row {number + 1}", f"text {number}", str(number), "http://a/", {"id": number, "text": f"text {number}", "url": "http://a/"})
        for number in range(500)
    ]


def test_a_file_that_is_cut_off_is_told(tmp_path: Path) -> None:
    """Its columns are described at its end, so nothing of it can be read."""
    raw = packed(pa.table({"text": ["a"] * 100}))
    for cut in (raw[:-10], b"", b"text"):
        found = read(held(tmp_path, "a.parquet", cut))

        assert len(found) == 1 and isinstance(found[0], Broken)
        assert found[0].reason.startswith("is Parquet that cannot be opened: ") and found[0].reason.endswith("; fetch the file again")


def test_a_row_group_that_is_damaged_costs_no_other(tmp_path: Path) -> None:
    """The rows before and after it are read; what is left of it is told once, with its rows."""
    raw = bytearray(packed(pa.table({"text": [f"text {number}" for number in range(300)]}), 100))
    at = raw.index(b"text 100") - 30
    raw[at : at + 30] = b"\xff" * 30
    found = read(held(tmp_path, "a.parquet", bytes(raw)))

    assert [one.content for one in found if isinstance(one, Document)] == [
        f"text {number}" for number in range(300) if not 100 <= number < 200
    ]
    assert [one.place.detail for one in found if isinstance(one, Broken)] == ["rows 101 to 200"]


def test_a_value_that_is_no_text_costs_its_row(tmp_path: Path) -> None:
    """Bytes that are not UTF-8 in a column of texts, and a time that Python has no year for, break the row that they stand in."""
    texts = pa.Array.from_buffers(pa.string(), 3, pa.array([b"a", b"\xff", b"c"], pa.binary()).buffers())
    times = pa.array([0, 0, 2**62], pa.timestamp("us"))
    found = read(held(tmp_path, "a.parquet", packed(pa.table({"text": texts, "at": times}))))

    assert [(one.place.detail, isinstance(one, Document)) for one in found] == [("row 1", True), ("row 2", False), ("row 3", False)]


def test_of_a_row_that_is_broken_all_is_kept_that_can_be_read(tmp_path: Path) -> None:
    """Its columns are told as JSON, but for values that cannot be read."""
    texts = pa.Array.from_buffers(pa.string(), 2, pa.array([b"a", b"\xff"], pa.binary()).buffers())
    tables = [
        pa.table({"id": ["keep"], "text": pa.array([None], pa.string()), "n": [{"m": [1.5, float("nan")]}], "b": [b"\xff"]}),
        pa.table({"text": ["a", None], "at": pa.array([0, 1], pa.timestamp("ns"))}),
        pa.table({"id": ["a", "keep"], "text": texts}),
    ]
    raws = []
    for number, table in enumerate(tables):
        [raw] = [one.raw for one in read(held(tmp_path, f"{number}.parquet", packed(table))) if isinstance(one, Broken)]
        raws.append(json.loads(raw))

    assert raws == [
        {"id": "keep", "text": None, "n": {"m": [1.5, "nan"]}, "b": "/w=="},
        {"text": None, "at": "1970-01-01T00:00:00.000000001"},
        {"id": "keep"},
    ]


def test_columns_are_guessed_by_name_and_type(tmp_path: Path) -> None:
    """A column of another type is none, whatever its name; what was guessed is said, and nothing where all was named."""
    table = pa.table({"TEXT": [1], "content": ["a"], "html": [b"<p>b</p>"], "url": [["x"]], "doc_id": ["d"]})
    path, guesses = held(tmp_path, "a.parquet", packed(table)), list[Guess]()
    columns = ("TEXT", "content", "html", "url", "doc_id")

    assert [(one.content, one.id) for one in documents([str(path)], told=guesses.append) if isinstance(one, Document)] == [("a", "d")]
    assert guesses == [Guess(str(path), Fields("content", None, "doc_id", None), columns)]
    named = Fields(html="html", id="content")
    assert [
        (one.content, one.web_page, one.id, one.field)
        for one in documents([str(path)], named, told=guesses.append)
        if isinstance(one, Document)
    ] == [(b"<p>b</p>", True, "a", "html")]
    assert len(guesses) == 1


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        (Fields(), "has no column that is known to hold texts or pages; name one: there are a, b"),
        (Fields(text="text"), "has no column 'text'; there are a, b"),
        (Fields(text="a", id="text"), "has no column 'text'; there are a, b"),
    ],
)
def test_a_file_without_its_column_is_told_once(tmp_path: Path, fields: Fields, reason: str) -> None:
    """With the columns that there are."""
    assert short(read(held(tmp_path, "a.parquet", packed(pa.table({"a": ["x", "y"], "b": ["x", "y"]}))), fields)) == [("", reason)]


def test_a_column_of_another_type_is_told(tmp_path: Path) -> None:
    """It has the name of one of texts or pages, so that it seems to be there."""
    path = held(tmp_path, "a.parquet", packed(pa.table({"a": ["x"], "html": [1], "Text": [1]})))

    reason = "has no column that is known to hold texts or pages ('Text' holds neither); name one: there are a, html, Text"
    assert short(read(path)) == [("", reason)]


def test_a_field_below_a_column_is_read(tmp_path: Path) -> None:
    """As in JSON, `a.b` is the field `b` of the objects in column `a`."""
    table = pa.table({"page": [{"text": "a"}, None]})
    found = read(held(tmp_path, "a.parquet", packed(table)), Fields(text="page.text"))

    assert short(found) == [("row 1", "a"), ("row 2", "field 'page.text' is null, and should be a text")]


def test_schemas_go_together_or_not(tmp_path: Path) -> None:
    """The columns of several files are those of all; types that have nothing in common are an error before anything is written."""
    paths = [
        held(tmp_path, name, packed(table))
        for name, table in (
            ("a.parquet", pa.table({"text": ["a"], "n": [1]})),
            ("b.parquet", pa.table({"n": [1.5]})),
            ("c.parquet", pa.table({"n": ["x"]})),
        )
    ]
    inputs = [Input(str(path), "parquet") for path in paths]

    assert arrow_schema(inputs[:2]) == pa.schema([("text", pa.string()), ("n", pa.float64())])
    assert arrow_schema([Input("a.jsonl", "lines"), Input(str(tmp_path / "none"), "parquet")]) is None
    with pytest.raises(ReadingError, match="have columns that do not go together"):
        arrow_schema(inputs)


def test_two_columns_of_one_name_are_told(tmp_path: Path) -> None:
    """Nobody could say which of them is meant."""
    table = pa.table([pa.array(["a"]), pa.array(["b"])], names=["text", "text"])

    assert short(read(held(tmp_path, "a.parquet", packed(table)))) == [("", "names the column 'text' twice; rename one")]
