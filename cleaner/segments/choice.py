# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What candidates weigh, whether they stand as other headlines do, and which of them are taken together.

Ordinary Python, compiled as it is where a compiler is at hand. No index is checked in the functions over arrays.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cleaner.segments import evidence
from cleaner.segments.view import FLAGS, HALF_WINDOW, bit
from cleaner.segments.words import UNSPACED

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled

_FLAGS = cython.declare("const int[::1]", FLAGS)
_PROSE, _FURNITURE = cython.declare(cython.int, bit("prose")), cython.declare(cython.int, bit("furniture"))
_DATED, _HALF_WINDOW = cython.declare(cython.int, bit("dated")), cython.declare(cython.int, HALF_WINDOW)
_LIKENESS, _WIDTH = cython.declare(cython.int, evidence.LIKENESS), cython.declare(cython.int, evidence.WIDTH)
# What it costs a headline to have less text than so many characters between it and the next, or the end; less where the page marks it.
THIN = ((160, 40_000, 30_000), (320, 25_000, 10_000), (480, 10_000, 3_000))
ENOUGH = 480


@cython.cfunc
@cython.locals(rows="const unsigned char[::1]", offsets="const int[::1]", numbers="const int[::1]", found="int[::1]")
@cython.locals(feature=cython.int)
def _add_numbers(
    rows: Any, base: cython.Py_ssize_t, start: cython.int, end: cython.int, offsets: Any, numbers: Any, found: Any, count: cython.int
) -> cython.int:
    """Add the numbers of what some features of a row say to those found; how many there are then."""
    for feature in range(start, end):
        # One that weighs nothing gives way to the next, which is quicker than to ask.
        found[count] = numbers[offsets[feature] + rows[base + feature]]
        count += found[count] >= 0
    return count


@cython.cfunc
@cython.locals(square="const int[::1]", found="const int[::1]")
@cython.locals(one=cython.int, other=cython.int, row=cython.Py_ssize_t)
def _weight(square: Any, size: cython.Py_ssize_t, found: Any, first: cython.int, count: cython.int) -> cython.int:
    """What evidence weighs from the first of it on: by itself, and beside all before it."""
    total: cython.int = 0
    for one in range(first, count):
        row = found[one] * size
        total += square[row + found[one]]
        for other in range(one):
            total += square[row + found[other]]
    return total


@cython.locals(rows="const unsigned char[::1]", offsets="const int[::1]", numbers="const int[::1]", square="const int[::1]")
@cython.locals(found="int[::1]", totals="int[::1]")
@cython.locals(number=cython.Py_ssize_t, before=cython.int, count=cython.int)
def weigh(
    rows: Any,
    start: cython.int,
    end: cython.int,
    known: cython.int,
    offsets: Any,
    numbers: Any,
    square: Any,
    size: cython.Py_ssize_t,
    found: Any,
    totals: Any,
) -> None:
    """Add to the totals of candidates what some of their features weigh, by themselves and beside what was known before.

    Args:
        rows: the features of all candidates.
        start: the first feature that is weighed.
        end: the one after the last.
        known: the first of those known before.
        offsets: see `Weights`, as for the next two.
        size: how many pieces of evidence weigh anything.
        found: room for a number a feature.
    """
    for number in range(len(totals)):
        before = _add_numbers(rows, number * _WIDTH, known, start, offsets, numbers, found, 0)
        count = _add_numbers(rows, number * _WIDTH, start, end, offsets, numbers, found, before)
        totals[number] += _weight(square, size, found, before, count)


