"""The item pipeline in crawls of their own, each a process, over pages served on this machine."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from cleaner import clean, clean_html
from cleaner.corpus.choices import Removals
from cleaner.corpus.removals import removal_column
from tests.integrations.pages import ROOT, needs, run_example

pytestmark = needs("scrapy")
PAGE = "<html><body><nav><a href='/'>Home</a></nav><p>The harbour of Varn reopened on Tuesday after nine idle days.</p></body></html>"
TEXT = "The harbour of Varn reopened on Tuesday after nine idle days.\n\nAdvertisement\n"
# A crawl that takes its settings and items from a file, and tells its statistics.
PROGRAM = """
import json, sys
from dataclasses import dataclass
import scrapy
from scrapy.crawler import CrawlerProcess

class Declared(scrapy.Item):
    url = scrapy.Field()
    text = scrapy.Field()
    articles = scrapy.Field()

class Narrow(scrapy.Item):
    url = scrapy.Field()
    text = scrapy.Field()

@dataclass
class Record:
    url: str = ""
    text: str | None = None
    articles: list | None = None

class Spider(scrapy.Spider):
    name = "items"
    def parse(self, response):
        for kind, fields in asked["items"]:
            made = {"dict": dict, "Declared": Declared, "Narrow": Narrow, "Record": Record}[kind]
            fields = {k: v.encode() if k == "html" and asked.get("bytes") else v for k, v in fields.items()}
            yield made(**fields)

