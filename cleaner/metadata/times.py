"""Times written in a text, as ISO 8601. What is not surely a day, or leaves its day, month or year to guess, is none.

dateparser knows the names of months and the words for "ago" in many languages; it is slow to import, so it is loaded at the first of them.
"""

from __future__ import annotations

import unicodedata
import warnings
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta, timezone
from functools import cache
from itertools import chain

import regex

_COMMON_WORDS = {
    "en": "the of and to in is that for was with on by as at from has are",
    "de": "der die und das ist nicht ein eine mit von den im dem auf sich für des am uhr",
    "fr": "le les des et une est dans pour du que qui sur pas au par avec il",
    "es": "el los las una del que en con por para es se su más al lo",
    "pt": "o os um uma do da que em com não para os dos ao mais pelo são",
    "it": "il di che gli una del della è per con non sono nel alla dei più",
    "nl": "het een van en dat niet op zijn met voor te ook uit bij door uur",
    "sv": "och att det som är för av inte den till med har på ett kl",
    "nb": "og det er ikke som på til av for med har en et å fra kl",
    "da": "og det er ikke som på til af for med har en et at fra kl",
    "fi": "ja on ei että se oli mutta myös kun ovat hän sekä joka klo",
    "pl": "w i na się nie z do to że jest po przez za od jak godz",
    "cs": "a se na v je že to s z do o byl pro jako hod",
    "tr": "ve bir bu için da de ile olan olarak daha çok gibi saat",
    "hu": "a az és hogy nem is egy volt meg csak ez már",
    "ro": "și în de la cu pe nu este din care mai pentru",
    "id": "yang dan di dengan untuk pada dari dalam ini itu tidak adalah",
    "vi": "và của là có trong được cho không với các một những",
}
_OF_WORD = {
    word: [language for language, known in _COMMON_WORDS.items() if word in known.split()]
    for word in chain.from_iterable(map(str.split, _COMMON_WORDS.values()))
}
# A script, or the letters by which a language differs from others of its script; how many of a text's letters at least are among them, as
# one in so many; and the languages, the likeliest first.
_SCRIPTS = tuple(
    (regex.compile(f"[{letters}]"), one_in, tuple(languages.split()))
    for letters, one_in, languages in (
        ("\u3040-\u30ff", 3, "ja"),
        ("\uac00-\ud7af", 3, "ko"),
        ("\u4e00-\u9fff", 3, "zh ja"),
        ("іїєґІЇЄҐ", 40, "uk be"),
        ("\u0400-\u04ff", 3, "ru uk bg sr"),
        ("\u067e\u0686\u0698\u06a9\u06af\u06cc\u06f0-\u06f9", 40, "fa ur ar"),
        ("\u0600-\u06ff", 3, "ar fa ur"),
        ("\u0590-\u05ff", 3, "he"),
        ("\u0370-\u03ff", 3, "el"),
        ("\u0900-\u097f", 3, "hi mr"),
        ("\u0980-\u09ff", 3, "bn"),
        ("\u0e00-\u0e7f", 3, "th"),
    )
)
_LETTERS, _NOT_LATIN = regex.compile(r"\p{L}+"), regex.compile("[\u0370-\ud7af]+")
_SAMPLE = 2000

