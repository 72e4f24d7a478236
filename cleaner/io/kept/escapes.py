"""Lines of Markdown in which text is nothing but text: what a reader of Markdown would take for a sign is escaped, once the line is whole.

Escapes are set in the finished line, not in the pieces it is made of: only there it shows what a sign stands beside.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from enum import IntEnum
from itertools import pairwise

# What would begin emphasis, code, a link, an image, a footnote, an element or an entity; a backslash counts where it would escape.
_SIGN = r"""\\(?=[!-/:-@\[-`{-~]|[\r\n]|\Z) | ` | (?<![ \t\n])\* | \*(?![ \t\n]) | (?<![^\W_])_ | _(?![^\W_])
    | <(?![ \t\n\d=-]) | &(?=\#?\w+;) | \](?=[(\[:]) | [!^](?=\[)"""
_SIGNS = re.compile(_SIGN, re.VERBOSE)
_SIGNS_WITH_TILDES = re.compile(rf"{_SIGN} | ~", re.VERBOSE)
# What a line of text can begin with that would make it something else than text: a heading, a list, a quote, a task; or what it can be as
# a whole: a rule, the line under a heading, the line under the head of a table.
_BEGINNING = re.compile(
    r"""^(?: (?P<sign> \#{1,6}(?=[ \t]|$) | [-+*](?=[ \t]|$) | > | \[[ xX]\](?=[ \t]|$) | [-=*_|:][-=*_|:\ \t]*$)
    | \d{1,9}(?P<point>[.)])(?=[ \t]|$))""",
    re.VERBOSE | re.MULTILINE,
)
# GitHub makes links of addresses, and takes what follows to the next space for a part of them, escapes and signs too.
ADDRESS = re.compile(r"(?:https?|ftp)(?=://)|www(?=\.)", re.IGNORECASE)
_RUN_END = re.compile(r"[ \t\n]|\Z")
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
    offsets = _in_texts(line, sorted(set(found)), pieces) if found else []
    if offsets or len(pieces) > 1:
        offsets += _in_texts(line, _addresses(line, offsets, pieces), pieces)
    made = [line[start:end] for start, end in pairwise([0, *sorted(offsets), len(line)])]
    return "\\".join(made)


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


def _in_texts(line: str, offsets: Sequence[int], pieces: Sequence[Piece]) -> list[int]:
    """Those of some offsets at which a text needs an escape."""
    found: list[int] = []
    rest = iter(pieces)
    end, kind = 0, Kind.sign
    for offset in offsets:
        while offset >= end:
            piece, kind = next(rest)
            end += len(piece)
        if kind is Kind.linked or (kind is Kind.text and _counts(line, offset)):
            found.append(offset)
    return found


def _addresses(line: str, offsets: Sequence[int], pieces: Sequence[Piece]) -> list[int]:
    """Where escapes keep addresses from becoming links: those that run into an escape or a sign."""
    found: list[int] = []
    hits = list(ADDRESS.finditer(line))
    if not hits:
        return found
    breaks = sorted({*offsets, *_sign_offsets(pieces)})
    run_end = 0
    for hit in hits:
        if hit.end() >= run_end:
            run_end = next(map(re.Match.start, _RUN_END.finditer(line, hit.end())))
        place = bisect_left(breaks, hit.end())
        if place < len(breaks) and breaks[place] < run_end:
            found.append(hit.end())
    return found


def _sign_offsets(pieces: Sequence[Piece]) -> Iterator[int]:
    at = 0
    for piece, kind in pieces:
        if kind is Kind.sign and not piece.isspace():
            yield at
        at += len(piece)


def _counts(line: str, offset: int) -> bool:
    """Whether a bracket outside of a link needs an escape; any other sign does."""
    if line[offset] == "[":
        return _is_task(line, offset)
    return line[offset] != "]" or line[offset + 1 : offset + 2] in ("(", "[", ":")


def _is_task(line: str, offset: int) -> bool:
    return (offset == 0 or line[offset - 1] == "\n") and line[offset + 1 : offset + 3] in (" ]", "x]", "X]")
