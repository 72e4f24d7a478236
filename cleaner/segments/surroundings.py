# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What stands around a line, as features of it; `cleaner/segments/evidence.py` names them in the same order.

None of it knows a theme or a language: it speaks of kinds of lines. Ordinary Python, compiled as it is where a compiler is at hand. No
index is checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.segments import evidence
from cleaner.segments.view import FLAGS, bit

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled

# What each kind of line is, a bit each.
_FLAGS = cython.declare("const int[::1]", FLAGS)
_PROSE, _FURNITURE = cython.declare(cython.int, bit("prose")), cython.declare(cython.int, bit("furniture"))
_CLOSER, _LABEL = cython.declare(cython.int, bit("closer")), cython.declare(cython.int, bit("label"))
_DATED, _BYLINE = cython.declare(cython.int, bit("dated")), cython.declare(cython.int, bit("byline"))
_PICTURE, _GONE = cython.declare(cython.int, bit("picture")), cython.declare(cython.int, bit("gone"))
_TEXT, _HEADING = cython.declare(cython.int, bit("text")), cython.declare(cython.int, bit("heading"))
_DECK = cython.declare(cython.int, bit("deck"))
_CONTEXT, _PLACE = cython.declare(cython.int, bit("needs context")), cython.declare(cython.int, bit("needs a place"))
_ABOVE, _BELOW = cython.declare(cython.int, evidence.ABOVE), cython.declare(cython.int, evidence.BELOW)
_REPETITION, _WIDTH = cython.declare(cython.int, evidence.REPETITION), cython.declare(cython.int, evidence.WIDTH)
# How many lines above and below are looked at.
_LINES_ABOVE, _LINES_BELOW = cython.declare(cython.int, 14), cython.declare(cython.int, 12)
# Between a headline and its text stand at most so many lines that are no furniture, and so many in all.
_REACH, _FARTHEST = cython.declare(cython.int, 9), cython.declare(cython.int, 40)
_LONGEST = cython.declare(cython.int, 250)


@cython.locals(shapes="const unsigned char[::1]", kinds="const unsigned char[::1]", lines="const int[::1]", places="int[::1]")
@cython.locals(firsts="int[::1]", rows="unsigned char[::1]")
@cython.locals(number=cython.Py_ssize_t, place=cython.Py_ssize_t, first=cython.Py_ssize_t, base=cython.Py_ssize_t)
def describe_surroundings(shapes: Any, kinds: Any, lines: Any, texts: list[str], places: Any, firsts: Any, rows: Any) -> int:
    """Describe lines by what stands around them; those without text below, or too long, are left out.

    Args:
        shapes: the kinds of the lines that count, lowered.
        kinds: the same as they are.
        lines: their numbers among the texts.
        places: where the lines stand that may be headlines; those that are described are moved to its beginning.
        firsts: takes the places of the labels above them, or their own.

    Returns:
        How many are described.
    """
    top: cython.Py_ssize_t = 0
    count: cython.Py_ssize_t = 0
    size: cython.Py_ssize_t = len(shapes)
    while top < size and _FLAGS[shapes[top]] & _FURNITURE:
        top += 1
    if top == size:
        top = 0
    for number in range(len(places)):
        place = places[number]
        if not _has_text_below(shapes, place) or len(texts[lines[place]]) > _LONGEST:
            continue
        first = _kicker(shapes, lines, texts, place)
        base = count * _WIDTH
        places[count], firsts[count] = place, first
        count += 1
        _above(shapes, first, first <= top, rows, base + _ABOVE)
        rows[base + _ABOVE] = first != place  # a label above
        _below(shapes, place + 1, first == place and place > 0 and _FLAGS[shapes[place - 1]] & _PROSE != 0, rows, base + _BELOW)
        if _FLAGS[kinds[place]] & (_CONTEXT | _PLACE):
            rows[base + _REPETITION] = 1 if _FLAGS[kinds[place]] & _CONTEXT else 2
    return count


@cython.cfunc
@cython.locals(shapes="const unsigned char[::1]")
@cython.locals(at=cython.Py_ssize_t)
def _has_text_below(shapes: Any, place: cython.Py_ssize_t) -> cython.bint:
    others: cython.int = 0
    for at in range(place + 1, min(len(shapes), place + 1 + _FARTHEST)):
        if _FLAGS[shapes[at]] & _PROSE:
            return True
        if not _FLAGS[shapes[at]] & _FURNITURE:
            others += 1
            if others > _REACH:
                return False
    return False


@cython.cfunc
@cython.locals(shapes="const unsigned char[::1]", lines="const int[::1]")
def _kicker(shapes: Any, lines: Any, texts: list[str], place: cython.Py_ssize_t) -> cython.Py_ssize_t:
    """The place of a section label directly above, or else the place itself."""
    at: cython.Py_ssize_t = place - 1
    while at >= 0 and _FLAGS[shapes[at]] & _FURNITURE and not _FLAGS[shapes[at]] & _CLOSER and place - at < 3:
        at -= 1
    if at < 0 or not _FLAGS[shapes[at]] & _LABEL or texts[lines[at]][:1].islower():
        return place
    return at


