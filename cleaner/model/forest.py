"""Forests of regression trees as flat arrays: checked once, so that the kernel needs no checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from cleaner.errors import ModelError
from cleaner.model import kernels
from cleaner.model.features import Features
from cleaner.model.weights import AGAIN, Weights
from cleaner.model.words import Doubles, Ints, Matrix

# So many rows at once stay near the processor.
_BLOCK = 256
_ARRAYS: dict[str, tuple[str, tuple[int | None, ...]]] = {
    "features": ("int16", (None,)),
    "thresholds": ("float32", (None,)),
    "children": ("int16", (None, 2)),
    "values": ("float32", (None,)),
    "starts": ("int32", (None,)),
    "outputs": ("uint8", (None,)),
}


class Forest(msgspec.Struct, frozen=True, eq=False, dict=True):
    """Trees one after the other, the nodes of each from its root on, parents before their children.

    Args:
        features: for each node the column that it compares; 0 in a leaf.
        thresholds: for each node the greatest number with which a row goes to its first child; 0 in a leaf.
        children: for each node its two children, counted from the root of the tree; a leaf is its own child, twice.
        values: in a leaf what is added to the sum, elsewhere what would be if the way ended there.
        starts: the root of each tree.
        outputs: the sum that each tree adds to, 0 where there is but one.

    Raises:
        ModelError: if the arrays are no trees.
    """

    features: npt.NDArray[np.int16]
    thresholds: npt.NDArray[np.float32]
    children: npt.NDArray[np.int16]
    values: npt.NDArray[np.float32]
    starts: npt.NDArray[np.int32]
    outputs: npt.NDArray[np.uint8]

    def __post_init__(self) -> None:
        if fault := self._fault():
            raise ModelError(f"a forest whose arrays are no trees: {fault}; {AGAIN}")

    @classmethod
    def of(cls, weights: Weights, name: str) -> Forest:
        """The forest of a name among weights.

        Raises:
            ModelError: if arrays are missing, of other types or lengths, or no trees.
        """
        return cls(**{key: weights.array(f"{name}.{key}", *wanted) for key, wanted in _ARRAYS.items()})

    def to_arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """The arrays that weights keep of it."""
        return {f"{name}.{key}": getattr(self, key) for key in _ARRAYS}

    @cached_property
    def width(self) -> int:
        """How many columns rows must have at least."""
        return int(self.features.max(initial=0)) + 1

    @cached_property
    def base(self) -> Doubles:
        """The values of the roots added up, one number an output."""
        found = np.zeros(int(self.outputs.max(initial=0)) + 1)
        np.add.at(found, self.outputs, self.values[self.starts])
        return found

    def sums(self, rows: Matrix) -> Doubles:
        """For each row the values of the leaves that it comes to, added up: one column an output; see `added`."""
        return self.added(rows, self._by_output)

    def added(self, rows: Matrix, of_nodes: Doubles) -> Doubles:
        """For each row what belongs to the leaves that it comes to, added up.

        Args:
            rows: one column a feature, without anything that is not a number.
            of_nodes: some numbers for each node, as `shares` gives them.

        Raises:
            ValueError: if an array is of another type or shape.
        """
        if rows.dtype != np.float32 or rows.ndim != 2 or not rows.flags.c_contiguous or rows.shape[1] < self.width:
            raise ValueError(f"rows are a matrix of float32, row by row, with {self.width} columns or more")
        if of_nodes.dtype != np.float64 or of_nodes.ndim != 2 or not of_nodes.flags.c_contiguous or len(of_nodes) != len(self.features):
            raise ValueError(f"numbers of nodes are a matrix of float64, row by row, with {len(self.features)} rows")
        found = np.zeros((len(rows), of_nodes.shape[1]))
        for first in range(0, len(rows), _BLOCK) if len(self.starts) else ():
            block = slice(first, first + _BLOCK)
            some = rows[block]
            kernels.add_leaves(some.data, *self._views, of_nodes.data, np.empty(len(some), np.int32).data, found[block].data)
        return found

    def shares(self, groups: npt.NDArray[np.uint8], number_of_groups: int) -> Doubles:
        """For each node its value, and how much of that is due to each group of features: a column for it, and one a group.

        On the way to a node, each change of value goes to the group of the feature that was compared, so that the groups and the base
        make up the sum ("Interpreting random forests", Saabas, 2014). For forests with one output.

        Raises:
            ValueError: if groups are of another type or number, or the forest has several outputs.
        """
        if len(self.base) != 1:
            raise ValueError(f"shares are those of one output, and this forest has {len(self.base)}")
        if groups.dtype != np.uint8 or len(groups) < self.width or groups.max(initial=0) >= number_of_groups:
            raise ValueError(f"groups are {self.width} numbers of type uint8 or more, each below {number_of_groups}")
        found = np.zeros((len(self.features), 1 + number_of_groups))
        found[:, 0] = self.values
        for parents in self._levels:
            for child in self._places_of_children[parents].T:
                found[child, 1:] = found[parents, 1:]
                found[child, 1 + groups[self.features[parents]]] += found[child, 0] - found[parents, 0]
        return found

    @cached_property
    def _by_output(self) -> Doubles:
        """For each node its value, in the column of the output that its tree adds to."""
        found = np.zeros((len(self.features), len(self.base)))
        found[np.arange(len(found)), np.repeat(self.outputs, self._sizes)] = self.values
        return found

    @cached_property
    def _views(self) -> tuple[memoryview, memoryview, memoryview, memoryview, memoryview]:
        """What the kernel walks through, in the order of its arguments."""
        return self.features.data, self.thresholds.data, self.children.data, self.starts.data, self._depths.data

    @cached_property
    def _sizes(self) -> Ints:
        """How many nodes each tree has."""
        return np.diff(self.starts, append=len(self.features)).astype(np.int64)

    @cached_property
    def _roots(self) -> Ints:
        """For each node the root of its tree."""
        return np.repeat(self.starts, self._sizes).astype(np.int64)

    @cached_property
    def _places_of_children(self) -> Ints:
        """For each node its two children, counted from the first node of all."""
        found: Ints = self.children + self._roots[:, None]
        return found

    @cached_property
    def _levels(self) -> list[Ints]:
        """The nodes with children, by their distance from the root."""
        found = []
        nodes = self.starts.astype(np.int64)
        while len(nodes := nodes[self._places_of_children[nodes, 0] != nodes]):
            found.append(nodes)
            nodes = self._places_of_children[nodes].ravel()
        return found

    @cached_property
    def _depths(self) -> npt.NDArray[np.int32]:
        """How many steps the longest way through each tree has."""
        depths = np.zeros(len(self.starts), np.int32)
        for level, nodes in enumerate(self._levels, 1):
            depths[np.searchsorted(self.starts, nodes, "right") - 1] = level
        return depths

    def _fault(self) -> str:
        """Why the arrays are no trees; empty if they are."""
        count, starts = len(self.features), self.starts
        if not len(self.thresholds) == len(self.children) == len(self.values) == count or len(self.outputs) != len(starts):
            return "they are of different lengths"
        if (count or len(starts)) and not (len(starts) and starts[0] == 0 and starts[-1] < count and (np.diff(starts) > 0).all()):
            return "roots do not follow each other"
        if (self.features < 0).any() or np.isnan(self.thresholds).any() or not np.isfinite(self.values).all():
            return "a feature, threshold or value is no number for one"
        places, children = np.arange(count), self._places_of_children
        inner = (children != places[:, None]).any(axis=1)
        below = children[inner]
        ends = np.append(starts[1:], count)[np.searchsorted(starts, places[inner], side="right") - 1]
        if (below <= places[inner][:, None]).any() or (below >= ends[:, None]).any():
            return "a way does not lead on to a leaf"
        if (np.bincount(below.ravel(), minlength=count) != (places != self._roots)).any():
            return "a node has not one parent"
        return ""


class NamedForest(msgspec.Struct, frozen=True, eq=False):
    """A forest, and the name of each column that it compares."""

    forest: Forest
    names: Sequence[str]

    @classmethod
    def of(cls, weights: Weights, name: str, outputs: int) -> NamedForest:
        """The forest of a name among weights.

        Raises:
            ModelError: if it is missing, no forest, of another number of outputs, or has features without a name.
        """
        forest, names = Forest.of(weights, name), weights.names.get(f"{name}.features", [])
        if len(names) < forest.width:
            raise ModelError(f"the weights name {len(names)} features of {name!r}, whose trees compare {forest.width}; {AGAIN}")
        if len(forest.base) != outputs:
            raise ModelError(f"the trees {name!r} of the weights have {len(forest.base)} outputs and not {outputs}; {AGAIN}")
        return cls(forest, names)

    def sums_of_page(self, features: Features) -> Doubles:
        """The sums of a page as a whole, one number an output; all its lines give the same."""
        found: Doubles = self.forest.sums(self.rows(features, 1))[0]
        return found

    def rows(self, features: Features, most: int | None = None) -> Matrix:
        """The columns that the forest compares, in its order, of the first lines or of all.

        Raises:
            ModelError: if it wants one that is not there.
        """
        if most is None and features.names == self.names:
            return features.matrix
        place = {name: number for number, name in enumerate(features.names)}
        unknown = [name for name in self.names if name not in place]
        if unknown:
            raise ModelError(f"the weights need the feature {unknown[0]!r}, which this version does not know; {AGAIN}")
        return np.ascontiguousarray(features.matrix[:most, [place[name] for name in self.names]])
