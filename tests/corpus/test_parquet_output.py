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
from cleaner.corpus.parquet_output import joined_columns
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


# For each column, what its values are in one part after the other.
CHANGING: dict[str, list[list[Any]]] = {
    "whole, text": [[1], ["x"]],
    "whole, fraction": [[1, 2], [0.5]],
    "large, fraction": [[2**53 + 1], [0.5]],
    "larger": [[1], [2**63], [-(2**70)]],
    "in one part": [[1, "x", None, True]],
    "truth, whole": [[True], [1]],
    "lists": [[[1]], [["x"]]],
    "lists of none": [[[]], [None], [["x"]]],
    "null, object": [[None], [{"a": 1}]],
    "keys": [[{"a": 1}], [{"b": "x"}, {}]],
    "deep keys": [[{"a": [{"b": 1}]}], [{"a": [{"c": 0.5}]}]],
    "value of a key": [[{"a": 1}], [{"a": "x"}]],
    "object, list": [[{"a": 1}], [[1]], ["x"]],
    "no fields": [[{}], [[{}]]],
    "many keys": [[{f"k{number}": number} for number in range(0, 2000, 2)], [{f"k{number}": number} for number in range(1, 2000, 2)]],
    "levels": [[json.loads("[" * 80 + "]" * 80)], [1]],
}
NARROWEST = {
    "whole, fraction": [1.0, 2.0, 0.5],
    "lists of none": [[], None, ["x"]],
    "null, object": [None, {"a": 1}],
    "no fields": [None, [None]],
    "keys": [{"a": 1, "b": None}, {"a": None, "b": "x"}, {"a": None, "b": None}],
    "deep keys": [{"a": [{"b": 1, "c": None}]}, {"a": [{"b": None, "c": 0.5}]}],
}


@pytest.mark.parametrize("case", CHANGING)
def test_a_column_has_one_type_in_all_parts(tmp_path: Path, case: str) -> None:
    """The narrowest that holds every value as it is; where there is none, the column is JSON, and that is told. No row is lost."""
    rows = [[{"text": "a", "n": value} for value in values] for values in CHANGING[case]]
    parts = [written(tmp_path / str(number), "a.parquet", part) for number, part in enumerate(rows)]
    columns_found = joined_columns(parts)
    join_parts(parts, tmp_path / "out.parquet", "parquet")
    found = parquet.read_table(tmp_path / "out.parquet")["n"].to_pylist()
    values = [value for part in CHANGING[case] for value in part]

    assert columns_found.untyped == (() if case in NARROWEST else ("n",))
    assert found == NARROWEST.get(case, [value if value is None else json.dumps(value, separators=(",", ":")) for value in values])


@given(st.data())
def test_the_values_of_a_column_are_those_that_were_given(tmp_path_factory: pytest.TempPathFactory, data: st.DataObject) -> None:
    """Whatever JSON holds, in whatever parts: as they are, or as JSON; objects may have more keys, of null."""
    leaves = st.none() | st.booleans() | st.integers(-(2**70), 2**70) | st.floats(allow_nan=False, allow_infinity=False) | texts
    values = st.recursive(leaves, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(texts, inner, max_size=2), max_leaves=4)
    parts = data.draw(st.lists(st.lists(values, max_size=3), max_size=3))
    folder = tmp_path_factory.mktemp("out")
    paths = [
        written(folder / str(number), "a.parquet", [{"text": "a", "n": value} for value in part]) for number, part in enumerate(parts)
    ]
    join_parts(paths, folder / "out.parquet", "parquet")
    found = parquet.read_table(folder / "out.parquet")
    read = found["n"].to_pylist() if "n" in found.column_names else []
    spelled = joined_columns(paths).untyped == ("n",)

    made = [json.loads(one) if spelled and one is not None else one for one in read]
    assert [bare(one) for one in made] == [bare(value) for part in parts for value in part]


def bare(value: Any) -> Any:
    """A value without keys of null, and objects of nothing as null."""
    if isinstance(value, dict):
        return {key: held for key, inner in value.items() if (held := bare(inner)) is not None} or None
    return [bare(inner) for inner in value] if isinstance(value, list) else value


TYPED = {
    "a fraction among whole numbers": (pa.array([1], pa.int64()), 1.5, [1.0, 1.5]),
    "a larger number": (pa.array([1], pa.int8()), 2**40, [1, 2**40]),
    "a number among times": (pa.array([0], pa.timestamp("us")), 7, ['"1970-01-01T00:00:00"', "7"]),
    "a text among bytes": (pa.array([b"a"], pa.binary()), "x", ['"YQ=="', '"x"']),
    "a text among numbers": (pa.array([float("nan")]), "x", ['"nan"', '"x"']),
    "another key": (pa.array([{"a": 1}]), {"b": 2}, [{"a": 1, "b": None}, {"a": None, "b": 2}]),
}


@pytest.mark.parametrize("case", TYPED)
def test_values_that_came_without_a_type_beside_some_that_had_one(tmp_path: Path, case: str) -> None:
    """None of them is cut to fit, in one part or in two; a text is no time and no bytes, whatever it looks like."""
    held_values, other, wanted = TYPED[case]
    source = tmp_path / "in.parquet"
    parquet.write_table(pa.table({"text": ["a"], "n": held_values}), source)
    schema = arrow_schema([Input(str(source))])
    rows = [dict(columns(source)[0]), {"text": "b", "n": other}]
    for cut in ([rows], [rows[:1], rows[1:]]):
        parts = [written(tmp_path / str(len(cut)), f"{number}.parquet", part, schema=schema) for number, part in enumerate(cut)]
        join_parts(parts, tmp_path / "out.parquet", "parquet")
        assert parquet.read_table(tmp_path / "out.parquet")["n"].to_pylist() == wanted
