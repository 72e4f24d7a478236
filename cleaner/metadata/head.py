"""The head of a story: what its lines, and the statements of its page, say of people, dates and places; read when someone first asks."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import takewhile

import regex
from msgspec import Struct
from msgspec.structs import replace

from cleaner.document.article import Dates, Metadata, People, SourcedValue
from cleaner.metadata.bylines import agencies_in, is_role, label_of, names_alone, read_people
from cleaner.metadata.dates import date_label, has_date_label, read_dates, without_dates
from cleaner.metadata.statements import key
from cleaner.metadata.vocabulary import AROUND_DATES, MODIFIERS, PARTICLES, ROLES

# Where a line of the page tells a field.
HEADLINE, BYLINE, TIMESTAMP, HEAD = "headline line", "byline line", "timestamp line", "line beside the headline"
# A line that is a name and says no more; less than what a page says elsewhere.
NAME = "line of a name"
# A title and a headline are one if the shorter is so much of the longer.
MOST_OF = 0.6

_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_SENTENCE = re.compile(r"[^\W\d_]{3,}[.!?。！？]\W*$")
# Signs of a script without capitals that are more are a sentence's.
_MOST_SIGNS = 24
_SET_APART = re.compile(r"[|｜•·–—]|\s-\s")
_BARS = re.compile(r"\s*[|｜•·●・⋅∙/—–]\s*|\s+-\s+|(?:\s*,)+\s*$|^(?:\s*,)+|(?:\s*,){2,}|\s{2,}")
# So near below its headline, a line beside the date may be a name.
_NEAR = 4

# A report goes on with a new sentence behind its dateline; what goes on in lower case is an insertion.
_DASH = r"\s?(?:[—–]|--?)\s?(?!\p{Ll})(?<=\s)"
_PLACE = r"\p{Lu}[\p{L}\p{M}.’'-]*(?: (?:(?:de|del|di|da|am|an|der|la|le|el|al|upon) )?\p{Lu}[\p{L}\p{M}.’'-]*){0,3}"
_CAPITALS = r"\p{Lu}[\p{Lu}\p{M}.’'-]{2,}(?: \p{Lu}[\p{Lu}\p{M}.’'-]+){0,3}"
_REGION_AND_DAY = r"(?:, \p{Lu}[\p{L}\p{M}.]*(?: \p{Lu}[\p{L}\p{M}.]*){0,2})?(?:,? (?:\p{L}{3,9}\.? \d{1,2}|\d{1,2}\.? \p{L}{3,9}\.?))?"
_AGENCY = r"[(（][\p{L}\p{M}][\p{L}\p{M}\d./ &-]{1,38}[)）]"
# With an agency the place may be written in any case; without one only capitals tell it from a sentence with a dash.
_DATELINES = (
    regex.compile(rf"({_PLACE}(?:/{_PLACE})?{_REGION_AND_DAY},? {_AGENCY})(?:{_DASH}|\.\s)"),
    regex.compile(rf"({_CAPITALS}(?:/{_CAPITALS})?{_REGION_AND_DAY}){_DASH}"),
    regex.compile(r"[（(【]?(\p{Han}{2,8}(?:通信|社|网)\p{Han}{2,8}\d{1,2}月\d{1,2}日电)"),
)
_LONGEST_DATELINE = 120


class HeadLines(Struct, frozen=True):
    """The lines of a story that stand in its head.

    Args:
        bylines: those that say who wrote it.
        timestamps: those beside its headline or byline that a rule calls dates.
        datelines: those that are a dateline of their own.
        beside: those of `timestamps` and other lines there, the nearest first, some of which may hold a date, a name or both.
        later: those further down that say when something happened; of these only what they call a change or a publication counts.
        short: the short ones below its headline, down to the text.
    """

    bylines: tuple[str, ...] = ()
    timestamps: tuple[str, ...] = ()
    datelines: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    later: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class StoryHead(Struct, frozen=True, dict=True):
    """The head of a story as its lines and the page's own statements tell it together.

    A statement meant for machines is surer than a line of the page, but for the day that a line beside the headline prints and that is
    earlier; a line is surer than what stands in an element that only looks like a byline or a date.

    Args:
        find_lines: finds its lines, the first time someone asks what they say.
        text: its body, which shows the language and may open with a dateline.
        reference: what "3 hours ago" is counted from.
        page: what the page states of the story, if it does.
    """

    find_lines: Callable[[], HeadLines]
    text: str
    reference: datetime | None = None
    page: Metadata | None = None

    @cached_property
    def _lines(self) -> HeadLines:
        return self.find_lines()

    def headline(self, shown: str | None) -> str | None:
        """The stated title, or the headline that a line shows where it says the same."""
        title = self.page.headline if self.page else None
        if title is None or shown is None:
            return title.value if title else shown
        own, other = key(title.value), key(shown)
        # What stands before the title in one element is another heading.
        joined = own != other and other.endswith(own)
        return shown if is_title(other, own) and not joined else title.value

    @cached_property
    def people(self) -> People:
        """Who made the story; roles and agencies come from lines alone."""
        authors = tuple(one.value for one in self._stated_authors)
        return replace(self._people, bylines=authors) if authors else self._people

    @cached_property
    def dates(self) -> Dates:
        """When it appeared and was changed; the words of lines stay at hand."""
        published, updated = self._stated_published, self.page.updated if self.page else None
        dates = replace(self._dates, published=published.value) if published else self._dates
        return replace(dates, updated=updated.value) if updated else dates

    @cached_property
    def dateline(self) -> str | None:
        """Where it was written."""
        return self._lines.datelines[0] if self._lines.datelines else read_dateline(self.text)

    @cached_property
    def sources(self) -> Mapping[str, str]:
        """For each field, the kind of line or the statement that tells it."""
        stated = {"bylines": next(iter(self._stated_authors), None), "published": self._stated_published}
        if self.page:
            stated |= {"headline": self.page.headline, "updated": self.page.updated}
        return {"headline": HEADLINE, **self._sources, **{name: value.source for name, value in stated.items() if value}}

    @cached_property
    def _stated_authors(self) -> tuple[SourcedValue, ...]:
        """The statement of who wrote it; none where lines tell it and nothing surer does."""
        if self.page is None:
            return ()
        if self.page.authors or (self._people.bylines and self._sources["bylines"] != NAME):
            return self.page.authors
        outlet = self.page.outlet
        printed = outlet is not None and key(outlet) in map(key, self._lines.short)
        body = SourcedValue(outlet, "json-ld") if outlet and printed else self.page.corporate_author
        return self.page.likely_authors or tuple(filter(None, (body,)))

    @cached_property
    def _stated_published(self) -> SourcedValue | None:
        """The statement of when it appeared; none where lines tell it and nothing surer does.

        The day of the text as it is now, where a line shows it, says more of a story than a time of which nothing says what happened then.
        """
        if self.page is None:
            return None
        shown, own, updated = self._dates.published, self.page.published, self._printed.updated
        if own and shown and _is_earlier(shown, own.value) and not self.page.is_addressed(own.value):
            # A page that was moved states the day on which it was, and still prints the day of its story.
            return SourcedValue(shown, self._sources["published"])
        if own or shown:
            return own
        return SourcedValue(updated, self._sources["updated"]) if updated else self.page.likely_published

    @cached_property
    def _sources(self) -> dict[str, str]:
        """Which kind of line tells each field; a date may stand at the end of a byline."""
        by = BYLINE if self._signed.bylines or self._signed.roles else HEAD if self._beside.bylines else NAME
        kinds = ((TIMESTAMP, (*self._lines.timestamps, *self._lines.later)), (BYLINE, self._lines.bylines))
        texts = {"published": self._dates.published_text, "updated": self._dates.updated_text}
        found = (next((kind for kind, lines in kinds if text and any(text in line for line in lines)), HEAD) for text in texts.values())
        return {"bylines": by, **dict(zip(texts, found, strict=True))}

    @cached_property
    def _people(self) -> People:
        """Whom the lines name; an agency may stand in the dateline."""
        people = self._signed
        if not people.bylines and not people.roles:
            people = self._beside if self._beside.bylines else replace(people, bylines=_people_listed(self._lines.short, self.text))
        return replace(people, agencies=tuple(dict.fromkeys((*people.agencies, *agencies_in(self.dateline or "")))))

    @cached_property
    def _signed(self) -> People:
        """Those whom lines name that are bylines."""
        return read_people(self._lines.bylines)

    @cached_property
    def _beside(self) -> People:
        """Those whose names share a line with a date: behind a label, or between bars and alone but for their role."""
        shared = (read_people([" | ".join(_naming(line, self.text))]) for line in self._lines.beside if _is_dated(line, self.text))
        return next((people for people in shared if people.bylines), People())

    @cached_property
    def _dates(self) -> Dates:
        """The days that the lines say; of a change a line further down may tell."""
        if not self._lines.later:
            return self._printed
        found = read_dates(self._lines.later, self.text, self.reference)
        # Several lines that say when something was published speak of several texts.
        labels = [date_label(line) for line in self._lines.later]
        labelled = labels.count("published") == 1 and date_label(found.published_text or "") == "published"
        return _completed(self._printed, found if labelled else replace(found, published=None, published_text=None))

    @cached_property
    def _printed(self) -> Dates:
        """What the head alone prints; where no line of its own says when, a line that also says who may."""
        lines = [line for line in self._lines.beside if line in self._lines.timestamps or _is_dated(line, self.text)]
        dates = read_dates(lines, self.text, self.reference)
        if signed := [] if dates.published else [line for line in self._lines.bylines if _is_dated(line, self.text)]:
            dates = _completed(dates, read_dates(signed, self.text, self.reference))
        return dates


def is_title(headline: str, title: str) -> bool:
    """Whether a headline says what a title says, each given as its `key`; either may have a kicker or a mark more."""
    short, long = sorted((headline, title), key=len)
    return bool(short) and short in long and len(short) >= MOST_OF * len(long)


def read_dateline(text: str) -> str | None:
    """The place, often with an agency, that opens a report, without the dash behind it."""
    opening = text[:_LONGEST_DATELINE]
    return next((hit[1] for form in _DATELINES if (hit := form.match(opening))), None)


def is_nothing_but_dated(line: str) -> bool:
    """Whether a line that looks like a sentence is days with their labels and hours, and the words that stand around them."""
    left = without_dates(line)
    return left is not None and _is_sparse(left)


def is_labelled(line: str) -> bool:
    """Whether a line begins with words that stand before names or before the day of a text."""
    return label_of(line, known=True)[0] is not None or date_label(line) not in (None, "other")


def says_when_or_who(line: str) -> bool:
    """Whether a heading or a title is a date or a byline and nothing else."""
    if (left := without_dates(line)) is not None:
        parts = [part for part in _BARS.split(left) if _WORDS.search(part)]
        return not parts or (_SET_APART.search(line) is not None and all(map(names_alone, parts)))
    label, names = label_of(line, known=True)
    return label is not None and bool(names_alone(names))


def _is_dated(line: str, text: str) -> bool:
    """Whether a line of a head names a day and says little beside: no sentence, and no span of days."""
    left = without_dates(line, text)
    if left is None or (_SENTENCE.search(left) and not is_labelled(line)):
        return False
    return has_date_label(line) or _is_sparse(left)


def _is_sparse(left: str) -> bool:
    """Whether what is left of a line without its days are names, roles and the small words around them."""
    words = _WORDS.findall(left)
    caseless = sum(len(word) for word in words if word.lower() == word.upper())
    return caseless <= _MOST_SIGNS and all(map(_is_beside_dates, words))


def _is_beside_dates(word: str) -> bool:
    """Whether a word may stand on a line with a date: a name's, a role's or one of the small ones that lead to either."""
    return not word[0].islower() or len(word) == 1 or any(word in known for known in (AROUND_DATES, PARTICLES, ROLES, MODIFIERS))


def _people_listed(lines: Sequence[str], text: str) -> tuple[str, ...]:
    """Those whose names stand on lines of their own: several right below the headline, or one beside a date."""
    names = [_whole_name(line) for line in lines]
    if len(run := list(takewhile(bool, names))) > 1:
        return tuple(name for own in run for name in own)
    for number, own in enumerate(names[:_NEAR]):
        if own and any(_is_dated(one, text) for one in (*lines[max(number - 1, 0) : number], *lines[number + 1 : number + 2])):
            return own
    return ()


def _whole_name(line: str) -> tuple[str, ...]:
    """The names of a line in capitals and small letters that holds nothing else, and no role."""
    names, words = names_alone(line), line.split()
    cased = line.casefold() != line and all(word[0].isupper() or word.casefold() in PARTICLES for word in words)
    return names if cased and not any(word.casefold().strip(".,") in ROLES for word in words) else ()


def _naming(line: str, text: str) -> Iterator[str]:
    """The stretches of a line between bars that name people, without the date."""
    waiting = False
    for stretch in filter(None, map(str.strip, _BARS.split(without_dates(line, text) or ""))):
        label, _ = label_of(stretch, known=True)
        named = label is not None or bool(names_alone(stretch))
        if named or (waiting and is_role(stretch)):
            yield stretch
        waiting = named


def _completed(dates: Dates, other: Dates) -> Dates:
    """Dates with what others tell that they do not."""
    if other.published and not dates.published:
        dates = replace(dates, published=other.published, published_text=other.published_text)
    if other.updated and dates.updated_text is None:
        dates = replace(dates, updated=other.updated, updated_text=other.updated_text)
    return dates


def _is_earlier(one: str, other: str) -> bool:
    """Whether one time is by more than a day before another, so that no difference of time zones explains it."""
    return (date.fromisoformat(other[:10]) - date.fromisoformat(one[:10])).days > 1
