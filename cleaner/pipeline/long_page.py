"""One long page, cleaned stretch by stretch."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING

from cleaner.document.ledger import Ledger
from cleaner.document.page import Page
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.lines.kinds import GROUND
from cleaner.lines.reader import Reader
from cleaner.model.scores import page_scores
from cleaner.pipeline.assemble import fates
from cleaner.pipeline.columns import Columns
from cleaner.pipeline.cuts import Cuts
from cleaner.pipeline.scoring import Scoring
from cleaner.pipeline.stories import articles
from cleaner.pipeline.stretches import Stretch, stretches

if TYPE_CHECKING:
    from datetime import datetime


def clean_long(
    page: Page, reader: Reader, policy: Policy, reference: datetime | None, cuts: Cuts, *, asked: Scoring | None = None, one: bool = False
) -> CleanedPage:
    """A long page cleaned.

    Args:
        page: the page.
        reader: what reads its lines.
        policy: what decides which parts stay.
        reference: what "3 hours ago" is counted from.
        cuts: where it is cut.
        asked: the model that is asked; None to go by rules alone.
        one: whether all that is kept is one story.
    """
    ends: list[int] = []
    columns = Columns.joined(_columns(stretches(page.each_line(), reader, policy, cuts, asked, page.url), ends))
    kept = b"".join(fates(columns.mask[first:end], policy) for first, end in pairwise([0, *ends]))
    account = Ledger(page, columns.kinds, GROUND, columns.claims, kept, columns.pieces, columns.losers)
    write_articles = partial(articles, columns.heads, ends=ends, reference=reference, one=one)
    return CleanedPage(page, policy, account, write_articles, scores=page_scores(columns.scored))


def _columns(found: Iterable[Stretch], ends: list[int]) -> Iterator[Columns]:
    """The columns of each stretch, one held at a time; where a section ends is noted on the way."""
    below = 0
    for stretch in found:
        below += len(stretch.lines)
        if stretch.closes:
            ends.append(below)
        yield stretch.columns
