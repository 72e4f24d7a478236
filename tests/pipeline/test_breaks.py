"""What parts lines within a paragraph is the same in the text of a page and in that of its article."""

from __future__ import annotations

import pytest

import cleaner

_BEFORE, _AFTER = "The harbour bridge reopens on Monday, said", "the council of the town, after nine months."
_REST = "More people will use it than before, the council said."


@pytest.mark.parametrize("policy", ["safe", "thorough"])
@pytest.mark.parametrize("break_", ["\x85", "\u2028", "\u2029"])
def test_a_break_within_a_paragraph_stays(break_: str, policy: str) -> None:
    """Next line, line separator and paragraph separator stand in both texts; a line feed after them is a line feed."""
    page = cleaner.clean(f"Harbour bridge to reopen\n\n{_BEFORE}{break_}{_AFTER}\n\n{_REST}{break_}\n{_AFTER}\n", policy=policy)
    paragraph = f"{_BEFORE}{break_}{_AFTER}"

    assert paragraph in page.text
    assert page.articles[0].text == f"{paragraph}\n{_REST}{break_}{_AFTER}"
    lines = [line for line in page.text.splitlines() if line]
    assert lines[1:] == page.articles[0].text.splitlines()


@pytest.mark.parametrize("break_", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x1c"])
def test_other_breaks_are_line_feeds_in_an_article(break_: str) -> None:
    """The text of a page keeps its characters, that of an article is made of lines."""
    page = cleaner.clean(f"Harbour bridge to reopen\n\n{_BEFORE}{break_}{_AFTER}\n\n{_REST}\n")

    assert f"{_BEFORE}{break_}{_AFTER}" in page.text
    assert page.articles[0].text == f"{_BEFORE}\n{_AFTER}\n{_REST}"


@pytest.mark.parametrize("break_", ["\x85", "\u2028", "\u2029", "\n"])
def test_in_html_they_are_white_space(break_: str) -> None:
    """A browser shows none of them within a paragraph."""
    page = cleaner.clean_html(f"<h1>Harbour bridge to reopen</h1><p>{_BEFORE}{break_}{_AFTER}</p><p>{_REST}</p>", engine="blocks")

    assert page.articles[0].text == f"{_BEFORE} {_AFTER}\n{_REST}"
    assert f"{_BEFORE} {_AFTER}" in page.text
