"""One pass for many literals finds what looking for each literal in each line finds."""

from __future__ import annotations

import re
from array import array

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.trie import UNSPACED, Trie, candidates
from tests.laws import texts

_letters = st.text(alphabet="ab12 -_©'記事続📧éßı", min_size=1, max_size=5).filter(lambda text: text.strip()).map(str.lstrip)
_overlapping = st.sampled_from(["read more", "more news", "more", "news today", "read", "éa b", "b a1", "a-b a", "a", "aa"])
_lines = st.one_of(
    st.text(alphabet="abAB123٣ -_©'記事続📧éßİıΣ\u00a0\t", max_size=20),
    st.text(max_size=10).map(lambda text: " ".join(text.split())),
    st.lists(_overlapping, max_size=4).map(" ".join),
)


def stands(literal: str, line: str) -> bool:
    """Whether a literal stands in a line: at the beginning of a word or a number if it begins like one, anywhere if it does not."""
    bare, lowered = re.sub(r"\d", "0", literal.lstrip()), re.sub(r"\d", "0", line.lower())
    places = [at for at in range(len(lowered)) if lowered.startswith(bare, at)] if bare in lowered else []
    before = [lowered[at - 1] if at else " " for at in places]
    if bare[0] == "0":
        return any(character != "0" for character in before)
    at_words = bare[0].isalnum() and bare[0] < UNSPACED
    return any(not (at_words and (character.isalnum() or character == "_")) for character in before)


def found(literals: list[str], lines: list[str], least: int = 0, most: int = 1000) -> set[tuple[int, str]]:
    """The pairs of a line and a literal that one pass finds, where each literal has one rule, and all digits are read as `0`."""
    known = sorted({re.sub(r"\d", "0", literal) for literal in literals})
    count = len(known)
    text = "".join(f"{line.lower()}\n" for line in lines)
    numbers = array("i", range(count + 1))
    pairs = candidates(text, Trie(known), numbers, numbers, numbers, array("i", [least]) * count, array("i", [most]) * count)

    assert len(pairs) == len(set(pairs))
    return {(pair // count, known[pair % count]) for pair in pairs}


@given(st.lists(st.one_of(_letters, _overlapping), min_size=1, max_size=8), st.lists(_lines, max_size=6))
def test_a_pass_finds_what_each_literal_alone_would(literals: list[str], lines: list[str]) -> None:
    """Each line comes with exactly the literals that stand in it."""
    read = [re.sub(r"\d", "0", one) for one in literals]
    assert found(literals, lines) == {(n, one) for n, line in enumerate(lines) for one in read if stands(one, line)}


@given(st.lists(st.sampled_from(["share", "shar", "read more", "read", "more", "©", "広告", "広", "#", "e-mail"]), min_size=1, unique=True))
def test_literals_that_begin_with_one_another_are_all_found(literals: list[str]) -> None:
    """In real labels, and where a literal stands within a word."""
    labels = [*texts.SHARES, *texts.READ_ON, *texts.FOOTERS, *texts.AD_LABELS, *texts.SENTENCES["en"]]
    lines = [*labels, "SHAREHOLDERS", "unshared", "e-mail#", "x広告y"]

    assert found(literals, lines) == {(n, one) for n, line in enumerate(lines) for one in literals if stands(one, line)}


@given(_lines.map(str.strip), st.integers(0, 6), st.integers(0, 6))
def test_lines_of_too_few_or_too_many_words_are_passed_over(line: str, least: int, most: int) -> None:
    """The least is compared with one more than the spaces, the most with the words."""
    fits = line.count(" ") + 1 >= least and len(line.lower().split()) <= most

    assert found(["a"], [line], least, most) == ({(0, "a")} if fits and stands("a", line) else set())


@pytest.mark.parametrize("lines", [[], [""], ["", ""], ["nothing here"]])
def test_nothing_is_found_where_nothing_stands(lines: list[str]) -> None:
    """Neither in no lines nor in empty ones."""
    assert found(["share"], lines) == set()
