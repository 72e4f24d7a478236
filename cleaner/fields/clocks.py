"""The time of day beside a date, and its distance from UTC where the text gives it."""

from __future__ import annotations

from datetime import time, timedelta, timezone

import regex

# Hours from UTC. Names that mean several zones (IST, CST) and those that do not tell summer from winter (ET) are left out.
_EAST = {"z": 0, "utc": 0, "gmt": 0, "wet": 0, "west": 1, "bst": 1, "cet": 1, "mez": 1, "cest": 2, "mesz": 2, "eet": 2, "eest": 3}
_FAR_EAST = {"msk": 3, "мск": 3, "hkt": 8, "sgt": 8, "jst": 9, "kst": 9, "aest": 10, "aedt": 11, "nzst": 12, "nzdt": 13}
_ZONES = _EAST | _FAR_EAST | {"est": -5, "edt": -4, "cdt": -5, "mst": -7, "mdt": -6, "pst": -8, "pdt": -7}
_HALF = r"(?P<half>오전|오후|上午|下午|午前|午後)?\s?"
_TIME = (
    r"(?:(?P<hour>\d{1,2})\s?(?:[:.hH]|時|时|点|點|시)\s?(?P<minute>\d{2})(?!\d)(?:[:.](?P<second>\d{2})(?:[.,]\d{1,9})?(?!\d))?\s?[分분]?"
    r"\s?(?P<am>[aApP]\.?\s?[mM]\b\.?)?|(?P<hour12>\d{1,2})\s?(?P<am12>[aApP]\.?[mM]\b\.?))"
)
_ZONE = r"(?:\s?(?:Uhr|uur|h|hod\.)?\s?[(\[]?(?P<zone>(?i:UTC|GMT)?\s?[+−-]\d{1,2}:?(?:\d{2})?|\p{L}{1,4}\b)[)\]]?)?"
_BETWEEN = r"[\s,;|•·()–—-]{0,4}(?:(?i:at|um|kl\.?|klo|om|ore|alle(?: ore)?|às|as|à|a las|o godz\.|godz\.|saat|u|o|v|в|о|T)[\s.]?\s?)?"
_AFTER = regex.compile(rf"(?:{_BETWEEN}){_HALF}{_TIME}{_ZONE}")
_BEFORE = regex.compile(rf"{_HALF}{_TIME}{_ZONE}[\s,;|•·–—-]{{1,4}}(?:on )?(?:\p{{L}}{{2,12}}\.?,?\s)?$")
_MOST_HOURS = 14


def clock_after(text: str) -> time | None:
    """The time of day that a text begins with.

    Args:
        text: what stands behind a date.
    """
    return _time(_AFTER.match(text))


def clock_length(text: str) -> int:
    """How many code points of a text the time of day takes that it begins with; 0 where it begins with none.

    Args:
        text: what stands behind a date.
    """
    return hit.end() if (hit := _AFTER.match(text)) else 0


def clock_before(text: str) -> time | None:
    """The time of day that a text ends with.

    Args:
        text: what stands before a date.
    """
    return _time(_BEFORE.search(text))


def _time(hit: regex.Match[str] | None) -> time | None:
    if hit is None:
        return None
    half = (hit["am"] or hit["am12"] or "")[:1].casefold() or {"오후": "p", "下午": "p", "午後": "p"}.get(hit["half"] or "", "")
    hour = int(hit["hour"] or hit["hour12"])
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    try:
        return time(hour, int(hit["minute"] or 0), int(hit["second"] or 0), tzinfo=_offset(hit["zone"]))
    except ValueError:
        return None


def _offset(zone: str | None) -> timezone | None:
    """The distance from UTC that a zone's name or numbers stand for, or None."""
    if not zone:
        return None
    if numbers := regex.search(r"([+−-])(\d{1,2}):?(\d{2})?$", zone):
        hours, minutes = int(numbers[2]), int(numbers[3] or 0)
        away = timedelta(hours=hours, minutes=minutes)
        return timezone(away if numbers[1] == "+" else -away) if hours <= _MOST_HOURS and minutes < 60 else None
    known = _ZONES.get(zone.strip().casefold())
    return None if known is None else timezone(timedelta(hours=known))
