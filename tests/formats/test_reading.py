"""Bytes are read as what they certainly are, or the error names the first byte at fault."""

from __future__ import annotations

import codecs
import gzip
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import ReadingError
from cleaner.formats.reading import decode, read_text
from cleaner.html.encoding import ENCODINGS

RUSSIAN = "Вчера премьер-министр объявил, что правительство подготовило новый закон об охране окружающей среды.\n" * 2
JAPANESE = "昨日、首相は政府が環境保護に関する新しい法律を準備したと発表した。来年施行される予定です。\n" * 2
ENGLISH = "It’s the start of the third quarter, and – “true to form” – the company’s exports come first.\r\n" * 2
FRENCH = "Les élèves de l’école ont été reçus à la préfecture, où le maire a déclaré que l’été serait très chaud.\n" * 2
SPANISH = "El alcalde añadió que la señora Ibáñez también abrirá después el próximo año un jardín más pequeño.\n" * 2
LIKELY = "perhaps CP1252: name it (--encoding, encoding=), or convert it (iconv -f CP1252 -t UTF-8)"


@given(st.text(min_size=1).filter(lambda text: "\0" not in text and not text.startswith("\ufeff")))
def test_valid_utf_8_is_read_as_it_is(text: str) -> None:
    """No character and no line break changes, and nothing is guessed; bytes with the mark of a binary format are not text."""
    raw = text.encode("utf-8")
    try:
        assert decode(raw, "page") == text
    except ReadingError as error:
        assert text.startswith(("%PDF-", "GIF8", "BZh", "PK\x03\x04")), error


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_says_the_encoding_and_is_no_text(mark: bytes, encoding: str) -> None:
    """UTF-16 and UTF-32 hold NUL bytes and are text all the same."""
    assert decode(mark + "Łódź\r\n九".encode(encoding), "page") == "Łódź\r\n九"


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        *((RUSSIAN, "cp1251"), (RUSSIAN, "koi8-r"), (JAPANESE, "shift_jis"), (JAPANESE, "euc_jp")),
        *((ENGLISH, "cp1252"), (FRENCH, "cp1252"), (SPANISH, "cp1252")),
    ],
)
def test_an_encoding_beyond_doubt_is_read(text: str, encoding: str) -> None:
    """Where no other encoding comes near, the text is read in it, line breaks included."""
    assert decode(text.encode(encoding), "page") == text


@pytest.mark.parametrize(
    ("raw", "fault"),
    [
        (b"caf\xe9\n", f"byte 3 (0xE9) is not UTF-8, and no other encoding is certain; {LIKELY}"),
        (
            "Łódź, 九日。".encode() + b"\xff" + b" and more",
            "byte 18 (0xFF) is not UTF-8, and no other encoding is certain; fetch it again, or convert it to UTF-8",
        ),
        ("九日。".encode()[:-1], "byte 6 (0xE3) is not UTF-8, and no other encoding is certain; fetch it again, or convert it to UTF-8"),
        (codecs.BOM_UTF16_LE + b"a\0b", "byte 4 (0x62) is not UTF-16-LE, which its byte order mark promises"),
        (b"text\0text", "is binary (a NUL byte at offset 4), not text; extract its text first"),
        ("text".encode("utf-16-le"), "is binary (a NUL byte at offset 1), not text; extract its text first"),
        (b"%PDF-1.7\n", "is a PDF, not text; extract its text first"),
        (b"\x89PNG\r\n", "is a PNG picture, not text; extract its text first"),
        (b"PK\x03\x04", "is a ZIP archive or an Office document, not text; extract its text first"),
        (gzip.compress(gzip.compress(b"text", mtime=0), mtime=0), "is compressed twice, not text; extract its text first"),
        (gzip.compress(RUSSIAN.encode(), mtime=0)[:60], "gzip data ends too early, after 60 bytes; fetch the file again"),
    ],
)
def test_what_is_not_certainly_text_is_an_error(raw: bytes, fault: str) -> None:
    """The message says what was wrong, where, and what to do next."""
    with pytest.raises(ReadingError) as caught:
        decode(raw, "page.txt")

    assert str(caught.value) == f"page.txt: {fault}"


