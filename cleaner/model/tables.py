"""The linear models over hashed words and names, and the commonest words, as they are kept among the weights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from cleaner.errors import ModelError
from cleaner.model.characters import Numbers
from cleaner.model.phrases import Hashed
from cleaner.model.weights import Weights
from cleaner.model.windows import Column


@dataclass(frozen=True)
class Table:
    """A linear model over hashed things.

    Args:
        values: the weight of each bucket, as whole numbers; there are as many as some power of two.
        scale: what one of them is worth.
        bias: what stands for nothing at all.
    """

    values: Any
    scale: float
    bias: float

    @classmethod
    def of(cls, weights: Weights, name: str) -> Table:
        """The table of a name among weights.

        Args:
            weights: the weights.
            name: its name.

        Raises:
            ModelError: if it is missing or its length is no power of two.
        """
        values = weights.array(f"{name}.table", "int8", (None,))
        if len(values) < 2 or len(values) & (len(values) - 1):
            raise ModelError(f"the table {name!r} of the weights has {len(values)} buckets, which is no power of two")
        return cls(values, weights.number(f"{name}.scale"), weights.number(f"{name}.bias"))

    def odds(self, said: Hashed, count: int) -> Column:
        """What the things said of each line weigh, as a logarithm of odds.

        Args:
            said: the things.
            count: how many lines there are.
        """
        return np.float32(self.scale) * said.sums(self.values, count) + np.float32(self.bias)


@dataclass(frozen=True)
class Tables:
    """All that is known of words and names.

    Args:
        common: the numbers of the commonest words of many languages, sorted.
        phrases: the model of the words of a line.
        paths: the model of the names of the elements around it.
    """

    common: Numbers
    phrases: Table
    paths: Table

    @classmethod
    def of(cls, weights: Weights) -> Tables:
        """The tables among weights.

        Args:
            weights: the weights.
        """
        return cls(weights.array("common", "uint64", (None,)), Table.of(weights, "phrases"), Table.of(weights, "paths"))
