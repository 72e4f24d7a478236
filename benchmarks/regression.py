"""Logistic regressions with an L1 penalty over pieces of evidence and pairs of them, and their mean, as they are written down."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix
from sklearn.linear_model import LogisticRegression

# A piece of evidence is learned from so many candidates, a pair from so many of which so many are headlines.
LEAST_SEEN, LEAST_PAIR, LEAST_HEADS = 40, 180, 15
PENALTY, SMALLEST = 0.3, 0.03


def fit(told: Sequence[Sequence[str]], answers: Sequence[bool], weights: Sequence[float]) -> dict[str, Any]:
    """One regression, as it is written down.

    Args:
        told: the evidence for each candidate.
        answers: whether it is a headline.
        weights: how much it counts.
    """
    seen = Counter(name for names in told for name in names)
    single = sorted(name for name, count in seen.items() if count >= LEAST_SEEN)
    known = set(single)
    rows = [sorted(known.intersection(names)) for names in told]
    together = Counter(pair for names in rows for pair in combinations(names, 2))
    heads = Counter(pair for names, answer in zip(rows, answers, strict=True) if answer for pair in combinations(names, 2))
    pairs = sorted(pair for pair, count in together.items() if count >= LEAST_PAIR and heads[pair] >= LEAST_HEADS)
    columns: dict[Any, int] = {key: at for at, key in enumerate([*single, *pairs])}
    indices = [[columns[key] for key in (*names, *combinations(names, 2)) if key in columns] for names in rows]
    flat = np.fromiter((at for row in indices for at in row), dtype=np.int32)
    ends = np.cumsum([0, *map(len, indices)], dtype=np.int32)
    matrix = csr_matrix((np.ones(len(flat), dtype=np.float32), flat, ends), shape=(len(rows), len(columns)))
    model = LogisticRegression(C=PENALTY, l1_ratio=1.0, solver="liblinear", max_iter=60, random_state=0)
    model.fit(matrix, np.array(answers), sample_weight=np.array(weights))
    learned = {key: round(float(model.coef_[0][at]), 2) for key, at in columns.items() if abs(model.coef_[0][at]) >= SMALLEST}
    beside: dict[str, dict[str, float]] = {}
    for one, other in (pair for pair in pairs if pair in learned):
        beside.setdefault(one, {})[other] = learned[one, other]
    return {
        "bias": round(float(model.intercept_[0]), 2),
        "single": {name: learned[name] for name in single if name in learned},
        "pairs": beside,
    }


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
