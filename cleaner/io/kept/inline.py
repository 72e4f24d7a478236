"""The text of a paragraph with its emphasis, code and links as pieces of Markdown: text, and the signs around it."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Sequence

from cleaner.io.kept.emphasis import Role, Token, joined, sound
from cleaner.io.kept.escapes import Kind, Piece, escaped_wholly
from cleaner.io.kept.writer import VERBATIM, Step

# A piece of text, and the inline elements around it, the outermost first.
Run = tuple[Sequence[Step], str]

_MARKS = {"em": "*", "strong": "**", "del": "~~"}
_TICKS = re.compile("`+")
_BLANKS = " \t\n\r\f\v"


def inline(lines: Iterable[Sequence[Run]], parting: str, *, barred: bool = False) -> list[Piece]:
    """The pieces of a paragraph.

    Args:
        lines: its lines, each as runs of text.
        parting: the sign between two lines.
        barred: whether it stands in a cell of a table, which a bar ends.
    """
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
    """An address as it stands between the parentheses of a link.

    Args:
        address: a whole one, without white space, brackets or backslashes.
    """
    depth = 0
    for sign in address:
        depth += (sign == "(") - (sign == ")")
        if depth < 0 or depth > 3:
            break
    if depth:
        address = address.replace("(", "\\(").replace(")", "\\)")
    return re.sub(r"&(?=#?\w+;)", r"\\&", address)


class _Line:
    """Writes the runs of a line one after the other; white space goes before signs that open and after those that close.

    Args:
        tokens: takes in what is written.
    """

    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._open: list[tuple[Hashable, str, Token]] = []
        self._linked = False

    def write(self, runs: Sequence[Run]) -> None:
        """Write all runs of the line.

        Args:
            runs: the runs in order.
        """
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
