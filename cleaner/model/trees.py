# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The ways of rows through regression trees that lie in flat arrays; `cleaner/model/forest.py` describes and checks these.

All rows go down a tree together, level by level, so that one need not wait for another; a leaf is its own child. Ordinary Python, compiled
as it is where a compiler is at hand. No index is checked here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled


@cython.locals(
    rows="const float[:, ::1]",
    features="const short[::1]",
    thresholds="const float[::1]",
    children="const short[:, ::1]",
    values="const float[::1]",
    starts="const int[::1]",
    depths="const int[::1]",
    outputs="const unsigned char[::1]",
    nodes="int[::1]",
    sums="double[:, ::1]",
)
def add_sums(
    rows: Any,
    features: Any,
    thresholds: Any,
    children: Any,
    values: Any,
    starts: Any,
    depths: Any,
    outputs: Any,
    nodes: Any,
    sums: Any,
) -> None:
    """Add for each row the values of the leaves that it comes to.

    Args:
        rows: one column a feature.
        features: see `Forest`, as for the next four.
        thresholds: as there.
        children: as there.
        values: as there.
        starts: as there.
        depths: how many steps the longest way through each tree has.
        outputs: see `Forest`.
        nodes: room for a number a row.
        sums: added to; for each row one column an output.
    """
    tree: cython.Py_ssize_t
    row: cython.Py_ssize_t
    _level: cython.int
    node: cython.Py_ssize_t
    start: cython.Py_ssize_t
    for tree in range(starts.shape[0]):
        start = starts[tree]
        for row in range(rows.shape[0]):
            nodes[row] = 0
        for _level in range(depths[tree]):
            for row in range(rows.shape[0]):
                node = start + nodes[row]
                nodes[row] = children[node, rows[row, features[node]] > thresholds[node]]
        for row in range(rows.shape[0]):
            sums[row, outputs[tree]] += values[start + nodes[row]]


@cython.locals(
    rows="const float[:, ::1]",
    features="const short[::1]",
    thresholds="const float[::1]",
    children="const short[:, ::1]",
    values="const float[::1]",
    starts="const int[::1]",
    depths="const int[::1]",
    groups="const unsigned char[::1]",
    nodes="int[::1]",
    shares="double[:, ::1]",
)
def add_contributions(
    rows: Any,
    features: Any,
    thresholds: Any,
    children: Any,
    values: Any,
    starts: Any,
    depths: Any,
    groups: Any,
    nodes: Any,
    shares: Any,
) -> None:
    """Add for each row the changes of value on its ways, each to the group of the feature that was asked for.

    Args:
        rows: as for `add_sums`, like all that are not named here.
        features: as there.
        thresholds: as there.
        children: as there.
        values: as there.
        starts: as there.
        depths: as there.
        groups: the group of each feature.
        nodes: as there.
        shares: added to; for each row one column a group.
    """
    tree: cython.Py_ssize_t
    row: cython.Py_ssize_t
    _level: cython.int
    node: cython.Py_ssize_t
    start: cython.Py_ssize_t
    child: cython.int
    # In double precision, as Python counts.
    before: cython.double
    after: cython.double
    for tree in range(starts.shape[0]):
        start = starts[tree]
        for row in range(rows.shape[0]):
            nodes[row] = 0
        for _level in range(depths[tree]):
            for row in range(rows.shape[0]):
                node = start + nodes[row]
                child = children[node, rows[row, features[node]] > thresholds[node]]
                after = values[start + child]
                before = values[node]
                shares[row, groups[features[node]]] += after - before
                nodes[row] = child
