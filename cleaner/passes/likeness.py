"""Whether a line stands as other headlines of its page do: a page puts the same things in the same places around each of its stories."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from cleaner.lines.kinds import PROSE
from cleaner.model.records import dataclass
from cleaner.passes.surroundings import DATED, FURNITURE
from cleaner.passes.view import NEAR

_FIFTHS = ((0.01, "no"), (0.2, "few"), (0.4, "some"), (0.6, "half of the"), (0.85, "most"))


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
            shapes: the kinds of a view, lowered.
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
        if count == 0:
            yield "no other headlines near"
            return
        yield f"{count if count < 3 else 'three or more'} other headlines near"
        shares = [(counts[key] - among) / count for counts, key in zip(self._counts, _keys(stand), strict=True)]
        below, both, above, dated, labelled = map(_fifth, shares)
        yield f"{below} other headlines have the same below"
        yield f"{both} other headlines have the same two lines below"
        yield f"{above} other headlines have the same above"
        yield f"{dated} other headlines are {'dated' if stand.dated else 'undated'} too"
        yield f"{labelled} other headlines have {'a' if stand.labelled else 'no'} label too"


def _keys(stand: Stand) -> tuple[object, ...]:
    return stand.below[:1], stand.below, stand.above, stand.dated, stand.labelled


def _counted(stands: Sequence[Stand]) -> tuple[Counter[object], ...]:
    return tuple(Counter(keys) for keys in zip(*map(_keys, stands), strict=True))


def _fifth(share: float) -> str:
    return next((name for edge, name in _FIFTHS if share < edge), "nearly all")
