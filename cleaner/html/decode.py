"""Bytes of a web page to text, in the order in which browsers look: byte order mark, given charset, `<meta>`, and at last a guess."""

from __future__ import annotations

import codecs
import re

from cleaner.html.encoding import detect

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Browsers look for a `<meta>` in the first 1,024 bytes; pages that open with long scripts have it later, and mean it all the same.
_PRESCAN = 16_384
_META = re.compile(rb"<meta\b([^>]{1,600})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(rb"([\w-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
# What may hold the letters of a `<meta>` that is none.
_NO_MARKUP = re.compile(rb"<!--.*?-->|<(script|style|title)\b.*?</\1", re.DOTALL | re.IGNORECASE)
# What browsers know, by Python's names; other codecs of Python decode what is no text, or what no page is in.
_KNOWN = frozenset(
    (
        *("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5hkscs", "euc_jp", "iso2022_jp", "cp932", "cp949", "cp866", "cp874"),
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
    "hz": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "johab": "cp949",
    "big5": "big5hkscs",
    "utf-7": "cp1252",
    "utf-16": "utf-16-le",
}
_NAMES = {"x-sjis": "cp932", "windows-31j": "cp932", "x-gbk": "gb18030", "x-user-defined": "cp1252", "x-x-big5": "big5hkscs"}
# So many bytes beyond ASCII are enough to know an encoding by.
_SAMPLE = 100_000


def decode(raw: bytes, charset: str | None = None) -> str:
    """The text of a page; bytes that mean nothing become U+FFFD.

    Args:
        raw: the page as it was received.
        charset: the charset that came with it, such as the one of the HTTP header.
    """
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw[len(mark) :].decode(encoding, "replace")
    named = _encoding(charset) if charset else None
    if named is None:
        named = _stated(raw[:_PRESCAN])
    if named is not None:
        return raw.decode(named, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(detect(_sample(raw))[1] or "utf-8", "replace")


def _stated(head: bytes) -> str | None:
    """The encoding that the first `<meta>` with a charset states, or None."""
    for meta in _META.finditer(_NO_MARKUP.sub(b"", head)):
        told = {one[1].lower(): one[2] or one[3] or one[4] or b"" for one in _ATTRIBUTE.finditer(meta[1])}
        label = told.get(b"charset")
        if label is None and told.get(b"http-equiv", b"").lower() == b"content-type":
            found = _CHARSET.search(told.get(b"content", b""))
            label = found[1] if found else None
        if label is not None and (named := _encoding(label.decode("ascii", "replace"))):
            # The `<meta>` could be read, so the page is in no encoding of two bytes.
            return "utf-8" if named.startswith("utf-16") else named
    return None


def _encoding(label: str) -> str | None:
    """The encoding that browsers mean by a label, or None."""
    label = label.strip().lower()
    if label in _NAMES:
        return _NAMES[label]
    try:
        found = codecs.lookup(label).name
    except (LookupError, ValueError):
        return None
    meant = _MEANT.get(found, found)
    return meant if meant in _KNOWN else None


def _sample(raw: bytes) -> bytes:
    """What tells an encoding from others: the text of the page without most of its markup, not too much of it."""
    if len(raw) <= _SAMPLE:
        return raw
    first = next((at for at, byte in enumerate(raw) if byte > 127), 0)
    return raw[max(first - _SAMPLE // 2, 0) :][:_SAMPLE]
