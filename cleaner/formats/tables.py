"""Tables: the columns that the cells of a web page stand in, which tables only lay a page out, and how rows are written in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping
from typing import TYPE_CHECKING

from cleaner.html.tags import HEADINGS

if TYPE_CHECKING:
    from cleaner.html.markup import Elements

# Columns beyond these are one.
MOST = 500
# So many blank cells are written for each cell that there is; spans beyond that are made up, and say nothing.
_BLANKS = 8
_LONGEST = 65_534

# What stands in no cell of a table of figures: a table that holds some was made for the layout.
_LAID_OUT = HEADINGS | {"table", "ul", "ol", "dl", "blockquote", "pre", "figure", "article", "section", "form"}
_ROLES = frozenset({"presentation", "none"})


class _Grid:
    """The columns of one table, and which of them cells above still reach over."""

    def __init__(self, widest: int) -> None:
        self._widest = min(widest, MOST)
        self._group, self._row = -1, -1
        self._busy = bytearray(MOST)
        self._ends: dict[int, list[tuple[int, int]]] = {}

    def begin(self, group: int) -> None:
        """Take note of a row; cells reach into no other group of rows."""
        if group != self._group:
            self._group, self._busy, self._ends = group, bytearray(MOST), {}
        self._row += 1
        for start, width in self._ends.pop(self._row, ()):
            self._busy[start : start + width] = bytes(width)

    def free(self, column: int) -> int:
        """The first column from some column on that no cell above reaches over; `MOST` where there is none."""
        return found if (found := self._busy.find(0, column)) >= 0 else MOST

    def take(self, column: int, attributes: Mapping[str, str | None]) -> int:
        """Take in a cell; the column after it."""
        width = min(max(_count(attributes.get("colspan")), 1), max(self._widest, 1), MOST - column)
        rows = _count(attributes.get("rowspan")) or _LONGEST
        if rows > 1 and width:
            self._busy[column : column + width] = b"\1" * width
            self._ends.setdefault(self._row + rows, []).append((column, width))
        return column + width


def cells(elements: Elements, tables: list[int]) -> dict[int, dict[int, int]]:
    """For each row its cells, each with the column it stands in."""
    tags, parents = elements.tags, elements.parents
    rows: dict[int, list[int]] = {}
    for element, tag in enumerate(tags):
        if tag == "tr":
            # One without cells counts too: cells above reach over it.
            rows[element] = []
        elif tag in ("td", "th") and parents[element] >= 0 and tags[parents[element]] == "tr":
            rows[parents[element]].append(element)
    widest, heights, sizes = Counter[int](), Counter[int](), Counter[int]()
    for row, found in rows.items():
        table = tables[row]
        widest[table], heights[table], sizes[table] = max(widest[table], len(found)), heights[table] + 1, sizes[table] + len(found)
    grids = {table: _Grid(count) for table, count in widest.items()}
    placed, reach = dict[int, dict[int, int]](), dict[int, int]()
    for row, found in rows.items():
        grid = grids[tables[row]]
        grid.begin(parents[row])
        if not found:
            continue
        columns, column = list[int](), 0
        for cell in found:
            columns.append(grid.free(column))
            column = grid.take(columns[-1], elements.attributes(cell))
        # All rows are written as wide as the widest one.
        table = tables[row]
        reach[table] = max(reach.get(table, widest[table]), columns[-1] + 1)
        fits = columns[-1] < MOST and (reach[table] - widest[table]) * heights[table] <= MOST + _BLANKS * sizes[table]
        placed[row] = dict(zip(found, columns if fits else range(len(found)), strict=True))
    return placed


def _count(value: str | None) -> int:
    """A count as an attribute gives it; 1 where it gives none."""
    digits = (value or "").strip()
    return int(digits[:6]) if digits.isascii() and digits.isdigit() else 1


def nearest(elements: Elements, name: str) -> list[int]:
    """For each element the nearest one of some name that it is or stands in, or -1."""
    found: list[int] = []
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        found.append(element if tag == name else found[parent] if parent >= 0 else -1)
    return found


def layout(elements: Elements, tables: list[int], cells: Mapping[int, Mapping[int, int]]) -> bytearray:
    """One byte an element, 1 where it belongs to a table made for the layout."""
    tags, parents = elements.tags, elements.parents
    laid_out: set[int] = set()
    wide = {tables[parents[row]] for row, found in cells.items() if len(found) > 1 and parents[row] >= 0}
    paragraphs: set[int] = set()
    for element, tag in enumerate(tags):
        parent = parents[element]
        outer = tables[parent] if parent >= 0 else -1
        if outer >= 0 and tag in _LAID_OUT:
            laid_out.add(outer)
        if tag == "table" and elements.attributes(element).get("role") in _ROLES:
            laid_out.add(element)
        if tag == "p" and outer >= 0 and parent in paragraphs:
            # Two paragraphs in a cell are a text.
            laid_out.add(outer)
        elif tag == "p":
            paragraphs.add(parent)
    marked = bytearray(len(tags))
    for element, tag in enumerate(tags):
        if tag in ("table", "tr", "td", "th", "caption"):
            marked[element] = tables[element] in laid_out or tables[element] not in wide
    return marked


class Table:
    """The rows of a table under way."""

    def __init__(self, key: Hashable) -> None:
        self.key = key
        self._row: Hashable = None
        self._rows: list[list[list[str]]] = []
        self._width = 0

    def add(self, row: Hashable, width: int, cell: int | None, text: str) -> None:
        """Take in the text of a cell of a row, which has some width."""
        if not self._rows or row != self._row:
            self._rows.append([])
            self._row = row
            self._width = max(self._width, width)
        cells = self._rows[-1]
        if cells and (cell is None or cell < len(cells)):
            cells[-1].append(text)
        else:
            cells += [[] for _ in range(len(cells), cell or 0)]
            cells.append([text])
        self._width = max(self._width, len(cells))

    def lines(self) -> list[str]:
        """The lines of the table; each row is as wide as the widest one."""
        rows = [f"| {' | '.join([*map(' '.join, cells), *([''] * (self._width - len(cells)))])} |" for cells in self._rows]
        return [rows[0], f"|{' --- |' * self._width}", *rows[1:]]
