"""The compiled twin of the heads says what Python says; where it was not built, it has no law to hold to."""

from __future__ import annotations

import random
from unittest import mock

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.scrolls import scrolls, stories_in
from benchmarks.themes import THEMES
from cleaner import Page, Policy, RuleSet
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import LETTER, SHAPES
from cleaner.lines.reader import Reader
from cleaner.passes import compiled, outline, repetition, surroundings, topic
from cleaner.passes.decks import words_of
from cleaner.passes.heads import Head, heads
from cleaner.pipeline.resolve import Resolver
from tests.laws.pages import sources

built = pytest.mark.skipif(compiled.BUILT is None, reason="this installation found no compiler")


# What each number of the twin was first seen to stand for.
_LOOKS: dict[int, tuple[str, ...]] = {}
_ABOVE: dict[int, tuple[str, ...]] = {}
_BELOW: dict[int, tuple[str, ...]] = {}


def lines() -> st.SearchStrategy[str]:
    """Lines of words, numbers and marks, of any script, without white space around them."""
    said = [
        "Harbour",
        "council",
        "the",
        "THE",
        "of",
        "a",
        "2024",
        "12:30",
        "4 March",
        "März",
        "Straße",
        "東京都",
        "ニュース",
        "서울",
        "İstanbul",
        "ŉ",
        "ﬁ",
        "x1",
        "_",
    ]
    marks = [
        " ",
        " ",
        " ",
        "  ",
        "-",
        " – ",
        " - ",
        "|",
        ",",
        ".",
        ":",
        "：",
        "?",
        "!",
        "'",
        "’",
        "”",
        ")",
        "#",
        "1.",
        "ii.",
        "b) ",
        "step ",
        "\u00a0",
        "\x1c",
    ]
    made = st.lists(st.sampled_from([*said, *marks]), min_size=1, max_size=24).map("".join)
    return st.one_of(made, st.text(min_size=1, max_size=40)).map(str.strip).filter(bool)


def both(text: str) -> tuple[list[Head], list[Head]]:
    """The heads of a page as the compiled twin finds them, and as Python does."""
    blocks = Blocks.of(Page(text), Reader(RuleSet.default().for_site(None)))
    view = Resolver(blocks, Policy(), blocks.kinds).ask_neighbours()
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
@given(lines())
def test_any_line_has_the_same_words_by_either(text: str) -> None:
    """Whatever a line holds, both read the same words, dates and names in it, and compare it by the same."""
    meaning, said, mask, date, name, _ = compiled.BUILT.line_told(text, "h")

    assert meaning == topic.content(text[: topic.READ_CHARACTERS])
    assert said == words_of(text[: topic.LONGEST_AGAIN])
    assert mask == repetition.masked(text[: repetition.LONGEST])
    assert (date, name) == (outline.reads_like_date(text), repetition.reads_like_name(text))


@built
@given(lines(), st.sampled_from(SHAPES))
def test_lines_that_look_the_same_to_one_do_to_the_other(text: str, kind: str) -> None:
    """Lines to which the twin gives one number look the same to Python."""
    number = compiled.BUILT.line_told(text, kind)[-1]

    assert _LOOKS.setdefault(number, outline.own_shape(text, kind)) == outline.own_shape(text, kind)


@built
@given(st.lists(st.sampled_from([*SHAPES, *LETTER.values()]), max_size=14), st.booleans(), st.booleans())
def test_surroundings_that_say_the_same_to_one_do_to_the_other(kinds: list[str], one: bool, other: bool) -> None:
    """Runs of kinds to which the twin gives one number say the same to Python."""
    joined = "".join(kinds)
    above, below = compiled.BUILT.around_told(joined.encode("latin-1"), one, other)
    told_above, told_below = surroundings.above_head(joined, one, other), surroundings.below_headline(joined[:12], one)

    assert _ABOVE.setdefault(above, told_above) == told_above
    if len(joined) <= surroundings.BELOW:
        assert _BELOW.setdefault(below, told_below) == told_below
