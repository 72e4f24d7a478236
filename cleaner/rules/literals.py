"""One scan that finds which of many literals stand in a text, in time that hardly depends on how many there are.

The literals become a prefix tree written as one regular expression without repetition, so it cannot backtrack without bound.
A literal that begins with a letter is looked for at the beginnings of words only; scripts that put no space between words
have no such beginnings, so their literals are looked for everywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

# Scripts from here on (radicals, kana, hangul, han) run words together.
UNSPACED = "\u2e80"

_Tree = dict[str, "_Tree"]


class LiteralScan:
    """Literals, ready to be looked for together.

    Args:
        literals: lower-case texts, none empty.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self._literals = sorted(set(literals))
        known = set(self._literals)
        # Where a literal stands, so do the literals it begins with.
        self._with_beginnings = {
            literal: tuple(literal[:size] for size in range(1, len(literal) + 1) if literal[:size] in known) for literal in known
        }
        at_words = [literal for literal in self._literals if literal[0].isalnum() and literal[0] < UNSPACED]
        anywhere = [literal for literal in self._literals if literal not in set(at_words)]
        branches = [rf"\b(?=({_written(_tree(at_words))}))"] if at_words else []
        branches += [rf"(?=({_written(_tree(anywhere))}))"] if anywhere else []
        self._scan = re.compile("|".join(branches)) if branches else None

    def find(self, lines: Sequence[str]) -> Iterator[tuple[int, set[str]]]:
        """The numbers of the lines that hold literals, in order, each with the literals it holds.

        Args:
            lines: texts without line feeds.
        """
        if self._scan is None or not lines:
            return
        text = "\n".join(lines).lower()
        # Lowering may lengthen a text (İ becomes two code points), so lines are told apart in the lowered text.
        starts = list(accumulate((len(line) + 1 for line in text.split("\n")), initial=0))
        number, end, held = -1, 0, set[str]()
        for hit in self._scan.finditer(text):
            at = hit.start()
            if at >= end:
                if held:
                    yield number, held
                number = bisect_right(starts, at) - 1
                end, held = starts[number + 1], set()
            held.update(self._with_beginnings[hit[hit.lastindex or 1]])
        if held:
            yield number, held


def _tree(literals: Iterable[str]) -> _Tree:
    root: _Tree = {}
    for literal in literals:
        node = root
        for character in literal:
            node = node.setdefault(character, {})
        node[""] = {}
    return root


def _written(tree: _Tree) -> str:
    """A prefix tree as a pattern that takes the longest literal."""
    branches = [re.escape(character) + _written(below) for character, below in sorted(tree.items()) if character]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in tree else joined
