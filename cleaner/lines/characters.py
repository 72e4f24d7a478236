"""Names of pictures that stand twice on a line, and entities that a scraper forgot to decode.

Pages give a picture the same machine-made name as text and as title, and a scraper that takes both prints it twice.
Entities are found one by one and rewritten to the character they stand for.
Text about HTML shows entities on purpose, so a line that holds tags or code is left alone, and so is any entity whose character
would change how the line is cut or read: control characters, letters, digits, and the signs that entities are made of.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from cleaner.document.claim import Claim, Piece
from cleaner.document.parts import Part

if TYPE_CHECKING:
    import regex

FINDER = "characters.entity"
# An ampersand may itself have been escaped, any number of times, in any of its spellings.
_AMPERSANDS = r"(?:(?:amp|AMP|#0*+38|#[xX]0*+26);)"
_ENTITY = rf"&{_AMPERSANDS}*(?:[a-zA-Z][a-zA-Z0-9]{{1,31}}|#0*+\d{{1,7}}|#[xX]0*+[0-9a-fA-F]{{1,6}});"
# How sure it is that an entity which may be quoted on purpose was left over.
QUOTABLE = 0.9
_ESCAPED = rf"&{_AMPERSANDS}+(?=[#\w]+;)"
# An address is looked for from where a word begins, so that a word of many addresses is read once.
_CODE = r"[<>{}`\\=]|(?<!\S)(?:(?!https?://)\S)*+https?://\S*&|&(?:[lg]t|[LG]T|#0*6[02]|#[xX]0*3[cCeE]);"


def entities(line: str) -> Iterator[Piece]:
    """The forgotten entities of a line."""
    if "&" not in line or ";" not in line or _compiled(_CODE).search(line):
        return
    for hit in _compiled(_ENTITY).finditer(line):
        if claim := _decoded(hit[0]):
            yield Piece(hit.start(), hit.end(), claim)


@cache
def _compiled(pattern: str) -> regex.Pattern[str]:
    import regex  # most texts hold no entity

    return regex.compile(pattern)


def _decoded(entity: str) -> Claim | None:
    """What is claimed of an entity, unless its character had better stay escaped."""
    from html import unescape  # most texts hold no entity

    text = unescape(_compiled(_ESCAPED).sub("&", entity))
    if len(text) != 1 or not (text.isprintable() or text == "\xa0") or (text.isascii() and text.isalnum()) or text in "#;":
        return None
    # Spaces and ampersands are never escaped for show; a text on typography or markup may show the others on purpose.
    confidence = 1.0 if text.isspace() or text == "&" else QUOTABLE
    return Claim(Part.artifact, FINDER, confidence, f"{entity} stands for {text!r}", " " if text == "\xa0" else text)


_JOINTS, _SPACES, _NAME_LENGTH = 3, 1, range(12, 200)


def doubled(lines: Sequence[str]) -> list[int]:
    """The numbers of the lines, stripped, that are one machine-made name twice, its words joined by hyphens or underscores."""
    return [
        number
        for number, line in enumerate(lines)
        if len(line) % 2
        and line[(half := len(line) // 2)] == " "
        and half in _NAME_LENGTH
        and line[:half] == line[half + 1 :]
        and max(line.count("-", 0, half), line.count("_", 0, half)) >= _JOINTS
        and line.count(" ", 0, half) <= _SPACES
    ]
