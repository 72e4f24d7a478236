"""Lines of Markdown in which text is nothing but text: what a reader of Markdown would take for a sign is escaped, once the line is whole.

Escapes are set in the finished line, not in the pieces it is made of: only there it shows what a sign stands beside.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from enum import IntEnum

# What would begin emphasis, code, a link, an image, a footnote, an element or an entity; a backslash counts where it would escape.
_SIGN = r"""\\(?=[!-/:-@\[-`{-~]|[\r\n]|\Z) | ` | (?<![ \t\n])\* | \*(?![ \t\n]) | (?<![^\W_])_ | _(?![^\W_])
    | <(?![ \t\n\d=-]) | &(?=\#?\w+;) | \](?=[(\[:]) | [!^](?=\[)"""
_SIGNS = re.compile(_SIGN, re.VERBOSE)
_SIGNS_WITH_TILDES = re.compile(rf"{_SIGN} | ~", re.VERBOSE)
# What a line of text can begin with that would make it something else than text: a heading, a list, a quote, a task; or what it can be as
# a whole: a rule, the line under a heading, the line under the head of a table.
_BEGINNING = re.compile(
    r"^(?:(?P<sign>\#{1,6}(?=[ \t]|$) | [-+*](?=[ \t]|$) | > | \[[ xX]\](?=[ \t]|$) | [-=*_|:][-=*_|:\ \t]*$)|\d{1,9}(?P<point>[.)])(?=[ \t]|$))",
    re.VERBOSE | re.MULTILINE,
)
_DOUBTFUL = re.compile(r"[\\`*_<&\]\[!^~]")
_DOUBTFUL_BEGINNING = re.compile(r"^[-#+*>=_|:\[\d]", re.MULTILINE)
_BRACKETS = re.compile(r"[\[\]]")
_ALWAYS = re.compile(r"[\\`*_\[\]<>&~!]")
_CLOSING_MARKS = re.compile(r"(?:(?<=[ \t])|\A)(\#+)[ \t]*\Z")


class Kind(IntEnum):
    """What a piece of a line is: a sign of Markdown, a text, or a text within a link."""

    sign = 0
    text = 1
    linked = 2


Piece = tuple[str, Kind]


def escaped(pieces: Sequence[Piece], *, beginning: bool) -> str:
    """The Markdown of a paragraph, in which the texts say nothing else than they did.

    Args:
        pieces: its texts and signs in order; lines are parted by signs that end in a line break.
        beginning: whether it stands where a block begins; not so for headings and cells.
    """
    line = "".join([piece for piece, _ in pieces])
    found: list[int] = []
    if _DOUBTFUL.search(line):
        tilde = line.find("~")
        signs = _SIGNS_WITH_TILDES if tilde >= 0 and line.find("~", tilde + 1) >= 0 else _SIGNS
        found += [hit.start() for hit in signs.finditer(line)]
        if any(kind is Kind.linked for _, kind in pieces):
            found += [hit.start() for hit in _BRACKETS.finditer(line)]
    if beginning and _DOUBTFUL_BEGINNING.search(line):
        found += [hit.start(hit.lastgroup or 0) for hit in _BEGINNING.finditer(line)]
    return _with_escapes(line, sorted(set(found)), pieces) if found else line


def escaped_heading(pieces: Sequence[Piece]) -> str:
    """The Markdown of a heading, without its signs; number signs at its end are text.

    Args:
        pieces: its texts and signs in order.
    """
    line = escaped(pieces, beginning=False)
    closing = _CLOSING_MARKS.search(line) if line.endswith("#") else None
    return f"{line[: closing.start(1)]}\\{line[closing.start(1) :]}" if closing else line


def escaped_wholly(text: str) -> str:
    """A text that stands between brackets, with every sign in it escaped.

    Args:
        text: the text; breaks become spaces.
    """
    return _ALWAYS.sub(r"\\\g<0>", " ".join(text.split()))


def _with_escapes(line: str, offsets: Sequence[int], pieces: Sequence[Piece]) -> str:
    """A line with backslashes at some offsets, as far as those lie in texts; brackets of texts outside of links stay as they are."""
    made: list[str] = []
    at = begin = 0
    rest = iter(pieces)
    end, kind = 0, Kind.sign
    for offset in offsets:
        while offset >= end:
            piece, kind = next(rest)
            begin, end = end, end + len(piece)
        if kind is Kind.sign or (kind is Kind.text and not _counts(line, offset)):
            continue
        made += (line[at:offset], "\\")
        at = offset
    return "".join([*made, line[at:]])


def _counts(line: str, offset: int) -> bool:
    """Whether a bracket outside of a link needs an escape; any other sign does."""
    if line[offset] == "[":
        return _is_task(line, offset)
    return line[offset] != "]" or line[offset + 1 : offset + 2] in ("(", "[", ":")


def _is_task(line: str, offset: int) -> bool:
    return (offset == 0 or line[offset - 1] == "\n") and line[offset + 2 : offset + 3] == "]"
