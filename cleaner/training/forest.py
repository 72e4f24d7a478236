"""Forests of this library from those that LightGBM grew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np

from cleaner.errors import ModelError
from cleaner.model.forest import Forest

if TYPE_CHECKING:
    from lightgbm import Booster

# A node as LightGBM tells it.
_Node = Mapping[str, Any]
_MOST_NODES = 2**15


def forest_from_lightgbm(booster: Booster) -> Forest:
    """The trees of a booster, which give the same raw scores for rows of float32.

    Args:
        booster: grown on features without missing values and categories.

    Raises:
        ModelError: if it asks for something else than whether a feature is at most some number.
    """
    told = booster.dump_model()
    if told.get("average_output"):
        raise ModelError("trees whose mean counts, as those of random forests, cannot be converted; train with boosting")
    outputs = told["num_tree_per_iteration"]
    starts: list[int] = []
    features: list[int] = []
    thresholds: list[np.float32] = []
    children: list[tuple[int, int]] = []
    values: list[float] = []
    for tree in told["tree_info"]:
        starts.append(len(features))
        for feature, threshold, pair, value in _nodes(tree["tree_structure"]):
            features.append(feature)
            thresholds.append(threshold)
            children.append(pair)
            values.append(value)
    return Forest(
        features=np.array(features, np.int16),
        thresholds=np.array(thresholds, np.float32),
        children=np.array(children, np.int16).reshape(-1, 2),
        values=np.array(values, np.float32),
        starts=np.array(starts, np.int32),
        outputs=(np.arange(len(starts)) % outputs).astype(np.uint8),
    )


def at_most(threshold: float) -> np.float32:
    """The greatest number of single precision that is at most some number: no such number lies between the two.

    Args:
        threshold: the number.
    """
    with np.errstate(over="ignore"):
        rounded = np.float32(threshold)
        return np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > threshold else rounded


def _nodes(root: _Node) -> Iterator[tuple[int, np.float32, tuple[int, int], float]]:
    """The nodes of a tree, level by level: feature, threshold, children and value."""
    nodes = [root]
    for place, node in enumerate(nodes):  # which grows on the way
        if "split_feature" not in node:
            yield 0, np.float32(0), (place, place), node["leaf_value"]
            continue
        _check(node)
        first = len(nodes)
        if first + 2 > _MOST_NODES:
            raise ModelError(f"a tree has more than {_MOST_NODES} nodes; train with fewer leaves")
        nodes += [node["left_child"], node["right_child"]]
        yield node["split_feature"], at_most(node["threshold"]), (first, first + 1), node["internal_value"]


def _check(node: _Node) -> None:
    """Refuse a question that trees of this library do not ask."""
    if node["decision_type"] != "<=":
        raise ModelError(f"a tree asks whether a feature is {node['decision_type']} something; train without categories")
    if node["missing_type"] != "None":
        raise ModelError("a tree asks whether a feature is missing; train with use_missing=false, or on features without missing values")
    if node["split_feature"] >= 2**15:
        raise ModelError(f"a tree asks for feature {node['split_feature']}; train with fewer than {2**15} features")
