"""What the elements of a web page tell of its lines, in columns of numbers: links, marks, containers and templates."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.html.markup import Markup
from cleaner.html.tags import Mark
from cleaner.model.lines import Columns, Lines
from cleaner.model.windows import Column

Ints = npt.NDArray[np.int64]
_LEVELS = 6
_MARKED = (
    Mark.nav, Mark.aside, Mark.header, Mark.footer, Mark.main, Mark.article, Mark.section, Mark.form, Mark.list, Mark.table, Mark.figure,
    Mark.quote, Mark.code, Mark.dialog, Mark.details, Mark.hidden, Mark.link, Mark.button, Mark.caption, Mark.address, Mark.time,
)  # fmt: skip
_HEADINGS = tuple(int(Mark.heading_1) << level for level in range(6))
_SHARES = (0.5, 0.8)
_LONG = 25


@dataclass(frozen=True)
class Containers:
    """The elements of a page as containers of the lines that are weighed.

    Args:
        parents: the number of the element around each; -1 for the outermost.
        first: the first weighed line of each.
        end: the line after the last weighed one of each.
        wider: the nearest element around each that holds more lines; -1 if none does.
        of: for each weighed line, the innermost element around it.
    """

    parents: Ints
    first: Ints
    end: Ints
    wider: Ints
    of: Ints

    @classmethod
    def on(cls, markup: Markup, lines: Sequence[int]) -> Containers:
        """The containers of a page.

        Args:
            markup: its lines and elements.
            lines: the numbers of the lines that are weighed.
        """
        elements = markup.elements
        parents = np.asarray(elements.parents, np.int64)
        # The place of each line of the page among those that are weighed.
        places = np.searchsorted(np.asarray(lines), np.arange(len(markup.lines) + 2))
        first, end = places[np.asarray(elements.first, np.int64)], places[np.asarray(elements.last, np.int64)]
        wider = parents.copy()
        while True:
            same = (wider >= 0) & (first[wider] == first) & (end[wider] == end)
            if not same.any():
                break
            wider[same] = wider[wider[same]]
        of = np.asarray(markup.element, np.int64)[np.asarray(lines, np.int64)]
        return cls(parents, first, end, wider, of)

    def levels(self) -> list[Ints]:
        """For each line the elements around it, each with more lines than the one before; -1 beyond the outermost."""
        found = [self.of]
        for _ in range(_LEVELS - 1):
            last = found[-1]
            found.append(np.where(last >= 0, self.wider[last], -1))
        return found


def element_columns(markup: Markup, numbers: Sequence[int], lines: Lines) -> Columns:
    """What elements tell of each line by itself.

    Args:
        markup: the lines and elements of the page.
        numbers: the numbers of the weighed lines on the page.
        lines: those lines.
    """
    places = np.asarray(numbers, np.int64)
    element = np.asarray(markup.element, np.int64)[places]
    marks = np.asarray(markup.elements.marks, np.int64)[element]
    length = np.maximum(np.exp(lines.columns["length"]) - 1, 1)
    columns: Columns = {
        "linked": (np.minimum(np.asarray(markup.linked, np.int64)[places] / length, 1)).astype(np.float32),
        "pressed": (np.minimum(np.asarray(markup.pressed, np.int64)[places] / length, 1)).astype(np.float32),
    }
    for mark in _MARKED:
        columns[f"in_{mark.name}"] = ((marks & int(mark)) > 0).astype(np.float32)
    heading = np.zeros(len(places), np.float32)
    for level, bit in enumerate(_HEADINGS, 1):
        heading[(marks & bit) > 0] = level
    columns["heading"] = heading
    columns["is_heading"] = (heading > 0).astype(np.float32)
    return columns


def container_columns(markup: Markup, containers: Containers, lines: Lines, columns: Columns) -> Columns:
    """What the containers around each line hold, and how they lie to the running text of the page.

    Args:
        markup: the lines and elements of the page.
        containers: its elements as containers.
        lines: the weighed lines.
        columns: what is known of each.
    """
    weight, prose = lines.weight.astype(np.float64), lines.prose
    linked = columns["linked"] * weight
    long = (lines.weight >= _LONG) & (columns["linked"] < 0.5)
    sums = _prefix_sums(np.stack([weight, weight * prose, linked, np.ones(len(weight)), prose, long, columns["ends_in_stop"]], axis=1))
    held = sums[containers.end] - sums[containers.first]
    total = np.maximum(sums[-1], 1e-9)
    children = np.bincount(containers.parents[containers.parents >= 0], minlength=len(containers.parents))
    depth = _depths(containers.parents)
    found: dict[str, npt.NDArray[Any]] = {"depth": depth[containers.of]}
    places = np.arange(len(weight))
    for level, element in enumerate(containers.levels()):
        known = element >= 0
        some = np.where(known, element, 0)
        of = held[some] * known[:, None]
        words = np.maximum(of[:, 0], 1e-9)
        end, first = containers.end[some], containers.first[some]
        found |= {
            f"level_{level}_words": np.log1p(of[:, 0]),
            f"level_{level}_words_share": of[:, 0] / total[0],
            f"level_{level}_prose": of[:, 1] / words,
            f"level_{level}_prose_share": of[:, 1] / total[1],
            f"level_{level}_linked": of[:, 2] / words,
            f"level_{level}_lines": np.log1p(of[:, 3]),
            f"level_{level}_words_a_line": of[:, 0] / np.maximum(of[:, 3], 1),
            f"level_{level}_stops": of[:, 6] / np.maximum(of[:, 3], 1),
            f"level_{level}_long": of[:, 5] / np.maximum(total[5], 1),
            f"level_{level}_place": (places - first) / np.maximum(end - first - 1, 1),
            f"level_{level}_children": np.log1p(children[some]) * known,
        }
    found |= _deepest(containers, held, total, depth)
    return {name: np.asarray(column, np.float32) for name, column in found.items()}


def _prefix_sums(rows: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.concatenate([np.zeros((1, rows.shape[1])), np.cumsum(rows, axis=0)])


def _depths(parents: Ints) -> Ints:
    """How many elements stand around each; those around one come before it."""
    found: list[int] = []
    for parent in parents.tolist():
        found.append(found[parent] + 1 if parent >= 0 else 0)
    return np.array(found, np.int64)


def _deepest(containers: Containers, held: npt.NDArray[np.float64], total: npt.NDArray[np.float64], depth: Ints) -> Columns:
    """How each line lies to the smallest containers that hold most of the running text, or of the long lines."""
    found: Columns = {}
    count = len(containers.of)
    places = np.arange(count)
    for name, column, share in (("prose", 1, _SHARES[0]), ("most_prose", 1, _SHARES[1]), ("long", 5, 0.7)):
        enough = held[:, column] >= share * total[column] - 1e-9
        # The deepest; of those equally deep the first.
        best = int(np.argmax(np.where(enough, depth, -1))) if enough.any() else 0
        first, end = containers.first[best], containers.end[best]
        inside = (places >= first) & (places < end)
        outside = np.where(inside, 0, np.where(places < first, first - places, end - 1 - places))
        found |= {
            f"in_{name}_container": inside.astype(np.float32),
            f"outside_{name}_container": np.clip(outside, -60, 60).astype(np.float32),
            f"{name}_container_words": np.full(count, held[best, 0] / max(total[0], 1), np.float32),
            f"{name}_container_linked": np.full(count, held[best, 2] / max(held[best, 0], 1), np.float32),
        }
    return found


def template_columns(signatures: dict[str, Ints], lines: Lines, columns: Columns) -> Columns:
    """What the lines whose elements are written alike have in common.

    Args:
        signatures: for each way to compare, a number for each line.
        lines: the weighed lines.
        columns: what is known of each.
    """
    weight = lines.weight.astype(np.float64)
    found: Columns = {}
    for name, signature in signatures.items():
        _, group = np.unique(signature, return_inverse=True)
        size = np.bincount(group)
        words = np.maximum(np.bincount(group, weight), 1e-9)

        def mean(column: Column, group: Ints = group, size: Ints = size) -> Column:
            return (np.bincount(group, column) / size)[group].astype(np.float32)

        found |= {
            f"alike_{name}_lines": np.log1p(size)[group].astype(np.float32),
            f"alike_{name}_words": np.log1p(words)[group].astype(np.float32),
            f"alike_{name}_prose": (np.bincount(group, weight * lines.prose) / words)[group].astype(np.float32),
            f"alike_{name}_linked": mean(columns["linked"]),
            f"alike_{name}_stops": mean(columns["ends_in_stop"]),
            f"alike_{name}_phrase": mean(columns["phrase"]),
            f"alike_{name}_near_prose": mean(np.minimum(columns.get("prose_near", lines.prose.astype(np.float32)), 60)),
        }
    return found
