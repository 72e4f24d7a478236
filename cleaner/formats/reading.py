"""Bytes to text. Every byte is read for what it is or not at all: no character is ever replaced, and line breaks stay as they are."""

from __future__ import annotations

import errno
import re
import zlib
from io import BytesIO
from pathlib import Path

import msgspec

from cleaner.errors import ReadingError
from cleaner.html.decode import MARKS, escaped, named, no_such

# Unpacked, bytes may be up to the first limit whatever their number, above it up to so many times their number, and never above the last.
# Texts shrink to a third or a tenth, rarely to a fiftieth, and what is made to fill the memory to a thousandth.
LEAST_LIMIT, _MOST_RATIO, _GREATEST_LIMIT = 64 << 20, 100, 1 << 30
UNPACK_FIRST = "if that is meant, unpack it with gunzip and clean what comes of it"
GZIP = b"\x1f\x8b"
# Of one that could also begin a text, as much as no text begins with.
_MAGIC = {
    b"%PDF-": "a PDF",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"PK\x05\x06": "an empty ZIP archive",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"Rar!\x1a\x07": "a RAR archive",
    b"\xfd7zXZ\x00": "compressed with xz",
    b"\x5d\x00\x00": "compressed with lzma",
    b"LZIP\x01": "compressed with lzip",
    b"\x28\xb5\x2f\xfd": "compressed with zstd",
    b"\x37\xa4\x30\xec": "a dictionary of zstd",
    b"\x04\x22\x4d\x18": "compressed with lz4",
    b"\x1f\x9d": "compressed with compress",
    b"PAR1\x15": "a Parquet file",
    b"PARE\x15": "an encrypted Parquet file",
    b"ORC\x08": "an ORC file",
    b"ARROW1\x00\x00": "an Arrow file",
    b"Obj\x01": "an Avro file",
    b"\x7fELF": "a program",
    b"\x00asm": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    GZIP: "compressed twice",
}
_WARC = re.compile(rb"WARC/\d+\.\d+\r?\n")
_BZIP2 = re.compile(rb"BZh[1-9](?:1AY&SY|\x17rE8P\x90)")
_TAR, _TAR_AT = b"ustar", 257


def magic_kind(raw: bytes) -> str | None:
    """What bytes are by how they begin, or None."""
    if _WARC.match(raw):
        return "a WARC or WET archive"
    if _BZIP2.match(raw):
        return "compressed with bzip2"
    if raw.startswith(_TAR, _TAR_AT):
        return "a tar archive"
    return next((kind for magic, kind in _MAGIC.items() if raw.startswith(magic)), None)


def unpacked(raw: bytes, name: str) -> bytes:
    """Bytes as they were before gzip, or as they are.

    Raises ReadingError if they are cut off or damaged, or unpack to so much more that they were made to fill the memory.
    """
    if not raw.startswith(GZIP):
        return raw
    import gzip  # as rare as compressed files

    try:
        limit = min(max(_MOST_RATIO * len(raw), LEAST_LIMIT), _GREATEST_LIMIT)
        held = gzip.GzipFile(fileobj=BytesIO(raw)).read(limit + 1)
    except EOFError as error:
        raise ReadingError(name, f"gzip data ends too early, after {len(raw)} bytes; fetch the file again") from error
    except MemoryError as error:
        raise ReadingError(name, f"unpacks to more than there is memory for; {UNPACK_FIRST}") from error
    except (OSError, zlib.error) as error:
        raise ReadingError(name, f"gzip data is damaged: {error}; fetch the file again") from error
    if len(held) > limit:
        raise ReadingError(name, f"{len(raw):,} bytes unpack to over {limit >> 20:,} MiB; {UNPACK_FIRST}")
    return held


STDIN_NAME = "<stdin>"
_HEAD = 8192


class Decoded(msgspec.Struct, frozen=True):
    """A text and how it was held in bytes."""

    text: str
    encoding: str = "utf-8"
    mark: bytes = b""
    lossless: bool = True


def read_text(path: str | Path, *, encoding: str | None = None) -> str:
    """The text of a file, which may be compressed with gzip; an empty file is an empty text.

    Args:
        path: the file.
        encoding: the encoding to read it in, such as `cp1252`; left out, it is told from the bytes where it is certain.

    Raises:
        ReadingError: if the file is missing, binary, cut off, or in an encoding nobody can be sure of.
    """
    return decode(read_bytes(Path(path)), str(path), encoding)


def read_bytes(path: Path) -> bytes:
    """The bytes of a file. Raises ReadingError if it cannot be read."""
    try:
        return path.read_bytes()
    except (OSError, ValueError) as error:
        raise ReadingError(str(path), fault_of(error)) from error


def decode(raw: bytes, name: str, encoding: str | None = None) -> str:
    """Bytes as text: by their mark, else in the encoding that is named, else as UTF-8, else in the one other encoding that is certain.

    Raises ReadingError if they cannot be read as text without doubt; it names the offset of the first byte at fault.
    """
    return decoded(raw, name, encoding).text


def decoded(raw: bytes, name: str, encoding: str | None = None) -> Decoded:
    """Bytes as text, with what it takes to make the same bytes of it again; the compression of a gzip file is not told.

    Raises ReadingError if they cannot be read as text without doubt; it names the offset of the first byte at fault.
    """
    raw = unpacked(raw, name)
    for mark, marked in MARKS:
        if raw.startswith(mark):
            return _known(raw, marked, mark, "which its byte order mark promises", name)
    if encoding is not None:
        if (given := named(encoding)) is None:
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
    """What bytes are if they are not text, or None."""
    if any(raw.startswith(mark) for mark, _ in MARKS):
        return None
    if kind := magic_kind(raw):
        return kind
    at = raw.find(b"\0")
    return None if at < 0 else f"binary (a NUL byte at offset {at})"


def looks_like_text(path: Path) -> bool:
    """Whether a file found in a folder is worth reading; one that cannot be opened is, so that someone hears of it."""
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
    """What an error at opening a file means to whoever named it."""
    if isinstance(error, UnicodeEncodeError):
        return "its name is one that this system cannot spell; rename it"
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
