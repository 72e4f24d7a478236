"""Parquet that is written: each column has the type that it came with, or the one that its values have in common."""

from __future__ import annotations

import datetime
import decimal
import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from cleaner.corpus.inputs import Input, arrow_schema
from cleaner.corpus.outputs import join_parts
from cleaner.errors import WritingError
from tests.corpus.inputs import held
from tests.corpus.outputs import columns, names, texts, written

KINDS: list[st.SearchStrategy[Any]] = [
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False),
    st.booleans(),
    texts,
    st.binary(max_size=5),
    st.datetimes(datetime.datetime(1, 1, 2), datetime.datetime(9999, 1, 1)).map(lambda time: time.replace(fold=0)),
    st.dates(),
    st.lists(st.integers(0, 9), max_size=3),
    st.lists(texts, max_size=3),
    st.builds(lambda a, b: {"a": a, "b": b}, st.integers(0, 9), st.lists(texts, max_size=2)),
]


@given(st.data())
def test_parquet_comes_back_typed_as_it_was(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Every type that Python and Arrow share is kept, and null where a row has nothing."""
    kinds = data.draw(st.dictionaries(names, st.sampled_from(KINDS), max_size=4))
    given_rows = data.draw(
        st.lists(st.fixed_dictionaries({"text": texts}, optional={name: st.none() | kind for name, kind in kinds.items()}))
    )
    path = written(tmp_path_factory.mktemp("out"), "out.parquet", given_rows)
    all_names = list(dict.fromkeys(name for row in given_rows for name in row))

    assert repr(columns(path)) == repr([{name: row.get(name) for name in all_names} for row in given_rows])


SCHEMA = pa.schema(
    [
        ("text", pa.large_string()),
        ("small", pa.int8()),
        ("nano", pa.timestamp("ns", "UTC")),
        ("nanos", pa.list_(pa.timestamp("ns"))),
        ("span", pa.duration("ns")),
        ("word", pa.dictionary(pa.int16(), pa.string())),
        ("map", pa.map_(pa.string(), pa.float32())),
        ("price", pa.decimal128(10, 2)),
        ("half", pa.float16()),
        ("raw", pa.large_binary()),
        ("deep", pa.struct([("at", pa.time64("ns")), ("n", pa.uint64())])),
        ("fixed", pa.list_(pa.float32(), 2)),
    ]
)
TABLE = pa.table(
    [
        pa.array(["one", "two"], SCHEMA.field("text").type),
        pa.array([1, None], pa.int8()),
        pa.array([1234567890123456789, None], pa.timestamp("ns", "UTC")),
        pa.array([[1, None], []], pa.list_(pa.timestamp("ns"))),
        pa.array([1, 2], pa.duration("ns")),
        pa.array(["a", None], SCHEMA.field("word").type),
        pa.array([[("k", 0.5)], None], SCHEMA.field("map").type),
        pa.array([decimal.Decimal("1.50"), None], SCHEMA.field("price").type),
        pa.array([1.5, None], pa.float16()),
        pa.array([b"\xff", None], pa.large_binary()),
        pa.array([{"at": 1, "n": 2**64 - 1}, None], SCHEMA.field("deep").type),
        pa.array([[1.0, 2.0], None], SCHEMA.field("fixed").type),
    ],
    schema=SCHEMA,
)


def test_parquet_keeps_the_types_of_the_input(tmp_path: Path) -> None:
    """What came as Parquet goes as Parquet with each type and each nanosecond, and new columns beside it."""
    source = tmp_path / "in.parquet"
    parquet.write_table(TABLE, source)
    given_rows = [{**row, "new": "x"} for row in columns(source)]
    schema = arrow_schema([Input(str(source), "parquet")])
    part = written(tmp_path, "out.parquet", given_rows, schema=schema)
    join_parts([part, part], tmp_path / "all.parquet", "parquet")
    wanted = TABLE.append_column("new", pa.array(["x", "x"]))

    assert schema is not None and schema.equals(SCHEMA)
    assert parquet.read_table(part).equals(wanted)
    assert parquet.read_table(tmp_path / "all.parquet").equals(pa.concat_tables([wanted, wanted]).unify_dictionaries())


def test_what_came_as_parquet_can_be_written_as_json(tmp_path: Path) -> None:
    """Times are ISO 8601 with every digit, bytes are base64, and spans of nanoseconds are their number."""
    source = tmp_path / "in.parquet"
    parquet.write_table(TABLE, source)
    part = written(tmp_path, "out.jsonl", [dict(row) for row in columns(source)])

    assert json.loads(part.read_text().splitlines()[0]) == {
        "text": "one",
        "small": 1,
        "nano": "2009-02-13T23:31:30.123456789Z",
        "nanos": ["1970-01-01T00:00:00.000000001", None],
        "span": 1,
        "word": "a",
        "map": [["k", 0.5]],
        "price": "1.50",
        "half": 1.5,
        "raw": "/w==",
        "deep": {"at": "00:00:00.000000001", "n": 2**64 - 1},
        "fixed": [1.0, 2.0],
    }


def test_objects_without_fields_are_null_in_parquet(tmp_path: Path) -> None:
    """Parquet has no such type; those with fields are as they were."""
    part = written(tmp_path, "out.parquet", [{"text": "a", "m": {}, "n": [{}]}, {"text": "b", "m": {}, "n": []}])

    assert columns(part) == [{"text": "a", "m": None, "n": [None]}, {"text": "b", "m": None, "n": []}]


def test_columns_that_do_not_go_together_are_an_error(tmp_path: Path) -> None:
    """A number in one part and a text in another have no type in common; the file that was there stays."""
    parts = [written(tmp_path / str(value), "a.parquet", [{"text": "a", "n": value}]) for value in (1, "x")]
    out = held(tmp_path, "out.parquet", b"old")

    with pytest.raises(WritingError, match=r"out\.parquet: parts have a column with types that do not go together: .*\bn\b.*; write JSON"):
        join_parts(parts, out, "parquet")
    assert out.read_bytes() == b"old"
