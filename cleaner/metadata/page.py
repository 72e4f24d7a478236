"""All that a page states of its story: each kind is read when someone first asks for it."""

from __future__ import annotations

import re
from functools import cached_property
from urllib.parse import urljoin, urlsplit

from cleaner.document.article import SourcedValue
from cleaner.document.records import dataclass
from cleaner.metadata.authors import read_authors, read_byline, read_corporate_author, read_outlet
from cleaner.metadata.linked import product_text, text_of
from cleaner.metadata.sites import Site
from cleaner.metadata.statements import Statements, read_statements
from cleaner.metadata.times import read_address, read_published, read_shown, read_updated
from cleaner.metadata.titles import read_headline

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class PageMetadata:
    """What a page states of its story.

    Args:
        html: the page.
        url: where it came from, if known.
        read: what its markup states, where it has been read.
    """

    html: str
    url: str | None = None
    read: Statements | None = None

    @cached_property
    def statements(self) -> Statements:
        """What its markup states, not yet judged."""
        return self.read or read_statements(self.html)

    @cached_property
    def _site(self) -> Site:
        return Site(self.statements, self.url)

    @property
    def is_article(self) -> bool:
        """Whether the page says that it is an article."""
        return self.statements.is_article

    @cached_property
    def headline(self) -> SourcedValue | None:
        """The title of the story that the page is about."""
        return read_headline(self.statements, self._site, self.url or self.canonical or "")

    @cached_property
    def description(self) -> SourcedValue | None:
        """What the product is, if the page is about one and states it in JSON-LD."""
        text = product_text(self.statements.nodes)
        return SourcedValue(text, "json-ld") if text else None

    @cached_property
    def authors(self) -> tuple[SourcedValue, ...]:
        """The people who wrote it."""
        return read_authors(self.statements, self._site)

    @cached_property
    def likely_authors(self) -> tuple[SourcedValue, ...]:
        """The people who may have written it, where nothing states who did."""
        return () if self.authors else read_byline(self.statements, self._site)

    @cached_property
    def corporate_author(self) -> SourcedValue | None:
        """The body that is stated in the place of an author."""
        return read_corporate_author(self.statements, self._site)

    @cached_property
    def outlet(self) -> str | None:
        """The organization that is stated as the author."""
        return read_outlet(self.statements)

    @cached_property
    def published(self) -> SourcedValue | None:
        """When it appeared, in ISO 8601."""
        return read_published(self.statements)

    @cached_property
    def likely_published(self) -> SourcedValue | None:
        """When it may have appeared, where nothing states when it did."""
        return None if self.published else self._shown or self._address

    def is_addressed(self, moment: str) -> bool:
        """Whether the address of the page names the day of a time.

        Args:
            moment: the time, in ISO 8601.
        """
        return self._address is not None and self._address.value == moment[:10]

    @property
    def _shown(self) -> SourcedValue | None:
        return read_shown(self.statements, self.headline.value) if self.headline else None

    @cached_property
    def _address(self) -> SourcedValue | None:
        return read_address(tuple(filter(None, (self.url, self.canonical))))

    @cached_property
    def updated(self) -> SourcedValue | None:
        """When it was last changed."""
        return read_updated(self.statements)

    @cached_property
    def canonical(self) -> str | None:
        """The address that the page calls its own, whole; None where it is no address of the web."""
        stated = self.statements.canonical or next((value for _, value in self.statements.said("og:url")), None)
        try:
            whole = urljoin(self.url or "", stated) if stated else ""
            return whole if urlsplit(whole).scheme in ("http", "https") else None
        except ValueError:
            return None

    @cached_property
    def site_name(self) -> str | None:
        """What the site is called."""
        return self._site.name or self.outlet

    @cached_property
    def language(self) -> str | None:
        """The language that the page says it is written in."""
        linked = (text_of(node.get("inLanguage")) for node in self.statements.nodes)
        said = (value for _, value in self.statements.said("og:locale", "content-language", "language", "dc.language"))
        for value in (self.statements.language or "", *linked, *said):
            if _LANGUAGE.fullmatch(value):
                return value.replace("_", "-")
        return None
