"""What elements of a page hold, in numbers: the measures that guards of rules about elements ask for."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

import regex

import cleaner.html.compiled as compiled
from cleaner.html.markup import Markup
from cleaner.html.tags import Mark
from cleaner.rules.guard import Content

# From so many code points outside links a line counts as running text: about a line and a half of print.
PROSE = 100
_TITLE = int(Mark.heading_1)
_WIDE = regex.compile(r"[\u2e80-\uffdc\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


def contents(markup: Markup, elements: Sequence[int]) -> list[Content | None]:
    """What some elements hold; None for those of which no line is all inside.

    Args:
        markup: the page.
        elements: their numbers.
    """
    if compiled.BUILT is not None:
        found: list[Content | None] = compiled.BUILT.contents(markup, elements)
        return found
    sums = Contents(markup)
    return [sums.of(element) if markup.inside(element) else None for element in elements]


class Contents:
    """The contents of a page's elements; sums over all lines are made once, so that each element costs the same.

    Args:
        markup: the page.
    """

    def __init__(self, markup: Markup) -> None:
        self._markup = markup
        chars = list(map(size, markup.lines))
        free = [
            length if not linked else max(length - round(length * linked / len(line)), 0)
            for length, linked, line in zip(chars, markup.linked, markup.lines, strict=True)
        ]
        self._sizes = array("q", chars)
        self._chars = _sums(chars)
        self._unlinked = _sums(free)
        self._prose = _sums([length if length >= PROSE else 0 for length in free])
        marks = markup.elements.marks
        self._titles = [line for line, element in enumerate(markup.element) if marks[element] & _TITLE]

    def of(self, element: int) -> Content:
        """What an element holds.

        Args:
            element: its number.
        """
        inside = self._markup.inside(element)
        first, last = inside.start, inside.stop
        chars = self._chars[last] - self._chars[first]
        prose = self._prose[last] - self._prose[first]
        # Numbers in the order of `Content`: to name them would take as long as to work them out.
        return Content(
            last - first,
            chars,
            max(self._sizes[first:last], default=0),
            prose,
            round(100 * prose / (self._prose[-1] or 1)),
            round(100 * chars / (self._chars[-1] or 1)),
            round(100 - 100 * (self._unlinked[last] - self._unlinked[first]) / (chars or 1)),
            bisect_left(self._titles, last) - bisect_right(self._titles, first - 1) if self._titles else 0,
        )


def size(line: str) -> int:
    """The length of a line in code points, those of scripts without spaces between words counted three times.

    Args:
        line: the line.
    """
    return len(line) if line.isascii() else len(line) + 2 * len(_WIDE.findall(line))


def _sums(values: list[int]) -> array[int]:
    return array("q", accumulate(values, initial=0))
