"""Pages and texts of web archives: the responses and resources of WARC files, and the texts that WET files hold of them.

FastWARC reads records one after the other and stops at the first that is damaged. What comes after it is looked for by how records begin,
which files without compression and those of gzip allow.
"""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, BinaryIO, Literal

from cleaner.corpus.compression import RECORD_LIMIT, guarded, too_large, unpacked, whole
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import RAW_LIMIT, Reading
from cleaner.document.page import begins_as_web_page
from cleaner.errors import ReadingError
from cleaner.formats.reading import GZIP, decoded

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord, WarcRecordType

_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_TEXT = "text/plain"
_BEGINS = re.compile(rb"WARC/[01]\.\d+\r?\n|\x1f\x8b\x08")
# The second is the name of old servers for it.
_OF_GZIP = frozenset(("gzip", "x-gzip"))
_HEADERS_END = re.compile(rb"\r?\n\r?\n")
_CHARSET = re.compile(r"""charset\s*=\s*["']?([^\s"';]+)""", re.IGNORECASE)
_CUT_OFF = "ends in the middle of a record; fetch the file again"
_PIECE, _LONGEST = 1 << 20, 16


def warc_documents(file: BinaryIO, reading: Reading) -> Iterator[Document | Broken]:
    """The pages and texts of a web archive, in order. Its other records, such as requests and pictures, are passed over.

    Args:
        file: its bytes, as they are stored; it is gone to and fro in.
    """
    # Where the last record begins and how long its content is, in bytes; why reading stopped after it, for when the next one is found, and
    # what stands there.
    start, last, size, stopped, rest = 0, 0, 0, "", b""
    while True:
        begun, is_whole, packed = False, True, _bytes_at(file, start).startswith(GZIP)
        file.seek(start)
        try:
            for record in _records(guarded(file, reading.source)):
                if stopped:
                    yield reading.broken(f"after byte {last}", stopped, _before_next(rest))
                begun, stopped = True, ""
                last, size = start + record.stream_pos, record.content_length
                block, fault = _block(record)
                is_whole = not fault
                if fault:
                    yield reading.broken(f"byte {last}", fault, block)
                elif _is_read(record):
                    yield from _document(record, block, f"byte {last}", reading)
        except OSError as error:
            if not begun:
                yield reading.broken(f"byte {start}", _fault(error), _bytes_at(file, start))
            # What a record that is not whole did to the next one was told.
            stopped = _fault(error) if begun and is_whole else ""
            rest = _rest(file, last, size, packed) if stopped else b""
        else:
            rest = _rest(file, last, size, packed) if begun else _bytes_at(file, start)
            stopped = _CUT_OFF if rest and is_whole else ""
            if is_whole:
                break
        # The length that a record states may be what is wrong, and others lie in what was taken for its content.
        following = _next_start(file, last + 1 if begun else start + 1)
        if following is None:
            break
        start = following
    if stopped:
        yield reading.broken(f"after byte {last}", stopped, _before_next(rest))


def _kinds() -> type[WarcRecordType]:
    from fastwarc.warc import WarcRecordType

    return WarcRecordType


def _is_read(record: WarcRecord) -> bool:
    """Whether a record may hold a page or a text. Others may be of any size."""
    kinds = _kinds()
    if record.record_type == kinds.resource:
        return _kind(record) == _TEXT or _kind(record) in _PAGES
    return record.record_type in (kinds.response, kinds.conversion)


def _kind(record: WarcRecord) -> str:
    """What a record says that it holds, such as `text/html`; those of WET are texts where they say nothing."""
    unsaid = _TEXT if record.record_type == _kinds().conversion else ""
    return (record.headers.get("Content-Type") or unsaid).split(";")[0].strip().lower()


def _records(stream: io.BufferedReader) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator

    yield from ArchiveIterator(stream, parse_http=False)


def _block(record: WarcRecord) -> tuple[bytes, str]:
    """The content of a record, and what is wrong with it; nothing of one that is passed over."""
    size = record.content_length
    if record.headers.get("Content-Length") is None:
        return b"", "has no Content-Length, as if its header were cut off"
    if not _is_read(record):
        return b"", ""
    if size > RECORD_LIMIT:
        return record.reader.read(RAW_LIMIT), too_large(RECORD_LIMIT)
    try:
        block = record.reader.read(size)
    except OSError as error:
        return b"", _fault(error)
    return block, f"ends too early: has {len(block)} bytes, and its header says {size}" if len(block) < size else ""


