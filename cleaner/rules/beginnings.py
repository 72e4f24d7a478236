"""How the texts begin that a pattern matches: which classes of characters follow each other at each of the first few places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from cleaner.rules.syntax import ASCII, OTHER, Alternatives, Characters, Node, Series

# How many characters are told, and of how many classes they are.
FRONT, CLASSES = 6, 32
SQUARE = CLASSES * CLASSES
_BEYOND = 1 << FRONT
_WIDTH = OTHER + 1
_PLACES, _PAIRS, _CLASS = (1 << CLASSES * FRONT) - 1, (1 << SQUARE * (FRONT - 1)) - 1, (1 << CLASSES) - 1


def class_of(code: int) -> int:
    """The class of a character: a letter without its case, a digit, a space, one of three kinds of marks, or anything beyond ASCII.

    Args:
        code: its code point; all beyond ASCII are one.
    """
    character = chr(code)
    if code >= ASCII:
        return CLASSES - 1
    if character.isalpha():
        return ord(character.lower()) - ord("a")
    return (
        26 if character.isdigit() else 27 if character == " " else 28 if character in ".,:;!?'\"" else 29 if character.isprintable() else 30
    )


CLASS = tuple(map(class_of, range(_WIDTH)))


class Beginning(NamedTuple):
    """How the texts begin that a node matches, each table in one number.

    Args:
        lengths: a bit for each length they may have; the last stands for all from there on.
        places: for each place the classes that may stand there.
        pairs: for each place the pairs of classes that may stand there and after it.
        lasts: for each length the classes that their last character may be of.
    """

    lengths: int
    places: int
    pairs: int
    lasts: int


_NOTHING = Beginning(1, 0, 0, 0)


@cache
def _one(held: int) -> Beginning:
    classes = 0
    for code in range(_WIDTH):
        classes |= (held >> code & 1) << CLASS[code]
    return Beginning(2, classes, 0, classes)


def beginning(node: Node) -> Beginning:
    """How the texts begin that a node matches.

    Args:
        node: a pattern or a part of one.
    """
    if isinstance(node, Characters):
        return _one(node.held)
    found = _NOTHING
    if isinstance(node, Series):
        for part in node.parts:
            if found.lengths == _BEYOND:
                break
            found = _after(found, beginning(part))
        return found
    if isinstance(node, Alternatives):
        return _either(beginning(way) for way in node.ways)
    once = beginning(node.node)
    ways: list[Beginning] = []
    for times in range(min(node.most, FRONT) + 1):
        if times >= min(node.least, FRONT):
            ways.append(found)
        found = _after(found, once)
    return _either(ways)


def _after(one: Beginning, other: Beginning) -> Beginning:
    """One behind the other."""
    lengths, places, pairs = one.lengths & _BEYOND, one.places, one.pairs
    lasts = one.lasts if other.lengths & 1 else 0
    for start in range(FRONT):
        if one.lengths >> start & 1:
            lengths |= up_to(other.lengths << start, _BEYOND)
            places |= other.places << CLASSES * start
            pairs |= other.pairs << SQUARE * start
            lasts |= other.lasts << CLASSES * start
            if start:
                last = one.lasts >> CLASSES * (start - 1) & _CLASS
                pairs |= _spread(last) * (other.places & _CLASS) << SQUARE * (start - 1)
    return Beginning(lengths, places & _PLACES, pairs & _PAIRS, lasts & _PLACES)


def _either(ways: Iterator[Beginning] | Sequence[Beginning]) -> Beginning:
    lengths = places = pairs = lasts = 0
    for way in ways:
        lengths |= way.lengths
        places |= way.places
        pairs |= way.pairs
        lasts |= way.lasts
    return Beginning(lengths, places, pairs, lasts)


@cache
def _spread(classes: int) -> int:
    """A row for each of some classes."""
    return sum(1 << CLASSES * row for row in range(CLASSES) if classes >> row & 1)


def up_to(lengths: int, beyond: int) -> int:
    """Lengths, all from some length on as one.

    Args:
        lengths: a bit for each length.
        beyond: the bit of that length.
    """
    return lengths & (beyond - 1) | (beyond if lengths >= beyond else 0)
