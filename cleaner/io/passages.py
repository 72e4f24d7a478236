"""Texts as they stand inside files, with the place of each character: plain, as a JSON string, as a cell of a table.

A passage is edited where it stands. What an edit does not touch keeps its spelling, so a file keeps every other byte.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import ClassVar, NamedTuple


class Edit(NamedTuple):
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
    """

    text: str
    raw: str
    start: int = 0
    field: str = ""
    # How one character may be spelled, where that is not always by itself.
    _SPELLING: ClassVar[re.Pattern[str] | None] = None

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


class JsonString(Passage):
    """The value of a JSON string; a character may be escaped, and one beyond 16 bits takes two escapes."""

    _SPELLING = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\[^u]|[^\\]", re.DOTALL)

    def spelled(self, text: str) -> str:
        """A text with escapes, beyond ASCII only where the string does without them.

        Args:
            text: the text.
        """
        return json.dumps(text, ensure_ascii=self.raw.isascii())[1:-1]


class QuotedCell(Passage):
    """A cell between quotes; a quote inside it stands twice."""

    _SPELLING = re.compile('""|[^"]')

    def spelled(self, text: str) -> str:
        """A text with its quotes doubled.

        Args:
            text: the text.
        """
        return text.replace('"', '""')


class BareCell(Passage):
    """A cell without quotes; it gets them when an edit leaves what could not be read without."""

    def edited(self, edits: Iterable[Edit]) -> str:
        """The spelling after some edits. A cell of nothing is quoted, since a row of nothing is no row.

        Args:
            edits: ordered and disjoint.
        """
        bare = super().edited(edits)
        if bare and not set(bare) & set('",;\t|\r\n'):
            return bare
        quoted = bare.replace('"', '""')
        return f'"{quoted}"'
