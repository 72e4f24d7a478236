"""One story of a page: its parts as strings, with the place of each, and what is known of who made it and when; and copies of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Protocol

import msgspec

from cleaner.document.page import Span
from cleaner.document.record import ARTICLE_FIELDS


class SourcedValue(msgspec.Struct, frozen=True):
    """A value, and the kind of place that states it, such as `json-ld`, `og:title`, `h1` or `byline`."""

    value: str
    source: str


class People(msgspec.Struct, frozen=True):
    """Who made a story.

    Args:
        bylines: names of those who wrote it; where the lines name only editors, photographers and the like, their names.
        roles: a name, and what the lines say that person is or did; also for people who did not write.
        agencies: the news agencies that are named.
    """

    bylines: tuple[str, ...] = ()
    roles: Mapping[str, str] = {}
    agencies: tuple[str, ...] = ()


class Dates(msgspec.Struct, frozen=True):
    """When a story appeared and when it was last changed.

    Args:
        published: ISO 8601, a date or a date and time; None where the text says nothing that can be read for certain.
        published_text: the words of the page that say so.
        updated: as `published`.
        updated_text: as `published_text`.
    """

    published: str | None = None
    published_text: str | None = None
    updated: str | None = None
    updated_text: str | None = None


class Metadata(Protocol):
    """What a page states of its story beside the story's text, each kind read the first time someone asks for it."""

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""

    @property
    def headline(self) -> SourcedValue | None:
        """The title of the story that the page is about."""

    @property
    def description(self) -> SourcedValue | None:
        """What the product is, if the page is about one and states it beside its text."""

    @property
    def authors(self) -> tuple[SourcedValue, ...]:
        """The people who wrote it."""

    @property
    def likely_authors(self) -> tuple[SourcedValue, ...]:
        """The people who may have written it, where nothing states who did."""

    @property
    def corporate_author(self) -> SourcedValue | None:
        """The body that is stated in the place of an author."""

    @property
    def outlet(self) -> str | None:
        """The organization that is stated as the author: no byline, unless the page prints it as one."""

    @property
    def published(self) -> SourcedValue | None:
        """When it appeared, in ISO 8601."""

    @property
    def likely_published(self) -> SourcedValue | None:
        """When it may have appeared, where nothing states when it did."""

    def is_addressed(self, moment: str) -> bool:
        """Whether the address of the page names the day of a time in ISO 8601."""

    @property
    def updated(self) -> SourcedValue | None:
        """When it was last changed."""

    @property
    def canonical(self) -> str | None:
        """The address that the page calls its own, whole; None where it states none, or one of more than 2,048 characters."""

    @property
    def site_name(self) -> str | None:
        """What the site is called."""

    @property
    def language(self) -> str | None:
        """The language that the page says it is written in, such as `en` or `pt-BR`."""


class Details(Protocol):
    """What the head of a story says of people and dates, each kind read from its lines the first time someone asks for it."""

    @property
    def people(self) -> People:
        """Who made the story."""

    @property
    def dates(self) -> Dates:
        """When it appeared."""

    @property
    def dateline(self) -> str | None:
        """Where it was written, as its first paragraph says."""

    @property
    def sources(self) -> Mapping[str, str]:
        """For each field that it may know, what states it."""

    @property
    def page(self) -> Metadata | None:
        """What the page states of the story beside its text; None where it came as text, or where the story is not the page's own."""


@dataclass(frozen=True)
class Article:
    """One story.

    Args:
        start: offset of its first line in the source.
        end: offset after its last line, so spans of articles are half open and disjoint.
        headline: its title, or None where the page gives none; `sources` tells whether it is a line of the page.
        kicker: the section label above the headline.
        deck: the sentence under the headline.
        byline_lines: the lines that say who made it, in full and in order.
        text: its body, one paragraph a line: no headline, deck or other head part.
        captions: what stood under its pictures.
        credits: who made its pictures.
        embeds: posts of other platforms shown in it.
        author_bio: what is said of its author.
        contact: invitations to write to the newsroom.
        corrections: what earlier versions had wrong.
        opened_by: the evidence that a story starts here.
        details: reads names and dates when someone asks for them.
        place: makes `spans` when someone asks for it.
    """

    start: int
    end: int
    headline: str | None
    kicker: str | None
    deck: str | None
    byline_lines: tuple[str, ...]
    text: str
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    embeds: tuple[str, ...]
    author_bio: tuple[str, ...]
    contact: tuple[str, ...]
    corrections: tuple[str, ...]
    opened_by: tuple[str, ...]
    details: Details = field(repr=False, compare=False)
    place: Callable[[], dict[str, tuple[Span, ...]]] = field(repr=False, compare=False)

    @property
    def bylines(self) -> tuple[str, ...]:
        """The names of the people who wrote it."""
        return self.details.people.bylines

    @property
    def roles(self) -> Mapping[str, str]:
        """A name, and what the byline lines say that person is or did; editors and photographers among them."""
        return self.details.people.roles

    @property
    def agencies(self) -> tuple[str, ...]:
        """The news agencies that its byline lines and dateline name."""
        return self.details.people.agencies

    @property
    def published(self) -> str | None:
        """When it appeared, in ISO 8601: a date, or date and time, with the offset where the page says it."""
        return self.details.dates.published

    @property
    def published_text(self) -> str | None:
        """The words of the page that say when it appeared, also where no certain date can be read from them."""
        return self.details.dates.published_text

    @property
    def updated(self) -> str | None:
        """When it was last changed, written as `published`."""
        return self.details.dates.updated

    @property
    def updated_text(self) -> str | None:
        """The words of the page that say when it was last changed."""
        return self.details.dates.updated_text

    @property
    def dateline(self) -> str | None:
        """The place, and often the agency, that opens its first paragraph; the text keeps it."""
        return self.details.dateline

    @property
    def canonical_url(self) -> str | None:
        """The address that the page calls its own, where the page came as HTML and is about this story."""
        return self.details.page.canonical if self.details.page else None

    @property
    def site_name(self) -> str | None:
        """What the page calls its site, where it came as HTML and is about this story."""
        return self.details.page.site_name if self.details.page else None

    @property
    def language(self) -> str | None:
        """The language that the page says it is written in, such as `en` or `pt-BR`, where it came as HTML."""
        return self.details.page.language if self.details.page else None

    @property
    def sources(self) -> Mapping[str, str]:
        """For headline, bylines, published and updated, as far as they are known, what says so: a line of the page or its markup."""
        return {name: source for name, source in self.details.sources.items() if getattr(self, name)}

    @cached_property
    def spans(self) -> dict[str, tuple[Span, ...]]:
        """For every field that is text of the page, the places it came from, in code points."""
        return self.place()

    def to_dict(self) -> dict[str, Any]:
        """The article as plain values for JSON; spans are pairs of offsets."""
        return {name: _plain(getattr(self, name)) for name in ARTICLE_FIELDS}


def _plain(value: object) -> object:
    """A value with lists for its tuples, and pairs for its spans."""
    if isinstance(value, Span):
        return [value.start, value.end]
    if isinstance(value, Mapping):
        return {key: _plain(one) for key, one in value.items()}
    return [_plain(one) for one in value] if isinstance(value, tuple) else value
