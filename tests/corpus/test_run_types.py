"""Runs into Parquet over records whose columns change their type on the way: each ends, with every record and one type a column."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from cleaner.corpus import output, parts
from cleaner.corpus.choices import Records
from cleaner.corpus.fields import Fields
from cleaner.corpus.manifest import RunFolder
from cleaner.corpus.output import Output
from cleaner.errors import WritingError
from tests.corpus.plans import TEXT, Stop, left, plan, ran, stopping

# The values of one record after the other.
CHANGING: dict[str, list[Any]] = {
    "score": [1, 2, 0.5, 3],
    "large": [1, 2**70, -1, "x"],
    "mixed": [1, "x", None, [1]],
    "lists": [[], [1], ["x"], None],
    "object": [None, {"a": 1}, {"b": "x"}, {"a": 2, "c": [1.5]}],
    "late": [None, None, None, {"a": "x"}],
}
FOUND = {
    "score": [1.0, 2.0, 0.5, 3.0],
    "large": ["1", str(2**70), "-1", '"x"'],
    "mixed": ["1", '"x"', None, "[1]"],
    "lists": ["[]", "[1]", '["x"]', None],
    "object": [
        None,
        {"a": 1, "b": None, "c": None},
        {"a": None, "b": "x", "c": None},
        {"a": 2, "b": None, "c": [1.5]},
    ],
    "late": [None, None, None, {"a": "x"}],
}
TOLD = [f"column {name!r}: holds values that have no type in common, and is written as JSON" for name in ("large", "mixed", "lists")]


def records(folder: Path, name: str) -> str:
    """A file of JSON lines, or of JSON, with those values."""
    rows = [{"text": TEXT.format(number), **{key: held[number] for key, held in CHANGING.items()}} for number in range(4)]
    text = json.dumps(rows) if name.endswith(".json") else "".join(json.dumps(row) + "\n" for row in rows)
    (folder / name).write_text(text)
    return str(folder / name)


@pytest.mark.parametrize("name", ["a.jsonl", "a.json"])
@pytest.mark.parametrize("kind", list(Records))
def test_a_run_ends_with_every_record_whatever_the_types_of_a_column(tmp_path: Path, name: str, kind: Records) -> None:
    """In parts of one record, of some and of all; the report says which columns are JSON, and nothing lies in quarantine."""
    source = records(tmp_path, name)
    for size in (1, 3, 9):
        out = tmp_path / f"{size}.parquet"
        ended = ran(plan([source], out, documents=size, records=kind))
        found = parquet.read_table(out).select([*CHANGING]).to_pydict()

        assert (ended.code, ended.report.counts.broken, ended.report.counts.rows, ended.report.warnings) == (0, 0, 4, TOLD)
        assert found == FOUND, size


def test_the_types_are_those_of_the_whole_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever cleans, wherever it is stopped, and in each file of a folder, though the values there are all alike."""
    monkeypatch.setattr(output, "_PARTS_A_FILE", 1)
    source = records(tmp_path, "a.jsonl")
    outs = [tmp_path / name / "out.parquet" for name in ("undisturbed", "processes", "stopped")]
    for place in outs:
        place.parent.mkdir()
    ran(plan([source], outs[0], documents=1))
    ran(plan([source], outs[1], documents=1, processes=2))
    for at in (2, 3):
        with monkeypatch.context() as patch:
            stopping(patch, parts, "write_part", at, Stop(), after=False)
            with pytest.raises(Stop):
                ran(plan([source], outs[2], documents=1))
    ran(plan([source], outs[2], documents=1))
    ran(plan([source], tmp_path / "out", documents=1, output=Output.named(f"{tmp_path}/out/", "parquet")))

    schema = parquet.read_schema(outs[0])
    shards = sorted((tmp_path / "out").glob("*.parquet"))
    assert [left(place)["out"] for place in outs[1:]] == [outs[0].read_bytes()] * 2
    assert [(parquet.read_schema(shard).equals(schema), parquet.read_metadata(shard).num_rows) for shard in shards] == [(True, 1)] * 4


@pytest.mark.parametrize("column", ["score", "score.clean", "page", "page.n", "page.n.clean"])
def test_a_column_that_all_records_have_is_no_place_for_the_cleaned_text(tmp_path: Path, column: str) -> None:
    """That is told before anything is cleaned, where the columns are known."""
    parquet.write_table(pa.table({"text": [TEXT.format(1)], "score": [1], "page": [{"n": 1}]}), tmp_path / "a.parquet")

    with pytest.raises(WritingError, match=rf"^--column {re.escape(column)}: would replace what the records hold"):
        ran(plan([tmp_path / "a.parquet"], tmp_path / "out.parquet", records=Records.documents, column=column))


