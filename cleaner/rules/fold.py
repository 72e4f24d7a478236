"""How a line is read before it is compared with a phrase.

Labels are typed in capitals, with curly quotes, arrows, counts and odd spaces; folding takes all of that away, from phrases and
lines alike, so a rule names each phrase once. Folded text is only compared, never written anywhere.
"""

from __future__ import annotations

import re
from html import unescape
from unicodedata import normalize

_DIGITS = re.compile(r"\d+")
# Zero-width characters and soft hyphens carry no reading; quotes and dashes come in families.
_STRAIGHT = {
    **dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u200e\u200f"), None),
    **dict.fromkeys(map(ord, "‘’‚‛`´′ʼ"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″"), '"'),
    **dict.fromkeys(map(ord, "‐‑‒–—―−"), "-"),
}
_LEADING = " \t-*•·►▸▶→➤👉>»|#+~=\"'[("
_TRAILING = " \t:»>→▶▼▾›|-.…*·+~=\"'])!"


def fold(text: str) -> str:
    """The reading of a text: without case, kinds of quotes and dashes, runs of space, or the value of numbers.

    Args:
        text: any text; entities in it are read as the characters they stand for.
    """
    if text.isascii():
        if "&" in text:
            text = unescape(text)
        folded = text.lower()
    else:
        if "&" in text:
            text = unescape(text)
        folded = normalize("NFKC", text.translate(_STRAIGHT)).translate(_STRAIGHT).casefold()
    return _DIGITS.sub("#", " ".join(folded.split()))


def trim(folded: str) -> str:
    """A folded text without the bullets, arrows, brackets and stops around a label.

    Args:
        folded: a folded text; one that is nothing but such marks is given back as it is.
    """
    return folded.lstrip(_LEADING).rstrip(_TRAILING) or folded
