"""What a page states of its story beside the story's text, each value with the place that states it."""

from __future__ import annotations

from typing import Protocol

from cleaner.document.records import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, and what states it.

    Args:
        value: the value.
        source: the kind of place, such as `json-ld`, `og:title`, `h1` or `byline`.
    """

    value: str
    source: str


class Metadata(Protocol):
    """Reads what a page states, each kind the first time someone asks for it."""

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""

    @property
    def headline(self) -> Stated | None:
        """The title of the story that the page is about."""

    @property
    def description(self) -> Stated | None:
        """What the product is, if the page is about one and states it beside its text."""

    @property
    def authors(self) -> tuple[Stated, ...]:
        """The people who wrote it."""

    @property
    def likely_authors(self) -> tuple[Stated, ...]:
        """The people who may have written it, where nothing states who did."""

    @property
    def corporate_author(self) -> Stated | None:
        """The body that is stated in the place of an author."""

    @property
    def outlet(self) -> str | None:
        """The organization that is stated as the author: no byline, unless the page prints it as one."""

    @property
    def published(self) -> Stated | None:
        """When it appeared, in ISO 8601."""

    @property
    def likely_published(self) -> Stated | None:
        """When it may have appeared, where nothing states when it did."""

    def is_addressed(self, moment: str) -> bool:
        """Whether the address of the page names the day of a time in ISO 8601."""

    @property
    def updated(self) -> Stated | None:
        """When it was last changed."""

    @property
    def canonical(self) -> str | None:
        """The address that the page calls its own, whole."""

    @property
    def site_name(self) -> str | None:
        """What the site is called."""

    @property
    def language(self) -> str | None:
        """The language that the page says it is written in, such as `en` or `pt-BR`."""
