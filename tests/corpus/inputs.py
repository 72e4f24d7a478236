"""What the tests of inputs share: files made of bytes, and documents told shortly."""

from __future__ import annotations

from pathlib import Path

from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import ALL_GUESSED, Fields
from cleaner.corpus.inputs import documents

Short = tuple[str, str | bytes]


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
