"""Where the characters of a cleaned page stand in the source it came from, as editors count lines and columns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

from cleaner.document.result import CleanedPage

if TYPE_CHECKING:
    from cleaner.html.origins import Origins

# The line and column of an offset in the text of a page, both from 1.
Position = Callable[[int], tuple[int, int]]


def position_in_file(page: CleanedPage) -> Position:
    """Tells lines and columns of the file: of a text those of its source, of a web page those of its HTML.

    Args:
        page: the cleaned page.
    """
    return page.page.position if page.page.html is None else WebPlaces(page).position


class WebPlaces:
    """Places of a web page's visible text in its HTML. A line whose own place is not known has that of the nearest one above.

    Args:
        page: a cleaned web page.
    """

    def __init__(self, page: CleanedPage) -> None:
        self._page, self._html = page, page.page.html or ""

    @cached_property
    def _origins(self) -> Origins:
        from cleaner.html.origins import origins  # texts need none, nor do pages in which nothing is found

        return origins(self._html, self._page.page.lines)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of the HTML at which a character of the visible text begins, both from 1.

        Args:
            offset: the offset of the character in the visible text, in code points.
        """
        line, column = self._page.page.position(offset)
        found = self._origins.offset(line - 1, column - 1) if self._page.page.lines else -1
        if found < 0:
            found = self._above[line - 1] if self._above else 0
        at = bisect_right(self._breaks, found)
        return at, found - self._breaks[at - 1] + 1

    @cached_property
    def _breaks(self) -> list[int]:
        """The offset at which each line of the HTML begins, as editors count."""
        from re import finditer

        return [0, *(found.end() for found in finditer(r"\r\n|\r|\n", self._html))]

    @cached_property
    def _above(self) -> list[int]:
        """For each visible line, where it or the nearest one above that has a known place begins."""
        above, last = [], 0
        for line in range(len(self._page.page.lines)):
            offset = self._origins.offset(line)
            last = offset if offset >= 0 else last
            above.append(last)
        return above