@pytest.mark.parametrize("raw", [b"", codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF32_BE, gzip.compress(b"", mtime=0)])
def test_what_is_empty_is_an_empty_text(tmp_path: Path, raw: bytes) -> None:
    """No bytes, a byte order mark alone and nothing compressed are all the same text."""
    (tmp_path / "page.txt").write_bytes(raw)

    assert read_text(tmp_path / "page.txt") == ""


def test_an_encoding_that_is_named_is_read(tmp_path: Path) -> None:
    """It is not questioned, unless there is a byte order mark; what is no such text, or no encoding, is an error."""
    page = tmp_path / "page.txt"
    page.write_bytes("déjà".encode("cp850"))

    assert read_text(page, encoding="cp850") == "déjà"
    page.write_bytes("déjà".encode("utf-16-le"))
    assert read_text(page, encoding="utf-16") == "déjà"
    page.write_bytes("déjà".encode("utf-8-sig"))
    assert read_text(page, encoding="cp850") == "déjà"
    page.write_bytes(b"caf\xe9")
    with pytest.raises(ReadingError, match=r"page.txt: byte 3 \(0xE9\) is not UTF-8, in which it was to be read$"):
        read_text(page, encoding="utf-8")
    with pytest.raises(ReadingError, match="no encoding is called 'klingon'; name one that Python knows"):
        read_text(page, encoding="klingon")


def test_escape_sequences_say_what_they_are() -> None:
    """ISO-2022-JP is bytes of ASCII, and no text of ASCII holds its escape sequences."""
    assert decode(JAPANESE.encode("iso2022_jp"), "page") == JAPANESE


def test_damaged_gzip_is_an_error() -> None:
    """A checksum that does not fit is told."""
    raw = bytearray(gzip.compress(b"text", mtime=0))
    raw[-8] ^= 1
    with pytest.raises(ReadingError, match=r"page.txt: gzip data is damaged: .*; fetch the file again"):
        decode(bytes(raw), "page.txt")


@given(st.binary(min_size=1, max_size=64))
def test_bytes_are_read_or_refused_and_never_replaced(raw: bytes) -> None:
    """Any bytes give a text that goes back to those bytes in some encoding, or one line of error."""
    try:
        text = decode(raw, "page.txt")
    except ReadingError as error:
        assert str(error).startswith("page.txt: ") and "\n" not in str(error)
    else:
        marks = ("utf-8-sig", "utf-16", "utf-32")
        assert any(_gives(text, encoding, raw) for encoding in ("utf-8", *marks, "iso2022_jp", "iso2022_jp_ext", "iso2022_kr", *ENCODINGS))


def test_line_breaks_of_a_file_are_kept(tmp_path: Path) -> None:
    """All kinds of line breaks are characters of the page."""
    text = "one\r\ntwo\rthree\nfour\u2028five\x85six"
    (tmp_path / "page.txt").write_bytes(text.encode())
    (tmp_path / "page.txt.gz").write_bytes(gzip.compress(text.encode()))

    assert read_text(tmp_path / "page.txt") == read_text(str(tmp_path / "page.txt.gz")) == text


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Reading a folder is an error in words."""
    with pytest.raises(ReadingError, match="is a directory"):
        read_text(tmp_path)


def _gives(text: str, encoding: str, raw: bytes) -> bool:
    """Whether a text is what bytes are in an encoding."""
    try:
        return raw.decode(encoding) == text
    except UnicodeDecodeError:
        return False


@pytest.mark.skipif(os.name != "posix", reason="elsewhere file systems take half characters")
def test_a_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    """NUL ends names, and of half characters only those that stand for bytes are in them."""
    with pytest.raises(ReadingError, match="its name holds NUL; check the path"):
        read_text(tmp_path / "a\0")
    with pytest.raises(ReadingError, match="its name is one that this system cannot spell; rename it"):
        read_text(tmp_path / "a\ud800")
