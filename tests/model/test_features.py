"""Means over windows, neighbours, runs and distances against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model.features import Sums, best_stretch, distances, neighbours, runs

_MASKS = st.lists(st.booleans(), min_size=1, max_size=40).map(np.array)
_COLUMNS = st.lists(st.integers(-9, 9), min_size=1, max_size=30).map(lambda values: np.array(values, np.float32)[:, None])


@given(_COLUMNS, st.integers(1, 9))
def test_means_are_those_of_the_lines_around(columns: np.ndarray, radius: int) -> None:
    """A window is cut at the ends of the page."""
    expected = [columns[max(row - radius, 0) : row + radius + 1].mean() for row in range(len(columns))]

    assert Sums(columns).means(radius, radius + 1)[:, 0] == pytest.approx(expected, abs=1e-4)


@given(_COLUMNS, st.integers(1, 5), st.booleans())
def test_neighbours_beyond_the_page_are_nought(columns: np.ndarray, step: int, above: bool) -> None:
    """Each line gets the columns of the one so many lines off."""
    offset = -step if above else step
    expected = [columns[row + offset, 0] if 0 <= row + offset < len(columns) else 0 for row in range(len(columns))]

    assert neighbours(columns, offset)[:, 0].tolist() == expected


@given(_MASKS, st.integers(1, 9))
def test_distances_are_those_of_the_nearest(mask: np.ndarray, most: int) -> None:
    """What is further off than the most is told as the most."""
    places = np.flatnonzero(mask)
    above = [min([row - place for place in places if place <= row] + [most]) for row in range(len(mask))]
    below = [min([place - row for place in places if place >= row] + [most]) for row in range(len(mask))]

    assert [column.tolist() for column in distances(mask, most)] == [above, below]


@given(_MASKS)
def test_runs_have_their_length_and_place(mask: np.ndarray) -> None:
    """Lines outside of runs have neither."""
    lengths, places = runs(mask)
    expected, row = [], 0
    while row < len(mask):
        end = row
        while end < len(mask) and mask[end] == mask[row]:
            end += 1
        expected += [(end - row, at) if mask[row] else (0, 0) for at in range(end - row)]
        row = end

    assert list(zip(lengths.tolist(), places.tolist(), strict=True)) == expected


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=14).map(lambda values: np.array(values, np.float64)))
def test_no_stretch_weighs_more_than_the_best(values: np.ndarray) -> None:
    """An empty stretch weighs nothing."""
    first, end = best_stretch(values)
    most = max(values[start:stop].sum() for start in range(len(values) + 1) for stop in range(start, len(values) + 1))

    assert values[first:end].sum() == most
