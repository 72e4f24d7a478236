"""Which heads of a web page open stories, by the levels of its headings."""

from __future__ import annotations

import pytest

from cleaner import clean_html
from tests.laws import texts

EN = texts.SENTENCES["en"]
_FIRST, _SECOND = "Port of Varn reopens after nine-day strike", "Council votes down the harbour tunnel"


def headlines(*parts: str) -> list[str | None]:
    """The headlines of the stories that rules find on a page."""
    return [article.headline for article in clean_html("".join(parts), policy="safe").articles]


def story(tag: str, headline: str, *below: str, first: int = 0) -> str:
    """A story with its headline in an element of that name."""
    text = "".join(f"<p>{sentence} {sentence}</p>" for sentence in EN[first : first + 3])
    return f"<p>News</p><{tag}>{headline}</{tag}>{''.join(below)}{text}"


@pytest.mark.parametrize(
    ("first", "second", "apart"), [("h1", "h1", True), ("h2", "h2", True), ("h1", "h2", False), ("h1", "p", False)]
)
def test_what_stands_below_the_level_of_a_headline_is_part_of_its_story(first: str, second: str, apart: bool) -> None:
    """A label above it, as the rows of a table may have, changes nothing."""
    assert headlines(story(first, _FIRST), story(second, _SECOND, first=3)) == [_FIRST, _SECOND][: 1 + apart]


def test_a_byline_opens_a_story_at_any_level() -> None:
    """Pages of several stories have their own heading above them all."""
    byline = "<p>By Odile Marchetti</p><p>March 3, 2024</p>"

    assert headlines(story("h1", _FIRST, byline), story("h2", _SECOND, byline, first=3)) == [_FIRST, _SECOND]
