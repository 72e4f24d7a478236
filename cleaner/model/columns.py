"""Numbers of lines from the lines around them: means over windows, neighbours, runs and distances.

Lines are rows, from the top of the page to its end. The same numbers give the same bytes, whatever the machine does beside.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Counts = npt.NDArray[np.int32]
Mask = npt.NDArray[np.bool_]
_Places = npt.NDArray[np.int64]


def window_means(columns: Floats, radius: int) -> Floats:
    """For each line the means over itself and the lines near it, fewer at both ends of the page.

    Args:
        columns: the numbers, one row a line.
        radius: how many lines count on either side, 0 or more.
    """
    count = len(columns)
    sums = np.zeros((count + 1, *columns.shape[1:]))
    # In double precision, so that a difference of two sums over a long page is as good as a sum over the window.
    np.cumsum(columns, axis=0, dtype=np.float64, out=sums[1:])
    places = np.arange(count)
    first, end = np.maximum(places - radius, 0), np.minimum(places + radius + 1, count)
    totals = sums[end]
    totals -= sums[first]
    totals /= _upright(end - first, columns.ndim)
    return totals.astype(np.float32)


def neighbours(columns: Floats, offset: int) -> Floats:
    """For each line the numbers of another one, 0 beyond the page.

    Args:
        columns: the numbers, one row a line.
        offset: how many lines below the other one stands; above if negative.
    """
    moved = np.zeros_like(columns)
    if offset >= 0:
        moved[: max(len(columns) - offset, 0)] = columns[offset:]
    else:
        moved[-offset:] = columns[:offset]
    return moved


def runs(mask: Mask) -> tuple[Counts, Counts]:
    """For each line that a mask marks, the length of the unbroken run it stands in, and how many lines of the run stand above it.

    Args:
        mask: one row a line, of one mask or of several side by side.

    Returns:
        The lengths and the places, both 0 for lines that are not marked.
    """
    above, below = _nearest(~mask)
    places = _upright(np.arange(len(mask)), mask.ndim)
    # The lines between the nearest ones without a mark; a marked line has none of them in its own place.
    lengths = np.where(mask, below - above - 1, 0)
    return lengths.astype(np.int32), np.where(mask, places - above - 1, 0).astype(np.int32)


def distance_to(mask: Mask, most: int) -> tuple[Counts, Counts]:
    """For each line how far above and how far below the nearest marked line stands; 0 for a marked line itself.

    Args:
        mask: one row a line, of one mask or of several side by side.
        most: the greatest distance told, in lines; also where no line is marked on that side.
    """
    above, below = _nearest(mask, beyond=most)
    places = _upright(np.arange(len(mask)), mask.ndim)
    return np.minimum(places - above, most).astype(np.int32), np.minimum(below - places, most).astype(np.int32)


def _nearest(mask: Mask, beyond: int = 1) -> tuple[_Places, _Places]:
    """For each line the nearest marked one at or above it, and at or below it; so far beyond the page where there is none."""
    places = _upright(np.arange(len(mask)), mask.ndim)
    above = np.maximum.accumulate(np.where(mask, places, -beyond), axis=0)
    below = np.minimum.accumulate(np.where(mask, places, len(mask) - 1 + beyond)[::-1], axis=0)[::-1]
    return above, below


def _upright(places: _Places, dimensions: int) -> _Places:
    """One number a line, shaped so that it goes with every column."""
    return places.reshape(-1, *(1,) * (dimensions - 1))
