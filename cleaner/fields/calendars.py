"""Days by the calendars that dates are printed in: the Gregorian one, that of Thailand by its years, and that of Iran."""

from __future__ import annotations

from datetime import date

# Years that no page of ours was written in, and that are plain ones of another calendar.
_BUDDHIST, _AHEAD = range(2443, 2700), 543
_PERSIAN = range(1278, 1500)
_EARLIEST, _LATEST = 1500, 2200


def day_in(year: int, month: int | str, day: int, languages: tuple[str, ...]) -> date | None:
    """The Gregorian day that a printed one is; None where there is no such day, or no calendar in which anybody would print it.

    Args:
        year: as printed, with all its digits.
        month: its number, or its name where no Gregorian month is called so.
        day: its number in the month.
        languages: what the text around it may be written in, likeliest first.
    """
    if year in _PERSIAN and languages[0] == "fa":
        return _persian(year, month, day)
    if year in _BUDDHIST:
        year -= _AHEAD
    if not _EARLIEST <= year <= _LATEST or isinstance(month, str):
        return None
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _persian(year: int, month: int | str, day: int) -> date | None:
    """A day of the calendar of Iran, whose months dateparser knows by name and number."""
    from dateparser.calendars.jalali import JalaliCalendar  # with tables of its own, which few pages need

    try:
        found = JalaliCalendar(f"{day} {month} {year}" if isinstance(month, str) else f"{year}/{month}/{day}").get_date()
    except (ValueError, IndexError):
        return None
    return found.date_obj.date() if found and found.date_obj else None
