"""How a line is read before it is compared with a phrase.

Labels are typed in capitals, with curly quotes, arrows, counts and odd spaces; folding takes all of that away, from phrases and
lines alike, so a rule names each phrase once. Folded text is only compared, never written anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import is_normalized, normalize

# Zero-width characters and soft hyphens carry no reading; quotes and dashes come in families.
_FAMILIES = (("", "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u200e\u200f"), ("'", "‘’‚‛`´′ʼ"), ('"', "“”„‟«»″"), ("-", "‐‑‒–—―−"))
_PLAIN = {character: plain for plain, family in _FAMILIES for character in family}
_DIGITS = "0123456789"
# How each character of ASCII is read.
_ASCII = "".join(_PLAIN.get(sign, "#" if sign in _DIGITS else " " if sign == "\t" else sign.lower()) for sign in map(chr, range(128)))
_NUMBER, _SPACES = re.compile("##+"), re.compile("  +")
_LEADING = " \t-*•·►▸▶→➤👉>»|#+~=\"'[(■◆●◇□▼▽◎★☆"
_TRAILING = " \t:»>→▶▼▾›|-.…*·+~=\"'])!"


def fold(text: str) -> str:
    """The reading of a text: without case, kinds of quotes and dashes, runs of space, entities, or the value of numbers."""
    return " ".join(_folded(text).split())


def fold_lines(lines: Sequence[str]) -> list[str]:
    """The readings of many lines, without line feeds and without white space around them, in one go."""
    plain = [line for line in lines if line.isascii()]
    folded = _folded("\n".join(plain)).split("\n")
    if len(plain) == len(lines):
        return folded
    # One character beyond ASCII makes a whole text slower to read.
    others = _folded("\n".join(line for line in lines if not line.isascii())).split("\n")
    of_either = iter(folded), iter(others)
    return [next(of_either[not line.isascii()]) for line in lines]


def _folded(text: str) -> str:
    if "&" in text:
        from html import unescape  # most texts hold no entity

        text = "\n".join(unescape(line).replace("\n", " ") if "&" in line else line for line in text.split("\n"))
    # Whole-text replacements run at memory speed; a pattern would stop at every number of every line.
    if text.isascii():
        plain = text.translate(_ASCII)
    else:
        plain = _without_families(text)
        if not is_normalized("NFKC", plain):
            plain = _without_families(normalize("NFKC", plain))
        plain = plain.casefold().replace("\t", " ")
        for digit in _DIGITS:
            plain = plain.replace(digit, "#")
    return _SPACES.sub(" ", _NUMBER.sub("#", plain))


def _without_families(text: str) -> str:
    """A text with one of each family of quotes and dashes, and without invisible characters."""
    for character, plain in _PLAIN.items():
        if character in text:
            text = text.replace(character, plain)
    return text


def trim(folded: str) -> str:
    """A folded text without the bullets, arrows, brackets and stops around a label; one that is nothing else stays as it is."""
    return folded.lstrip(_LEADING).rstrip(_TRAILING) or folded