def _document(record: WarcRecord, block: bytes, detail: str, reading: Reading) -> Iterator[Document | Broken]:
    """The document of a record, if it has one."""
    name = record.headers.get("WARC-Record-ID") or ""
    address = (record.headers.get("WARC-Target-URI") or "").strip("<>") or None
    columns: dict[str, object] = {"id": name, "url": address, "warc_date": record.headers.get("WARC-Date")}
    content, is_page, charset = block, False, None
    try:
        # A response that says nothing is one of HTTP, as nearly all are.
        if record.is_http or (record.record_type == _kinds().response and not _kind(record)):
            response = _Response(block, record)
            if not response.is_page and response.kind != _TEXT:
                if block and response.status is None and not response.kind:
                    yield reading.broken(detail, "is no HTTP response: has no line with a status", block)
                return
            columns["http_status"] = response.status
            content, is_page, charset = response.content, response.is_page, response.charset
        else:
            is_page = _kind(record) in _PAGES
            if not is_page and _kind(record) != _TEXT:
                return
            declared = _CHARSET.search(record.headers.get("Content-Type") or "")
            charset = declared[1] if declared else None
        text: str | bytes = content if is_page else decoded(content, "", charset or reading.encoding).text
    except ReadingError as error:
        yield reading.broken(detail, error.fault, block)
    except OSError as error:
        yield reading.broken(detail, f"is no HTTP response: {_fault(error)}", block)
    else:
        yield Document(reading.place(detail), text, is_page, columns, "", name, address, charset)


class _Response:
    """What an HTTP response holds. Raises OSError if it cannot be decoded; ReadingError if it is too large."""

    def __init__(self, block: bytes, record: WarcRecord) -> None:
        # One of its own, since FastWARC cannot go on after a record whose response it could not decode.
        held = _parsed(block)
        self.status = held.http_headers.status_code if held.http_headers else None
        kind = held.http_content_type or record.headers.get("WARC-Identified-Payload-Type") or ""
        self.kind = kind.split(";")[0].strip().lower()
        self.content = b""
        self.is_page = self.kind in _PAGES
        self.charset = (held.http_charset or "").strip("\"' ") or None
        if not self.kind or self.is_page or self.kind == _TEXT:
            self.content = _payload(block)
            self.is_page = self.is_page or (not self.kind and begins_as_web_page(self.content))


def _parsed(block: bytes, decode: Literal["none", "transfer", "all"] = "none") -> WarcRecord:
    from fastwarc.warc import WarcRecord

    held = WarcRecord()
    held.set_bytes_content(block)
    held.is_http = True
    held.parse_http(decode, quirks_mode=True)
    return held


def _payload(block: bytes) -> bytes:
    """The body of a response. Crawlers store bodies decoded and leave the headers, so one that is a page as it is stands as it is.

    Raises OSError or ReadingError if it cannot be decoded.
    """
    held = _parsed(block)
    try:
        if ((held.http_headers and held.http_headers.get("Content-Encoding")) or "").strip().lower() in _OF_GZIP:
            return _unpacked(_body(_parsed(block, "transfer")))
        return _body(_parsed(block, "all"))
    except OSError:
        stored = _body(held)
        if begins_as_web_page(stored):
            return stored
        raise


def _unpacked(body: bytes) -> bytes:
    """A body without gzip, of which FastWARC would not tell that it is cut off; or as it is."""
    content, fault = whole(unpacked(io.BytesIO(body), ""), RECORD_LIMIT) if body.startswith(GZIP) else (body, "")
    if fault:
        raise ReadingError("", fault)
    return content


def _body(held: WarcRecord) -> bytes:
    content = held.reader.read(RECORD_LIMIT + 1)
    if len(content) > RECORD_LIMIT:
        raise ReadingError("", too_large(RECORD_LIMIT))
    return content


def _fault(error: OSError) -> str:
    message = str(error).strip()
    return f"{message[:1].lower()}{message[1:]}"


def _bytes_at(file: BinaryIO, start: int) -> bytes:
    file.seek(start)
    return file.read(RAW_LIMIT)


def _rest(file: BinaryIO, last: int, size: int, packed: bool) -> bytes:
    """Some of what stands behind the last record, or of the record itself where it is not whole; nothing where all is well.

    Args:
        last: where the record begins, in bytes.
        size: how long its content is.
    """
    file.seek(last)
    if not packed:
        ends = _HEADERS_END.search(file.read(_PIECE))
        file.seek(last + (ends.end() if ends else 0) + size)
        return file.read(RAW_LIMIT).strip()
    frame = zlib.decompressobj(31)
    with suppress(zlib.error):
        while piece := file.read(_PIECE):
            while piece and not frame.eof:
                frame.decompress(piece, _PIECE)
                piece = frame.unconsumed_tail
            if frame.eof:
                return frame.unused_data + file.read(1)
    return _bytes_at(file, last)


def _before_next(raw: bytes) -> bytes:
    """What stands before the next record, without the breaks around it."""
    found = _BEGINS.search(raw)
    return raw[: found.start() if found else len(raw)].strip()


def _next_start(file: BinaryIO, start: int) -> int | None:
    """Where the next record begins at or after an offset, in bytes; None where there is none."""
    held = b""
    file.seek(start)
    while piece := file.read(_PIECE):
        held += piece
        for found in _BEGINS.finditer(held):
            at = start + found.start()
            if not held.startswith(GZIP, found.start()) or _is_record(file, at):
                return at
        # The beginning of a record may lie across two pieces.
        start += max(len(held) - _LONGEST, 0)
        held = held[-_LONGEST:]
        file.seek(start + len(held))
    return None


def _is_record(file: BinaryIO, at: int) -> bool:
    """Whether bytes that look like gzip are that, and hold a record."""
    file.seek(at)
    try:
        return zlib.decompressobj(31).decompress(file.read(1024), 5) == b"WARC/"
    except zlib.error:
        return False
