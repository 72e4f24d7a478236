"""The engines themselves, each run by its example: what comes out is what the library makes of each record, whichever engine asks."""

from __future__ import annotations

import gzip
import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest

from cleaner import CleanedPage, clean_html
from tests.integrations.pages import cleaned_texts, kept, needs, run_example, texts, web_pages

NO_JAVA = not (shutil.which("java") or os.environ.get("JAVA_HOME"))
ARROW_ENGINES = [
    pytest.param("ray_data.py", id="Ray Data", marks=needs("pyarrow", "ray")),
    pytest.param(
        "spark.py", id="Spark", marks=[needs("pyarrow", "pyspark"), pytest.mark.skipif(NO_JAVA, reason="needs Java 17 or newer for Spark")]
    ),
    pytest.param("datasets_map.py", id="datasets", marks=needs("pyarrow", "datasets")),
]


def rows_of(path: Path) -> list[dict[str, Any]]:
    """The rows of Parquet files, in the order of their numbers."""
    from pyarrow import dataset

    files = [path] if path.is_file() else sorted(path.rglob("*.parquet"))
    rows = dataset.dataset(files).to_table().to_pylist()
    return sorted(rows, key=lambda row: (row["number"], (row.get("article") or {}).get("number", 0)))


def write_rows(path: Path, column: str, values: list[Any]) -> list[dict[str, Any]]:
    """Write values to Parquet beside columns of other types, and give the other columns back."""
    import pyarrow as pa
    from pyarrow import parquet

    others = [{"number": number, "tags": [str(number), "a"] if number % 3 else None, "share": number / 2} for number in range(len(values))]
    types = pa.schema([("number", pa.int32()), ("tags", pa.list_(pa.string())), ("share", pa.float32())])
    table = pa.Table.from_pylist(others, types).append_column(column, pa.array(values))
    parquet.write_table(table, path, row_group_size=40)
    return others


@pytest.mark.parametrize("engine", ARROW_ENGINES)
def test_an_engine_gives_what_clean_many_gives(tmp_path: Path, engine: str) -> None:
    """Text by text; one that cannot be cleaned, or that is none, is null and has a reason, and the other columns pass through."""
    others = write_rows(tmp_path / "in.parquet", "page", [*texts(), None])
    run_example(engine, tmp_path / "in.parquet", tmp_path / "out.parquet", "--text", "page")
    rows = rows_of(tmp_path / "out.parquet")

    assert [row["cleaned"] for row in rows] == [*kept(cleaned_texts()), None]
    assert [row["page"] for row in rows] == [*texts(), None]
    assert [{name: row[name] for name in ("number", "tags", "share")} for row in rows] == others
    assert [row["error"] for row in rows if row["error"]] == [
        "the text: is HTML, by how it begins, and no text; use cleaner.clean_html",
        "holds nothing to clean",
    ]
    assert all((row["cleaned"] is None) == (row["error"] is not None) for row in rows)


@pytest.mark.parametrize("engine", ARROW_ENGINES)
def test_an_engine_gives_the_articles_of_web_pages(tmp_path: Path, engine: str) -> None:
    """One row for each article, with all that is known of it; a page without any keeps its row."""
    from cleaner.formats.article_columns import article_value

    pages = web_pages()
    write_rows(tmp_path / "in.parquet", "html", [page.encode() for page in pages])
    run_example(engine, tmp_path / "in.parquet", tmp_path / "out.parquet", "--html", "html", "--records", "articles")

    expected: list[tuple[int, dict[str, Any] | None]] = []
    for number, page in enumerate(pages):
        values = [article_value(one, place) for place, one in enumerate(clean_html(page.encode()).articles, 1)]
        expected += [(number, value) for value in values] or [(number, None)]
    assert [(row["number"], row["article"]) for row in rows_of(tmp_path / "out.parquet")] == expected
    assert expected[-1] == (len(pages) - 1, None)


