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
    starts="const int[::1]",
    depths="const int[::1]",
    told="const double[:, ::1]",
    nodes="int[::1]",
    found="double[:, ::1]",
)
def add_leaves(
    rows: Any, features: Any, thresholds: Any, children: Any, starts: Any, depths: Any, told: Any, nodes: Any, found: Any
) -> None:
    """Add for each row what is told of the leaves that it comes to.

    Args:
        rows: one column a feature.
        features: see `Forest`, as for the next three.
        thresholds: as there.
        children: as there.
        starts: as there.
        depths: how many steps the longest way through each tree has.
        told: for each node some numbers.
        nodes: room for a number a row.
        found: added to; for each row as many numbers as are told of a node.
    """
    tree: cython.Py_ssize_t
    row: cython.Py_ssize_t
    column: cython.Py_ssize_t
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
            node = start + nodes[row]
            for column in range(found.shape[1]):
                found[row, column] += told[node, column]
