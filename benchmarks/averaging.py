"""Several regressions as one: the mean of what each has learned."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def mean(learned: Sequence[dict[str, Any]], shares: Sequence[int]) -> dict[str, Any]:
    """The mean of several regressions, as it is written down.

    Args:
        learned: the regressions, as they are written down.
        shares: how much each of them counts.
    """
    whole = sum(shares)

    def between(values: Iterable[float]) -> float:
        return round(sum(share * value for share, value in zip(shares, values, strict=True)) / whole, 2)

    names = sorted({name for each in learned for name in each["single"]})
    pairs = sorted({(one, other) for each in learned for one, others in each["pairs"].items() for other in others})
    single = {name: between(each["single"].get(name, 0.0) for each in learned) for name in names}
    beside: dict[str, dict[str, float]] = {}
    for one, other in pairs:
        if weight := between(each["pairs"].get(one, {}).get(other, 0.0) for each in learned):
            beside.setdefault(one, {})[other] = weight
    return {
        "bias": between(each["bias"] for each in learned),
        "single": {name: weight for name, weight in single.items() if weight},
        "pairs": beside,
    }
