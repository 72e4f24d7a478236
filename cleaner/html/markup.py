"""What a page's elements say of its lines, in columns: arrays over the elements and over the lines, nothing an object of its own.

Elements are numbered in the order in which they open, so that the elements inside one are the numbers that follow its own.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate
from typing import overload

import regex
from msgspec import Struct, field

from cleaner.html.tags import Mark, attributes_in
from cleaner.rules.guard import Content

# So many steps of a path are named; of a deeper one the outermost and the innermost.
_STEPS = 12
# From so many code points outside links a line counts as running text: about a line and a half of print.
_PROSE = 100
_WIDE = regex.compile(r"[\u2e80-\uffdc\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def _ints() -> array[int]:
    return array("i")


class Elements(Struct, frozen=True, eq=False):
    """The elements of a page that are shown, in columns.

    Args:
        tags: their names.
        parents: the number of the element around each; -1 for the outermost.
        marks: what the names of each and of those around it say, see `Mark`.
        written: their start tags without brackets, as a parser writes them.
        ends: the number after the last element inside each.
        first: the line that was under way, or next, when each opened.
        last: the line after the last that was begun when each closed.
    """

    tags: list[str] = field(default_factory=list)
    parents: array[int] = field(default_factory=_ints)
    marks: array[int] = field(default_factory=_ints)
    written: list[str] = field(default_factory=list)
    ends: array[int] = field(default_factory=_ints)
    first: array[int] = field(default_factory=_ints)
    last: array[int] = field(default_factory=_ints)

    def __len__(self) -> int:
        return len(self.tags)

    def attributes(self, element: int) -> dict[str, str]:
        return attributes_in(self.written[element])

    def is_named(self, element: int) -> bool:
        """Whether an element has an id or a class."""
        attributes = self.attributes(element)
        return bool(attributes.get("id") or attributes.get("class", "").split())

    def path(self, element: int) -> str:
        """The way to an element from the outermost one, as a selector of children."""
        around: list[int] = []
        while element >= 0:
            around.append(element)
            element = self.parents[element]
        around.reverse()
        if len(around) <= _STEPS:
            return " > ".join(map(self._step, around))
        # Of a deep element few steps are named, so that the others cost little.
        return " > ".join([*map(self._step, around[: _STEPS // 2]), "…", *map(self._step, around[-_STEPS // 2 :])])

    def _step(self, element: int) -> str:
        """An element as a path names it: its name, its id, its classes."""
        attributes = self.attributes(element)
        ident = "".join(attributes.get("id", "").split())
        return ".".join([self.tags[element] + (f"#{ident}" if attributes.get("id") else ""), *attributes.get("class", "").split()])


class Markup(Struct, frozen=True, eq=False):
    """The lines of a page as a browser shows them, and the evidence of its elements, in columns.

    Args:
        lines: the visible text, a block a line, without breaks.
        elements: the elements that are shown.
        element: for each line the number of the innermost element that holds all its text.
        linked: for each line how many of its code points stand in links, as near as white space allows.
        pressed: as `linked`, for buttons.
    """

    lines: list[str] = field(default_factory=list)
    elements: Elements = field(default_factory=Elements)
    element: array[int] = field(default_factory=_ints)
    linked: array[int] = field(default_factory=_ints)
    pressed: array[int] = field(default_factory=_ints)

    @property
    def source(self) -> str:
        """The visible text of the page."""
        return "".join(line + "\n" for line in self.lines)

    @property
    def paths(self) -> Paths:
        return Paths(self)

    def marks(self, line: int) -> Mark:
        """What the elements around a line say of it; lines are counted from 0."""
        return Mark(self.elements.marks[self.element[line]])

    def heading(self, line: int) -> int:
        """The level of the heading that a line stands in, 1 to 6, or 0."""
        marks = self.elements.marks[self.element[line]]
        return next((level for level in range(1, 7) if marks & (Mark.heading_1 << (level - 1))), 0)

    def is_item(self, line: int) -> bool:
        """Whether a line is an item of a list, or a paragraph in one, of no class or id; a heading within one is a heading."""
        elements, element = self.elements, self.element[line]
        if element >= 0 and elements.tags[element] == "p" and not elements.is_named(element):
            element = elements.parents[element]
        return element >= 0 and elements.tags[element] == "li" and elements.parents[element] >= 0 and not elements.is_named(element)

    def link_density(self, line: int) -> float:
        """The share of a line that stands in links, 0 to 1."""
        return min(self.linked[line] / max(len(self.lines[line]), 1), 1.0)

    def inside(self, element: int) -> range:
        """The lines of which all text stands in an element; an element within a line may have none."""
        first, last, end = self.elements.first[element], self.elements.last[element], self.elements.ends[element]
        # Only the lines at either end can reach out of it.
        if first < last and not element <= self.element[first] < end:
            first += 1
        if first < last and not element <= self.element[last - 1] < end:
            last -= 1
        return range(first, last)


class Paths(Sequence[str]):
    """The element path of each line, worked out when it is wanted."""

    def __init__(self, markup: Markup) -> None:
        self._markup = markup

    def __len__(self) -> int:
        return len(self._markup.lines)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> list[str]: ...

    def __getitem__(self, index: int | slice) -> str | list[str]:
        if isinstance(index, slice):
            return list(map(self._markup.elements.path, self._markup.element[index]))
        return self._markup.elements.path(self._markup.element[index])


def contents(markup: Markup, elements: Sequence[int]) -> list[Content | None]:
    """What some elements hold; None for those of which no line is all inside. Sums over all lines are made once."""
    sizes = list(map(_size, markup.lines))
    unlinked = [
        max(size - round(size * linked / len(line)), 0) if linked else size
        for size, linked, line in zip(sizes, markup.linked, markup.lines, strict=True)
    ]
    chars, free = [0, *accumulate(sizes)], [0, *accumulate(unlinked)]
    prose = [0, *accumulate(size if size >= _PROSE else 0 for size in unlinked)]
    marks, title = markup.elements.marks, int(Mark.heading_1)
    titles = [line for line, element in enumerate(markup.element) if marks[element] & title]
    found: list[Content | None] = []
    for element in elements:
        inside = markup.inside(element)
        first, last = inside.start, inside.stop
        if first >= last:
            found.append(None)
            continue
        size, running = chars[last] - chars[first], prose[last] - prose[first]
        # Numbers in the order of `Content`: to name them would take as long as to work them out.
        found.append(
            Content(
                last - first,
                size,
                max(sizes[first:last]),
                running,
                round(100 * running / (prose[-1] or 1)),
                round(100 * size / (chars[-1] or 1)),
                round(100 - 100 * (free[last] - free[first]) / (size or 1)),
                bisect_left(titles, last) - bisect_left(titles, first),
            )
        )
    return found


def _size(line: str) -> int:
    """The length of a line in code points, those of scripts without spaces between words counted three times."""
    return len(line) if line.isascii() else len(line) + 2 * len(_WIDE.findall(line))
