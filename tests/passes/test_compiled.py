"""The compiled twin of the heads says what Python says; where it was not built, it has no law to hold to."""

from __future__ import annotations

import random
from unittest import mock

import pytest
from hypothesis import given

from benchmarks.scrolls import scrolls, stories_in
from benchmarks.themes import THEMES
from cleaner import Page, Policy, RuleSet
from cleaner.lines.blocks import Blocks
from cleaner.passes import compiled, stamped
from cleaner.passes.heads import Head, heads
from cleaner.pipeline.clean import reader_for
from cleaner.pipeline.settle import Owners
from tests.laws.pages import sources

built = pytest.mark.skipif(compiled.BUILT is None, reason="this installation found no compiler")


def both(text: str) -> tuple[list[Head], list[Head]]:
    """The heads of a page as the compiled twin finds them, and as Python does."""
    blocks = Blocks.of(Page(text), reader_for(RuleSet.default().for_site(None)))
    view = Owners(blocks, Policy()).ask_places()
    swift = list(heads(view))
    with mock.patch.object(compiled, "BUILT", None):
        return swift, list(heads(view))


@built
@given(sources())
def test_any_page_has_the_same_heads_by_either(text: str) -> None:
    """Whatever a page is made of, both find the same heads for the same reasons."""
    swift, plain = both(text)

    assert swift == plain


@built
@pytest.mark.parametrize("theme", sorted(THEMES))
def test_each_theme_has_the_same_heads_by_either(theme: str) -> None:
    """Scrolls of each theme open in the same places by either."""
    for scroll in scrolls(stories_in(None), {theme: THEMES[theme]}, 6, 11)[theme]:
        swift, plain = both(scroll.text)

        assert swift == plain
        assert swift != []


@built
@pytest.mark.parametrize("seed", range(12))
def test_a_listing_has_the_same_heads_by_either(seed: int) -> None:
    """On a page of labels, headlines, dates and little text, headlines cost what is too thin below them by either."""
    drawn = random.Random(seed)
    words = [
        "harbour",
        "quay",
        "council",
        "vote",
        "crane",
        "storm",
        "ferry",
        "museum",
        "bridge",
        "winter",
        "market",
        "school",
        "river",
        "road",
        "light",
    ]
    said = " ".join
    page: list[str] = []
    for _ in range(40):
        page += drawn.choices(["News", "Culture", "Sport", "City"], k=drawn.randint(0, 1))
        page.append(said(drawn.choices(words, k=drawn.randint(3, 11))).title())
        page += drawn.choices(["By Ann Smith", "March 4, 2024"], k=drawn.randint(0, 1))
        page += [said(drawn.choices(words, k=drawn.randint(8, 45))).capitalize() + "." for _ in range(drawn.randint(0, 3))]
    swift, plain = both("\n".join(page))

    assert swift == plain


@built
def test_a_twin_of_other_sources_is_left_aside() -> None:
    """A twin that was compiled before its sources changed is never used."""
    with mock.patch.object(stamped, "_SOURCES", ("heads.py",)):
        assert compiled.load() is None

    assert compiled.load() is not None


def test_a_twin_can_be_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    """`CLEANER_COMPILED=0` leaves it aside."""
    monkeypatch.setenv("CLEANER_COMPILED", "0")

    assert compiled.load() is None
