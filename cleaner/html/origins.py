"""Where the lines that a browser shows stand in the source of a page.

A parser that builds a tree tells no places, and the tree is not always in the order of the source. So the source is cut into tags and
texts as the tokenizer of HTML does it, and each line is looked for among the texts, from where the last one was found. A line that is
not found, because a parser moved it or a script wrote it, has no place; none is guessed.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from html import unescape

from msgspec import Struct

from cleaner.document.result import CleanedPage
from cleaner.html.nesting import SPACE, attributes_end

# What stands in these is no text of the page.
_RAW = re.compile(r"<(script|style|textarea|title|xmp|iframe|noembed|noframes|plaintext)(?=[\s/>])", re.IGNORECASE)
_SHOWN_RAW = frozenset({"xmp", "plaintext"})
_TAG_BEGINS = re.compile(rf"</?[a-zA-Z][^{SPACE}/>]*")
# White space and what parsers drop: lines are compared without.
_BARE = re.compile("[^ \\t\\n\\r\\f\\v\\x1c-\\x1f\\x85\u2028\u2029\\0]+")
_REFERENCE = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[a-zA-Z][a-zA-Z0-9]*);?")
_HALVES = re.compile("[\ud800-\udfff]")
# A line of fewer characters stands nearly anywhere, so it is looked for nearby only.
_SHORT, _NEARBY, _WINDOW, _TRIES, _SPENDING = 12, 2_000, 20_000, 20, 20


class Origins(Struct, frozen=True, eq=False):
    """Where visible lines come from.

    Args:
        lines: the visible lines.
        hits: for each line its place in the text of the source without white space, or -1 where that is not known.
        places: for each character of that text its offset in the source.
    """

    lines: Sequence[str]
    hits: Sequence[int]
    places: Sequence[int]

    def offset(self, line: int, column: int = 0) -> int:
        """The offset in the source of a character, or of the one after it if it is white space; -1 where that is not known."""
        hit = self.hits[line]
        return self.places[min(hit + sum(map(len, _BARE.findall(self.lines[line][:column]))), len(self.places) - 1)] if hit >= 0 else -1


def origins(html: str, lines: Sequence[str]) -> Origins:
    """Where the lines of the visible text stand in the source."""
    stream, places, starts = _stream(html)
    hits = array("q", [-1]) * len(lines)
    at, window, budget = 0, _WINDOW, _SPENDING * len(stream) + _WINDOW
    for number, line in enumerate(lines):
        bare = "".join(_BARE.findall(line))
        if not bare or budget < 0:
            continue
        reach = _NEARBY if len(bare) < _SHORT else window
        hit = _search(stream, bare, at, at + reach + len(bare), starts)
        if hit < 0:
            budget -= reach
            # Perhaps the page holds more between the lines than was looked through.
            window *= 2 if len(bare) >= _SHORT else 1
            continue
        hits[number] = hit
        at, window = hit + len(bare), _WINDOW
    return Origins(lines, hits, places)


def _search(stream: str, bare: str, start: int, end: int, starts: set[int]) -> int:
    """Where a line stands in the stream: where a text or a line of one begins, else anywhere; -1 for nowhere."""
    first = hit = stream.find(bare, start, end)
    for _ in range(_TRIES):
        if hit < 0 or hit in starts:
            break
        hit = stream.find(bare, hit + 1, end)
    return hit if hit >= 0 and hit in starts else first


def _stream(html: str) -> tuple[str, array[int], set[int]]:
    """All texts of a source without white space, the place of each character, and where texts and lines of texts begin."""
    made: list[str] = []
    places = array("q")
    starts: set[int] = set()
    for start, end in _texts(html):
        starts.add(len(places))
        before = start
        for run in _BARE.finditer(html, start, end):
            if "\n" in html[before : run.start()]:
                starts.add(len(places))
            before = at = run.end()
            at = run.start()
            for reference in _REFERENCE.finditer(html, run.start(), run.end()) if "&" in run[0] else ():
                _take(made, places, html[at : reference.start()], at)
                meant = "".join(_BARE.findall(unescape(reference[0])))
                made.append(meant)
                places.extend([reference.start()] * len(meant))
                at = reference.end()
            _take(made, places, html[at : run.end()], at)
    return _HALVES.sub("\ufffd", "".join(made)), places, starts


def _take(made: list[str], places: array[int], text: str, at: int) -> None:
    made.append(text)
    places.extend(range(at, at + len(text)))


def _texts(html: str) -> Iterator[tuple[int, int]]:
    """Where the texts between tags begin and end; comments, scripts and the like are none."""
    at = start = 0
    while (at := html.find("<", at)) >= 0:
        if not (opened := _markup_end(html, at)):
            at += 1
            continue
        if start < at:
            yield start, at
        raw = _RAW.match(html, at)
        at = start = opened
        if raw and (name := raw[1].lower()):
            closing = re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE).search(html, opened) if name != "plaintext" else None
            end = closing.start() if closing else len(html)
            if name in _SHOWN_RAW:
                yield opened, end
            at = start = end
    if start < len(html):
        yield start, len(html)


def _markup_end(html: str, at: int) -> int:
    """Where the markup ends that begins at a `<`, at the end of the source if it never does; 0 where the `<` is text."""
    if html.startswith("<!--", at):
        if html.startswith((">", "->"), at + 4):
            return html.index(">", at) + 1
        end = html.find("-->", at + 4)
        return end + 3 if end >= 0 else len(html)
    if begins := _TAG_BEGINS.match(html, at):
        return min(attributes_end(html, begins.end()) + 1, len(html))
    if html.startswith(("<!", "<?", "</"), at):
        end = html.find(">", at)
        return end + 1 if end >= 0 else len(html)
    return 0


# The line and column of an offset in the text of a page, both from 1.
Position = Callable[[int], tuple[int, int]]


def position_in_file(page: CleanedPage) -> Position:
    """Tells lines and columns of the file: of a text those of its source, of a web page those of its HTML."""
    return page.page.position if page.page.html is None else WebPlaces(page).position


class WebPlaces:
    """Places of a web page's visible text in its HTML. A line whose own place is not known has that of the nearest one above."""

    def __init__(self, page: CleanedPage) -> None:
        self._page, self._html = page, page.page.html or ""

    @cached_property
    def _origins(self) -> Origins:
        return origins(self._html, self._page.page.lines)

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of the HTML at which a character of the visible text begins, both from 1."""
        line, column = self._page.page.position(offset)
        found = self._origins.offset(line - 1, column - 1) if self._page.page.lines else -1
        if found < 0:
            found = self._above[line - 1] if self._above else 0
        at = bisect_right(self._breaks, found)
        return at, found - self._breaks[at - 1] + 1

    @cached_property
    def _breaks(self) -> list[int]:
        """The offset at which each line of the HTML begins, as editors count."""
        return [0, *(found.end() for found in re.finditer(r"\r\n|\r|\n", self._html))]

    @cached_property
    def _above(self) -> list[int]:
        """For each visible line, where it or the nearest one above that has a known place begins."""
        above, last = [], 0
        for line in range(len(self._page.page.lines)):
            offset = self._origins.offset(line)
            last = offset if offset >= 0 else last
            above.append(last)
        return above
