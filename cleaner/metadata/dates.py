"""When a story was published and last changed: as the lines of its head say, stretch by stretch, and as its page states."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from msgspec import Struct

from cleaner.document.article import Dates, SourcedValue
from cleaner.metadata.elements import MarkedElement
from cleaner.metadata.statements import Statements, key, stories_in, text_of
from cleaner.metadata.times import languages_of, read_time, shown_order, times_in
from cleaner.metadata.vocabulary import AS_OF, OTHERS, PUBLISHED, UPDATED

_LABELS = re.compile(
    rf"(?i)(?<![^\W\d_])(?:(?P<updated>{'|'.join(UPDATED)})|(?P<published>{'|'.join(PUBLISHED)})|(?P<as_of>{AS_OF}(?=\s*:))|(?P<other>{OTHERS}))(?![^\W\d_])"
)
_LABEL = re.compile(rf"^(?:{_LABELS.pattern[4:]})[\s:：|-]*", re.IGNORECASE)
_EDGES = " \t\u3000|•·–—-/,;()"
_MOST_DAYS = 2
_DIGIT = re.compile(r"\d")
_SPAN = re.compile(r"\s*(?:[–—-]|to|bis|until|till|au|al)\s*")
# So much of a story shows its language.
_SAMPLE = 2000

_PUBLISHED_METAS = (
    *("article:published_time", "og:article:published_time", "og:published_time", "article:published", "datepublished"),
    *("parsely-pub-date", "sailthru.date", "publishdate", "publish-date", "publish_date", "published-date", "pubdate", "date.created"),
    *("dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date", "dcterms.date", "citation_publication_date"),
    *("published", "publication-date", "publication_date", "pub_date", "article.published", "article:publish_date", "og:pubdate"),
    *("citation_date", "cxenseparse:recs:publishtime", "rnews:datepublished", "uploaddate", "date"),
)
_UPDATED_METAS = (
    *("article:modified_time", "og:article:modified_time", "og:modified_time", "og:updated_time", "datemodified", "dcterms.modified"),
)
_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:[.,]\d+)? ?(?:Z|[+-]\d\d:?\d\d)?)?")
_IN_ADDRESS = re.compile(r"(?<![\d-])(?P<year>(?:19|20)\d\d)(?P<sign>[-/]?)(?P<month>\d\d)(?P=sign)(?P<day>\d\d)(?=/|\b(?!-?\d)|$|[-_]\D)")
_CHANGED = re.compile("modif|updat|edit")
# What a clock shows that was never set.
_NEVER = ("1970-01-01", "0001-01-01", "1900-01-01")


class _Stretch(Struct, frozen=True):
    """A part of a line.

    Args:
        kind: what the label before it says: `updated`, `published`, `as_of`, `other`, or `bare` without one.
        text: the part, label included.
        value: the time that it names.
        counted: whether that was counted from the reference, and no day is printed.
    """

    kind: str
    text: str
    value: str | None
    counted: bool


def read_dates(lines: Sequence[str], text: str = "", reference: datetime | None = None) -> Dates:
    """When a story was published and updated; words of which no time can be read stay at hand as text.

    Args:
        lines: the lines that say when, in order; a label may stand on one and its date on the next.
        text: the story, which shows what language the lines may be in.
        reference: what "3 hours ago" is counted from.
    """
    stretches = [(kind, words) for kind, words in _stretches(lines) if _DIGIT.search(words) or reference or kind != "bare"]
    if not stretches:
        return Dates()
    languages, shown = languages_of(" ".join((*lines, text[:_SAMPLE]))), shown_order(" ".join(lines))
    day_first = languages[0] != "en" if shown is None else shown
    found = [_read(kind, words, languages, day_first, reference) for kind, words in stretches]
    days = {stretch.value[:10] for stretch in found if stretch.kind == "bare" and stretch.value}
    # Several days of which nothing says what happened are those of comments or of other texts.
    published = _first(found, "published", *(() if len(days) > _MOST_DAYS else ("bare",)))
    as_of, updated = _first(found, "as_of"), _first(found, "updated")
    if published is None or (published.value is None and as_of):
        published, as_of = as_of, None
    return Dates(*_value_and_text(published), *_value_and_text(updated or as_of))


def _stretches(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The stretches of all lines, label included; a label at the end of a line holds for the next."""
    waiting = ""
    for line in lines:
        labels = ((hit.start(), hit.lastgroup or "bare") for hit in _LABELS.finditer(line))
        bounds = [(0, waiting or "bare"), *labels, (len(line), "")]
        waiting = ""
        for (start, kind), (end, _) in pairwise(bounds):
            words = line[start:end].strip(_EDGES)
            if _LABELS.fullmatch(words.rstrip(" :：")):
                waiting = kind
            elif words:
                waiting = ""
                yield kind, words


def _read(kind: str, words: str, languages: tuple[str, ...], day_first: bool, reference: datetime | None) -> _Stretch:
    text = _LABEL.sub("", words)
    spans = kind == "bare" and _is_span(text, list(times_in(text, languages, day_first)))
    printed = None if spans else read_time(text, languages, day_first, None)
    counted = read_time(text, languages, day_first, reference) if reference and not printed else None
    return _Stretch(kind, words, printed or counted, printed is None)


