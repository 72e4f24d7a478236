"""Runs over corpora: nothing is lost, nothing comes twice, and values stay what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from cleaner.corpus.choices import Records, Removals
from cleaner.corpus.counts import most_samples
from cleaner.corpus.manifest import RunFolder
from cleaner.corpus.output import Output
from tests.corpus.plans import TEXT, cleaning, corpus, left, plan, ran, rows, written

FILES = ["lock", "manifest.json", "quarantine.jsonl", "report.json"]


def test_every_document_is_in_the_output_or_in_quarantine(tmp_path: Path) -> None:
    """Records of documents have the cleaned text in place and all else as it was; what failed is told with all that was read of it."""
    out = tmp_path / "out.jsonl"

    ended = ran(plan(corpus(tmp_path), out, records=Records.documents))

    how = cleaning().cleaner
    numbers = [*range(10), *range(20, 27), 30]
    assert [row["text"] for row in rows(out)] == [how.clean(TEXT.format(number)).text for number in numbers]
    assert rows(out)[:2] == [{"id": 0, "text": rows(out)[0]["text"], "score": 0.5}, {"id": 1, "text": rows(out)[1]["text"], "score": 0.5}]
    assert rows(out)[-1].keys() == {"id", "url", "text"}
    failed = rows(RunFolder(out).quarantine)
    assert [(Path(one["source"]).name, one["number"], one["detail"], one["raw"]) for one in failed] == [
        ("a.jsonl", 11, "line 11", '{"id": 10, "text": 7}\n'),
        ("a.jsonl", 12, "line 12", '{"id": 11, "te\n'),
    ]
    counts = ended.report.counts
    assert (ended.code, counts.documents, counts.broken, counts.rows) == (1, 18, 2, 18)
    assert counts.kept + counts.removed + counts.rewritten == counts.characters == sum(len(TEXT.format(number)) for number in numbers)
    assert sorted(path.name for path in RunFolder(out).path.iterdir()) == FILES


def test_articles_come_with_the_columns_of_their_document(tmp_path: Path) -> None:
    """A column that a field of articles has, too, gets another name; the text that was cleaned is the article's own."""
    name = written(tmp_path / "a.jsonl", [TEXT.format(1)], language="xx", url="https://varn.example/1", score=0.5, input_language=1)
    out = tmp_path / "out.jsonl"

    ended = ran(plan([name], out))

    [row] = rows(out)
    [article] = cleaning().cleaner.clean(TEXT.format(1)).articles
    assert {key: row[key] for key in article.to_dict()} == json.loads(json.dumps(article.to_dict()))
    extra = {"id": 0, "input_input_language": "xx", "score": 0.5, "input_language": 1, "url": "https://varn.example/1"}
    assert {key: row[key] for key in extra} == extra
    assert (ended.code, ended.report.counts.articles) == (0, 1)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".csv", ".parquet"])
def test_processes_and_parts_change_nothing(tmp_path: Path, suffix: str) -> None:
    """The output of one process and one part is that of two processes and many parts, and so are quarantine and counts."""
    inputs = corpus(tmp_path)
    outs = [tmp_path / str(number) / f"out{suffix}" for number in range(3)]
    ways: list[dict[str, Any]] = [{}, {"limit": 60.0}, {"processes": 2}]
    for out, how in zip(outs, ways, strict=True):
        out.parent.mkdir()
        ran(plan(inputs, out, **how))

    one, *others = map(left, outs)
    for other, out in zip(others, outs[1:], strict=True):
        for record in (one, other):
            record["report"]["output"] = record["report"]["quarantine"] = ""
        assert other == one, out


def test_samples_and_sums_do_not_depend_on_parts(tmp_path: Path) -> None:
    """However a corpus is cut up, the same removals are drawn to be shown."""
    name = written(tmp_path / "a.jsonl", (TEXT.format(number) for number in range(40)))
    found = []
    for size in (1, 7, 100):
        (tmp_path / str(size)).mkdir()
        ran(plan([name], tmp_path / str(size) / "out.jsonl", documents=size))
        found.append(left(tmp_path / str(size) / "out.jsonl")["report"]["counts"])

    assert found[0] == found[1] == found[2]
    assert {name: len(one["samples"]) for name, one in found[0]["finders"].items()} == {
        name: most_samples(name) for name in found[0]["finders"]
    }


def test_a_folder_has_the_shards_of_its_last_run_alone(tmp_path: Path) -> None:
    """In whatever form the run before wrote them; other files stay."""
    inputs, out = corpus(tmp_path), tmp_path / "out"
    ran(plan(inputs, out, output=Output.named(f"{out}/")))
    (out / "part-mine.jsonl").write_text("mine")
    ran(plan(inputs, out, output=Output.named(f"{out}/", "csv"), restart=True))

    assert sorted(path.name for path in out.iterdir()) == ["part-00000.csv", "part-mine.jsonl"]


