"""What is learned from several courses, as one."""

from __future__ import annotations

from benchmarks.regression import mean


def test_the_mean_of_several_regressions_counts_each_by_its_share() -> None:
    """A weight that one of them lacks is nothing there; one that comes to nothing is left out."""
    one = {"bias": 1.0, "single": {"a": 0.3, "b": 0.01}, "pairs": {"a": {"b": 0.6}}}
    two = {"bias": -0.5, "single": {"a": 0.6}, "pairs": {"a": {"c": 0.3}}}

    assert mean([one, two], [1, 2]) == {"bias": 0.0, "single": {"a": 0.5}, "pairs": {"a": {"b": 0.2, "c": 0.2}}}
