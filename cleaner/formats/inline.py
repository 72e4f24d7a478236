"""The text of a paragraph with its emphasis, code and links as pieces of Markdown: text, and the signs around it.

Signs of emphasis work in Markdown only where the characters on either side allow it. Where they do not, punctuation changes places with
the sign, and if that does not help the emphasis is left out: no text is lost by that, and no sign is read as text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Hashable, Iterable, Sequence
from enum import IntEnum
from functools import lru_cache

from cleaner.formats.elements import VERBATIM, Step
from cleaner.formats.escapes import Kind, Piece, escaped_wholly

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
    """A text or a sign."""

    __slots__ = ("key", "linked", "partner", "role", "text")

    def __init__(self, text: str, role: Role, linked: bool = False, partner: Token | None = None, key: Hashable = None) -> None:
        self.text, self.role, self.linked, self.partner, self.key = text, role, linked, partner, key


def sound(tokens: list[Token]) -> list[Token]:
    """The tokens, with emphasis only where Markdown can show it."""
    if not any(token.role is Role.opening for token in tokens):
        return tokens
    for _ in range(_ROUNDS):
        doubtful, tokens = _mended(tokens)
        if not doubtful:
            return tokens
    return [token for token in tokens if token.role not in _EMPHASIS]


def joined(tokens: Sequence[Token]) -> list[Token]:
    """The tokens, with code that touches other code one with it, since two rows of ticks would be read as one."""
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
    """The character with which a token begins or ends, as it counts for a sign of emphasis beside it."""
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


# A piece of text, and the inline elements around it, the outermost first.
Run = tuple[Sequence[Step], str]

_MARKS = {"em": "*", "strong": "**", "del": "~~"}
_TICKS = re.compile("`+")
_BLANKS = " \t\n\r\f\v"


def inline(lines: Iterable[Sequence[Run]], parting: str, *, barred: bool = False) -> list[Piece]:
    """The pieces of a paragraph."""
    tokens: list[Token] = []
    for runs in lines:
        if tokens:
            tokens.append(Token(parting, Role.fixed))
        if all(not inner for inner, _ in runs):
            tokens.append(Token("".join([text for _, text in runs]).strip(_BLANKS), Role.text))
        else:
            _Line(tokens).write(runs)
    tokens = [token for token in tokens if token.text]
    for _ in range(2):
        # Code that touches other code after emphasis was left out is one with it.
        for token in tokens:
            if token.role is Role.code and ("]:" in token.text or (barred and "\\|" in token.text)):
                # Readers take it for an address before they look for code, or for the end of a cell.
                token.role = Role.text
        tokens = joined(sound(tokens))
    return [_piece(token) for token in tokens]


def destination(address: str) -> str:
    """An address as it stands between the parentheses of a link."""
    depth = 0
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or depth > 3:
            break
    if depth:
        address = address.replace("(", "\\(").replace(")", "\\)")
    return re.sub(r"&(?=#?\w+;)", r"\\&", address)


class _Line:
    """Writes the runs of a line one after the other; white space goes before signs that open and after those that close."""

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._open: list[tuple[Hashable, str, Token]] = []
        self._linked = False

    def write(self, runs: Sequence[Run]) -> None:
        gap, start, is_beside = "", len(self._tokens), False
        for inner, text in runs:
            if inner and inner[-1].tag == "img":
                image = f"![{escaped_wholly(inner[-1].says)}]({destination(inner[-1].address)})"
                self._add(inner[:-1], image, gap or " " * (len(self._tokens) > start), Role.fixed)
                gap, is_beside = "", True
                continue
            bare = text.strip()
            if not bare:
                gap += text
                continue
            gap = gap + text[: text.index(bare[0])] or " " * is_beside
            is_beside = False
            self._add(inner, bare, gap if len(self._tokens) > start else gap.lstrip(_BLANKS))
            gap = text[len(text.rstrip()) :]
        self._close(0)
        self._tokens.append(Token(gap.rstrip(_BLANKS), Role.text))

    def _add(self, inner: Sequence[Step], bare: str, gap: str, role: Role = Role.text) -> None:
        around, code = _wrappers(inner)
        code = code if role is Role.text else None
        same = 0
        for (key, _, _), (other, _) in zip(self._open, around, strict=False):
            if key != other:
                break
            same += 1
        last = self._tokens[-1] if self._tokens else None
        is_inside = same == len(around) == len(self._open)
        if code is not None and is_inside and last and last.role is Role.code and (last.key == code or not gap):
            last.text += gap + bare
            return
        self._close(same)
        if gap:
            self._tokens.append(Token(gap, Role.text, self._linked))
        for key, says in around[same:]:
            self._linked = self._linked or says != ""
            sign = Token("[" if says else str(key), Role.fixed if says else Role.opening)
            self._tokens.append(sign)
            self._open.append((key, says, sign))
        self._tokens.append(Token(bare, role if code is None else Role.code, self._linked, key=code))

    def _close(self, depth: int) -> None:
        while len(self._open) > depth:
            key, says, sign = self._open.pop()
            if says:
                self._linked = False
                self._tokens.append(Token(f"]({destination(says)})", Role.fixed))
            else:
                self._tokens.append(Token(str(key), Role.closing, partner=sign))


def _wrappers(inner: Sequence[Step]) -> tuple[list[tuple[Hashable, str]], Hashable]:
    """What is written around a text, as keys with the address of a link, and the element of code it stands in."""
    around: list[tuple[Hashable, str]] = []
    code: Hashable = None
    for step in inner:
        if step.tag == "a":
            around.append((step.key, step.address))
        elif step.tag in VERBATIM:
            code = step.key if code is None else code
        elif code is None and (mark := _MARKS.get(step.tag)):
            around.append((mark, ""))
    return around, code


def _piece(token: Token) -> Piece:
    if token.role is Role.code:
        return _ticked(token.text), Kind.sign
    if token.role is Role.text:
        return token.text, Kind.linked if token.linked else Kind.text
    return token.text, Kind.sign


def _ticked(code: str) -> str:
    """Code between as many ticks as it holds nowhere in a row."""
    rows = set(map(len, _TICKS.findall(code)))
    ticks = next(count for count in range(1, len(rows) + 2) if count not in rows) * "`"
    room = " " if code[0] == "`" or code[-1] == "`" else ""
    return f"{ticks}{room}{code}{room}{ticks}"
