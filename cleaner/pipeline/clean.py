"""From a page to a cleaned page.

Page -> lines (`lines.blocks`) -> rules, passes, model and segments, to one owner a line (`resolve`) -> ledger (`columns`); and from the
ledger, when someone asks, articles and text. Long pages go that way stretch by stretch; web pages differ in what makes the lines.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType

from cleaner.document.article import Metadata
from cleaner.document.claim import Claim
from cleaner.document.page import Page
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader
from cleaner.pipeline.columns import Columns, fates
from cleaner.pipeline.resolve import resolve
from cleaner.pipeline.scoring import Scoring
from cleaner.pipeline.stretches import CUTS, Cuts, clean_long

_NOTHING: Mapping[int, Claim] = MappingProxyType({})


def clean_page(
    page: Page,
    reader: Reader,
    policy: Policy,
    reference: datetime | None = None,
    cuts: Cuts = CUTS,
    *,
    scoring: Scoring | None = None,
    one: bool = False,
) -> CleanedPage:
    """A page of text cleaned.

    Args:
        reader: reads its lines by the rules of its site.
        cuts: where a long page is cut.
        scoring: the model that is asked; None to go by rules alone.
        one: whether all that is kept is one story.
    """
    if not cuts.needless(page):
        return clean_long(page, reader, policy, reference, cuts, scoring=scoring, one=one)
    return clean_lines(Blocks.of(page, reader, disabled=policy.disabled), policy, reference, scoring=scoring, one=one)


def clean_lines(
    blocks: Blocks,
    policy: Policy,
    reference: datetime | None = None,
    paths: Sequence[str] = (),
    metadata: Metadata | None = None,
    beside: Mapping[int, Claim] = _NOTHING,
    *,
    scoring: Scoring | None = None,
    one: bool = False,
) -> CleanedPage:
    """A page cleaned whose lines are read.

    Args:
        paths: for each line the element it stands in; empty where the page came as text.
        metadata: what the page states of its story, where it came as HTML.
        beside: what was said of lines besides the rules; where it owns the line no longer, it gave way.
    """
    resolver = resolve(blocks, policy, scoring=scoring)
    for line, claim in beside.items():
        if resolver.claims.get(line) is not claim and claim not in resolver.losers[line]:
            resolver.losers[line].append(claim)
    columns = Columns.of(resolver)
    kept = fates(columns.mask, policy)
    return columns.cleaned(blocks.page, policy, kept, paths=paths, metadata=metadata, reference=reference, one=one)
