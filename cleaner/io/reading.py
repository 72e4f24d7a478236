"""Files and standard input to text. Every byte is read for what it is or not at all: no character is ever replaced.

Line breaks stay as they are, `\\r\\n` included, because the account of a page counts each of them.
"""

from __future__ import annotations

import codecs
import errno
import zlib
from pathlib import Path

from cleaner.errors import ReadingError
from cleaner.io.magic import GZIP, magic_kind, unpacked
from cleaner.model.records import dataclass

STDIN_NAME = "<stdin>"
# The marks of UTF-32 come first: in little endian that of UTF-16 is their beginning.
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEAD = 8192


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how it was held in bytes; encoded again, it gives them back.

    Args:
        text: the text.
        encoding: the name that Python has for its encoding.
        mark: the byte order mark in front of it.
    """

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""


def read_text(path: str | Path) -> str:
    """The text of a file, which may be compressed with gzip.

    Args:
        path: the file.

    Raises:
        ReadingError: if the file is missing, empty, binary, cut off, or in an encoding nobody can be sure of.
    """
    return decode(read_bytes(Path(path)), str(path))


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


def decode(raw: bytes, name: str) -> str:
    """Bytes as text: by their mark, else as UTF-8, else in the one other encoding that is certain.

    Args:
        raw: the bytes; those of a gzip file are decompressed first.
        name: what errors call them.

    Raises:
        ReadingError: if they cannot be read as text without doubt; it names the offset of the first byte at fault.
    """
    return decoded(raw, name).text


def decoded(raw: bytes, name: str) -> Decoded:
    """Bytes as text, with what it takes to make the same bytes of it again; the compression of a gzip file is not told.

    Args:
        raw: the bytes; those of a gzip file are decompressed first.
        name: what errors call them.

    Raises:
        ReadingError: if they cannot be read as text without doubt; it names the offset of the first byte at fault.
    """
    raw = unpacked(raw, name)
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return Decoded(_marked(raw, encoding, len(mark), name), encoding, mark)
    if kind := binary_kind(raw):
        raise ReadingError(name, f"is {kind}, not text; extract its text first")
    if not raw:
        raise ReadingError(name, "is empty; there is nothing to clean")
    try:
        return Decoded(raw.decode("utf-8"))
    except UnicodeDecodeError as error:
        return _detected(raw, error.start, name)


def binary_kind(raw: bytes) -> str | None:
    """What bytes are if they are not text, or None.

    Args:
        raw: bytes, or their first few thousand; UTF-16 and UTF-32 begin with a mark, or count as binary.
    """
    if any(raw.startswith(mark) for mark, _ in _MARKS):
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


def _marked(raw: bytes, encoding: str, skip: int, name: str) -> str:
    """The text after a byte order mark, which says for certain what the encoding is."""
    try:
        text = raw[skip:].decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadingError(name, f"byte {skip + error.start} is not {encoding.upper()}, which its byte order mark promises") from error
    if not text:
        raise ReadingError(name, "is empty but for a byte order mark; there is nothing to clean")
    return text


def _detected(raw: bytes, offset: int, name: str) -> Decoded:
    """The text in the encoding that detection is sure of, if it holds for every byte in both directions."""
    from cleaner.html.encoding import detect  # its tables take longer to load than most files to read, and few files need them

    certain, likely = detect(raw)
    if certain:
        try:
            text = raw.decode(certain)
            if text.encode(certain) == raw:
                return Decoded(text, certain)
        except UnicodeError:
            pass
    convert = f"perhaps: iconv -f {likely.upper().replace('_', '-')} -t UTF-8" if likely else "fetch it again, or convert it to UTF-8"
    raise ReadingError(name, f"byte {offset} (0x{raw[offset]:02X}) is not UTF-8, and no other encoding is certain; {convert}")
