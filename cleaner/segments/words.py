# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What a line says by itself: its words as numbers, and what its letters, digits and marks look like.

Ordinary Python, compiled as it is where a compiler is at hand. No index is checked here.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.segments import evidence

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled

# How much of a line is read: what a paragraph is about is said soon; whether it says something again; what it is compared by.
UNSPACED = "\u2e80"
LONGEST_READ, LONGEST_SAID, _LONGEST_MASK = 500, 4000, 60
# The fewest letters of a word with a meaning, and how many of them it is compared by.
LEAST_LETTERS = 5
_LEAST_LETTERS, _STEM = cython.declare(cython.int, LEAST_LETTERS), cython.declare(cython.int, 7)
_MARKS = cython.declare(str, ",.;:!?\"“”„«»()[]…—–-/|'’")
# Which of the first characters stand between words of any kind, and which between those with a meaning.
_BETWEEN = cython.declare(
    "const unsigned char[::1]",
    bytes([not (chr(code).isalnum() or code == ord("_")) for code in range(256)])
    + bytes([chr(code).isspace() or chr(code) in ",.;:!?\"“”„«»()[]…—–-/|'’" for code in range(256)]),
)
_BASIS, _PRIME = cython.declare(cython.ulonglong, 14695981039346656037), cython.declare(cython.ulonglong, 1099511628211)
_ALL = cython.declare(cython.ulonglong, 0xFFFFFFFFFFFFFFFF)
_ITSELF, _WIDTH = cython.declare(cython.int, evidence.ITSELF), cython.declare(cython.int, evidence.WIDTH)
_STEPLIKE = re.compile(r"(?:\d+[.):]|step \d|#\d|[ivx]+\.|[a-z][.)])\s", re.IGNORECASE)
_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b|\d[時시点时]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[年년]|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\d[月월]")
_DIGITS = re.compile(r"\d+")
_LONGEST_DATE, _DATE_WORDS, _CLOCK_WORDS = 70, 8, 6


@cython.locals(character=cython.Py_UCS4)
def unspaced(text: str) -> int:
    """How many characters of scripts without spaces between words a text has."""
    found: cython.Py_ssize_t = 0
    if text.isascii():
        return 0
    for character in text:
        found += character >= "\u2e80"
    return found


def words(text: str) -> int:
    """How many words a line has, without white space around it; a script without spaces counts two characters a word."""
    return text.count(" ") + 1 + unspaced(text) // 2


def reads_like_date(text: str) -> bool:
    """Whether a line holds a year or clock and little else, in whatever language."""
    if len(text) > _LONGEST_DATE or not (numbers := _DIGITS.findall(text)):
        return False
    year, clock, count = _YEAR.search(text) is not None, _CLOCK.search(text) is not None, words(text)
    return (year and (clock or (count <= _DATE_WORDS and len(numbers) > 1))) or (clock and count <= _CLOCK_WORDS)


def reads_like_name(text: str) -> bool:
    """Whether a line is two to seven words, most with a capital, without digits or a stop."""
    spaced = text.split()
    capital = sum([word[0].isupper() for word in spaced])
    return 2 <= len(spaced) <= 7 and not text.endswith((".", "?", "!", ":")) and 5 * capital >= 3 * len(spaced) and not _DIGITS.search(text)


@cython.locals(shapes="const unsigned char[::1]", lines="const int[::1]", dates="unsigned char[::1]", places="const int[::1]")
@cython.locals(rows="unsigned char[::1]")
@cython.locals(number=cython.Py_ssize_t, place=cython.Py_ssize_t)
def describe_lines(texts: list[str], shapes: Any, lines: Any, dates: Any, places: Any, rows: Any) -> None:
    """Describe headlines by what each looks like; `cleaner/segments/evidence.py` names the features in the same order.

    Args:
        texts: the lines of the page without the white space around them.
        shapes: the kinds of the lines that count, lowered.
        lines: their numbers among the texts.
        dates: for each line of the page 1 where it does not read like a date and 2 where it does; filled when needed.
        places: where the headlines stand.
    """
    for number in range(len(places)):
        place = places[number]
        _describe(texts[lines[place]], lines[place], dates, rows, number * _WIDTH + _ITSELF)
        rows[number * _WIDTH + _ITSELF + 12] = shapes[place]


@cython.cfunc
@cython.locals(dates="unsigned char[::1]", rows="unsigned char[::1]")
@cython.locals(at=cython.Py_ssize_t, character=cython.Py_UCS4)
def _describe(text: str, line: cython.Py_ssize_t, dates: Any, rows: Any, base: cython.Py_ssize_t) -> None:
    start: cython.Py_ssize_t = 0
    length: cython.Py_ssize_t = len(text)
    count: cython.Py_ssize_t = 1
    unspaced_signs: cython.Py_ssize_t = 0
    long_words: cython.Py_ssize_t = 0
    capital: cython.Py_ssize_t = 0
    digits: cython.bint = False
    first: cython.Py_UCS4 = text[0]
    last: cython.Py_UCS4 = text[length - 1]
    second: cython.Py_UCS4 = text[1] if length > 1 else " "
    for at in range(length):
        character = text[at]
        if character == " ":
            count += 1
        elif character == "：" or (character == ":" and at < length - 1):
            rows[base + 2] = 1  # a colon inside
        elif character in "-–—|" and 1 < at < length - 2 and text[at - 1] == " " and text[at + 1] == " ":
            rows[base + 9] = rows[base + 9] | (not text[at - 2].isspace() and not text[at + 2].isspace())
        unspaced_signs += character >= "\u2e80"
        digits = digits or character.isdecimal()
        if character.isspace():
            start = at + 1
        elif at - start == 3:
            character = text[start]
            if character.isalpha():
                long_words += 1
                if character.isupper():
                    capital += 1
    count += unspaced_signs // 2
    rows[base] = _length_step(count)
    rows[base + 1] = last in "?？"
    rows[base + 3] = last in ":："
    rows[base + 4] = first.isdigit()
    # Few lines may begin as a step does, and the others are passed over.
    if not (first.isalpha() and second.isalpha()) or second in "tTiIvVxX" or ord(second) >= 0x80:
        rows[base + 5] = _STEPLIKE.match(text) is not None
    rows[base + 6] = first.islower()
    rows[base + 7] = last in ".!。"
    rows[base + 8] = last in '",;)”'
    if digits and not dates[line]:
        dates[line] = 2 if reads_like_date(text) else 1
    rows[base + 10] = dates[line] == 2
    if long_words > 1:
        if text.isupper():
            rows[base + 11] = 1
        else:
            rows[base + 11] = 2 if capital / long_words >= 0.7 else 3 if capital / long_words < 0.4 else 4


