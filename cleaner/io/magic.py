"""Bytes by how they begin: compressed ones, and those of files that are no text."""

from __future__ import annotations

import zlib

from cleaner.errors import ReadingError

GZIP = b"\x1f\x8b"
_MAGIC = {
    b"%PDF-": "a PDF",
    b"\xd0\xcf\x11\xe0": "an Office document",
    b"PK\x03\x04": "a ZIP archive or an Office document",
    b"\x89PNG": "a PNG picture",
    b"\xff\xd8\xff": "a JPEG picture",
    b"GIF8": "a GIF picture",
    b"7z\xbc\xaf\x27\x1c": "a 7z archive",
    b"\xfd7zXZ\x00": "compressed with xz",
    b"\x28\xb5\x2f\xfd": "compressed with zstd",
    b"\x7fELF": "a program",
    b"\x00asm": "a program",
    b"SQLite format 3\x00": "an SQLite database",
    GZIP: "compressed twice",
}


def magic_kind(raw: bytes) -> str | None:
    """What bytes are by how they begin, or None.

    Args:
        raw: bytes, or their first few.
    """
    return next((kind for magic, kind in _MAGIC.items() if raw.startswith(magic)), None)


def unpacked(raw: bytes, name: str) -> bytes:
    """Bytes as they were before gzip, or as they are.

    Args:
        raw: the bytes.
        name: what errors call them.

    Raises:
        ReadingError: if they are cut off or damaged.
    """
    if not raw.startswith(GZIP):
        return raw
    import gzip  # as rare as compressed files

    try:
        return gzip.decompress(raw)
    except EOFError as error:
        raise ReadingError(name, f"gzip data ends too early, after {len(raw)} bytes; fetch the file again") from error
    except (OSError, zlib.error) as error:
        raise ReadingError(name, f"gzip data is damaged: {error}; fetch the file again") from error
