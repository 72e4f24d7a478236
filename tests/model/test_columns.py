"""Columns from the lines around: each number is what a loop over the lines gives."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model.columns import Floats, Mask, distance_to, neighbours, runs, window_means

_NUMBERS = st.floats(-1e6, 1e6, width=32)


@st.composite
def matrices(draw: st.DrawFn) -> Floats:
    """The numbers of a small page, maybe without lines."""
    width = draw(st.integers(1, 4))
    rows = draw(st.lists(st.lists(_NUMBERS, min_size=width, max_size=width), max_size=20))
    return np.array(rows, np.float32).reshape(len(rows), width)


@st.composite
def masks(draw: st.DrawFn) -> Mask:
    """Marks of the lines of a small page, maybe without lines."""
    width = draw(st.integers(1, 3))
    rows = draw(st.lists(st.lists(st.booleans(), min_size=width, max_size=width), max_size=20))
    return np.array(rows, np.bool_).reshape(len(rows), width)


@given(matrices(), st.integers(0, 25))
def test_means_are_those_of_each_window(columns: Floats, radius: int) -> None:
    """The mean of a window is the mean of its lines, as exactly as a sum over the whole page allows."""
    expected = np.array(
        [columns[max(line - radius, 0) : line + radius + 1].mean(axis=0, dtype=np.float64) for line in range(len(columns))]
    ).reshape(columns.shape)

    found = window_means(columns, radius)

    assert found.dtype == np.float32
    np.testing.assert_allclose(found, expected, rtol=1e-6, atol=1e-8)


@given(matrices(), st.integers(0, 25))
def test_columns_do_not_depend_on_each_other(columns: Floats, radius: int) -> None:
    """A column has the same means, to the byte, by itself as beside others."""
    together = window_means(columns, radius)

    for place in range(columns.shape[1]):
        assert window_means(np.ascontiguousarray(columns[:, place]), radius).tobytes() == together[:, place].tobytes()


@given(matrices(), st.integers(-25, 25))
def test_neighbours_are_other_lines(columns: Floats, offset: int) -> None:
    """A neighbour is the line so far off, and nothing beyond the page."""
    nothing = np.zeros(columns.shape[1], np.float32)
    expected = [columns[line + offset] if 0 <= line + offset < len(columns) else nothing for line in range(len(columns))]

    np.testing.assert_array_equal(neighbours(columns, offset), np.array(expected, np.float32).reshape(columns.shape))


@given(masks())
def test_runs_are_counted_line_by_line(mask: Mask) -> None:
    """A line in a run knows how long it is and how much of it stands above."""
    lengths, places = np.zeros(mask.shape, np.int32), np.zeros(mask.shape, np.int32)
    for column in range(mask.shape[1]):
        start = 0
        for line in range(len(mask) + 1):
            if line == len(mask) or not mask[line, column]:
                lengths[start:line, column] = line - start
                places[start:line, column] = np.arange(line - start)
                start = line + 1

    found_lengths, found_places = runs(mask)

    np.testing.assert_array_equal(found_lengths, lengths)
    np.testing.assert_array_equal(found_places, places)


@given(masks(), st.integers(1, 25))
def test_distances_are_counted_line_by_line(mask: Mask, most: int) -> None:
    """The distance is that to the nearest marked line on a side, and the greatest one where there is none."""
    above, below = np.full(mask.shape, most, np.int32), np.full(mask.shape, most, np.int32)
    for line, column in np.ndindex(*mask.shape):
        marked = np.flatnonzero(mask[:, column])
        above[line, column] = min([line - place for place in marked if place <= line] + [most])
        below[line, column] = min([place - line for place in marked if place >= line] + [most])

    found_above, found_below = distance_to(mask, most)

    np.testing.assert_array_equal(found_above, above)
    np.testing.assert_array_equal(found_below, below)


@pytest.mark.parametrize("mask", [[True, True, False, True], [False] * 4, [True] * 4, []])
def test_a_single_mask_is_a_column(mask: list[bool]) -> None:
    """One mask by itself gives what it gives as the column of a matrix."""
    alone = np.array(mask, np.bool_)
    column = alone.reshape(-1, 1)

    for of_one, of_column in zip((*runs(alone), *distance_to(alone, 9)), (*runs(column), *distance_to(column, 9)), strict=True):
        np.testing.assert_array_equal(of_one, of_column[:, 0])
