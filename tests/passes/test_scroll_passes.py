"""What is known only on a page of several stories: lists of other headlines."""

from __future__ import annotations

from cleaner import clean
from tests.laws import texts

EN = texts.SENTENCES["en"]
_FIRST = ["News", "Port of Varn reopens after nine-day strike", "By Odile Marchetti", "March 3, 2024", *EN[:4]]
_HEADLINES = ["Rents fall for the first time in a decade", "The quiet return of the night train"]


def kept(lines: list[str]) -> list[str]:
    """The lines that cleaning leaves of a page."""
    return clean("\n".join(lines)).text.splitlines()


def test_headlines_under_a_label_of_other_stories_go_with_it() -> None:
    """Below such a label, between paragraphs or after the last of them, headlines are not the story's, up to its next paragraph."""
    lines = [*_FIRST[:6], "Related stories", *_HEADLINES, *_FIRST[6:], "Most read stories", *_HEADLINES]

    assert kept(lines) == kept(_FIRST)


def test_a_short_heading_under_a_label_stays() -> None:
    """A single short line with text under it may head that text."""
    lines = [*_FIRST[:6], "Related stories", "A vote in May", *_FIRST[6:]]

    assert "A vote in May" in kept(lines)


def test_headings_without_such_a_label_stay() -> None:
    """Headings below one another are the story's own where nothing announces others."""
    lines = [*_FIRST[:6], *_HEADLINES, *_FIRST[6:]]

    assert [line for line in kept(lines) if line in _HEADLINES] == _HEADLINES
