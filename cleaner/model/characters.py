"""The characters of a page as arrays: what kind each is, where words begin and end, and a number for each word.

All lines of a page are one array of code points, so that no step costs Python time for a character, a word or a line.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeAlias
from unicodedata import category

import numpy as np
import numpy.typing as npt

Bytes: TypeAlias = npt.NDArray[np.uint8]
Ints: TypeAlias = npt.NDArray[np.int64]
Numbers: TypeAlias = npt.NDArray[np.uint64]

# The kinds of characters; one byte a character, a bit each.
LETTER, UPPER, DIGIT, MARK, IDEOGRAPH, STOP, CURRENCY, SPACE = (1 << bit for bit in range(8))
_WORD = LETTER | DIGIT | IDEOGRAPH
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
# Scripts that put no space between words: each character counts as a word.
_UNSPACED = ((0x0E00, 0x0EFF), (0x1000, 0x109F), (0x1780, 0x17FF), (0x3040, 0x30FF), (0x3400, 0x4DBF), (0x4E00, 0x9FFF))
_PLANE = 0x10000
# An odd number has an inverse among the numbers of 64 bits, so that the hash of any stretch comes from two sums.
_BASE = 0x9E3779B97F4A7C15
_INVERSE = pow(_BASE, -1, 1 << 64)
_MIXERS = (0xBF58476D1CE4E5B9, 0x94D049BB133111EB)


@cache
def kinds_of_characters() -> Bytes:
    """For each code point of the basic plane, what kind it is; characters beyond it count as the last."""
    kinds = np.zeros(_PLANE, np.uint8)
    for code in range(_PLANE):
        kinds[code] = _kind(code)
    for first, last in _UNSPACED:
        stretch = kinds[first : last + 1]
        stretch[stretch & LETTER > 0] = IDEOGRAPH | LETTER
    kinds[-1] = LETTER
    return kinds


def _kind(code: int) -> int:
    character = chr(code)
    kind = category(character)
    if kind[0] == "L" or kind in {"Mn", "Mc", "Nl"}:
        return LETTER | (UPPER if kind in {"Lu", "Lt"} else 0)
    if kind == "Nd":
        return DIGIT
    if kind == "Sc":
        return CURRENCY
    if character in _STOPS:
        return STOP | MARK
    if character.isspace():
        return SPACE
    return MARK if kind[0] in "PS" else 0


@cache
def _places_of_signs() -> Bytes:
    """For each code point of the basic plane, the place of its sign among `SIGNS`, counted from 1; 0 for all others."""
    places = np.zeros(_PLANE, np.uint8)
    for place, signs in enumerate(SIGNS.values(), 1):
        places[[ord(sign) for sign in signs]] = place
    return places


def mixed(numbers: Numbers) -> Numbers:
    """Numbers whose every bit depends on all bits of what was given (the finalizer of SplitMix64, Steele and others 2014).

    Args:
        numbers: any numbers.
    """
    numbers = (numbers ^ (numbers >> np.uint64(30))) * np.uint64(_MIXERS[0])
    numbers = (numbers ^ (numbers >> np.uint64(27))) * np.uint64(_MIXERS[1])
    return numbers ^ (numbers >> np.uint64(31))


def _powers(base: int, exponents: Ints) -> Numbers:
    """The powers of a number, modulo 2 to the 64th, by repeated squaring."""
    found = np.ones(len(exponents), np.uint64)
    for bit in range(int(exponents.max(initial=0)).bit_length()):
        found *= np.where(exponents >> bit & 1, np.uint64(base), np.uint64(1))
        base = base * base % (1 << 64)
    return found


@dataclass(frozen=True)
class Characters:
    """The characters of some lines.

    Args:
        codes: the code points of all lines, in lower case and with digits as 0, each line ending in a line feed.
        kinds: what each was before that.
        starts: where each line begins, and the end of the last.
        word_starts: where each word begins.
        word_ends: the place after each word.
        line_of_word: the line that each word stands in.
        sums: the sum of all code points before each place, each by the power of its place, for hashes.
    """

    codes: npt.NDArray[np.uint32]
    kinds: Bytes
    starts: Ints
    word_starts: Ints
    word_ends: Ints
    line_of_word: Ints
    sums: Numbers

    @classmethod
    def of(cls, lines: Sequence[str]) -> Characters:
        """The characters of lines.

        Args:
            lines: lines without breaks.
        """
        text = "\n".join([*lines, ""])
        raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.uint32)
        kinds = kinds_of_characters()[np.minimum(raw, _PLANE - 1)]
        # No other letter becomes two in lower case.
        lowered = text.replace("İ", "i").lower()
        codes = np.frombuffer(lowered.encode("utf-32-le", "surrogatepass"), np.uint32)
        codes = np.where(kinds & DIGIT > 0, np.uint32(ord("0")), codes)
        starts = np.concatenate([[0], np.flatnonzero(raw == 10) + 1]).astype(np.int64)
        word_starts, word_ends = _words(kinds)
        # In one array, since a line may be long: the powers of all places, by their code points, added up.
        sums: Numbers = np.full(len(codes) + 1, _BASE, np.uint64)
        np.cumprod(sums, out=sums)
        sums[1:] = sums[:-1] * (codes + np.uint64(1))
        sums[0] = 0
        np.cumsum(sums, out=sums)
        line_of_word: Ints = (np.searchsorted(starts, word_starts, "right") - 1).astype(np.int64)
        return cls(codes, kinds, starts, word_starts, word_ends, line_of_word, sums)

    def hashes(self, starts: Ints, ends: Ints) -> Numbers:
        """A number for each stretch, the same for stretches of the same characters.

        Args:
            starts: where each begins.
            ends: the place after each.
        """
        return mixed((self.sums[ends] - self.sums[starts]) * _powers(_INVERSE, starts + 1))

    def count(self, mask: npt.NDArray[np.bool_]) -> npt.NDArray[np.float32]:
        """How many characters of each line a mask has.

        Args:
            mask: one value a character.
        """
        # Each line has a character at least: the line feed.
        found: npt.NDArray[np.float32] = np.add.reduceat(mask, self.starts[:-1], dtype=np.int32).astype(np.float32)
        return found

    def signs(self) -> npt.NDArray[np.int64]:
        """How many signs each line has: one column for each of `SIGNS`."""
        signs = _places_of_signs()[np.minimum(self.codes, _PLANE - 1)]
        places = np.flatnonzero(signs)
        lines, width = np.searchsorted(self.starts, places, "right") - 1, len(SIGNS)
        count = len(self.starts) - 1
        found: npt.NDArray[np.int64] = np.bincount(lines * width + signs[places] - 1, minlength=count * width).reshape(count, width)
        return found


def _words(kinds: Bytes) -> tuple[Ints, Ints]:
    """Where words begin and end: runs of letters and digits, and each character of a script without spaces."""
    inside = kinds & _WORD > 0
    alone = kinds & IDEOGRAPH > 0
    before = np.concatenate([[False], inside[:-1]])
    before_alone = np.concatenate([[False], alone[:-1]])
    starts = np.flatnonzero(inside & (~before | alone | before_alone))
    after = np.concatenate([inside[1:], [False]])
    after_alone = np.concatenate([alone[1:], [False]])
    ends = np.flatnonzero(inside & (~after | alone | after_alone)) + 1
    return starts, ends