@cython.locals(rows="const unsigned char[::1]", offsets="const int[::1]", numbers="const int[::1]", square="const int[::1]")
@cython.locals(found="int[::1]", one=cython.Py_ssize_t, other=cython.Py_ssize_t, count=cython.int, total=cython.int)
def weigh_each(
    rows: Any, base: cython.Py_ssize_t, offsets: Any, numbers: Any, square: Any, size: cython.Py_ssize_t, found: Any
) -> list[tuple[int, int]]:
    """What each piece of evidence of a row weighs, less than 0 where it speaks for a headline, with its number.

    It is twice what the piece weighs by itself, and what it weighs beside each of the others.

    Args:
        base: where the row begins.
        offsets: see `Weights`, as for the next two.
        size: how many pieces of evidence weigh anything.
        found: room for a number a feature.
    """
    told: list[tuple[int, int]] = []
    count = _add_numbers(rows, base, 0, _WIDTH, offsets, numbers, found, 0)
    for one in range(count):
        total = square[found[one] * (size + 1)]
        for other in range(count):
            total += square[found[one] * size + found[other]]
        told.append((-total, found[one]))
    return told


@cython.locals(odds="int[::1]", places="int[::1]", firsts="int[::1]", rows="unsigned char[::1]")
@cython.locals(number=cython.Py_ssize_t, count=cython.Py_ssize_t, at=cython.Py_ssize_t)
def keep_likely(odds: Any, least: cython.int, places: Any, firsts: Any, rows: Any) -> int:
    """Move the candidates that weigh more than the least to the beginning of each column; how many there are."""
    count = 0
    for number in range(len(odds)):
        if odds[number] > least:
            if count < number:
                odds[count], places[count], firsts[count] = odds[number], places[number], firsts[number]
                for at in range(_WIDTH):
                    rows[count * _WIDTH + at] = rows[number * _WIDTH + at]
            count += 1
    return count


@cython.locals(shapes="const unsigned char[::1]", places="const int[::1]", firsts="const int[::1]", layout="unsigned char[::1]")
@cython.locals(number=cython.Py_ssize_t, at=cython.Py_ssize_t, end=cython.Py_ssize_t)
def describe_layout(shapes: Any, places: Any, firsts: Any, layout: Any) -> None:
    """Fill five numbers a candidate: the kinds of the two lines below and of the one above, whether it is dated, and has a label."""
    size: cython.Py_ssize_t = len(shapes)
    for number in range(len(places)):
        at = places[number] + 1
        end = min(size, at + 8)
        layout[5 * number] = shapes[at] if at < size else 0
        layout[5 * number + 1] = shapes[at + 1] if at + 1 < size else 0
        layout[5 * number + 2] = shapes[firsts[number] - 1] if firsts[number] else 0
        layout[5 * number + 4] = firsts[number] != places[number]
        # A date may stand under a deck.
        if at + 1 < end and _FLAGS[shapes[at]] & _PROSE and _FLAGS[shapes[at + 1]] & _FURNITURE:
            at += 1
        while at < end and not _FLAGS[shapes[at]] & _PROSE:
            if _FLAGS[shapes[at]] & _DATED:
                layout[5 * number + 3] = 1
            at += 1


@cython.cfunc
def _part(found: cython.int, among: cython.int) -> cython.int:
    """How much of something was found, in six steps from 1 on."""
    share: cython.double = found / among
    return 1 + (share >= 0.01) + (share >= 0.2) + (share >= 0.4) + (share >= 0.6) + (share >= 0.85)


