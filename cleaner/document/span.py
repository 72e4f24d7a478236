"""Places in a page, and how two of them lie to each other.

A span refuses to be anything but two offsets: it holds no text, so it can never disagree with the page.
"""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.document.records import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A stretch of a page's source.

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

    def touches(self, other: Span) -> bool:
        """Whether one ends exactly where the other starts."""
        return self.end == other.start or other.end == self.start

    def overlaps(self, other: Span) -> bool:
        """Whether at least one code point lies in both."""
        return max(self.start, other.start) < min(self.end, other.end)

    def contains(self, other: Span) -> bool:
        """Whether every code point of the other lies in this one."""
        return self.start <= other.start and other.end <= self.end

    def cut(self, text: str) -> str:
        """The text that stands here.

        Args:
            text: the source this span points into.
        """
        return text[self.start : self.end]


def cover(spans: Iterable[Span]) -> list[Span]:
    """The fewest spans that hold the same code points, in order.

    Args:
        spans: any spans, in any order; they may overlap or touch.
    """
    merged: list[Span] = []
    for span in sorted(spans):
        if merged and span.start <= merged[-1].end:
            merged[-1] = Span(merged[-1].start, max(merged[-1].end, span.end))
        else:
            merged.append(span)
    return merged
