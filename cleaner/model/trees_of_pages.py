"""Forests as they are asked of pages: each with the features that it knows, by name."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from cleaner.errors import ModelError
from cleaner.model import reasons
from cleaner.model.features import Features
from cleaner.model.forest import Forest
from cleaner.model.weights import Weights

Doubles = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Trees:
    """A forest and the names of its features.

    Args:
        forest: the forest.
        names: the name of each column that it asks for.
        groups: the group of each column, see `reasons`.
    """

    forest: Forest
    names: list[str]
    groups: npt.NDArray[np.uint8]

    @classmethod
    def of(cls, weights: Weights, name: str) -> Trees:
        """The forest of a name among weights.

        Args:
            weights: the weights.
            name: its name.

        Raises:
            ModelError: if it is missing, no forest, or asks for features without a name.
        """
        forest, names = Forest.from_arrays(weights.arrays, name), weights.names.get(f"{name}.features", [])
        if len(names) < forest.width:
            raise ModelError(f"the weights name {len(names)} features of {name!r}, whose trees ask for {forest.width}; train them again")
        return cls(forest, names, reasons.groups_of(names))

    @cached_property
    def _shares(self) -> Doubles:
        return self.forest.shares(self.groups, reasons.GROUPS)

    def shared(self, features: Features) -> tuple[Doubles, Doubles]:
        """What the trees say of each line, and how much of it each group of features says.

        Args:
            features: what is known of the lines.
        """
        found = self.forest.added(self._rows(features), self._shares)
        return found[:, 0], found[:, 1:]

    def sums_of_page(self, features: Features) -> Doubles:
        """What the trees say of the page as a whole, one number an output; all its lines tell the same of it.

        Args:
            features: what is known of the lines.
        """
        found: Doubles = self.forest.sums(self._rows(features, 1))[0]
        return found

    def _rows(self, features: Features, most: int | None = None) -> npt.NDArray[np.float32]:
        """The columns that the forest asks for, in its order, of the first lines or of all.

        Raises:
            ModelError: if it asks for one that this version does not know.
        """
        if most is None and features.names == self.names:
            return features.matrix
        place = {name: number for number, name in enumerate(features.names)}
        unknown = [name for name in self.names if name not in place]
        if unknown:
            raise ModelError(f"the weights ask for the feature {unknown[0]!r}, which this version does not know; train them again")
        return np.ascontiguousarray(features.matrix[:most, [place[name] for name in self.names]])
