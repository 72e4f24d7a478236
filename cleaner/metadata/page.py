"""All that a page states of its story; each kind is read when someone first asks for it."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import chain
from urllib.parse import urljoin, urlsplit

import msgspec

from cleaner.document.article import Article, Metadata, SourcedValue
from cleaner.metadata.bylines import label_of, people_in, read_people
from cleaner.metadata.dates import day_of_address, stated_published, stated_updated, time_beside
from cleaner.metadata.elements import MarkedElement
from cleaner.metadata.head import StoryHead, is_title
from cleaner.metadata.statements import Statements, key, named, names_in, product_text, stories_in, text_of
from cleaner.metadata.titles import Site, read_headline

# No longer address of a page is believed: sitemaps and browsers take none either, and each link and each record of a page may repeat it.
LONGEST_ADDRESS = 2048
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
_AUTHOR_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl", "citation_author")
# The text of a marked element that is longer says more than who wrote it.
_LONGEST = 120
# A body that signs as one, after its name: the Harbour Desk, Varn Courier Staff.
_BODY = re.compile(r"(?:[Tt]he )?(?!(?:Our|Meet|About|Your) )(?:[^\W\d_a-z]\S* ){1,4}(?i:team|staff|editors|editorial|newsroom|desk)")
_NO_HANDLE = re.compile(r"^\W|[:!?…»]$|^\d+$")


class PageMetadata(msgspec.Struct, frozen=True, dict=True):
    """What a page states of its story, as `Metadata` says; its statements are not judged yet."""

    statements: Statements
    url: str | None = None

    @cached_property
    def _site(self) -> Site:
        return Site(self.statements, self.url)

    @property
    def is_article(self) -> bool:
        return self.statements.is_article

    @cached_property
    def headline(self) -> SourcedValue | None:
        return read_headline(self.statements, self._site, self.url or self.canonical or "")

    @cached_property
    def description(self) -> SourcedValue | None:
        text = product_text(self.statements.nodes)
        return SourcedValue(text, "json-ld") if text else None

    @cached_property
    def authors(self) -> tuple[SourcedValue, ...]:
        return next(filter(None, (self._people(source, names) for source, names in self._naming())), ())

    @cached_property
    def likely_authors(self) -> tuple[SourcedValue, ...]:
        bylines = (self._people("byline", _names_of_byline(one)) for one in self._bylines())
        return () if self.authors else next(filter(None, bylines), ())

    @cached_property
    def corporate_author(self) -> SourcedValue | None:
        """Who is named as the author by the name of the site, or what the byline shows as the name of a body.

        An organization that structured data states is the outlet, unless the byline shows it.
        """
        bodies = [name for name, is_body in self._linked if is_body]
        people = (SourcedValue(name, "json-ld") for name, is_body in self._linked if not is_body and self._site.is_named(name))
        said = (SourcedValue(name, source) for source, names in self._naming() for name in names if name not in bodies)
        bylines = (label_of(one.text, known=True)[1].strip() for one in self._bylines())
        shown = (SourcedValue(name, "byline") for name in bylines if self._site.is_named(name) or name in bodies or _BODY.fullmatch(name))
        return next(chain(people, (one for one in said if self._site.is_named(one.value)), shown), None)

    @cached_property
    def outlet(self) -> str | None:
        return next((name for name, is_body in self._linked if is_body), None)

    @cached_property
    def published(self) -> SourcedValue | None:
        return stated_published(self.statements)

    @cached_property
    def likely_published(self) -> SourcedValue | None:
        if self.published:
            return None
        return (time_beside(self.statements, self.headline.value) if self.headline else None) or self._addressed

    def is_addressed(self, moment: str) -> bool:
        return self._addressed is not None and self._addressed.value == moment[:10]

    @cached_property
    def _addressed(self) -> SourcedValue | None:
        return day_of_address(tuple(filter(None, (self.url, self.canonical))))

    @cached_property
    def updated(self) -> SourcedValue | None:
        return stated_updated(self.statements)

    @cached_property
    def canonical(self) -> str | None:
        stated = self.statements.canonical or next((value for _, value in self.statements.metas_named("og:url")), None)
        try:
            whole = urljoin(self.url or "", stated) if stated else ""
            return whole if len(whole) <= LONGEST_ADDRESS and urlsplit(whole).scheme in ("http", "https") else None
        except ValueError:
            return None

    @cached_property
    def site_name(self) -> str | None:
        return self._site.name or self.outlet

    @cached_property
    def language(self) -> str | None:
        linked = (text_of(node.get("inLanguage")) for node in self.statements.nodes)
        said = (value for _, value in self.statements.metas_named("og:locale", "content-language", "language", "dc.language"))
        stated = (value for value in (self.statements.language or "", *linked, *said) if _LANGUAGE.fullmatch(value))
        return next((value.replace("_", "-") for value in stated), None)

    def _people(self, source: str, names: Sequence[str]) -> tuple[SourcedValue, ...]:
        return tuple(SourcedValue(name, source) for name in dict.fromkeys(names) if not self._site.is_named(name))

    def _naming(self) -> Iterator[tuple[str, list[str]]]:
        """What names authors, the surest first."""
        page = self.statements
        yield "json-ld", [one for name, is_body in self._linked if not is_body for one in people_in(name)]
        for meta in _AUTHOR_METAS:
            yield f"meta {meta}", [name for _, value in page.metas_named(meta) for name in people_in(text_of(value))]
        yield "microdata", _names_of_first_item([one for one in page.people if one.kind == "microdata"])
        yield "rel=author", _names_of_first_item([one for one in page.people if one.kind == "rel=author" and not one.outside])

    @cached_property
    def _linked(self) -> list[tuple[str, bool]]:
        """The names that the first described story with an author gives, each with whether it is a body's."""
        nodes = self.statements.nodes
        known = named(nodes)
        return next((names for node in (*stories_in(nodes), *nodes) if (names := names_in(node.get("author"), known))), [])

    def _bylines(self) -> Iterator[MarkedElement]:
        """The elements with the class of a byline that say little; a guess, since classes are names and no statements."""
        people = self.statements.people
        return (one for one in people if one.kind == "class" and not one.aside and not one.outside and len(one.text) <= _LONGEST)