@cython.locals(places="const int[::1]", layout="const unsigned char[::1]", chosen="const int[::1]", rows="unsigned char[::1]")
@cython.locals(number=cython.Py_ssize_t, other=cython.Py_ssize_t, own=cython.Py_ssize_t, at=cython.Py_ssize_t, base=cython.Py_ssize_t)
@cython.locals(count=cython.int, below=cython.int, both=cython.int, above=cython.int, dated=cython.int, labelled=cython.int)
def describe_likeness(places: Any, layout: Any, chosen: Any, rows: Any) -> None:
    """Describe candidates by how far they stand as the chosen ones near them do: a page puts the same things around each of its stories.

    Args:
        layout: see `describe_layout`.
        chosen: the numbers of the candidates that are taken for headlines.
    """
    low: cython.Py_ssize_t = 0
    high: cython.Py_ssize_t = 0
    for number in range(len(places)):
        while high < len(chosen) and places[chosen[high]] <= places[number] + _HALF_WINDOW:
            high += 1
        while low < high and places[chosen[low]] < places[number] - _HALF_WINDOW:
            low += 1
        count = below = both = above = dated = labelled = 0
        own, base = 5 * number, number * _WIDTH + _LIKENESS
        for at in range(low, high):
            other = 5 * chosen[at]
            if other == own:
                continue
            count += 1
            below += layout[other] == layout[own]
            both += layout[other] == layout[own] and layout[other + 1] == layout[own + 1]
            above += layout[other + 2] == layout[own + 2]
            dated += layout[other + 3] == layout[own + 3]
            labelled += layout[other + 4] == layout[own + 4]
        rows[base] = 1 + min(count, 3)
        rows[base + 1] = _part(below, count) if count else 0
        rows[base + 2] = _part(both, count) if count else 0
        rows[base + 3] = _part(above, count) if count else 0
        rows[base + 4] = 6 * layout[own + 3] + _part(dated, count) if count else 0
        rows[base + 5] = 6 * layout[own + 4] + _part(labelled, count) if count else 0


@cython.locals(shapes="const unsigned char[::1]", lines="const int[::1]", above="long long[::1]")
@cython.locals(place=cython.Py_ssize_t, total=cython.Py_ssize_t, text=str)
def add_prose(shapes: Any, lines: Any, texts: list[str], above: Any) -> None:
    """Fill how many characters of running text stand above each line; those of a script without spaces say twice as much.

    Args:
        above: room for a number a line, and one for the end.
    """
    total = 0
    for place in range(len(shapes)):
        above[place] = total
        if _FLAGS[shapes[place]] & _PROSE:
            text = texts[lines[place]]
            total += 2 * len(text) if text[0] >= UNSPACED else len(text)
    above[len(shapes)] = total


def choose(odds: Sequence[int], marked: Sequence[bool], prose: Sequence[int]) -> list[int]:
    """The numbers of the candidates that weigh most together, with text below each of them, in order.

    Args:
        odds: what each weighs, all above 0.
        marked: whether the page marks it as a headline.
        prose: how many characters of running text stand below each, up to the next or the end.
    """
    if len(odds) < 2:
        return list(range(len(odds)))
    # The most that the first so many weigh; the most where the last of them is taken; and what is taken before that one.
    totals, ending, before = [0], list[int](), list[tuple[int, bool]]()
    for number, weight in enumerate(odds):
        best, at, forced = max(_ways(number, totals, ending, marked, prose))
        before.append((at, forced))
        ending.append(best + weight)
        totals.append(max(totals[number], best + weight))
    weight, at, forced = max(_ways(len(odds), totals, ending, marked, prose))
    # A story alone may be as short as it likes; each of several needs text below it.
    alone, number = max(zip(odds, range(len(odds)), strict=True), default=(0, 0))
    if alone > weight:
        return [number]
    found: list[int] = []
    while at:
        if forced or totals[at] > totals[at - 1]:
            found.append(at - 1)
            at, forced = before[at - 1]
        else:
            at -= 1
    return found[::-1]


def _ways(
    at: int, totals: Sequence[int], ending: Sequence[int], marked: Sequence[bool], prose: Sequence[int]
) -> Iterator[tuple[int, int, bool]]:
    """What may be taken above a candidate, or the end: its weight, from how many, and whether the last of them must be taken."""
    text = 0
    while at and text < ENOUGH:
        at -= 1
        text += prose[at]
        if text:
            cost = next((costs[marked[at]] for most, *costs in THIN if text < most), 0)
            yield ending[at] - cost, at + 1, True
    yield totals[at], at, False
