"""Files and standard input to text. Every byte is read for what it is or not at all: no character is ever replaced.

Line breaks stay as they are, `\\r\\n` included, because the account of a page counts each of them.
"""

from __future__ import annotations

import errno
import zlib
from pathlib import Path

from cleaner.document.records import dataclass
from cleaner.errors import ReadingError
from cleaner.html.charsets import MARKS, escaped, named
from cleaner.io.magic import GZIP, magic_kind, unpacked

STDIN_NAME = "<stdin>"
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was held in bytes.

    Args:
        text: the text.
        encoding: the name that Python has for its encoding.
        mark: the byte order mark in front of it.
        lossless: whether mark and text, encoded again, are the same bytes.
    """

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""
    lossless: bool = True


def read_text(path: str | Path, *, encoding: str | None = None) -> str:
    """The text of a file, which may be compressed with gzip; an empty file is an empty text.

    Args:
        path: the file.
        encoding: the encoding to read it in, such as `cp1252`; only a byte order mark is believed before. Without it the file is UTF-8, or
            what is beyond doubt.

    Raises:
        ReadingError: if the file is missing, binary, cut off, or in an encoding nobody can be sure of.
    """
    return decode(read_bytes(Path(path)), str(path), encoding)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file.

    Args:
        path: the file.

    Raises:
        ReadingError: if it cannot be read.
    """
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ReadingError(str(path), fault_of(error)) from error


def decode(raw: bytes, name: str, encoding: str | None = None) -> str:
    """Bytes as text: by their mark, else in the encoding that is named, else as UTF-8, else in the one other encoding that is certain.

    Args:
        raw: the bytes; those of a gzip file are decompressed first.
        name: what errors call them.
        encoding: the encoding to read them in.

    Raises:
        ReadingError: if they cannot be read as text without doubt; it names the offset of the first byte at fault.
    """
    return decoded(raw, name, encoding).text


def decoded(raw: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Bytes as text, with what it takes to make the same bytes of it again; the compression of a gzip file is not told.

    Args:
        raw: the bytes; those of a gzip file are decompressed first.
        name: what errors call them.
        encoding: the encoding to read them in.

    Raises:
        ReadingError: if they cannot be read as text without doubt; it names the offset of the first byte at fault.
    """
    raw = unpacked(raw, name)
    for mark, marked in MARKS:
        if raw.startswith(mark):
            return _known(raw, marked, mark, "which its byte order mark promises", name)
    if encoding is not None:
        if (given := named(encoding)) is None:
            from cleaner.html.decode import no_such  # no error, no need

            raise no_such(encoding, name)
        return _known(raw, given, b"", "in which it was to be read", name)
    if kind := binary_kind(raw):
        raise ReadingError(name, f"is {kind}, not text; extract its text first")
    if raw.isascii() and (found := escaped(raw)):
        return _held(raw, found)
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _detected(raw, error.start, name)


def binary_kind(raw: bytes) -> str | None:
    """What bytes are if they are not text, or None.

    Args:
        raw: bytes, or their first few thousand; UTF-16 and UTF-32 begin with a mark, or count as binary.
    """
    if any(raw.startswith(mark) for mark, _ in MARKS):
        return None
    if kind := magic_kind(raw):
        return kind
    at = raw.find(b"\0")
    return None if at < 0 else f"binary (a NUL byte at offset {at})"


def looks_like_text(path: Path) -> bool:
    """Whether a file found in a folder is worth reading; one that cannot be opened is, so that someone hears of it.

    Args:
        path: a regular file.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD)
        if head.startswith(GZIP):
            import gzip  # as rare as compressed files

            with gzip.open(path) as unpacked:
                head = unpacked.read(_HEAD)
    except (OSError, EOFError, ValueError, zlib.error):
        return True
    return binary_kind(head) is None


def fault_of(error: OSError | ValueError) -> str:
    """What an error at opening a file means to whoever named it.

    Args:
        error: the error of the operating system, or of Python for a path that it does not hand on.
    """
    if isinstance(error, ValueError):
        return "no such file, since its name holds NUL; check the path"
    if isinstance(error, FileNotFoundError):
        return "no such file or folder; check the path"
    if isinstance(error, PermissionError):
        return "permission denied; check who may read it"
    if error.errno == errno.ELOOP:
        return "its links lead in a circle; remove one of them"
    if error.errno == errno.ENAMETOOLONG:
        return "its name is longer than the file system takes; shorten it"
    return (error.strerror or str(error)).lower()


def _held(raw: bytes, encoding: str, mark: bytes = b"") -> Decoded:
    """The text after a byte order mark; some encodings have several spellings of a character and write one of them."""
    text = raw[len(mark) :].decode(encoding)
    return Decoded(text, encoding, mark, encoding == "utf-8" or mark + text.encode(encoding) == raw)


def _known(raw: bytes, encoding: str, mark: bytes, why: str, name: str) -> Decoded:
    """The text after a byte order mark in an encoding that is not in question."""
    try:
        return _held(raw, encoding, mark)
    except UnicodeDecodeError as error:
        at = len(mark) + error.start
        raise ReadingError(name, f"byte {at} (0x{raw[at]:02X}) is not {encoding.upper()}, {why}") from error


def _detected(raw: bytes, offset: int, name: str) -> Decoded:
    """The text in the encoding that detection is certain of."""
    from cleaner.html.encoding import candidates, detect  # its tables take longer to load than most files to read, and few files need them

    found = detect(raw)
    if found.certain:
        return _held(raw, found.certain)
    fault = f"byte {offset} (0x{raw[offset]:02X}) is not UTF-8, and no other encoding is certain"
    raise ReadingError(name, f"{fault}; {candidates(found.likely)}")