@cython.cfunc
@cython.locals(shapes="const unsigned char[::1]", rows="unsigned char[::1]")
@cython.locals(first=cython.Py_ssize_t)
def _above(shapes: Any, end: cython.Py_ssize_t, top: cython.bint, rows: Any, base: cython.Py_ssize_t) -> cython.void:
    """What the lines above a head say; `top` where nothing but furniture stands above on the whole page."""
    start: cython.Py_ssize_t = max(0, end - _LINES_ABOVE)
    at: cython.Py_ssize_t = end - 1
    prose: cython.int = 0
    slot: cython.bint = False
    while at >= start and _FLAGS[shapes[at]] & _FURNITURE and not _FLAGS[shapes[at]] & _CLOSER:
        slot = slot or not _FLAGS[shapes[at]] & (_PICTURE | _DATED)
        at -= 1
    first = at
    if top:
        rows[base + 1] = 1
    elif at < start:
        rows[base + 1] = 0
    elif _FLAGS[shapes[at]] & _CLOSER:
        rows[base + 1], rows[base + 2] = 5, shapes[at]
        while first >= start and _FLAGS[shapes[first]] & _FURNITURE and at - first < 8:
            first -= 1
        rows[base + 3] = 0 if at - first < 2 else 1 if at - first < 4 else 2
        rows[base + 4] = first >= start and _FLAGS[shapes[first]] & _HEADING != 0
    elif _FLAGS[shapes[at]] & _PROSE:
        rows[base + 1] = 2
    elif _FLAGS[shapes[at]] & _TEXT:
        rows[base + 1] = 3
    elif _FLAGS[shapes[at]] & _HEADING:
        rows[base + 1] = 4
        while first >= start and _FLAGS[shapes[first]] & _HEADING and at - first < 6:
            first -= 1
        rows[base + 5] = at - first > 2
        rows[base + 6] = first >= start and _FLAGS[shapes[first]] & _CLOSER != 0
    rows[base + 7] = slot
    for at in range(max(start, end - 6), end):
        prose += _FLAGS[shapes[at]] & _PROSE != 0
    rows[base + 8] = min(prose, 2)


@cython.cfunc
@cython.locals(shapes="const unsigned char[::1]", rows="unsigned char[::1]")
@cython.locals(at=cython.Py_ssize_t, kind=cython.int)
def _below(shapes: Any, start: cython.Py_ssize_t, alone: cython.bint, rows: Any, base: cython.Py_ssize_t) -> cython.void:
    """What the lines below a headline say; `alone` where prose stands directly above it, and no label."""
    end: cython.Py_ssize_t = min(len(shapes), start + _LINES_BELOW)
    head: cython.Py_ssize_t = start
    dated: cython.Py_ssize_t = -1
    found: cython.int = 0
    headings: cython.int = 0
    prose: cython.int = 0
    direct: cython.bint = True
    while head < end and not _FLAGS[shapes[head]] & _PROSE:
        kind = _FLAGS[shapes[head]]
        if dated < 0:
            if kind & _DATED:
                dated = head
            elif not kind & _FURNITURE:
                direct = False
        elif kind & _DATED and shapes[head] != shapes[dated]:
            rows[base + 2] = 1  # a byline and a date
        found |= kind
        headings += kind & _HEADING != 0
        head += 1
    if dated >= 0:
        rows[base] = 1 if _FLAGS[shapes[dated]] & _BYLINE else 2
        rows[base + 1] = 1 if direct else 2 if dated - start < 3 else 3
    rows[base + 4] = found & _CLOSER != 0  # page furniture
    rows[base + 5] = found & _PICTURE != 0
    rows[base + 7] = 0 if headings < 2 else 1 if headings < 4 else 2
    for at in range(start, min(end, start + 6)):
        prose += _FLAGS[shapes[at]] & _PROSE != 0
    rows[base + 13] = min(prose, 5)
    if start >= end:
        return
    kind = _FLAGS[shapes[start]]
    rows[base + 3] = kind & _GONE != 0  # furniture directly below
    rows[base + 6] = kind & _HEADING != 0
    rows[base + 12] = 1 if kind & _PROSE else 2 if alone and kind & _FURNITURE else 0
    if kind & _DECK:
        # What stands below the next line, if that is a deck.
        at, found = start + 1, 0
        while at < end and at < start + 9 and _FLAGS[shapes[at]] & _FURNITURE:
            found |= _FLAGS[shapes[at]]
            at += 1
        rows[base + 8] = at > start + 1
        rows[base + 9] = found & _DATED != 0
        rows[base + 10] = found & _DATED != 0 and kind & _PROSE != 0
        rows[base + 11] = at > start + 3
