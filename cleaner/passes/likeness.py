"""Whether a line stands as other headlines of its page do: a page puts the same things in the same places around each of its stories."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.lines.kinds import PROSE
from cleaner.passes.repetition import masked
from cleaner.passes.surroundings import DATED, FURNITURE
from cleaner.passes.view import NEAR, View

# How many lines above and below are compared with those of other headlines, and how long such a line is at the most.
_OVER, _UNDER, _LONGEST = 4, 8, 80
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
        over = _short(view, shapes, range(max(0, first - _OVER), first))
        under = _short(view, shapes, range(place + 1, min(len(shapes), place + 1 + _UNDER)))
        return cls(place, shapes[first - 1] if first else "", shapes[place + 1 : place + 3], first != place, dated, over, under)


def _short(view: View, shapes: str, places: range) -> frozenset[str]:
    """What short lines say, but for their digits."""
    return frozenset([masked(text) for at in places if shapes[at] != PROSE and len(text := view.text(at)) <= _LONGEST])


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
        for said, own, where in zip(self._said, (stand.over, stand.under), ("above", "below"), strict=True):
            if own:
                yield f"a line {where} stands {where} {_fifth((max(said[line] for line in own) - among) / count)} other headlines"


def _keys(stand: Stand) -> tuple[object, ...]:
    return stand.below[:1], stand.below, stand.above, stand.dated, stand.labelled


def _counted(stands: Sequence[Stand]) -> tuple[Counter[object], ...]:
    return tuple(Counter(keys) for keys in zip(*map(_keys, stands), strict=True))


def _fifth(share: float) -> str:
    return next((name for edge, name in _FIFTHS if share < edge), "nearly all")
