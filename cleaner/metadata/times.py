"""When a page's story appeared and was last changed, as the page states it outside its text, in ISO 8601."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from urllib.parse import urlsplit

from cleaner.document.article import SourcedValue
from cleaner.fields.dates import read_dates
from cleaner.metadata.elements import Marked
from cleaner.metadata.linked import stories_in, text_of
from cleaner.metadata.sites import key
from cleaner.metadata.statements import Statements

_PUBLISHED = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished"),
    *("parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "published-date", "pubdate", "date.created"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date"),
    *("published", "publication-date", "publication_date", "pub_date", "article.published", "article:publish_date", "og:pubdate"),
    *("citation_date", "cxenseparse:recs:publishtime", "rnews:datepublished", "uploaddate", "date"),
)
_UPDATED = ("article:modified_time", "og:article:modified_time", "og:modified_time", "og:updated_time", "datemodified", "dcterms.modified")
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)? ?(?:Z|[+-]\d\d:?\d\d)?)?")
_IN_ADDRESS = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)(?P<sign>[-/]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?=/|\b(?!-?\d)|$|[-_]\D)")
_CHANGED = ("modif", "updat", "edit")
# What a clock shows that was never set.
_NEVER = ("1970-01-01", "0001-01-01", "1900-01-01")


def read_published(page: Statements) -> SourcedValue | None:
    """When the story appeared.

    Args:
        page: the statements of the page.
    """
    return next(_published(page), None)


def read_updated(page: Statements) -> SourcedValue | None:
    """When the story was last changed.

    Args:
        page: the statements of the page.
    """
    return next(_moments(_linked(page, "dateModified"), _said(page, _UPDATED), _marked(page.times, "datemodified")), None)


def read_shown(page: Statements, headline: str) -> SourcedValue | None:
    """The time that an element beside the headline gives, where nothing says what happened then.

    Args:
        page: the statements of the page.
        headline: the headline of its story.
    """
    own = key(headline)
    shown = ((one.value, "time") for one, heading in page.shown if key(heading) == own and not _tells_change(one))
    return next(_moments(shown), None)


def read_address(addresses: Sequence[str]) -> SourcedValue | None:
    """The day in the address of a story, where it names year, month and day.

    Args:
        addresses: the addresses of the page.
    """
    hits = (hit for address in addresses for hit in _IN_ADDRESS.finditer(urlsplit(address).path))
    found = (iso("-".join(hit.group("year", "month", "day"))) for hit in hits)
    return next((SourcedValue(day, "address") for day in found if day), None)


def _published(page: Statements) -> Iterator[SourcedValue]:
    others = ((text_of(node.get("datePublished")), "json-ld") for node in page.nodes)
    return _moments(
        _linked(page, "datePublished", "dateCreated"),
        _said(page, _PUBLISHED),
        others,
        _marked(page.times, "datepublished", "datecreated"),
    )


def _moments(*statements: Iterator[tuple[str, str]]) -> Iterator[SourcedValue]:
    for statement in statements:
        for value, source in statement:
            if moment := iso(value):
                yield SourcedValue(moment, source)


def _linked(page: Statements, *keys: str) -> Iterator[tuple[str, str]]:
    return ((text_of(node.get(key)), "json-ld") for node in stories_in(page.nodes) for key in keys)


def _said(page: Statements, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    return ((value, name if ":" in name else f"meta {name}") for name, value in page.said(*names))


def _marked(times: tuple[Marked, ...], *marks: str) -> Iterator[tuple[str, str]]:
    return ((one.value or one.text, "microdata") for one in times if any(mark in one.words for mark in marks))


def _tells_change(one: Marked) -> bool:
    said = f"{one.words} {one.text}".casefold()
    return any(word in said for word in _CHANGED)


def iso(value: str) -> str | None:
    """A statement of a time in ISO 8601: a date, or date and time to the second, with the offset where it is stated.

    Args:
        value: the statement; other forms are read as dates in text are.
    """
    if not (hit := _ISO.search(value)):
        return read_dates((value,)).published if value else None
    if hit[0].startswith(_NEVER):
        return None
    try:
        moment = datetime.fromisoformat(hit[0].replace(",", ".").replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
    except ValueError:
        return None
    return moment.replace(microsecond=0).isoformat() if len(hit[0]) > len("2026-01-01") else hit[0]
