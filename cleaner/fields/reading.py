"""The lines of one story's head, and what they tell; each kind is read when someone first asks for it.

Reading is also imported only then: most pages are cleaned without a look at names and dates.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from cleaner.model.records import dataclass, replace
from cleaner.model.told import Dates, People

# Where a line of the page tells a field.
HEADLINE, BYLINE, TIMESTAMP = "headline line", "byline line", "timestamp line"


@dataclass(frozen=True)
class HeadLines:
    """What a story's head says, unread.

    Args:
        by: the lines under its headline that say who wrote it.
        when: the lines that say when it appeared.
        where: lines that are a dateline of their own.
        text: its body, which shows the language and may open with a dateline.
        reference: what "3 hours ago" is counted from.
    """

    by: tuple[str, ...]
    when: tuple[str, ...]
    where: tuple[str, ...]
    text: str
    reference: datetime | None = None

    @cached_property
    def people(self) -> People:
        """Who made the story; an agency may stand in the dateline."""
        from cleaner.fields.names import agencies_in, read_people

        people = read_people(self.by)
        return replace(people, agencies=tuple(dict.fromkeys((*people.agencies, *agencies_in(self.dateline or "")))))

    @cached_property
    def dates(self) -> Dates:
        """When it appeared; where no line of its own says so, the end of a byline may."""
        from cleaner.fields.dates import read_dates

        dates = read_dates(self.when, self.text, self.reference)
        if dates.published_text is None and any(map(_has_digit, self.by)):
            beside = read_dates(tuple(filter(_has_digit, self.by)), self.text, self.reference)
            if beside.published:
                dates = replace(dates, published=beside.published, published_text=beside.published_text)
            if beside.updated and dates.updated_text is None:
                dates = replace(dates, updated=beside.updated, updated_text=beside.updated_text)
        return dates

    @cached_property
    def dateline(self) -> str | None:
        """Where it was written."""
        from cleaner.fields.datelines import read_dateline

        return self.where[0] if self.where else read_dateline(self.text)

    @property
    def sources(self) -> dict[str, str]:
        """Which kind of line tells each field; a date may stand at the end of a byline."""
        said = self.dates.published_text, self.dates.updated_text
        published, updated = (TIMESTAMP if text and any(text in line for line in self.when) else BYLINE for text in said)
        return {"headline": HEADLINE, "bylines": BYLINE, "published": published, "updated": updated}

    @property
    def page(self) -> None:
        """Lines know of nothing beside them."""


def _has_digit(text: str) -> bool:
    return any(map(str.isdigit, text))
