"""What tells at a glance whether a page must be looked at tag by tag before it is parsed: counts of its signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import accumulate, count, repeat
from operator import sub
from typing import NamedTuple

import cleaner.html.compiled as compiled

_NO_SCRIPT = re.compile("<noscript", re.IGNORECASE | re.ASCII)
# Where no more tags than this are open at once, elements that hold nothing among them, depth cannot be harmful.
SHALLOW = 1_000


class Glance(NamedTuple):
    """Counts of a page.

    Args:
        tags: how many tags begin or end in it, or seem to.
        equals: its signs of equality: there are no more attributes with a value.
        deepest: more than the most tags that are open at once, by those of elements that hold nothing.
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
    return Glance(tags, html.count("="), max(_depths(html)) if begun > SHALLOW else begun, _NO_SCRIPT.search(html) is not None)


def _depths(html: str) -> Iterator[int]:
    """Tags that begin less tags that end, before each that ends: more than the depth, by all the elements that hold nothing."""
    begun = accumulate(map(str.count, html.split("</"), repeat("<")))
    return map(sub, begun, count())
