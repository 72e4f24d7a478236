"""Web pages among the inputs: which they are, and their bytes as they came, since how they are decoded is up to what browsers do."""

from __future__ import annotations

from pathlib import Path

from cleaner.errors import ReadingError
from cleaner.io.magic import magic_kind, unpacked

ENDINGS = frozenset({".html", ".htm", ".xhtml"})


def named_as_web_page(path: Path) -> bool:
    """Whether the name of a file says that it is a web page, compressed or not.

    Args:
        path: the file.
    """
    return (path.with_suffix("") if path.suffix.lower() == ".gz" else path).suffix.lower() in ENDINGS


def web_page(raw: bytes, name: str) -> bytes:
    """The bytes of a web page, which may be empty.

    Args:
        raw: the bytes of a file; those of gzip are decompressed.
        name: what errors call it.

    Raises:
        ReadingError: if it is damaged, or something else.
    """
    raw = unpacked(raw, name)
    if kind := magic_kind(raw):
        raise ReadingError(name, f"is {kind}, no web page; convert it to one first")
    return raw
