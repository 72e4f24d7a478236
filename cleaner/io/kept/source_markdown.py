"""Markdown that a text already holds: it stays as it is, except that nothing in it is live HTML or leads where a script would run."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from html import unescape

from cleaner.io.kept.addresses import SHOWN, is_safe
from cleaner.io.kept.escapes import ADDRESS

_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
_MARK = re.compile(
    r"""(?P<escaped>\\[!-/:-@\[-`{-~]) | (?P<ticks>`+) | (?P<address><https?://[^\s<>]*+>) | (?P<element><(?=[A-Za-z/!?]))
    | \](?P<link>\()\s*+<?(?P<target>[^\s>]{0,400}+) | \](?P<definition>:)\s*+<?(?P<defined>[^\s>]{0,400}+)""",
    re.VERBOSE,
)
# So much of an address is looked at, and what ends the part of it that can name a scheme.
_MOST, _PATH = 400, frozenset("/?#")
_RUN = re.compile(r"[^ \t\r\n]+")
_TICKS = re.compile("`+")
_LIVE = re.compile(r"[<`~]|\][(:]")
# A fence of tildes that nothing ends would make code of all that follows.
_TILDES = re.compile(r"((?:[ \t]|[>*+-]|\d{1,9}[.)])*+)(?=~~~)")
_FENCE = re.compile(r"[ \t]*(`{3,}|~{3,})[ \t]*([A-Za-z0-9+#._-]*)[ \t]*")


def harmless(text: str) -> str:
    """A line of Markdown in which no element and no dangerous address works; code in it is code.

    Args:
        text: the line, without its break.
    """
    if not _LIVE.search(text):
        return text
    made: list[str] = []
    at = 0
    if tildes := _TILDES.match(text):
        made += (tildes[0], "\\")
        at = tildes.end()
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
    """Where a text shows code between fences: the number of each opening line, with that of the closing one and the language.

    Args:
        lines: the lines of the text.
    """
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
    """Lines of code between fences that none of them ends.

    Args:
        lines: the lines, without breaks.
        language: the language, as it follows the fence; may be empty.
    """
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
