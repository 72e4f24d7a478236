"""What a line's own letters, digits and marks say for and against its being the headline of a new story."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from cleaner.lines.kinds import ITEM, NUMBER, PROSE, SENTENCE, TITLE

_LENGTHS = ((1, "one word"), (2, "two words"), (3, "three words"), (5, "four or five words"), (7, "six or seven words"))
_LONGER = ((9, "eight or nine words"), (11, "ten or eleven words"), (14, "twelve to fourteen words"), (18, "fifteen to eighteen words"))
_STEP = re.compile(r"(?:\d+[.):]|step \d|#\d|[ivx]+\.|[a-z][.)])\s", re.IGNORECASE)
_DASHED = re.compile(r"\S [-–—|] \S")
_SHAPES = {PROSE: "prose", ITEM: "a list item", SENTENCE: "a short sentence", NUMBER: "no letters", TITLE: "a long title"}


@lru_cache(maxsize=4096)
def own_shape(text: str, shape: str) -> tuple[str, ...]:
    """What a line by itself says.

    Args:
        text: the line without the white space around it, not empty.
        shape: its shape, one letter.
    """
    count = words(text)
    told = [next((name for most, name in (*_LENGTHS, *_LONGER) if count <= most), "nineteen words or more")]
    last = text[-1]
    found = {
        "a question": last in "?？",
        "a colon inside": ":" in text[:-1] or "：" in text,
        "a colon at the end": last in ":：",
        "a digit first": text[0].isdigit(),
        "a number like a step's": _STEP.match(text) is not None,
        "a small letter first": text[0].islower(),
        "a full stop": last in ".!。",
        "a quote or bracket at the end": last in '",;)”',
        "a dash between words": _DASHED.search(text) is not None,
        "it reads like a date": reads_like_date(text),
    }
    told += [name for name, holds in found.items() if holds]
    long = [word for word in text.split() if len(word) > 3 and word[0].isalpha()]
    if len(long) > 1:
        capital = sum(word[0].isupper() for word in long) / len(long)
        cases = "title case" if capital >= 0.7 else "sentence case" if capital < 0.4 else "mixed case"
        told.append("all capitals" if text.isupper() else cases)
    if shape in _SHAPES:
        told.append(_SHAPES[shape])
    return tuple(told)


def words(text: str) -> int:
    """How many words a line has; a script without spaces counts two characters a word.

    Args:
        text: the line without the white space around it.
    """
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else spaced + unspaced(text) // 2


@lru_cache(maxsize=8192)
def unspaced(text: str) -> int:
    """How many characters of scripts without spaces between words a text has.

    Args:
        text: any text.
    """
    return 0 if text.isascii() else len(_unspaced().findall(text))


@cache
def _unspaced() -> re.Pattern[str]:
    """Made late, since so wide a range takes milliseconds to compile."""
    return re.compile("[^\x00-\u2e7f]")


_CLOCK = re.compile(r"\b\d{1,2}[:.h]\d{2}\b|\b\d{1,2} ?[ap]\.?m\b|\d[時시点时]")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d[年년]|\b\d{1,2}[/.]\d{1,2}[/.]\d{2,4}\b|\d[月월]")
_DIGITS = re.compile(r"\d+")
_LONGEST_DATE, _DATE_WORDS, _CLOCK_WORDS = 70, 8, 6


@lru_cache(maxsize=4096)
def reads_like_date(text: str) -> bool:
    """Whether a line holds a year or clock and little else, in whatever language.

    Args:
        text: the line without the white space around it.
    """
    if len(text) > _LONGEST_DATE or not (numbers := _DIGITS.findall(text)):
        return False
    year, clock = _YEAR.search(text) is not None, _CLOCK.search(text) is not None
    count = words(text)
    return (year and (clock or (count <= _DATE_WORDS and len(numbers) > 1))) or (clock and count <= _CLOCK_WORDS)
