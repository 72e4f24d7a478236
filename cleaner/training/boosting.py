"""Boosted trees, learned by LightGBM."""

from __future__ import annotations

from typing import Any

from cleaner.model.forest import Doubles, Forest, Rows
from cleaner.training.forest import forest_from_lightgbm

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
_PAGES: dict[str, Any] = {"num_leaves": 12, "learning_rate": 0.1, "feature_fraction": 0.5, "min_data_in_leaf": 20, "lambda_l2": 10}
_STEADY: dict[str, Any] = {"verbose": -1, "deterministic": True, "force_row_wise": True}
LINE_ROUNDS, PAGE_ROUNDS = 220, 60


def line_trees(matrix: Rows, body: Doubles, weights: Doubles, least: int, seed: int) -> Forest:
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


def page_trees(matrix: Rows, labels: Doubles, weights: Doubles, classes: int, seed: int) -> Forest:
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


def _trained(matrix: Any, labels: Any, weights: Any, settings: dict[str, Any], rounds: int) -> Forest:
    import lightgbm

    return forest_from_lightgbm(lightgbm.train(settings, lightgbm.Dataset(matrix, labels, weight=weights / weights.mean()), rounds))
