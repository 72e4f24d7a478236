"""One story of a page: its parts as strings, with the place of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any

from cleaner.document.records import dataclass, field
from cleaner.document.span import Span
from cleaner.document.told import Told

_PLAIN = (
    *("start", "end", "headline", "kicker", "deck", "bylines", "byline_lines", "roles", "agencies", "published", "published_text"),
    *("updated", "updated_text", "dateline", "text", "captions", "credits", "embeds", "author_bio", "contact", "corrections", "opened_by"),
    *("canonical_url", "site_name", "language", "sources"),
)


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
        told: reads names and dates when someone asks for them.
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
    told: Told = field(repr=False, compare=False)
    place: Callable[[], dict[str, tuple[Span, ...]]] = field(repr=False, compare=False)

    @property
    def bylines(self) -> tuple[str, ...]:
        """The names of the people who wrote it."""
        return self.told.people.bylines

    @property
    def roles(self) -> Mapping[str, str]:
        """A name, and what the byline lines say that person is or did; editors and photographers among them."""
        return self.told.people.roles

    @property
    def agencies(self) -> tuple[str, ...]:
        """The news agencies that its byline lines and dateline name."""
        return self.told.people.agencies

    @property
    def published(self) -> str | None:
        """When it appeared, in ISO 8601: a date, or date and time, with the offset where the page says it."""
        return self.told.dates.published

    @property
    def published_text(self) -> str | None:
        """The words of the page that say when it appeared, also where no certain date can be read from them."""
        return self.told.dates.published_text

    @property
    def updated(self) -> str | None:
        """When it was last changed, written as `published`."""
        return self.told.dates.updated

    @property
    def updated_text(self) -> str | None:
        """The words of the page that say when it was last changed."""
        return self.told.dates.updated_text

    @property
    def dateline(self) -> str | None:
        """The place, and often the agency, that opens its first paragraph; the text keeps it."""
        return self.told.dateline

    @property
    def canonical_url(self) -> str | None:
        """The address that the page calls its own, where the page came as HTML and is about this story."""
        return self.told.page.canonical if self.told.page else None

    @property
    def site_name(self) -> str | None:
        """What the page calls its site, where it came as HTML and is about this story."""
        return self.told.page.site_name if self.told.page else None

    @property
    def language(self) -> str | None:
        """The language that the page says it is written in, such as `en` or `pt-BR`, where it came as HTML."""
        return self.told.page.language if self.told.page else None

    @property
    def sources(self) -> Mapping[str, str]:
        """For headline, bylines, published and updated, as far as they are known, what says so: a line of the page or its markup."""
        return {name: source for name, source in self.told.sources.items() if getattr(self, name)}

    @cached_property
    def spans(self) -> dict[str, tuple[Span, ...]]:
        """For every field that is text of the page, the places it came from, in code points."""
        return self.place()

    def to_dict(self) -> dict[str, Any]:
        """The article as plain values for JSON; spans are pairs of offsets."""
        plain = {name: _plain(getattr(self, name)) for name in _PLAIN}
        return {**plain, "spans": {name: [[span.start, span.end] for span in spans] for name, spans in self.spans.items()}}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value
