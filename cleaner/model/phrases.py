"""What the words of a line say by themselves: a linear model over hashed words, pairs of words, ends and whole short lines.

Hashed as in "Feature Hashing for Large Scale Multitask Learning" (Weinberger and others, 2009), without signs.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.model.characters import Characters, Ints, Numbers, mixed

# A line of so many words or fewer counts as a phrase of its own.
_SHORT = 8
_LENGTHS = 12
_WORD, _PAIR, _FIRST, _LAST, _BEGINNING, _LINE = range(1, 7)


@dataclass(frozen=True)
class Hashed:
    """Things said of lines, each as a number.

    Args:
        ids: the numbers.
        lines: the line that each is said of.
    """

    ids: Numbers
    lines: Ints

    def sums(self, table: npt.NDArray[Any], count: int) -> npt.NDArray[np.float32]:
        """What the things said of each line weigh together, divided by the root of their number.

        Args:
            table: the weight of each bucket; its length is a power of two.
            count: how many lines there are.
        """
        weights = table[self.buckets(len(table))]
        numbers = np.bincount(self.lines, minlength=count)
        return (np.bincount(self.lines, weights, count) / np.sqrt(np.maximum(numbers, 1))).astype(np.float32)

    def buckets(self, size: int) -> Ints:
        """The bucket of each thing.

        Args:
            size: how many buckets there are, a power of two.
        """
        return (self.ids >> np.uint64(65 - size.bit_length())).astype(np.int64)


@dataclass(frozen=True)
class Words:
    """The words of lines as numbers.

    Args:
        numbers: one for each word, the same for the same word.
        lines: the line each stands in.
        first: for each line, the place of its first word, and the number of all words after the last.
        whole: one number for each line, from its first word to its last.
    """

    numbers: Numbers
    lines: Ints
    first: Ints
    whole: Numbers

    @classmethod
    def of(cls, characters: Characters) -> Words:
        """The words of lines.

        Args:
            characters: the characters of the lines.
        """
        count = len(characters.starts) - 1
        numbers = characters.hashes(characters.word_starts, characters.word_ends)
        lines = characters.line_of_word
        first = np.searchsorted(lines, np.arange(count + 1))
        whole = np.zeros(count, np.uint64)
        filled = np.flatnonzero(np.diff(first))
        whole[filled] = characters.hashes(characters.word_starts[first[filled]], characters.word_ends[first[filled + 1] - 1])
        return cls(numbers, lines, first, whole)

    @property
    def counts(self) -> Ints:
        """How many words each line has."""
        return np.diff(self.first)

    def phrases(self) -> Hashed:
        """The words, pairs, ends, beginnings and short lines."""
        numbers, lines, counts = self.numbers, self.lines, self.counts
        filled = np.flatnonzero(counts)
        first, last = numbers[self.first[filled]], numbers[self.first[filled + 1] - 1]
        pairs = np.flatnonzero(lines[:-1] == lines[1:])
        short = np.flatnonzero((counts > 0) & (counts <= _SHORT))
        lengths = np.minimum(counts[filled], _LENGTHS).astype(np.uint64)
        said = (
            (_said(numbers, _WORD), lines),
            (_said(_paired(numbers[pairs], numbers[pairs + 1]), _PAIR), lines[pairs]),
            (_said(first, _FIRST), filled),
            (_said(last, _LAST), filled),
            (_said(_paired(first, lengths), _BEGINNING), filled),
            (_said(self.whole[short], _LINE), short),
        )
        return Hashed(np.concatenate([ids for ids, _ in said]), np.concatenate([of for _, of in said]))


def _said(numbers: Numbers, kind: int) -> Numbers:
    return mixed(numbers + np.uint64(kind))


def _paired(one: Numbers, other: Numbers) -> Numbers:
    return one * np.uint64(3) + mixed(other)
