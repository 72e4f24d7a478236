"""Emphasis as Markdown can show it.

Signs of emphasis work in Markdown only where the characters on either side allow it. Where they do not, punctuation changes places with
the sign, and if that does not help the emphasis is left out: no text is lost by that, and no sign is read as text.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Hashable, Sequence
from enum import IntEnum
from functools import lru_cache

_ROUNDS = 4


class Role(IntEnum):
    """What a token is: text, code, or a sign that opens or closes something."""

    text = 0
    code = 1
    opening = 2
    closing = 3
    fixed = 4


_EMPHASIS = (Role.opening, Role.closing)
_PUNCTUATION = "("
_SPACE, _SIGN, _LETTER, _UNSURE = range(4)


class Token:
    """A text or a sign.

    Args:
        text: what is written.
        role: what it is.
        linked: whether it stands in a link.
        partner: of a sign that closes emphasis, the one that opens it.
        key: of code, the element.
    """

    __slots__ = ("key", "linked", "partner", "role", "text")

    def __init__(self, text: str, role: Role, linked: bool = False, partner: Token | None = None, key: Hashable = None) -> None:
        self.text, self.role, self.linked, self.partner, self.key = text, role, linked, partner, key


def sound(tokens: list[Token]) -> list[Token]:
    """The tokens, with emphasis only where Markdown can show it.

    Args:
        tokens: texts and signs of a paragraph in order, none of them empty; texts may be cut in two.
    """
    if not any(token.role is Role.opening for token in tokens):
        return tokens
    for _ in range(_ROUNDS):
        doubtful, tokens = _mended(tokens)
        if not doubtful:
            return tokens
    return [token for token in tokens if token.role not in _EMPHASIS]


def joined(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with code that touches other code one with it, since two rows of ticks would be read as one.

    Args:
        tokens: texts and signs of a paragraph in order.
    """
    made: list[Token] = []
    for token in tokens:
        if made and token.role is Role.code and made[-1].role is Role.code:
            made[-1].text += token.text
        else:
            made.append(token)
    return made


def _mended(tokens: list[Token]) -> tuple[bool, list[Token]]:
    """Whether some emphasis could not be shown, and the tokens with that mended or left out."""
    made: list[Token] = []
    dropped: set[Token | None] = set()
    # What a row of three signs opened. A sign within that can close as well as open would close one of them.
    tripled: set[Token | None] = set()
    at, doubtful = 0, False
    while at < len(tokens):
        if tokens[at].role not in _EMPHASIS:
            made.append(tokens[at])
            at += 1
            continue
        end = _row_end(tokens, at)
        row, before, behind = tokens[at:end], made[-1] if made else None, tokens[end] if end < len(tokens) else None
        at = end
        openings = {token for token in row if token.role is Role.opening}
        left, right = _edge(before, front=False, inner=not openings), _edge(behind, front=True, inner=bool(openings))
        inner, outer = (right, left) if openings else (left, right)
        # A sign that closes and one that opens would be read as one.
        is_mixed = 0 < len(openings) < len(row)
        is_mixed = is_mixed or (bool(openings and tripled) and row[0].text[0] == "*" and _may_close(inner, outer))
        tripled.difference_update(token.partner for token in row)
        if not is_mixed and _flanks(inner, outer):
            tripled |= openings if len(openings) > 1 else set()
            made += row
            continue
        doubtful = True
        moved = None if is_mixed else _cut_off(behind, front=True) if openings else _cut_off(before, front=False)
        if moved is None:
            dropped |= openings or {token.partner for token in row}
        made += row if moved is None else [moved, *row] if openings else [*row, moved]
    return doubtful, [token for token in made if token not in dropped and (token.partner is None or token.partner not in dropped)]


def _row_end(tokens: Sequence[Token], at: int) -> int:
    """Where the signs of emphasis end that touch each other and are of one kind."""
    end = at
    while end < len(tokens) and tokens[end].role in _EMPHASIS and tokens[end].text[0] == tokens[at].text[0]:
        end += 1
    return end


def _cut_off(token: Token | None, *, front: bool) -> Token | None:
    """What stands in a text before its first letter, or after its last one, cut off it; None where that is nothing or all."""
    if token is None or token.role is not Role.text:
        return None
    text = token.text
    letters = range(len(text)) if front else range(len(text) - 1, -1, -1)
    place = next((place for place in letters if _kind(text[place]) == _LETTER), None)
    if place is None or place == (0 if front else len(text) - 1):
        return None
    cut = place if front else place + 1
    token.text, rest = (text[cut:], text[:cut]) if front else (text[:cut], text[cut:])
    return Token(rest, Role.text, token.linked)


def _flanks(inner: str, outer: str) -> bool:
    """Whether a sign of emphasis works between two characters, by every reader."""
    return _kind(inner) == _LETTER or (_kind(inner) == _SIGN and _kind(outer) in (_SPACE, _SIGN))


def _may_close(inner: str, outer: str) -> bool:
    """Whether some reader may take a sign that opens emphasis for one that closes some."""
    return _kind(outer) != _SPACE and not (_kind(outer) == _SIGN and _kind(inner) == _LETTER)


def _edge(token: Token | None, *, front: bool, inner: bool) -> str:
    """The character with which a token begins or ends, as it counts for a sign of emphasis beside it.

    Args:
        token: the token; None where the paragraph ends.
        front: whether it is the first character that counts.
        inner: whether the sign stands around the token.
    """
    if token is None:
        return ""
    # GitHub looks past the signs of another kind of emphasis, to a character that works for them.
    is_punctuation = token.role is Role.code or (inner and token.role in _EMPHASIS)
    return _PUNCTUATION if is_punctuation else token.text[0 if front else -1]


@lru_cache(maxsize=4096)
def _kind(sign: str) -> int:
    """What a character is for signs of emphasis beside it; `_UNSURE` where readers differ."""
    if not sign or sign in " \t\n":
        return _SPACE
    if sign == "~":
        # GitHub looks past it.
        return _UNSURE
    category = unicodedata.category(sign)
    if category[0] == "P" or (sign.isascii() and category[0] == "S"):
        return _SIGN
    if category == "Zs":
        return _SPACE
    return _UNSURE if category[0] in "SCZ" else _LETTER