@needs("datasets", "pyarrow")
def test_datasets_clean_in_several_processes(tmp_path: Path) -> None:
    """The same as in one."""
    write_rows(tmp_path / "in.parquet", "text", list(texts()[:20]))
    run_example("datasets_map.py", tmp_path / "in.parquet", tmp_path / "out.parquet", "-j", "2")

    assert [row["cleaned"] for row in rows_of(tmp_path / "out.parquet")] == kept(cleaned_texts()[:20])


def write_lines(folder: Path, values: tuple[str, ...], *, files: int = 2) -> None:
    """Write values as records of JSONL into some files."""
    folder.mkdir()
    for file in range(files):
        lines = [json.dumps({"text": text, "id": str(n), "url": ""}) + "\n" for n, text in enumerate(values) if n % files == file]
        (folder / f"{file}.jsonl").write_text("".join(lines), encoding="utf-8")


def records_of(folder: Path) -> dict[str, dict[str, Any]]:
    """The records of a folder of JSONL, by their ids."""
    lines = [line for file in sorted(folder.rglob("*.jsonl*")) for line in _read(file).split("\n") if line]
    return {record["id"]: record for record in map(json.loads, lines)}


def _read(file: Path) -> str:
    raw = file.read_bytes()
    return (gzip.decompress(raw) if file.suffix == ".gz" else raw).decode()


@needs("datatrove", "orjson")
@pytest.mark.parametrize("executor", ["local", pytest.param("ray", marks=needs("ray"))])
def test_datatrove_gives_what_clean_many_gives(tmp_path: Path, executor: str) -> None:
    """Text by text; what cannot be cleaned is excluded with its reason, and the statistics hold what was removed, by part and by rule."""
    write_lines(tmp_path / "in", texts())
    run_example("datatrove_pipeline.py", tmp_path / "in", tmp_path / "out", "--executor", executor)
    cleaned, excluded = records_of(tmp_path / "out" / "cleaned"), records_of(tmp_path / "out" / "excluded")

    # Readers of datatrove pass over records without text, and its writers leave out an empty one.
    expected = {str(number): page for number, page in enumerate(cleaned_texts()) if texts()[number]}
    assert {name: record.get("text", "") for name, record in cleaned.items()} == {
        name: page.text for name, page in expected.items() if isinstance(page, CleanedPage)
    }
    assert {name: record["metadata"]["cleaner_error"] for name, record in excluded.items()} == {
        name: "the text: is HTML, by how it begins, and no text; use cleaner.clean_html"
        for name, page in expected.items()
        if not isinstance(page, CleanedPage)
    }
    [step] = [told for told in json.loads((tmp_path / "out" / "logs" / "stats.json").read_text()) if "cleaner" in told["name"]]
    removed: dict[str, int] = {}
    for page in expected.values():
        for entry in page.ledger if isinstance(page, CleanedPage) else ():
            if entry.fate == "removed":
                for label in (f"removed-part-{entry.part}", f"removed-rule-{entry.finder}"):
                    removed[label] = removed.get(label, 0) + len(entry.span)
    assert {label: told["total"] for label, told in step["stats"].items() if label.startswith("removed-")} == removed


@needs("datatrove", "orjson")
def test_datatrove_gives_the_articles_of_web_pages(tmp_path: Path) -> None:
    """One document for each article, with its place and head in the metadata; a page without any is excluded."""
    pages = tuple(page for page in web_pages() if page)
    write_lines(tmp_path / "in", pages)
    run_example("datatrove_pipeline.py", tmp_path / "in", tmp_path / "out", "--html", "--records", "articles")

    articles = {f"{n}/{place}": one for n, page in enumerate(pages) for place, one in enumerate(clean_html(page).articles, 1)}
    told = {
        name: (record["text"], *(record["metadata"].get(key) for key in ("start", "end", "headline", "bylines", "published")))
        for name, record in records_of(tmp_path / "out" / "cleaned").items()
    }
    assert told == {name: (one.text, one.start, one.end, one.headline, list(one.bylines), one.published) for name, one in articles.items()}
