# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The words of lines, and lines themselves, as numbers by which they are compared.

Ordinary Python, compiled as it is where a compiler is at hand. No index is checked here.
"""

from __future__ import annotations

import os
import re
from array import array
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled

# How much of a line is read: what a paragraph is about is said soon; whether it says something again; what it is compared by.
LONGEST_READ, LONGEST_SAID, _LONGEST_MASK = 500, 4000, 60
# The fewest letters of a word with a meaning, and how many of them it is compared by.
_LEAST_LETTERS, _STEM = cython.declare(cython.int, 5), cython.declare(cython.int, 7)
_MARKS = cython.declare(str, ",.;:!?\"“”„«»()[]…—–-/|'’")
# Which of the first characters stand between words of any kind, and which between those with a meaning.
_BETWEEN = cython.declare(
    "const unsigned char[::1]",
    bytes([not (chr(code).isalnum() or code == ord("_")) for code in range(256)])
    + bytes([chr(code).isspace() or chr(code) in ",.;:!?\"“”„«»()[]…—–-/|'’" for code in range(256)]),
)
_BASIS, _PRIME = cython.declare(cython.ulonglong, 14695981039346656037), cython.declare(cython.ulonglong, 1099511628211)
_ALL = cython.declare(cython.ulonglong, 0xFFFFFFFFFFFFFFFF)
# Where a hash lies in a table: by the top bits of its product with an odd number that is drawn once a process (multiply-shift of
# Dietzfelbinger and others), so that nobody can choose words that all lie in one place. Numbers come out the same with any.
_DRAWN = cython.declare(cython.ulonglong, int.from_bytes(os.urandom(8), "little") | 1)
# More than there are common words, and a power of two.
_COMMON_ROOM = 2048


@cache
def _runs() -> re.Pattern[str]:
    """Runs of a script without spaces; made late, since its ranges take a millisecond to compile."""
    return re.compile(r"[\u4e00-\u9fff]+|[\u30a0-\u30ff]{2,}|[\uac00-\ud7a3]{2,}")


@cython.cfunc
@cython.locals(character=cython.Py_UCS4)
def _may_have_pairs(text: str) -> cython.bint:
    found: cython.bint = False
    for character in text:
        found |= "\u3000" <= character < "\ud800"
    return found


def _pairs(text: str) -> list[str]:
    """The pairs of characters in runs of a script without spaces."""
    if not _may_have_pairs(text):
        return []
    return [run[at : at + 2] for run in _runs().findall(text) for at in range(max(1, len(run) - 1))]


@cache
def common_words() -> list[str]:
    """Words that every text has."""
    listed = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8")
    return [word for line in listed.splitlines() if not line.startswith("#") for word in line.split()]


@cython.cfunc
@cython.locals(keys="unsigned long long[::1]", slots="int[::1]")
@cython.locals(slot=cython.Py_ssize_t)
def _number(key: cython.ulonglong, keys: Any, slots: Any, shift: cython.int, count: cython.int) -> cython.int:
    """The number of a stretch of text by its hash: that of the same before, or of so many before it the next."""
    slot = ((key * _DRAWN) & _ALL) >> shift
    while slots[slot]:
        if keys[slot] == key:
            count = slots[slot] - 1
            return count
        slot = (slot + 1) & (len(keys) - 1)
    keys[slot], slots[slot] = key, count + 1
    return count


@cython.cfunc
def _shift(room: cython.Py_ssize_t) -> cython.int:
    """How many of the 64 bits of a product are not part of a place in a table, whose size is a power of two."""
    bits: cython.int = 64
    while room > 1:
        room >>= 1
        bits -= 1
    return bits


@cython.cfunc
@cython.locals(character=cython.Py_UCS4)
def _hash(text: str) -> cython.ulonglong:
    """A text as a number of 64 bits (FNV-1a of Fowler, Noll and Vo), which two texts hardly ever share."""
    key: cython.ulonglong = _BASIS
    for character in text:
        key = ((key ^ ord(character)) * _PRIME) & _ALL
    return key


@cython.cfunc
def _between(character: cython.Py_UCS4, meaning: cython.bint) -> cython.bint:
    """Whether a character stands between words."""
    if ord(character) < 256:
        return bool(_BETWEEN[ord(character) + 256 * meaning])
    if not meaning:
        return not character.isalnum()
    if character.isspace():
        return True
    return character in _MARKS


@cython.cfunc
@cython.locals(keys="unsigned long long[::1]", slot=cython.Py_ssize_t)
def _is_common(key: cython.ulonglong, keys: Any, shift: cython.int) -> cython.bint:
    slot = ((key * _DRAWN) & _ALL) >> shift
    while keys[slot]:
        if keys[slot] == key:
            return True
        slot = (slot + 1) & (len(keys) - 1)
    return False


@cache
def _common_keys() -> array[int]:
    """The hashes of the beginnings of common words, each where it is looked for, in a table whose size is a power of two."""
    keys, slots = array("Q", bytes(8 * _COMMON_ROOM)), array("i", bytes(4 * _COMMON_ROOM))
    for count, word in enumerate(common_words()):
        _number(_hash(word[:_STEM]), keys, slots, _shift(_COMMON_ROOM), count)
    return keys


@cython.cfunc
def _folded(text: str, folded: str, most: cython.Py_ssize_t) -> str:
    """The beginning of a line without case; folding makes up to three characters of a few."""
    if len(text) == len(folded):
        return folded[:most] if len(text) > most else folded
    return text[:most].casefold()


def room_for_words(texts: list[str], meaning: cython.bint, most: cython.Py_ssize_t) -> int:
    """How many words lines may have at most.

    Between two words stands a character; folding makes up to three of one, and of a script without spaces each may begin a pair.
    """
    total: cython.Py_ssize_t = 0
    text: str
    for text in texts:
        if text.isascii():
            total += (len(text) + 1) // (_LEAST_LETTERS + 1 if meaning else 2)
        else:
            total += 2 * min(len(text), most)
    return total


@cython.locals(keys="unsigned long long[::1]", slots="int[::1]", last="int[::1]", ids="int[::1]", starts="int[::1]")
@cython.locals(common="unsigned long long[::1]")
@cython.locals(line=cython.Py_ssize_t, length=cython.Py_ssize_t, number=cython.int, character=cython.Py_UCS4)
def number_words(
    texts: list[str],
    folded: list[str],
    meaning: cython.bint,
    most: cython.Py_ssize_t,
    keys: Any,
    slots: Any,
    last: Any,
    ids: Any,
    starts: Any,
) -> int:
    """Number the words of lines, each once a line; where only meaning counts, not those that every text has.

    Returns:
        How many words there are.
    """
    total: cython.Py_ssize_t = 0
    count: cython.int = 0
    least: cython.Py_ssize_t = _LEAST_LETTERS if meaning else 1
    key: cython.ulonglong = _BASIS
    text: str
    common = _common_keys()
    shift: cython.int = _shift(len(keys))
    common_shift: cython.int = _shift(_COMMON_ROOM)
    for line in range(len(texts)):
        starts[line] = total
        if meaning and not texts[line].isascii() and (pairs := _pairs(texts[line][:most])):
            for word in pairs:
                number = _number(_hash(word), keys, slots, shift, count)
                count += number == count
                ids[total] = number
                total += last[number] != line + 1
                last[number] = line + 1
            continue
        length, key = 0, _BASIS
        # The space ends the last word.
        text = _folded(texts[line], folded[line], most) + " "
        for character in text:
            if not _between(character, meaning):
                length += 1
                if not meaning or length <= _STEM:
                    key = ((key ^ ord(character)) * _PRIME) & _ALL
            elif length:
                if length >= least and not (meaning and _is_common(key, common, common_shift)):
                    number = _number(key, keys, slots, shift, count)
                    count += number == count
                    # A word that comes again on its line gives way to the next.
                    ids[total] = number
                    total += last[number] != line + 1
                    last[number] = line + 1
                length, key = 0, _BASIS
    starts[len(texts)] = total
    return count


@cython.locals(keys="unsigned long long[::1]", slots="int[::1]", masks="int[::1]")
@cython.locals(line=cython.Py_ssize_t, character=cython.Py_UCS4)
def number_masks(texts: list[str], folded: list[str], keys: Any, slots: Any, masks: Any) -> int:
    """Number what each line is compared by: its beginning, without case, every number alike; how many there are."""
    count: cython.int = 0
    digits: cython.bint = False
    shift: cython.int = _shift(len(keys))
    key: cython.ulonglong = _BASIS
    text: str
    for line in range(len(texts)):
        text = _folded(texts[line], folded[line], _LONGEST_MASK)
        digits, key = False, _BASIS
        for character in text:
            if not character.isdecimal():
                digits = False
            elif digits:
                continue
            else:
                character, digits = "0", True
            key = ((key ^ ord(character)) * _PRIME) & _ALL
        masks[line] = _number(key, keys, slots, shift, count)
        count += masks[line] == count
    return count
