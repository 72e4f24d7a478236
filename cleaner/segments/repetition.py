# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What comes again around a line, as features of it: lines that a theme puts around every story, and words.

A new story changes its vocabulary, a subheading does not; a deck is said again by the body. M. A. Hearst, "TextTiling: Segmenting Text into
Multi-paragraph Subtopic Passages", Computational Linguistics 23(1), 1997, compares the words on either side of a gap; here the gap has a
headline in it, whose own words should belong to what follows. Ordinary Python, compiled as it is where a compiler is at hand. No index is
checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.segments import evidence
from cleaner.segments.numbering import LONGEST_SAID
from cleaner.segments.view import FLAGS, HALF_WINDOW, bit
from cleaner.segments.words import reads_like_date, reads_like_name

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
_MAY_BE_DATE, _MAY_BE_NAME = cython.declare(cython.int, bit("may be a date")), cython.declare(cython.int, bit("may be a name"))
_READ, _DECK = cython.declare(cython.int, bit("read")), cython.declare(cython.int, bit("deck"))
_SAYS_AGAIN = cython.declare(cython.int, bit("says again"))
_REPETITION, _WORDS = cython.declare(cython.int, evidence.REPETITION), cython.declare(cython.int, evidence.WORDS)
_WIDTH = cython.declare(cython.int, evidence.WIDTH)
_HALF_WINDOW = cython.declare(cython.int, HALF_WINDOW)
# How many lines with words are read on either side, and within how many lines they must lie; near are the nearest of them.
_FAR, _REACH, _NEAREST = cython.declare(cython.int, 12), cython.declare(cython.int, 30), cython.declare(cython.int, 4)
# A deck has at least so many words and at most so many characters, and is said again within so many lines.
_DECK_WORDS, _LONGEST_DECK, _AGAIN = cython.declare(cython.int, 6), cython.declare(cython.int, 600), cython.declare(cython.int, 8)
_LONGEST_AGAIN = cython.declare(cython.int, LONGEST_SAID)


@cython.locals(shapes="const unsigned char[::1]", lines="const int[::1]", masks="const int[::1]", last="int[::1]", before="int[::1]")
@cython.locals(after="int[::1]")
@cython.locals(place=cython.Py_ssize_t, mask=cython.Py_ssize_t)
def link(shapes: Any, lines: Any, masks: Any, last: Any, before: Any, after: Any) -> None:
    """Find for each line that is no prose where it stands before and after, but for its digits; -1 where it does not.

    Args:
        masks: for each line of the page the number of what it is compared by.
        last: room for a number a mask, all -1.
    """
    for place in range(len(shapes)):
        before[place] = after[place] = -1
        if not _FLAGS[shapes[place]] & _PROSE:
            mask = masks[lines[place]]
            if last[mask] >= 0:
                before[place] = last[mask]
                after[last[mask]] = place
            last[mask] = place


@cython.cfunc
@cython.locals(before="const int[::1]", after="const int[::1]")
def _times(before: Any, after: Any, place: cython.Py_ssize_t) -> cython.int:
    """How often a line stands within reach, three for more."""
    found: cython.int = 1
    at: cython.Py_ssize_t = before[place]
    while found < 3 and at >= 0 and at >= place - _HALF_WINDOW:
        found += 1
        at = before[at]
    at = after[place]
    while found < 3 and at >= 0 and at <= place + _HALF_WINDOW:
        found += 1
        at = after[at]
    return found


@cython.cfunc
@cython.locals(judged="unsigned char[::1]")
def _reads_like(judged: Any, line: cython.Py_ssize_t, text: str, judge: Any) -> cython.bint:
    """What a function says of a line: kept as 1 for no and 2 for yes."""
    if not judged[line]:
        judged[line] = 2 if judge(text) else 1
    return bool(judged[line] == 2)


