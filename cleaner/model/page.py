"""The untouched source. Everything else points into it; nothing here, or anywhere, edits it."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Literal

from cleaner.model.records import cached_property, dataclass
from cleaner.model.span import Span

Form = Literal["text", "html"]


@dataclass(frozen=True, eq=False)
class Page:
    """One scrape as it was received.

    Args:
        source: the text, in code points; never changed.
        name: what messages call it, such as a path.
        form: what the page came as.
        url: where it came from, if known; picks the rules of one site.
        html: the page as HTML, where `source` is the text that a browser shows of it.
        offset: how many code points stand above it, where it is a stretch of a longer text; all offsets are those of that text.
        above: how many lines stand above it there.
    """

    source: str
    name: str = ""
    form: Form = "text"
    url: str | None = None
    html: str | None = None
    offset: int = 0
    above: int = 0

    def __reduce__(self) -> tuple[type[Page], tuple[str, str, Form, str | None, str | None, int, int]]:
        # What was worked out from the source is not sent along with it.
        return Page, (self.source, self.name, self.form, self.url, self.html, self.offset, self.above)

    @classmethod
    def of(cls, lines: list[str], name: str = "", url: str | None = None, offset: int = 0, above: int = 0) -> Page:
        """A page of lines that were cut already, which it keeps.

        Args:
            lines: its lines with their breaks, as `lines` would cut them.
            name: what messages call the page.
            url: where it came from.
            offset: how many code points stand above it.
            above: how many lines.
        """
        page = cls("".join(lines), name, url=url, offset=offset, above=above)
        vars(page)["lines"] = lines
        return page

    @cached_property
    def lines(self) -> list[str]:
        """The source cut after every line break Python knows; joined, they are the source."""
        return self.source.splitlines(keepends=True)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line, and after the last one that of the end of the source."""
        return list(accumulate(map(len, self.lines), initial=self.offset))

    def cut(self, span: Span) -> str:
        """The text that stands at a span.

        Args:
            span: a span of the page, or of the longer text that the page is a stretch of.
        """
        return self.source[span.start - self.offset : span.end - self.offset]

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from 1.

        Args:
            offset: a code point offset, from that of the page to that of its end.

        Raises:
            ValueError: if the offset lies outside the source.
        """
        if not 0 <= offset - self.offset <= len(self.source):
            raise ValueError(f"offset {offset} is outside a source of {len(self.source)} code points")
        if not self.lines:
            return self.above + 1, 1
        line = min(bisect_right(self.line_starts, offset), len(self.lines))
        return self.above + line, offset - self.line_starts[line - 1] + 1
