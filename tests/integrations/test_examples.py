"""The other examples, run as users run them; those of engines are run in `test_engines.py` and `test_scrapy.py`."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from cleaner import clean
from tests.integrations.pages import EXAMPLES, ROOT, needs, run_example

PAGES = sorted((ROOT / "fixtures" / "pages").glob("*/source.html"))
NO_COMMAND = pytest.mark.skipif(not shutil.which("cleaner"), reason="needs the command `cleaner` on the path")
NO_TRAFILATURA = pytest.mark.skipif(not shutil.which("trafilatura"), reason="needs the command `trafilatura`: the extra `html`")


@needs("langchain_core")
def test_files_become_articles_of_langchain() -> None:
    """One line of JSON for each article."""
    seeds = sorted((ROOT / "seeds").glob("*.txt"))
    told = [json.loads(line) for line in run_example("langchain_articles.py", *seeds).split("\n") if line]

    assert [(one["source"], one["text"]) for one in told] == [
        (str(seed), article.text) for seed in seeds for article in clean(seed.read_text(encoding="utf-8"), url=str(seed)).articles
    ]


@NO_COMMAND
@NO_TRAFILATURA
def test_what_trafilatura_extracted_is_cleaned(tmp_path: Path) -> None:
    """Record by record; the other fields pass through."""
    run_example("trafilatura_jsonl.sh", tmp_path / "out.jsonl", *PAGES)
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").split("\n") if line]

    extracted = [json.loads(_extracted(page)) for page in PAGES]
    assert rows == [{**record, "text": clean(record["text"]).text} for record in extracted]


def _extracted(page: Path) -> str:
    """What trafilatura says of a page."""
    with page.open("rb") as source:
        return subprocess.run(
            ["trafilatura", "--json", "--no-comments"], stdin=source, capture_output=True, encoding="utf-8", check=True
        ).stdout


# The writer of warcio leaves its temporary files to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@NO_COMMAND
@needs("pyarrow", "fastwarc", "warcio")
def test_a_web_archive_becomes_a_table(tmp_path: Path) -> None:
    """One row for each article of its pages, with the address of the page."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    from cleaner import clean_html

    archive = tmp_path / "crawl.warc.gz"
    with archive.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for number, page in enumerate(PAGES):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            with page.open("rb") as body:
                writer.write_record(
                    writer.create_warc_record(f"https://varn.example/{number}", "response", payload=body, http_headers=headers)
                )
    run_example("warc_to_parquet.sh", tmp_path / "out.parquet", archive)

    import pyarrow.parquet as parquet

    expected = [
        (f"https://varn.example/{number}", article.headline, article.text)
        for number, page in enumerate(PAGES)
        for article in clean_html(page.read_bytes(), url=f"https://varn.example/{number}").articles
    ]
    rows = parquet.read_table(tmp_path / "out.parquet").to_pylist()
    assert [(row["url"], row["headline"], row["text"]) for row in rows] == expected


def test_every_example_is_told_of() -> None:
    """By name, in the README beside them."""
    readme = (EXAMPLES / "README.md").read_text(encoding="utf-8")

    assert [file.name for file in EXAMPLES.iterdir() if file.suffix in (".py", ".sh") and f"`{file.name}`" not in readme] == []
