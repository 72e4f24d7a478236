"""Links to the stories of a page, told from text that names one."""

from __future__ import annotations

from cleaner import clean
from tests.laws.test_segments import BODIES, story

STORIES = [story(headline, "News", "Mara Lindqvist", "Continue Reading") for headline in BODIES]


def owners(page: str, line: str) -> list[tuple[str, str]]:
    """Part and finder of every entry that is a given line."""
    cleaned = clean(page)
    return [(entry.part, entry.finder) for entry in cleaned.ledger if entry.span.cut(page).strip() == line]


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


def test_a_line_that_ends_with_a_headline_by_chance_is_text() -> None:
    """Part of a word before it makes no link."""
    page = "\n".join(
        ["Men who come home from the sea", "By Mara Lindqvist", *STORIES[0][4:6], "Women who come home from the sea", STORIES[0][6]]
    )

    assert [finder for _, finder in owners(page, "Women who come home from the sea")] == [""]
