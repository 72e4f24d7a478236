"""What every text that a pattern matches as a whole must look like: which characters may stand at either end, and which it cannot lack.

Most lines in which a keyword of a pattern stands are not what the pattern says, and nearly all of those show it at their ends. What is
read off a pattern here is never too narrow: whatever is not understood allows everything. Characters beyond ASCII count as one.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from struct import pack
from typing import NamedTuple

from cleaner.rules.syntax import ASCII, OTHER, Alternatives, Characters, Node, Repeated, Series, UnknownSyntaxError, parsed

# How many characters from either end are told, and how many sets of characters of which each match holds one.
REACH, NEEDED = 8, 4
_BEYOND = 1 << REACH
_WIDTH = OTHER + 1
_ALL, _WORD = (1 << _WIDTH) - 1, (1 << 64) - 1
# So that numbers of eight bytes lie where such numbers do.
_SKIPPED = -2 * (1 + _WIDTH) % 8
_EVERYWHERE = (1 << _WIDTH * REACH) - 1
# How rarely a set is met counts by what it holds: small letters are common, marks and capitals are not.
_COMMON = [10 if chr(code).islower() else 20 if code == ord(" ") else 3 if chr(code).isalnum() else 1 for code in range(ASCII)] + [5]


class Edges(NamedTuple):
    """What a match must look like. Sets of characters are numbers, a bit for each ASCII character and one for all others.

    Args:
        lengths: a bit for each length that a match may have; the last stands for all from there on.
        front: the characters that may stand first, second, and so on.
        back: those that may stand last, last but one, and so on.
        needed: sets of which each match holds at least one character.
    """

    lengths: int
    front: tuple[int, ...]
    back: tuple[int, ...]
    needed: tuple[int, ...]

    def packed(self) -> bytes:
        """The same as tables: the lengths, the places each character may take at either end, and the sets, an unused one holding all."""
        ends = (*self.front, *self.back)
        allowed = [sum((held >> code & 1) << place for place, held in enumerate(ends)) for code in range(_WIDTH)]
        needed = [*self.needed, *[_ALL] * (NEEDED - len(self.needed))]
        words = [held >> shift & _WORD for held in needed for shift in (0, 64, OTHER)]
        return pack(f"={1 + _WIDTH}H{_SKIPPED}x{len(words)}Q", self.lengths, *allowed, *words)


def edges(pattern: str) -> Edges | None:
    """What matches of a pattern must look like; None where that is not known.

    Args:
        pattern: a regular expression as `regex` reads it.
    """
    try:
        tree = parsed(pattern)
    except UnknownSyntaxError:
        return None
    (lengths, front), (_, back) = _reached(tree, turned=False), _reached(tree, turned=True)
    return Edges(lengths, _places(front), _places(back), tuple(sorted(_needed(tree), key=_weight)[:NEEDED]))


def may_match(told: Edges, line: str) -> bool:
    """Whether a line looks as matches do.

    Args:
        told: what matches must look like.
        line: the line.
    """
    sets = [1 << min(ord(character), OTHER) for character in line]
    held = 0
    for one in sets:
        held |= one
    if not told.lengths >> min(len(line), REACH) & 1 or not all(held & needed for needed in told.needed):
        return False
    ends = ((told.front, sets), (told.back, sets[::-1]))
    return all(one & allowed for allowed_at, standing in ends for allowed, one in zip(allowed_at, standing, strict=False))


# The lengths that a node may have, and the characters that it may hold at each place, all in one number.
_Reached = tuple[int, int]


def _reached(node: Node, turned: bool) -> _Reached:
    if isinstance(node, Characters):
        return 2, node.held
    if isinstance(node, Series):
        found = 1, 0
        for part in reversed(node.parts) if turned else node.parts:
            if found[0] == _BEYOND:
                break
            found = _after(found, _reached(part, turned))
        return found
    if isinstance(node, Alternatives):
        return _either([_reached(way, turned) for way in node.ways])
    once = _reached(node.node, turned)
    found = 1, 0
    for _ in range(min(node.least, REACH)):
        found = _after(found, once)
    ways = [found]
    for _ in range(min(node.most - node.least, REACH)):
        found = _after(found, once)
        ways.append(found)
    return _either(ways)


def _after(one: _Reached, other: _Reached) -> _Reached:
    """One behind the other."""
    lengths, sets = one[0] & _BEYOND, one[1]
    for start in range(REACH):
        if one[0] >> start & 1:
            shifted = other[0] << start
            lengths |= shifted & (_BEYOND - 1) | (_BEYOND if shifted >= _BEYOND else 0)
            sets |= other[1] << _WIDTH * start
    return lengths, sets & _EVERYWHERE


def _either(ways: Sequence[_Reached]) -> _Reached:
    lengths, sets = 0, 0
    for found, held in ways:
        lengths |= found
        sets |= held
    return lengths, sets


def _places(sets: int) -> tuple[int, ...]:
    return tuple(sets >> _WIDTH * place & _ALL for place in range(REACH))


def _needed(node: Node) -> list[int]:
    """Sets of which each match holds a character, the rarest first."""
    if isinstance(node, Characters):
        return [node.held]
    if isinstance(node, Series):
        every = {held for part in node.parts for held in _needed(part)}
        return sorted(every, key=_weight)[:NEEDED]
    if isinstance(node, Repeated):
        return _needed(node.node) if node.least else []
    rarest = [_needed(way)[:1] for way in node.ways]
    if not all(rarest):
        return []
    union = 0
    for (held,) in rarest:
        union |= held
    return [union]


@cache
def _weight(held: int) -> tuple[int, int]:
    return sum(weight for code, weight in enumerate(_COMMON) if held >> code & 1), held
