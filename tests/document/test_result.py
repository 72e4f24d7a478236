"""A result as texts, as plain values and as JSON."""

from __future__ import annotations

import json

from hypothesis import given, settings

from cleaner import Zone, clean
from cleaner.document.policy import DEFAULT_POLICY
from tests.laws.pages import sources


@settings(max_examples=100)
@given(sources())
def test_json_gives_back_the_plain_values(source: str) -> None:
    """Nothing is lost on the way to JSON and back, whatever the page holds."""
    page = clean(source, name="page", url="https://example.com/a")

    assert json.loads(page.to_json()) == page.to_dict()
    assert json.loads(page.to_json(indent=2)) == page.to_dict()


@settings(max_examples=100)
@given(sources())
def test_plain_values_hold_the_whole_result(source: str) -> None:
    """The record of a page tells its texts, its stories and the account of every character."""
    page = clean(source, name="page")
    plain = page.to_dict()

    assert (plain["name"], plain["url"], plain["policy"], plain["text"], plain["body"], plain["source"]) == (
        *("page", None, DEFAULT_POLICY, page.text, page.body, source),
    )
    assert plain["articles"] == [article.to_dict() for article in page.articles]
    assert "".join(source[entry["start"] : entry["end"]] for entry in plain["ledger"]) == source
    assert "".join(entry["output"] for entry in plain["ledger"]) == page.text


@settings(max_examples=100)
@given(sources())
def test_the_body_is_the_text_without_its_head(source: str) -> None:
    """Headlines, decks and the like are in the text and not in the body; all else is in both."""
    page = clean(source)
    lines = [line for line, kept in enumerate(page.ledger.kept) if kept and page.ledger.part(line).zone is not Zone.head]

    assert page.body == "".join(page.ledger.output(line) for line in lines)


def test_an_empty_page_has_no_story() -> None:
    """Nothing in, nothing out."""
    assert clean("").to_dict() == {
        "name": "",
        "url": None,
        "policy": DEFAULT_POLICY,
        "kind": None,
        "kind_probability": None,
        "text": "",
        "body": "",
        "articles": [],
        "source": "",
        "ledger": [],
    }
