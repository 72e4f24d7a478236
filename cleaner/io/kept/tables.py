"""Tables of Markdown: rows of cells, the first of them the head."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from cleaner.io.kept.writer import Step


class Table:
    """The rows of a table under way.

    Args:
        key: what tells its element from others.
        around: the quotes, lists and items it stands in.
    """

    def __init__(self, key: Hashable, around: Sequence[Step]) -> None:
        self.key, self.around = key, around
        self._row: Hashable = None
        self._rows: list[list[list[str]]] = []
        self._width = 0

    def add(self, row: Step, cell: int | None, text: str) -> None:
        """Take in the text of a cell.

        Args:
            row: the element of its row.
            cell: its place in the row, from 0; None for text that stands in a row and in no cell of it.
            text: its Markdown, with bars escaped.
        """
        if not self._rows or row.key != self._row:
            self._rows.append([])
            self._row = row.key
            self._width = max(self._width, row.cells)
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
