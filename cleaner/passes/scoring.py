"""Stretches of a list of weights that score, all found in one walk.

The way is from W. L. Ruzzo and M. Tompa, "A linear time algorithm for finding all maximal scoring subsequences" (ISMB 1999).
"""

from __future__ import annotations

from cleaner.document.records import dataclass


@dataclass(slots=True)
class Stretch:
    """A stretch of a region that speaks for a run.

    Args:
        start: place of its first line within the region.
        end: place after its last one.
        before: the sum of all weights before it.
        after: the sum up to its end.
    """

    start: int
    end: int
    before: float
    after: float

    @property
    def total(self) -> float:
        """How strongly it speaks for a run."""
        return self.after - self.before


def stretches(weights: list[float]) -> list[Stretch]:
    """All maximal scoring stretches of a list of weights, in order.

    Args:
        weights: one number a line.
    """
    starts: list[int] = []
    ends: list[int] = []
    before: list[float] = []
    after: list[float] = []
    total = 0.0
    for place, weight in enumerate(weights):
        if weight <= 0:
            total += weight
            continue
        start, low, total = place, total, total + weight
        while True:
            index = len(before) - 1
            while index >= 0 and before[index] >= low:
                index -= 1
            if index < 0 or after[index] >= total:
                break
            start, low = starts[index], before[index]
            del starts[index:], ends[index:], before[index:], after[index:]
        starts.append(start)
        ends.append(place + 1)
        before.append(low)
        after.append(total)
    return [Stretch(*found) for found in zip(starts, ends, before, after, strict=True)]
