"""Boosted regression trees over flat arrays. Ordinary Python, compiled as it is where a compiler is at hand: `trees.pxd` tells the types."""

from __future__ import annotations

from typing import Any


def walk(
    features: Any,
    columns: Any,
    thresholds: Any,
    others: Any,
    values: Any,
    roots: Any,
    groups: Any,
    sums: Any,
    shares: Any,
) -> None:
    """Add up what each tree says of each row, and which features it says it for.

    On the way through a tree, the change of value from a node to its child goes to the group of the node's feature (the path method of
    Saabas, 2014), so that the shares of a row and the values of the roots make up its sum.

    Args:
        features: one row a line, one column a feature; float32.
        columns: for each node the feature it asks for, -1 for a leaf; int16.
        thresholds: for each node the greatest value of the feature with which the way goes on at the next node; float32.
        others: for each node the one where the way goes on beyond that; int32.
        values: what each node says; float32.
        roots: the first node of each tree; int32.
        groups: the group of each feature; uint8.
        sums: taken in; one row a line, one column an output, the trees by turns; float64.
        shares: taken in; one row a line, one column a group; float64. A matrix without rows leaves them out.
    """
    outputs = sums.shape[1]
    trees = roots.shape[0]
    told = shares.shape[0] > 0
    for row in range(features.shape[0]):
        for tree in range(trees):
            node = roots[tree]
            column = columns[node]
            while column >= 0:
                child = node + 1 if features[row, column] <= thresholds[node] else others[node]
                if told:
                    shares[row, groups[column]] += values[child] - values[node]
                node = child
                column = columns[node]
            sums[row, tree % outputs] += values[node]
