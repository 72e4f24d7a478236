"""Laws of the body: running text survives whatever stands around it, and chrome in its midst leaves no trace."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scrolls import scrolls, stories_in
from benchmarks.themes import THEMES
from cleaner import clean
from tests.laws import texts
from tests.laws.pages import Built, built_pages, certain_lines, paragraphs


def missing(wanted: Iterable[str], lines: Iterable[str]) -> list[str]:
    """The lines that do not occur among others in the same order, each counted once."""
    there: Iterator[str] = iter(lines)
    return [line for line in wanted if line not in there]


@given(built_pages())
def test_running_text_survives_word_for_word_and_in_order(built: Built) -> None:
    """No paragraph of any composed page is removed, changed or moved."""
    assert missing(built.body, (line.strip() for line in clean(built.text, policy="safe").text.splitlines())) == []


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_no_paragraph_of_a_composed_scroll_is_lost(theme: str) -> None:
    """Under `thorough` too: the model weighs whole pages, so these are stories in the themes of sites, and not parts in any order."""
    for scroll in scrolls(stories_in(None), {theme: THEMES[theme]}, 3, 1)[theme]:
        body = [scroll.text[line.start : line.end] for line in scroll.lines if line.role == "paragraph"]

        assert missing(body, clean(scroll.text, policy="thorough").text.splitlines()) == []


@given(st.lists(paragraphs(), min_size=1, max_size=5), st.data())
def test_a_page_of_running_text_is_kept_whole(body: list[str], data: st.DataObject) -> None:
    """Paragraphs alone come out as they went in, but for the break at the end; breaks of a typewriter are line feeds in an article."""
    gap = data.draw(st.sampled_from(("\n", "\n\n", "\r\n\r\n", "\x85", "\u2028")))
    page = clean(gap.join(body))

    assert page.text == gap.join(body)
    assert [article.text for article in page.articles] == ["\n".join(body) if gap.isascii() else gap.join(body)]


@given(
    st.lists(paragraphs(), min_size=1, max_size=3),
    st.lists(st.sampled_from(certain_lines()), min_size=1, max_size=3),
    st.lists(paragraphs(), min_size=1),
)
def test_chrome_between_two_paragraphs_changes_no_kept_text(above: list[str], chrome: list[str], below: list[str]) -> None:
    """Lines that rules name for certain leave nothing behind, not even a break."""
    assert clean("\n".join([*above, *chrome, *below])).text == "\n".join([*above, *below])


# `Trending` above nothing but ad labels is as likely the title of an empty list of links.
_HEADINGS = [heading for heading in texts.SUBHEADINGS if heading != "Trending"]


@given(
    st.lists(paragraphs(), min_size=2, max_size=4),
    st.lists(st.sampled_from(certain_lines()), min_size=1, max_size=3),
    st.sampled_from(_HEADINGS),
)
def test_chrome_beside_a_subheading_changes_no_kept_text(body: list[str], chrome: list[str], heading: str) -> None:
    """A subheading with text under it stays, whatever was removed next to it."""
    lines = [body[0], *chrome, heading, *body[1:]]

    assert clean("\n".join(lines)).text == clean("\n".join([body[0], heading, *body[1:]])).text
