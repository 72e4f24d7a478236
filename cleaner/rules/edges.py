"""What every text that a pattern matches as a whole must look like: how it begins and ends, and which pieces of words it cannot lack.

Most lines in which a keyword of a pattern stands are not what the pattern says, and nearly all of those show it at once. What is read off
a pattern here is never too narrow: whatever is not understood allows everything.
"""

from __future__ import annotations

from functools import cache
from struct import pack
from typing import NamedTuple

from cleaner.rules.beginnings import CLASSES, FRONT, SQUARE, beginning, up_to
from cleaner.rules.grams import GRAMS, GROUPS, groups
from cleaner.rules.syntax import ASCII, OTHER, Alternatives, Characters, Node, Repeated, Series, UnknownSyntaxError, parsed

# How many characters from the end are told, and in how many ways a match may begin.
BACK, WAYS = 8, 3
# How many words are told with which no match begins.
BARRED = 64
_BEYOND = 1 << BACK
_WIDTH = OTHER + 1
_EVERYWHERE = (1 << _WIDTH * BACK) - 1
_ALL, _WORD, _CLASS = (1 << _WIDTH) - 1, (1 << 64) - 1, (1 << CLASSES) - 1


class Way(NamedTuple):
    """One way in which matches begin.

    Args:
        first: a bit for each class that the first character may be of.
        pairs: for each place but the last of those that are told, a bit for each pair of classes that may stand there and after it.
        needed: the characters of which each such match holds one, a bit for each.
        barred: numbers of words with which no such match begins.
    """

    first: int
    pairs: tuple[int, ...]
    needed: int
    barred: tuple[int, ...]


class Edges(NamedTuple):
    """What a match must look like. Sets of characters are numbers, a bit for each ASCII character and one for all others.

    Args:
        lengths: a bit for each length that a match may have; the last stands for all from there on.
        back: the characters that may stand last, last but one, and so on.
        ways: the ways in which matches begin.
        grams: groups of pieces of words, of each of which a match holds one.
    """

    lengths: int
    back: tuple[int, ...]
    ways: tuple[Way, ...]
    grams: tuple[tuple[int, ...], ...]

    def packed(self) -> bytes:
        """The same as tables; an unused group holds nothing."""
        allowed = [sum((held >> code & 1) << place for place, held in enumerate(self.back)) for code in range(_WIDTH)]
        told = pack(f"=HB{_WIDTH}B", self.lengths, len(self.ways), *allowed)
        for way in (*self.ways, *[Way(0, (0,) * (FRONT - 1), 0, ())] * (WAYS - len(self.ways))):
            rows = [square >> CLASSES * row & _CLASS for square in way.pairs for row in range(CLASSES)]
            told += pack(f"=I{len(rows)}I3Q", way.first, *rows, way.needed & _WORD, way.needed >> 64 & _WORD, way.needed >> ASCII)
            told += pack(f"=I{BARRED}I", len(way.barred), *way.barred, *[0] * (BARRED - len(way.barred)))
        for group in (*self.grams, *[()] * (GROUPS - len(self.grams))):
            told += pack(f"=H{GRAMS}H", len(group), *group, *[0] * (GRAMS - len(group)))
        return told


def edges(pattern: str) -> Edges | None:
    """What matches of a pattern must look like; None where that is not known.

    Args:
        pattern: a regular expression as `regex` reads it.
    """
    try:
        tree = parsed(pattern)
    except UnknownSyntaxError:
        return None
    lengths, back = _ends(tree)
    ways = []
    for begun, barred in _ways(tree):
        found = beginning(Series(begun))
        squares = tuple(found.pairs >> SQUARE * place & ((1 << SQUARE) - 1) for place in range(FRONT - 1))
        ways.append(
            Way(
                found.places & _CLASS,
                squares,
                min(_needed(Series(begun)), key=_weight, default=_ALL),
                tuple(map(word_number, barred))[:BARRED],
            )
        )
    return Edges(lengths, tuple(back >> _WIDTH * place & _ALL for place in range(BACK)), tuple(ways), groups(tree))


def word_number(word: str) -> int:
    """The number by which a first word is compared.

    Args:
        word: a word of ASCII letters.
    """
    number = 2166136261
    for character in word:
        number = (number ^ ord(character)) * 16777619 & 0xFFFFFFFF
    return number


def _ways(tree: Node) -> list[tuple[list[Node], tuple[str, ...]]]:
    """A pattern as a few series, so that what may stand before all else, or not, does not blur what follows; and words barred there."""
    ways: list[tuple[list[Node], tuple[str, ...]]] = [([tree], ())]
    at = 0
    while at < len(ways):
        parts, barred = ways[at]
        first, rest = (parts[0], parts[1:]) if parts else (None, [])
        if isinstance(first, Series):
            ways[at] = [*first.parts, *rest], (*barred, *first.barred)
        elif isinstance(first, Repeated) and first.least:
            ways[at] = [first.node, *_less(first), *rest], barred
        elif isinstance(first, Repeated) and not isinstance(first.node, Characters) and len(ways) < WAYS:
            ways[at] = rest, barred
            ways.append(([first.node, *_less(first), *rest], barred))
        elif isinstance(first, Alternatives) and len(ways) + len(first.ways) - 1 <= WAYS:
            ways[at : at + 1] = [([way, *rest], barred) for way in first.ways]
        else:
            at += 1
    return ways


def _less(node: Repeated) -> list[Node]:
    """The same, once less."""
    return [Repeated(node.node, max(0, node.least - 1), node.most - 1)] if node.most > 1 else []


def _ends(node: Node) -> tuple[int, int]:
    """The lengths that a node may have, and the characters that it may hold at each place from its end, all in one number."""
    if isinstance(node, Characters):
        return 2, node.held
    found = 1, 0
    if isinstance(node, Series):
        for part in reversed(node.parts):
            if found[0] == _BEYOND:
                break
            found = _before(found, _ends(part))
        return found
    if isinstance(node, Alternatives):
        ways = [_ends(way) for way in node.ways]
    else:
        once = _ends(node.node)
        ways = []
        for times in range(min(node.most, BACK) + 1):
            if times >= min(node.least, BACK):
                ways.append(found)
            found = _before(found, once)
    lengths = sets = 0
    for one, held in ways:
        lengths |= one
        sets |= held
    return lengths, sets


def _before(one: tuple[int, int], other: tuple[int, int]) -> tuple[int, int]:
    """What is told from the end, and something else before it."""
    lengths, sets = one[0] & _BEYOND, one[1]
    for start in range(BACK):
        if one[0] >> start & 1:
            lengths |= up_to(other[0] << start, _BEYOND)
            sets |= other[1] << _WIDTH * start
    return lengths, sets & _EVERYWHERE


def _needed(node: Node) -> list[int]:
    """Sets of which each match holds a character, the rarest at the most."""
    if isinstance(node, Characters):
        return [node.held]
    if isinstance(node, Series):
        every = {held for part in node.parts for held in _needed(part)}
        return [min(every, key=_weight)] if every else []
    if isinstance(node, Repeated):
        return _needed(node.node) if node.least else []
    union = 0
    for way in node.ways:
        rarest = _needed(way)
        if not rarest:
            return []
        union |= rarest[0]
    return [union]


# How rarely a set is met counts by what it holds: small letters are common, marks and capitals are not.
_COMMON = [10 if chr(code).islower() else 20 if code == ord(" ") else 3 if chr(code).isalnum() else 1 for code in range(ASCII)] + [5]


@cache
def _weight(held: int) -> tuple[int, int]:
    return sum(weight for code, weight in enumerate(_COMMON) if held >> code & 1), held
