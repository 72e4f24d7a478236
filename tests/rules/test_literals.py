"""One scan for many literals finds what looking for each literal in each line finds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.engines import BuiltIn, Engine, Fast
from cleaner.rules.literals import UNSPACED, LiteralScan
from tests.laws import texts

_letters = st.text(alphabet="ab1 -_©'記事続📧éßı", min_size=1, max_size=5).filter(str.strip)
_lines = st.one_of(st.text(alphabet="abAB1 -_©'記事続📧éßİıΣ", max_size=20), st.text(max_size=10).map(lambda text: " ".join(text.split())))


def stands(literal: str, line: str) -> bool:
    """Whether a literal stands in a line: at the beginning of a word if it begins like one, anywhere if it does not."""
    bare, lowered = literal.lstrip(), line.lower()
    at_words = bare[0].isalnum() and bare[0] < UNSPACED
    places = [at for at in range(len(lowered)) if lowered.startswith(bare, at)] if bare in lowered else []
    before = [lowered[at - 1] if at else " " for at in places]
    return any(not (at_words and (character.isalnum() or character == "_")) for character in before)


def found_slowly(literals: list[str], lines: list[str]) -> dict[int, set[str]]:
    """Every literal, looked for in every line."""
    found = {number: {literal for literal in literals if stands(literal, line)} for number, line in enumerate(lines)}
    return {number: literals for number, literals in found.items() if literals}


_words = _letters.filter(lambda text: text[0].isalnum() and text[0] < UNSPACED).map(str.lower)
_overlapping = st.sampled_from(["read more", "more news", "more", "news today", "read", "éa b", "b a1", "a-b a"])


@given(
    st.sets(st.one_of(_words, _overlapping), min_size=1, max_size=8),
    st.lists(st.one_of(_lines, st.lists(_overlapping, max_size=4).map(" ".join)), max_size=6),
)
def test_both_engines_find_the_same(literals: set[str], lines: list[str]) -> None:
    """RE2 and the standard library find the same literals in the same lines, whatever hides in what."""
    import re2

    text = "\n".join(lines).lower()

    def found(engine: Engine) -> dict[int, set[str]]:
        told: dict[int, set[str]] = {}
        for number, longest in engine.find(text):
            told.setdefault(number, set()).update(one for one in literals if longest.startswith(one))
        return told

    assert found(Fast(literals, re2)) == found(BuiltIn(literals))


@given(st.lists(_letters, max_size=8, unique=True), st.lists(_lines, max_size=6))
def test_a_scan_finds_what_each_literal_alone_would(literals: list[str], lines: list[str]) -> None:
    """Each line is told with exactly the literals that stand in it."""
    for by_one in (0, 20_000):
        assert LiteralScan(literals, by_one).find(lines) == found_slowly(literals, lines)


@given(st.lists(st.sampled_from(["share", "shar", "read more", " read", "more", "©", "広告", "広", "#", "e-mail"]), unique=True))
def test_a_scan_of_real_labels_agrees_with_the_slow_search(literals: list[str]) -> None:
    """Literals that begin with one another are all found."""
    lines = [
        *texts.SHARES,
        *texts.READ_ON,
        *texts.FOOTERS,
        *texts.AD_LABELS,
        *texts.SENTENCES["en"],
        "SHAREHOLDERS",
        "unshared",
        "e-mail#",
        "x広告y",
    ]

    for by_one in (0, 20_000):
        assert LiteralScan(literals, by_one).find(lines) == found_slowly(literals, lines)


@pytest.mark.parametrize("lines", [[], [""], ["", ""], ["nothing here"]])
def test_no_literal_is_found_where_none_stands(lines: list[str]) -> None:
    """Lines without literals are not told."""
    assert LiteralScan(["share"]).find(lines) == {}
    assert LiteralScan([]).find(lines) == {}
