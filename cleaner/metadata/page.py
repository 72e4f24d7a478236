"""All that a page states of its story: read when someone first asks, and asked of trafilatura only where the page is silent."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from cleaner.metadata.authors import read_authors
from cleaner.metadata.linked import text_of
from cleaner.metadata.sites import Site
from cleaner.metadata.statements import Statements, read_statements
from cleaner.metadata.times import iso, read_published, read_shown, read_updated
from cleaner.metadata.titles import read_headline
from cleaner.model.metadata import Stated

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True)
class PageMetadata:
    """What a page states of its story.

    Args:
        html: the page.
        url: where it came from, if known.
    """

    html: str
    url: str | None = None

    @cached_property
    def statements(self) -> Statements:
        """What its markup states, not yet judged."""
        return read_statements(self.html)

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
        """Those who wrote it; one body where no people are named."""
        return read_authors(self.statements, self._site, lambda: filter(None, (self._guess.get("author") or "").split("; ")))

    @cached_property
    def published(self) -> Stated | None:
        """When it appeared, in ISO 8601."""
        guess = iso(self._guess.get("date") or "") if not (stated := read_published(self.statements)) else None
        return stated or read_shown(self.statements) or (Stated(guess, "htmldate") if guess else None)

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
        """What trafilatura makes of the page, if it is installed and finds anything."""
        try:
            from trafilatura import extract_metadata
        except ImportError:
            return {}
        found = extract_metadata(self.html, default_url=self.url)
        return found.as_dict() if found else {}
