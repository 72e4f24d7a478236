"""The lines of one story's head, and what they tell; each kind is read when someone first asks for it.

Reading is also imported only then: most pages are cleaned without a look at names and dates.
"""

from __future__ import annotations

from datetime import datetime
from functools import cached_property

from cleaner.document.article import Dates, People
from cleaner.document.records import dataclass, replace

# Where a line of the page tells a field.
HEADLINE, BYLINE, TIMESTAMP, HEAD = "headline line", "byline line", "timestamp line", "line beside the headline"
# A line that is a name and says no more; less than what a page says elsewhere.
NAME = "line of a name"


@dataclass(frozen=True)
class HeadLines:
    """What a story's head says, unread.

    Args:
        by: the lines that say who wrote it.
        when: the lines beside its headline or byline that a rule calls dates.
        where: lines that are a dateline of their own.
        text: its body, which shows the language and may open with a dateline.
        reference: what "3 hours ago" is counted from.
        beside: those and other lines there, the nearest first, some of which may hold a date, a name or both.
        later: lines further down that say when something happened; of these only what they call a change or a publication counts.
        near: the short lines below its headline, down to the text.
    """

    by: tuple[str, ...]
    when: tuple[str, ...]
    where: tuple[str, ...]
    text: str
    reference: datetime | None = None
    beside: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    near: tuple[str, ...] = ()

    @cached_property
    def people(self) -> People:
        """Who made the story; an agency may stand in the dateline."""
        from cleaner.fields.names import agencies_in

        people = self._signed
        if not people.bylines and not people.roles:
            people = self._beside if self._beside.bylines else replace(people, bylines=self._listed)
        return replace(people, agencies=tuple(dict.fromkeys((*people.agencies, *agencies_in(self.dateline or "")))))

    @cached_property
    def _beside(self) -> People:
        """Those whose names share a line with the date."""
        from cleaner.fields.shared_lines import people_beside_dates

        return people_beside_dates(self.beside, self.text)

    @cached_property
    def _signed(self) -> People:
        """Those whom lines name that are bylines."""
        from cleaner.fields.names import read_people

        return read_people(self.by)

    @cached_property
    def _listed(self) -> tuple[str, ...]:
        """Those whose names stand in lines of their own."""
        from cleaner.fields.shared_lines import people_listed

        return people_listed(self.near, self.text)

    @cached_property
    def dates(self) -> Dates:
        """When it appeared and was changed; of the latter a line further down may tell."""
        return _completed(self.printed, self._later) if self.later else self.printed

    @cached_property
    def printed(self) -> Dates:
        """What the head alone prints; where no line of its own says when, a line that also says who may."""
        from cleaner.fields.dates import read_dates

        dates = read_dates([line for line in self.beside if line in self.when or self._is_dated(line)], self.text, self.reference)
        if lines := [] if dates.published else list(filter(self._is_dated, self.by)):
            dates = _completed(dates, read_dates(lines, self.text, self.reference))
        return dates

    @cached_property
    def _later(self) -> Dates:
        """What lines further down say in so many words; several that say when something was published speak of several texts."""
        from cleaner.fields.dates import read_dates, says_published

        found = read_dates(self.later, self.text, self.reference)
        labelled = sum(map(says_published, self.later)) == 1 and says_published(found.published_text or "")
        return found if labelled else replace(found, published=None, published_text=None)

    def _is_dated(self, line: str) -> bool:
        from cleaner.fields.shared_lines import is_dated

        return is_dated(line, self.text)

    @cached_property
    def dateline(self) -> str | None:
        """Where it was written."""
        from cleaner.fields.datelines import read_dateline

        return self.where[0] if self.where else read_dateline(self.text)

    @property
    def sources(self) -> dict[str, str]:
        """Which kind of line tells each field; a date may stand at the end of a byline."""
        by = BYLINE if self._signed.bylines or self._signed.roles else HEAD if self._beside.bylines else NAME
        published, updated = map(self._source, (self.dates.published_text, self.dates.updated_text))
        return {"headline": HEADLINE, "bylines": by, "published": published, "updated": updated}

    def _source(self, text: str | None) -> str:
        kinds = ((TIMESTAMP, (*self.when, *self.later)), (BYLINE, self.by))
        return next((source for source, lines in kinds if text and any(text in line for line in lines)), HEAD)

    @property
    def page(self) -> None:
        """Lines know of nothing beside them."""


def _completed(dates: Dates, other: Dates) -> Dates:
    """Dates with what others tell that they do not."""
    if other.published and not dates.published:
        dates = replace(dates, published=other.published, published_text=other.published_text)
    if other.updated and dates.updated_text is None:
        dates = replace(dates, updated=other.updated, updated_text=other.updated_text)
    return dates
