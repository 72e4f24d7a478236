"""What is known only on a page of several stories: lists of other headlines, pull quotes, labels beside what closes a story."""

from __future__ import annotations

from cleaner import clean
from tests.laws import texts

EN = texts.SENTENCES["en"]
_OTHERS = [f"{line[:-1]}, as the council of the next town said of its own bridge." for line in EN]
_FIRST = ["News", "Port of Varn reopens after nine-day strike", "By Odile Marchetti", "March 3, 2024", *EN[:4]]
_SECOND = ["News", "Council votes down the tunnel it had asked for", "By Odile Marchetti", "March 4, 2024", *_OTHERS[:4]]
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


def test_a_quotation_set_again_stays_on_a_page_of_one_story() -> None:
    """One story may say a sentence twice for reasons of its own."""
    lines = [*_FIRST[:6], f"“{EN[3]}”", *_FIRST[6:]]

    assert f"“{EN[3]}”" in kept(lines)


def test_quotations_set_again_in_several_stories_go() -> None:
    """Where the stories of a page set their sentences again in quotes, the quotes go and the sentences stay."""
    first = [*_FIRST[:6], f"“{EN[3]}”", *_FIRST[6:]]
    second = [*_SECOND[:6], f"“{_OTHERS[3]}”", *_SECOND[6:]]

    assert kept([*first, *second]) == kept([*_FIRST, *_SECOND])
