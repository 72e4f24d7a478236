"""The head of a story as its lines and the page's own statements tell it together.

A statement meant for machines is surer than a line of the page, but for the day that a line beside the headline prints and that is
earlier; a line is surer than what stands in an element that only looks like a byline or a date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from cleaner.document.article import Article, Dates, Details, Metadata, People, SourcedValue
from cleaner.document.records import dataclass, replace
from cleaner.fields.reading import NAME
from cleaner.metadata.sites import key

# A title and a headline are one if the shorter is so much of the longer.
MOST_OF = 0.6


def stated(articles: tuple[Article, ...], page: Metadata) -> tuple[Article, ...]:
    """The stories of a page, one of them with what the page states: the one that has the stated headline, or else the first.

    Args:
        articles: the stories as their lines tell them.
        page: what the page states.
    """
    own = own_story([article.headline for article in articles], page) or 0
    return tuple(_with(article, page) if number == own else article for number, article in enumerate(articles))


def own_story(headlines: Sequence[str | None], page: Metadata) -> int | None:
    """Which of some stories is the one that the page is about; None where no headline is the stated one.

    Args:
        headlines: the headlines of the stories as their lines tell them, in order.
        page: what the page states.
    """
    title = key(page.headline.value) if page.headline else ""
    return next((number for number, headline in enumerate(headlines) if is_title(key(headline or ""), title)), None)


def is_title(headline: str, title: str) -> bool:
    """Whether a headline says what a title says; either may have a kicker or a mark more.

    Args:
        headline: a headline by its letters and digits alone.
        title: a title by its.
    """
    short, long = sorted((headline, title), key=len)
    return bool(short) and short in long and len(short) >= MOST_OF * len(long)


def _with(article: Article, page: Metadata) -> Article:
    """A story with what its page states of it; a headline that a line shows stays as it is shown."""
    told = StatedHead(article.details, page)
    return replace(article, headline=told.headline(article.headline), details=told)


@dataclass(frozen=True)
class StatedHead:
    """What lines and statements tell.

    Args:
        lines: what the lines of the head tell.
        page: what the page states.
    """

    lines: Details
    page: Metadata

    def headline(self, shown: str | None) -> str | None:
        """The stated title, or a headline that a line shows and that says the same.

        Args:
            shown: the headline that a line shows, if any does.
        """
        title = self.page.headline
        if title is None or shown is None:
            return title.value if title else shown
        own, other = key(title.value), key(shown)
        # What stands before the title in one element is another heading.
        joined = own != other and other.endswith(own)
        return shown if is_title(other, own) and not joined else title.value

    @cached_property
    def people(self) -> People:
        """Who made the story; roles and agencies are told by lines alone."""
        authors = self._authors
        return replace(self.lines.people, bylines=tuple(one.value for one in authors)) if authors else self.lines.people

    @cached_property
    def dates(self) -> Dates:
        """When it appeared and was changed; the words of lines stay at hand."""
        dates = self.lines.dates
        if self._published:
            dates = replace(dates, published=self._published.value)
        return replace(dates, updated=self.page.updated.value) if self.page.updated else dates

    @property
    def printed(self) -> Dates:
        """The days that the lines beside its headline print."""
        return self.lines.printed

    @property
    def dateline(self) -> str | None:
        """Where it was written."""
        return self.lines.dateline

    @property
    def near(self) -> tuple[str, ...]:
        """The short lines below its headline."""
        return self.lines.near

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """For each field, the line or statement that tells it."""
        first = {
            "headline": self.page.headline,
            "bylines": next(iter(self._authors), None),
            "published": self._published,
            "updated": self.page.updated,
        }
        return {**self.lines.sources, **{name: stated.source for name, stated in first.items() if stated}}

    @cached_property
    def _authors(self) -> tuple[SourcedValue, ...]:
        """The statement of who wrote it; none where lines tell it and nothing surer does."""
        if self.page.authors or (self.lines.people.bylines and self.lines.sources["bylines"] != NAME):
            return self.page.authors
        outlet = self.page.outlet
        printed = outlet is not None and key(outlet) in map(key, self.lines.near)
        body = SourcedValue(outlet, "json-ld") if outlet and printed else self.page.corporate_author
        return self.page.likely_authors or tuple(filter(None, (body,)))

    @cached_property
    def _published(self) -> SourcedValue | None:
        """The statement of when it appeared; none where lines tell it and nothing surer does.

        The day of the text as it is now, where a line shows it, says more of a story than a time of which nothing says what happened then.
        """
        shown, own, head = self.lines.dates, self.page.published, self.lines.printed
        if own and shown.published and _is_earlier(shown.published, own.value) and not self.page.is_addressed(own.value):
            # A page that was moved states the day on which it was, and still prints the day of its story.
            return SourcedValue(shown.published, self.lines.sources["published"])
        if own or shown.published:
            return own
        return SourcedValue(head.updated, self.lines.sources["updated"]) if head.updated else self.page.likely_published


def _is_earlier(one: str, other: str) -> bool:
    """Whether one time is by more than a day before another, so that no difference of time zones explains it."""
    return (date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days > 1
