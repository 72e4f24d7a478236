"""Whether a line stands as other headlines of its page do: a page puts the same things in the same places around each of its stories."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.lines.kinds import PROSE
from cleaner.model.records import dataclass
from cleaner.passes.repetition import masked
from cleaner.passes.surroundings import DATED, FURNITURE
from cleaner.passes.view import NEAR, View

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
LINE_ABOVE, LINE_BELOW = (
    tuple(f"a line {where} stands {where} {share} other headlines" for share in _PARTS) for where in ("above", "below")
)
# How many lines above and below are compared with those of other headlines, and how long such a line is at the most.
OVER, UNDER, LONGEST = 4, 8, 80


@dataclass(frozen=True, slots=True)
class Stand:
    """How a headline stands on its page.

    Args:
        place: its place in the view.
        above: the kind of the line above its head; empty at the top.
        below: the kinds of the two lines below.
        labelled: whether it has a kicker.
        dated: whether a byline or date stands below, perhaps under a deck.
        over: what the short lines above say, as `masked` has it.
        under: what the short lines below say.
    """

    place: int
    above: str
    below: str
    labelled: bool
    dated: bool
    over: frozenset[str]
    under: frozenset[str]

    @classmethod
    def of(cls, view: View, shapes: str, place: int, first: int) -> Stand:
        """How the line at a place stands.

        Args:
            view: the lines that count.
            shapes: their kinds, lowered.
            place: the place of the line.
            first: the place of its kicker, or its own.
        """
        head = shapes[place + 1 : place + 9]
        deck = head[:1] == PROSE and head[1:2] in FURNITURE
        head = (head[1:] if deck else head).partition(PROSE)[0]
        dated = any(shape in DATED for shape in head)
        over = _short(view, shapes, range(max(0, first - OVER), first))
        under = _short(view, shapes, range(place + 1, min(len(shapes), place + 1 + UNDER)))
        return cls(place, shapes[first - 1] if first else "", shapes[place + 1 : place + 3], first != place, dated, over, under)


def _short(view: View, shapes: str, places: range) -> frozenset[str]:
    """What short lines say, but for their digits."""
    return frozenset([masked(text) for at in places if shapes[at] != PROSE and len(text := view.text(at)) <= LONGEST])


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
        self._said: tuple[Counter[str], Counter[str]] = (Counter(), Counter())

    def told(self, stand: Stand) -> Iterator[str]:
        """How far a line stands as the other headlines near it do.

        Args:
            stand: how it stands.
        """
        reach = bisect_left(self._places, stand.place - NEAR), bisect_right(self._places, stand.place + NEAR)
        if reach != self._reach or not self._counts:
            near = self._stands[slice(*reach)]
            self._reach, self._counts = reach, _counted(near)
            self._said = Counter(line for each in near for line in each.over), Counter(line for each in near for line in each.under)
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
        for table, said, own in zip((LINE_ABOVE, LINE_BELOW), self._said, (stand.over, stand.under), strict=True):
            if own:
                yield table[bisect_right(FIFTHS, (max(said[line] for line in own) - among) / count)]


def _keys(stand: Stand) -> tuple[object, ...]:
    return stand.below[:1], stand.below, stand.above, stand.dated, stand.labelled


def _counted(stands: Sequence[Stand]) -> tuple[Counter[object], ...]:
    return tuple(Counter(keys) for keys in zip(*map(_keys, stands), strict=True))
