"""Boosted trees as they are kept among the weights, checked once, so that walking through them needs no checks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.errors import ModelError
from cleaner.model import trees
from cleaner.model.weights import Weights
from cleaner.model.windows import Matrix

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Forest:
    """Trees over the columns of a matrix.

    Args:
        features: the names of the columns.
        groups: the group of each column, for shares.
        outputs: how many numbers the trees give, by turns.
        columns: see `trees.walk`, as for those that follow.
        thresholds: as there.
        others: as there.
        values: as there.
        roots: as there.
    """

    features: list[str]
    groups: npt.NDArray[np.uint8]
    outputs: int
    columns: Any
    thresholds: Any
    others: Any
    values: Any
    roots: Any

    @classmethod
    def of(cls, weights: Weights, name: str, groups: npt.NDArray[np.uint8] | None = None, outputs: int = 1) -> Forest:
        """The forest of a name among weights.

        Args:
            weights: the weights.
            name: its name.
            groups: the group of each feature; one for all if left out.
            outputs: how many numbers it gives.

        Raises:
            ModelError: if its trees do not hold together.
        """
        features = weights.names.get(f"{name}.features", [])
        columns, thresholds = weights.array(f"{name}.columns", "<i2"), weights.array(f"{name}.thresholds", "<f4")
        others, values = weights.array(f"{name}.others", "<i4"), weights.array(f"{name}.values", "<f4")
        roots = weights.array(f"{name}.roots", "<i4")
        count = len(columns)
        inner = np.flatnonzero(columns >= 0)
        whole = (
            len(thresholds) == len(others) == len(values) == count
            and bool((columns < len(features)).all())
            # Ways lead onwards only, so that each comes to a leaf.
            and bool((others[inner] > inner + 1).all() and (others[inner] < count).all() and (inner + 1 < count).all())
            and bool((roots >= 0).all() and (roots < count).all())
            and len(roots) % outputs == 0
        )
        if not whole:
            raise ModelError(f"the trees {name!r} of the weights do not hold together; train them again")
        known = np.zeros(len(features), np.uint8) if groups is None else groups
        return cls(features, known, outputs, columns, thresholds, others, values, roots)

    def sums(self, matrix: Matrix) -> Doubles:
        """What the trees say of each row: one column an output.

        Args:
            matrix: one column a feature.
        """
        return self._walk(matrix, np.zeros((0, 1)))

    def shared(self, matrix: Matrix, groups: int) -> tuple[Doubles, Doubles]:
        """What the trees say of each row, and how much of it each group of features says.

        Args:
            matrix: one column a feature.
            groups: how many groups there are.
        """
        shares = np.zeros((len(matrix), groups))
        return self._walk(matrix, shares), shares

    def _walk(self, matrix: Matrix, shares: Doubles) -> Doubles:
        sums = np.zeros((len(matrix), self.outputs))
        trees.walk(matrix, self.columns, self.thresholds, self.others, self.values, self.roots, self.groups, sums, shares)
        return sums
