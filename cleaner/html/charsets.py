"""What pages declare their charset to be, and which encoding is meant by it."""

from __future__ import annotations

import codecs
import re

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
OF_ASCII_BYTES = frozenset(("iso2022_jp", "iso2022_kr", "hz"))
# What browsers know, and those of ASCII bytes, by Python's names; other codecs of Python decode what is no text, or what no page is in.
_KNOWN = OF_ASCII_BYTES | frozenset(
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


def stated(raw: bytes) -> tuple[str, str] | None:
    """The charset that the first `<meta>` with one states, else the XML declaration, as the page writes it, and the encoding it means.

    Args:
        raw: the page.
    """
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


def meant_by(label: str) -> str | None:
    """The encoding that browsers mean by a label, or None; beside theirs, encodings of ASCII bytes are known.

    Args:
        label: a charset as a page or a header names it.
    """
    found = named(label)
    return found if found in _KNOWN else None


def named(label: str) -> str | None:
    """The text encoding that a label names, one that browsers do not know too, or None.

    Args:
        label: its name; what browsers read as a larger encoding is read as that.
    """
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
    """The encoding of bytes of ASCII that switch between character sets by escape sequences, which nothing else holds; or None.

    Args:
        raw: bytes of ASCII.
    """
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
    meant = meant_by(word)
    return (word, "utf-8" if meant.startswith("utf-16") else meant) if meant else None
