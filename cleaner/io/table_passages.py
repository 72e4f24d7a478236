"""Where the texts of a table stand: cells between commas, semicolons, tabs or bars, quoted or not.

The `csv` module of Python reads the same cells but does not tell where they stand, and writing rows anew would change their quotes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cleaner.errors import ReadingError
from cleaner.io.passages import Edit, Passage

_DELIMITERS = (",", ";", "\t", "|")
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


def table_passages(text: str, fields: Sequence[str], name: str) -> Iterator[Passage]:
    """The cells in some columns, row by row; there are none where the first row does not name them.

    Args:
        text: a table whose first row names its columns.
        fields: names of columns.
        name: what errors call the table.

    Raises:
        ReadingError: if a quote is not closed, or something stands between it and the next cell.
    """
    delimiter, columns, at = _head(text, fields, name)
    while columns and at < len(text):
        cells, at = _row(text, at, delimiter, name)
        for place, column in columns.items():
            if place < len(cells) and cells[place].text:
                cell = cells[place]
                yield type(cell)(cell.text, cell.raw, cell.start, column)


def _head(text: str, fields: Sequence[str], name: str) -> tuple[str, dict[int, str], int]:
    """The delimiter by which the first row names a field, the columns of fields by their places, and where the second row begins."""
    faults: list[ReadingError] = []
    for delimiter in _DELIMITERS:
        try:
            head, at = _row(text, 0, delimiter, name)
        except ReadingError as fault:
            faults.append(fault)
            continue
        if columns := {place: cell.text for place, cell in enumerate(head) if cell.text in fields}:
            return delimiter, columns, at
    if len(faults) == len(_DELIMITERS):
        raise faults[0]
    return _DELIMITERS[0], {}, len(text)


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
