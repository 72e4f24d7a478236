"""What the tests of inputs share: files made of bytes, a folder of them, and documents told shortly."""

from __future__ import annotations

from pathlib import Path

from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import ALL_GUESSED, Fields
from cleaner.corpus.forms import Form
from cleaner.corpus.inputs import documents

Short = tuple[str, str | bytes]
# The files of a folder, and those that are read, in order, each with its format.
FOLDER = {
    "b/z.txt": b"z",
    "b/a.jsonl.gz": b"",
    "c.parquet": b"",
    "a.warc.gz": b"",
    "d.zip": b"",
    "e": b"text",
    "f": b"\x00binary",
    "g.txt": b"\x00binary",
    "h.png": b"\x89PNG",
    ".hidden/a.txt": b"hidden",
    ".a.txt": b"hidden",
    "README.md": b"about",
}
READ: list[tuple[str, Form | None]] = [
    ("a.warc.gz", "warc"),
    ("c.parquet", "parquet"),
    ("d.zip", "zip"),
    ("e", None),
    ("b/a.jsonl.gz", "lines"),
    ("b/z.txt", "text"),
]


def read(path: Path | str, fields: Fields = ALL_GUESSED, encoding: str | None = None) -> list[Document | Broken]:
    """All documents of one input."""
    return list(documents([str(path)], fields, encoding=encoding))


def short(found: list[Document | Broken]) -> list[Short]:
    """The place of each document in its input, and its content or what broke it."""
    return [(one.place.detail, one.content if isinstance(one, Document) else one.reason) for one in found]


def held(folder: Path, name: str, raw: bytes) -> Path:
    """A file of some bytes."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(raw)
    return path
