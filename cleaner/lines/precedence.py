"""Who wins when two claims want the same characters.

A rule before a model, a rule of the site before a common one, the longer before the shorter, a kept part before a removed one, a
common rule set before that of one language, and at last the name of the finder: nothing depends on the order in which rules were
loaded. A part that is kept is the ground on which claims about some of its characters stand; it never takes those characters.
"""

from __future__ import annotations

from cleaner.document.claim import Claim
from cleaner.document.parts import Zone

_KEPT = (Zone.head, Zone.body)


def rank(claim: Claim, length: int) -> tuple[bool, bool, int, bool, bool, str]:
    """A sort key: the least wins.

    Args:
        claim: what is said.
        length: how many code points it is said of.
    """
    # A rule set with a name of two letters speaks for one language.
    of_language = claim.finder.find(".") == 2
    return claim.confidence < 1, not claim.site, -length, claim.part.zone not in _KEPT or claim.bare, of_language, claim.finder
