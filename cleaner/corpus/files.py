"""A file, or a member of an archive, that is one text or one web page."""

from __future__ import annotations

from io import BufferedReader
from pathlib import Path

from cleaner.corpus.compression import RECORD_LIMIT, bare, whole
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import Reading
from cleaner.document.page import begins_as_web_page
from cleaner.errors import ReadingError
from cleaner.formats.reading import decoded, magic_kind
from cleaner.formats.sources import named_as_web_page
from cleaner.formats.terminal import without_halves


def file_document(stream: BufferedReader, name: str, reading: Reading) -> Document | Broken:
    """The text or the page that a stream holds; what is named as a page, or begins as one, is a page.

    Args:
        stream: its bytes, unpacked.
        name: what it is called; whether it is a page is told by its ending, that of its compression aside.
        reading: what numbers it.
    """
    raw, fault = whole(stream, RECORD_LIMIT)
    kind = magic_kind(raw)
    if fault or kind:
        return reading.broken("", fault or f"is {kind}, not text; extract its text first", raw)
    if named_as_web_page(Path(bare(name))) or begins_as_web_page(raw):
        return Document(reading.place(), raw, web_page=True, id=without_halves(name))
    try:
        text = decoded(raw, "", reading.encoding).text
    except ReadingError as error:
        return reading.broken("", error.fault, raw)
    return Document(reading.place(), text, id=without_halves(name))
