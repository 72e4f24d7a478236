"""Lines that may be headlines, and which of them are taken together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.lines.kinds import PROSE
from cleaner.passes.likeness import Likeness, Stand
from cleaner.passes.view import View
from cleaner.passes.weighing import Weights

# What it costs a headline to have so few lines of prose between it and the next, or the end: one, two, three.
THIN = (3.5, 2.5, 1.5)
# How far around a line others are compared with it, and how much more one weighs than the best of the others.
AROUND = 12
_MORE = (
    (3.0, "it weighs far more than any line around"),
    (1.0, "it weighs more than any line around"),
    (0.0, "it weighs a little more than any line around"),
    (-1.0, "a line around weighs a little more"),
    (-3.0, "a line around weighs more"),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a headline.

    Args:
        place: its place in the view.
        first: the place of the label above it, or its own.
        told: the evidence.
        odds: what all evidence weighs.
        stands: the evidence of its likeness to other headlines.
        marked: whether the quick evidence alone weighs enough, and holds a label, byline, date or closer.
        early: what its surroundings and its shape weigh, each by itself.
        read: what all evidence but its likeness to others weighs.
    """

    place: int
    first: int
    told: tuple[str, ...]
    odds: float
    stands: tuple[str, ...] = ()
    marked: bool = False
    early: float = 0.0
    read: float = 0.0


def likened(view: View, shapes: str, candidates: Sequence[Candidate], others: Sequence[Candidate], weights: Weights) -> list[Candidate]:
    """Candidates weighed by all that is known, and by whether they stand as other headlines do.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        candidates: with what is known of each by itself.
        others: what is taken for headlines.
        weights: what the evidence weighs.
    """
    likeness = Likeness([Stand.of(view, shapes, each.place, each.first) for each in others])
    found: list[Candidate] = []
    for each, beside in zip(candidates, compared(shapes, candidates), strict=True):
        stands = (*likeness.told(Stand.of(view, shapes, each.place, each.first)), beside)
        found.append(
            Candidate(
                each.place,
                each.first,
                each.told,
                weights.with_more(each.read, each.told, stands),
                stands,
                each.marked,
                each.early,
                each.read,
            )
        )
    return found


def compared(shapes: str, candidates: Sequence[Candidate]) -> Iterator[str]:
    """Whether each candidate weighs more than those around it: of the lines between two bodies one at the most is a headline.

    Args:
        shapes: the kinds of the view, lowered.
        candidates: in order, with what all evidence but their likeness to others weighs.
    """
    places = [each.place for each in candidates]
    for number, each in enumerate(candidates):
        first, last = bisect_left(places, each.place - AROUND), bisect_right(places, each.place + AROUND)
        others = [
            other.read
            for other in (*candidates[first:number], *candidates[number + 1 : last])
            if shapes.count(PROSE, *sorted((each.place, other.place))) < 2
        ]
        if not others:
            yield "no other line around may be a headline"
            continue
        more = each.read - max(others)
        yield next((told for least, told in _MORE if more >= least), "a line around weighs far more")


def chosen(shapes: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that weigh most together, with prose between any two of them; a few lines of it are little for a story.

    Args:
        shapes: the kinds of the view, lowered.
        candidates: in order.
    """
    likely = [each for each in candidates if each.odds > 0]
    chain = _Chain(shapes, [each.place for each in likely])
    for each in likely:
        chain.add(each.place, each.odds)
    return [likely[number] for number in chain.best()]


class _Chain:
    """The choices up to a line, each the best that ends there.

    Args:
        shapes: the kinds of the view, lowered.
        places: where the lines stand that may be chosen.
    """

    def __init__(self, shapes: str, places: Sequence[int]) -> None:
        self._shapes, self._places = shapes, places
        # The most that the first so many weigh; the most where the last of them is taken; and what is taken before that one.
        self._totals: list[float] = [0.0]
        self._ending: list[float] = []
        self._before: list[tuple[int, bool]] = []

    def add(self, place: int, odds: float) -> None:
        """One line more.

        Args:
            place: where it stands.
            odds: what it weighs.
        """
        best, *before = max(self._ways(place, alone=THIN))
        self._before.append((before[0], bool(before[1])))
        self._ending.append(best + odds)
        self._totals.append(max(self._totals[-1], self._ending[-1]))

    def best(self) -> list[int]:
        """The numbers of the lines that weigh most together, in order."""
        # A story alone may be as short as it likes; the last of several needs text below it as the others do.
        _, at, forced = max(self._ways(len(self._shapes), alone=(0.0,) * len(THIN)))
        found: list[int] = []
        while at:
            if forced or self._totals[at] > self._totals[at - 1]:
                found.append(at - 1)
                at, forced = self._before[at - 1]
            else:
                at -= 1
        return found[::-1]

    def _ways(self, place: int, alone: Sequence[float]) -> Iterator[tuple[float, int, bool]]:
        """What may be taken above a place: its weight, how many lines it is chosen from, and whether it must end with the last of them."""
        find = self._shapes.rfind
        start = find(PROSE, 0, place)
        count = self._above(len(self._ending), start)
        for thin, single in zip(THIN, alone, strict=True):
            start = find(PROSE, 0, max(start, 0))
            above = self._above(count, start)
            for at in range(above, count):
                yield self._ending[at] - (thin if self._before[at][0] else single), at + 1, True
            count = above
        yield self._totals[count], count, False

    def _above(self, count: int, start: int) -> int:
        """How many of the first lines stand above another."""
        while count and self._places[count - 1] >= start:
            count -= 1
        return count
