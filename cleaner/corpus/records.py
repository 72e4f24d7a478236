"""Records of JSON lines, JSON and tables, each a document. A record that cannot be read is told with its bytes, and the next one is read.

JSON lines and tables are read line by line, whatever their length. A file of JSON is held in memory, and may have 1 GiB.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
import re
from collections import deque
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import msgspec

from cleaner.corpus.compression import Line, lines, too_large, whole
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import AMBIGUOUS, RAW_LIMIT, Reading
from cleaner.corpus.json_beginning import begun
from cleaner.corpus.json_values import DEEPEST, decoded, is_deep
from cleaner.formats.passages import TOO_DEEP, json_fault
from cleaner.formats.terminal import counted
from cleaner.html.decode import MARKS, named

# What a file of JSON may take unpacked, and a row of a table.
JSON_LIMIT, ROW_LIMIT = 1 << 30, 64 << 20
_MARK = codecs.BOM_UTF8
_SPACE = re.compile(r"[ \t\n\r]*")
_Found = Iterator[Document | Broken]


def json_lines(stream: io.BufferedReader, reading: Reading) -> _Found:
    """An object a line; lines of nothing are passed over."""
    if fault := _wide(stream, reading):
        yield reading.broken("", fault)
        return
    decoder = msgspec.json.Decoder()
    for number, raw, fault in lines(stream):
        raw = raw.removeprefix(_MARK) if number == 1 else raw
        if not fault and raw.isspace():
            continue
        detail = f"line {number}"
        if fault:
            yield reading.broken(detail, fault, raw)
            continue
        value, fault = _value(raw, decoder, reading.encoding)
        yield _record(value, fault, detail, raw, reading)


def json_documents(stream: io.BufferedReader, reading: Reading) -> _Found:
    """One object, or an array of objects; of an array that is damaged, those before the damage.

    What turns out to be JSON lines is read as such, since many name it so.
    """
    is_lines, stream = begun(stream, _encoding(reading))
    if is_lines:
        yield from json_lines(stream, reading)
        return
    raw, fault = whole(stream, JSON_LIMIT)
    if fault == too_large(JSON_LIMIT):
        yield reading.broken("", f"is JSON of over {JSON_LIMIT >> 30} GiB, which is held in memory; convert it to JSON lines", raw)
        return
    mark, encoding = next((found for found in MARKS if raw.startswith(found[0])), (b"", _encoding(reading)))
    raw = raw.removeprefix(mark)
    try:
        # A byte that cannot be read breaks the object that it stands in, and no other.
        text = raw.decode(encoding, "surrogateescape")
    except UnicodeDecodeError as error:
        yield reading.broken("", _not_text(raw, error), raw)
        return
    try:
        yield from _elements(text, encoding, reading)
        if fault:
            yield reading.broken("", fault)
    except json.JSONDecodeError as error:
        reason = fault or f"is not JSON: {error.msg[0].lower()}{error.msg[1:]} at line {error.lineno} column {error.colno}"
        rest = text[error.pos :][:RAW_LIMIT].encode(encoding, "surrogateescape")
        yield reading.broken(f"line {error.lineno}", f"{reason}; nothing after it can be read", rest)
    except RecursionError:
        yield reading.broken("", TOO_DEEP, raw)


def _elements(text: str, encoding: str, reading: Reading) -> _Found:
    """The documents of a JSON text.

    Raises JSONDecodeError where it is damaged; RecursionError if it is nested so deeply that its end cannot be found.
    """
    at = _after_space(text, 0)
    if at == len(text):
        return
    if text[at] != "[":
        value, end, fault = decoded(text, at)
        if (after := _after_space(text, end)) < len(text):
            raise json.JSONDecodeError("Extra data", text, after)
        piece = text[at:end]
        yield _record(value, fault or _escaped(piece, encoding), "", piece.encode(encoding, "surrogateescape"), reading)
        return
    at, number = _after_space(text, at + 1), 0
    while text[at : at + 1] != "]":
        number += 1
        value, end, fault = decoded(text, at)
        piece = text[at:end]
        yield _record(value, fault or _escaped(piece, encoding), f"element {number}", piece.encode(encoding, "surrogateescape"), reading)
        at = _after_space(text, end)
        if text[at : at + 1] == ",":
            at = _after_space(text, at + 1)
        elif text[at : at + 1] != "]":
            raise json.JSONDecodeError("Expecting ',' delimiter", text, at)
    if (after := _after_space(text, at + 1)) < len(text):
        raise json.JSONDecodeError("Extra data", text, after)


def _after_space(text: str, at: int) -> int:
    space = _SPACE.match(text, at)
    return space.end() if space else at


def _escaped(text: str, encoding: str) -> str:
    """What is wrong with a text some bytes of which could not be read, or nothing."""
    try:
        text.encode(encoding)
    except UnicodeEncodeError as error:
        return f"byte 0x{ord(text[error.start]) & 0xFF:02X} is not {encoding.upper()}"
    return ""


def _record(value: Any, fault: str, detail: str, raw: bytes, reading: Reading) -> Document | Broken:
    if fault or not isinstance(value, dict):
        return reading.broken(detail, fault or "is JSON, and no object with fields", raw)
    # Few records have so many brackets at all.
    if raw.count(b"[") + raw.count(b"{") > DEEPEST and is_deep(value):
        return reading.broken(detail, TOO_DEEP, raw)
    return reading.document(detail, value, raw)


def _value(raw: bytes, decoder: msgspec.json.Decoder[Any], encoding: str | None) -> tuple[Any, str]:
    """The value of a line of JSON, and what is wrong with it."""
    if encoding is None:
        # It is stricter than Python about half characters, NaN and large numbers, which are read below.
        with suppress(msgspec.MsgspecError, UnicodeDecodeError, RecursionError):
            return decoder.decode(raw), ""
    try:
        text = raw.decode(named(encoding or "utf-8") or "utf-8")
    except UnicodeDecodeError as error:
        return None, _not_text(raw, error)
    if fault := json_fault(text):
        return None, fault
    # A fault of it all would have been told by now.
    return decoded(text, _after_space(text, 0))[::2]


def _not_text(raw: bytes, error: UnicodeDecodeError) -> str:
    return f"byte {error.start} (0x{raw[error.start]:02X}) is not {error.encoding.upper()}; name its encoding, or convert it to UTF-8"


def _encoding(reading: Reading) -> str:
    return named(reading.encoding or "utf-8") or "utf-8"


def _wide(stream: io.BufferedReader, reading: Reading) -> str:
    """What is wrong with a stream that is read in, or has the mark of, an encoding of several bytes a character; empty where it is none."""
    head = stream.peek(4)[:4]
    found = next((of for mark, of in MARKS if head.startswith(mark)), _encoding(reading))
    wide = found.upper() if found.startswith(("utf-16", "utf-32")) else ""
    return wide and f"is {wide}, and is read line by line, in encodings of one byte a line break; convert it (iconv -f {wide} -t UTF-8)"


def table(stream: io.BufferedReader, reading: Reading) -> _Found:
    """A row a document, after one that names the columns; all values are texts.

    Cells are cut at the delimiter that cuts the first row most: comma, semicolon, tab or bar. After a row that cannot be read, reading goes
    on in the line after its first one, so that a quote that nobody closed takes no other row with it.
    """
    csv.field_size_limit(ROW_LIMIT)
    if fault := _wide(stream, reading):
        yield reading.broken("", fault)
        return
    rows = _Rows(lines(stream, ROW_LIMIT), _encoding(reading))
    head = rows.head()
    if head is None:
        return
    columns, fault = head
    if fault := fault or reading.choose_of_table(columns, lambda name, kind: name.lower() not in AMBIGUOUS) or "":
        yield reading.broken("line 1", fault, rows.raw)
        return
    for number, cells, fault in rows:
        if not fault and len(cells) != len(columns):
            fault = f"has {counted(len(cells), 'cell')}, and the first row names {len(columns)}"
        detail = f"line {number}"
        yield (
            reading.broken(detail, fault, rows.raw) if fault else reading.document(detail, dict(zip(columns, cells, strict=True)), rows.raw)
        )


class _Rows:
    """The rows of a table: the number of the line where each begins, its cells, and what is wrong with it.

    `raw` is the bytes of the row that was read last.
    """

    def __init__(self, found: Iterator[Line], encoding: str) -> None:
        self._lines, self._encoding = found, encoding
        # Lines that are read once more, those that the row has taken, and what is wrong with one of them.
        self._again: deque[Line] = deque()
        self._taken: list[Line] = []
        self._fault = ""
        self._delimiter = ","

    @property
    def raw(self) -> bytes:
        return b"".join(line.raw for line in self._taken)[:RAW_LIMIT]

    def head(self) -> tuple[list[str], str] | None:
        """The names of the columns, and what is wrong with them; None for a table of nothing."""
        best: tuple[list[str], str] | None = None
        for delimiter in ",;\t|":
            _, cells, fault = next(self._rows(delimiter), (0, None, ""))
            if cells is not None and (best is None or (not fault and len(cells) > len(best[0]))):
                best, self._delimiter = (cells, fault), delimiter
            self._again.extendleft(reversed(self._taken))
        return best and next(((cells, fault) for _, cells, fault in self._rows(self._delimiter)), None)

    def __iter__(self) -> Iterator[tuple[int, list[str], str]]:
        return self._rows(self._delimiter)

    def _rows(self, delimiter: str) -> Iterator[tuple[int, list[str], str]]:
        reader = csv.reader(self._texts(), delimiter=delimiter, strict=True)
        while True:
            self._taken, self._fault = [], ""
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as error:
                first, *others = self._taken
                self._taken = [first]
                self._again.extendleft(reversed(others))
                # Its state is of the row that failed, and it may have seen the end.
                reader = csv.reader(self._texts(), delimiter=delimiter, strict=True)
                yield first.number, [], first.fault or f"is no row of a table: {str(error).split(' - ')[0]}"
                continue
            if cells or self._fault:
                yield self._taken[0].number, cells, self._fault

    def _texts(self) -> Iterator[str]:
        size = 0
        while line := self._again.popleft() if self._again else next(self._lines, None):
            raw = line.raw.removeprefix(_MARK) if line.number == 1 else line.raw
            self._taken.append(line)
            try:
                text = raw.decode(self._encoding)
            except UnicodeDecodeError as error:
                line = line._replace(fault=line.fault or _not_text(raw, error))
                text = raw.decode(self._encoding, "replace")
            self._fault = self._fault or line.fault
            size = size + len(raw) if len(self._taken) > 1 else len(raw)
            if size > ROW_LIMIT:
                raise csv.Error(f"it {too_large(ROW_LIMIT)}")
            yield text
