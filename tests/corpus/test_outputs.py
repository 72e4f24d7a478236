"""What is written is what comes back, in the same bytes each time, in files that are there whole or not at all."""

from __future__ import annotations

import csv
import datetime
import gzip
import os
from pathlib import Path
from typing import Any

import pytest
import zstandard
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from cleaner.corpus.outputs import OutputForm, join_parts, output_form, write_part
from cleaner.errors import WritingError
from tests.corpus.inputs import held
from tests.corpus.outputs import columns, names, texts, written

JSON_FORMS = ("out.jsonl", "out.jsonl.gz", "out.jsonl.zst")
FORMS = (*JSON_FORMS, "out.csv", "out.tsv.gz", "out.parquet")

halves = st.text(st.characters(exclude_categories=()), max_size=8)
numbers = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False)


def rows(values: st.SearchStrategy[Any], words: st.SearchStrategy[str] = texts) -> st.SearchStrategy[list[dict[str, Any]]]:
    """Records of a text and other columns."""
    return st.lists(st.builds(lambda text, others: {"text": text, **others}, words, st.dictionaries(names, values, max_size=3)), max_size=5)


nested = st.recursive(
    numbers | halves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(halves, inner, max_size=3), max_leaves=6
)


@given(rows(nested, halves), st.sampled_from(JSON_FORMS))
def test_json_lines_come_back_as_they_were(tmp_path_factory: pytest.TempPathFactory, given_rows: list[dict[str, Any]], name: str) -> None:
    """Whatever JSON can hold, half characters and numbers of any size among it."""
    path = written(tmp_path_factory.mktemp("out"), name, given_rows)

    assert repr(columns(path)) == repr(given_rows)


@given(rows(texts), st.sampled_from(["out.csv", "out.tsv", "out.csv.gz", "out.csv.zst"]))
def test_tables_come_back_as_texts(tmp_path_factory: pytest.TempPathFactory, given_rows: list[dict[str, Any]], name: str) -> None:
    """Breaks, quotes and delimiters in cells are kept; what a row lacks is empty."""
    path = written(tmp_path_factory.mktemp("out"), name, given_rows)
    all_names = list(dict.fromkeys(name for row in given_rows for name in row))

    assert columns(path) == [{name: row.get(name, "") for name in all_names} for row in given_rows]


def test_cells_that_are_no_texts_are_json(tmp_path: Path) -> None:
    """Numbers, lists and objects are written as JSON writes them, times and bytes as texts, and null as nothing."""
    day = datetime.date(2026, 1, 2)
    part = written(tmp_path, "out.csv", [{"text": None, "a": 1.5, "b": True, "c": [1, "ä"], "d": {"x": None}, "e": day, "f": b"a"}])

    assert list(csv.reader(part.read_text(encoding="utf-8").splitlines()))[1] == [
        "",
        "1.5",
        "true",
        '[1,"ä"]',
        '{"x":null}',
        "2026-01-02",
        "YQ==",
    ]


@pytest.mark.parametrize("name", FORMS)
def test_equal_rows_give_equal_bytes(tmp_path: Path, name: str) -> None:
    """Nothing of the time, the place or the name goes into a file."""
    given_rows = [{"text": str(number) * 9, "n": number} for number in range(1000)]
    first, second = written(tmp_path, name, given_rows), written(tmp_path / "b", name, given_rows)
    for number, part in enumerate((first, second)):
        join_parts([part], tmp_path / f"{number}{name}", output_form(part)[0])

    assert first.read_bytes() == second.read_bytes()
    assert (tmp_path / f"0{name}").read_bytes() == (tmp_path / f"1{name}").read_bytes()


@pytest.mark.parametrize("name", FORMS)
def test_parts_joined_are_all_rows(tmp_path: Path, name: str) -> None:
    """In their order, with the columns of all parts; a part of nothing adds nothing."""
    parts = [
        written(tmp_path / "a", name, [{"text": "1", "n": None}, {"text": "2\r\n"}]),
        written(tmp_path / "b", name, []),
        written(tmp_path / "c", name, [{"m": "x", "text": "3", "n": 2.5, "l": []}]),
        written(tmp_path / "d", name, [{"text": "4", "n": 1, "l": ["y"]}]),
    ]
    out = tmp_path / name
    form = output_form(out)[0]
    join_parts(parts, out, form)
    found = [{key: value for key, value in row.items() if value not in (None, "")} for row in columns(out)]

    if form == "csv":
        assert found == [
            {"text": "1"},
            {"text": "2\r\n"},
            {"m": "x", "text": "3", "n": "2.5", "l": "[]"},
            {"text": "4", "n": "1", "l": '["y"]'},
        ]
    else:
        assert found == [{"text": "1"}, {"text": "2\r\n"}, {"m": "x", "text": "3", "n": 2.5, "l": []}, {"text": "4", "n": 1, "l": ["y"]}]
    assert all(part.exists() for part in parts)


@pytest.mark.parametrize("name", FORMS)
def test_no_parts_make_a_file_of_nothing(tmp_path: Path, name: str) -> None:
    """It is a file of its form all the same, that others can open."""
    out = tmp_path / name
    join_parts([], out, output_form(out)[0])

    assert not name.endswith(".gz") or gzip.decompress(out.read_bytes()) == b""
    assert not name.endswith(".zst") or zstandard.ZstdDecompressor().decompressobj().decompress(out.read_bytes()) == b""
    assert not name.endswith(".parquet") or parquet.read_table(out).num_rows == 0