@cython.cfunc
def _length_step(count: cython.Py_ssize_t) -> cython.int:
    """How long a line of so many words is, in ten steps from 1 on."""
    step: cython.int = (count > 1) + (count > 2) + (count > 3) + (count > 5) + (count > 7)
    return 1 + step + (count > 9) + (count > 11) + (count > 14) + (count > 18)


@cache
def _runs() -> re.Pattern[str]:
    """Runs of a script without spaces; made late, since its ranges take a millisecond to compile."""
    return re.compile(r"[\u4e00-\u9fff]+|[\u30a0-\u30ff]{2,}|[\uac00-\ud7a3]{2,}")


def _pairs(text: str) -> list[str]:
    """The pairs of characters in runs of a script without spaces."""
    return [run[at : at + 2] for run in _runs().findall(text) for at in range(max(1, len(run) - 1))]


@cache
def common_words() -> list[str]:
    """Words that every text has."""
    listed = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8")
    return [word for line in listed.splitlines() if not line.startswith("#") for word in line.split()]


@cython.cfunc
@cython.locals(keys="unsigned long long[::1]", slots="int[::1]")
@cython.locals(slot=cython.Py_ssize_t)
def _number(key: cython.ulonglong, keys: Any, slots: Any, count: cython.int) -> cython.int:
    """The number of a stretch of text by its hash: that of the same before, or of so many before it the next."""
    slot = (key ^ key >> 29) & (len(keys) - 1)
    while slots[slot]:
        if keys[slot] == key:
            count = slots[slot] - 1
            return count
        slot = (slot + 1) & (len(keys) - 1)
    keys[slot], slots[slot] = key, count + 1
    return count


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
@cython.locals(character=cython.Py_UCS4)
def _may_have_pairs(text: str) -> cython.bint:
    found: cython.bint = False
    if not text.isascii():
        for character in text:
            found |= "\u3000" <= character < "\ud800"
    return found


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
    return total + (len(common_words()) if meaning else 0)


@cython.locals(keys="unsigned long long[::1]", slots="int[::1]", last="int[::1]", ids="int[::1]", starts="int[::1]")
@cython.locals(line=cython.Py_ssize_t, length=cython.Py_ssize_t, number=cython.int, character=cython.Py_UCS4)
def number_words(
    texts: list[str], meaning: cython.bint, most: cython.Py_ssize_t, keys: Any, slots: Any, last: Any, ids: Any, starts: Any
) -> int:
    """Number the words of lines, each once a line; those that every text has are numbered first where only meaning counts.

    Returns:
        How many words there are.
    """
    total: cython.Py_ssize_t = 0
    count: cython.int = 0
    common: cython.int = 0
    least: cython.Py_ssize_t = _LEAST_LETTERS if meaning else 1
    key: cython.ulonglong = _BASIS
    text: str
    if meaning:
        for word in common_words():
            count += _number(_hash(word[:_STEM]), keys, slots, count) == count
        common = count
    for line in range(len(texts)):
        starts[line] = total
        text = texts[line]
        if len(text) > most:
            text = text[:most]
        if meaning and _may_have_pairs(text) and (pairs := _pairs(text)):
            for word in pairs:
                number = _number(_hash(word), keys, slots, count)
                count += number == count
                if last[number] != line + 1:
                    last[number], ids[total] = line + 1, number
                    total += 1
            continue
        length, key = 0, _BASIS
        # The space ends the last word.
        text = text.casefold() + " "
        for character in text:
            if not _between(character, meaning):
                length += 1
                if not meaning or length <= _STEM:
                    key = ((key ^ ord(character)) * _PRIME) & _ALL
            elif length:
                if length >= least:
                    number = _number(key, keys, slots, count)
                    count += number == count
                    if number >= common and last[number] != line + 1:
                        last[number], ids[total] = line + 1, number
                        total += 1
                length, key = 0, _BASIS
    starts[len(texts)] = total
    return count


@cython.locals(keys="unsigned long long[::1]", slots="int[::1]", masks="int[::1]")
@cython.locals(line=cython.Py_ssize_t, character=cython.Py_UCS4)
def number_masks(texts: list[str], keys: Any, slots: Any, masks: Any) -> int:
    """Number what each line is compared by: its beginning, without case, every number alike; how many there are."""
    count: cython.int = 0
    digits: cython.bint = False
    key: cython.ulonglong = _BASIS
    text: str
    for line in range(len(texts)):
        text = texts[line][:_LONGEST_MASK].casefold()
        digits, key = False, _BASIS
        for character in text:
            if not character.isdecimal():
                digits = False
            elif digits:
                continue
            else:
                character, digits = "0", True
            key = ((key ^ ord(character)) * _PRIME) & _ALL
        masks[line] = _number(key, keys, slots, count)
        count += masks[line] == count
    return count
