"""What Markdown and HTML may hold: addresses that no browser runs as a script, and texts in which nothing is taken for a sign.

Of a web page every sign in its text is escaped, in the finished line, since only there it shows what a sign stands beside. Markdown that a
text already holds stays as it is, except that nothing in it is live HTML or leads where a script would run.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from enum import IntEnum
from html import unescape
from itertools import pairwise
from urllib.parse import quote, urljoin

LINKED = frozenset({"http", "https", "mailto"})
SHOWN = frozenset({"http", "https"})
# Browsers pass over breaks and tabs anywhere in an address, and over control characters around it. Marks without width are no part of
# any scheme either, and whoever strips them from a text must not find a script behind them.
_IGNORED = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
_EDGES = "".join(map(chr, range(33)))
_SCHEME_END = re.compile("[/?#\\\\]")
# What no address in Markdown or HTML may hold as it is. A bar would end the cell of a table.
_UNQUOTED = re.compile(
    '[\x00-\x20\x7f-\xa0\xad<>"\\\\`{}|^\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\uffff]'
    "|[\U000e0000-\U0010ffff]"
)
_ROUNDS = 4


def is_safe(address: str, schemes: frozenset[str] = LINKED) -> bool:
    """Whether an address is relative or has one of some schemes, however the scheme is spelled."""
    for _ in range(_ROUNDS):
        beginning = _SCHEME_END.split(_IGNORED.sub("", address), maxsplit=1)[0]
        scheme, colon, _rest = beginning.partition(":")
        if colon and scheme.lower() not in schemes:
            return False
        # What is an entity within an entity here may be read twice elsewhere.
        before, address = address, unescape(address)
        if address == before:
            return True
    return False


def whole(address: str, base: str | None, schemes: frozenset[str] = LINKED) -> str:
    """An address with all it is relative to; empty if it leads nowhere outside the page, or nowhere a reader should go."""
    address = address.strip(_EDGES)
    if not address or address[0] == "#" or not is_safe(address, schemes):
        return ""
    try:
        joined = urljoin(base, address) if base else address
    except ValueError:
        return ""
    return _UNQUOTED.sub(_quoted, joined) if is_safe(joined, schemes) else ""


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0], errors="replace")


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
    """The Markdown of a paragraph, in which the texts say nothing else than they did."""
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
    """The Markdown of a heading, without its signs; number signs at its end are text."""
    line = escaped(pieces, beginning=False)
    closing = _CLOSING_MARKS.search(line) if line.endswith("#") else None
    return f"{line[: closing.start(1)]}\\{line[closing.start(1) :]}" if closing else line


def escaped_wholly(text: str) -> str:
    """A text that stands between brackets, with every sign in it escaped."""
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


_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = re.compile(
    r"""(?P<escaped>\\[!-/:-@\[-`{-~]) | (?P<ticks>`+) | (?P<address><https?://[^\s<>]*>) | (?P<element><(?=[A-Za-z/!?]))
    | \](?P<link>\()\s*<?(?P<target>[^\s>]{0,400}) | \](?P<definition>:)\s*<?(?P<defined>[^\s>]{0,400})""",
    re.VERBOSE,
)
# So much of an address is looked at, and what ends the part of it that can name a scheme.
_MOST, _PATH = 400, frozenset("/?#")
_RUN = re.compile(r"[^ \t\r\n]+")
_TICKS = re.compile("`+")
_LIVE = re.compile(r"[<`~]|\][(:]")
# A fence of tildes that nothing ends would make code of all that follows.
_TILDES = "~~~"
# What may stand before it: spaces, quotes and items of lists.
_MARKERS = re.compile(r"[ \t>*+-]+|\d{1,9}[.)]")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([A-Za-z0-9+#._-]*)[ \t]*")


def _markers_end(text: str) -> int:
    """Where the markers of quotes and lists end with which a line begins."""
    at = 0  # one after the other: a group that a pattern repeats takes memory each time
    while found := _MARKERS.match(text, at):
        at = found.end()
    return at


def harmless(text: str) -> str:
    """A line of Markdown in which no element and no dangerous address works; code in it is code."""
    if not _LIVE.search(text):
        return text
    made: list[str] = []
    at = 0
    if text.startswith(_TILDES, behind := _markers_end(text)):
        made += (text[:behind], "\\")
        at = behind
    ends: dict[int, list[int]] | None = None
    after = at
    while hit := _MARK.search(text, after):
        after = hit.end()
        if hit["ticks"]:
            ends = _runs(text) if ends is None else ends
            later = ends.get(len(hit["ticks"]), [])
            while later and later[-1] <= hit.start():
                later.pop()
            if later and not _is_broken(text[hit.end() : later[-1]]):
                after = later[-1] + len(hit["ticks"])
                continue
            made += (text[at : hit.start()], "\\`" * len(hit["ticks"]))
            at = hit.end()
        elif (place := _live(hit)) is not None:
            made += (text[at:place], "\\")
            at = place
            after = place + 1
        elif not hit["escaped"] and not hit["address"]:
            # What follows the sign of a link is read as well.
            after = hit.start() + 2
    return _RUN.sub(_without_link, "".join([*made, text[at:]]))


def fences(lines: Sequence[str]) -> Mapping[int, tuple[int, str]]:
    """Where a text shows code between fences: the number of each opening line, with that of the closing one and the language."""
    found: dict[int, tuple[int, str]] = {}
    opening: re.Match[str] | None = None
    begun = 0
    for number, line in enumerate(lines):
        hit = _FENCE.fullmatch(line.rstrip()) if "```" in line or "~~~" in line else None
        if hit and opening is None:
            opening, begun = hit, number
        elif hit and opening and hit[1].startswith(opening[1]) and not hit[2]:
            found[begun] = number, opening[2]
            opening = None
    return found


def fenced(lines: Sequence[str], language: str) -> list[str]:
    """Lines of code between fences that none of them ends."""
    longest = max((len(found) for line in lines for found in _TICKS.findall(line)), default=0)
    fence = "`" * max(longest + 1, 3)
    return [fence + language, *lines, fence]


def _runs(text: str) -> dict[int, list[int]]:
    """For each length of a row of ticks, where such rows begin, the last first."""
    found: dict[int, list[int]] = {}
    for run in _TICKS.finditer(text):
        found.setdefault(len(run[0]), []).append(run.start())
    return {length: starts[::-1] for length, starts in found.items()}


def _without_link(run: re.Match[str]) -> str:
    """Characters up to a space, with no address that would become a link and swallow an escape or the beginning of code."""
    last = max(run[0].rfind(sign) for sign in "`<\\")
    return ADDRESS.sub(lambda hit: f"{hit[0]}\\" if hit.end() < last else hit[0], run[0])


def _is_broken(code: str) -> bool:
    """Whether readers look at code for something else first: a bar ends a cell of a table, and `]:` a name that has an address."""
    return "]:" in code or ("|" in code and _LIVE.search(code) is not None)


def _live(hit: re.Match[str]) -> int | None:
    """Where an escape makes a sign harmless; None where it is."""
    if hit["element"] is not None:
        return hit.start()
    if hit["link"] is not None and not _leads(hit["target"]):
        return hit.start("link")
    if hit["definition"] is not None and not (hit["defined"].startswith(("http://", "https://")) and is_safe(_read(hit["defined"]), SHOWN)):
        return hit.start("definition")
    return None


def _leads(target: str) -> bool:
    # An address whose beginning is longer than all that was looked at is none.
    is_whole = len(target) < _MOST or not _PATH.isdisjoint(target)
    return is_whole and target not in ("", ")") and is_safe(_read(target))


def _read(target: str) -> str:
    """An address as a reader of Markdown takes it."""
    return unescape(_ESCAPED.sub(r"\1", target))
