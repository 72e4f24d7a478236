"""Whether a page is a scroll: several stories, each with its head and its text, one below the other."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from cleaner.lines.kinds import PROSE
from cleaner.passes.heads import Head
from cleaner.passes.view import View

_LEAST_STORIES, _LEAST_PROSE = 2, 4


def is_scroll(view: View, heads: Sequence[Head]) -> bool:
    """Whether two or more heads are marked as such and have running text of their own; the entries of a list have a line or none.

    Args:
        view: the lines that count.
        heads: where stories open.
    """
    marked = [place for place, head in enumerate(heads) if head.marked]
    if len(marked) < _LEAST_STORIES:
        return False
    openings = [head.first for head in heads]
    told = Counter(bisect_right(openings, line) - 1 for line, kind in zip(view.lines, view.kinds, strict=True) if kind == PROSE)
    return sum(told[place] >= _LEAST_PROSE for place in marked) >= _LEAST_STORIES
