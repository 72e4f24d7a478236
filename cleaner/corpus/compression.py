"""Inputs as streams of bytes: opened wherever they lie, unpacked as they are read, and never more of one record than memory should hold.

All that can go wrong on the way is a ReadingError, whatever library raised it. What was unpacked before a fault has been given out by then.
"""

from __future__ import annotations

import errno
import io
import os
import re
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath
from typing import IO, Any, BinaryIO, NamedTuple
from urllib.parse import urlsplit

from cleaner.corpus.fields import RAW_LIMIT
from cleaner.errors import ReadingError, require
from cleaner.formats.reading import GZIP, fault_of
from cleaner.formats.writing import special_kind
from cleaner.paths import is_folder

# What one record, text or page may take, in bytes and unpacked.
RECORD_LIMIT = 256 << 20
_PIECE = 1 << 16
# Zstandard makes 128 KiB of four bytes at the most, so this many never become more than 128 MiB at once.
_ZSTD_PIECE = 4096
# Dumps are packed with windows as large as the format has, which its decoders take only where they are told to.
_ZSTD_WINDOW = 1 << 31
_ZSTD = re.compile(rb"\x28\xb5\x2f\xfd|[\x50-\x5f]\x2a\x4d\x18")
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
SUFFIXES = frozenset((".gz", ".gzip", ".zst", ".zstd", ".bz2"))
_LOCAL = "file://"
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+(?:::|://)")


def is_url(name: str) -> bool:
    """Whether an input is named by a URL rather than a path."""
    return _URL.match(name) is not None


def local(name: str) -> str:
    """The path of a local file or folder that a URL names, spelled as it stands there; any other name as it is."""
    path = name.removeprefix(_LOCAL)
    if path == name or "::" in name:
        return name
    if os.name == "nt":  # `file:///C:/pages`, and as fsspec spells it, `file://C:/pages`
        drive = path.lstrip("/")
        return drive if drive[1:2] == ":" else name
    return path if path.startswith("/") else name


def bare(name: str) -> str:
    """A name without the ending of its compression."""
    path = PurePosixPath(_path_of_url(name) if is_url(name) else name)
    return str(path.with_suffix("") if path.suffix.lower() in SUFFIXES and path.stem else path)


def _path_of_url(name: str) -> str:
    """The path in a URL, or in the first URL of a chain that has one, such as `zip://a.txt::file:///z.zip`."""
    parts = urlsplit(next((link for link in name.split("::") if "://" in link), name))
    return parts.path or ("" if parts.scheme in ("http", "https") else parts.netloc)


def opened(name: str) -> BinaryIO:
    """The bytes of a file or URL, as they are stored. Raises ReadingError if it cannot be opened."""
    if is_url(name):
        return _opened_url(name)
    path = Path(name)
    if is_folder(path):
        raise ReadingError(name, "is a folder, where a file was")
    if kind := special_kind(path):
        raise ReadingError(name, f"is {kind}, and a run that goes on reads its inputs again; save it in a file")
    try:
        return _Opened(name, path.open("rb"), fault_of)
    except (OSError, ValueError) as error:
        raise ReadingError(name, fault_of(error)) from error


def _opened_url(name: str) -> BinaryIO:
    require("reading URLs", "fsspec", "remote")
    import fsspec

    try:
        owner = fsspec.open(name, "rb")
        return _Opened(name, owner.open(), url_fault, owner)
    except ImportError as error:
        raise ReadingError(name, f"cannot be read: {error}") from error
    except Exception as error:  # each file system raises errors of its own
        raise ReadingError(name, url_fault(error)) from error


def url_fault(error: Exception) -> str:
    """What an error of a file system means to whoever named a URL."""
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the address"
    return f"cannot be read: {str(error).strip().splitlines()[0] if str(error).strip() else type(error).__name__}"


class _Opened(io.RawIOBase, BinaryIO):
    """A file that is read from front to back or to and fro, whose faults are ReadingErrors.

    Args:
        said: what an error means to whoever named the file.
        owner: what has to stay, and is closed with the file, such as the archive that it lies in.
    """

    def __init__(self, name: str, file: BinaryIO, said: Callable[[Any], str], owner: Any = None) -> None:
        self._name, self._file, self._said, self._owner = name, file, said, owner

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return self._file.seekable()

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # it is only ever called with one
        try:
            piece = self._file.read(len(buffer))
        except Exception as error:  # each file system raises errors of its own
            raise ReadingError(self._name, self._said(error)) from error
        buffer[: len(piece)] = piece
        return len(piece)

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Go to an offset. Raises OSError, as files do, if it lies before the beginning; ReadingError if nobody can go to and fro in it."""
        try:
            return self._file.seek(offset, whence)
        except Exception as error:
            # Of streams of web servers, which say that they can be gone to and fro in, no size is known.
            if self.seekable() and getattr(self._file, "size", 0) is not None:
                raise OSError(errno.EINVAL, self._said(error)) from error
            raise ReadingError(self._name, f"can be read from front to back alone ({self._said(error)}); copy it to a disk") from error

    def tell(self) -> int:
        return self._file.tell()

    def close(self) -> None:
        super().close()
        self._file.close()
        if self._owner is not None:
            self._owner.close()


class _Guarded(io.RawIOBase):
    """A stream whose faults are ReadingErrors."""

    def __init__(self, name: str, kind: str, read: Callable[[int], bytes], faults: tuple[type[Exception], ...]) -> None:
        self._name, self._kind, self._read, self._faults = name, kind, read, faults
        self._count = 0

    def readable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._count

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]  # it is only ever called with one
        try:
            piece = self._read(len(buffer))
        except ReadingError:
            raise
        except EOFError as error:
            raise ReadingError(self._name, f"{self._kind} data ends too early, after {self._count} bytes; fetch the file again") from error
        except MemoryError as error:
            raise ReadingError(self._name, "unpacks to more than there is memory for") from error
        except self._faults as error:
            what = f"{self._kind} data is damaged after {self._count} bytes: {error}" if self._kind else url_fault(error)
            raise ReadingError(self._name, f"{what}; fetch the file again") from error
        buffer[: len(piece)] = piece
        self._count += len(piece)
        return len(piece)


def guarded(file: IO[bytes], name: str) -> io.BufferedReader:
    """A file from where it stands, whose faults are ReadingErrors; its errors may be those of any file system."""
    return io.BufferedReader(_Guarded(name, "", file.read, (Exception,)), _PIECE)


def unpacked(file: IO[bytes], name: str) -> io.BufferedReader:
    """What a file holds, unpacked if it begins as gzip, zstd or bzip2 does; files joined one after the other are unpacked as one.

    Raises ReadingError if it cannot be read; the stream that comes back does, where it is damaged.
    """
    stored = guarded(file, name)
    kind = packing(stored.peek(16))
    if kind == "gzip":
        import gzip

        return io.BufferedReader(_Guarded(name, kind, gzip.GzipFile(fileobj=stored).read1, (OSError, zlib.error)), _PIECE)
    if kind == "bzip2":
        import bz2

        return io.BufferedReader(_Guarded(name, kind, bz2.BZ2File(stored).read1, (OSError, ValueError)), _PIECE)
    return _from_zstd(stored, name) if kind else stored


def packing(head: bytes) -> str:
    """What bytes are compressed as, told by how they begin; empty for nothing."""
    if head.startswith(GZIP):
        return "gzip"
    return "bzip2" if _BZIP2.match(head) else "zstd" if _ZSTD.match(head) else ""


def _from_zstd(stored: io.BufferedReader, name: str) -> io.BufferedReader:
    require(f"{name}: reading zstd", "zstandard", "zstd")
    import zstandard

    return io.BufferedReader(_Guarded(name, "zstd", _Frames(stored).read, (OSError, zstandard.ZstdError)), _PIECE)


class _Frames:
    """Frames of zstd, one after the other. The reader of the library takes a frame that is cut off for one that ends."""

    def __init__(self, stored: io.BufferedReader) -> None:
        import zstandard

        self._stored, self._zstd = stored, zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
        self._frame: zstandard.ZstdDecompressionObj | None = None
        self._packed, self._held, self._at = b"", b"", 0

    def read(self, size: int) -> bytes:
        """At least one byte, but at the end. Raises EOFError if a frame is cut off; ZstdError if it is damaged."""
        while self._at >= len(self._held):
            packed = self._packed or self._stored.read1(_ZSTD_PIECE)
            if not packed:
                if self._frame is not None:
                    raise EOFError
                return b""
            self._frame = self._frame or self._zstd.decompressobj()
            self._held, self._at, self._packed = self._frame.decompress(packed), 0, b""
            if self._frame.eof:
                self._packed, self._frame = self._frame.unused_data, None
        piece = self._held[self._at : self._at + size]
        self._at += len(piece)
        return piece


class Line(NamedTuple):
    """A line with its break, or what is left of one; `fault` says what is wrong with it."""

    number: int
    raw: bytes
    fault: str = ""


def lines(stream: io.BufferedReader, limit: int = RECORD_LIMIT) -> Iterator[Line]:
    """The lines of a stream. One over the limit is cut short, and those after it are read; after a damaged one there are none.

    Args:
        limit: how many bytes a line may have.
    """
    number, held, size = 1, list[bytes](), 0
    fault = ""
    while True:
        try:
            piece = stream.read1(_PIECE)
        except ReadingError as error:
            yield Line(number, b"".join(held), error.fault)
            return
        if not piece:
            break
        *whole, rest = piece.split(b"\n")
        for part in whole:
            if held:
                part = b"".join((*held, part))
                held, size = [], 0
            yield Line(number, part if fault else part + b"\n", fault)
            number, fault = number + 1, ""
        if fault:
            continue
        held.append(rest)
        size += len(rest)
        if size > limit:
            fault = too_large(limit)
            held = [b"".join(held)[:RAW_LIMIT]]
    if held and (size or fault):
        yield Line(number, b"".join(held), fault)


def too_large(limit: int) -> str:
    """What is said of a record over the limit, in bytes."""
    return f"is over {limit >> 20:,} MiB, which is too much for one record; cut it up" if limit >> 20 else f"is over {limit} bytes"


def whole(stream: io.BufferedReader, limit: int = RECORD_LIMIT) -> tuple[bytes, str]:
    """All that is left of a stream, and what stood in the way of more: a fault, or the limit in bytes."""
    pieces, size = list[bytes](), 0
    try:
        # By single reads, since what others had read before a fault would be lost.
        while piece := stream.read1(min(_PIECE << 4, limit + 1 - size)):
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                return b"".join(pieces)[:RAW_LIMIT], too_large(limit)
    except ReadingError as error:
        return b"".join(pieces), error.fault
    return b"".join(pieces), ""
