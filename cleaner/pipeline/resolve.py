"""One owner a line for the whole page, with what a model says as far as the page comes to rest with it."""

from __future__ import annotations

from cleaner.document.policy import Policy
from cleaner.lines.blocks import Blocks
from cleaner.pipeline.scoring import Scoring
from cleaner.pipeline.settle import Owners


def resolve(blocks: Blocks, policy: Policy, *, top: bool = True, scoring: Scoring | None = None) -> Owners:
    """The owners of the lines of a page, settled.

    A model that takes some more lines each time it is asked of what it left would take a page apart line by line. Where that goes on for
    long, it is left out, and asked of what rules alone leave: with that a second cleaning would begin, which must change nothing. If that
    does not come to rest either, rules alone have their say.

    Args:
        blocks: the page's blocks.
        policy: what says which claims remove.
        top: whether the first block is the first of its text.
        scoring: the model that is asked; None to go by rules alone.
    """
    owners = Owners(blocks, policy, top=top, scoring=scoring)
    if not owners.settle():
        owners = Owners(blocks, policy, top=top)
        owners.rest()
        left = Owners(blocks, policy, top=top, kinds=owners.plain, scoring=scoring)
        if left.rest():
            owners.follow(left)
        owners.name_heads()
    return owners
