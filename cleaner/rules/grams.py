"""Pieces of words that every match of a pattern holds: of each group one, as the index of a text by such pieces finds them."""

from __future__ import annotations

from functools import cache

from cleaner.rules.syntax import ASCII, OTHER, Characters, Node, Repeated, Series

# How many groups are told, how many pieces each may have, and among how many numbers pieces are spread; the last stands also for all
# pieces of which nothing is known but that they lie beyond ASCII.
GROUPS, GRAMS, SPREAD = 3, 48, 65536
BEYOND = SPREAD - 1
LONGEST = 4
# A piece beyond ASCII is told as an empty one.
_Group = frozenset[str]
# How often letters are met in the languages of the rules, in hundredths; other characters are met as often as the rarest.
_OFTEN = dict(
    zip("eaoinsrtldcumpghbvfyqjzxwk ", (13, 10, 8, 8, 8, 7, 7, 7, 5, 4, 4, 4, 3, 3, 2, 2, 2, 2, 2, 1, 1, 1, 1, 1, 1, 1, 17), strict=True)
)
_BEYOND_OFTEN, _ANY_OFTEN = 2000, 6


def gram(piece: str) -> int:
    """The number of a piece.

    Args:
        piece: two to `LONGEST` characters of ASCII, lowered.
    """
    number = 0
    for character in piece:
        number = (number * 769 + ord(character)) * 31 + (number >> 7) & 0xFFFFFFFF
    return (number ^ number >> 16) % SPREAD


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
    ways = [sorted(_groups(way), key=_weight) for way in node.ways]
    if not all(ways):
        return []
    # A match holds a piece of each group of the way it takes: the rarest of all ways make one group, those after them the next.
    unions = [frozenset().union(*(own[min(rank, len(own) - 1)] for own in ways)) for rank in range(max(map(len, ways)))]
    return [union for union in unions if len(union) <= GRAMS]


def _of_letters(series: Series) -> list[_Group]:
    """The rarest piece of each run of known characters in a series, as a group of its own; as long as may be."""
    known = "".join(_letter(part.held) if isinstance(part, Characters) else "\0" for part in _flat(series))
    runs = [run for run in known.split("\0") if len(run) > 1]
    return [min((frozenset({run[at : at + LONGEST]}) for at in range(max(1, len(run) - LONGEST + 1))), key=_weight) for run in runs]


def _flat(series: Series) -> list[Node]:
    parts: list[Node] = []
    for part in series.parts:
        parts += _flat(part) if isinstance(part, Series) else [part]
    return parts


@cache
def _letter(held: int) -> str:
    """The one character, lowered, that a set stands for; a null where it stands for more."""
    if held >> OTHER:
        return "\0"
    letters = {chr(code).lower() for code in range(ASCII) if held >> code & 1}
    return letters.pop() if len(letters) == 1 else "\0"


def _number(piece: str) -> int:
    return gram(piece) if piece else BEYOND


@cache
def _weight(group: _Group) -> tuple[int, list[str]]:
    """How often a text holds a piece of a group by chance."""
    return sum(_often(piece) for piece in group), sorted(group)


def _often(piece: str) -> int:
    if not piece:
        return _BEYOND_OFTEN
    often = 1
    for _ in range(LONGEST - len(piece)):
        often *= _ANY_OFTEN
    for character in piece:
        often *= _OFTEN.get(character, 1)
    return often