def test_columns_that_came_with_a_type_are_widened_by_those_without(tmp_path: Path) -> None:
    """A Parquet file beside JSON lines, also where its name does not tell what it is."""
    parquet.write_table(pa.table({"text": [TEXT.format(1)], "score": [1], "when": pa.array([0], pa.timestamp("us"))}), tmp_path / "rows")
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": TEXT.format(2), "score": 0.5, "when": "noon"}) + "\n")

    ended = ran(plan([tmp_path / "rows", tmp_path / "a.jsonl"], tmp_path / "out.parquet", records=Records.documents))
    found = parquet.read_table(tmp_path / "out.parquet").select(["score", "when"]).to_pydict()

    assert found == {"score": [1.0, 0.5], "when": ['"1970-01-01T00:00:00"', '"noon"']}
    assert (ended.code, RunFolder(tmp_path / "out.parquet").quarantine.read_bytes()) == (0, b"")


@pytest.mark.parametrize("records", list(Records))
def test_columns_keep_the_types_that_they_came_with(tmp_path: Path, records: Records) -> None:
    """Types of more than one layer, such as UUIDs, and texts of any length among them; also beside files that lack the columns."""
    storage = {pa.uuid(): [bytes(range(16)), None], pa.json_(): ['{"a": 1}', None]}
    made = {str(kind): pa.ExtensionArray.from_storage(kind, pa.array(held, kind.storage_type)) for kind, held in storage.items()}
    text = pa.array([TEXT.format(number) for number in range(2)], pa.large_string())
    made |= {"large": pa.array(["a", None], pa.large_string()), "dictionary": text.cast(pa.string()).dictionary_encode()}
    table = pa.table({"text": text, **made})
    parquet.write_table(table, tmp_path / "a.parquet")
    (tmp_path / "b.jsonl").write_text(json.dumps({"text": TEXT.format(2)}) + "\n")
    out = tmp_path / "out.parquet"

    ended = ran(plan([tmp_path / "b.jsonl", tmp_path / "a.parquet"], out, records=records, documents=1))

    found, others = parquet.read_table(out), [*table.schema.names[1:]]
    assert (ended.code, ended.report.warnings) == (0, [])
    assert [found.schema.field(name).type for name in others] == [table.schema.field(name).type for name in others]
    assert found.select(others).slice(1).to_pydict() == table.select(others).to_pydict()
    assert records is Records.articles or found.schema.field("text").type == pa.large_string()


@pytest.mark.parametrize("records", list(Records))
@pytest.mark.parametrize("name", ["out.parquet", "out/"])
def test_an_output_without_records_has_the_columns_that_are_known(tmp_path: Path, records: Records, name: str) -> None:
    """Those of the inputs and those that are made, with their types, as where there are records; also where all are broken."""
    table = pa.table({"text": [TEXT.format(0), None], "n": pa.array([1, 2], pa.int32()), "day": pa.array([0, 1], pa.date32())})
    found = []
    for number, rows in enumerate((table[:1], table[:0], table[1:])):
        folder = tmp_path / str(number)
        folder.mkdir()
        parquet.write_table(rows, folder / "a.parquet")
        out = Output.named(f"{folder}/{name}", "parquet" if name == "out/" else "")
        ended = ran(plan([folder / "a.parquet"], out.path, records=records, output=out))
        assert ended.report.counts.rows == int(number == 0)
        [path] = out.path.glob("*") if out.is_folder else [out.path]
        found.append({field.name: field.type for field in parquet.read_schema(path) if field.name != "id"})

    assert found[1] == found[2] == found[0] and "n" in found[0]


@pytest.mark.parametrize(("how", "names"), [({"column": "m.c"}, ["text", "m"]), ({"fields": Fields(text="page.b")}, ["text", "page"])])
def test_a_field_below_a_column_is_no_column_that_is_known(tmp_path: Path, how: dict[str, Any], names: list[str]) -> None:
    """Neither where the cleaned text goes to one, nor where it came from one."""
    table = pa.table({"text": [TEXT.format(0)], "page": [{"b": TEXT.format(1)}]}).select([name for name in names if name != "m"])
    found = []
    for rows in (table, table[:0]):
        parquet.write_table(rows, tmp_path / "a.parquet")
        ran(plan([tmp_path / "a.parquet"], tmp_path / "out.parquet", records=Records.documents, restart=True, **how))
        found.append(parquet.read_schema(tmp_path / "out.parquet").names)

    assert found == [names, [name for name in names if name != "m"]]
