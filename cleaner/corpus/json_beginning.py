"""How files begin that are named as JSON: many of them are JSON lines."""

from __future__ import annotations

import codecs
import io

from cleaner.corpus.compression import RECORD_LIMIT
from cleaner.corpus.json_values import is_object, is_value
from cleaner.errors import ReadingError

_MARK = codecs.BOM_UTF8
_PIECE = 1 << 16


def begun(stream: io.BufferedReader, encoding: str) -> tuple[bool, io.BufferedReader]:
    """Whether a stream is JSON lines, though one of its lines may be damaged. And the stream from its beginning.

    No text of JSON has a line that is a whole object and stands below another one, or that is its last of several.
    """
    held, at, lines, fault = bytearray(), 0, _Lines(encoding), None
    try:
        while lines.verdict is None and len(held) < RECORD_LIMIT and (piece := stream.read1(_PIECE)):
            held += piece
            # What was looked at and has no new line is not looked at again.
            while b"\n" in piece and lines.verdict is None and (end := held.find(b"\n", at)) >= 0:
                lines.add(held[at:end])
                at = end + 1
        if lines.verdict is None and len(held) < RECORD_LIMIT:
            lines.add(held[at:])
            lines.end()
    except ReadingError as error:
        fault = error
    return bool(lines.verdict), io.BufferedReader(_Again(bytes(held), stream, fault), _PIECE)


class _Lines:
    """What lines say of the whole that they are of.

    `verdict` is whether they are JSON lines; None while that is not known.
    """

    def __init__(self, encoding: str) -> None:
        self.verdict: bool | None = None
        self._encoding = encoding
        # Whether there are several, and whether the last one is whole: an object, or as the first one any value.
        self._several = self._any = self._whole = False

    def add(self, line: bytes | bytearray) -> None:
        """Take in the next line."""
        line = (line if self._any else line.removeprefix(_MARK)).strip()
        if not line:
            return
        if self._whole and line.startswith(b"{"):
            self.verdict = True
        self._several, first, self._any = self._any, not self._any, True
        self._whole = line.startswith(b"{") and line.endswith(b"}") and is_object(line, self._encoding)
        if first and not line.startswith(b"{"):
            self._whole = is_value(line, self._encoding)
            # An array over lines, of which those before the damage are read where it has one.
            if line.startswith(b"[") and not self._whole:
                self.verdict = False

    def end(self) -> None:
        """There are no more lines."""
        self.verdict = self._several and self._whole


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
