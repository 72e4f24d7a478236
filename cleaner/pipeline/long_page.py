"""One long page, cleaned stretch by stretch."""

from __future__ import annotations

from functools import partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from cleaner.lines.kinds import GROUND
from cleaner.lines.reader import Reader
from cleaner.model.cleaned import CleanedPage
from cleaner.model.ledger import Ledger
from cleaner.model.page import Page
from cleaner.model.policy import Policy
from cleaner.pipeline.assemble import fates
from cleaner.pipeline.columns import Columns
from cleaner.pipeline.cuts import Cuts
from cleaner.pipeline.stories import articles
from cleaner.pipeline.stretches import stretches

if TYPE_CHECKING:
    from datetime import datetime


def clean_long(page: Page, reader: Reader, policy: Policy, reference: datetime | None, cuts: Cuts) -> CleanedPage:
    """A long page cleaned.

    Args:
        page: the page.
        reader: what reads its lines.
        policy: what decides which parts stay.
        reference: what "3 hours ago" is counted from.
        cuts: where it is cut.
    """
    found = list(stretches(page.lines, reader, policy, cuts))
    columns = Columns.joined(stretch.columns for stretch in found)
    below = accumulate(len(stretch.lines) for stretch in found)
    ends = [end for stretch, end in zip(found, below, strict=True) if stretch.closes]
    kept = b"".join(fates(columns.mask[first:end]) for first, end in pairwise([0, *ends]))
    account = Ledger(page, columns.kinds, GROUND, columns.claims, kept, columns.pieces, columns.losers)
    return CleanedPage(page, policy, account, partial(articles, columns.heads, ends=ends, reference=reference))
