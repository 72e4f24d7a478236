"""How much each piece of evidence, and each pair of pieces, speaks for a line being the headline of a new story.

The weights are those of two logistic regressions, learned from composed scrolls in themes drawn at random and in named ones, and from
single articles (`python -m benchmarks.learning`); their sum with the bias is the logarithm of the odds. The first weighs what is quickly
known, the second all that is known of the lines the first did not rule out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from cleaner.document.records import dataclass, field

_REMEMBERED = 4096


@dataclass(frozen=True, slots=True)
class Weights:
    """One regression.

    Args:
        bias: what stands for no evidence at all.
        single: the weight of each piece of evidence.
        pairs: of each piece, those that weigh more or less beside it, each pair once.
    """

    bias: float
    single: dict[str, float]
    pairs: dict[str, dict[str, float]]
    _both: dict[str, dict[str, float]] = field(default_factory=dict, repr=False, compare=False)
    _known: dict[tuple[str, ...], float] = field(default_factory=dict, repr=False, compare=False)

    def known(self, told: tuple[str, ...]) -> float:
        """What some evidence weighs by itself, without the bias; remembered, as the same comes again and again.

        Args:
            told: the evidence.
        """
        weight = self._known.get(told)
        if weight is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            weight = self._known[told] = round(self.odds(told) - self.bias, 4)
        return weight

    def odds(self, told: Sequence[str]) -> float:
        """The logarithm of the odds that a line is a headline.

        Args:
            told: the evidence.
        """
        single, pairs = self.single, self.pairs
        found = set(told)
        total = self.bias
        for name in told:
            total += single.get(name, 0.0)
            beside = pairs.get(name)
            if beside is not None:
                for other in beside.keys() & found:
                    total += beside[other]
        # Sums of the same weights in another order differ in the last digits; sets have no order.
        return round(total, 4)

    def with_more(self, odds: float, told: Sequence[str], more: Sequence[str]) -> float:
        """What some evidence and more of it weigh together.

        Args:
            odds: what the first weighs.
            told: the first.
            more: what is told besides.
        """
        single, beside = self.single, self._beside()
        found = set(told)
        for name in more:
            odds += single.get(name, 0.0)
            weights = beside.get(name)
            if weights is not None:
                for other in weights.keys() & found:
                    odds += weights[other]
            found.add(name)
        return round(odds, 4)

    def _beside(self) -> dict[str, dict[str, float]]:
        """The pairs by either of the two."""
        if not self._both:
            both: dict[str, dict[str, float]] = {}
            for one, others in self.pairs.items():
                for other, weight in others.items():
                    both.setdefault(one, {})[other] = weight
                    both.setdefault(other, {})[one] = weight
            self._both.update(both)  # whole or not at all, for whoever reads it in another thread
        return self._both

    def strongest(self, told: Sequence[str], most: int = 5) -> tuple[str, ...]:
        """The pieces of evidence that spoke most for it, a pair's weight shared between the two.

        Args:
            told: the evidence.
            most: how many.
        """
        found = set(told)
        # Twice what each weighs: sums of whole weights are exact once they are rounded, halves of them need not be.
        spoke = {name: 2 * self.single.get(name, 0.0) for name in told}
        for name in told:
            for other, weight in self.pairs.get(name, {}).items():
                if other in found:
                    spoke[name] += weight
                    spoke[other] += weight
        spoke = {name: round(weight, 4) for name, weight in spoke.items()}
        ranked = sorted(spoke, key=lambda name: (-spoke[name], name))
        return tuple(name for name in ranked[:most] if spoke[name] > 0)


@dataclass(frozen=True, slots=True)
class Learned:
    """All that was learned.

    Args:
        quick: weighs the surroundings and shape of a line, and what comes again around it.
        whole: weighs all that is known.
        look: the least that surroundings and shape, each by itself, must weigh together for a line to be looked at further.
        read: the least that the quick evidence must weigh for the words around a line to be read.
    """

    quick: Weights
    whole: Weights
    look: float
    read: float


@cache
def learned() -> Learned:
    """The weights that ship."""
    return from_json(msgspec.json.decode(Path(__file__).with_name("weights.json").read_bytes()))


def from_json(told: dict[str, Any]) -> Learned:
    """Weights as they are written down.

    Args:
        told: `quick` and `whole`, each with `bias`, `single` and `pairs`; `look` and `read`.
    """
    quick, whole = (Weights(told[name]["bias"], told[name]["single"], told[name]["pairs"]) for name in ("quick", "whole"))
    return Learned(quick, whole, told["look"], told["read"])
