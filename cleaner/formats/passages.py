"""Texts as they stand inside files of text, JSON and tables, with the place of each character.

A passage is edited where it stands, so a file keeps every other byte: key order, spaces, quotes and numbers stay as they are.
"""

from __future__ import annotations

import json
import re
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from json import JSONDecodeError, JSONDecoder
from re import Pattern
from typing import ClassVar

import msgspec

from cleaner.errors import ReadingError


class Edit(msgspec.Struct, frozen=True):
    """Some code points of a text that give way to others."""

    start: int
    end: int
    output: str


class Passage(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A text that is spelled as it reads."""

    text: str
    raw: str
    start: int = 0
    field: str = ""
    url: str = ""
    # How one character may be spelled, where that is not always by itself.
    _SPELLING: ClassVar[Pattern[str] | None] = None

    @cached_property
    def _offsets(self) -> Sequence[int]:
        """Where the spelling of each character begins, and after the last one where it ends."""
        if self._SPELLING is None or len(self.raw) == len(self.text):
            return range(len(self.raw) + 1)
        return list(accumulate(map(len, self._SPELLING.findall(self.raw)), initial=0))

    @property
    def end(self) -> int:
        """Where its spelling ends in the stretch."""
        return self.start + len(self.raw)

    def place(self, offset: int) -> int:
        """Where a character stands in the stretch."""
        return self.start + self._offsets[offset]

    def spelled(self, text: str) -> str:
        """How another text is spelled here."""
        return text

    def edited(self, edits: Iterable[Edit]) -> str:
        """The spelling after some edits."""
        made: list[str] = []
        at = 0
        for edit in edits:
            made += (self.raw[at : self._offsets[edit.start]], self.spelled(edit.output))
            at = self._offsets[edit.end]
        return "".join(made) + self.raw[at:]


# Numbers are only stepped over: as text they can be of any length.
_DECODER = JSONDecoder(parse_int=str, parse_float=str)
_SPACE = re.compile(r"[ \t\n\r]*")
TOO_DEEP = "is JSON nested too deeply to be read"
_Steps = tuple[str, ...]


class JsonString(Passage, frozen=True, eq=False):
    """The value of a JSON string; a character may be escaped, and one beyond 16 bits takes two escapes."""

    _SPELLING = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]|[^\\]", re.DOTALL)

    def spelled(self, text: str) -> str:
        """A text with escapes, beyond ASCII only where the string does without them."""
        return json.dumps(text, ensure_ascii=self.raw.isascii())[1:-1]


def json_fault(text: str) -> str | None:
    """What is wrong with a text that should be JSON, or None."""
    try:
        _DECODER.decode(text.rstrip("\r\n"))
    except JSONDecodeError as error:
        place = f"column {error.colno}" if error.lineno == 1 else f"line {error.lineno} column {error.colno}"
        message = error.msg.removesuffix(" at")
        return f"is not JSON: {message[0].lower()}{message[1:]} at {place}"
    except RecursionError:
        return TOO_DEEP
    return None


def json_passages(text: str, fields: Sequence[str], found: set[str]) -> Iterator[Passage]:
    """The strings that some fields hold, in order. Raises RecursionError if lists lie in each other too deeply."""
    paths = [tuple(field.split(".")) for field in fields]
    yield from _Walk(text, found).value(_after_space(text, 0), paths, "", "")


def json_names(text: str) -> Iterator[str]:
    """The names of the fields in a JSON document, as `json_passages` takes them, each with those above it before it."""
    queue = deque([("", json.loads(text, parse_int=str, parse_float=str))])
    while queue:
        name, value = queue.popleft()
        if isinstance(value, list):
            queue.extend((name, inner) for inner in value)
        elif isinstance(value, dict):
            for key, inner in value.items():
                yield (below := f"{name}.{key}" if name else key)
                queue.append((below, inner))


class _Walk:
    """Goes through a JSON value from front to back; each step is given the fields wanted below it, and returns where it ends."""

    def __init__(self, text: str, found: set[str]) -> None:
        self._text, self._found = text, found

    def value(self, at: int, paths: list[_Steps], name: str, url: str) -> Generator[Passage, None, int]:
        """The passages of the value that begins at an offset."""
        text = self._text
        opening = text[at]
        if () in paths:
            self._found.add(name)
        if opening == "{":
            return (yield from self._object(at, paths, name, url))
        if opening == "[":
            return (yield from self._list(at, paths, name, url))
        value, end = _DECODER.raw_decode(text, at)
        if opening == '"' and () in paths:
            yield JsonString(value, text[at + 1 : end - 1], at + 1, name, url)
        return end

    def _object(self, at: int, paths: list[_Steps], name: str, url: str) -> Generator[Passage, None, int]:
        text = self._text
        whole, _ = _DECODER.raw_decode(text, at)
        stated = whole.get("url")
        url = stated if isinstance(stated, str) and stated else url
        at = _after_space(text, at + 1)
        while text[at] != "}":
            key, at = _DECODER.raw_decode(text, at)
            at = _after_space(text, _after_space(text, at) + 1)
            below = [path[1:] for path in paths if path[:1] == (key,)]
            if below:
                at = yield from self.value(at, below, f"{name}.{key}" if name else key, url)
            else:
                at = _DECODER.raw_decode(text, at)[1]
            at = _after_space(text, at)
            if text[at] == ",":
                at = _after_space(text, at + 1)
        return at + 1

    def _list(self, at: int, paths: list[_Steps], name: str, url: str) -> Generator[Passage, None, int]:
        text = self._text
        at = _after_space(text, at + 1)
        while text[at] != "]":
            at = _after_space(text, (yield from self.value(at, paths, name, url)))
            if text[at] == ",":
                at = _after_space(text, at + 1)
        return at + 1


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


_DELIMITERS = (",", ";", "\t", "|")
_ADDRESS = "url"
_BREAK = re.compile(r"\r\n|\r|\n")
_QUOTED = re.compile(r'"([^"]*(?:""[^"]*)*)"')
_BARE = {delimiter: re.compile(rf"[^\r\n{re.escape(delimiter)}]*") for delimiter in _DELIMITERS}


class QuotedCell(Passage, frozen=True, eq=False):
    """A cell between quotes; a quote inside it stands twice."""

    _SPELLING = re.compile('""|[^"]')

    def spelled(self, text: str) -> str:
        """A text with its quotes doubled."""
        return text.replace('"', '""')


class BareCell(Passage, frozen=True, eq=False):
    """A cell without quotes; it gets them when an edit leaves what could not be read without."""

    def edited(self, edits: Iterable[Edit]) -> str:
        """The spelling after some edits. A cell of nothing is quoted, since a row of nothing is no row."""
        bare = super().edited(edits)
        if bare and not set(bare) & set('",;\t|\r\n'):
            return bare
        quoted = bare.replace('"', '""')
        return f'"{quoted}"'


def table_passages(text: str, fields: Sequence[str], name: str, found: set[str]) -> Iterator[Passage]:
    """The cells in some columns, row by row; there are none where the first row does not name them.

    Raises ReadingError if a quote is not closed, or something stands between it and the next cell.
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
    """The names of the columns of a table. Raises ReadingError if its first row cannot be read."""
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
