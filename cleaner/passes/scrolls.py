"""Whether a page is a scroll: several stories, each with its head and its text, one below the other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

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
    if "scroll" not in view.noted or view.noted["scroll"][0] is not heads:
        view.noted["scroll"] = heads, _is_scroll(view, heads)
    return cast("bool", view.noted["scroll"][1])


def _is_scroll(view: View, heads: Sequence[Head]) -> bool:
    marked = [place for place, head in enumerate(heads) if head.marked]
    if len(marked) < _LEAST_STORIES:
        return False
    starts = [*(view.place_from(head.first) for head in heads), len(view.lines)]
    return sum(view.kinds.count(PROSE, *starts[place : place + 2]) >= _LEAST_PROSE for place in marked) >= _LEAST_STORIES
