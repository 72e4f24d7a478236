"""Where the texts of a table stand: cells between commas, semicolons, tabs or bars, quoted or not.

The `csv` module of Python reads the same cells but does not tell where they stand, and writing rows anew would change their quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cleaner.errors import ReadingError
from cleaner.io.passages import Edit, Passage

_DELIMITERS = (",", ";", "\t", "|")
_ADDRESS = "url"
_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_BARE = {delimiter: re.compile(rf"[^\r\n{re.escape(delimiter)}]*") for delimiter in _DELIMITERS}


class QuotedCell(Passage):
    """A cell between quotes; a quote inside it stands twice."""

    _SPELLING = re.compile('""|[^"]')

    def spelled(self, text: str) -> str:
        """A text with its quotes doubled.

        Args:
            text: the text.
        """
        return text.replace('"', '""')


class BareCell(Passage):
    """A cell without quotes; it gets them when an edit leaves what could not be read without."""

    def edited(self, edits: Iterable[Edit]) -> str:
        """The spelling after some edits. A cell of nothing is quoted, since a row of nothing is no row.

        Args:
            edits: ordered and disjoint.
        """
        bare = super().edited(edits)
        if bare and not set(bare) & set('",;\t|\r\n'):
            return bare
        quoted = bare.replace('"', '""')
        return f'"{quoted}"'


def table_passages(text: str, fields: Sequence[str], name: str, found: set[str]) -> Iterator[Passage]:
    """The cells in some columns, row by row; there are none where the first row does not name them.

    Args:
        text: a table whose first row names its columns.
        fields: names of columns.
        name: what errors call the table.
        found: takes in the columns that occur.

    Raises:
        ReadingError: if a quote is not closed, or something stands between it and the next cell.
    """
    delimiter, head, at = _head(text, fields, name)
    columns = {place: title for place, title in enumerate(head) if title in fields}
    found.update(columns.values())
    address = head.index(_ADDRESS) if _ADDRESS in head else len(head)
    while columns and at < len(text):
        cells, at = _row(text, at, delimiter, name)
        url = cells[address].text if address < len(cells) else ""
        for place, column in columns.items():
            if place < len(cells) and cells[place].text:
                cell = cells[place]
                yield type(cell)(cell.text, cell.raw, cell.start, column, url)


def table_names(text: str, name: str) -> list[str]:
    """The names of the columns of a table.

    Args:
        text: the table.
        name: what errors call it.

    Raises:
        ReadingError: if its first row cannot be read.
    """
    return _head(text, (), name)[1]


def _head(text: str, fields: Sequence[str], name: str) -> tuple[str, list[str], int]:
    """The delimiter by which the first row names a field, or else the one that cuts it most; its cells, and where the second row begins."""
    faults: list[ReadingError] = []
    best: tuple[str, list[str], int] | None = None
    for delimiter in _DELIMITERS:
        try:
            cells, at = _row(text, 0, delimiter, name)
        except ReadingError as fault:
            faults.append(fault)
            continue
        head = [cell.text for cell in cells]
        if not set(fields).isdisjoint(head):
            return delimiter, head, at
        if best is None or len(head) > len(best[1]):
            best = delimiter, head, at
    if best is None:
        raise faults[0]
    return best


def _row(text: str, at: int, delimiter: str, name: str) -> tuple[list[Passage], int]:
    """The cells of the row that begins at an offset, and where the next one begins."""
    cells: list[Passage] = []
    while True:
        if text.startswith('"', at):
            quoted = _QUOTED.match(text, at)
            if quoted is None:
                raise ReadingError(name, f"line {_line(text, at)}: a quote opens a cell and is not closed")
            cells.append(QuotedCell(quoted[1].replace('""', '"'), quoted[1], at + 1))
            at = quoted.end()
        elif bare := _BARE[delimiter].match(text, at):
            cells.append(BareCell(bare[0], bare[0], at))
            at = bare.end()
        if at == len(text):
            return cells, at
        if broken := _BREAK.match(text, at):
            return cells, broken.end()
        if text[at] != delimiter:
            raise ReadingError(name, f"line {_line(text, at)}: a cell goes on after its closing quote; double the quotes inside it")
        at += 1


def _line(text: str, at: int) -> int:
    return len(_BREAK.findall(text, 0, at)) + 1
