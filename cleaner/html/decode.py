"""Bytes of a web page to text, in the order in which browsers look: byte order mark, given charset, `<meta>`, and at last a guess."""

from __future__ import annotations

import codecs
import re

from cleaner.html.encoding import detect

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Browsers look for a `<meta>` in the first 1,024 bytes; pages that open with long scripts have it later, and mean it all the same.
_PRESCAN = 16_384
_META = re.compile(rb"<meta\s[^>]{0,300}?charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE)
_COMMENT = re.compile(rb"<!--.*?-->", re.DOTALL)
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
    if named is None and (found := _META.search(_COMMENT.sub(b"", raw[:_PRESCAN]))):
        named = _encoding(found[1].decode("ascii", "replace"))
        if named and named.startswith("utf-16"):
            # The `<meta>` could be read, so the page is in no encoding of two bytes.
            named = "utf-8"
    if named is not None:
        return raw.decode(named, "replace")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(detect(_sample(raw))[1] or "utf-8", "replace")


def _encoding(label: str) -> str | None:
    """The encoding that browsers mean by a label, or None."""
    label = label.strip().lower()
    if label in _NAMES:
        return _NAMES[label]
    try:
        found = codecs.lookup(label)
    except (LookupError, ValueError):
        return None
    # Not all that Python calls a codec decodes bytes to text.
    return _MEANT.get(found.name, found.name) if found._is_text_encoding else None


def _sample(raw: bytes) -> bytes:
    """What tells an encoding from others: the text of the page without most of its markup, not too much of it."""
    if len(raw) <= _SAMPLE:
        return raw
    first = next((at for at, byte in enumerate(raw) if byte > 127), 0)
    return raw[max(first - _SAMPLE // 2, 0) :][:_SAMPLE]
