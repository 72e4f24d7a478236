"""Bytes become text as they do in browsers."""

from __future__ import annotations

import codecs

import pytest

from cleaner.document.page import Encoding
from cleaner.errors import ReadingError
from cleaner.html.decode import decode as decode_page


def decode(raw: bytes, charset: str | None = None) -> str:
    """The text of a page alone."""
    return decode_page(raw, charset)[0]


def test_a_byte_order_mark_outweighs_all_else() -> None:
    """What a mark says is believed before the given charset and the page's own word."""
    page = "<meta charset=koi8-r><p>Größe</p>"

    assert [decode(mark + page.encode(encoding), "cp1251") for mark, encoding in _MARKED] == [page] * 3


_MARKED = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


@pytest.mark.parametrize(
    ("mark", "encoding", "broken"),
    [(codecs.BOM_UTF8, "utf-8", b"\xff"), (codecs.BOM_UTF16_LE, "utf-16-le", b"\0\xdc"), (codecs.BOM_UTF16_BE, "utf-16-be", b"\xdc\0")],
)
def test_a_byte_that_breaks_the_promise_of_a_mark_is_told_by_its_place(mark: bytes, encoding: str, broken: bytes) -> None:
    """It is counted from the beginning of what was given, mark and all; where that is asked for, it is replaced."""
    begun = mark + "<p>Größe".encode(encoding)
    said = rf"^byte {len(begun)} \(0x{broken[0]:02X}\) is not {encoding.upper()}, which its byte order mark promises$"

    with pytest.raises(ReadingError, match=said):
        decode_page(begun + broken)
    assert decode_page(begun + broken, errors="replace") == ("<p>Größe\ufffd", Encoding(encoding, "byte order mark"))


def test_a_given_charset_outweighs_the_page() -> None:
    """The charset that came with the bytes is believed before `<meta>`, where it cannot be told which of them is right."""
    assert decode("<meta charset=iso-8859-2><p>Größe ã</p>".encode("cp1252"), "windows-1252").endswith("<p>Größe ã</p>")
    assert decode("<meta charset=windows-1252><p>Größe ă</p>".encode("iso8859-2"), "iso-8859-2").endswith("<p>Größe ă</p>")


@pytest.mark.parametrize(
    ("meta", "encoding"),
    [
        ("<meta charset='iso-8859-2'>", "iso8859-2"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1250">', "cp1250"),
        ("<META CHARSET = utf-8 >", "utf-8"),
    ],
)
def test_a_page_names_its_own_charset(meta: str, encoding: str) -> None:
    """Both forms of `<meta>` are read."""
    page = meta + "<p>Łódź, Grüße</p>"

    assert decode(page.encode(encoding)) == page


def test_labels_mean_what_browsers_mean_by_them() -> None:
    """Latin-1 is windows-1252, GB2312 is GB18030, and a page that calls itself UTF-16 in readable bytes is UTF-8."""
    assert decode("<p>“Größe” €</p>".encode("cp1252"), "ISO-8859-1") == "<p>“Größe” €</p>"
    assert decode("<p>镕基</p>".encode("gb18030"), "gb2312") == "<p>镕基</p>"
    assert decode("<meta charset=utf-16><p>Größe</p>".encode()) == "<meta charset=utf-16><p>Größe</p>"


def test_a_charset_in_a_comment_is_not_meant() -> None:
    """Only a tag that counts names the charset."""
    page = "<!-- <meta charset=koi8-r> --><p>Größe</p>"

    assert decode(page.encode()) == page


def test_unknown_charsets_are_passed_over() -> None:
    """A label that means nothing, or no text encoding, leaves the question open."""
    assert decode("<p>Größe</p>".encode(), "klingon") == "<p>Größe</p>"
    assert decode("<p>Größe</p>".encode(), "rot13") == "<p>Größe</p>"


def test_invalid_bytes_are_an_error_that_names_the_first() -> None:
    """A byte that means nothing in the charset of the page is told with its offset; it is replaced only where that is asked for."""
    raw = b"<meta charset=utf-8><p>gr\xc3\xb6\xc3\x9fer a\xff\xfeb</p>"
    with pytest.raises(ReadingError) as caught:
        decode_page(raw, name="page.html")

    fault = "byte 33 (0xFF) is not UTF-8, though most of it is, and no other encoding is certain"
    assert str(caught.value) == f"page.html: {fault}; fetch it again, or convert it to UTF-8"
    text = "<meta charset=utf-8><p>größer a\ufffd\ufffdb</p>"
    assert decode_page(raw, errors="replace") == (text, Encoding("utf-8", "replaced", "utf-8"))


def test_bytes_that_say_nothing_are_detected() -> None:
    """Without any word on it, valid UTF-8 is UTF-8, and other bytes are told by what they spell."""
    russian = "<p>Порт открылся во вторник после девяти дней забастовки, и суда стали под разгрузку одно за другим.</p>" * 5

    assert decode(russian.encode()) == russian
    assert decode(russian.encode("cp1251")) == russian


@pytest.mark.parametrize("label", ["idna", "punycode", "undefined", "unicode_escape", "palmos", "utf-32", "no-such"])
def test_a_charset_that_browsers_do_not_know_is_none(label: str) -> None:
    """Whatever a page calls its charset, its text is read."""
    assert decode(f'<meta charset="{label}"><p>café \\u0041</p>'.encode()).endswith("<p>café \\u0041</p>")


@pytest.mark.parametrize(
    "before",
    ['<meta name="description" content="How to set charset=iso-8859-1">', '<script>var s = "<meta charset=cp1251>"</script>'],
)
def test_a_charset_is_stated_by_its_own_attribute(before: str) -> None:
    """A text or a script that speaks of charsets states none."""
    assert decode(f'{before}<meta charset="utf-8"><p>Café</p>'.encode()).endswith("<p>Café</p>")
