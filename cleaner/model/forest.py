"""Forests of regression trees as flat arrays: checked once, so that ways through them need no checks."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from cleaner.errors import ModelError
from cleaner.model import trees

Rows = npt.NDArray[np.float32]
Doubles = npt.NDArray[np.float64]
# So many rows at once stay near the processor.
_BLOCK = 256


class Forest(msgspec.Struct, frozen=True, eq=False, dict=True):
    """Trees one after the other, the nodes of each from its root on, parents before their children.

    Args:
        features: for each node the column it asks for; 0 in a leaf. int16.
        thresholds: for each node the greatest number with which a row goes to its first child; 0 in a leaf. float32.
        children: for each node its two children, counted from the root of the tree; a leaf is its own child, twice. int16, two columns.
        values: what each node says: in a leaf what is added to the sum, elsewhere what would be if the way ended there. float32.
        starts: the root of each tree. int32.
        outputs: the sum that each tree adds to, 0 where there is but one. uint8.

    Raises:
        ModelError: if the arrays are of other types or lengths, or are no trees.
    """

    features: npt.NDArray[np.int16]
    thresholds: npt.NDArray[np.float32]
    children: npt.NDArray[np.int16]
    values: npt.NDArray[np.float32]
    starts: npt.NDArray[np.int32]
    outputs: npt.NDArray[np.uint8]

    def __post_init__(self) -> None:
        for name, (kind, columns) in _SHAPES.items():
            array = getattr(self, name)
            if array.dtype != kind or array.ndim != 1 + len(columns) or array.shape[1:] != columns or not array.flags.c_contiguous:
                raise ModelError(f"the {name} of a forest are {array.dtype} of shape {array.shape}, which is no forest of this version")
        fault = self._fault()
        if fault:
            raise ModelError(f"a forest whose arrays are no trees: {fault}; the weights are damaged, train them again")

    @classmethod
    def from_arrays(cls, arrays: Mapping[str, npt.NDArray[Any]], name: str) -> Forest:
        """The forest of a name among arrays.

        Args:
            arrays: arrays by their names; those of a forest follow its name and a full stop.
            name: the name of the forest.

        Raises:
            ModelError: if arrays are missing, of other types or lengths, or no trees.
        """
        missing = [key for key in _SHAPES if f"{name}.{key}" not in arrays]
        if missing:
            raise ModelError(f"the weights lack {name}.{missing[0]}; train them again with this version")
        return cls(**{key: arrays[f"{name}.{key}"] for key in _SHAPES})

    def to_arrays(self, name: str) -> dict[str, npt.NDArray[Any]]:
        """What `from_arrays` reads.

        Args:
            name: the name of the forest.
        """
        return {f"{name}.{key}": getattr(self, key) for key in _SHAPES}

    @cached_property
    def width(self) -> int:
        """How many columns rows must have at least."""
        return int(self.features.max(initial=0)) + 1

    @cached_property
    def base(self) -> Doubles:
        """What the roots say together, one number an output: the sums of a row, had it not been asked for anything."""
        found = np.zeros(int(self.outputs.max(initial=0)) + 1)
        np.add.at(found, self.outputs, self.values[self.starts])
        return found

    def sums(self, rows: Rows) -> Doubles:
        """What the trees say of each row: one column an output.

        Args:
            rows: one column a feature, without anything that is not a number.

        Raises:
            ValueError: if rows are of another type or have too few columns.
        """
        return self.added(rows, self._by_output)

    def added(self, rows: Rows, told: Doubles) -> Doubles:
        """What is told of the leaves that each row comes to, added up.

        Args:
            rows: see `sums`.
            told: for each node some numbers, as `shares` gives them.

        Raises:
            ValueError: if rows or what is told are of another type or shape.
        """
        if rows.dtype != np.float32 or rows.ndim != 2 or not rows.flags.c_contiguous or rows.shape[1] < self.width:
            raise ValueError(f"rows are a matrix of float32, row by row, with {self.width} columns or more")
        if told.dtype != np.float64 or told.ndim != 2 or not told.flags.c_contiguous or len(told) != len(self.features):
            raise ValueError(f"what is told is a matrix of float64, row by row, with {len(self.features)} rows")
        found = np.zeros((len(rows), told.shape[1]))
        for first in range(0, len(rows), _BLOCK) if len(self.starts) else ():
            block = slice(first, first + _BLOCK)
            some = rows[block]
            trees.add_leaves(some.data, *self._views, told.data, np.empty(len(some), np.int32).data, found[block].data)
        return found

    def shares(self, groups: npt.NDArray[np.uint8], number_of_groups: int) -> Doubles:
        """For each node what it adds to the sum, and how much of that is due to each group of features: a column for it, and one a group.

        On the way to a node, each change of value goes to the group of the feature that was asked for, so that the groups and the base
        make up the sum ("Interpreting random forests", Saabas, 2014). For forests with one output.

        Args:
            groups: the group of each feature.
            number_of_groups: how many there are.

        Raises:
            ValueError: if groups are of another type or number, or the forest has several outputs.
        """
        if len(self.base) != 1:
            raise ValueError(f"shares are told for one output, and this forest has {len(self.base)}")
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
    def _sizes(self) -> npt.NDArray[np.int64]:
        """How many nodes each tree has."""
        return np.diff(self.starts, append=len(self.features)).astype(np.int64)

    @cached_property
    def _roots(self) -> npt.NDArray[np.int64]:
        """For each node the root of its tree."""
        return np.repeat(self.starts, self._sizes).astype(np.int64)

    @cached_property
    def _places_of_children(self) -> npt.NDArray[np.int64]:
        """For each node its two children, counted from the first node of all."""
        found: npt.NDArray[np.int64] = self.children + self._roots[:, None]
        return found

    @cached_property
    def _levels(self) -> list[npt.NDArray[np.int64]]:
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


_SHAPES: dict[str, tuple[type[np.generic], tuple[int, ...]]] = {
    "features": (np.int16, ()),
    "thresholds": (np.float32, ()),
    "children": (np.int16, (2,)),
    "values": (np.float32, ()),
    "starts": (np.int32, ()),
    "outputs": (np.uint8, ()),
}
