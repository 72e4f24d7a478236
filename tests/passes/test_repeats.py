"""What a page says around several of its stories, and what stands between them."""

from __future__ import annotations

import pytest

from cleaner import clean
from tests.laws.test_segments import BODIES, story

PROMPT = "This paper has no owner but its readers, and lives on what they give."
STORIES = [story(headline, "News", "Mara Lindqvist", "Continue Reading") for headline in BODIES]


def owners(page: str, line: str) -> list[tuple[str, str]]:
    """Part and finder of every entry that is a given line."""
    cleaned = clean(page)
    return [(entry.part, entry.finder) for entry in cleaned.ledger if entry.span.cut(page).strip() == line]


def test_a_sentence_around_three_stories_belongs_to_the_page() -> None:
    """Word for word in three stories, it is removed from each."""
    page = "\n".join(line for lines in STORIES[:3] for line in [*lines[:6], PROMPT, *lines[6:]])

    assert owners(page, PROMPT) == [("repeat", "echoes.said-again")] * 3


def test_a_sentence_around_two_stories_is_kept() -> None:
    """Two stories may well say the same."""
    page = "\n".join(line for lines in STORIES[:2] for line in [*lines[:6], PROMPT, *lines[6:]])

    assert [part for part, _ in owners(page, PROMPT)] == ["paragraph"] * 2


def test_copies_of_a_story_do_not_take_each_other_away() -> None:
    """A story told three times keeps its text: everything in it stands three times."""
    page = "\n".join(line for _ in range(3) for line in STORIES[0])
    [kept] = {line for line in clean(page).text.split("\n") if line.startswith("Dockers")}

    assert clean(page).text.split("\n").count(kept) == 3


def test_a_link_to_a_story_of_the_page_is_a_teaser() -> None:
    """A label and the headline of a story of the page name it, and are no text."""
    link = f"Harbour desk | {STORIES[0][1]}"
    page = "\n".join([*STORIES[0][:-1], link, STORIES[0][-1], *STORIES[1]])

    assert owners(page, link) == [("teaser", "echoes.names-story")]


def test_a_sentence_that_ends_with_a_headline_is_text() -> None:
    """Only a few words and a mark before it make it a link."""
    sentence = f"In spring the same paper had printed a column under the title {STORIES[0][1]}"
    page = "\n".join([*STORIES[0][:6], sentence, *STORIES[0][6:]])

    assert [part for part, _ in owners(page, sentence)] == ["paragraph"]


@pytest.mark.parametrize(
    "line", ["No injuries were reported.", "He did not elaborate.", "The owners did not respond to a request for comment."]
)
def test_what_any_reporter_writes_is_text(line: str) -> None:
    """A short sentence in the midst of a story is no furniture, however many stories hold it."""
    page = "\n".join(told for lines in STORIES[:3] for told in [*lines[:6], line, *lines[6:]])

    assert [part for part, _ in owners(page, line)] == ["paragraph"] * 3


def test_a_line_that_ends_with_a_headline_by_chance_is_text() -> None:
    """Part of a word before it makes no link."""
    page = "\n".join(
        ["Men who come home from the sea", "By Mara Lindqvist", *STORIES[0][4:6], "Women who come home from the sea", STORIES[0][6]]
    )

    assert [finder for _, finder in owners(page, "Women who come home from the sea")] == [""]


def test_scores_below_a_share_row_are_text() -> None:
    """A share row stands in the midst of a story as often as at its end."""
    scores = ["Arsenal 2-1 Chelsea", "Everton 0-0 Fulham", "Leeds 3-1 Burnley"]
    page = "\n".join([*STORIES[0][:-1], "Share on Facebook", "Results", *scores, *STORIES[1]])

    assert [owners(page, line)[0][1] for line in scores] == [""] * 3


def test_a_headline_above_a_deck_without_a_stop_is_never_a_teaser() -> None:
    """If the deck is taken for the headline, the line above it stays."""
    headline, deck = "Council votes down the tunnel it had asked for", "A tunnel nobody now wants to pay for"
    page = "\n".join([*STORIES[0][1:], headline, deck, *STORIES[1][2:], *STORIES[2][1:]])

    assert headline in clean(page).text.split("\n")


def test_headings_between_two_stories_below_a_closer_are_teasers() -> None:
    """Headlines of other stories, listed where one story has closed, go; so do the labels among them."""
    listed = ["Ferry fares rise in spring", "Where to see the harbour lights", "Local"]
    page = "\n".join([*STORIES[0], *listed, *STORIES[1]])

    assert [owners(page, line) for line in listed] == [
        [("teaser", "between.stories")],
        [("teaser", "between.stories")],
        [("navigation", "between.stories")],
    ]
