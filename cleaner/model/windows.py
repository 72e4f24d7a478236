"""What stands around each line: means over windows, neighbours, runs and distances, over columns of numbers."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Matrix = npt.NDArray[np.float32]
Column = npt.NDArray[np.float32]
Mask = npt.NDArray[np.bool_]


class Sums:
    """Running sums of columns, from which the mean over any stretch of lines comes at once.

    Args:
        columns: one row a line.
        weights: what each line counts; one each if left out.
    """

    def __init__(self, columns: Matrix, weights: Column | None = None) -> None:
        rows = columns if weights is None else columns * weights[:, None]
        ones = np.ones(len(columns)) if weights is None else weights
        self._sums = np.concatenate([np.zeros((1, columns.shape[1])), np.cumsum(rows, axis=0, dtype=np.float64)])
        self._weights = np.concatenate([[0.0], np.cumsum(ones, dtype=np.float64)])

    def means(self, first: npt.NDArray[np.int64], end: npt.NDArray[np.int64]) -> Matrix:
        """The means over stretches of lines; 0 where a stretch is empty or weighs nothing.

        Args:
            first: the first line of each.
            end: the line after each.
        """
        weight = np.maximum(self._weights[end] - self._weights[first], 1e-9)
        found: Matrix = ((self._sums[end] - self._sums[first]) / weight[:, None]).astype(np.float32)
        return found

    def around(self, radius: int) -> Matrix:
        """For each line the mean over itself and so many lines on either side.

        Args:
            radius: how many lines on either side.
        """
        places = np.arange(len(self._sums) - 1)
        return self.means(np.maximum(places - radius, 0), np.minimum(places + radius + 1, len(places)))


def neighbours(columns: Matrix, offset: int) -> Matrix:
    """For each line the columns of the one so many lines below it; 0 beyond the page.

    Args:
        columns: one row a line.
        offset: how many lines below; above if negative.
    """
    moved = np.zeros_like(columns)
    if offset > 0:
        moved[:-offset] = columns[offset:]
    else:
        moved[-offset:] = columns[:offset]
    return moved


def distances(mask: Mask, most: int) -> tuple[Column, Column]:
    """For each line how many lines the nearest one of a mask stands above it and below it, itself being 0.

    Args:
        mask: one value a line.
        most: what is told of anything further off.
    """
    places = np.arange(len(mask))
    above = places - np.maximum.accumulate(np.where(mask, places, -most))
    below = np.minimum.accumulate(np.where(mask, places, len(mask) + most)[::-1])[::-1] - places
    return np.minimum(above, most).astype(np.float32), np.minimum(below, most).astype(np.float32)


def runs(mask: Mask) -> tuple[Column, Column]:
    """For each line how long the run of lines of a mask is that it stands in, and how many of them stand above it; 0 outside.

    Args:
        mask: one value a line.
    """
    places = np.arange(len(mask))
    start = np.maximum.accumulate(np.where(mask, -1, places)) + 1
    end = np.minimum.accumulate(np.where(mask, len(mask), places)[::-1])[::-1]
    inside = mask.astype(np.float32)
    return (end - start) * inside, (places - start) * inside


def best_stretch(values: npt.NDArray[np.float64]) -> tuple[int, int]:
    """The stretch of lines whose values have the greatest sum (Kadane): its first line and the one after its last.

    Args:
        values: what each line adds, or takes away.
    """
    sums = np.concatenate([[0.0], np.cumsum(values)])
    lowest = np.minimum.accumulate(sums)
    end = int(np.argmax(sums - lowest))
    return int(np.argmin(sums[: end + 1])), end