@cython.locals(shapes="const unsigned char[::1]", lines="const int[::1]", before="const int[::1]", after="const int[::1]")
@cython.locals(dates="unsigned char[::1]", people="unsigned char[::1]", places="const int[::1]", firsts="const int[::1]")
@cython.locals(rows="unsigned char[::1]")
@cython.locals(again=cython.int, number=cython.Py_ssize_t, place=cython.Py_ssize_t, first=cython.Py_ssize_t, at=cython.Py_ssize_t)
@cython.locals(end=cython.Py_ssize_t, base=cython.Py_ssize_t)
def describe_repetition(
    shapes: Any, lines: Any, texts: list[str], before: Any, after: Any, dates: Any, people: Any, places: Any, firsts: Any, rows: Any
) -> None:
    """Describe headlines by what comes again around them, and by lines there that read like dates or names.

    Args:
        before: where each line stands before, see `link`, as for `after`.
        dates: for each line of the page 1 where it does not read like a date and 2 where it does; filled when needed, as `people`.
    """
    for number in range(len(places)):
        place, first, base = places[number], firsts[number], number * _WIDTH + _REPETITION
        at = first - 1
        if at >= 0 and not _FLAGS[shapes[at]] & _PROSE and _times(before, after, at) > 1:
            rows[base + 1] = 1
            rows[base + 2] = at > 0 and not _FLAGS[shapes[at - 1]] & _PROSE and _times(before, after, at - 1) > 1
        if first != place:
            rows[base + 3] = _times(before, after, first) > 1
            rows[base + 4] = _reads_like(dates, lines[first], texts[lines[first]], reads_like_date)
        if at >= 0 and _FLAGS[shapes[at]] & _MAY_BE_NAME:
            rows[base + 5] = _reads_like(dates, lines[at], texts[lines[at]], reads_like_date)
        if not _FLAGS[shapes[place]] & _PROSE:
            rows[base + 6] = _times(before, after, place) - 1
        end = place + 1
        while end < len(shapes) and end < place + 8 and not _FLAGS[shapes[end]] & _PROSE:
            end += 1
        again = 0
        for at in range(place + 1, min(end, place + 5)):
            again += _times(before, after, at) > 1
            if at == place + 1:
                rows[base + 8] = again
        rows[base + 7] = min(again, 3)
        for at in range(place + 1, end):
            if _FLAGS[shapes[at]] & _MAY_BE_DATE and _reads_like(dates, lines[at], texts[lines[at]], reads_like_date):
                rows[base + 9] = min(at - place, 3)
                break
        if end > place + 1 and _FLAGS[shapes[place + 1]] & _MAY_BE_NAME:
            rows[base + 10] = _reads_like(people, lines[place + 1], texts[lines[place + 1]], reads_like_name)


@cython.locals(shapes="const unsigned char[::1]", lines="const int[::1]", ids="const int[::1]", starts="const int[::1]", seen="int[::1]")
@cython.locals(places="const int[::1]", rows="unsigned char[::1]")
@cython.locals(number=cython.Py_ssize_t, at=cython.Py_ssize_t, later=cython.Py_ssize_t, word=cython.Py_ssize_t, own=cython.Py_ssize_t)
@cython.locals(most=cython.Py_ssize_t, found=cython.Py_ssize_t, end=cython.Py_ssize_t, base=cython.Py_ssize_t)
def describe_decks(shapes: Any, lines: Any, texts: list[str], ids: Any, starts: Any, seen: Any, places: Any, rows: Any) -> None:
    """Describe headlines by whether the line below is said again soon after, as bodies say their decks.

    Args:
        ids: the numbers of all words of all lines of the page.
        starts: where those of each line begin, and the last end.
        seen: room for a number a word, all 0.
    """
    size: cython.Py_ssize_t = len(shapes)
    for number in range(len(places)):
        at, base = places[number] + 1, number * _WIDTH + _WORDS
        while at < size and _FLAGS[shapes[at]] & _FURNITURE and at < places[number] + 6:
            at += 1
        if at >= size or not _FLAGS[shapes[at]] & _DECK or len(texts[lines[at]]) > _LONGEST_DECK:
            continue
        own = starts[lines[at] + 1] - starts[lines[at]]
        if own < _DECK_WORDS:
            continue
        for word in range(starts[lines[at]], starts[lines[at] + 1]):
            seen[ids[word]] = number + 1
        most, end = 0, min(size, at + 1 + _AGAIN)
        for later in range(at + 1, end):
            if _FLAGS[shapes[later]] & _SAYS_AGAIN:
                found = 0
                for word in range(starts[lines[later]], starts[lines[later] + 1]):
                    found += seen[ids[word]] == number + 1
                most = max(most, found)
        if 2 * most >= own:
            rows[base] = 2 if most / own >= 0.8 else 1
            for later in range(at + 1, end):
                if _FLAGS[shapes[later]] & _SAYS_AGAIN and texts[lines[at]] in texts[lines[later]][:_LONGEST_AGAIN]:
                    rows[base + 1] = 1
                    break


@cython.cfunc
def _part(found: cython.Py_ssize_t, among: cython.Py_ssize_t) -> cython.int:
    """How much of something was found, in six steps from 1 on."""
    share: cython.double = found / among
    return 1 + (share >= 0.01) + (share >= 0.2) + (share >= 0.4) + (share >= 0.6) + (share >= 0.85)


@cython.cfunc
def _shared(found: cython.Py_ssize_t, among: cython.Py_ssize_t) -> cython.int:
    """How many words are shared, in ten steps from 1 on."""
    share: cython.double = found / among
    step: cython.int = (share >= 0.02) + (share >= 0.05) + (share >= 0.08) + (share >= 0.12) + (share >= 0.16)
    return 1 + step + (share >= 0.2) + (share >= 0.26) + (share >= 0.34) + (share >= 0.45)


