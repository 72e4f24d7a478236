"""Which lines of a site are chrome for certain: they come again on pages that tell different stories, and are body on none of them.

How sure that is: on each page the line model says how likely a line is body, as it sees the page as a whole. Of a line that comes again the
mean over its pages is taken, with the greatest counted twice, so that one page that speaks for body weighs more than one that does not.
What that leaves of 1 is the sureness. From SURE on a line is learned if it stands on every page, or everywhere among other lines that
repeat, as those of a menu do. A line of which both is true belongs to the frame of the site, and is learned from FRAME on.

Whatever its sureness, a line is not learned that a page has as its headline or another part of a head, that stands amid the running text
of a page, or that stands on fewer pages than asked for which are no copies of each other.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Literal

from msgspec import Struct

from cleaner.corpus import site_slots
from cleaner.corpus.site_pages import SeenLine, SeenPage, independent
from cleaner.document.parts import Part
from cleaner.rules.fold import fold, trim
from cleaner.rules.rule import CLOSING, OPENING

# The least sureness of a line that is learned, and of one of the frame. On the 35 hosts of WCXB with three pages or more, by a model that
# saw none of them, one word in five was body in lines as sure as SURE that are neither on every page nor among others that repeat; in
# lines of the frame it was one word in 500.
SURE, FRAME = 0.8, 0.5
# A line stands among others that repeat if so many of the nearest lines do, of so many above and below.
_AMONG, _NEAR = 0.5, 3
# Of letters a line needs so many: a number, a date or a sign is no label of one site.
_LETTERS = 2
Place = Literal["above", "below", "around", "apart"]


class LearnedLine(Struct, frozen=True):
    """A line that is chrome on a site.

    Args:
        key: how rules read it; of a pattern, a word that stands in every line it fits.
        texts: how it is written on pages, the most frequent first.
        pages: on how many pages it stands that are no copies of each other.
        body: how likely it is body, 0 to 1, over all its pages.
        place: whether it stands above or below the running text, around it, or on pages without any.
        part: what it is.
        keys: how rules read it; of a pattern, all lines that it fits.
        pattern: where several lines differ in a date or a name alone, what fits them; empty for one line.
    """

    key: str
    texts: tuple[str, ...]
    pages: int
    body: float
    place: Place
    part: Part
    keys: frozenset[str]
    pattern: str = ""


class _Standing(Struct):
    """Where a line stands on one page: its rows there."""

    page: int
    rows: list[int]


class _Seen(Struct, frozen=True):
    """A page with what the others tell of it.

    Args:
        page: the page.
        story: the rows of its running text that no other but its copies tells.
        repeating: one byte a row, 1 where its line repeats or is known as chrome.
    """

    page: SeenPage
    story: list[int]
    repeating: bytes

    @classmethod
    def of(cls, page: SeenPage, support: dict[str, int]) -> _Seen:
        """A page of a site, with the number of pages that each line stands on."""
        again = [support.get(line.key, 1) > 1 for line in page.lines]
        story = [row for row, line in enumerate(page.lines) if line.story and not again[row]]
        known = (repeats or (line.body is None and not line.kept) for line, repeats in zip(page.lines, again, strict=True))
        return cls(page, story, bytes(known))

    def side(self, row: int) -> str:
        """Where a row stands to the running text."""
        if not self.story:
            return "apart"
        return "above" if row < self.story[0] else "below" if row > self.story[-1] else "amid"

    def among(self, row: int) -> bool:
        """Whether a row stands among lines that repeat."""
        near = self.repeating[max(row - _NEAR, 0) : row] + self.repeating[row + 1 : row + 1 + _NEAR]
        return sum(near) >= _AMONG * len(near) > 0


def learned_lines(pages: Sequence[SeenPage], copies: Sequence[frozenset[int]], least: int) -> list[LearnedLine]:
    """The lines that are chrome for certain, those on most pages first.

    Args:
        pages: the pages of a site.
        copies: for each, the others that are copies of it.
        least: the fewest pages, no copies of each other, that a line must stand on.
    """
    standing = _standing(pages)
    support = {key: independent((each.page for each in places), copies) for key, places in standing.items()}
    seen = [_Seen.of(page, support) for page in pages]
    count = independent(range(len(pages)), copies)
    found = []
    for key, places in standing.items():
        if support[key] >= least and sum(map(str.isalpha, key)) >= _LETTERS and trim(fold(key)) == key:
            rows = [(seen[one.page], row) for one in places for row in one.rows]
            found.append(_learned(key, rows, support[key], on_all=support[key] == count))
    for one, fits in site_slots.fitting(pages, (key for key, count in support.items() if count < least)).items():
        if (pages_of := independent(fits, copies)) >= site_slots.least(least):
            rows = [(seen[page], row) for page in fits for row in fits[page]]
            found.append(_learned(one.keyword, rows, pages_of, on_all=pages_of == count, pattern=one.pattern))
    certain = [line for line in found if line is not None]
    return sorted(certain, key=lambda line: (-line.pages, line.place, line.part, line.pattern, line.key))


def _standing(pages: Sequence[SeenPage]) -> dict[str, list[_Standing]]:
    """Where the lines of some pages stand, by how rules read them."""
    found: dict[str, list[_Standing]] = defaultdict(list)
    for number, page in enumerate(pages):
        for row, line in enumerate(page.lines):
            if not line.key:
                continue
            places = found[line.key]
            if places and places[-1].page == number:
                places[-1].rows.append(row)
            else:
                places.append(_Standing(number, [row]))
    return found


def _learned(key: str, rows: Sequence[tuple[_Seen, int]], pages: int, *, on_all: bool, pattern: str = "") -> LearnedLine | None:
    """What is learned of a line; None where it is not certain to be chrome.

    Args:
        rows: where it stands.
        pages: on how many pages, no copies of each other.
        on_all: whether these are all pages there are.
    """
    lines = [seen.page.lines[row] for seen, row in rows]
    sides = {seen.side(row) for seen, row in rows}
    if "amid" in sides or any(line.head for line in lines) or all(line.body is None for line in lines):
        return None
    among = all(seen.among(row) for seen, row in rows)
    body = _likely(rows)
    if not (on_all or among) or 1 - body < (FRAME if on_all and among else SURE):
        return None
    counted = sorted(Counter(line.text for line in lines).items(), key=lambda pair: (-pair[1], pair[0]))
    texts = tuple(text for text, _ in counted if _can_be_shown(text))
    return (
        LearnedLine(key, texts, pages, body, _place(sides), _part(lines), frozenset(line.key for line in lines), pattern) if texts else None
    )


def _likely(rows: Iterable[tuple[_Seen, int]]) -> float:
    """How likely a line is body: the mean over its pages, the greatest counted twice; of a page the likeliest of its rows counts."""
    of_pages: dict[bytes, float] = defaultdict(float)
    for seen, row in rows:
        of_pages[seen.page.digest] = max(of_pages[seen.page.digest], seen.page.lines[row].body or 0.0)
    return (sum(of_pages.values()) + max(of_pages.values())) / (len(of_pages) + 1)


def _place(sides: Iterable[str]) -> Place:
    known = {side for side in sides if side != "apart"}
    return "apart" if not known else "around" if len(known) > 1 else "above" if "above" in known else "below"


def _part(lines: Iterable[SeenLine]) -> Part:
    """The part that a line resembles most often; what it is called changes nothing that is removed.

    A headline of another story is told by the list that it stands in, of which one line says nothing.
    """
    parts = Counter(line.part for line in lines if line.body is not None)
    part = min(parts, key=lambda part: (-parts[part], part))
    return Part.other if part is Part.teaser else part


def _can_be_shown(text: str) -> bool:
    """Whether a text can stand as an example in a rule file."""
    return OPENING not in text and CLOSING not in text and text.isprintable() and not any("\ud800" <= sign <= "\udfff" for sign in text)


class NearestBody:
    """The lines of a site that are kept, to be found by words: what a rule must leave alone.

    Args:
        pages: its pages.
        learned: the lines that go.
    """

    def __init__(self, pages: Iterable[SeenPage], learned: Iterable[LearnedLine]) -> None:
        gone = {key for line in learned for key in line.keys}
        lines = (line for page in pages for line in page.lines)
        kept = {
            line.text for line in lines if line.kept and line.key and line.key not in gone and not line.head and _can_be_shown(line.text)
        }
        self._texts = sorted(kept)
        self._words: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(self._texts):
            for word in dict.fromkeys(fold(text).split()):
                self._words[word].append(number)

    def of(self, keys: Iterable[str], most: int) -> list[str]:
        """The kept lines that share most words with some others, rare words counting for more; the shorter first."""
        weights: dict[int, float] = defaultdict(float)
        for word in sorted({word for key in keys for word in key.split()}):
            for number in self._words.get(word, ()):
                weights[number] += 1 / len(self._words[word])
        ranked = sorted(weights, key=lambda number: (-weights[number] / (1 + len(self._texts[number].split())), number))
        return [self._texts[number] for number in chain(ranked[:most], () if ranked else range(min(most, len(self._texts))))]
