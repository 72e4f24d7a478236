"""Pieces of words that every match of a pattern holds: of each group one, as the index of a text by such pieces finds them."""

from __future__ import annotations

from functools import cache

from cleaner.rules.syntax import ASCII, OTHER, Characters, Node, Repeated, Series

# How many groups are told, how many pieces each may have, and among how many numbers pieces are spread; the last stands also for all
# pieces of which nothing is known but that they lie beyond ASCII.
GROUPS, GRAMS, SPREAD = 3, 48, 4096
BEYOND = SPREAD - 1
# A piece beyond ASCII is told as an empty one.
_Group = frozenset[str]
# How often letters are met in the languages of the rules, in hundredths; other characters are met as often as the rarest.
_OFTEN = dict(
    zip("eaoinsrtldcumpghbvfyqjzxwk ", (13, 10, 8, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 17), strict=True)
)
_BEYOND_OFTEN, _TWO_OFTEN = 300, 8


def gram(first: int, second: int, third: int = 0) -> int:
    """The number of a piece of two or three characters.

    Args:
        first: the code point of its first character, lowered; all are ASCII.
        second: that of its second.
        third: that of its third; 0 where it has two.
    """
    return (first * 131 + second * 1031 + third * 8209 + (first ^ third) * 17) % SPREAD


def groups(tree: Node) -> tuple[tuple[int, ...], ...]:
    """The groups of pieces of which each match holds one, the smallest first.

    Args:
        tree: a pattern.
    """
    found = sorted(_groups(tree), key=_weight)
    return tuple(tuple(sorted({_number(piece) for piece in group})) for group in found[:GROUPS])


def _groups(node: Node) -> list[_Group]:
    if isinstance(node, Characters):
        # A character of which nothing is known but that it is not ASCII.
        return [frozenset({""})] if node.held == 1 << OTHER else []
    if isinstance(node, Series):
        found = {group for part in node.parts for group in _groups(part)} | set(_of_letters(node))
        return sorted(found, key=_weight)[:GROUPS]
    if isinstance(node, Repeated):
        return _groups(node.node) if node.least else []
    union: set[str] = set()
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
            found.append(frozenset({"".join(map(chr, filter(None, (first, second, third))))}))
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


def _number(piece: str) -> int:
    return gram(*map(ord, piece)) if piece else BEYOND


@cache
def _weight(group: _Group) -> tuple[int, list[str]]:
    """How often a text holds a piece of a group by chance."""
    return sum(_often(piece) for piece in group), sorted(group)


def _often(piece: str) -> int:
    if not piece:
        return _BEYOND_OFTEN
    often = 1 if len(piece) > 2 else _TWO_OFTEN
    for character in piece:
        often *= _OFTEN.get(character, 1)
    return often
