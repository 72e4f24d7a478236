"""What was asked of a page before, so that it is not asked again.

A pass that sees the same lines beside the same neighbours makes the same claims. They were taken in when it first made them, and a line
only ever changes hands to a stronger claim, so to take them in once more would change nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import BLANK, LETTER
from cleaner.passes.heads import Head
from cleaner.passes.places import standing
from cleaner.passes.view import View

HEADS = "heads"
_BLANK = ord(BLANK)


class Asked:
    """What was asked of one page.

    Args:
        blocks: the page's blocks.
    """

    def __init__(self, blocks: Blocks) -> None:
        self._readings = blocks.readings
        self._places: set[tuple[object, ...]] = set()

    def places(self, view: View, places: Iterable[int]) -> Iterator[int]:
        """The places at which rules that may hold there have not been asked beside the same neighbours.

        Args:
            view: the lines that count.
            places: the places of lines with open rules.
        """
        readings, lines, kinds, asked = self._readings, view.lines, view.kinds, self._places
        for place in places:
            if not standing(view, place):
                continue
            line = lines[place]
            most = max([len(rule.steps) for rule in readings[line].open], default=0)
            beside = (line, place == 0, kinds[max(0, place - 1) : place + 2], *lines[place + 1 : place + most])
            if beside not in asked:
                asked.add(beside)
                yield place


@lru_cache(maxsize=1024)
def of_head(part: Part, evidence: tuple[str, ...]) -> Claim:
    """What is said of a line of a head.

    Args:
        part: what the line is.
        evidence: what spoke most for it.
    """
    return Claim(part, HEADS, 1.0, "; ".join(evidence))


def headed(view: View, found: Sequence[Head]) -> View:
    """A view in which the lines of heads have the letters of their parts.

    Args:
        view: the lines that count.
        found: the heads.
    """
    if not found:
        return view
    kinds = bytearray(view.state, "latin-1")
    for head in found:
        for part, line in head.lines():
            if line is not None and kinds[line] != _BLANK:
                kinds[line] = ord(LETTER[part])
    return view.renamed(kinds)
