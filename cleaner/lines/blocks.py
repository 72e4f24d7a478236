"""The blocks of a page as columns: a line each, with its reading and its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

from cleaner.lines.kinds import RAISED_CLASS
from cleaner.lines.reader import Reader
from cleaner.lines.reading import Reading
from cleaner.model.page import Page

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

    @cached_property
    def texts(self) -> list[str]:
        """The lines without the white space around them."""
        return list(map(str.strip, self.page.lines))

    @cached_property
    def noted(self) -> dict[object, Any]:
        """What passes note of the page's lines for the next time they look at them, each under a name of its own."""
        return {}