def test_a_folder_holds_files_of_many_parts(tmp_path: Path) -> None:
    """Together they are the one file."""
    inputs = corpus(tmp_path)
    ran(plan(inputs, tmp_path / "one.jsonl", documents=1))
    (tmp_path / "out").mkdir()

    ran(plan(inputs, tmp_path / "out", documents=1))

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["part-00000.jsonl"]
    assert (tmp_path / "out" / "part-00000.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()


def test_a_corpus_of_nothing_gives_an_empty_output(tmp_path: Path) -> None:
    """A file without records is read and nothing comes of it."""
    (tmp_path / "a.jsonl").touch()

    ended = ran(plan([tmp_path / "a.jsonl"], tmp_path / "out.jsonl"))

    assert (ended.code, ended.report.counts.documents, (tmp_path / "out.jsonl").read_bytes()) == (0, 0, b"")


NANOSECONDS = pa.timestamp("ns", "UTC")


def finer(count: int) -> pa.Table:
    """Rows with times that Python has no type for, in columns of every shape."""
    columns = {
        "at": pa.array([1234567890123456789, None] * count, NANOSECONDS),
        "clock": pa.array([1, 2] * count, pa.time64("ns")),
        "span": pa.array([-1, None] * count, pa.duration("ns")),
        "list": pa.array([[1, None], None] * count, pa.list_(NANOSECONDS)),
        "pair": pa.array([[1, 2], None] * count, pa.list_(NANOSECONDS, 2)),
        "map": pa.array([[("a", 1)], None] * count, pa.map_(pa.string(), NANOSECONDS)),
        "deep": pa.array(
            [{"at": [{"b": 1, "c": "d"}]}, None] * count, pa.struct([("at", pa.list_(pa.struct([("b", NANOSECONDS), ("c", "str")])))])
        ),
        "word": pa.array([3, None] * count, NANOSECONDS).dictionary_encode(),
        "text": pa.array([TEXT.format(1)] * 2 * count),
    }
    return pa.table(columns)


@pytest.mark.parametrize("processes", [1, 2])
def test_times_finer_than_those_of_python_stay(tmp_path: Path, processes: int) -> None:
    """They go through processes and parts as they are, in Parquet with their type and in JSON with all their digits."""
    source = tmp_path / "a.parquet"
    parquet.write_table(finer(4), source)

    for suffix in ("parquet", "jsonl"):
        ended = ran(plan([source], tmp_path / f"out.{suffix}", records=Records.documents, processes=processes, removals=Removals.none))
        assert (ended.code, ended.report.counts.rows) == (0, 8)

    came, out = parquet.read_table(source), parquet.read_table(tmp_path / "out.parquet")
    kept = [name for name in came.column_names if name != "text"]
    assert out.select(kept).unify_dictionaries().equals(came.select(kept).unify_dictionaries())
    time = "1970-01-01T00:00:00.00000000{}Z".format
    first = {key: value for key, value in rows(tmp_path / "out.jsonl")[0].items() if key != "text"}
    assert first == {
        "at": "2009-02-13T23:31:30.123456789Z",
        "clock": "00:00:00.000000001",
        "span": -1,
        "list": [time(1), None],
        "pair": [time(1), time(2)],
        "map": [["a", time(1)]],
        "deep": {"at": [{"b": time(1), "c": "d"}]},
        "word": time(3),
    }


def test_a_record_of_many_levels_ends_no_run(tmp_path: Path) -> None:
    """It goes to quarantine if there are too many, and through processes otherwise."""
    levels = {"a.jsonl": (600, 200), "b.json": (200,)}
    for name, depths in levels.items():
        (tmp_path / name).write_text("\n".join(f'{{"text": "a", "b": {"[" * (depth - 1)}{"]" * (depth - 1)}}}' for depth in depths))

    ended = ran(plan([tmp_path / name for name in levels], tmp_path / "out.jsonl", records=Records.documents, processes=2))

    assert (ended.code, ended.report.counts.documents, ended.report.counts.broken, ended.report.counts.rows) == (1, 2, 1, 2)
    assert [one["reason"] for one in rows(RunFolder(tmp_path / "out.jsonl").quarantine)] == ["is JSON nested too deeply to be read"]


def test_nan_stays_in_parquet_and_is_told_elsewhere(tmp_path: Path) -> None:
    """JSON has no number for it, so that such a row of Parquet goes to quarantine, where its name stands in its place."""
    table = pa.table({"text": [TEXT.format(1)] * 2, "score": [float("nan"), 1.0]})
    parquet.write_table(table, tmp_path / "a.parquet")

    ends = [ran(plan([tmp_path / "a.parquet"], tmp_path / f"out.{form}", records=Records.documents)) for form in ("parquet", "jsonl")]

    assert [(ended.code, ended.report.counts.rows) for ended in ends] == [(0, 2), (1, 1)]
    assert str(parquet.read_table(tmp_path / "out.parquet")["score"].to_pylist()) == "[nan, 1.0]"
    [failed] = rows(RunFolder(tmp_path / "out.jsonl").quarantine)
    assert failed["record"] == {"text": TEXT.format(1), "score": "nan"}
    assert failed["reason"] == "holds NaN or infinity, which JSON has no number for; write Parquet instead"


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_columns_of_one_name_break_their_input_alone(tmp_path: Path, form: str) -> None:
    """No value is taken for another's, and the other inputs are read."""
    for name, columns in {"a": ["text", "n", "n"], "b": ["text", "n", "m"], "c": ["text", "text", "n"]}.items():
        table = pa.Table.from_arrays([pa.array([TEXT.format(1)]), pa.array(["1"]), pa.array(["2"])], columns)
        parquet.write_table(table, tmp_path / f"{name}.parquet")

    out = tmp_path / f"out.{form}"
    ended = ran(plan([tmp_path / f"{name}.parquet" for name in "abc"], out, records=Records.documents))

    assert (ended.code, ended.report.counts.rows, ended.report.counts.broken) == (1, 1, 2)
    reasons = [f"names the column {name!r} twice; rename one" for name in ("n", "text")]
    assert [one["reason"] for one in rows(RunFolder(out).quarantine)] == reasons
