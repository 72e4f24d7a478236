"""A story told by several pages: the copy that is kept, and every other one with what sets it apart."""

from __future__ import annotations

from typing import Any

from cleaner.document.article import Article
from cleaner.document.records import asdict, dataclass


@dataclass(frozen=True)
class Copy:
    """A copy of a story beside the one that is kept.

    Args:
        page: the name of its page.
        index: its place among the articles of that page, from 0.
        start: offset of its first line in the page's source.
        end: offset after its last line.
        similarity: how much of the two bodies is in both, 0 to 1; 1 where they have the same words.
        only_here: lines that the copy has and the kept one has not where they should stand.
        only_in_kept: lines that the kept one has and the copy has not where they should stand.
    """

    page: str
    index: int
    start: int
    end: int
    similarity: float
    only_here: tuple[str, ...]
    only_in_kept: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The copy as plain values for JSON."""
        return {**asdict(self), "only_here": list(self.only_here), "only_in_kept": list(self.only_in_kept)}


@dataclass(frozen=True)
class Story:
    """One story, however many pages tell it.

    Args:
        page: the name of the page whose copy is kept.
        index: the place of that copy among the articles of its page, from 0.
        kept: the fullest copy.
        copies: all others, so that none goes unnamed.
    """

    page: str
    index: int
    kept: Article
    copies: tuple[Copy, ...]

    def to_dict(self) -> dict[str, Any]:
        """The story as plain values for JSON."""
        return {
            "page": self.page,
            "index": self.index,
            "kept": self.kept.to_dict(),
            "copies": [copy.to_dict() for copy in self.copies],
        }