@cython.cfunc
@cython.locals(shapes="const unsigned char[::1]", lines="const int[::1]", ids="const int[::1]", starts="const int[::1]")
@cython.locals(counts="int[::1]", met="int[::1]")
@cython.locals(at=cython.Py_ssize_t, word=cython.Py_ssize_t)
def _count_side(
    shapes: Any,
    lines: Any,
    ids: Any,
    starts: Any,
    counts: Any,
    met: Any,
    epoch: cython.int,
    first: cython.Py_ssize_t,
    step: cython.int,
    count: cython.Py_ssize_t,
) -> cython.Py_ssize_t:
    """Count the words of the lines that are read on one side, the nearest first; how many words are met by then."""
    place: cython.Py_ssize_t = first
    read: cython.int = 0
    side: cython.int = 1 if step < 0 else 2
    while 0 <= place < len(shapes) and read < _FAR and (place - first) * step < _REACH:
        if _FLAGS[shapes[place]] & _READ:
            read += 1
            for at in range(starts[lines[place]], starts[lines[place] + 1]):
                word = 5 * ids[at]
                if counts[word] != epoch:
                    counts[word] = epoch
                    counts[word + 1] = counts[word + 2] = counts[word + 3] = counts[word + 4] = 0
                    met[count] = word
                    count += 1
                counts[word + side] += 1
                if read <= _NEAREST:
                    counts[word + side + 2] = 1
        place += step
    return count if read else -1


@cython.locals(shapes="const unsigned char[::1]", lines="const int[::1]", ids="const int[::1]", starts="const int[::1]")
@cython.locals(counts="int[::1]", met="int[::1]", places="const int[::1]", firsts="const int[::1]", rows="unsigned char[::1]")
@cython.locals(number=cython.Py_ssize_t, base=cython.Py_ssize_t, line=cython.Py_ssize_t, above=cython.Py_ssize_t, below=cython.Py_ssize_t)
def describe_topics(shapes: Any, lines: Any, ids: Any, starts: Any, counts: Any, met: Any, places: Any, firsts: Any, rows: Any) -> None:
    """Describe headlines by how the words above, below and in them go together.

    Args:
        ids: the numbers of the words of all lines of the page that carry meaning.
        starts: where those of each line begin, and the last end.
        counts: five numbers a word, all 0: when it was last counted, in how many lines above and below, and whether in the nearest of them.
        met: room for a number a word.
    """
    for number in range(len(places)):
        base, line = number * _WIDTH + _WORDS, lines[places[number]]
        rows[base + 2] = starts[line] == starts[line + 1]  # no long words
        above = _count_side(shapes, lines, ids, starts, counts, met, number + 1, firsts[number] - 1, -1, 0)
        if above < 0:
            continue
        below = _count_side(shapes, lines, ids, starts, counts, met, number + 1, places[number] + 1, 1, above)
        if below >= 0:
            _compare(counts, met, below, ids, starts[line], starts[line + 1], number + 1, rows, base)


@cython.cfunc
@cython.locals(counts="const int[::1]", met="const int[::1]", ids="const int[::1]", rows="unsigned char[::1]")
@cython.locals(at=cython.Py_ssize_t, word=cython.Py_ssize_t, side=cython.int, above=cython.int, below=cython.int, both=cython.int)
@cython.locals(own_above=cython.int, own_below=cython.int, twice=cython.int, thrice=cython.int, twice_there=cython.int)
@cython.locals(thrice_there=cython.int)
def _compare(
    counts: Any,
    met: Any,
    count: cython.Py_ssize_t,
    ids: Any,
    start: cython.Py_ssize_t,
    end: cython.Py_ssize_t,
    epoch: cython.int,
    rows: Any,
    base: cython.Py_ssize_t,
) -> cython.void:
    """Compare the words met above and below with each other, and with those of the line itself, from one place to another."""
    # For each side the words in two lines or more and in three or more, and how many of each stand on the other side too.
    for side in range(2):
        # The nearest lines first, and then all.
        above = below = both = own_above = own_below = 0
        for at in range(count):
            word = met[at] + (3 if side == 0 else 1)
            above += counts[word] > 0
            below += counts[word + 1] > 0
            both += (counts[word] > 0) & (counts[word + 1] > 0)
        for at in range(start, end):
            word = 5 * ids[at]
            if counts[word] == epoch:
                word += 3 if side == 0 else 1
                own_above += counts[word] > 0
                own_below += counts[word + 1] > 0
        if above > 3 and below > 3:
            rows[base + 3 + side] = _shared(both, min(above, below))
            if end > start:
                rows[base + 5 + side] = _part(own_below, end - start)
                rows[base + 7 + side] = _part(own_above, end - start)
    for side in range(2):
        # What one side keeps saying, first that below: in three of its lines, or in two where so few are.
        twice = thrice = twice_there = thrice_there = 0
        for at in range(count):
            word = counts[met[at] + 2 - side]
            both = counts[met[at] + 1 + side] > 0
            twice += word > 1
            thrice += word > 2
            twice_there += (word > 1) & both
            thrice_there += (word > 2) & both
        if thrice > 3:
            rows[base + 9 + side] = _part(thrice_there, thrice)
        elif twice > 3:
            rows[base + 9 + side] = _part(twice_there, twice)
