"""What the names of the elements around a line say: a linear model over hashed names, classes and ids at three distances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from cleaner.html.markup import Markup
from cleaner.model.characters import Ints, mixed
from cleaner.model.phrases import Hashed

# So many elements around a line are told; the first two are near, the next two further, all others far.
_TOLD = 12
_DISTANCES = (0, 0, 1, 1) + (2,) * (_TOLD - 4)
_NAMED = re.compile(r'\b(?:class|id|role|itemprop)="([^"]*)"')
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_MOST_WORDS = 24


def names_in(written: str) -> list[str]:
    """What a start tag says of its element: its name, the words of its classes and ids, and these as they stand.

    Args:
        written: the tag without its brackets.
    """
    tag, _, rest = written.partition(" ")
    found = [f"<{tag}"]
    for value in _NAMED.findall(rest):
        for name in value.split():
            found.append(f".{name}")
            found += [word.lower() for word in _WORDS.findall(name) if not word.isdigit()]
    return list(dict.fromkeys(found[:_MOST_WORDS]))


class Paths:
    """The names of the elements around the weighed lines of a page, as numbers.

    Args:
        markup: the lines and elements of the page.
        numbers: the numbers of the weighed lines on the page.
    """

    def __init__(self, markup: Markup, numbers: Sequence[int]) -> None:
        self._elements = markup.elements
        self._of = np.asarray(markup.element, np.int64)[np.asarray(numbers, np.int64)]
        self._names: dict[str, list[int]] = {}
        self._steps: dict[str, int] = {}

    def hashed(self) -> Hashed:
        """All that is said of each line, in 64 bits each."""
        ids: list[int] = []
        lines: list[int] = []
        distinct, place = np.unique(self._of, return_inverse=True)
        said = [self._said(int(element)) for element in distinct]
        sizes = np.array([len(each) for each in said])
        flat = np.array([number for each in said for number in each], np.uint64)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        lengths = sizes[place]
        rows = np.repeat(np.arange(len(place)), lengths)
        offset = np.arange(len(rows)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        del ids, lines
        return Hashed(mixed(flat)[starts[place][rows] + offset], rows)

    def _said(self, element: int) -> list[int]:
        parents, found = self._elements.parents, []
        for distance in _DISTANCES:
            if element < 0:
                break
            # The distance goes into the lowest bits, which the hash of a name leaves free.
            found += [number | distance for number in self._named(self._elements.written[element])]
            element = parents[element]
        return list(dict.fromkeys(found))

    def _named(self, written: str) -> list[int]:
        if written not in self._names:
            self._names[written] = [crc32(name.encode("utf-8", "replace")) << 2 for name in names_in(written)]
        return self._names[written]

    def signatures(self) -> dict[str, Ints]:
        """For each line the last two steps, the last four, and the whole of its path, each as a number."""
        distinct, place = np.unique(self._of, return_inverse=True)
        found: dict[str, Ints] = {}
        for name, most in (("two", 2), ("four", 4), ("path", 1000)):
            found[name] = np.array([self._signature(int(element), most) for element in distinct], np.int64)[place]
        return found

    def _signature(self, element: int, most: int) -> int:
        parents, written, total = self._elements.parents, self._elements.written, 0
        while element >= 0 and most:
            total = (total * 1_000_003 + self._step(written[element])) & 0x7FFFFFFFFFFFFFFF
            element, most = parents[element], most - 1
        return total

    def _step(self, written: str) -> int:
        """An element by its name and classes; ids of single elements tell no template."""
        if written not in self._steps:
            hit = re.search(r'\bclass="([^"]*)"', written)
            self._steps[written] = crc32(f"{written.partition(' ')[0]} {hit[1] if hit else ''}".encode("utf-8", "replace"))
        return self._steps[written]
