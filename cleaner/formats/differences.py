"""Unified differences, as `diff -u` writes them, found in one walk over the lines."""

from __future__ import annotations

import os
import re
import stat
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from itertools import groupby

from cleaner.formats.terminal import log_safe, printable

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_ENDED = re.compile(r"([^\n]*?)(\r?\n)")
_NO_BREAK = "\\ No newline at end of file\n"
_AROUND = 3


def unified_difference(name: str, stretches: Iterable[tuple[str, str]]) -> bytes:
    """A unified difference in UTF-8, as `diff -u` writes it; unless it goes into a file, without what could steer a terminal or a log."""
    before, after = list[str](), list[str]()
    for old, new in stretches:
        before += _LINES.findall(old)
        after += _LINES.findall(new)
    lines = list(_hunks(before, after))
    if lines:
        lines[:0] = [f"--- {printable(name)}\n", f"+++ {printable(name)}\n"]
    whole = [line if line.endswith("\n") else f"{line}\n{_NO_BREAK}" for line in lines]
    if not _goes_into_file():
        return _ENDED.sub(lambda found: log_safe(found[1], spaces=True) + found[2], "".join(whole)).encode("utf-8")
    return "".join(whole).encode("utf-8", "backslashreplace")


def _goes_into_file() -> bool:
    """Whether standard output is a regular file. Who reads a pipe is not known: continuous integration keeps its log through one."""
    try:
        return sys.stdout is not None and stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):  # closed, or no file at all
        return False


class _Walk(SequenceMatcher[str]):
    """Two lists of lines compared in one walk. The search of `difflib` takes the square of their number where many lines are alike."""

    def __init__(self, before: Sequence[str], after: Sequence[str]) -> None:
        super().__init__(None, "", "")  # it is to search nothing
        self._before, self._after = before, after

    def get_opcodes(self) -> list[tuple[str, int, int, int, int]]:  # type: ignore[override]
        """The runs of lines that are equal or differ, each with where it begins and ends in both lists."""
        codes: list[tuple[str, int, int, int, int]] = []
        at = new_at = 0
        for equal, steps in groupby(_steps(self._before, self._after), key=lambda step: step == (1, 1, True)):
            taken = list(steps)
            end, new_end = at + sum(step[0] for step in taken), new_at + sum(step[1] for step in taken)
            codes.append(("equal" if equal else "replace", at, end, new_at, new_end))
            at, new_at = end, new_end
        return codes


def _steps(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, bool]]:
    """How many old and new lines each step of the walk takes, and whether they are equal."""
    places: defaultdict[str, list[int]] = defaultdict(list)
    for place, line in enumerate(before):
        places[line].append(place)
    at = new_at = 0
    while at < len(before) and new_at < len(after):
        found = places.get(after[new_at], [])
        index = bisect_left(found, at)
        ahead = found[index] - at if index < len(found) else len(before)
        if ahead == 0:
            yield 1, 1, True
        elif ahead <= (len(before) - at) - (len(after) - new_at):
            yield ahead, 0, False
            at += ahead
            continue
        else:
            yield 1, 1, False
        at, new_at = at + 1, new_at + 1
    if at < len(before) or new_at < len(after):
        yield len(before) - at, len(after) - new_at, False


def _hunks(before: Sequence[str], after: Sequence[str]) -> Iterator[str]:
    """The lines of the hunks, with their signs; the last line of a file may have no break."""
    for group in _Walk(before, after).get_grouped_opcodes(_AROUND):
        first, last = group[0], group[-1]
        yield f"@@ -{_range(first[1], last[2])} +{_range(first[3], last[4])} @@\n"
        for kind, start, end, new_start, new_end in group:
            if kind == "equal":
                yield from (f" {line}" for line in before[start:end])
            else:
                yield from (f"-{line}" for line in before[start:end])
                yield from (f"+{line}" for line in after[new_start:new_end])


def _range(start: int, end: int) -> str:
    """Lines in the header of a hunk, counted from 1; where there are none, the number of the line before them."""
    length = end - start
    return f"{start + 1}" if length == 1 else f"{start + 1 if length else start},{length}"
