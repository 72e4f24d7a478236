"""Texts as they stand inside files, with the place of each character.

A passage is edited where it stands. What an edit does not touch keeps its spelling, so a file keeps every other byte.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate
from re import Pattern
from typing import ClassVar

from cleaner.document.records import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Some code points of a text that give way to others.

    Args:
        start: offset of the first one.
        end: offset after the last one.
        output: what stands there instead; empty where nothing does.
    """

    start: int
    end: int
    output: str


@dataclass(frozen=True, eq=False)
class Passage:
    """A text that is spelled as it reads.

    Args:
        text: what a reader gets.
        raw: how it is spelled, without the quotes around it.
        start: offset of the spelling in its stretch, in code points.
        field: the name of the field it is the value of; empty where a file is one text.
        url: the address that its record states, in a field of that name; empty where it states none.
    """

    text: str
    raw: str
    start: int = 0
    field: str = ""
    url: str = ""
    # How one character may be spelled, where that is not always by itself.
    _SPELLING: ClassVar[Pattern[str] | None] = None

    @cached_property
    def _offsets(self) -> Sequence[int]:
        """Where the spelling of each character begins, and after the last one where it ends."""
        if self._SPELLING is None or len(self.raw) == len(self.text):
            return range(len(self.raw) + 1)
        return list(accumulate(map(len, self._SPELLING.findall(self.raw)), initial=0))

    @property
    def end(self) -> int:
        """Where its spelling ends in the stretch."""
        return self.start + len(self.raw)

    def place(self, offset: int) -> int:
        """Where a character stands in the stretch.

        Args:
            offset: its offset in the text, in code points.
        """
        return self.start + self._offsets[offset]

    def spelled(self, text: str) -> str:
        """How another text is spelled here.

        Args:
            text: the text.
        """
        return text

    def edited(self, edits: Iterable[Edit]) -> str:
        """The spelling after some edits.

        Args:
            edits: ordered and disjoint.
        """
        made: list[str] = []
        at = 0
        for edit in edits:
            made += (self.raw[at : self._offsets[edit.start]], self.spelled(edit.output))
            at = self._offsets[edit.end]
        return "".join(made) + self.raw[at:]
