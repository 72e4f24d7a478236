"""Fences, teasers and subheadings, on small pages."""

from __future__ import annotations

import pytest

from cleaner import Part, clean
from tests.laws import texts

EN, DE = texts.SENTENCES["en"], texts.SENTENCES["de"]
BODY = [*EN, *DE]


def kept(lines: list[str]) -> list[str]:
    """The lines that cleaning leaves of a page."""
    return clean("\n".join(lines)).text.splitlines()


def parts(lines: list[str]) -> list[Part]:
    """What each line of a page is."""
    ledger = clean("\n".join(lines)).ledger
    return [ledger.part(line) for line in range(len(lines))]


@pytest.mark.parametrize(("opening", "closing"), [("```", "```"), ("```text", "```"), ("```markdown", "```"), ("~~~", "~~~")])
def test_a_fence_around_a_whole_text_goes(opening: str, closing: str) -> None:
    """A fence at the top with running text behind it is no part of the text, and neither is the next lone one."""
    assert kept([opening, *BODY, closing]) == BODY
    assert kept([opening, *BODY]) == BODY


def test_a_fence_around_code_stays() -> None:
    """A fence in the midst of a text, with its code, is part of the text."""
    lines = [*BODY, "```", "print(1)", "```", *BODY]

    assert kept(lines) == lines


def test_a_fence_around_code_at_the_top_stays() -> None:
    """Code that opens a page is closed again before the text begins."""
    lines = ["```", "print(1)", "```", *BODY]

    assert kept(lines) == lines


def test_a_heading_with_text_under_it_is_a_subheading() -> None:
    """Removed lines between a heading and its text do not count."""
    lines = [*EN[:3], "A vote in May", "Advertisement", "", DE[0]]

    assert parts(lines) == [*[Part.paragraph] * 3, Part.subheading, Part.ad_slot, Part.blank, Part.paragraph]


def test_a_heading_with_nothing_under_it_stays_a_line() -> None:
    """The last line of a page heads nothing, and stays."""
    assert parts([*EN[:3], "A vote in May"])[-1] == Part.paragraph
    assert kept([*EN[:3], "A vote in May"]) == [*EN[:3], "A vote in May"]


_STORY = ["News", "Port of Varn reopens after nine-day strike", EN[0], EN[1], "A vote in May", EN[2]]
_OTHER = ["News", "Council votes down the tunnel it had asked for", EN[3], EN[4]]
_TEASER = "Ferry company to build a second electric ship in the old yard"


def test_a_headline_of_another_story_inside_a_scroll_goes() -> None:
    """A long heading without text, above a heading with text, is a teaser where stories open with labels."""
    page = [*_STORY, _TEASER, "Why it matters", EN[5], "Continue Reading", *_OTHER]

    assert kept(page) == [*_STORY, "Why it matters", EN[5], *_OTHER]


def test_heading_after_heading_stays_on_a_page_of_one_story() -> None:
    """A chapter and its first section follow one another without text; nothing says that one is a teaser."""
    page = [*_STORY, _TEASER, "Why it matters", EN[5]]

    assert kept(page) == page


def test_heading_after_heading_stays_when_the_others_are_as_long() -> None:
    """A heading that looks like the other headings of its story is one of them."""
    page = [
        *_STORY[:4],
        "Dockers vote on the shift plan at the end of May",
        EN[2],
        _TEASER,
        "Why it matters",
        EN[5],
        "Continue Reading",
        *_OTHER,
    ]

    assert kept(page) == [line for line in page if line != "Continue Reading"]


@pytest.mark.parametrize(
    "sentence",
    [
        "„Uns hat das niemand gesagt“, klagt die Bürgermeisterin. „Ich habe es aus der Zeitung.“",
        "»Uns hat das niemand gesagt«, klagt der Wirt. »Nicht einmal der Hafen.«",
        "“Nobody told us,” the mayor says. “I have it from the paper.”",
        "« Personne ne nous a rien dit », se plaint le maire. « Je l’ai lu. »",
    ],
)
def test_quoted_speech_below_a_list_of_other_stories_stays(sentence: str) -> None:
    """A line that stops within its quotes, whichever these are, is a sentence and ends the list above it."""
    others = ["Bäcker schließt nach 90 Jahren sein Geschäft", "Unfall auf der Brücke: zwei Verletzte im Krankenhaus"]

    assert kept([*EN[:3], *DE[:2], "Mehr zum Thema", *others, sentence, DE[2]]) == [*EN[:3], *DE[:2], sentence, DE[2]]


def test_credits_in_a_row_go_however_many_they_are() -> None:
    """Each is named by the one above it, at whatever distance the first of them stands."""
    roles = ["Text and research: Malin Sand", "Data work: Pavel Riha", "Editing: Ewa Nowik", "Fact-checking: Gero Falk"]
    roles += ["Design: Ines Castell", "Communication: Jonte Birk"]
    lines = ["How the river ran dry", "by Malin Sand", "June 11, 2026", *EN[:4]]

    assert kept([*lines, *roles]) == lines
