"""What the names of the elements around a line say: a linear model over hashed names, classes and ids at three distances."""

from __future__ import annotations

import re
from collections.abc import Sequence
from zlib import crc32

import numpy as np

from cleaner.html.markup import Markup
from cleaner.model.characters import Ints, Numbers, mixed
from cleaner.model.phrases import Hashed

# So many elements around a line are told; the first two are near, the next two further, all others far.
_TOLD = 12
_DISTANCES = (0, 0, 1, 1) + (2,) * (_TOLD - 4)
_NAMED = re.compile(r'\b(?:class|id|role|itemprop)="([^"]*)"')
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_CLASS = re.compile(r'\bclass="([^"]*)"')
_MOST_WORDS = 24
# A name has 32 bits, its distance two.
_DISTANCE_BITS = 2
_BITS = 32 + _DISTANCE_BITS
# After so many steps a path has a number by the name of how many they are.
_SIGNED = {2: "two", 4: "four"}
_FACTOR = 1_000_003


def _named(name: str) -> list[int]:
    """The number of a class, id or role as it stands, and of each word of it."""
    words = [word.lower() for word in _WORDS.findall(name) if not word.isdigit()]
    return [_number(word) for word in (f".{name}", *words)]


def _number(word: str) -> int:
    return crc32(word.encode("utf-8", "replace")) << _DISTANCE_BITS


class Paths:
    """The names of the elements around the weighed lines of a page, as numbers.

    Args:
        markup: the lines and elements of the page.
        numbers: the numbers of the weighed lines on the page.
    """

    def __init__(self, markup: Markup, numbers: Sequence[int]) -> None:
        elements = markup.elements
        self._parents = np.asarray(elements.parents, np.int64)
        of = np.asarray(markup.element, np.int64)[np.asarray(numbers, np.int64)]
        # Lines of one element share what is said of it.
        self._distinct, self._place = np.unique(of, return_inverse=True)
        self._known = _with_those_around(self._distinct.tolist(), list(elements.parents))
        written = [elements.written[element] for element in self._known]
        tags = {tag: number for number, tag in enumerate(dict.fromkeys(written))}
        self._tags = list(tags)
        # For each element the number of its start tag among those that differ; the last is none.
        self._tag = np.full(len(self._parents) + 1, -1, np.int64)
        self._tag[self._known] = [tags[tag] for tag in written]
        self._around = [self._distinct]
        for _ in range(_TOLD - 1):
            last = self._around[-1]
            self._around.append(np.where(last >= 0, self._parents[last], -1))

    def hashed(self) -> Hashed:
        """All that is said of each line, in 64 bits each."""
        said = self._said()
        sizes = np.array([*map(len, said), 0], np.int64)
        flat = np.array([number for numbers in said for number in numbers], np.uint64)
        starts = np.concatenate([[0], np.cumsum(sizes)])
        rows: list[Ints] = []
        ids: list[Numbers] = []
        for elements, distance in zip(self._around, _DISTANCES, strict=True):
            tag = self._tag[elements]
            row, at = _ragged(sizes[tag], starts[tag])
            rows.append(row)
            # The distance goes into the lowest bits, which the hash of a name leaves free.
            ids.append(flat[at] | np.uint64(distance))
        # What is said twice of an element counts once.
        pairs = _distinct((np.concatenate(rows).astype(np.uint64) << np.uint64(_BITS)) | np.concatenate(ids))
        element, numbers = (pairs >> np.uint64(_BITS)).astype(np.int64), mixed(pairs & np.uint64((1 << _BITS) - 1))
        sizes = np.bincount(element, minlength=len(self._distinct))
        row, at = _ragged(sizes[self._place], (np.cumsum(sizes) - sizes)[self._place])
        return Hashed(numbers[at], row)

    def _said(self) -> list[list[int]]:
        """What each start tag says of its element: its name, and its classes, ids and roles with the words of each."""
        known: dict[str, list[int]] = {}
        said = []
        for written in self._tags:
            tag, _, rest = written.partition(" ")
            found = [_number(f"<{tag}")]
            for name in " ".join(_NAMED.findall(rest)).split():
                if name not in known:
                    known[name] = _named(name)
                found += known[name]
            said.append(list(dict.fromkeys(found[:_MOST_WORDS])))
        return said

    def signatures(self) -> dict[str, Ints]:
        """For each line the last two steps, the last four, and the whole of its path, each as a number."""
        step = np.array([*map(_step, self._tags), 0], np.uint64)
        total = np.zeros(len(self._distinct), np.uint64)
        found: dict[str, Ints] = {}
        for depth, elements in enumerate(self._around[: max(_SIGNED)], 1):
            total = np.where(elements >= 0, total * np.uint64(_FACTOR) + step[self._tag[elements]], total)
            if depth in _SIGNED:
                found[_SIGNED[depth]] = total.astype(np.int64)[self._place]
        return found | {"path": self._whole(step.tolist())[self._place]}

    def _whole(self, steps: list[int]) -> Ints:
        """For each of the distinct elements a number for all steps to it."""
        tags, parents = self._tag.tolist(), self._parents.tolist()
        found = {-1: 0}
        for element in self._known:
            found[element] = (found[parents[element]] * _FACTOR + steps[tags[element]]) % (1 << 63)
        return np.array([found[element] for element in self._distinct.tolist()], np.int64)


def _with_those_around(elements: list[int], parents: list[int]) -> list[int]:
    """Elements and all around them, in the order of the page: each after the one around it."""
    known = set(elements)
    for element in elements:
        around = parents[element]
        while around >= 0 and around not in known:
            known.add(around)
            around = parents[around]
    return sorted(known)


def _distinct(numbers: Numbers) -> Numbers:
    """The numbers without those that come again, sorted; `np.unique` hashes them, which takes longer for those of a page."""
    ordered = np.sort(numbers)
    found: Numbers = ordered[np.diff(ordered, prepend=ordered[:1] - np.uint64(1)) > 0]
    return found


def _ragged(sizes: Ints, starts: Ints) -> tuple[Ints, Ints]:
    """For stretches one after the other: the number of the stretch and the place, of each member."""
    rows = np.repeat(np.arange(len(sizes)), sizes)
    return rows, np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes - starts, sizes)


def _step(written: str) -> int:
    """An element by its name and classes; ids of single elements tell no template."""
    hit = _CLASS.search(written)
    return crc32(f"{written.partition(' ')[0]} {hit[1] if hit else ''}".encode("utf-8", "replace"))
