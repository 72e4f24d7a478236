"""The untouched source, and places in it. Everything else points into it; nothing here, or anywhere, edits it."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import Literal

import msgspec

Form = Literal["text", "html"]
EncodingReason = Literal["byte order mark", "named by the caller", "valid UTF-8", "declared", "detected", "replaced"]
_BREAKS = "\n\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029"
# Of how much text the lines are made at once, in code points, where they are not held.
_BLOCK = 1 << 16
# By how much of a text a web page is known, in code points, and how web pages begin: with tags, after white space, marks and comments.
_HEAD = 8192
_WEB_PAGE = re.compile(
    rb"(?: \xef\xbb\xbf | \s | <\?xml[^>]{0,200}> | <!--(?:(?!-->).){0,2000}--> )* <(?:!doctype\s+html | html | head | body)[\s>]",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)


class Span(msgspec.Struct, frozen=True, order=True):
    """A stretch of a page's source. It holds no text, so it can never disagree with the page.

    Args:
        start: offset of the first code point.
        end: offset after the last code point; half open, so `end - start` is the length.

    Raises:
        ValueError: if the offsets are negative or run backwards.
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"a span runs forwards from 0: got {self.start} to {self.end}")

    def __len__(self) -> int:
        return self.end - self.start

    def cut(self, text: str) -> str:
        """The text that stands here in the source that this span points into."""
        return text[self.start : self.end]


class Encoding(msgspec.Struct, frozen=True):
    """The encoding that bytes were read in, and why in that one.

    Args:
        name: the name that Python has for it, such as `utf-8` or `cp1252`.
        why: what spoke for it; `replaced` where bytes that mean nothing in it became U+FFFD, which happens only when it is asked for.
        declared: the charset that the page, or whoever sent it, declares; None if there is none, or none that is known.
        conflict: whether the declared charset was not believed.
    """

    name: str
    why: EncodingReason
    declared: str | None = None
    conflict: bool = False

    def __str__(self) -> str:
        read = f"{self.name} ({self.why})"
        return f"{read}, not as {self.declared}, which it declares" if self.conflict else read


class Page(msgspec.Struct, frozen=True, eq=False, dict=True, weakref=True):
    """One scrape as it was received.

    Args:
        source: the text, in code points; never changed.
        name: what messages call it, such as a path.
        form: what the page came as.
        url: where it came from, if known; picks the rules of one site.
        html: the page as HTML, where `source` is the text that a browser shows of it.
        offset: how many code points stand above it, where it is a stretch of a longer text; all offsets are those of that text.
        above: how many lines stand above it there.
        encoding: the encoding its bytes were read in, and why; None where it came as text.
    """

    source: str
    name: str = ""
    form: Form = "text"
    url: str | None = None
    html: str | None = None
    offset: int = 0
    above: int = 0
    encoding: Encoding | None = None

    @classmethod
    def of(cls, lines: list[str], name: str = "", url: str | None = None, offset: int = 0, above: int = 0) -> Page:
        """A page of lines that were cut already, as `lines` would cut them; it keeps the list."""
        page = cls("".join(lines), name, url=url, offset=offset, above=above)
        vars(page)["lines"] = lines
        return page

    @cached_property
    def lines(self) -> list[str]:
        """The source cut after every line break Python knows; joined, they are the source."""
        return self.source.splitlines(keepends=True)

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """The offset of each line, and after the last one that of the end of the source."""
        return array("q", accumulate(map(len, self.each_line()), initial=self.offset))

    def each_line(self) -> Iterator[str]:
        """The lines one after the other; those of a long page are not held, which takes twice the room of its source."""
        if "lines" in vars(self):
            return iter(self.lines)
        return lines_of(self.source[at : at + _BLOCK] for at in range(0, len(self.source), _BLOCK))

    def some_lines(self, first: int, end: int) -> list[str]:
        """The lines from one number to another, counted from 0; the last one is not among them."""
        if "lines" in vars(self):
            return self.lines[first:end] if first or end < len(self.lines) else self.lines
        starts = self.line_starts
        return self.source[starts[first] - self.offset : starts[end] - self.offset].splitlines(keepends=True)

    def line(self, number: int) -> str:
        """One line with its break, by its number from 0."""
        return self.lines[number] if "lines" in vars(self) else self.some_lines(number, number + 1)[0]

    def cut(self, span: Span) -> str:
        """The text that stands at a span of the page, or of the longer text that the page is a stretch of."""
        return self.source[span.start - self.offset : span.end - self.offset]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from 1.

        Raises:
            ValueError: if the offset lies outside the source.
        """
        if not 0 <= offset - self.offset <= len(self.source):
            raise ValueError(f"offset {offset} is outside a source of {len(self.source)} code points")
        if not self.source:
            return self.above + 1, 1
        line = min(bisect_right(self.line_starts, offset), len(self.line_starts) - 1)
        return self.above + line, offset - self.line_starts[line - 1] + 1


def lines_of(blocks: Iterable[str]) -> Iterator[str]:
    """The lines of a text that comes in blocks, cut anywhere, even within a break: those of `str.splitlines` on the whole.

    Raises:
        TypeError: if a block is no text.
    """
    held: list[str] = []
    for block in blocks:
        if not isinstance(block, str):
            raise TypeError(f"a stream gives str, not {type(block).__name__}; open the file as text, or decode its bytes")
        cut = block.splitlines(keepends=True)
        if not cut:
            continue
        if held and held[-1][-1] == "\r" and cut[0] != "\n":
            yield "".join(held)
            held.clear()
        held.append(cut[0])
        if len(cut) > 1:
            yield "".join(held)
            yield from cut[1:-1]
            held = [cut[-1]]
        # After a carriage return a line feed may follow in the next block.
        if held[-1][-1] in _BREAKS:
            yield "".join(held)
            held.clear()
    if held:
        yield "".join(held)


def begins_as_web_page(text: str | bytes) -> bool:
    """Whether a text, or bytes without a name, begins as web pages do."""
    head = text[:_HEAD]
    return _WEB_PAGE.match(head.encode("utf-8", "surrogatepass") if isinstance(head, str) else head) is not None
