"""All that a page states of its story: read when someone first asks, and asked of trafilatura only where the page is silent."""

from __future__ import annotations

import re
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from cleaner.html.limits import is_large, limited
from cleaner.metadata.authors import people_guessed, read_authors, read_byline, read_corporate_author
from cleaner.metadata.linked import text_of
from cleaner.metadata.sites import Site
from cleaner.metadata.statements import Statements, read_statements
from cleaner.metadata.times import iso, read_published, read_shown, read_updated
from cleaner.metadata.titles import read_headline
from cleaner.model.metadata import Stated
from cleaner.model.records import dataclass

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
    def headline(self) -> Stated | None:
        """The title of the story that the page is about."""
        return read_headline(self.statements, self._site)

    @cached_property
    def authors(self) -> tuple[Stated, ...]:
        """The people who wrote it."""
        return read_authors(self.statements, self._site)

    @cached_property
    def likely_authors(self) -> tuple[Stated, ...]:
        """The people who may have written it, where nothing states who did."""
        guess = people_guessed((self._guess.get("author") or "").split("; "), self._site)
        return () if self.authors else read_byline(self.statements, self._site) or guess

    @cached_property
    def corporate_author(self) -> Stated | None:
        """The body that is stated in the place of an author."""
        return read_corporate_author(self.statements, self._site)

    @cached_property
    def published(self) -> Stated | None:
        """When it appeared, in ISO 8601."""
        return read_published(self.statements)

    @cached_property
    def likely_published(self) -> Stated | None:
        """When it may have appeared, where nothing states when it did."""
        if self.published or (shown := read_shown(self.statements)):
            return None if self.published else shown
        guess = iso(self._guess.get("date") or "")
        return Stated(guess, "htmldate") if guess else None

    @cached_property
    def updated(self) -> Stated | None:
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
        return self._site.name

    @cached_property
    def language(self) -> str | None:
        """The language that the page says it is written in."""
        linked = (text_of(node.get("inLanguage")) for node in self.statements.nodes)
        said = (value for _, value in self.statements.said("og:locale", "content-language", "language", "dc.language"))
        for value in (self.statements.language or "", *linked, *said):
            if _LANGUAGE.fullmatch(value):
                return value.replace("_", "-")
        return None

    @cached_property
    def _guess(self) -> dict[str, Any]:
        """What trafilatura makes of the page, if it is installed and finds anything; very many elements take it too long."""
        if is_large(self.html):
            return {}
        try:
            from trafilatura import extract_metadata
        except ImportError:
            return {}
        try:
            found = extract_metadata(limited(self.html), default_url=self.url)
        except Exception:  # noqa: BLE001  it raises whatever its libraries do at odd pages, and a page is worth more than a guess
            return {}
        return found.as_dict() if found else {}
