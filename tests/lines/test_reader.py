"""Readers remember lines, and nothing that matters depends on it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import RuleSet
from cleaner.document.claim import Piece
from cleaner.lines.reader import Reader, Reading, stripped
from tests.laws.pages import Built, built_pages


def told(readings: list[Reading]) -> list[tuple[str, list[str], set[str], tuple[Piece, ...]]]:
    """What readings tell; the order of open rules means nothing."""
    return [(told.kind, [claim.finder for claim in told.claims], {rule.id for rule in told.open}, told.pieces) for told in readings]


@settings(max_examples=60)
@given(st.lists(built_pages(), max_size=4))
def test_a_page_reads_the_same_by_itself_as_line_by_line(pages: list[Built]) -> None:
    """What a line tells of itself depends on no other line."""
    together, alone = Reader(RuleSet.default()), Reader(RuleSet.default())
    for page in pages:
        lines = page.text.splitlines(keepends=True)

        assert told(together.read(lines)) == [told(alone.read([line]))[0] for line in lines]


@pytest.mark.parametrize("most", [0, 10, 15, 40])
def test_a_full_memory_starts_afresh(most: int) -> None:
    """When the memory has no room left, lines read as they did before."""
    lines = ["Advertisement\n", "\n", "The harbour reopened.\n", "Share\n"]
    expected = told(Reader(RuleSet.default()).read(lines))
    small = Reader(RuleSet.default(), most)

    assert [told(small.read(lines)), told(small.read(lines[::-1]))[::-1], told(small.read(lines))] == [expected] * 3


def test_a_memory_that_starts_afresh_begins_with_what_was_read_last() -> None:
    """The next stretch of a long text is read along with the end of this one, and that is known already."""
    reader = Reader(RuleSet.default(), 30)
    first = reader.read(["Share\n", "The harbour reopened.\n", "Advertisement\n"])

    assert reader.read(["Advertisement\n"])[0] is first[2]
    assert reader.read(["Share\n"])[0] is not first[0]


@given(st.lists(st.sampled_from(["\u200b", " ", "\ufeff", "\t", "\xa0", "\u3000", "\u2060", "a"]), max_size=12).map("".join))
def test_edges_of_any_mixture_are_stripped(line: str) -> None:
    """White space and invisible characters are taken from the edges whatever their order, and from nowhere else."""
    text = line
    while text and (text[0] != "a" or text[-1] != "a"):
        text = text[1:] if text[0] != "a" else text[:-1]

    assert stripped(line) == text
