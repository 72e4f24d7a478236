"""The dateline that opens a report: a place, often an agency, and a dash. It is read, never cut off."""

from __future__ import annotations

import regex

# A report goes on with a new sentence; what goes on in lower case is an insertion.
_DASH = r"\s?(?:[—–]|--?)\s?(?!\p{Ll})(?<=\s)"
_PLACE = r"\p{Lu}[\p{L}\p{M}.’'-]*(?: (?:(?:de|del|di|da|am|an|der|la|le|el|al|upon) )?\p{Lu}[\p{L}\p{M}.’'-]*){0,3}"
_CAPITALS = r"\p{Lu}[\p{Lu}\p{M}.’'-]{2,}(?: \p{Lu}[\p{Lu}\p{M}.’'-]+){0,3}"
_REGION = r"(?:, \p{Lu}[\p{L}\p{M}.]*(?: \p{Lu}[\p{L}\p{M}.]*){0,2})?"
_DAY = r"(?:,? (?:\p{L}{3,9}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,9}\.?))?"
_AGENCY = r"[(（][\p{L}\p{M}][\p{L}\p{M}\d./ &-]{1,38}[)）]"
# With an agency the place may be written in any case; without one only capitals tell it from a sentence with a dash.
_FORMS = (
    regex.compile(rf"({_PLACE}(?:/{_PLACE})?{_REGION}{_DAY},? {_AGENCY})(?:{_DASH}|\.\s)"),
    regex.compile(rf"({_CAPITALS}(?:/{_CAPITALS})?{_REGION}{_DAY}){_DASH}"),
    regex.compile(r"[（(【]?(\p{Han}{2,8}(?:通信|社|网)\p{Han}{2,8}\d{1,2}月\d{1,2}日电)"),
)
_LONGEST = 120


def read_dateline(paragraph: str) -> str | None:
    """Where a report was written, as its first paragraph opens; without the dash.

    Args:
        paragraph: the first paragraph of a story.
    """
    opening = paragraph[:_LONGEST]
    return next((hit[1] for form in _FORMS if (hit := form.match(opening))), None)
