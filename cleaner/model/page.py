"""The untouched source. Everything else points into it; nothing here, or anywhere, edits it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate
from typing import Literal

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
    """

    source: str
    name: str = ""
    form: Form = "text"
    url: str | None = None
    html: str | None = None

    @cached_property
    def lines(self) -> list[str]:
        """The source cut after every line break Python knows; joined, they are the source."""
        return self.source.splitlines(keepends=True)

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset of each line, and after the last one the length of the source."""
        return list(accumulate(map(len, self.lines), initial=0))

    def position(self, offset: int) -> tuple[int, int]:
        """The line and column of an offset, both counted from 1.

        Args:
            offset: a code point offset, 0 to the length of the source.

        Raises:
            ValueError: if the offset lies outside the source.
        """
        if not 0 <= offset <= len(self.source):
            raise ValueError(f"offset {offset} is outside a source of {len(self.source)} code points")
        if not self.lines:
            return 1, 1
        line = min(bisect_right(self.line_starts, offset), len(self.lines))
        return line, offset - self.line_starts[line - 1] + 1
