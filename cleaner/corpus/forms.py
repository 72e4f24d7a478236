"""The formats of inputs: told by names, or by how what has no telling name begins; and those that are read from front to back."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Literal

from cleaner.corpus.compression import bare
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import Reading
from cleaner.corpus.files import file_document
from cleaner.corpus.records import json_documents, json_lines, table
from cleaner.formats.reading import binary_kind, magic_kind
from cleaner.formats.sources import JSON_DOCUMENTS, JSON_LINES, SUFFIXES, TABLES

Form = Literal["text", "lines", "json", "table", "parquet", "warc", "tar", "zip"]
_FORMS: dict[str, Form] = {
    **dict.fromkeys(SUFFIXES - {".gz"}, "text"),
    **dict.fromkeys(JSON_LINES, "lines"),
    **dict.fromkeys(JSON_DOCUMENTS, "json"),
    **dict.fromkeys(TABLES, "table"),
    **dict.fromkeys((".parquet", ".pq"), "parquet"),
    **dict.fromkeys((".warc", ".wet"), "warc"),
    **dict.fromkeys((".tar", ".tgz", ".tbz2", ".tzst"), "tar"),
    ".zip": "zip",
}
_KINDS: dict[str, Form] = {"a WARC or WET archive": "warc", "a tar archive": "tar", "a Parquet file": "parquet"}
_HEAD = 8192


def form_of_name(name: str) -> Form | None:
    """The format that a name tells, compressed or not; None if it tells none."""
    return _FORMS.get(PurePosixPath(bare(name)).suffix.lower())


def form_of_stream(stream: io.BufferedReader) -> Form | None:
    """The format of what has no telling name, by how it begins; None if it is nothing that is read. The stream stays where it is.

    Args:
        stream: its bytes, unpacked.
    """
    # Streams tell as much as they happen to hold, and the same bytes are to be the same wherever they lie.
    head = stream.peek(_HEAD)[:_HEAD]
    kind = magic_kind(head)
    return _KINDS.get(kind) if kind else None if binary_kind(head) else "text"


def stream_documents(stream: io.BufferedReader, form: Form, name: str, reading: Reading) -> Iterator[Document | Broken]:
    """The documents of a stream of text, of a page, or of records.

    Args:
        stream: its bytes, unpacked.
        form: one of `text`, `lines`, `json` and `table`.
        name: what it is called, with the ending of its compression.
    """
    if form == "lines":
        yield from json_lines(stream, reading)
    elif form == "json":
        yield from json_documents(stream, reading)
    elif form == "table":
        yield from table(stream, reading)
    else:
        yield file_document(stream, name, reading)