asked = json.load(open(sys.argv[1]))
settings = {
    "ITEM_PIPELINES": {"cleaner.integrations.scrapy.CleanerPipeline": 300}, "TELNETCONSOLE_ENABLED": False,
    "FEEDS": {asked["out"]: {"format": "jsonlines"}}, "LOG_LEVEL": "ERROR", **asked["settings"],
}
crawl = CrawlerProcess(settings)
crawler = crawl.create_crawler(Spider)
crawl.crawl(crawler, start_urls=[asked["url"]])
crawl.start()
json.dump({k: v for k, v in crawler.stats.get_stats().items() if k.startswith(("cleaner/", "item_"))}, sys.stdout)
"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and logs nothing."""

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  as the base class calls it
        return None


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a server over a folder with the fixtures that are web pages."""
    folder = tmp_path / "site"
    folder.mkdir()
    for source in sorted((ROOT / "fixtures" / "pages").glob("*/source.html")):
        (folder / f"{source.parent.name}.html").write_bytes(source.read_bytes())
    (folder / "index.html").write_text(PAGE)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def crawl(
    tmp_path: Path, url: str, items: list[tuple[str, dict[str, Any]]], **more: Any
) -> tuple[list[dict[str, Any]], dict[str, int], str]:
    """The items that come out of a crawl, its statistics, and what it logged."""
    out, program, asked = tmp_path / "out.jsonl", tmp_path / "program.py", tmp_path / "asked.json"
    program.write_text(PROGRAM, encoding="utf-8")
    asked.write_text(json.dumps({"out": str(out), "url": url, "items": items, "settings": {}, **more}), encoding="utf-8")
    done = subprocess.run([sys.executable, program, asked], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()], json.loads(done.stdout), done.stderr


def articles_of(html: str, url: str) -> list[dict[str, Any]]:
    """The articles of a web page as JSON has them."""
    made: list[dict[str, Any]] = json.loads(json.dumps([article.to_dict() for article in clean_html(html, url=url).articles]))
    return made


def test_a_crawl_gives_articles(tmp_path: Path, site: str) -> None:
    """The example: each page with the articles and the text that `clean_html` gives."""
    names = sorted(path.name for path in (tmp_path / "site").iterdir())
    run_example("scrapy_spider.py", tmp_path / "out.jsonl", *(f"{site}/{name}" for name in names))
    items = {item["url"]: item for item in map(json.loads, (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines())}

    assert sorted(items) == [f"{site}/{name}" for name in names]
    for url, item in items.items():
        html = (tmp_path / "site" / url.rpartition("/")[2]).read_bytes().decode()
        assert item == {"url": url, "articles": articles_of(html, url), "cleaned": clean_html(html, url=url).text}


@pytest.mark.parametrize("kind", ["dict", "Declared", "Record"])
def test_items_of_every_kind_come_out(tmp_path: Path, site: str, kind: str) -> None:
    """Dictionaries, items with declared fields, and dataclasses."""
    items, stats, _ = crawl(tmp_path, site, [(kind, {"url": "u", "text": TEXT})])
    page = clean(TEXT, url="u")

    assert items == [{"url": "u", "text": TEXT, "articles": json.loads(json.dumps([one.to_dict() for one in page.articles]))}]
    assert stats["cleaner/removed/rule/ads.slot-label"] == len("Advertisement\n")
    assert (stats["item_scraped_count"], stats["cleaner/cleaned"], stats["cleaner/articles"]) == (1, 1, 1)


def test_settings_name_fields_and_policy(tmp_path: Path, site: str) -> None:
    """Those that are read, those that are written, the ledger among them, and how pages are cleaned."""
    settings = {
        "CLEANER_HTML_FIELD": "body",
        "CLEANER_ARTICLES_FIELD": "",
        "CLEANER_CLEANED_FIELD": "kept",
        "CLEANER_LEDGER_FIELD": "removed",
        "CLEANER_URL_FIELD": "link",
        "CLEANER_POLICY": "safe",
        "CLEANER_ONE": True,
    }
    items, _, _ = crawl(tmp_path, site, [("dict", {"link": "https://varn.example/", "body": PAGE})], settings=settings)
    page = clean_html(PAGE, url="https://varn.example/", policy="safe", one=True)
    [ledger] = removal_column(page, Removals.spans).values()

    assert items == [{"link": "https://varn.example/", "body": PAGE, "kept": page.text, "removed": ledger}]
    assert ledger


def test_rules_of_ones_own_are_added(tmp_path: Path, site: str) -> None:
    """From files, beside those that ship with the library."""
    rules = tmp_path / "own.toml"
    rules.write_text(
        '[ruleset]\nname = "own"\ntitle = "Labels of this crawl"\n\n[rule.label]\npart = "ad_slot"\nwhy = "The crawl puts it there."\n'
        'equals = ["harbour mark"]\nexamples = ["⟦Harbour mark⟧"]\ncounterexamples = ["The harbour mark stands."]\n',
        encoding="utf-8",
    )
    settings = {"CLEANER_RULES": [str(rules)], "CLEANER_CLEANED_FIELD": "kept"}
    items, stats, _ = crawl(tmp_path, site, [("dict", {"text": TEXT + "Harbour mark\n"})], settings=settings)

    assert items[0]["kept"] == clean(TEXT).text
    assert stats["cleaner/removed/rule/own.label"] == len("Harbour mark\n")


def test_no_item_is_dropped(tmp_path: Path, site: str) -> None:
    """What cannot be cleaned comes out as it was, with the reason if it can have one; all of it is counted and logged."""
    given: list[tuple[str, dict[str, Any]]] = [
        ("dict", {"url": "a", "text": PAGE}),
        ("dict", {"url": "b"}),
        ("dict", {"url": "c", "text": 5}),
        ("Declared", {"url": "d", "text": PAGE}),
        ("Narrow", {"url": "e", "text": TEXT}),
        ("dict", {"url": "f", "text": TEXT}),
        ("dict", {"url": "g", "text": 5, "cleaner_error": "own"}),
    ]
    items, stats, log = crawl(tmp_path, site, given)
    out = {item["url"]: item for item in items}

    assert sorted(out) == list("abcdefg")
    assert out["g"]["cleaner_cleaner_error"] == "is no text but int"
    assert {url: item.get("cleaner_error") for url, item in out.items()} == {
        "a": "the text: is HTML, by how it begins, and no text; use cleaner.clean_html",
        "b": "has neither the field 'html' nor 'text', so that there is nothing to clean",
        "c": "is no text but int",
        **dict.fromkeys("def"),
        "g": "own",
    }
    assert (stats["item_scraped_count"], stats["cleaner/failed"], stats["cleaner/cleaned"]) == (7, 5, 2)
    assert "item_dropped_count" not in stats
    assert "Narrow has no field 'articles' for what was cleaned; add it, or name another one" in log


@pytest.mark.parametrize("is_bytes", [False, True])
def test_an_empty_page_gives_way_to_a_text(tmp_path: Path, site: str, is_bytes: bool) -> None:
    """As in records of corpora; an item with an empty page alone has no article."""
    given = [("dict", {"html": "", "text": TEXT}), ("dict", {"html": ""}), ("dict", {"html": PAGE, "text": TEXT})]
    settings = {"CLEANER_CLEANED_FIELD": "kept", "FEED_EXPORT_FIELDS": ["kept"]}
    items, stats, _ = crawl(tmp_path, site, given, settings=settings, bytes=is_bytes)

    assert sorted(item["kept"] for item in items) == sorted([clean(TEXT).text, "", clean_html(PAGE).text])
    assert stats["cleaner/cleaned"] == 3


def test_bytes_are_read_as_web_pages_declare(tmp_path: Path, site: str) -> None:
    """As the body of a response."""
    settings = {"CLEANER_CLEANED_FIELD": "kept", "FEED_EXPORT_FIELDS": ["kept"]}
    items, _, _ = crawl(tmp_path, site, [("dict", {"html": PAGE})], settings=settings, bytes=True)

    assert items == [{"kept": clean_html(PAGE).text}]


def test_a_policy_that_there_is_not_ends_the_crawl(tmp_path: Path, site: str) -> None:
    """Before a page is fetched."""
    program, asked = tmp_path / "program.py", tmp_path / "asked.json"
    program.write_text(PROGRAM, encoding="utf-8")
    asked.write_text(json.dumps({"out": str(tmp_path / "o"), "url": site, "items": [], "settings": {"CLEANER_POLICY": "bold"}}))
    done = subprocess.run([sys.executable, program, asked], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)

    assert "no policy is called 'bold'; choose one of safe, thorough, or pass a Policy" in done.stderr
