"""Lines that a sequence can ask for by what they are: a date, a time ago, a person's name, a number."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import regex

_MONTH = (
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|sept|oct|nov|dec|january|february|march|april|june|july|august|september"
    r"|october|november|december)\.?"
)
_DAY = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? "
_CLOCK = r"(?:,? (?:at |- )?\d{1,2}[:.]\d\d(?::\d\d)? ?(?:[ap]\.?m\.?)?(?: \(?[a-z]{2,4}\)?)?)?"

PLACEHOLDERS: dict[str, str] = {
    "{date}": (
        rf"(?i)(?:{_DAY})?(?:{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}|\d{{1,2}}(?:st|nd|rd|th)? {_MONTH},? \d{{4}}"
        rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{4}}年\d{{1,2}}月\d{{1,2}}日){_CLOCK}"
    ),
    "{ago}": r"(?i)(?:\d{1,3}|an?|one|two|three) (?:second|sec|minute|min|hour|hr|day|week|month|year)s? ago",
    "{name}": r"\p{Lu}[\p{L}'’.-]+(?: (?:\p{Lu}[\p{L}'’.-]*|de|da|del|van|von|der|bin|al|la|le|y)){1,3}|\p{Han}{1,3}[ 　・]\p{L}{1,5}",
    "{number}": r"\d{1,3}(?:(?:[.,]?\d{3})*|[.,]\d{1,2})[kKM]?",
}


def fills(line: str, placeholder: str) -> bool:
    """Whether a line is what a placeholder asks for.

    Args:
        line: the line without the white space around it.
        placeholder: one of `PLACEHOLDERS`.
    """
    return _compiled(placeholder).fullmatch(line) is not None


@cache
def _compiled(placeholder: str) -> regex.Pattern[str]:
    import regex  # few texts hold what opens a sequence

    return regex.compile(PLACEHOLDERS[placeholder])
