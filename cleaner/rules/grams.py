"""Pieces of words that every match of a pattern holds: of each group one, as the index of a text by such pieces finds them."""

from __future__ import annotations

from functools import cache

from cleaner.rules.syntax import ASCII, OTHER, Alternatives, Characters, Node, Repeated, Series

# How many groups are told, how many pieces each may have, and among how many numbers pieces are spread; the last stands for all of
# which nothing is known but that they lie beyond ASCII.
GROUPS, GRAMS, SPREAD = 3, 48, 4096
BEYOND = SPREAD - 1
_Group = frozenset[int]


def gram(first: int, second: int, third: int = 0) -> int:
    """The number of a piece of two or three characters.

    Args:
        first: the code point of its first character, lowered; all are ASCII.
        second: that of its second.
        third: that of its third; 0 where it has two.
    """
    return (first * 131 + second * 1031 + third * 8209 + (first ^ third) * 17) % BEYOND


def groups(tree: Node) -> tuple[tuple[int, ...], ...]:
    """The groups of pieces of which each match holds one, the smallest first.

    Args:
        tree: a pattern.
    """
    found = sorted(_groups(tree), key=_weight)
    return tuple(tuple(sorted(group)) for group in found[:GROUPS])


def _groups(node: Node) -> list[_Group]:
    if isinstance(node, Characters):
        # A character of which nothing is known but that it is not ASCII.
        return [frozenset({BEYOND})] if node.held == 1 << OTHER else []
    if isinstance(node, Series):
        found = {group for part in node.parts for group in _groups(part)} | set(_of_letters(node))
        return sorted(found, key=_weight)[:GROUPS]
    if isinstance(node, Repeated):
        return _groups(node.node) if node.least else []
    union: set[int] = set()
    for way in node.ways:
        own = _groups(way)
        if not own:
            return []
        union |= min(own, key=_weight)
    return [frozenset(union)] if len(union) <= GRAMS else []


def _of_letters(series: Series) -> list[_Group]:
    """Each piece of the runs of letters in a series, as a group of its own."""
    codes = [_letter(part.held) if isinstance(part, Characters) else 0 for part in _flat(series)]
    found: list[_Group] = []
    for before, first, second, third in zip([0, *codes], codes, codes[1:], [*codes[2:], 0], strict=False):
        # Two letters tell little where three are known.
        if first and second and (third or not before):
            found.append(frozenset({gram(first, second, third)}))
    return found


def _flat(series: Series) -> list[Node]:
    parts: list[Node] = []
    for part in series.parts:
        parts += _flat(part) if isinstance(part, Series) else [part]
    return parts


@cache
def _letter(held: int) -> int:
    """The one character, lowered, that a set stands for; 0 where it stands for more."""
    if held >> OTHER:
        return 0
    codes = {ord(chr(code).lower()) for code in range(ASCII) if held >> code & 1}
    return codes.pop() if len(codes) == 1 else 0


def _weight(group: _Group) -> tuple[int, list[int]]:
    return len(group), sorted(group)
