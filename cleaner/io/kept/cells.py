"""Where the cells of a table stand: each in its column, behind those that reach over it from the left or from above."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from cleaner.html.markup import Elements

# More columns are not told apart.
MOST = 500
# So many blank cells are written for each cell that there is; spans beyond that are made up, and say nothing.
_BLANKS = 8
_LONGEST = 65_534


class _Grid:
    """The columns of one table, and which of them cells above still reach over.

    Args:
        widest: how many cells the row with the most cells has.
    """

    def __init__(self, widest: int) -> None:
        self._widest = min(widest, MOST)
        self._group, self._row = -1, -1
        self._busy = bytearray(MOST)
        self._ends: dict[int, list[tuple[int, int]]] = {}

    def begin(self, group: int) -> None:
        """Take note of a row; cells reach into no other group of rows.

        Args:
            group: the element that the row stands in.
        """
        if group != self._group:
            self._group, self._busy, self._ends = group, bytearray(MOST), {}
        self._row += 1
        for start, width in self._ends.pop(self._row, ()):
            self._busy[start : start + width] = bytes(width)

    def free(self, column: int) -> int:
        """The first column from some column on that is not reached over from above; `MOST` where there is none.

        Args:
            column: the column to begin with.
        """
        found = self._busy.find(0, column)
        return found if found >= 0 else MOST

    def take(self, column: int, attributes: Mapping[str, str | None]) -> int:
        """Take in a cell; the column after it.

        Args:
            column: where it stands.
            attributes: those of its element.
        """
        width = min(max(_number(attributes.get("colspan"), 1), 1), max(self._widest, 1), MOST - column)
        rows = _number(attributes.get("rowspan"), 1) or _LONGEST
        if rows > 1 and width:
            self._busy[column : column + width] = b"\1" * width
            self._ends.setdefault(self._row + rows, []).append((column, width))
        return column + width


def cells(elements: Elements, tables: list[int]) -> dict[int, dict[int, int]]:
    """For each row its cells, each with the column it stands in.

    Args:
        elements: the elements of a page.
        tables: for each of them the table it belongs to, or -1.
    """
    tags, parents = elements.tags, elements.parents
    rows: dict[int, list[int]] = {}
    for element, tag in enumerate(tags):
        if tag == "tr":
            # One without cells counts too: cells above reach over it.
            rows[element] = []
        elif tag in ("td", "th") and parents[element] >= 0 and tags[parents[element]] == "tr":
            rows[parents[element]].append(element)
    widest: dict[int, int] = {}
    for row, found in rows.items():
        widest[tables[row]] = max(widest.get(tables[row], 0), len(found))
    grids = {table: _Grid(count) for table, count in widest.items()}
    placed, reach = dict[int, dict[int, int]](), dict[int, int]()
    heights, sizes = Counter(tables[row] for row in rows), Counter[int]()
    for row, found in rows.items():
        sizes[tables[row]] += len(found)
    for row, found in rows.items():
        grid = grids[tables[row]]
        grid.begin(parents[row])
        if not found:
            continue
        columns, column = list[int](), 0
        for cell in found:
            place = grid.free(column)
            columns.append(place)
            column = grid.take(place, elements.attributes[cell])
        # All rows are written as wide as the widest one.
        table = tables[row]
        reach[table] = max(reach.get(table, widest[table]), columns[-1] + 1)
        fits = columns[-1] < MOST and (reach[table] - widest[table]) * heights[table] <= MOST + _BLANKS * sizes[table]
        placed[row] = dict(zip(found, columns if fits else range(len(found)), strict=True))
    return placed


def _number(value: str | None, otherwise: int) -> int:
    """A count as an attribute gives it."""
    digits = (value or "").strip()
    return int(digits[:6]) if digits.isascii() and digits.isdigit() else otherwise
