"""Which heads of a web page open stories, by the levels of its headings."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.html.markup import Markup
from cleaner.passes.heads import Head


def opening(found: Sequence[Head], markup: Markup) -> list[Head]:
    """The heads that open stories of their own.

    A headline that is a heading has the parts of its story below it: headings of a lower level, and lines that are none. These open
    another story only above a byline or date of its own.

    Args:
        found: heads of the page, in order.
        markup: its lines and elements.
    """
    kept: list[Head] = []
    level = 0
    for head in found:
        own = markup.heading(head.headline)
        if level and not head.dated and not 0 < own <= level:
            continue
        kept.append(head)
        level = own or level
    return kept
