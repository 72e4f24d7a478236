"""The words of a page's lines as numbers: kept with the page, and gone with it."""

from __future__ import annotations

import re
from array import array
from typing import cast

from cleaner.lines.blocks import Blocks
from cleaner.segments.numbering import LONGEST_READ, LONGEST_SAID, number_masks, number_words, room_for_words

_WORD = re.compile(r"\w+")


class Vocabulary:
    """The words of some lines as numbers.

    Args:
        folded: the lines without case.

    Attributes:
        count: how many words there are.
        ids: the numbers of the words of each line, each once.
        starts: where those of each line begin, and the last end.
    """

    def __init__(self, texts: list[str], folded: list[str] | None = None, *, meaning: bool) -> None:
        most = LONGEST_READ if meaning else LONGEST_SAID
        room = room_for_words(texts, meaning, most)
        keys, slots = _table(room)
        ids, last, self.starts = _zeros(room), _zeros(room), _zeros(len(texts) + 1)
        self.count = number_words(texts, folded or list(map(str.casefold, texts)), meaning, most, keys, slots, last, ids, self.starts)
        self.ids = ids[: self.starts[len(texts)]]

    def of(self, line: int) -> array[int]:
        return self.ids[self.starts[line] : self.starts[line + 1]]


class PageWords:
    """The words of the lines of a page as numbers, found when they are first needed."""

    def __init__(self, texts: list[str]) -> None:
        self.texts, self._folded = texts, list(map(str.casefold, texts))
        # For each line 1 where it does not read like a date, or a name, and 2 where it does; 0 until that is known.
        self.dates, self.people = bytearray(len(self.texts)), bytearray(len(self.texts))
        self._vocabularies: dict[bool, Vocabulary] = {}
        self._runs: dict[int, frozenset[tuple[str, ...]]] = {}
        self._masks: tuple[array[int], int] | None = None

    @classmethod
    def of(cls, blocks: Blocks) -> PageWords:
        """Those of a page, kept with it."""
        if "words" not in blocks.cache:
            blocks.cache["words"] = cls(blocks.texts)
        return cast("PageWords", blocks.cache["words"])

    def vocabulary(self, *, meaning: bool) -> Vocabulary:
        """All words, or those that carry meaning."""
        if meaning not in self._vocabularies:
            self._vocabularies[meaning] = Vocabulary(self.texts, self._folded, meaning=meaning)
        return self._vocabularies[meaning]

    def runs(self, line: int) -> frozenset[tuple[str, ...]]:
        """All three words of a line that follow each other."""
        if line not in self._runs:
            words = _WORD.findall(self._folded[line])
            self._runs[line] = frozenset(zip(words, words[1:], words[2:], strict=False))
        return self._runs[line]

    @property
    def masks(self) -> tuple[array[int], int]:
        """A number for what each line is compared by, its beginning without case and with every number alike; and how many there are."""
        if self._masks is None:
            masks = _zeros(len(self.texts))
            self._masks = masks, number_masks(self.texts, self._folded, *_table(len(self.texts)), masks)
        return self._masks


def _table(room: int) -> tuple[array[int], array[int]]:
    """An empty table with room for more than so many keys, whose size is a power of two."""
    size = 1 << room.bit_length()
    return array("Q", [0]) * size, _zeros(size)


def _zeros(size: int) -> array[int]:
    return array("i", [0]) * size
