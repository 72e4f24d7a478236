"""Forests that LightGBM grew say the same here as there."""

from __future__ import annotations

from typing import Any

import lightgbm
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.errors import ModelError
from cleaner.model import forest as forest_module
from cleaner.model import kernels
from cleaner.training.fitting import at_most, forest_from_lightgbm
from tests.model.kernels import as_python

_SETTINGS: dict[str, Any] = {"verbose": -1, "num_threads": 1, "num_leaves": 8, "min_data_in_leaf": 1, "deterministic": True, "seed": 1}


def grow(rows: Any, labels: Any, rounds: int = 5, **settings: Any) -> Any:
    """A small booster."""
    return lightgbm.train(_SETTINGS | settings, lightgbm.Dataset(rows, labels, free_raw_data=False), rounds)


@settings(max_examples=30)
@given(
    count=st.integers(2, 60),
    width=st.integers(1, 4),
    steps=st.sampled_from([1, 3, 1000]),
    objective=st.sampled_from(["binary", "cross_entropy", "regression", "multiclass"]),
    seed=st.integers(0, 999),
)
def test_sums_are_the_raw_scores_of_the_booster(count: int, width: int, steps: int, objective: str, seed: int) -> None:
    """For rows it saw, for others near its thresholds, and for endless ones, a forest gives the booster's raw scores, in either form."""
    random = np.random.default_rng(seed)
    rows = (random.integers(-steps, steps + 1, (count, width)) / np.float32(steps)).astype(np.float32)
    labels = random.integers(0, 3, count) if objective == "multiclass" else random.integers(0, 2, count)
    classes = {"num_class": 3} if objective == "multiclass" else {}
    booster = grow(rows, labels, objective=objective, **classes)
    asked = np.concatenate(
        [
            rows,
            np.nextafter(rows, np.float32(9)),
            np.nextafter(rows, np.float32(-9)),
            np.where(rows > 0, np.float32(np.inf), np.float32(-np.inf)),
        ]
    )
    expected = booster.predict(asked, raw_score=True).reshape(len(asked), -1)

    forest = forest_from_lightgbm(booster)

    found = forest.sums(asked)
    np.testing.assert_allclose(found, expected, rtol=1e-5, atol=1e-5)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forest_module, "kernels", as_python(kernels))
        assert forest.sums(asked).tobytes() == found.tobytes()


def test_a_forest_of_full_size_gives_the_raw_scores() -> None:
    """Rounding does not add up over 220 trees of 31 leaves."""
    random = np.random.default_rng(7)
    rows = random.normal(size=(3000, 20)).astype(np.float32)
    labels = rows[:, :5].sum(axis=1) + random.normal(size=3000) > 0
    booster = grow(rows, labels, 220, objective="binary", num_leaves=31, learning_rate=0.08)

    forest = forest_from_lightgbm(booster)

    groups = (np.arange(20) % 6).astype(np.uint8)
    scores = booster.predict(rows, raw_score=True)
    np.testing.assert_allclose(forest.sums(rows)[:, 0], scores, atol=1e-5)
    np.testing.assert_allclose(forest.added(rows, forest.shares(groups, 6))[:, 1:].sum(axis=1) + forest.base, scores, atol=1e-4)


@given(st.floats(allow_nan=False) | st.floats(width=32, allow_nan=False), st.floats(width=32, allow_nan=False))
def test_thresholds_of_single_precision_part_the_same_numbers(threshold: float, near: float) -> None:
    """A number of single precision is at most a threshold exactly if it is at most what that is rounded to."""
    rounded = at_most(threshold)

    with np.errstate(over="ignore"):
        around = [np.float32(threshold), np.float32(near)]
        around += [np.nextafter(rounded, np.float32(np.inf)), np.nextafter(rounded, np.float32(-np.inf))]
    assert [bool(number <= rounded) for number in around] == [float(number) <= threshold for number in around]


@pytest.mark.parametrize(
    ("asked", "missing", "fault"),
    [
        ({"objective": "binary", "categories": [0], "min_data_per_group": 1, "cat_smooth": 0}, False, "without categories"),
        ({"objective": "binary"}, True, "use_missing=false"),
        ({"objective": "binary", "boosting": "rf", "bagging_freq": 1, "bagging_fraction": 0.5}, False, "train with boosting"),
        ({"objective": "binary", "zero_as_missing": True}, False, "use_missing=false"),
    ],
)
def test_other_questions_are_refused(asked: dict[str, Any], missing: bool, fault: str) -> None:
    """Trees that ask for categories or missing values, or whose mean counts, are not converted in silence."""
    rows = np.tile(np.arange(8, dtype=np.float32), 20).reshape(-1, 1)
    labels = np.isin(rows[:, 0], (1, 4, 6)).astype(int)
    if missing:
        rows[rows == 1] = np.nan
    told = _SETTINGS | asked
    categories = told.pop("categories", "auto")
    booster = lightgbm.train(told, lightgbm.Dataset(rows, labels, categorical_feature=categories), 3)

    with pytest.raises(ModelError, match=fault):
        forest_from_lightgbm(booster)