def test_packed_parts_are_joined_byte_by_byte(tmp_path: Path) -> None:
    """Frames follow one after the other, so that joining costs no compression."""
    for name in JSON_FORMS:
        parts = [written(tmp_path / str(number), name, [{"text": str(number)}]) for number in range(3)]
        join_parts(parts, tmp_path / name, "jsonl")

        assert (tmp_path / name).read_bytes() == b"".join(part.read_bytes() for part in parts)


HALF = "holds half a character (U+{}), which UTF-8 cannot hold; write JSON lines instead".format
NOT_FINITE = "holds NaN or infinity, which JSON has no number for; write Parquet instead"


@pytest.mark.parametrize(
    ("form", "bad", "why"),
    [
        ("csv", {"text": "\ud800"}, HALF("D800")),
        ("csv", {"text": "b", "n": {"\ud800": 1}}, HALF("D800")),
        ("csv", {"text": "b", "a\udfff": 1}, HALF("DFFF")),
        ("parquet", {"text": "\ud800"}, HALF("D800")),
        ("parquet", {"text": "b", "n": [{"m": "\ud800"}]}, HALF("D800")),
        ("parquet", {"text": "b", "\udfff": 1}, HALF("DFFF")),
        ("jsonl", {"text": "b", "n": float("nan")}, NOT_FINITE),
        ("jsonl", {"text": "b", "n": [1, {"m": float("-inf")}]}, NOT_FINITE),
    ],
)
def test_a_row_that_a_form_cannot_hold_is_refused(tmp_path: Path, form: OutputForm, bad: dict[str, Any], why: str) -> None:
    """It is told with its number and left out; the others are written."""
    path = tmp_path / f"out.{form}"

    assert write_part(path, [{"text": "a", "n": 1}, bad, {"text": "c", "n": 3}, bad], form) == {1: why, 3: why}
    assert [row["text"] for row in columns(path)] == ["a", "c"]
    assert [*write_part(path, [{"text": "\ud800", "n": float("inf")}], form)] == [0] and columns(path) == []


def test_rows_that_are_refused_are_told_in_their_order(tmp_path: Path) -> None:
    """Whichever of their columns is the one that cannot be written."""
    given_rows = [{"b": "\ud800"}, {"a": "a"}, {"a": "\ud800"}, {"b": "\udfff"}]

    for form in ("csv", "parquet"):
        assert [*write_part(tmp_path / f"out.{form}", given_rows[::-1], form).items()] == [
            *((0, HALF("DFFF")), (1, HALF("D800")), (3, HALF("D800"))),
        ]


def test_an_error_in_the_rows_leaves_the_old_file(tmp_path: Path) -> None:
    """A file is replaced when all of it is written, and not before."""

    def failing() -> Any:
        yield {"text": "a"}
        raise RuntimeError("stop")

    for name in FORMS:
        out = held(tmp_path, name, b"old")
        with pytest.raises(RuntimeError, match="stop"):
            write_part(out, failing(), output_form(out)[0])
        assert out.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(FORMS)


def test_tables_of_other_columns_are_joined_whatever_their_cells_hold(tmp_path: Path) -> None:
    """Also where a cell is longer than tables are read with by themselves."""
    csv.field_size_limit(1 << 17)
    long, parts = "long " * (1 << 16), [tmp_path / "a.csv", tmp_path / "b.csv"]
    for part, row in zip(parts, [{"text": long}, {"text": "short", "more": "x"}], strict=True):
        write_part(part, [row], "csv")
    join_parts(parts, tmp_path / "out.csv", "csv")

    with (tmp_path / "out.csv").open(encoding="utf-8", newline="") as file:
        assert list(csv.reader(file)) == [["text", "more"], [long, ""], ["short", "x"]]


def test_no_device_is_written_and_no_link_replaced(tmp_path: Path) -> None:
    """An output that cannot appear whole is refused; a link stays, and what it leads to is written."""
    os.mkfifo(tmp_path / "pipe.jsonl")
    target = held(tmp_path, "target.jsonl", b"old")
    (tmp_path / "link.jsonl").symlink_to(target)
    part = written(tmp_path, "part.jsonl", [{"text": "a"}])
    join_parts([part], tmp_path / "link.jsonl", "jsonl")

    with pytest.raises(WritingError, match="is a FIFO, and a run writes files that are there whole or not at all"):
        join_parts([part], tmp_path / "pipe.jsonl", "jsonl")
    assert (tmp_path / "link.jsonl").is_symlink() and target.read_bytes() == part.read_bytes()


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("out", "ends in nothing that a run writes; name a file .jsonl, .csv or .parquet, or .jsonl.gz or .jsonl.zst"),
        ("out.txt", "ends in nothing that a run writes; name a file .jsonl, .csv or .parquet, or .jsonl.gz or .jsonl.zst"),
        ("out.jsonl.bz2", "ends in nothing that a run writes; name a file .jsonl, .csv or .parquet, or .jsonl.gz or .jsonl.zst"),
        ("out.parquet.gz", "Parquet is compressed inside; name it out.parquet"),
    ],
)
def test_an_output_is_known_by_its_name(name: str, why: str) -> None:
    """A name that tells no form is an error."""
    with pytest.raises(WritingError) as error:
        output_form(Path(name))
    assert str(error.value) == f"{name}: {why}"
    assert [output_form(Path(f"/x/{known.upper()}")) for known in FORMS] == [
        *(("jsonl", ".jsonl"), ("jsonl", ".jsonl.gz"), ("jsonl", ".jsonl.zst")),
        *(("csv", ".csv"), ("csv", ".tsv.gz"), ("parquet", ".parquet")),
    ]
