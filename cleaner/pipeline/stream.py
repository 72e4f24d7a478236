"""Texts too long to be held: cleaned as they are read, story by story, with the result of cleaning them whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from cleaner.document.page import Page, lines_of
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.lines.reader import Reader
from cleaner.pipeline.columns import Columns, fates
from cleaner.pipeline.scoring import Scoring
from cleaner.pipeline.stretches import CUTS, Cuts, stretches
from cleaner.rules.ruleset import RuleSet

# How much text the reader of a stream remembers, in code points.
_REMEMBERED = 140_000


def stream_pages(
    blocks: Iterable[str],
    page: Page,
    rules: RuleSet,
    policy: Policy,
    reference: datetime | None = None,
    cuts: Cuts = CUTS,
    *,
    scoring: Scoring | None = None,
) -> Iterator[CleanedPage]:
    """The pages of a text that comes in blocks, cut anywhere.

    Args:
        page: an empty page with the name and address of the text.
        rules: the rules, already narrowed to its site.
    """
    lines, columns = list[str](), Columns()
    offset = above = 0
    for stretch in stretches(lines_of(blocks), Reader(rules, _REMEMBERED), policy, cuts, scoring, page.url):
        lines += stretch.lines
        columns = Columns.joined((columns, stretch.columns))
        closes = stretch.closes
        del stretch
        end = len(lines) if closes else _complete(columns)
        if end:
            own = Page.of(lines[:end], page.name, page.url, offset, above)
            part = columns.part(0, end)
            yield part.cleaned(own, policy, fates(part.mask, policy, ends=closes), reference=reference)
            offset, above = offset + len(own.source), above + end
            del lines[:end], own, part
            columns = columns.part(end, len(columns.mask))


def _complete(columns: Columns) -> int:
    """Up to which line nothing can change any more: where the last story opens, if a kept line follows; 0 if there is none.

    What stands above the first story is told as part of it.
    """
    kept = columns.mask.rfind(1)
    return max((head.first for head in columns.heads[1:] if head.first <= kept), default=0)
