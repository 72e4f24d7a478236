"""The search for slow patterns: what it makes has the size asked for, and what it finds grows faster than its size."""

from __future__ import annotations

import pytest

from benchmarks import hostile
from benchmarks.hostile import KINDS, Pattern, ratio, slow


def _timed(monkeypatch: pytest.MonkeyPatch, seconds: dict[int, float]) -> None:
    monkeypatch.setattr(hostile, "seconds", lambda pattern, size, tries=1: seconds[size])


_PATTERN = Pattern("x", "x".__mul__, len)


@pytest.mark.parametrize("kind", KINDS)
def test_patterns_are_as_long_as_asked_for(kind: str) -> None:
    """Each has a name of its own kind, and twice the size is about twice as long."""
    for pattern in KINDS[kind]():
        one, two = len(pattern.made(20_000)), len(pattern.made(40_000))

        assert pattern.name
        assert 8_000 < one < 40_000
        assert 1.8 < two / one < 2.4


@pytest.mark.parametrize(
    ("seconds", "found"),
    [
        ({1: 0.001, 2: 0.01}, 0.0),
        ({1: 1.0, 2: 2.0}, 2.0),
        ({1: 0.1, 2: 0.4, 4: 0.5}, 1.25),
        ({1: 1.0, 2: 4.0, 4: 16.0}, 4.0),
    ],
    ids=["too quick to tell", "linear", "let pass up to a size", "by the square"],
)
def test_a_ratio_is_that_of_the_largest_sizes(seconds: dict[int, float], found: float, monkeypatch: pytest.MonkeyPatch) -> None:
    """A pattern that is slow only up to some size is not slow."""
    _timed(monkeypatch, seconds)

    assert ratio(_PATTERN, 1) == found


def test_only_slow_patterns_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """What grows by the square is told with its ratio, and nothing else is."""
    _timed(monkeypatch, {1: 1.0, 2: 4.0, 4: 16.0, 10: 1.0, 20: 2.0})

    assert list(slow(iter([_PATTERN]), 1)) == [(_PATTERN, 4.0)]
    assert list(slow(iter([_PATTERN]), 10)) == []
