"""Date lines to the time of publication and of the last change: each stretch of a line belongs to the label before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from enum import Enum
from itertools import pairwise

from cleaner.document.article import Dates
from cleaner.document.records import dataclass
from cleaner.fields.languages import languages_of
from cleaner.fields.moments import moments_in, order_shown, read_moment
from cleaner.fields.when import AS_OF, OTHERS, PUBLISHED, UPDATED

_LABELS = re.compile(
    rf"(?i)(?<![^\W\d_])(?:(?P<updated>{'|'.join(UPDATED)})|(?P<published>{'|'.join(PUBLISHED)})|(?P<as_of>{AS_OF}(?=\s*:))|(?P<other>{OTHERS}))(?![^\W\d_])"
)
_LABEL = re.compile(rf"^(?:{_LABELS.pattern[4:]})[\s:：|-]*", re.IGNORECASE)
_EDGES = " \t\u3000|•·–—-/,;()"
_MOST_DAYS = 2
_PRINTED = re.compile(r"\d")
_SPAN = re.compile(r"\s*(?:[–—-]|to|bis|until|till|au|al)\s*")


class _Kind(Enum):
    """What a label says of the time behind it; one is a stretch without a label."""

    published = 0
    bare = 1
    as_of = 2
    updated = 3
    other = 4


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A part of a line with the label before it.

    Args:
        kind: what the label says.
        text: the part, label included.
        value: the time that it names, in ISO 8601.
        counted: whether that was counted from the reference, and no day is printed.
    """

    kind: _Kind
    text: str
    value: str | None
    counted: bool


def read_dates(lines: Sequence[str], text: str = "", reference: datetime | None = None) -> Dates:
    """When a story was published and updated.

    The words of a line that name no time, or one that must be counted from the hour someone looks, stay at hand as text.

    Args:
        lines: the lines that say when, in order; a label may stand on one and its date on the next.
        text: the story, which shows what language the lines may be in.
        reference: what "3 hours ago" is counted from.
    """
    languages = languages_of(" ".join((*lines, text)))
    shown = order_shown(" ".join(lines))
    day_first = languages[0] != "en" if shown is None else shown
    found = [
        _stretch(kind, words, languages, day_first, reference)
        for kind, words in _stretches(lines)
        if _PRINTED.search(words) or reference or kind is not _Kind.bare
    ]
    days = {stretch.value[:10] for stretch in found if stretch.kind is _Kind.bare and stretch.value}
    # Several days of which nothing says what happened are those of comments or of other texts.
    published = _first(found, _Kind.published, *(() if len(days) > _MOST_DAYS else (_Kind.bare,)))
    as_of, updated = _first(found, _Kind.as_of), _first(found, _Kind.updated)
    if published is None or (published.value is None and as_of):
        published, as_of = as_of, None
    updated = updated or as_of
    return Dates(*_value_and_text(published), *_value_and_text(updated))


def _stretch(kind: _Kind, words: str, languages: tuple[str, ...], day_first: bool, reference: datetime | None) -> _Stretch:
    text = _LABEL.sub("", words)
    spans = kind is _Kind.bare and _is_span(text, list(moments_in(text, languages, day_first)))
    printed = None if spans else read_moment(text, languages, day_first, None)
    value = printed or (read_moment(text, languages, day_first, reference) if reference else None)
    return _Stretch(kind, words, value, printed is None)


def names_another_day(line: str) -> bool:
    """Whether a line is the label of a day that is none of the text's, and nothing else.

    Args:
        line: a line above a date.
    """
    hit = _LABELS.match(line)
    return hit is not None and hit["other"] is not None and not line[hit.end() :].strip(" :：")


def has_label(line: str) -> bool:
    """Whether a line says somewhere that the text was published or changed.

    Args:
        line: a line of a head.
    """
    return any(hit["published"] or hit["updated"] for hit in _LABELS.finditer(line))


def is_dated_by_label(line: str) -> bool:
    """Whether a line begins with words that say that the text was published or changed then.

    Args:
        line: a line of a head.
    """
    hit = _LABELS.match(line)
    return hit is not None and hit["other"] is None


def says_published(text: str) -> bool:
    """Whether words of a page begin with a label that says that something was published.

    Args:
        text: the words.
    """
    hit = _LABELS.match(text)
    return hit is not None and hit["published"] is not None


def without_days(line: str, text: str = "") -> str | None:
    """A line without the days that it names, their hours and their labels, two commas for each; None where it names none, or a span.

    Args:
        line: a line beside a headline.
        text: the story, which shows the language.
    """
    languages = languages_of(f"{line} {text}")
    found = list(moments_in(line, languages, languages[0] != "en"))
    if not found or _is_span(line, found):
        return None
    bounds = [0, *(place for stretch in found for place in stretch), len(line)]
    return ", ,".join(_LABELS.sub("", line[start:end]) for start, end in zip(bounds[::2], bounds[1::2], strict=True))


def _is_span(text: str, days: Sequence[tuple[int, int]]) -> bool:
    """Whether days in a text are the first and the last of a span."""
    return any(_SPAN.fullmatch(text[one[1] : other[0]]) for one, other in pairwise(days))


def _value_and_text(stretch: _Stretch | None) -> tuple[str | None, str | None]:
    return (stretch.value, stretch.text) if stretch else (None, None)


def _first(found: Sequence[_Stretch], *kinds: _Kind) -> _Stretch | None:
    """The first stretch of the first kind that prints a day, or else whose time can be read, or else the first."""
    own = [stretch for kind in kinds for stretch in found if stretch.kind is kind]
    read = [stretch for stretch in own if stretch.value]
    return next((stretch for stretch in read if not stretch.counted), next(iter(read or own), None))


def _stretches(lines: Sequence[str]) -> Iterator[tuple[_Kind, str]]:
    """The stretches of all lines, label included; a label at the end of a line holds for the next."""
    waiting: _Kind | None = None
    for line in lines:
        labels = ((hit.start(), _Kind[hit.lastgroup or "bare"]) for hit in _LABELS.finditer(line))
        bounds = [(0, waiting or _Kind.bare), *labels]
        waiting = None
        for (start, kind), end in zip(bounds, [*(start for start, _ in bounds[1:]), len(line)], strict=True):
            words = line[start:end].strip(_EDGES)
            if _LABELS.fullmatch(words.rstrip(" :：")):
                waiting = kind
            elif words:
                waiting = None
                yield kind, words
