"""Lines that may be headlines, and which of them are taken together."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.lines.kinds import PROSE
from cleaner.model.records import dataclass
from cleaner.passes.likeness import Likeness, Stand
from cleaner.passes.weighing import Weights


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
        shapes: the kinds of the view, lowered.
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


def chosen(shapes: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that weigh most together, with prose between any two of them.

    Args:
        shapes: the kinds of the view, lowered.
        candidates: in order.
    """
    likely = [each for each in candidates if each.odds > 0]
    totals, before, taken = [0.0], list[int](), list[bool]()
    for number, each in enumerate(likely):
        start = shapes.rfind(PROSE, 0, each.place)
        free = number
        while free and likely[free - 1].place >= start:
            free -= 1
        before.append(free)
        taken.append(totals[free] + each.odds > totals[number])
        totals.append(max(totals[free] + each.odds, totals[number]))
    found: list[Candidate] = []
    at = len(likely)
    while at:
        if taken[at - 1]:
            found.append(likely[at - 1])
            at = before[at - 1]
        else:
            at -= 1
    return found[::-1]
