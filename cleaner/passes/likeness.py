"""Whether a line stands as other headlines of its page do: a page puts the same things in the same places around each of its stories."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.document.records import dataclass
from cleaner.lines.kinds import PROSE
from cleaner.passes.surroundings import DATED, FURNITURE
from cleaner.passes.view import NEAR

FIFTHS, _PARTS = (0.01, 0.2, 0.4, 0.6, 0.85), ("no", "few", "some", "half of the", "most", "nearly all")
# The evidence: for each number of other headlines, and for each share of them, from the least to the greatest.
OTHERS = tuple(f"{count} other headlines near" for count in ("no", "1", "2", "three or more"))
SAME_BELOW, SAME_TWO_BELOW, SAME_ABOVE, DATED_TOO, UNDATED_TOO, LABEL_TOO, NO_LABEL_TOO = (
    tuple(f"{share} other headlines {told}" for share in _PARTS)
    for told in (
        "have the same below",
        "have the same two lines below",
        "have the same above",
        "are dated too",
        "are undated too",
        "have a label too",
        "have no label too",
    )
)


@dataclass(frozen=True, slots=True)
class Stand:
    """How a headline stands on its page.

    Args:
        place: its place in the view.
        above: the kind of the line above its head; empty at the top.
        below: the kinds of the two lines below.
        labelled: whether it has a kicker.
        dated: whether a byline or date stands below, perhaps under a deck.
    """

    place: int
    above: str
    below: str
    labelled: bool
    dated: bool

    @classmethod
    def of(cls, shapes: str, place: int, first: int) -> Stand:
        """How the line at a place stands.

        Args:
            shapes: the kinds of the lines that count, lowered.
            place: the place of the line.
            first: the place of its kicker, or its own.
        """
        head = shapes[place + 1 : place + 9]
        deck = head[:1] == PROSE and head[1:2] in FURNITURE
        head = (head[1:] if deck else head).partition(PROSE)[0]
        dated = any(shape in DATED for shape in head)
        return cls(place, shapes[first - 1] if first else "", shapes[place + 1 : place + 3], first != place, dated)


class Likeness:
    """The headlines found so far, to compare others with.

    Args:
        stands: how they stand, in order.
    """

    def __init__(self, stands: Sequence[Stand]) -> None:
        self._stands = stands
        self._places = [stand.place for stand in stands]
        self._reach: tuple[int, int] = (0, 0)
        self._counts: tuple[Counter[object], ...] = ()

    def told(self, stand: Stand) -> Iterator[str]:
        """How far a line stands as the other headlines near it do.

        Args:
            stand: how it stands.
        """
        reach = bisect_left(self._places, stand.place - NEAR), bisect_right(self._places, stand.place + NEAR)
        if reach != self._reach or not self._counts:
            self._reach, self._counts = reach, _counted(self._stands[slice(*reach)])
        at = bisect_left(self._places, stand.place)
        among = at < len(self._places) and self._places[at] == stand.place
        count = reach[1] - reach[0] - among
        yield OTHERS[min(count, 3)]
        if count == 0:
            return
        tables = (
            SAME_BELOW,
            SAME_TWO_BELOW,
            SAME_ABOVE,
            DATED_TOO if stand.dated else UNDATED_TOO,
            LABEL_TOO if stand.labelled else NO_LABEL_TOO,
        )
        for table, counts, key in zip(tables, self._counts, _keys(stand), strict=True):
            yield table[bisect_right(FIFTHS, (counts[key] - among) / count)]


def _keys(stand: Stand) -> tuple[object, ...]:
    return stand.below[:1], stand.below, stand.above, stand.dated, stand.labelled


def _counted(stands: Sequence[Stand]) -> tuple[Counter[object], ...]:
    return tuple(Counter(keys) for keys in zip(*map(_keys, stands), strict=True))