def _names_of_byline(one: MarkedElement) -> list[str]:
    """The names in an element; one word is a name only where nothing else is said."""
    if " " not in one.text:
        return [one.text] if "name" in one.words and one.text and not _NO_HANDLE.search(one.text) else []
    return [name for name in read_people((one.text,)).bylines if " " in name or label_of(one.text, known=True)[1] == name]


def _names_of_first_item(marked: Sequence[MarkedElement]) -> list[str]:
    """The names in marks of the first item that has any: those of later items wrote comments and answers.

    What stands beside the story counts only where structured data in it says that it names an author: posts may be a list.
    """
    own = [one for one in marked if not one.aside] or [one for one in marked[:1] if one.kind == "microdata"]
    return [name for one in own if one.scope == own[0].scope for name in people_in((one.value or one.text)[:_LONGEST])]


def with_statements(articles: tuple[Article, ...], page: Metadata) -> tuple[Article, ...]:
    """The stories of a page, with what it states in the one that has the stated headline, or else in the first."""
    own = own_story([article.headline for article in articles], page) or 0
    return tuple(_with(article, page) if number == own else article for number, article in enumerate(articles))


def _with(article: Article, page: Metadata) -> Article:
    if not isinstance(article.details, StoryHead):
        raise TypeError("the details of a story are those of its head")
    head = msgspec.structs.replace(article.details, page=page)
    return dataclasses.replace(article, headline=head.headline(article.headline), details=head)


def own_story(headlines: Sequence[str | None], page: Metadata) -> int | None:
    """Which of some stories, by their headlines, is the one that the page is about; None where no headline is the stated one."""
    title = key(page.headline.value) if page.headline else ""
    return next((number for number, headline in enumerate(headlines) if is_title(key(headline or ""), title)), None)
