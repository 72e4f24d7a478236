"""How a line is read before it is compared with a phrase.

Labels are typed in capitals, with curly quotes, arrows, counts and odd spaces; folding takes all of that away, from phrases and
lines alike, so a rule names each phrase once. Folded text is only compared, never written anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from unicodedata import is_normalized, normalize

_DIGITS = "0123456789"
# Zero-width characters and soft hyphens carry no reading; quotes and dashes come in families.
_FAMILIES = (("", "\u200b\u200c\u200d\u2060\ufeff\u00ad\ufe0f\u200e\u200f"), ("'", "‘’‚‛`´′ʼ"), ('"', "“”„‟«»″"), ("-", "‐‑‒–—―−"))
_PLAIN = {character: plain for plain, family in _FAMILIES for character in family}
_SPECIAL = re.compile(f"[{''.join(_PLAIN)}]")
_LEADING = " \t-*•·►▸▶→➤👉>»|#+~=\"'[(■◆●◇□▼▽◎★☆"
_TRAILING = " \t:»>→▶▼▾›|-.…*·+~=\"'])!"


def fold(text: str) -> str:
    """The reading of a text: without case, kinds of quotes and dashes, runs of space, or the value of numbers.

    Args:
        text: any text; entities in it are read as the characters they stand for.
    """
    return " ".join(_folded(text).split())


def fold_lines(lines: Sequence[str]) -> list[str]:
    """The readings of many lines, in one go.

    Args:
        lines: texts without line feeds and without white space around them.
    """
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
    if text.isascii():
        plain = text.lower().replace("`", "'")
    else:
        plain = _SPECIAL.sub(lambda hit: _PLAIN[hit[0]], text)
        if not is_normalized("NFKC", plain):
            plain = _SPECIAL.sub(lambda hit: _PLAIN[hit[0]], normalize("NFKC", plain))
        plain = plain.casefold()
    # Whole-text replacements run at memory speed; a pattern would stop at every number of every line.
    for digit in _DIGITS:
        plain = plain.replace(digit, "#")
    if "\t" in plain:
        plain = plain.replace("\t", " ")
    for twice, once in (("##", "#"), ("  ", " ")):
        while twice in plain:
            plain = plain.replace(twice, once)
    return plain


def trim(folded: str) -> str:
    """A folded text without the bullets, arrows, brackets and stops around a label.

    Args:
        folded: a folded text; one that is nothing but such marks is given back as it is.
    """
    return folded.lstrip(_LEADING).rstrip(_TRAILING) or folded
