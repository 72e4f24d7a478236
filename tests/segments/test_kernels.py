"""What the kernels find, in either form: compiled, and as the ordinary Python that they are."""

from __future__ import annotations

import random
import re
from array import array
from itertools import product

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.scrolls import scrolls, stories_in
from benchmarks.themes import THEMES
from cleaner import Page, Policy, RuleSet
from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader
from cleaner.pipeline.resolve import Resolver
from cleaner.segments import choice, headlines, numbering, page_words, repetition, surroundings, words
from cleaner.segments.evidence import learned
from cleaner.segments.headlines import Candidates, Headline
from cleaner.segments.page_words import PageWords, Vocabulary
from cleaner.segments.view import View
from tests.laws.pages import sources
from tests.model.kernels import as_python

READER = Reader(RuleSet.default().for_site(None))
_KERNELS = (choice, numbering, repetition, surroundings, words)
_SAID = (
    "Harbour",
    "council",
    "THE",
    "of",
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
    "ΐ",
    "_",
)
_MARKS = (
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
)
LINES = st.lists(st.sampled_from([*_SAID, *_MARKS]), min_size=1, max_size=24).map("".join).map(str.strip).filter(bool)


@pytest.fixture(params=["as built", "python"])
def _form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """The kernel of words, in either form."""
    if request.param == "python":
        use_python(monkeypatch)


def use_python(patch: pytest.MonkeyPatch) -> None:
    """Let every kernel run as ordinary Python."""
    for caller, kernel in product((headlines, page_words), _KERNELS):
        for name in vars(caller).keys() & vars(as_python(kernel)).keys():
            if getattr(vars(caller)[name], "__module__", "") == kernel.__name__:
                patch.setattr(caller, name, getattr(as_python(kernel), name))


def view_of(text: str) -> View:
    """A page as it is looked at for headlines."""
    blocks = Blocks.of(Page(text), READER)
    return Resolver(blocks, Policy(), blocks.kinds).apply_neighbours()


def both(text: str) -> tuple[list[Headline], list[Headline]]:
    """The headlines of a page as the kernels find them as built, and as Python."""
    patch = pytest.MonkeyPatch()
    built = headlines.headlines(view_of(text))
    with patch.context() as context:
        use_python(context)
        return built, headlines.headlines(view_of(text))


@given(sources())
def test_any_page_has_the_same_headlines_by_either(text: str) -> None:
    """Whatever a page is made of, both forms find the same headlines for the same reasons."""
    built, plain = both(text)

    assert built == plain


@pytest.mark.parametrize("theme", sorted(THEMES))
def test_each_theme_has_the_same_headlines_by_either(theme: str) -> None:
    """Scrolls of each theme open in the same places by either."""
    for scroll in scrolls(stories_in(None), {theme: THEMES[theme]}, 3, 11)[theme]:
        built, plain = both(scroll.text)

        assert built == plain
        assert built != []


@pytest.mark.parametrize("seed", range(6))
def test_a_listing_has_the_same_headlines_by_either(seed: int) -> None:
    """On a page of labels, headlines, dates and little text, headlines cost what is too thin below them by either."""
    drawn = random.Random(seed)
    said = ["harbour", "quay", "council", "vote", "crane", "storm", "ferry", "museum", "bridge", "winter"]
    page: list[str] = []
    for _ in range(40):
        page += drawn.choices(["News", "Culture", "Sport", "City"], k=drawn.randint(0, 1))
        page.append(" ".join(drawn.choices(said, k=drawn.randint(3, 11))).title())
        page += drawn.choices(["By Ann Smith", "March 4, 2024"], k=drawn.randint(0, 1))
        page += [" ".join(drawn.choices(said, k=drawn.randint(8, 45))).capitalize() + "." for _ in range(drawn.randint(0, 3))]
    built, plain = both("\n".join(page))

    assert built == plain


@pytest.mark.usefixtures("_form")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, min_size=2, max_size=2))
def test_lines_share_the_numbers_of_the_words_that_they_share(pair: list[str]) -> None:
    """Words are runs of letters and digits without case, each with one number."""
    made = Vocabulary(pair, meaning=False)
    one, other = (set(re.findall(r"\w+", line.casefold())) for line in pair)

    assert (len(made.of(0)), len(made.of(1))) == (len(one), len(other))
    assert len(set(made.of(0)) & set(made.of(1))) == len(one & other)
    assert made.count == len(one | other)


