"""Lines that may be headlines, and which of them are taken together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.document.records import dataclass
from cleaner.lines.kinds import PROSE
from cleaner.passes.likeness import Likeness, Stand
from cleaner.passes.view import View
from cleaner.passes.weighing import Weights

# What it costs a headline to have less text than so many characters between it and the next, or the end.
THIN = ((160, 4.0, 3.0), (320, 2.5, 1.0), (480, 1.0, 0.3))
UNSPACED = "\u2e80"


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


def likened(shapes: str, candidates: Sequence[Candidate], others: Sequence[Candidate], weights: Weights) -> list[Candidate]:
    """Candidates weighed by all that is known, and by whether they stand as other headlines do.

    Args:
        shapes: the kinds of the lines that count, lowered.
        candidates: with what is known of each by itself.
        others: what is taken for headlines.
        weights: what the evidence weighs.
    """
    likeness = Likeness([Stand.of(shapes, each.place, each.first) for each in others])
    found: list[Candidate] = []
    for each in candidates:
        stands = tuple(likeness.told(Stand.of(shapes, each.place, each.first)))
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


def chosen(view: View, shapes: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that weigh most together, with prose between any two of them; a few words of it are little for a story.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        candidates: in order.
    """
    likely = [each for each in candidates if each.odds > 0]
    chain = _Chain([_told(view, shapes, one, other) for one, other in pairwise([*(each.place for each in likely), len(shapes)])])
    for each in likely:
        chain.add(each.odds, marked=each.marked)
    return [likely[number] for number in chain.best()]


def _told(view: View, shapes: str, start: int, end: int) -> int:
    """How many characters of prose stand between two places; those of a script without spaces say twice as much."""
    total, place = 0, shapes.find(PROSE, start + 1, end)
    while place >= 0 and total < THIN[-1][0]:
        text = view.text(place)
        total += 2 * len(text) if text[0] >= UNSPACED else len(text)
        place = shapes.find(PROSE, place + 1, end)
    return total


class _Chain:
    """The choices up to a line, each the best that ends there.

    Args:
        told: how much text stands below each line, up to the next.
    """

    def __init__(self, told: Sequence[int]) -> None:
        self._told = told
        # The most that the first so many weigh; the most where the last of them is taken; and what is taken before that one.
        self._totals: list[float] = [0.0]
        self._ending: list[float] = []
        self._odds: list[float] = []
        self._marked: list[bool] = []
        self._before: list[tuple[int, bool]] = []

    def add(self, odds: float, *, marked: bool) -> None:
        """One line more.

        Args:
            odds: what it weighs.
            marked: whether the page marks it as a headline.
        """
        self._marked.append(marked)
        best, at, forced = max(self._ways())
        self._odds.append(odds)
        self._before.append((at, forced))
        # Rounded, so that no sum is greater than another only because its weights were added in another order.
        self._ending.append(round(best + odds, 4))
        self._totals.append(max(self._totals[-1], self._ending[-1]))

    def best(self) -> list[int]:
        """The numbers of the lines that weigh most together, in order."""
        weight, at, forced = max(self._ways())
        # A story alone may be as short as it likes; each of several needs text below it.
        alone, number = max(zip(self._odds, range(len(self._odds)), strict=True), default=(0.0, 0))
        if alone > weight:
            return [number]
        found: list[int] = []
        while at:
            if forced or self._totals[at] > self._totals[at - 1]:
                found.append(at - 1)
                at, forced = self._before[at - 1]
            else:
                at -= 1
        return found[::-1]

    def _ways(self) -> Iterator[tuple[float, int, bool]]:
        """What may be taken above a line, or the end: its weight, from how many, and whether the last of them must be taken."""
        at, text = len(self._ending), 0
        while at and text < THIN[-1][0]:
            at -= 1
            text += self._told[at]
            cost = next((costs[self._marked[at]] for most, *costs in THIN if text < most), 0.0)
            if text:
                yield round(self._ending[at] - cost, 4), at + 1, True
        yield self._totals[at], at, False
