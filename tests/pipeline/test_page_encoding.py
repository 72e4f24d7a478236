"""A cleaned page says in which encoding its bytes were read."""

from __future__ import annotations

import pickle

import pytest

import cleaner
from cleaner.document.page import Encoding
from cleaner.errors import ReadingError

HTML = "<meta charset={}><h1>Fähre wieder in Betrieb</h1><p>Die Fähre fährt für alle, sagte der Bürgermeister.</p>"
TEXT = "Fähre wieder in Betrieb\nDie Fähre fährt für alle, sagte der Bürgermeister.\n"


@pytest.mark.parametrize(
    ("raw", "charset", "encoding"),
    [
        (HTML.format("gb2312").encode(), None, Encoding("utf-8", "valid UTF-8", "gb2312", True)),
        (HTML.format("gb2312").encode("utf-8-sig"), None, Encoding("utf-8", "byte order mark")),
        (HTML.format("windows-1252").encode("cp1252"), None, Encoding("cp1252", "declared", "windows-1252")),
        (HTML.format("nonsense").encode("cp1252"), "latin-1", Encoding("cp1252", "declared", "latin-1")),
    ],
)
def test_bytes_have_an_encoding_and_a_reason(raw: bytes, charset: str | None, encoding: Encoding) -> None:
    """The record goes with the page, between processes too."""
    page = cleaner.clean_html(raw, charset=charset, engine="blocks")

    assert (page.text, page.encoding) == (TEXT, encoding)
    assert pickle.loads(pickle.dumps(page.page)).encoding == encoding


def test_a_text_has_none() -> None:
    """Whoever decoded it knows."""
    assert cleaner.clean_html(HTML, engine="blocks").encoding is None
    assert cleaner.clean(TEXT).encoding is None


def test_what_cannot_be_read_is_an_error_or_replaced_where_asked_for() -> None:
    """No U+FFFD is made by default."""
    raw = "<meta charset=utf-8><p>Größe ä".encode() + b"\xff</p>"
    with pytest.raises(ReadingError, match=r"^a.html: byte 33 \(0xFF\) is not UTF-8"):
        cleaner.clean_html(raw, name="a.html", engine="blocks")
    page = cleaner.clean_html(raw, errors="replace", engine="blocks")

    assert (page.text, page.encoding) == ("Größe ä\ufffd\n", Encoding("utf-8", "replaced", "utf-8"))


def test_an_encoding_that_is_named_is_used() -> None:
    """Whatever the page declares."""
    page = cleaner.clean_html("<meta charset=utf-8><p>déjà vu</p>".encode("cp850"), encoding="cp850", engine="blocks")

    assert (page.text, page.encoding) == ("déjà vu\n", Encoding("cp850", "named by the caller"))


def test_nothing_is_an_empty_page() -> None:
    """No bytes, a mark alone, no text."""
    pages = [cleaner.clean_html(b"", engine="blocks"), cleaner.clean_html(b"\xef\xbb\xbf", engine="blocks"), cleaner.clean("")]

    assert [page.text for page in pages] == ["", "", ""]
