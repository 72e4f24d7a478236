"""The encoding of bytes that carry no mark of it: UTF-8 if they are valid UTF-8, else one other encoding or none.

A wrong guess turns letters into other letters and nobody notices, so a guess counts only when no other encoding comes near. Bytes
that are mostly UTF-8 are damaged UTF-8, not something else.
"""

from __future__ import annotations

from charset_normalizer import CharsetMatch, from_bytes

# The encodings that pages on the web are declared in, by the names Python has for those of the WHATWG Encoding Standard.
WEB_ENCODINGS = [
    "utf_8",
    "cp866",
    "iso8859_2",
    "iso8859_3",
    "iso8859_4",
    "iso8859_5",
    "iso8859_6",
    "iso8859_7",
    "iso8859_8",
    "iso8859_10",
    "iso8859_13",
    "iso8859_14",
    "iso8859_15",
    "iso8859_16",
    "koi8_r",
    "koi8_u",
    "cp874",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "cp1257",
    "cp1258",
    "gb18030",
    "big5",
    "big5hkscs",
    "euc_jp",
    "iso2022_jp",
    "shift_jis",
    "cp932",
    "euc_kr",
    "cp949",
]
_MOST_MESS, _LEAST_LEAD = 0.1, 0.1
# Of encodings that give the same text, the one that most pages mean.
_USUAL = "cp1252"


def detect(raw: bytes) -> tuple[str | None, str | None]:
    """The encoding that is certain, and the one that is merely likeliest; either may be None.

    Args:
        raw: bytes that are not valid UTF-8.
    """
    if damaged_utf8(raw):
        return None, None
    matches = sorted(from_bytes(raw, cp_isolation=WEB_ENCODINGS), key=_merit, reverse=True)
    if not matches:
        return None, None
    best, text = matches[0], str(matches[0])
    # Encodings that give the same text are no rivals: it does not matter which of them is meant.
    rivals = [_merit(match) for match in matches[1:] if str(match) != text]
    leads = not rivals or _merit(best) - max(rivals) >= _LEAST_LEAD
    name = _USUAL if _USUAL in best.could_be_from_charset else best.encoding
    return (name if leads and best.chaos <= _MOST_MESS else None), name


def damaged_utf8(raw: bytes) -> bool:
    """Whether bytes hold at least as many characters of valid UTF-8 beyond ASCII as bytes that are not.

    Args:
        raw: bytes that are not valid UTF-8.
    """
    text = raw.decode("utf-8", "surrogateescape")
    broken = sum("\udc80" <= character <= "\udcff" for character in text)
    return broken <= sum(character > "\x7f" for character in text) - broken


def _merit(match: CharsetMatch) -> float:
    """How much a decoding looks like a language, less how much it looks like a mess."""
    return match.coherence - match.chaos
