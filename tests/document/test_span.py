"""Places in a page, and how two of them lie to each other."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document.span import Span, cover


def spans() -> st.SearchStrategy[Span]:
    """Short spans near the beginning, so that they often meet."""
    return st.tuples(st.integers(0, 20), st.integers(0, 8)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


def points(span: Span) -> set[int]:
    """The code points of a span."""
    return set(range(span.start, span.end))


@pytest.mark.parametrize(("start", "end"), [(-1, 0), (2, 1), (-2, -1)])
def test_a_span_runs_forwards_from_zero(start: int, end: int) -> None:
    """Offsets that are negative or run backwards make no span."""
    with pytest.raises(ValueError, match=f"^a span runs forwards from 0: got {start} to {end}$"):
        Span(start, end)


@given(spans(), spans())
def test_relations_of_spans_are_relations_of_their_points(one: Span, other: Span) -> None:
    """Overlapping, containing and touching say of the offsets what sets say of the points."""
    assert one.overlaps(other) == bool(points(one) & points(other))
    assert len(one) == len(points(one))
    assert one.touches(other) == (one.end == other.start or other.end == one.start)
    if len(other):
        assert one.contains(other) == (points(other) <= points(one))


@given(spans(), spans())
def test_overlapping_and_touching_are_mutual(one: Span, other: Span) -> None:
    """If one meets the other, the other meets the one."""
    assert (one.overlaps(other), one.touches(other)) == (other.overlaps(one), other.touches(one))


@given(st.text(max_size=30), spans())
def test_a_span_cuts_the_points_it_names(text: str, span: Span) -> None:
    """What stands at a span is the characters at its points."""
    assert span.cut(text) == "".join(character for place, character in enumerate(text) if place in points(span))


@given(st.lists(spans(), max_size=8))
def test_a_cover_holds_the_same_points_in_the_fewest_spans(found: list[Span]) -> None:
    """Covering spans are in order, apart from each other, and hold what the given ones hold."""
    covering = cover(found)

    assert {point for span in covering for point in points(span)} == {point for span in found for point in points(span)}
    assert [(a, b) for a, b in pairwise(covering) if a.end >= b.start] == []