def _first(found: Sequence[_Stretch], *kinds: str) -> _Stretch | None:
    """The first stretch of the first kind that prints a day, or else whose time can be read, or else the first."""
    own = [stretch for kind in kinds for stretch in found if stretch.kind == kind]
    read = [stretch for stretch in own if stretch.value]
    return next((stretch for stretch in read if not stretch.counted), next(iter(read or own), None))


def _value_and_text(stretch: _Stretch | None) -> tuple[str | None, str | None]:
    return (stretch.value, stretch.text) if stretch else (None, None)


def date_label(line: str) -> str | None:
    """What a line says at its beginning that happened on a day: `published`, `updated`, `as_of` the day it shows, or something `other`."""
    hit = _LABELS.match(line)
    return hit.lastgroup if hit else None


def names_another_day(line: str) -> bool:
    """Whether a line is the label of a day that is none of the text's, and nothing else."""
    hit = _LABELS.match(line)
    return hit is not None and hit.lastgroup == "other" and not line[hit.end() :].strip(" :：")


def has_date_label(line: str) -> bool:
    """Whether a line says somewhere that the text was published or changed."""
    return any(hit.lastgroup in ("published", "updated") for hit in _LABELS.finditer(line))


def without_dates(line: str, text: str = "") -> str | None:
    """A line without the days that it names, their hours and their labels, two commas for each; None where it names none, or a span.

    Args:
        line: a line beside a headline.
        text: the story, which shows the language.
    """
    if not _DIGIT.search(line):
        return None
    languages = languages_of(f"{line} {text[:_SAMPLE]}")
    found = list(times_in(line, languages, languages[0] != "en"))
    if not found or _is_span(line, found):
        return None
    bounds = [0, *(place for stretch in found for place in stretch), len(line)]
    return ", ,".join(_LABELS.sub("", line[start:end]) for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def _is_span(text: str, days: Sequence[tuple[int, int]]) -> bool:
    """Whether days in a text are the first and the last of a span."""
    return any(_SPAN.fullmatch(text[one[1] : other[0]]) for one, other in pairwise(days))


def stated_published(page: Statements) -> SourcedValue | None:
    """When the story of a page appeared, as its markup states."""
    others = ((text_of(node.get("datePublished")), "json-ld") for node in page.nodes)
    marked = _marked(page, "datepublished", "datecreated")
    return _first_time(_linked(page, "datePublished", "dateCreated"), _said(page, _PUBLISHED_METAS), others, marked)


def stated_updated(page: Statements) -> SourcedValue | None:
    """When the story of a page was last changed, as its markup states."""
    return _first_time(_linked(page, "dateModified"), _said(page, _UPDATED_METAS), _marked(page, "datemodified"))


def time_beside(page: Statements, headline: str) -> SourcedValue | None:
    """The time that an element beside the headline gives, where nothing says what happened then."""
    own = key(headline)
    shown = ((time.value, "time") for time, heading in page.times_beside if key(heading) == own and not _tells_change(time))
    return _first_time(shown)


def day_of_address(addresses: Sequence[str]) -> SourcedValue | None:
    """The day that one of a page's addresses names with its year, month and day."""
    hits = (hit for address in addresses for hit in _IN_ADDRESS.finditer(urlsplit(address).path))
    return _first_time(("-".join(hit.group("year", "month", "day")), "address") for hit in hits)


def iso(value: str) -> str | None:
    """A statement of a time in ISO 8601: a date, or date and time to the second, with its offset; other forms are read as in text."""
    if not (hit := _ISO.search(value)):
        return read_dates((value,)).published if value else None
    if hit[0].startswith(_NEVER):
        return None
    try:
        time = datetime.fromisoformat(hit[0].replace(",", ".").replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
    except ValueError:
        return None
    return time.replace(microsecond=0).isoformat() if len(hit[0]) > len("2026-01-01") else hit[0]


def _first_time(*statements: Iterator[tuple[str, str]]) -> SourcedValue | None:
    times = ((iso(value), source) for statement in statements for value, source in statement)
    return next((SourcedValue(time, source) for time, source in times if time), None)


def _linked(page: Statements, *keys: str) -> Iterator[tuple[str, str]]:
    return ((text_of(node.get(key)), "json-ld") for node in stories_in(page.nodes) for key in keys)


def _said(page: Statements, names: Sequence[str]) -> Iterator[tuple[str, str]]:
    return ((value, name if ":" in name else f"meta {name}") for name, value in page.metas_named(*names))


def _marked(page: Statements, *marks: str) -> Iterator[tuple[str, str]]:
    return ((time.value or time.text, "microdata") for time in page.times if any(mark in time.words for mark in marks))


def _tells_change(time: MarkedElement) -> bool:
    return _CHANGED.search(f"{time.words} {time.text}".casefold()) is not None