# Hours from UTC. Names that mean several zones (IST, CST) and those that do not tell summer from winter (ET) are left out.
_ZONES = {"z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3}
_ZONES |= {"msk": 3, "мск": 3, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13}
_ZONES |= {"est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_AFTERNOON = ("p", "오후", "下午", "午後")
_CLOCK = (
    r"(?P<half>오전|오후|上午|下午|午前|午後)?\s?"
    r"(?:(?P<hour>\d{1,2})\s?(?:[:.hH]|時|时|点|點|시)\s?(?P<minute>\d{2})(?!\d)(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?(?!\d))?\s?[分분]?"
    r"\s?(?P<am>[aApP]\.?\s?[mM]\b\.?)?|(?P<hour12>\d{1,2})\s?(?P<am12>[aApP]\.?[mM]\b\.?))"
    r"(?:\s?(?:Uhr|uur|h|hod\.)?\s?[(\[]?(?P<zone>(?i:UTC|GMT)?\s?[+−-]\d{1,2}:?(?:\d{2})?|\p{L}{1,4}\b)[)\]]?)?"
)
_AT = r"(?:(?i:at|um|kl\.?|klo|om|ore|alle(?: ore)?|às|as|à|a las|o godz\.|godz\.|saat|u|o|v|в|о|T)[\s.]?\s?)?"
_AFTER = regex.compile(rf"[\s,;|•·()–—-]{{0,4}}{_AT}{_CLOCK}")
_BEFORE = regex.compile(rf"{_CLOCK}[\s,;|•·–—-]{{1,4}}(?:on )?(?:\p{{L}}{{2,12}}\.?,?\s)?$")
_OFFSET = regex.compile(r"([+−-])(\d{1,2}):?(\d{2})?$")
_FARTHEST = 14

# Years that no page was written in, and that are plain ones of the calendars of Thailand and of Iran.
_BUDDHIST, _BUDDHIST_AHEAD, _PERSIAN = range(2443, 2700), 543, range(1278, 1500)
_EARLIEST, _LATEST, _CENTURY_TURN = 1500, 2200, 70
# Two months of Arabic have a second word, and short ones of Thai a stop within.
_WORD = r"(?P<word>(?:(?:كانون|تشرين) ال\p{L}+|\p{Thai}{1,3}\.\p{Thai}|[\p{L}\p{M}]{2,})(?:\.?/[\p{L}\p{M}]+)?)"
_DAY = r"(?<!\d)(?P<day>\d{1,2})(?:st|nd|rd|th|er|re|ος|\.?º|°|ª|-?го)?"
_NUMERIC = regex.compile(
    r"(?<![\d:.])(?P<first>\d{1,2})\s?(?P<sign>[-/.])\s?(?P<second>\d{1,2})\s?(?P=sign)\s?(?P<year>\d{4}|\d{2})(?![\d:])"
)
_FORMS = (
    regex.compile(r"(?<!\d)(?P<year>\d{4})(?P<sign>[-/.])\s?(?P<month>\d{1,2})(?P=sign)\s?(?P<day>\d{1,2})(?!\d)"),
    regex.compile(r"(?<!\d)(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?(?P<day>\d{1,2})\s?[日일号號]?"),
    _NUMERIC,
    regex.compile(
        rf"{_DAY}[\s.\-]{{0,2}}(?:de |di |of |d['’])?{_WORD}\.?[,،\s\-]{{1,3}}(?:de[l ] ?|of )?(?:(?:พ|ค)\.ศ\. ?)?(?P<year>\d{{4}})(?!\d)"
    ),
    regex.compile(r"(?<!\d)(?P<day>\d{1,2}) (?:(?i:tháng) ?|thg ?)(?P<month>\d{1,2})[,\s/]{1,2}(?:năm )?(?P<year>\d{4})(?!\d)"),
    regex.compile(rf"(?<!\p{{L}}){_WORD}\.? (?P<day>\d{{1,2}})(?:st|nd|rd|th)?[,\s]{{1,2}}(?P<year>\d{{4}})(?!\d)"),
    regex.compile(rf"(?<!\d)(?P<year>\d{{4}})[.,]? {_WORD}\.? (?P<day>\d{{1,2}})(?!\d)\.?"),
)
_MONTHS = tuple(date(2000, number, 1).strftime("%B").lower() for number in range(1, 13))
# Countries whose names of months are others than the language's own: those of the Levant and of the Maghreb.
_COUNTRIES = {"ar": ("ar-SY", "ar-DZ", "ar-MA")}
_PARTS = regex.compile(r"\s*[|•·,;()]\s*|\s[–—-]\s")
# A length of time, such as a reading time, has no word that says which way to count.
_LENGTH = regex.compile(r"\d+ ?[a-zA-Z]+\.?")
_LONGEST_AGO = 40


def languages_of(text: str) -> tuple[str, ...]:
    """The languages that a text may be in, the likeliest first and never none: by its script, then by its commonest small words."""
    sample = text[:_SAMPLE]
    if letters := "".join(_NOT_LATIN.findall(sample)):
        length = len(sample.replace(" ", ""))
        for script, one_in, languages in _SCRIPTS:
            if len(script.findall(letters)) * one_in > length:
                return languages
    counts = dict.fromkeys(_COMMON_WORDS, 0)
    for word in _LETTERS.findall(sample.casefold()):
        for language in _OF_WORD.get(word, ()):
            counts[language] += 1
    best = sorted(counts, key=lambda language: -counts[language])
    return tuple(best) if counts[best[0]] > 1 else ("en", *(language for language in best if language != "en"))


def read_time(text: str, languages: tuple[str, ...], day_first: bool, reference: datetime | None) -> str | None:
    """The time that an expression names, as ISO 8601: a day, or a day and an hour, with its offset where the text says one.

    Args:
        text: the expression; words around the date do no harm.
        languages: what the text around it may be written in, likeliest first.
        day_first: how to read 03/04/2024, where the numbers leave it open.
        reference: what "3 hours ago" is counted from; without it such an expression names no time.
    """
    plain = _in_ascii_digits(text)
    for start, end, day in _days(plain, languages, day_first):
        clock = _clock(_AFTER.match(plain, end)) or _clock(_BEFORE.search(plain[:start]))
        return datetime.combine(day, clock).isoformat() if clock else day.isoformat()
    return _ago(plain, languages, reference) if reference else None


def times_in(text: str, languages: tuple[str, ...], day_first: bool) -> Iterator[tuple[int, int]]:
    """Where a text names days, each with the hour behind it: offsets of the first code point and after the last."""
    plain, after = _in_ascii_digits(text), 0
    for start, end, _ in _days(plain, languages, day_first):
        if start >= after:
            clock = _AFTER.match(plain, end)
            after = clock.end() if clock else end
            yield start, after


def shown_order(text: str) -> bool | None:
    """Whether dates in numbers put the day first, as those show whose second or first number is no month; None if none does."""
    for hit in _NUMERIC.finditer(_in_ascii_digits(text)):
        first, second = int(hit["first"]), int(hit["second"])
        if (first > 12) != (second > 12):
            return first > 12
    return None


def _in_ascii_digits(text: str) -> str:
    """A text with the digits of every script as 0 to 9, one for one."""
    return text if text.isascii() else "".join(str(unicodedata.decimal(one)) if one.isdecimal() else one for one in text)


def _days(text: str, languages: tuple[str, ...], day_first: bool) -> Iterator[tuple[int, int, date]]:
    """The days that a text names, in order, each with its place."""
    hits = [hit for form in _FORMS for hit in form.finditer(text, overlapped=True)]
    for hit in sorted(hits, key=lambda hit: (hit.start(), -hit.end())):
        parts = hit.groupdict()
        if "first" in parts:
            month, day = int(parts["second"]), int(parts["first"])
            if month > 12 or (day <= 12 and not day_first and parts["sign"] != "."):
                month, day = day, month
        else:
            day = int(parts["day"])
            month = int(parts["month"]) if "month" in parts else (month_of(parts["word"], languages) or 0)
        year = int(parts["year"])
        year += 0 if len(parts["year"]) == 4 else 2000 if year < _CENTURY_TURN else 1900
        if found := _day(year, month or parts.get("word", ""), day, languages):
            yield hit.start(), hit.end(), found


def _day(year: int, month: int | str, day: int, languages: tuple[str, ...]) -> date | None:
    """The Gregorian day that a printed one is, whose month is named where it is not Gregorian; None where nobody would print it."""
    if year in _PERSIAN and languages[0] == "fa":
        from dateparser.calendars.jalali import JalaliCalendar  # with tables of its own, which few pages need

        try:
            found = JalaliCalendar(f"{day} {month} {year}" if isinstance(month, str) else f"{year}/{month}/{day}").get_date()
        except (ValueError, IndexError):
            return None
        return found.date_obj.date() if found and found.date_obj else None
    year -= _BUDDHIST_AHEAD if year in _BUDDHIST else 0
    try:
        return None if isinstance(month, str) or not _EARLIEST <= year <= _LATEST else date(year, month, day)
    except ValueError:
        return None


def month_of(word: str, languages: tuple[str, ...]) -> int | None:
    """The number of a month by its name, short or in full, in one of some languages or another of the same script."""
    names = word.casefold().replace(".", "").split("/")
    found = (_month_names(language).get(name) for language in _languages_for(word, languages) for name in names)
    return next(filter(None, found), None)


@cache
def _month_names(language: str) -> Mapping[str, int]:
    """The names of months in a language and in its countries, with and without the marks above their letters."""
    from dateparser.languages.loader import default_loader

    names: dict[str, int] = {}
    for place in (language, *_COUNTRIES.get(language, ())):
        known = default_loader.get_locale(place).info
        for number, month in enumerate(_MONTHS, 1):
            for name in known.get(month, ()):
                whole = name.casefold().replace(".", "")
                names.setdefault(whole, number)
                # Without its marks, one month of Thai is another.
                if language != "th":
                    names.setdefault(_without_marks(whole), number)
    return names


def _without_marks(word: str) -> str:
    return "".join(one for one in unicodedata.normalize("NFKD", word) if unicodedata.category(one) != "Mn")


def _languages_for(word: str, likely: tuple[str, ...]) -> tuple[str, ...]:
    """The languages that a word may be in: those of its script, the likely ones first."""
    own = next((languages for script, _, languages in _SCRIPTS if script.search(word)), tuple(_COMMON_WORDS))
    return tuple(dict.fromkeys((*(language for language in likely if language in own), *own)))


def _clock(hit: regex.Match[str] | None) -> time | None:
    """The time of day that was found, with its distance from UTC where the text gives it."""
    if hit is None:
        return None
    hour, half = int(hit["hour"] or hit["hour12"]), (hit["am"] or hit["am12"] or hit["half"] or "").casefold()
    if half.startswith(_AFTERNOON) and hour < 12:
        hour += 12
    elif half.startswith("a") and hour == 12:
        hour = 0
    try:
        return time(hour, int(hit["minute"] or 0), int(hit["second"] or 0), tzinfo=_offset(hit["zone"] or ""))
    except ValueError:
        return None


def _offset(zone: str) -> timezone | None:
    """The distance from UTC that a zone's name or numbers stand for."""
    if numbers := _OFFSET.search(zone):
        hours, minutes = int(numbers[2]), int(numbers[3] or 0)
        away = timedelta(hours=hours, minutes=minutes)
        return timezone(away if numbers[1] == "+" else -away) if hours <= _FARTHEST and minutes < 60 else None
    known = _ZONES.get(zone.strip().casefold())
    return None if known is None else timezone(timedelta(hours=known))


def _ago(text: str, languages: tuple[str, ...], reference: datetime) -> str | None:
    """The time that lies as far before the reference as an expression such as "vor 2 Stunden" says."""
    now = reference.replace(tzinfo=None)
    for part in map(str.strip, _PARTS.split(text)):
        if not 3 <= len(part) <= _LONGEST_AGO or (part.isascii() and _LENGTH.fullmatch(part)):
            continue
        for language in _languages_for(part, languages):
            found = _relative(part, language, now)
            if found and found <= now:
                by_clock = timedelta() < now - found < timedelta(days=1)
                return found.replace(microsecond=0, tzinfo=reference.tzinfo).isoformat() if by_clock else found.date().isoformat()
    return None


def _relative(text: str, language: str, now: datetime) -> datetime | None:
    import dateparser

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            settings = {"PARSERS": ["relative-time"], "RELATIVE_BASE": now, "RETURN_AS_TIMEZONE_AWARE": False}
            found = dateparser.parse(text, languages=[language], settings=settings)
        except (ValueError, OverflowError):
            return None
    return found.replace(tzinfo=None) if found else None
