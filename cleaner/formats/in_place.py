"""Files cut into stretches with the texts they hold, the changes that cleaning would make there, and where they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import islice
from pathlib import Path

import msgspec

from cleaner.document.ledger import Entry
from cleaner.document.parts import Fate, Part
from cleaner.document.result import CleanedPage
from cleaner.errors import ReadingError, WritingError
from cleaner.formats.passages import TOO_DEEP, Edit, Passage, json_fault, json_names, json_passages, table_names, table_passages
from cleaner.formats.reading import GZIP, LEAST_LIMIT, UNPACK_FIRST, fault_of, magic_kind
from cleaner.formats.sources import JSON_LINES, TABLES, Source
from cleaner.formats.terminal import printable
from cleaner.formats.writing import special_kind
from cleaner.html.decode import MARKS, named
from cleaner.html.origins import Position, position_in_file

# How many lines of a file are asked for the names of its fields.
_ROWS = 100
_MARK = b"\xef\xbb\xbf"
_BREAK = re.compile(r"\r\n|\r|\n")


class Stretch(msgspec.Struct, frozen=True, eq=False, dict=True):
    """A stretch of a file."""

    text: str
    passages: Iterable[Passage] = ()
    first: int = 1
    encoding: str = "utf-8"
    mark: bytes = b""
    fault: ReadingError | None = None
    web_page: bytes = b""
    lossless: bool = True

    @cached_property
    def _starts(self) -> list[int]:
        return [0, *(found.end() for found in _BREAK.finditer(self.text))]

    def position(self, offset: int) -> tuple[int, int]:
        """The line of the file and the column of an offset, both from 1, as editors count them."""
        line = bisect_right(self._starts, offset)
        return self.first + line - 1, offset - self._starts[line - 1] + 1

    def rewritten(self, name: str, changes: Iterable[tuple[int, int, str]]) -> bytes:
        """Its bytes with other text in some places. Raises WritingError if its encoding cannot give them.

        Args:
            name: what errors call the file.
            changes: where each begins and ends, and what stands there instead; in order.
        """
        if not self.lossless:
            fault = f"holds bytes that {self.encoding.upper()} writes in another way; convert it to UTF-8 first"
            raise WritingError(f"{name}: {fault}")
        parts, at = list[str](), 0
        for start, end, text in changes:
            parts += (self.text[at:start], text)
            at = end
        try:
            return self.mark + ("".join(parts) + self.text[at:]).encode(self.encoding)
        except UnicodeEncodeError as error:
            letter = f"U+{ord(error.object[error.start]):04X}"
            raise WritingError(f"{name}: {letter} cannot be written in {self.encoding}; convert the file to UTF-8") from error


def is_compressed(path: Path) -> bool:
    """Whether the bytes of a file are those of gzip, whatever its name. Raises ReadingError if it cannot be read."""
    try:
        with path.open("rb") as file:
            return file.read(len(GZIP)) == GZIP
    except OSError as error:
        raise ReadingError(str(path), fault_of(error)) from error


def stretches(source: Source, fields: Sequence[str], found: set[str]) -> Iterator[Stretch]:
    """The stretches of an input, in order; joined, they are the input.

    Raises ReadingError if it cannot be read, or should hold records and is no regular file.
    """
    if source.holds_records and (kind := special_kind(source.path)):
        raise ReadingError(source.name, f"is {kind}, and records are read more than once; save them in a file")
    if source.suffix in JSON_LINES:
        yield from _json_lines(source, fields, found)
        return
    held = source.held()
    if isinstance(held, bytes):
        yield Stretch("", [Passage("", "")], web_page=held)
        return
    passages, fault = _passages(held.text, source, fields, found)
    yield Stretch(held.text, passages, 1, held.encoding, held.mark, fault, lossless=held.lossless)


def field_names(source: Source) -> list[str]:
    """The names of the fields that occur in a file of records, in order, each once; of a long file, those of its beginning.

    Raises ReadingError if it cannot be read any more.
    """
    if source.suffix in TABLES:
        text = next(stretches(source, (), set())).text
        names: Iterable[str] = table_names(text, source.name) if text.strip() else ()
    else:
        texts = (stretch.text for stretch in islice(stretches(source, (), set()), _ROWS) if not stretch.fault and stretch.text.strip())
        names = (name for text in texts for name in json_names(text))
    return list(dict.fromkeys(names))


def _passages(text: str, source: Source, fields: Sequence[str], found: set[str]) -> tuple[Iterable[Passage], ReadingError | None]:
    """The passages of a whole file, by its ending."""
    if not source.holds_records:
        return [Passage(text, text)], None
    if not text.strip():
        return (), None
    if source.suffix in TABLES:
        return table_passages(text, fields, source.name, found), None
    return _json(text, fields, source.name, found)


def _json(text: str, fields: Sequence[str], name: str, found: set[str]) -> tuple[Iterable[Passage], ReadingError | None]:
    if fault := json_fault(text):
        return (), ReadingError(name, fault)
    try:
        # All of them here: a value that could just be decoded may be too deep for whoever is called from further down.
        return list(json_passages(text, fields, found)), None
    except RecursionError:
        return (), ReadingError(name, TOO_DEEP)


def _json_lines(source: Source, fields: Sequence[str], found: set[str]) -> Iterator[Stretch]:
    """A stretch a line; what is no JSON is told with its number, and lines of nothing stay as they are."""
    given = named(source.encoding or "utf-8") or "utf-8"
    for number, raw in enumerate(_lines(source), 1):
        if number == 1 and (kind := magic_kind(raw)):
            raise ReadingError(source.name, f"is {kind}, and no JSON lines; unpack it, or extract its records first")
        if number == 1 and (wide := _wide(raw, given)):
            advice = f"are read in encodings that write a line break in one byte; convert it (iconv -f {wide} -t UTF-8)"
            raise ReadingError(source.name, f"is {wide}, and JSON lines {advice}")
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
        passages, broken = _json(text, fields, name, found) if text.strip() else ((), None)
        yield Stretch(text, passages, number, encoding, mark, broken, lossless=encoding == "utf-8" or text.encode(encoding) == raw)


def _wide(first: bytes, encoding: str) -> str:
    """The encoding of several bytes for each character that a file is to be read in or has the mark of; empty where it is none."""
    marked = next((of for mark, of in MARKS if first.startswith(mark)), encoding)
    return marked.upper() if marked.startswith(("utf-16", "utf-32")) else ""


def _lines(source: Source) -> Iterator[bytes]:
    import gzip
    import zlib

    try:
        packed = is_compressed(source.path)
        with gzip.open(source.path) if packed else source.path.open("rb") as file:
            while line := file.readline(LEAST_LIMIT + 1 if packed else -1):
                if packed and len(line) > LEAST_LIMIT:
                    raise ReadingError(source.name, f"a line of it unpacks to over {LEAST_LIMIT >> 20} MiB; {UNPACK_FIRST}")
                yield line
    except EOFError as error:
        raise ReadingError(source.name, "gzip data ends too early; fetch the file again") from error
    except zlib.error as error:
        raise ReadingError(source.name, f"gzip data is damaged: {error}; fetch the file again") from error
    except OSError as error:
        raise ReadingError(source.name, fault_of(error)) from error


def position_of(page: CleanedPage, stretch: Stretch, passage: Passage) -> Position:
    """Tells lines and columns of the file that a page is a part of."""
    return (lambda offset: stretch.position(passage.place(offset))) if passage.field else position_in_file(page)


class Spot(msgspec.Struct, frozen=True):
    """A place that cleaning would change."""

    path: str
    line: int
    column: int
    part: Part
    finder: str
    fate: Fate
    text: str
    field: str = ""

    def __str__(self) -> str:
        # What looks like a command to a log is the same file with its folder named.
        name = f"./{self.path}" if self.path.lstrip().startswith("::") else self.path
        return f"{printable(name)}:{self.line}:{self.column} {self.part} {self.finder}"


def changed_entries(page: CleanedPage) -> Iterator[Entry]:
    """The entries of a page that somebody named and that are not kept; empty lines go along with others and are not named."""
    ledger = page.ledger
    for line in touched(page):
        for entry in ledger.entries(line):
            if entry.fate is Fate.rewritten or (entry.fate is Fate.removed and entry.part is not Part.blank):
                yield entry


def edits(page: CleanedPage) -> Iterator[Edit]:
    """The edits that make of a page what the ledger says."""
    ledger, starts = page.ledger, page.page.line_starts
    for line in touched(page):
        if not ledger.kept[line]:
            yield Edit(starts[line], starts[line + 1], "")
        for piece in ledger.pieces.get(line, ()):
            yield Edit(starts[line] + piece.start, starts[line] + piece.end, piece.claim.rewrite_to or "")


def touched(page: CleanedPage) -> Iterator[int]:
    """The numbers of the lines of which something changes."""
    ledger = page.ledger
    if ledger.pieces:
        yield from (line for line, kept in enumerate(ledger.kept) if not kept or line in ledger.pieces)
        return
    at = ledger.kept.find(0)
    while at >= 0:
        yield at
        at = ledger.kept.find(0, at + 1)