@pytest.mark.usefixtures("_form")
def test_words_with_a_meaning_are_long_and_not_common() -> None:
    """They are cut to something like a stem; a script without spaces has pairs of characters."""
    lines = ["The harbour reopening.", "HARBOURS, reopenings; there", "港が再開した", "which would there"]
    made = Vocabulary(lines, meaning=True)

    assert [len(made.of(line)) for line in range(4)] == [2, 2, 2, 0]
    assert sorted(made.of(0)) == sorted(made.of(1))


@pytest.mark.usefixtures("_form")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(LINES, min_size=2, max_size=2))
def test_lines_are_compared_by_their_beginnings_with_every_number_alike(pair: list[str]) -> None:
    """Case and numbers make no difference."""
    masks, count = PageWords(pair).masks
    one, other = (re.sub(r"\d+", "0", line[:60]).casefold() for line in pair)

    assert (masks[0] == masks[1]) == (one == other)
    assert count == len({one, other})


def _crafted(room: int) -> list[str]:
    """Words that lie close to each other in a table of some slots, if their hashes by FNV-1a are taken as they are."""
    keys, prime = np.array([14695981039346656037], np.uint64), np.uint64(1099511628211)
    for _ in range(4):
        keys = ((keys[:, None] ^ np.arange(97, 123, dtype=np.uint64)) * prime).reshape(-1)
    keys = ((keys[:, None] ^ np.array([97, 98], np.uint64)) * prime).reshape(-1)
    places = np.nonzero(((keys ^ (keys >> np.uint64(29))) & np.uint64(room - 1)) < room // 256)[0].tolist()
    return ["".join(chr(97 + place // 2 // 26**power % 26) for power in (3, 2, 1, 0)) + "ab"[place % 2] for place in places]


@pytest.mark.usefixtures("_form")
def test_no_words_are_chosen_to_lie_close_to_each_other() -> None:
    """A page whose words all fell into one stretch of the table would take time by the square of them."""
    room = 1 << 14
    said = _crafted(room)
    keys, slots = array("Q", bytes(8 * room)), array("i", bytes(4 * room))
    numbers, starts = array("i", bytes(4 * len(said))), array("i", bytes(4 * len(said) + 4))
    count = vars(page_words)["number_words"](said, said, False, 100, keys, slots, array("i", numbers), numbers, starts)

    assert (count, list(numbers)) == (len(said), list(range(len(said))))
    assert count > 3000
    assert max(map(len, bytes(map(bool, slots)).split(b"\0"))) < 200


def told(*lines: str) -> dict[str, tuple[str, ...]]:
    """What is said of each candidate of a page by itself and by what stands around it."""
    view = view_of("\n".join(lines))
    found = Candidates(view)
    found.weigh_early(learned().quick)
    return {view.text(place): found.names(number) for number, place in enumerate(found.places)}


def test_a_line_is_described_by_its_looks_and_its_neighbours() -> None:
    """Each piece of evidence has a name."""
    prose = "The port of Varn reopened on Tuesday after a strike of nine days that had left forty ships waiting outside."
    found = told("News", "Why did the Port of Varn reopen: a story?", "By Mara Lindqvist", "March 4, 2024", prose, prose, "A vote", prose)

    assert found["Why did the Port of Varn reopen: a story?"] == (
        *("a label above", "the page starts here", "none of the lines above are prose"),
        *("a byline below", "a byline or date directly below", "a byline and a date", "3 of the six lines below are prose"),
        *("eight or nine words", "a question", "a colon inside", "mixed case"),
    )
    assert found["A vote"] == (
        *("prose above", "most of the lines above are prose", "prose directly below", "1 of the six lines below are prose"),
        "two words",
    )


@pytest.mark.usefixtures("_form")
def test_a_character_that_is_folded_into_two_words_has_room() -> None:
    """There may be more words than characters."""
    said = Vocabulary(["ᾷ"] * 3000, meaning=False)

    assert (said.count, len(said.ids)) == (2, 6000)
