"""Which lines of a page another tool handed on: its text aligned with the page's, word by word and in order, in linear time.

Runs of words that occur once in both texts are anchors; those that stand in order are matched and grown while the words agree. What
lies between two anchors is aligned the same way, by shorter runs. So lines may be joined or split, and words lost on either side.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from cleaner.html.markup import Markup
from cleaner.html.tags import BLOCKS, Mark

# Scripts that put no space between words count a character as a word.
_WORD = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]|\w+")
# The lengths of runs, and whether they must occur once. What stands several times in a gap is a teaser above the text or a copy of it in
# another form: the last of them is taken, the one next to what follows.
_RUNS = ((5, True), (3, True), (5, False), (3, False), (2, True), (1, True))
# A line is handed on if so much of it is: tools leave out marks of footnotes and buttons, and never half of a line.
_ENOUGH = 0.6

# What stands in these is beside the content, however it is built.
_BESIDE = Mark.nav | Mark.aside | Mark.footer | Mark.form | Mark.dialog | Mark.hidden
_MOST_LINKED = 0.5
# Beyond the first and last known lines, one must have so many words: a template also shapes labels above and below the content.
_LONG = 15
_SHORT = 8

# An element and the one around it, each by its name and class.
Template = tuple[str, str, str, str]
Gap = tuple[int, int, int, int]


def words_of(text: str) -> list[str]:
    """The words of a text, without case."""
    return _WORD.findall(text.casefold())


def handed_on(lines: Sequence[str], text: str) -> list[bool]:
    """For each line, whether a text holds it, in its place."""
    owners: list[int] = []
    words: list[str] = []
    for number, line in enumerate(lines):
        found = words_of(line)
        words += found
        owners += [number] * len(found)
    lengths = [0] * len(lines)
    for owner in owners:
        lengths[owner] += 1
    hits = [0] * len(lines)
    for place in matched(words, words_of(text)):
        hits[owners[place]] += 1
    return [bool(length) and hit >= _ENOUGH * length for hit, length in zip(hits, lengths, strict=True)]


def matched(ours: Sequence[str], theirs: Sequence[str]) -> Iterator[int]:
    """The places of our words that stand in their text too, in the same order."""
    gaps: list[Gap] = [(0, len(ours), 0, len(theirs))]
    for length, once in _RUNS:
        left: list[Gap] = []
        for gap in gaps:
            at, to = gap[0], gap[2]
            for start, other, size in _anchored(ours, theirs, gap, length, once=once):
                yield from range(start, start + size)
                left.append((at, start, to, other))
                at, to = start + size, other + size
            left.append((at, gap[1], to, gap[3]))
        gaps = [gap for gap in left if gap[0] < gap[1] and gap[2] < gap[3]]


def _anchored(ours: Sequence[str], theirs: Sequence[str], gap: Gap, length: int, *, once: bool) -> Iterator[tuple[int, int, int]]:
    """Stretches of a gap that agree: their places in both texts and their lengths, in order, grown from runs that occur once in both."""
    first, last, other_first, other_last = gap
    mine, other = _runs(ours, first, last, length, once=once), _runs(theirs, other_first, other_last, length, once=once)
    pairs = sorted((place, other[run]) for run, place in mine.items() if run in other)
    at, to = first, other_first
    for place, there in _rising(pairs):
        if place < at or there < to:
            continue  # grown over already
        start, begin = place, there
        while start > at and begin > to and ours[start - 1] == theirs[begin - 1]:
            start, begin = start - 1, begin - 1
        end, stop = place + length, there + length
        while end < last and stop < other_last and ours[end] == theirs[stop]:
            end, stop = end + 1, stop + 1
        yield start, begin, end - start
        at, to = end, stop


def _runs(words: Sequence[str], first: int, last: int, length: int, *, once: bool) -> dict[tuple[str, ...], int]:
    """The runs of a stretch, and where each occurs: once, or for the last time."""
    places: dict[tuple[str, ...], int] = {}
    for place in range(first, last - length + 1):
        run = tuple(words[place : place + length])
        places[run] = -1 if once and run in places else place
    return {run: place for run, place in places.items() if place >= 0} if once else places


def _rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest choice of pairs, sorted by their first numbers, whose second numbers rise too."""
    ends: list[int] = []
    tails: list[int] = []
    before: list[int] = []
    for number, (_, there) in enumerate(pairs):
        place = bisect_left(ends, there)
        before.append(tails[place - 1] if place else -1)
        if place == len(ends):
            ends.append(there)
            tails.append(number)
        else:
            ends[place], tails[place] = there, number
    chosen = []
    number = tails[-1] if tails else -1
    while number >= 0:
        chosen.append(pairs[number])
        number = before[number]
    return chosen[::-1]


def same_template(markup: Markup, known: Sequence[bool], *, between: bool) -> list[bool]:
    """The known lines of the content, and those that stand as they do."""
    parents, lines = markup.elements.parents, [line for line, held in enumerate(known) if held]
    first, last = lines[0], lines[-1]
    blocks = {_block(markup, line) for line in lines}
    around = {parents[block] for block in blocks}
    templates = {_template(markup, block) for block in blocks}
    found = list(known)
    for line, held in enumerate(known):
        if held or _beside(markup, line) or not (words := len(words_of(markup.lines[line]))):
            continue
        block, inside = _block(markup, line), first < line < last
        alike = parents[block] in around or _template(markup, block) in templates
        found[line] = (alike and (inside or words >= _LONG)) or (between and inside and words >= _SHORT)
    return found


def _beside(markup: Markup, line: int) -> bool:
    return bool(markup.marks(line) & _BESIDE) or markup.link_density(line) > _MOST_LINKED


def _block(markup: Markup, line: int) -> int:
    """The element that begins and ends a line."""
    elements, element = markup.elements, markup.element[line]
    while elements.tags[element] not in BLOCKS and elements.parents[element] >= 0:
        element = elements.parents[element]
    return element


def _template(markup: Markup, element: int) -> Template:
    """What an element and the one around it are called: elements that a template makes are called alike."""
    elements, parent = markup.elements, markup.elements.parents[element]
    around = (elements.tags[parent], _class(markup, parent)) if parent >= 0 else ("", "")
    return (elements.tags[element], _class(markup, element), *around)


def _class(markup: Markup, element: int) -> str:
    return markup.elements.attributes(element).get("class", "")
