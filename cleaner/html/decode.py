"""Bytes of a web page to text, none of them garbled and none replaced.

A byte order mark is believed before all else, then the encoding that the caller names. Bytes that are valid UTF-8 and not pure ASCII are
UTF-8, whatever the page or its sender declares: scrapers save pages as UTF-8 and leave the old declaration in them. Other bytes are read
as declared, unless it is beyond doubt that they are something else; where the declared charset cannot be, or there is none, they are what
detection is certain of, or an error. In bytes of pure ASCII a declaration counts as it stands, since ISO-2022 and HZ are written in them.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import Literal

from cleaner.document.page import Encoding
from cleaner.document.page import EncodingReason as Reason
from cleaner.errors import ReadingError

Errors = Literal["strict", "replace"]
# What a page begins with in UTF-16, as XML has it.
_WIDE = {b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
# The marks of UTF-32 come first: in little endian that of UTF-16 is their beginning.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# Browsers look for a `<meta>` in the first 1,024 bytes; pages that open with long scripts have it later, and mean it all the same.
_PRESCAN = 16_384
_META = re.compile(rb"<meta\b([^>]{1,600})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_XML = re.compile(rb"\s*<\?xml\b[^>]{0,200}?\bencoding\s*=\s*[\"']\s*([\w:.-]+)")
# Codecs of Python that take text and are no encoding of text.
_NO_ENCODINGS = frozenset(("idna", "punycode", "unicode-escape", "raw-unicode-escape", "undefined"))
# What may hold the letters of a `<meta>` that is none.
_NO_MARKUP = re.compile(rb"<!--.*?-->|<(script|style|title)\b.*?</\1", re.DOTALL | re.IGNORECASE)
# Encodings that are written in bytes of ASCII alone.
_OF_ASCII_BYTES = frozenset(("iso2022_jp", "iso2022_kr", "hz"))
# What browsers know, and those of ASCII bytes, by Python's names; other codecs of Python decode what is no text, or what no page is in.
_KNOWN = _OF_ASCII_BYTES | frozenset(
    (
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "cp932", "cp949", "cp866", "cp874"),
        *("koi8-r", "koi8-u", "mac-roman", "mac-cyrillic", *(f"cp{number}" for number in range(1250, 1259))),
        *(f"iso8859-{number}" for number in (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)),
    )
)
# Labels that browsers read as a larger encoding, or as another, than the one they name.
_MEANT = {
    "ascii": "cp1252",
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
    "utf-7": "cp1252",
    "utf-16": "utf-16-le",
    "utf-32": "utf-32-le",
    "utf-8-sig": "utf-8",
}
_NAMES = {"x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030", "x-user-defined": "cp1252", "x-x-big5": "big5hkscs"}


def decode(
    raw: bytes, charset: str | None = None, *, encoding: str | None = None, errors: Errors = "strict", name: str = ""
) -> tuple[str, Encoding]:
    """The text of a page and the encoding that it was read in.

    Raises:
        ReadingError: if it cannot be read without doubt; it names the offset of the first byte at fault and the likely encodings.
    """
    for mark, marked in MARKS:
        if raw.startswith(mark):
            return _known(raw, len(mark), Encoding(marked, "byte order mark"), errors, name)
    if encoding is not None:
        if (given := named(encoding)) is None:
            raise no_such(encoding, name)
        return _known(raw, 0, Encoding(given, "named by the caller"), errors, name)
    declared = list(_declared(raw, charset))
    return _wide(raw, declared) or _ascii(raw, declared) or _utf_8(raw, declared) or _legacy(raw, declared, errors, name)


def no_such(encoding: str, name: str = "") -> ReadingError:
    """The error for an encoding that nobody knows."""
    return ReadingError(name, f"no encoding is called {encoding!r}; name one that Python knows, such as cp1252, koi8-r or shift_jis")


_Label = tuple[str, str]
_Read = tuple[str, Encoding]


def _declared(raw: bytes, charset: str | None) -> Iterator[_Label]:
    """What is declared, each label with the encoding it means, the weightier first."""
    if charset is not None and (meant := _meant_by(charset)):
        yield charset, meant
    if said := _stated(raw):
        yield said


def _known(raw: bytes, skip: int, encoding: Encoding, errors: Errors, name: str) -> _Read:
    """The text in an encoding that is not in question."""
    try:
        return raw[skip:].decode(encoding.name, errors), encoding
    except UnicodeDecodeError as error:
        at = skip + error.start
        what = "which its byte order mark promises" if skip else "in which it was to be read"
        raise ReadingError(name, f"byte {at} (0x{raw[at]:02X}) is not {encoding.name.upper()}, {what}") from error


def _wide(raw: bytes, declared: list[_Label]) -> _Read | None:
    """The text in UTF-16 without a mark: as the sender declares, or as the page begins; ASCII between its NUL bytes is nothing else."""
    said = next((one for one in declared if one[1].startswith("utf-16")), None)
    wide = said[1] if said else _WIDE.get(raw[:2])
    if wide is None or b"\0" not in raw or (text := _strict(raw, wide)) is None:
        return None
    return text, _encoding(wide, "declared" if said else "detected", declared)


def _ascii(raw: bytes, declared: list[_Label]) -> _Read | None:
    """The text of bytes of pure ASCII."""
    if not raw.isascii():
        return None
    for _, meant in declared:
        if not meant.startswith("utf-16") and (text := _strict(raw, meant)) is not None:
            return text, _encoding(meant, "declared", declared)
    if (found := escaped(raw)) and (text := _strict(raw, found)) is not None:
        return text, _encoding(found, "detected", declared)
    return raw.decode("ascii"), _encoding("utf-8", "valid UTF-8", declared)


def _utf_8(raw: bytes, declared: list[_Label]) -> _Read | None:
    """The text of bytes that are UTF-8."""
    text = _strict(raw, "utf-8")
    return None if text is None else (text, _encoding("utf-8", "valid UTF-8", declared))


def _legacy(raw: bytes, declared: list[_Label], errors: Errors, name: str) -> _Read:
    """The text of bytes that are neither ASCII nor UTF-8."""
    from cleaner.html.encoding import candidates, damaged_utf8, detect  # few pages need its tables

    damaged = damaged_utf8(raw)
    believed, text = None, None
    for _, meant in () if damaged else declared:
        if meant not in _OF_ASCII_BYTES and not meant.startswith("utf-16") and (text := _strict(raw, meant)) is not None:
            believed = meant
            break
    found = detect(raw, markup=True)
    if found.certain and (certain := raw.decode(found.certain)) != text:
        return certain, _encoding(found.certain, "detected", declared)
    if believed is not None and text is not None:
        return text, _encoding(believed, "declared", declared)
    wanted = declared[0][1] if declared and not damaged else "utf-8"
    at = _first_fault(raw, wanted)
    if errors == "replace":
        likely = wanted if declared or not found.likely else found.likely[0]
        return raw.decode(likely, "replace"), _encoding(likely, "replaced", declared)
    said = "which is declared" if declared and not damaged else "though most of it is" if damaged else ""
    what = f"is not {wanted.upper()}, {said}, and" if said else "is not UTF-8, and"
    raise ReadingError(name, f"byte {at} (0x{raw[at]:02X}) {what} no other encoding is certain; {candidates(found.likely)}")


def _encoding(name: str, why: Reason, declared: list[_Label]) -> Encoding:
    """The record of an encoding, with the weightiest label that was declared."""
    if not declared:
        return Encoding(name, why)
    label, _ = next((one for one in declared if one[1] == name), declared[0])
    return Encoding(name, why, label, all(meant != name for _, meant in declared))


def _strict(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


def _first_fault(raw: bytes, encoding: str) -> int:
    try:
        raw.decode(encoding)
    except UnicodeDecodeError as error:
        return error.start
    return 0


def _stated(raw: bytes) -> tuple[str, str] | None:
    """The charset that the first `<meta>` with one states, else the XML declaration, as the page writes it, and the encoding it means."""
    head = raw[:_PRESCAN]
    for meta in _META.finditer(_NO_MARKUP.sub(b"", head)):
        told = {one[1].lower(): one[2] or one[3] or one[4] or b"" for one in _ATTRIBUTE.finditer(meta[1])}
        label = told.get(b"charset")
        if label is None and told.get(b"http-equiv", b"").lower() == b"content-type":
            found = _CHARSET.search(told.get(b"content", b""))
            label = found[1] if found else None
        if label is not None and (meant := _readable(label)):
            return meant
    declared = _XML.match(head)
    return _readable(declared[1]) if declared else None


def _meant_by(label: str) -> str | None:
    """The encoding that browsers mean by a label, or None; beside theirs, encodings of ASCII bytes are known."""
    found = named(label)
    return found if found in _KNOWN else None


def named(label: str) -> str | None:
    """The text encoding that a label names, one that browsers do not know too, or None."""
    label = label.strip().lower()
    if label in _NAMES:
        return _NAMES[label]
    try:
        found = codecs.lookup(label).name
        if found not in _NO_ENCODINGS:
            "".encode(label)  # codecs that take no text say so
            return _MEANT.get(found, found)
    except (LookupError, ValueError):
        pass
    return None


def escaped(raw: bytes) -> str | None:
    """The encoding of bytes of ASCII that switch between character sets by escape sequences, which nothing else holds; or None."""
    if b"\x1b$" in raw:
        for name in ("iso2022_jp", "iso2022_jp_ext", "iso2022_kr"):
            try:
                if "\x1b" not in raw.decode(name):
                    return name
            except UnicodeDecodeError:
                continue
    return None


def _readable(label: bytes) -> tuple[str, str] | None:
    """A label and what it means where it could be read as ASCII, so that the page is in no encoding of two bytes."""
    word = label.decode("ascii", "replace")
    meant = _meant_by(word)
    return (word, "utf-8" if meant.startswith("utf-16") else meant) if meant else None
