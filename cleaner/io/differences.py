"""The difference between a file and what a fix would make of it, as a patch."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from difflib import unified_diff

from cleaner.io.terminal import printable

_LINES = re.compile(r"[^\n]*\n|[^\n]+")
_NO_BREAK = "\\ No newline at end of file\n"


def unified_difference(name: str, stretches: Iterable[tuple[str, str]]) -> bytes:
    """A unified difference in UTF-8, as `diff -u` writes it; on a terminal without what could steer it.

    Args:
        name: the name of the file.
        stretches: the file from its beginning to its end, in stretches, each as it is and as it would be.
    """
    before, after = list[str](), list[str]()
    for old, new in stretches:
        before += _LINES.findall(old)
        after += _LINES.findall(new)
    lines = list(unified_diff(before, after, printable(name), printable(name)))
    whole = [line if line.endswith("\n") else f"{line}\n{_NO_BREAK}" for line in lines]
    if sys.stdout is not None and sys.stdout.isatty():
        whole = [f"{printable(line.rstrip())}\n" for line in whole]
    return "".join(whole).encode("utf-8", "backslashreplace")
