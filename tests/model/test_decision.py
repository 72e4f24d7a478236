"""What a page keeps, and what may go for certain."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model.decision import UNSURE, confidences, page_threshold

_LINES = st.lists(st.tuples(st.floats(0, 1), st.integers(1, 60)), min_size=1, max_size=12)


def _columns(lines: list[tuple[float, int]]) -> tuple[np.ndarray, np.ndarray]:
    return np.array([body for body, _ in lines]), np.array([weight for _, weight in lines], np.float32)


@given(_LINES)
def test_the_threshold_is_half_of_the_best_that_can_be_expected(lines: list[tuple[float, int]]) -> None:
    """Of all choices of the most likely lines none has a greater expected F1."""
    body, weight = _columns(lines)
    order = np.argsort(-body, kind="stable")
    right = (weight * body)[order].astype(float)
    best = max(2 * right[: n + 1].sum() / max(weight[order][: n + 1].sum() + right.sum(), 1e-9) for n in range(len(lines)))

    assert page_threshold(body, weight, 0.05) == pytest.approx(best / 2 + 0.05)


@given(_LINES, st.floats(0.05, 0.6), st.booleans())
def test_what_is_kept_is_claimed_by_nobody(lines: list[tuple[float, int]], threshold: float, doubtful: bool) -> None:
    """A line that is likely enough, or spared, has no confidence of being chrome; all others have one."""
    body, weight = _columns(lines)
    spared = np.arange(len(body)) % 3 == 0
    sure = confidences(body, weight, threshold, spared, doubtful=doubtful)

    assert (sure > 0).tolist() == ((body < threshold) & ~spared).tolist()
    assert not doubtful or sure.max() <= UNSURE


def test_nothing_is_certain_without_an_article() -> None:
    """A page of short lines has no article, however unlikely they are to be body."""
    body, weight = np.full(30, 0.001), np.full(30, 3, np.float32)

    assert confidences(body, weight, 0.5, np.zeros(30, bool), doubtful=False).max() == UNSURE


def test_a_paragraph_inside_a_story_is_never_certain() -> None:
    """Beside it, a short line between the same paragraphs is."""
    body, weight = np.array([0.99, 0.001, 0.001, 0.99]), np.array([60, 40, 2, 60], np.float32)
    sure = confidences(body, weight, 0.5, np.zeros(4, bool), doubtful=False)

    assert sure.tolist() == [0, UNSURE, 0.999, 0]
