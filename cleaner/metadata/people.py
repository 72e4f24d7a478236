"""The value of a statement to the names in it: without labels, roles, credentials, addresses and the words of templates."""

from __future__ import annotations

import re

from cleaner.fields.labels import label_of
from cleaner.fields.words import ROLES

_BETWEEN = re.compile(r"\s*[;|；、\n]\s*|\s+(?:and|und|et|y|og|och|en|e|with)\s+|\s*&\s*", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，]\s*")
_NO_NAME = re.compile(r"https?:|www\.|\S@\S|^@|[{}<>=#]|^\W*\d+\W*$|\w\.\w{3,}\.\w|\.(?:com|html?|php)\b", re.IGNORECASE)
_ENDS = " \t\"“”'‘’`*_,;:|•·–—-/»›"
_LONGEST = 80
# Degrees and orders behind a name: MD, PhD, CEPF®, M.D., E-RYT 200.
_CREDENTIAL = re.compile(r"(?:(?:[A-Z][A-Za-z]{0,2}\.){1,4}|[A-Z]{1,2}[A-Za-z]?[A-Z]|[A-Z-]{2,8})[®™]?(?: \d+)?|(?:Ph|Ed|Psy)\.?D\.?|Esq\.?")


def people_in(value: str, *, inverted: bool = False) -> list[str]:
    """The names in a statement that is about people, in its spelling.

    Args:
        value: the text of the statement.
        inverted: whether one comma stands between the family name and what comes before it.
    """
    if inverted and len(parts := _COMMA.split(value.strip())) == 2:
        value = f"{parts[1]} {parts[0]}"
    label, rest = label_of(value.strip(_ENDS), known=True)
    found = []
    for piece in _BETWEEN.split(rest if label else value):
        found += _of_piece(piece)
    return list(dict.fromkeys(found))


def _of_piece(piece: str) -> list[str]:
    """The names of a stretch between commas: what stands behind the first is another person only if it looks like one."""
    parts = [part.strip(_ENDS) for part in _COMMA.split(piece)]
    if not parts[0] or _NO_NAME.search(parts[0]) or len(parts[0]) > _LONGEST:
        return []
    others = [part for part in parts[1:] if part and not _NO_NAME.search(part) and not _beside_a_name(part)]
    if any(_beside_a_name(part) for part in parts[1:]):
        others = []
    return [parts[0], *others]


def _beside_a_name(part: str) -> bool:
    """Whether a stretch says what the person before it is: a credential or a role."""
    return bool(_CREDENTIAL.fullmatch(part)) or any(word.casefold().strip(".,") in ROLES for word in part.split())
