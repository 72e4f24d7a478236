"""One expression of time to ISO 8601. What is not surely a date, or leaves its day, month or year to guess, is none.

The names of months and the words for "ago" are the business of dateparser, which knows them in many languages and is slow to import;
it is imported when the first name of a month has to be read.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Any

import regex

from cleaner.fields.calendars import day_in
from cleaner.fields.clocks import clock_after, clock_before, clock_length
from cleaner.fields.languages import languages_for

# Two months of Arabic have a second word, and short ones of Thai a stop within.
_WORD = r"(?P<word>(?:(?:كانون|تشرين) ال\p{L}+|\p{Thai}{1,3}\.\p{Thai}|[\p{L}\p{M}]{2,})(?:\.?/[\p{L}\p{M}]+)?)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|ος|\.?º|°|ª|-?го)?"
_OF = r"(?:de |di |of |d['’])?"
_ERA = r"(?:(?:พ|ค)\.ศ\. ?)?"
_FORMS = (
    regex.compile(r"(?<!\d)(?P<year>\d{4})(?P<sign>[-/.])\s?(?P<month>\d{1,2})(?P=sign)\s?(?P<day>\d{1,2})(?!\d)"),
    regex.compile(r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号號]?"),
    regex.compile(r"(?<![\d:.])(?P<first>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sign)\s?(?P<year>\d{4}|\d{2})(?![\d:])"),
    regex.compile(rf"{_DAY}[\s.\-]{{0,2}}{_OF}{_WORD}\.?[,،\s\-]{{1,3}}(?:de[l ] ?|of )?{_ERA}(?P<year>\d{{4}})(?!\d)"),
    regex.compile(r"(?<!\d)(?P<day>\d{1,2}) (?:(?i:tháng) ?|thg ?)(?P<month>\d{1,2})[,\s/]{1,2}(?:năm )?(?P<year>\d{4})(?!\d)"),
    regex.compile(rf"(?<!\p{{L}}){_WORD}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,\s]{{1,2}}(?P<year>\d{{4}})(?!\d)"),
    regex.compile(rf"(?<!\d)(?P<year>\d{{4}})[.,]? {_WORD}\.? (?P<day>\d{{1,2}})(?!\d)\.?"),
)
_NUMERIC = _FORMS[2]
_PARTS = regex.compile(r"\s*[|•·,;()]\s*|\s[–—-]\s")
_LENGTH = regex.compile(r"\d+ ?[a-zA-Z]+\.?")
_CENTURY_TURN = 70
# Countries whose names of months are others than the language's own: those of the Levant and of the Maghreb.
_PLACES = {"ar": ("ar-SY", "ar-DZ", "ar-MA")}
_LONGEST_AGO = 40


def read_moment(text: str, languages: tuple[str, ...], day_first: bool, reference: datetime | None) -> str | None:
    """The time that an expression names, as ISO 8601: a date, or a date and time, with its offset where the text says one.

    Args:
        text: the expression; words around the date do no harm.
        languages: what the text around it may be written in, likeliest first.
        day_first: how to read 03/04/2024, where the numbers leave it open.
        reference: what "3 hours ago" is counted from; without it such an expression names no time.
    """
    plain = in_ascii_digits(text)
    for start, end, day in _days(plain, languages, day_first):
        clock = clock_after(plain[end:]) or clock_before(plain[:start])
        return datetime.combine(day, clock).isoformat() if clock else day.isoformat()
    return _ago(plain, languages, reference) if reference else None


def moments_in(text: str, languages: tuple[str, ...], day_first: bool) -> Iterator[tuple[int, int]]:
    """Where a text names days, each with the time of day beside it: offsets of the first code point and after the last.

    Args:
        text: the text.
        languages: what the text around it may be written in, likeliest first.
        day_first: how to read 03/04/2024.
    """
    plain, after = in_ascii_digits(text), 0
    for start, end, _ in _days(plain, languages, day_first):
        if start >= after:
            after = end + clock_length(plain[end:])
            yield start, after


def order_shown(text: str) -> bool | None:
    """Whether dates in numbers put the day first, as those show whose second or first number is no month; None if none does.

    Args:
        text: the lines to look at.
    """
    for hit in _NUMERIC.finditer(in_ascii_digits(text)):
        first, second = int(hit["first"]), int(hit["second"])
        if (first > 12) != (second > 12):
            return first > 12
    return None


def in_ascii_digits(text: str) -> str:
    """A text with the digits of every script as 0 to 9, one for one.

    Args:
        text: the text.
    """
    return text if text.isascii() else "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def _days(text: str, languages: tuple[str, ...], day_first: bool) -> Iterator[tuple[int, int, date]]:
    """The days that a text names, in order, each with its place."""
    hits = [hit for form in _FORMS for hit in form.finditer(text, overlapped=True)]
    for hit in sorted(hits, key=lambda hit: (hit.start(), -hit.end())):
        parts = hit.groupdict()
        if "first" in parts:
            month, day = _ordered(int(parts["first"]), int(parts["second"]), day_first or parts["sign"] == ".")
        else:
            day = int(parts["day"])
            month = int(parts["month"]) if "month" in parts else (month_of(parts["word"], languages) or 0)
        year = int(parts["year"])
        year += 0 if len(parts["year"]) == 4 else 2000 if year < _CENTURY_TURN else 1900
        if found := day_in(year, month or parts.get("word", ""), day, languages):
            yield hit.start(), hit.end(), found


def _ordered(first: int, second: int, day_first: bool) -> tuple[int, int]:
    """Month and day, as the numbers show or else as is usual."""
    return (second, first) if second <= 12 and (day_first or first > 12) else (first, second)


@lru_cache(maxsize=2048)
def month_of(word: str, languages: tuple[str, ...]) -> int | None:
    """The number of a month by its name, in one of some languages or another of the same script.

    Args:
        word: the name, short or in full.
        languages: the likeliest languages, in order.
    """
    for language in languages_for(word, languages):
        # Without the marks above its letters, one month of Thai is another.
        settings = {"PARSERS": ["absolute-time"], "STRICT_PARSING": True, "NORMALIZE": language != "th"}
        for name in word.replace(".", "").split("/"):
            for place in (None, *_PLACES.get(language, ())):
                if found := _parse(f"15 {name} 2000", language, settings, place):
                    return found.month if (found.day, found.year) == (15, 2000) else None
    return None


def _ago(text: str, languages: tuple[str, ...], reference: datetime) -> str | None:
    """The time that lies as far before the reference as an expression such as "vor 2 Stunden" says."""
    now = reference.replace(tzinfo=None)
    for part in map(str.strip, _PARTS.split(text)):
        # A bare length of time, such as a reading time, has no word that says which way to count.
        if not 3 <= len(part) <= _LONGEST_AGO or (part.isascii() and _LENGTH.fullmatch(part)):
            continue
        for language in languages_for(part, languages):
            found = _parse(part, language, {"PARSERS": ["relative-time"], "RELATIVE_BASE": now})
            if found and found <= now:
                passed = now - found
                by_clock = timedelta() < passed < timedelta(days=1)
                return found.replace(microsecond=0, tzinfo=reference.tzinfo).isoformat() if by_clock else found.date().isoformat()
    return None


def _parse(text: str, language: str, settings: dict[str, Any], place: str | None = None) -> datetime | None:
    import dateparser  # slow to import, and most pages are cleaned without a look at their dates

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            where: dict[str, Any] = {"locales": [place]} if place else {"languages": [language]}
            found = dateparser.parse(text, **where, settings={"RETURN_AS_TIMEZONE_AWARE": False, **settings})
        except (ValueError, OverflowError):
            return None
    return found.replace(tzinfo=None) if found else None
