"""The YAML above Markdown says what the article says, and nothing in it is read as something else."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import clean, clean_html
from cleaner.formats.render import front_matter
from tests.laws.pages import sources

BODY = "The port of Varn reopened on Tuesday after nine idle days, and the first freighter was unloaded before noon.\n"
HEADLINE = "Port of Varn reopens after nine-day strike"


def block(text: str) -> Any:
    """The values of front matter, read back by a library that knows YAML."""
    assert (text.startswith("---\n"), text.endswith("\n---\n")) == (True, True)
    return yaml.safe_load(text[4:-4])


def test_one_story_stands_at_the_top() -> None:
    """Its fields are those of the page; what a page does not say is left out."""
    page = clean(f"{HEADLINE}\nBy Mara Lindqvist, Reporter\nMarch 3, 2024\n{BODY}", name="page.txt", url="https://example.com/a")

    assert block(front_matter(page)) == {
        "page": "page.txt",
        "url": "https://example.com/a",
        "headline": HEADLINE,
        "bylines": ["Mara Lindqvist"],
        "roles": {"Mara Lindqvist": "Reporter"},
        "published": "2024-03-03",
        "published_text": "March 3, 2024",
    }


@settings(max_examples=100)
@given(sources())
def test_front_matter_reads_back(source: str) -> None:
    """Whatever a page holds, each story's fields come back as they are."""
    page = clean(source, name="page")
    told = block(front_matter(page)) if page.articles else {}
    rows = told.get("articles", [told])

    for article, row in zip(page.articles, rows, strict=False):
        assert [row.get(name) for name in ("headline", "kicker", "deck", "published")] == [
            article.headline,
            article.kicker,
            article.deck,
            article.published,
        ]
        assert row.get("bylines", []) == list(article.bylines)


@given(
    st.text(min_size=1)
    | st.sampled_from(["no", "2024-03-03", "1:20", "~", "- a", "key: value", "# x", "'", '"', "\u2028\x85\ufeff\x7f", "😀"])
)
def test_any_headline_reads_back(headline: str) -> None:
    """No mark of YAML, no break and no word such as `no` is taken for anything but text."""
    page = clean(BODY)
    article = replace(page.articles[0], headline=headline)

    assert block(front_matter(page, article))["headline"] == headline


@pytest.mark.parametrize("count", [2, 3])
def test_several_stories_are_listed(count: int) -> None:
    """A page of several stories lists them in order."""
    page = clean(BODY)
    vars(page)["articles"] = tuple(replace(page.articles[0], headline=f"Story {number}") for number in range(count))

    assert [row["headline"] for row in block(front_matter(page))["articles"]] == [f"Story {number}" for number in range(count)]


def test_a_web_page_says_where_it_stands() -> None:
    """Its address, the name of its site and its language, as it states them."""
    head = "<link rel=canonical href='https://example.com/a'><meta property=og:site_name content='Varn Courier'>"
    page = clean_html(f"<html lang=en><head>{head}</head><body><h1>{HEADLINE}</h1><p>{BODY}</p></body></html>", engine="blocks")
    read = block(front_matter(page))

    assert [read.get(name) for name in ("url", "site", "language")] == ["https://example.com/a", "Varn Courier", "en"]
