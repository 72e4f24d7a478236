"""Files cut into stretches that can be read by themselves, each with the texts it holds.

A plain text is one stretch and one text. A JSON document or a table is one stretch with a text for each value of a field. A file of
JSON lines is read a line at a time, so it may be larger than the memory. A web page is one stretch and its bytes: its text lies between
tags, and is nothing that could be edited where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from pathlib import Path

from cleaner.errors import ReadingError
from cleaner.html.charsets import named
from cleaner.io.magic import unpacked
from cleaner.io.passages import Passage
from cleaner.io.reading import decoded, fault_of, read_bytes
from cleaner.io.sources import STDIN, Source
from cleaner.io.web_pages import named_as_web_page
from cleaner.model.records import dataclass

_LINES, _DOCUMENT, _TABLE = {".jsonl", ".ndjson"}, {".json"}, {".csv", ".tsv"}
_GZIP = b"\x1f\x8b"
_MARK = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, eq=False)
class Stretch:
    """A stretch of a file.

    Args:
        text: all that stands there.
        passages: the texts in it that may be edited, in order.
        first: the number of its first line, from 1.
        encoding: the encoding of the file.
        mark: the byte order mark in front of the stretch.
        fault: why it could not be read; then it has no passages.
        web_page: the bytes of a web page; then its passage says nothing.
    """

    text: str
    passages: Iterable[Passage] = ()
    first: int = 1
    encoding: str = "utf-8"
    mark: bytes = b""
    fault: ReadingError | None = None
    web_page: bytes = b""

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """The line of the file and the column of an offset, both from 1, as editors count them.

        Args:
            offset: in code points.
        """
        line = bisect_right(self._starts, offset)
        return self.first + line - 1, offset - self._starts[line - 1] + 1

    def encoded(self, text: str) -> bytes:
        """What stands in the file if a text takes the place of this stretch.

        Args:
            text: the text.

        Raises:
            UnicodeEncodeError: if the encoding of the file has no bytes for it.
        """
        return self.mark + text.encode(self.encoding)


def is_compressed(path: Path) -> bool:
    """Whether the bytes of a file are those of gzip, whatever its name.

    Args:
        path: a file that can be read.
    """
    with path.open("rb") as file:
        return file.read(len(_GZIP)) == _GZIP


def stretches(source: Source, fields: Sequence[str]) -> Iterator[Stretch]:
    """The stretches of an input, in order; joined, they are the input. An empty file has none.

    Args:
        source: the input.
        fields: the fields of records that hold texts.

    Raises:
        ReadingError: if it cannot be read.
    """
    suffix = "" if source.path == STDIN else _suffix(source.path)
    if suffix in _LINES:
        yield from _json_lines(source, fields)
        return
    if source.path == STDIN or named_as_web_page(source.path):
        text = source.read()
        yield Stretch("", [Passage("", "")], web_page=text) if isinstance(text, bytes) else Stretch(text, [Passage(text, text)])
        return
    raw = read_bytes(source.path)
    if not raw:
        return
    held = decoded(raw, source.name, source.encoding)
    if held.encoding != "utf-8" and held.mark + held.text.encode(held.encoding) != unpacked(raw, source.name):
        raise ReadingError(source.name, f"holds bytes that {held.encoding.upper()} writes in another way; convert it to UTF-8 first")
    passages, fault = _passages(held.text, suffix, fields, source.name)
    yield Stretch(held.text, passages, 1, held.encoding, held.mark, fault)


def _suffix(path: Path) -> str:
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower()


def _passages(text: str, suffix: str, fields: Sequence[str], name: str) -> tuple[Iterable[Passage], ReadingError | None]:
    """The passages of a whole file, by its ending. Readers of records are loaded only for records."""
    if suffix in _DOCUMENT:
        return _json(text, fields, name)
    if suffix in _TABLE:
        from cleaner.io.table_passages import table_passages

        return table_passages(text, fields, name), None
    return [Passage(text, text)], None


def _json(text: str, fields: Sequence[str], name: str) -> tuple[Iterable[Passage], ReadingError | None]:
    from cleaner.io.json_passages import json_fault, json_passages

    if fault := json_fault(text):
        return (), ReadingError(name, fault)
    return json_passages(text, fields), None


def _json_lines(source: Source, fields: Sequence[str]) -> Iterator[Stretch]:
    """A stretch a line; what is no JSON is told with its number, and lines of nothing stay as they are."""
    given = named(source.encoding or "utf-8") or "utf-8"
    for number, raw in enumerate(_lines(source), 1):
        name = f"{source.name}: line {number}"
        mark = _MARK if number == 1 and raw.startswith(_MARK) else b""
        encoding = "utf-8" if mark else given
        try:
            text = raw[len(mark) :].decode(encoding)
        except UnicodeDecodeError as error:
            at = len(mark) + error.start
            why = "in which they were to be read" if source.encoding else "in which JSON lines are written"
            yield Stretch("", (), number, fault=ReadingError(name, f"byte {at} (0x{raw[at]:02X}) is not {encoding.upper()}, {why}"))
            continue
        passages, broken = _json(text, fields, name) if text.strip() else ((), None)
        yield Stretch(text, passages, number, encoding, mark, broken)


def _lines(source: Source) -> Iterator[bytes]:
    import gzip
    import zlib

    try:
        with gzip.open(source.path) if source.path.suffix.lower() == ".gz" else source.path.open("rb") as file:
            yield from file
    except EOFError as error:
        raise ReadingError(source.name, "gzip data ends too early; fetch the file again") from error
    except zlib.error as error:
        raise ReadingError(source.name, f"gzip data is damaged: {error}; fetch the file again") from error
    except OSError as error:
        raise ReadingError(source.name, fault_of(error)) from error
