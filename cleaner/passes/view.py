"""What a pass looks at: the lines of a page that count, with their kinds as they are known so far.

The first view holds every line that is not blank. Later views leave out what would be removed, so that a pass sees the page as a
second cleaning would see it; when such a view brings nothing new, cleaning the result again will not either.
"""

from __future__ import annotations

from itertools import accumulate, compress
from typing import Any

from cleaner.document.records import cached_property, dataclass
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import BLANK, EDGE_AFTER, EDGE_BEFORE, filled, words

_BLANKS = BLANK.encode("latin-1")
# How far, in lines that count, evidence is looked for on either side. What stands further off never changes what a line is.
WINDOW = 400
# Evidence that rests on other evidence, itself found so far off, is looked for within half of it.
NEAR = WINDOW // 2


@dataclass(frozen=True)
class View:
    """Lines of a page that count, in order.

    Args:
        blocks: the page's blocks.
        lines: numbers of the lines that count.
        kinds: their kinds, one letter each.
        state: the kinds of all lines of the page, those that do not count as blank.
    """

    blocks: Blocks
    lines: list[int]
    kinds: str
    state: str = ""

    @classmethod
    def of(cls, blocks: Blocks, kinds: str) -> View:
        """The lines that are not blank.

        Args:
            blocks: the page's blocks.
            kinds: the kinds of all its lines; those that should not count are given as blank.
        """
        return cls(blocks, list(compress(range(len(kinds)), filled(kinds))), kinds.replace(BLANK, ""), kinds)

    def renamed(self, kinds: bytearray) -> View:
        """The same lines with other kinds.

        Args:
            kinds: the kinds of all lines of the page, blank for those that do not count.
        """
        view = View(self.blocks, self.lines, kinds.translate(None, _BLANKS).decode("latin-1"), self.state)
        vars(view)["_counts"] = self._counts
        return view

    def words_at(self, place: int) -> frozenset[str]:
        """The words that describe a line of the view, or the edge of the page.

        Args:
            place: its place in the view; -1 or the view's length for the edges.
        """
        if place < 0:
            return EDGE_BEFORE
        return words(self.kinds[place]) if place < len(self.kinds) else EDGE_AFTER

    def place(self, line: int) -> int | None:
        """The place of a line in the view; None if it does not count.

        Args:
            line: its number on the page.
        """
        counts = self._counts
        return counts[line] if counts[line] < counts[line + 1] else None

    def place_from(self, line: int) -> int:
        """The place of the first line in the view from one on.

        Args:
            line: its number on the page.
        """
        return self._counts[line]

    @cached_property
    def _counts(self) -> list[int]:
        """For each line of the page, and its end, how many lines above it count."""
        return list(accumulate(filled(self.state), initial=0))

    @cached_property
    def texts(self) -> list[str]:
        """The lines of the view without the white space around them."""
        return list(map(self.blocks.texts.__getitem__, self.lines))

    @cached_property
    def noted(self) -> dict[str, Any]:
        """What passes note of the view for each other, each under a name of its own."""
        return {}

    def text(self, place: int) -> str:
        """A line of the view without the white space around it.

        Args:
            place: its place in the view.
        """
        return self.blocks.texts[self.lines[place]]
