"""What a page's elements tell of its lines, in columns: arrays over the elements and over the lines, nothing an object of its own.

Elements are numbered in the order in which they open, so that the elements inside one are the numbers that follow its own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from typing import overload

from cleaner.document.records import dataclass, field
from cleaner.html.tags import Mark
from cleaner.html.written import attributes_in

# So many steps of a path are told; what is deeper is told by the outermost and the innermost of them.
_STEPS = 12


def _ints() -> array[int]:
    return array("i")


@dataclass(frozen=True, eq=False)
class Attributes(Sequence[Mapping[str, str]]):
    """The attributes of each element, read when they are asked for.

    Args:
        written: their start tags without brackets, as a parser writes them.
    """

    written: Sequence[str]

    def __len__(self) -> int:
        return len(self.written)

    @overload
    def __getitem__(self, index: int) -> Mapping[str, str]: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Mapping[str, str]]: ...

    def __getitem__(self, index: int | slice) -> Mapping[str, str] | Sequence[Mapping[str, str]]:
        return list(map(attributes_in, self.written[index])) if isinstance(index, slice) else attributes_in(self.written[index])


@dataclass(frozen=True, eq=False)
class Elements:
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

    @property
    def attributes(self) -> Attributes:
        """Their attributes."""
        return Attributes(self.written)

    def step(self, element: int) -> str:
        """An element as a path names it: its name, its id, its classes.

        Args:
            element: its number.
        """
        named, attributes = self.tags[element], attributes_in(self.written[element])
        if ident := attributes.get("id"):
            named += "#" + "".join(ident.split())
        return ".".join([named, *(attributes.get("class") or "").split()])

    def path(self, element: int) -> str:
        """The way to an element from the outermost one, as a selector of children.

        Args:
            element: its number.
        """
        around: list[int] = []
        while element >= 0:
            around.append(element)
            element = self.parents[element]
        around.reverse()
        if len(around) <= _STEPS:
            return " > ".join(map(self.step, around))
        # Of a deep element few steps are named, so that the others cost little.
        return " > ".join([*map(self.step, around[: _STEPS // 2]), "…", *map(self.step, around[-_STEPS // 2 :])])


@dataclass(frozen=True, eq=False)
class Markup:
    """The lines of a page as a browser shows them, and the evidence of its elements, in columns.

    Args:
        lines: the visible text, a block a line, without breaks.
        elements: the elements that are shown.
        element: for each line, the innermost element that all of its text stands in.
        linked: for each line, how many of its code points stand in links, as near as white space allows.
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
        """For each line, the path of its element."""
        return Paths(self)

    def marks(self, line: int) -> Mark:
        """What the elements around a line say of it.

        Args:
            line: its number, from 0.
        """
        return Mark(self.elements.marks[self.element[line]])

    def heading(self, line: int) -> int:
        """The level of the heading that a line stands in, 1 to 6, or 0.

        Args:
            line: its number, from 0.
        """
        marks = self.elements.marks[self.element[line]]
        return next((level for level in range(1, 7) if marks & (Mark.heading_1 << (level - 1))), 0)

    def link_density(self, line: int) -> float:
        """The share of a line that stands in links, 0 to 1.

        Args:
            line: its number, from 0.
        """
        return min(self.linked[line] / max(len(self.lines[line]), 1), 1.0)

    def inside(self, element: int) -> range:
        """The lines of which all text stands in an element; an element within a line may have none.

        Args:
            element: its number.
        """
        first, last, end = self.elements.first[element], self.elements.last[element], self.elements.ends[element]
        # Only the lines at either end can reach out of it.
        if first < last and not element <= self.element[first] < end:
            first += 1
        if first < last and not element <= self.element[last - 1] < end:
            last -= 1
        return range(first, last)


@dataclass(frozen=True, eq=False)
class Paths(Sequence[str]):
    """The element path of each line, worked out when it is asked for.

    Args:
        markup: the columns.
    """

    markup: Markup

    def __len__(self) -> int:
        return len(self.markup.lines)

    @overload
    def __getitem__(self, index: int) -> str: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[str]: ...

    def __getitem__(self, index: int | slice) -> str | Sequence[str]:
        if isinstance(index, slice):
            return [self[line] for line in range(*index.indices(len(self)))]
        return self.markup.elements.path(self.markup.element[index])

    def __iter__(self) -> Iterator[str]:
        return map(self.markup.elements.path, self.markup.element)
