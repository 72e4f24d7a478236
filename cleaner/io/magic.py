"""Bytes by how they begin: compressed ones, and those of files that are no text."""

from __future__ import annotations

import re
import zlib
from io import BytesIO

from cleaner.errors import ReadingError

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
    """What bytes are by how they begin, or None.

    Args:
        raw: bytes, or their first few.
    """
    if _WARC.match(raw):
        return "a WARC or WET archive"
    if _BZIP2.match(raw):
        return "compressed with bzip2"
    if raw.startswith(_TAR, _TAR_AT):
        return "a tar archive"
    return next((kind for magic, kind in _MAGIC.items() if raw.startswith(magic)), None)


def unpacked(raw: bytes, name: str) -> bytes:
    """Bytes as they were before gzip, or as they are.

    Args:
        raw: the bytes.
        name: what errors call them.

    Raises:
        ReadingError: if they are cut off or damaged, or unpack to so much more that they were made to fill the memory.
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
