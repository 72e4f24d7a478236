"""Law of reach: what stands far below changes nothing of what rules and passes decided above; the line model weighs pages as a whole."""

from __future__ import annotations

from itertools import cycle, islice

import pytest
from hypothesis import given, settings

from cleaner import Entry, Policy, clean
from tests.laws import texts
from tests.laws.pages import Built, built_pages

# In lines, on a page that has running text among them; empty and removed lines are no distance by themselves.
REACH = 1000
_RULES = Policy.named("safe").disabling(["model"])
_PROSE = texts.SENTENCES["en"][0]
_HEADLINE = "A headline of five words"


def opening(lines: list[str], count: int) -> list[Entry]:
    """The entries of the first lines of a page."""
    ledger = clean("\n".join(lines), policy=_RULES).ledger
    return [entry for line in range(count) for entry in ledger.entries(line)]


@settings(max_examples=100)
@given(built_pages(), built_pages(), built_pages())
def test_what_is_appended_changes_nothing_far_above(top: Built, between: Built, below: Built) -> None:
    """Entries further back than the reach are the same, whatever is appended to the page."""
    above = [*top.lines, ""]
    page = [*above, *islice(cycle((*between.lines, _PROSE)), REACH)]

    assert opening([*page, *below.lines], len(above)) == opening([*page, _PROSE], len(above))


@pytest.mark.parametrize("line", ["News", "Connect with us", "Share", "Published", "Comments", "```", "Continue Reading", _HEADLINE])
def test_an_uncertain_line_is_settled_within_reach(line: str) -> None:
    """A line that wants a neighbour, company or its like does not find them beyond the reach."""
    above = [line, _PROSE, line]
    page = [*above, *[_PROSE] * REACH]
    plain = opening(page, len(above))

    for below in (["Elon Musk", _HEADLINE, _PROSE], [line, _HEADLINE, _PROSE], ["Share on Facebook"] * 5, ["By Mara Lindqvist"]):
        assert opening([*page, *below], len(above)) == plain


def test_a_section_label_does_not_come_again_beyond_reach() -> None:
    """Where a story opens is settled by the labels near it, not by those of stories far below."""
    story = ["Continue Reading", "News", _HEADLINE, texts.SENTENCES["de"][0]]
    page = [_PROSE, *story, *[_PROSE] * REACH]

    assert opening([*page, *story], 5) == opening(page, 5)
