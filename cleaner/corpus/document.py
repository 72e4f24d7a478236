"""A document of a corpus: one record, file or member of an archive, with the place it came from."""

from __future__ import annotations

from typing import Any

from msgspec import Struct

from cleaner.formats.terminal import without_halves


class Place(Struct, frozen=True, order=True):
    """Where a document came from.

    Args:
        source: the input, as it was named.
        number: its number among the documents of that input, from 1, broken ones included.
        detail: where it stands there, for a person, such as `line 12`, `byte 1048` or `member 2026/01/page.html`.
    """

    source: str
    number: int
    detail: str = ""

    def __str__(self) -> str:
        return without_halves(f"{self.source}: {self.detail or f'document {self.number}'}")


class Document(Struct, frozen=True):
    """A document to clean.

    Args:
        content: a text, or the source of a web page, which is bytes where its encoding is still to be found.
        web_page: whether the content is HTML.
        columns: all columns of its record, in order, typed as they were read; nothing for files.
        field: the column that the content came from; empty for files.
        id: what names it in outputs and messages; empty where nothing does.
        url: where it was fetched.
        charset: the charset that the sender of a web page declared; texts are decoded already.
    """

    place: Place
    content: str | bytes
    web_page: bool = False
    columns: dict[str, Any] = {}
    field: str = ""
    id: str = ""
    url: str | None = None
    charset: str | None = None


class Broken(Struct, frozen=True):
    """A document that cannot be read or cleaned.

    Args:
        reason: what stood in the way, and what to do.
        raw: its bytes as far as they are known, so that nothing is lost; cut where they are too many.
    """

    place: Place
    reason: str
    raw: bytes = b""
