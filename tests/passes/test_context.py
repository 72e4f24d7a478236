"""Rules that need context: one label proves nothing, many in a row do."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner import Fate, Policy, clean
from cleaner.passes.context import MENU, stretches
from tests.laws import texts

PROSE = texts.SENTENCES["en"][0]
Segment = tuple[int, int]


def maximal_slowly(weights: list[float]) -> list[Segment]:
    """The stretches that weigh more than any part of them, without those that lie inside another such stretch."""
    every = [(start, end) for start in range(len(weights)) for end in range(start + 1, len(weights) + 1)]
    weigh = {(start, end): sum(weights[start:end]) for start, end in every}
    strong = []
    for start, end in every:
        parts = [(a, b) for a, b in every if start <= a and b <= end and (a, b) != (start, end)]
        if weigh[start, end] > 0 and all(weigh[part] < weigh[start, end] for part in parts):
            strong.append((start, end))
    return [(a, b) for a, b in strong if not any((c, d) != (a, b) and c <= a and b <= d for c, d in strong)]


# Quarters add up without rounding, so equal sums are equal.
@given(st.lists(st.integers(-12, 12).map(lambda weight: weight / 4), max_size=9))
def test_one_walk_finds_every_maximal_stretch(weights: list[float]) -> None:
    """Stretches come in order, with the sums that their lines add up to."""
    found = stretches(weights)

    assert [(start, end) for start, end, _ in found] == maximal_slowly(weights)
    assert [total for _, _, total in found] == [sum(weights[start:end]) for start, end, _ in found]


def kept(*lines: str) -> list[str]:
    """The lines that cleaning leaves of a page."""
    return clean("\n".join(lines)).text.splitlines()


@pytest.mark.parametrize("label", ["Share", "Home", "Comments", "Print", "Facebook", "Contact", "Weather"])
def test_a_lone_label_between_paragraphs_stays(label: str) -> None:
    """A word of menus may be a subheading; alone it proves nothing."""
    assert kept(PROSE, label, PROSE) == [PROSE, label, PROSE]


@pytest.mark.parametrize(
    "run",
    [
        ["Share", "Share on Facebook", "Share on X", "Copy link", "Email", "Print"],
        ["Home", "About", "Contact", "Log in", "Search", "Skip to content", "Share on Facebook"],
    ],
    ids=["share row", "menu"],
)
def test_labels_among_their_like_go(run: list[str]) -> None:
    """A row of labels of several kinds is removed, and the paragraphs around it close up."""
    assert kept(PROSE, *run, PROSE) == [PROSE, PROSE]


def test_unknown_labels_go_with_a_menu_that_holds_them() -> None:
    """In the midst of many known labels a short line that no rule knows is one of them; among few it stays."""
    safe = Policy.named("safe").disabling(["model"])
    menu = ["Home", "About", "Contact", "Zorgweide", "Log in", "Search", "Share on Facebook", "Skip to content", "Sitemap"]

    def finders(lines: list[str]) -> list[str]:
        page = clean("\n".join([PROSE, *lines, PROSE]), policy=safe)
        return [entry.finder for entry in page.ledger if "Zorgweide" in page.page.cut(entry.span)]

    assert (finders(menu), finders(menu[2:5])) == ([MENU], [""])


def test_a_list_of_items_is_no_menu() -> None:
    """Short lines that no rule knows stay, however many stand in a row."""
    lines = ["Bread", "Two onions", "Salt and pepper", "Olive oil", "A lemon", "Thyme", "Garlic", "Rice"]

    assert kept(PROSE, *lines, PROSE) == [PROSE, *lines, PROSE]


def test_a_run_tells_why_it_goes() -> None:
    """Each line of a removed run names its finder."""
    ledger = clean("\n".join([PROSE, "Share", "Share on Facebook", "Share on X", "Copy link", "Email", "Print", PROSE])).ledger

    assert [entry.finder for entry in ledger if entry.fate is Fate.removed and not entry.finder] == []
    assert [entry.fate for entry in ledger] == [Fate.kept, *[Fate.removed] * 6, Fate.kept]
