# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""What a line says by itself: how many words it has, and what its letters, digits and marks look like.

Ordinary Python, compiled as it is where a compiler is at hand. No index is checked here.
"""

from __future__ import annotations

import re
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

# From here on a script has no spaces between words.
UNSPACED = "\u2e80"
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
