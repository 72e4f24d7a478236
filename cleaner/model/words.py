"""The characters and words of lines: counted by kind, and hashed, so that no step costs Python time for a character or a word."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, TypeAlias
from unicodedata import category

import msgspec
import numpy as np
import numpy.typing as npt

from cleaner.model import kernels

Bytes: TypeAlias = npt.NDArray[np.uint8]
Ints: TypeAlias = npt.NDArray[np.int64]
Hashes: TypeAlias = npt.NDArray[np.uint64]
Doubles: TypeAlias = npt.NDArray[np.float64]
Column: TypeAlias = npt.NDArray[np.float32]
Matrix: TypeAlias = npt.NDArray[np.float32]
Mask: TypeAlias = npt.NDArray[np.bool_]

# The kinds of characters; one byte a character, a bit each. The kernel knows letters, digits and ideographs by these numbers.
KINDS = ("letter", "upper", "digit", "mark", "ideograph", "stop", "currency", "space")
LETTER, UPPER, DIGIT, MARK, IDEOGRAPH, STOP, CURRENCY, SPACE = (1 << bit for bit in range(8))
_STOPS = ".!?…。！？।؟"
# Signs that are counted by themselves.
SIGNS = {
    "pipe": "|",
    "slash": "/",
    "colon": ":",
    "comma": ",",
    "at": "@",
    "hash": "#",
    "star": "*",
    "bracket": "[",
    "copyright": "©",
    "arrow": "›→»",
    "quote": "\"“”„«'’",
}
# The columns of counts, as the kernel fills them.
_COUNTED = (*KINDS, "no_sign", *(f"sign_{name}" for name in SIGNS), "capital_words", "number_words", "years", "longest_word")
# Scripts that put no space between words: each character counts as a word.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
_PLANE = 0x10000
_BASE = 0x9E3779B97F4A7C15
_MIXERS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)
# A line of so many words or fewer counts as a phrase of its own.
_SHORT = 8
_LENGTHS = 12
_WORD, _PAIR, _FIRST, _LAST, _BEGINNING, _LINE = range(1, 7)


@cache
def kinds_of_characters() -> Bytes:
    """For each code point of the basic plane its kinds; the last stands for all beyond it.

    Those count as letters, be they emoji or rare ideographs: the weights that ship were learned so.
    """
    characters = list(map(chr, range(_PLANE)))
    kinds_of = {"Lu": LETTER | UPPER, "Lt": LETTER | UPPER, "Mn": LETTER, "Mc": LETTER, "Nl": LETTER, "Nd": DIGIT, "Sc": CURRENCY}
    by_class = {"L": LETTER, "P": MARK, "S": MARK}
    kinds = np.array([kinds_of.get(name, by_class.get(name[0], 0)) for name in map(category, characters)], np.uint8)
    kinds[[code for code, blank in enumerate(map(str.isspace, characters)) if blank]] = SPACE
    kinds[[ord(stop) for stop in _STOPS]] = STOP | MARK
    for first, last in _UNSPACED:
        stretch = kinds[first : last + 1]
        stretch[stretch & LETTER > 0] = IDEOGRAPH | LETTER
    kinds[-1] = LETTER
    return kinds


@cache
def _signs_of_characters() -> Bytes:
    """For each code point of the basic plane the number of its sign among `SIGNS`, from 1; 0 for all others."""
    found = np.zeros(_PLANE, np.uint8)
    for number, signs in enumerate(SIGNS.values(), 1):
        found[[ord(sign) for sign in signs]] = number
    return found


def mixed(numbers: Hashes) -> Hashes:
    """Numbers whose every bit depends on all bits of those given (the finalizer of SplitMix64, Steele and others 2014)."""
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(_MIXERS[0])
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(_MIXERS[1])
    return numbers ^ (numbers >> np.uint64(31))


def _codes(text: str) -> npt.NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)


class HashedFeatures(msgspec.Struct, frozen=True, eq=False):
    """Sparse features of lines, hashed as in "Feature Hashing for Large Scale Multitask Learning" (Weinberger and others, 2009), unsigned.

    Args:
        ids: the hash of each.
        lines: the line of each.
    """

    ids: Hashes
    lines: Ints

    def sums(self, table: npt.NDArray[Any], count: int) -> Column:
        """For each of `count` lines the weights of its features, added up and divided by the root of their number.

        Args:
            table: the weight of each bucket; its length is a power of two.
            count: how many lines there are.
        """
        weights = table[self.buckets(len(table))]
        numbers = np.bincount(self.lines, minlength=count)
        return (np.bincount(self.lines, weights, count) / np.sqrt(np.maximum(numbers, 1))).astype(np.float32)

    def buckets(self, size: int) -> Ints:
        """The bucket of each among `size`, a power of two."""
        return (self.ids >> np.uint64(65 - size.bit_length())).astype(np.int64)


class Words(msgspec.Struct, frozen=True, eq=False):
    """The characters and words of lines.

    Args:
        codes: the code points of all lines, each line ending in a line feed.
        starts: where each line begins, and the end of the last.
        counts: for each line how many characters there are of each kind, and more.
        hashes: the hash of each word; case and digits make no difference.
        lines: the line of each word.
        first: for each line the number of its first word, and the number of all words after the last.
        whole: for each line the hash from its first word to its last.
    """

    codes: npt.NDArray[np.uint32]
    starts: Ints
    counts: npt.NDArray[np.int32]
    hashes: Hashes
    lines: Ints
    first: Ints
    whole: Hashes

    @classmethod
    def of(cls, lines: Sequence[str]) -> Words:
        """The words of lines.

        Raises:
            ValueError: if a line holds a line feed.
        """
        text = "\n".join([*lines, ""])
        # No other letter becomes two in lower case.
        codes, lowered = _codes(text), _codes(text.replace("İ", "i").lower())
        starts = np.concatenate([[0], np.flatnonzero(codes == ord("\n")) + 1])
        if len(starts) != len(lines) + 1 or len(lowered) != len(codes):
            raise ValueError("a line holds a line feed")
        counts = np.zeros((len(lines), len(_COUNTED)), np.int32)
        first, whole = np.zeros(len(lines) + 1, np.int64), np.zeros(len(lines), np.uint64)
        hashes, of = np.empty(len(codes), np.uint64), np.empty(len(codes), np.int64)
        filled = (counts.data, first.data, whole.data, hashes.data, of.data)
        count = kernels.scan_lines(codes.data, lowered.data, kinds_of_characters().data, _signs_of_characters().data, _BASE, *filled)
        whole[np.diff(first) > 0] = mixed(whole[np.diff(first) > 0])
        return cls(codes, starts, counts, mixed(hashes[:count]), of[:count].copy(), first, whole)

    def count(self, name: str) -> Column:
        """How many characters of a kind, signs or words of a sort each line has; see `_COUNTED`."""
        return self.counts[:, _COUNTED.index(name)].astype(np.float32)

    @property
    def numbers(self) -> Ints:
        """How many words each line has."""
        return np.diff(self.first)

    def phrases(self) -> HashedFeatures:
        """Words, pairs of words, ends, beginnings and whole short lines."""
        words, lines, numbers = self.hashes, self.lines, self.numbers
        filled = np.flatnonzero(numbers)
        first, last = words[self.first[filled]], words[self.first[filled + 1] - 1]
        pairs = np.flatnonzero(lines[:-1] == lines[1:])
        short = np.flatnonzero((numbers > 0) & (numbers <= _SHORT))
        lengths = np.minimum(numbers[filled], _LENGTHS).astype(np.uint64)
        kinds = (
            (words, _WORD, lines),
            (_paired(words[pairs], words[pairs + 1]), _PAIR, lines[pairs]),
            (first, _FIRST, filled),
            (last, _LAST, filled),
            (_paired(first, lengths), _BEGINNING, filled),
            (self.whole[short], _LINE, short),
        )
        ids = mixed(np.concatenate([hashes + np.uint64(kind) for hashes, kind, _ in kinds]))
        return HashedFeatures(ids, np.concatenate([of for _, _, of in kinds]))


def _paired(one: Hashes, other: Hashes) -> Hashes:
    return one * np.uint64(3) + mixed(other)
