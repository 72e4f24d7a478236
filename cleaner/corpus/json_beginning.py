"""How files begin that are named as JSON: many of them are JSON lines."""

from __future__ import annotations

import codecs
import io

from cleaner.corpus.compression import RECORD_LIMIT
from cleaner.corpus.json_values import is_object
from cleaner.errors import ReadingError

_MARK = codecs.BOM_UTF8
_PIECE = 1 << 16


def begun(stream: io.BufferedReader, encoding: str) -> tuple[bool, io.BufferedReader]:
    """Whether a stream is JSON lines: a line that is an object, and another that begins as one. And the stream from its beginning."""
    held, is_lines, fault = bytearray(), False, None
    try:
        while len(held) < RECORD_LIMIT and (piece := stream.read1(_PIECE)):
            held += piece
            # What was looked at and has no new line is not looked at again.
            if b"\n" not in piece and len(held) > len(piece):
                continue
            begins = held.removeprefix(_MARK).lstrip()
            first, broken, rest = begins.partition(b"\n")
            if begins and (not begins.startswith(b"{") or (broken and (rest.strip() or not is_object(first, encoding)))):
                is_lines = rest.lstrip().startswith(b"{") and is_object(first, encoding)
                break
    except ReadingError as error:
        fault = error
    return is_lines, io.BufferedReader(_Again(bytes(held), stream, fault), _PIECE)


class _Again(io.RawIOBase):
    """A stream from its beginning, of which some was read.

    Args:
        held: what was read.
        fault: what stood in the way of more; it is raised there.
    """

    def __init__(self, held: bytes, rest: io.BufferedReader, fault: ReadingError | None) -> None:
        self._held, self._rest, self._fault = memoryview(held), rest, fault

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # it is only ever called with one
        if not self._held and self._fault:
            raise self._fault
        piece = self._held[: len(buffer)] or self._rest.read1(len(buffer))
        self._held = self._held[len(piece) :]
        buffer[: len(piece)] = piece
        return len(piece)
