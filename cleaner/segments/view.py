"""What a pass looks at: the lines of a page that count, with their kinds as they are known so far.

The first view holds every line that is not blank. Later views leave out what would be removed, so that a pass sees the page as a
second cleaning would see it; when such a view brings nothing new, cleaning the result again will not either.
"""

from __future__ import annotations

from array import array
from functools import cached_property
from itertools import accumulate, compress
from typing import Any

from cleaner.document.parts import Part, Zone
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import (
    BLANK,
    CONTEXT_CLASS,
    EDGE_AFTER,
    EDGE_BEFORE,
    HEADING,
    ITEM,
    LABEL,
    LETTER,
    NUMBER,
    PLACED_CLASS,
    PROSE,
    QUESTION,
    SENTENCE,
    TITLE,
    filled,
    letters,
    words,
)

# How far, in lines that count, evidence is looked for on either side. What stands further off never changes what a line is.
WINDOW = 400
# Evidence that rests on other evidence, itself found so far off, is looked for within half of it.
HALF_WINDOW = WINDOW // 2

GONE = frozenset(letters(Zone.tail, Zone.chrome, Zone.residue))
DATED = frozenset((LETTER[Part.timestamp], LETTER[Part.byline]))
PICTURE = frozenset((LETTER[Part.credit], LETTER[Part.caption]))
FURNITURE = GONE | DATED | PICTURE
TEXT = frozenset((PROSE, TITLE, SENTENCE, ITEM, LETTER[Part.embed]))
HEADINGS = frozenset((HEADING, LABEL, QUESTION, NUMBER))
_INSIDE = frozenset((Part.ad_slot, Part.caption, Part.credit, Part.masthead, Part.consent, Part.paywall))
# Chrome that stands between two stories rather than inside one.
CLOSERS = frozenset(LETTER[part] for part in Part if part.zone in (Zone.tail, Zone.chrome) and part not in _INSIDE)
# The same for the kernels, a bit each: which kinds are what.
_SETS = {
    "prose": frozenset(PROSE),
    "furniture": FURNITURE,
    "closer": CLOSERS,
    "label": frozenset((LABEL, LETTER[Part.kicker])),
    "dated": DATED,
    "byline": frozenset(LETTER[Part.byline]),
    "picture": PICTURE,
    "gone": GONE,
    "text": TEXT,
    "heading": HEADINGS,
    "may be a date": HEADINGS | TEXT,
    "may be a name": frozenset((HEADING, LABEL)),
    "read": TEXT | {HEADING, QUESTION},
    "deck": frozenset((PROSE, TITLE, SENTENCE, QUESTION, HEADING)),
    "says again": frozenset((PROSE, SENTENCE, TITLE)),
    "needs context": frozenset(CONTEXT_CLASS),
    "needs a place": frozenset(PLACED_CLASS),
}
FLAGS = array("i", [sum(1 << at for at, kinds in enumerate(_SETS.values()) if chr(code) in kinds) for code in range(256)])


def bit(name: str) -> int:
    """The bit that `FLAGS` has for kinds that are what a name says."""
    return 1 << list(_SETS).index(name)


class View:
    """Lines of a page that count, in order.

    Args:
        lines: numbers of the lines that count.
        kinds: their kinds, one letter each.
        state: the kinds of all lines of the page, those that do not count as blank.
    """

    def __init__(self, blocks: Blocks, lines: list[int], kinds: str, state: str = "") -> None:
        self.blocks, self.lines, self.kinds, self.state = blocks, lines, kinds, state
        # What passes keep of the view for each other, each under a name of its own.
        self.cache: dict[str, Any] = {}

    @classmethod
    def of(cls, blocks: Blocks, kinds: str) -> View:
        """The lines that are not blank.

        Args:
            kinds: the kinds of all lines of the page; those that should not count are given as blank.
        """
        return cls(blocks, list(compress(range(len(kinds)), filled(kinds))), kinds.replace(BLANK, ""), kinds)

    def renamed(self, kinds: bytearray) -> View:
        """The same lines with other kinds.

        Args:
            kinds: the kinds of all lines of the page, blank for those that do not count.
        """
        view = View(self.blocks, self.lines, kinds.translate(None, BLANK.encode()).decode("latin-1"), self.state)
        vars(view)["_counts"] = self._counts
        return view

    def words_at(self, place: int) -> frozenset[str]:
        """The words that describe a line of the view, or with -1 or the view's length an edge of the page."""
        if place < 0:
            return EDGE_BEFORE
        return words(self.kinds[place]) if place < len(self.kinds) else EDGE_AFTER

    def place(self, line: int) -> int | None:
        """The place in the view of a line of the page; None if it does not count."""
        counts = self._counts
        return counts[line] if counts[line] < counts[line + 1] else None

    def place_from(self, line: int) -> int:
        """The place of the first line in the view from a line of the page on."""
        return self._counts[line]

    @cached_property
    def _counts(self) -> list[int]:
        """For each line of the page, and its end, how many lines above it count."""
        return list(accumulate(filled(self.state), initial=0))

    @cached_property
    def texts(self) -> list[str]:
        """The lines of the view without the white space around them."""
        return list(map(self.blocks.texts.__getitem__, self.lines))

    def text(self, place: int) -> str:
        """A line of the view without the white space around it."""
        return self.blocks.texts[self.lines[place]]
