"""The untouched source and the places in it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import page as module
from cleaner.document.page import Page, Span

BREAKS = ("\r\n", "\n", "\r", "\x0b", "\x0c", "\x1c", "\x1d", "\x1e", "\x85", "\u2028", "\u2029")
texts = st.lists(st.one_of(st.sampled_from(BREAKS), st.sampled_from(("a", "é", "\ud800", " "))), max_size=30).map("".join)


def counted(source: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset, found by walking there; an offset at the end belongs to the last line."""
    line, column, at = 1, 1, 0
    while at < offset:
        size = 2 if source.startswith("\r\n", at) else 1
        if at + size > offset or at + size == len(source) or source[at : at + size] not in BREAKS:
            column += min(size, offset - at)
        else:
            line, column = line + 1, 1
        at += size
    return line, column


@given(texts)
def test_lines_are_the_source_cut_after_each_break(source: str) -> None:
    """Joined lines are the source, only ends of lines hold breaks, and each starts where it is said to."""
    page = Page(source)

    assert "".join(page.lines) == source
    assert list(page.line_starts) == [sum(map(len, page.lines[:line])) for line in range(len(page.lines) + 1)]
    assert [line for line in page.lines if len(line.splitlines()) != 1] == []


@given(texts, st.integers(1, 5))
def test_lines_that_are_not_held_are_those_that_are(source: str, block: int) -> None:
    """A page of which nobody asked for all lines tells each of them, some of them and their places as one that holds them."""
    bare, held = Page(source, offset=3), Page.of(source.splitlines(keepends=True), offset=3)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BLOCK", block)
        told = [bare.line_starts, bare.position(3 + len(source) // 2)]
        every = list(bare.each_line())

    assert told == [held.line_starts, held.position(3 + len(source) // 2)]
    assert every == list(held.each_line()) == [bare.line(number) for number in range(len(every))] == held.lines
    assert [bare.some_lines(first, len(every)) for first in range(len(every))] == [held.lines[first:] for first in range(len(every))]
    assert "lines" not in vars(bare)


@given(texts)
def test_a_position_is_what_a_walk_counts(source: str) -> None:
    """Lines and columns count from 1, and a break belongs to the line that it ends."""
    page = Page(source)

    assert [page.position(offset) for offset in range(len(source) + 1)] == [counted(source, offset) for offset in range(len(source) + 1)]


@pytest.mark.parametrize("offset", [-1, 4])
def test_an_offset_outside_the_source_has_no_position(offset: int) -> None:
    """Asking for a place that the page does not have is an error that says so."""
    with pytest.raises(ValueError, match=f"^offset {offset} is outside a source of 3 code points$"):
        Page("abc").position(offset)


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


@given(st.text(max_size=30), spans())
def test_a_span_cuts_the_points_it_names(text: str, span: Span) -> None:
    """What stands at a span is the characters at its points."""
    assert span.cut(text) == "".join(character for place, character in enumerate(text) if place in points(span))
