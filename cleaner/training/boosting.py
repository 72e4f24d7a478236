"""Boosted trees learned by LightGBM, and as the flat arrays in which the line model keeps them."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.errors import ModelError

Arrays = dict[str, npt.NDArray[Any]]

_LINES: dict[str, Any] = {
    "objective": "cross_entropy",
    "num_leaves": 31,
    "learning_rate": 0.08,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
}
_PAGES: dict[str, Any] = {"num_leaves": 7, "learning_rate": 0.1, "feature_fraction": 0.5, "min_data_in_leaf": 20, "lambda_l2": 10}
_STEADY: dict[str, Any] = {"verbose": -1, "deterministic": True, "force_row_wise": True}
LINE_ROUNDS, PAGE_ROUNDS = 220, 50


def line_trees(matrix: npt.NDArray[np.float32], body: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], least: int, seed: int) -> Arrays:
    """Trees that tell the logarithm of the odds that a line is body.

    Args:
        matrix: one row a line, one column a feature.
        body: for each line 1 if it is body, else 0.
        weights: what each line counts.
        least: the fewest lines in a leaf.
        seed: what rows and features are drawn by.
    """
    settings = {**_LINES, **_STEADY, "min_data_in_leaf": least, "seed": seed}
    return _trained(matrix, body, weights, settings, LINE_ROUNDS)


def page_trees(matrix: npt.NDArray[np.float32], labels: npt.NDArray[np.float64], weights: npt.NDArray[np.float64], classes: int, seed: int) -> Arrays:
    """Trees that tell which of some classes a page is of, or with one class whether it is of it.

    Args:
        matrix: one row a page, one column a feature.
        labels: the number of the class of each page, or 1 and 0.
        weights: what each page counts.
        classes: how many classes there are; 1 for yes and no.
        seed: what rows and features are drawn by.
    """
    objective: dict[str, Any] = {"objective": "binary"} if classes == 1 else {"objective": "multiclass", "num_class": classes}
    return _trained(matrix, labels, weights, {**_PAGES, **_STEADY, **objective, "seed": seed}, PAGE_ROUNDS)


def _trained(matrix: Any, labels: Any, weights: Any, settings: dict[str, Any], rounds: int) -> Arrays:
    import lightgbm

    booster = lightgbm.train(settings, lightgbm.Dataset(matrix, labels, weight=weights / weights.mean()), rounds)
    return flat(booster.dump_model()["tree_info"])


def flat(trees: list[dict[str, Any]]) -> Arrays:
    """Trees as flat arrays, each node before those below it and the first of these right after it.

    Args:
        trees: trees as LightGBM writes them.

    Raises:
        ModelError: if a tree asks in a way that the line model cannot.
    """
    nodes: list[tuple[int, np.float32, float]] = []
    others: list[int] = []
    roots: list[int] = []
    for tree in trees:
        roots.append(len(nodes))
        open_: list[tuple[dict[str, Any], int]] = [(tree["tree_structure"], -1)]
        while open_:
            node, above = open_.pop()
            if above >= 0:
                others[above] = len(nodes)
            others.append(0)
            if "split_feature" not in node:
                nodes.append((-1, np.float32(0), node["leaf_value"]))
                continue
            if node["decision_type"] != "<=":
                raise ModelError(f"a tree asks by {node['decision_type']!r} and not by '<='")
            open_ += [(node["right_child"], len(nodes)), (node["left_child"], -1)]
            nodes.append((node["split_feature"], _rounded(node["threshold"]), node["internal_value"]))
    columns, thresholds, values = zip(*nodes, strict=True)
    return {
        "columns": np.array(columns, np.int16),
        "thresholds": np.array(thresholds, np.float32),
        "others": np.array(others, np.int32),
        "values": np.array(values, np.float32),
        "roots": np.array(roots, np.int32),
    }


def _rounded(threshold: float) -> np.float32:
    """The greatest single-precision number up to a threshold: no such number lies between the two."""
    rounded = np.float32(threshold)
    return np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > threshold else rounded
