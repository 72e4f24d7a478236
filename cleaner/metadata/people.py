"""The value of a statement to the names in it: without labels, roles, credentials, addresses and the words of templates."""

from __future__ import annotations

import re
from collections.abc import Sequence

from cleaner.fields.labels import label_of
from cleaner.fields.names import agencies_in, balanced
from cleaner.fields.words import PARTICLES, ROLES

_BETWEEN = re.compile(r"\s*[;|；、\n]\s*|\s+(?:and|und|et|y|og|och|en|e|with)\s+|\s*&\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，]\s*")
_NO_NAME = re.compile(r"https?:|www\.|\S@\S|^@|[{}<>=#]|^\W*\d+\W*$|\w\.\w{3,}\.\w|\.(?:com|html?|php)\b", re.IGNORECASE)
_ENDS = " \t\"“”'‘’`*_,;:|•·–—-/»›"
_LONGEST = 80
# So many words a given name has at most behind a family's name of one word; behind one of several it has one.
_GIVEN = 3
# Degrees and orders behind a name: MD, PhD, CEPF®, M.D., E-RYT 200.
_CREDENTIAL = re.compile(
    r"(?:(?:[A-Z][A-Za-z]{0,2}\.){1,4}|[A-Z]{1,2}[A-Za-z]?[A-Z]|[A-Z-]{2,8})[®™]?(?: \d+)?|(?:Ph|Ed|Psy)\.?D\.?|Esq\.?"
)


def people_in(value: str) -> list[str]:
    """The names in a statement that is about people, in its spelling and in the order in which they are spoken.

    Args:
        value: the text of the statement.
    """
    label, rest = label_of(value.strip(_ENDS), known=True)
    pieces = [piece for piece in _BETWEEN.split(rest if label else value) if piece.strip()]
    split = [[" ".join(part.split()).strip(_ENDS) for part in _COMMA.split(piece)] for piece in pieces]
    found = _inverted(split) or [name for parts in split for name in _of_piece(parts)]
    return list(dict.fromkeys(name for name in map(balanced, found) if name))


def _of_piece(parts: Sequence[str]) -> list[str]:
    """The names in the parts between commas: what stands behind the first is another person only if it looks like one."""
    if not parts[0] or _NO_NAME.search(parts[0]) or len(parts[0]) > _LONGEST:
        return []
    others = [part for part in parts[1:] if part and not _NO_NAME.search(part) and not _beside_a_name(part)]
    if any(_beside_a_name(part) for part in parts[1:]):
        others = []
    return [parts[0], *others]


def _inverted(pieces: Sequence[Sequence[str]]) -> list[str]:
    """Names whose family name stands before a comma: Okparo, Lena; none where one of the pieces is a name by itself."""
    pairs = [pair for parts in pieces for pair in zip(parts[::2], parts[1::2], strict=False)]
    parts = [part for piece in pieces for part in piece]
    plain = all(part and not _NO_NAME.search(part) and not _beside_a_name(part) and not agencies_in(part) for part in parts)
    if any(len(piece) % 2 for piece in pieces) or not plain or not any(_family_words(family) == 1 for family, _ in pairs):
        return []
    if not all(len(given.split()) <= (_GIVEN if _family_words(family) == 1 else 1) for family, given in pairs):
        return []
    return [f"{given} {family}" for family, given in pairs]


def _family_words(family: str) -> int:
    """How many words a family's name has beside its particles."""
    return len([word for word in family.split() if word.casefold() not in PARTICLES])


def _beside_a_name(part: str) -> bool:
    """Whether a stretch says what the person before it is: a credential or a role."""
    return bool(_CREDENTIAL.fullmatch(part)) or any(word.casefold().strip(".,") in ROLES for word in part.split())
