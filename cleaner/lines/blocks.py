"""The blocks of a page as columns: a line each, with its reading and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from operator import attrgetter

from cleaner.lines.kinds import RAISED_CLASS
from cleaner.lines.reader import Reader
from cleaner.lines.reading import Reading
from cleaner.model.page import Page
from cleaner.model.records import dataclass

_KIND = attrgetter("kind")
_NAMED = re.compile(f"[^a-z {RAISED_CLASS}]")


@dataclass(frozen=True)
class Blocks:
    """The blocks of a page.

    Args:
        page: the page.
        readings: what each line tells of itself.
        kinds: their kinds, one letter a line.
    """

    page: Page
    readings: list[Reading]
    kinds: str

    @classmethod
    def of(cls, page: Page, reader: Reader) -> Blocks:
        """The blocks of a plain-text page: one a line.

        Args:
            page: the page.
            reader: what reads its lines.
        """
        readings = reader.read(page.lines)
        return cls(page, readings, "".join(map(_KIND, readings)))

    def named(self) -> Iterator[int]:
        """The numbers of the lines that a rule names for certain."""
        return (hit.start() for hit in _NAMED.finditer(self.kinds))

    def text(self, line: int) -> str:
        """A line without the white space around it.

        Args:
            line: its number, from 0.
        """
        return self._texts[line]

    @cached_property
    def _texts(self) -> list[str]:
        return [line.strip() for line in self.page.lines]
