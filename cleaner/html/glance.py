"""What tells at a glance whether a page must be looked at tag by tag before it is parsed: counts of its signs."""

from __future__ import annotations

import re
from string import ascii_lowercase, ascii_uppercase
from typing import NamedTuple

import cleaner.html.compiled as compiled
from cleaner.html.tags import VOID

_NO_SCRIPT = re.compile("<noscript", re.IGNORECASE | re.ASCII)
# Where no more tags than this are open at once, elements that hold nothing among them, depth cannot be harmful.
SHALLOW = 1_000
# Of more names than these the ends are not counted, so that nothing is thought shallower than it is.
_NAMES = 200
# Names have no case as far as ASCII goes.
_LOWER = str.maketrans(ascii_uppercase, ascii_lowercase)
_NAMED = re.compile(r"<(/?)([a-zA-Z][^\t\n\f\r />]*+)")


class Glance(NamedTuple):
    """Counts of a page.

    Args:
        tags: how many tags begin or end in it, or seem to.
        equals: its signs of equality: there are no more attributes with a value.
        deepest: no fewer than the most elements that are open at once.
        wordy: whether a `noscript` may hold running text.
    """

    tags: int
    equals: int
    deepest: int
    wordy: bool


def glance(html: str, raw: bytes | None = None) -> Glance:
    """The counts of a page.

    Args:
        html: the page.
        raw: the same in UTF-8, if it is at hand.
    """
    if compiled.BUILT is not None:
        return Glance(*compiled.BUILT.counted(html.encode("utf-8", "replace") if raw is None else raw))
    tags = html.count("<")
    # No more can be open at once than begin at all.
    begun = tags - html.count("</")
    return Glance(tags, html.count("="), _deepest(html) if begun > SHALLOW else begun, _NO_SCRIPT.search(html) is not None)


def _deepest(html: str) -> int:
    """The most elements that begin and have not been ended by their own names."""
    begun, depth, deepest = dict[str, int](), 0, 0
    for ends, name in _NAMED.findall(html):
        name = name.lower() if name.isascii() else name.translate(_LOWER)
        if name in VOID or (name not in begun and len(begun) >= _NAMES):
            depth += not ends and name not in VOID
        elif not ends:
            begun[name] = begun.get(name, 0) + 1
            depth += 1
        elif begun.get(name):
            begun[name] -= 1
            depth -= 1
        deepest = max(deepest, depth)
    return deepest
