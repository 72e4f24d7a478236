"""Pages on which some findings count for nothing, since somebody who knows better says so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.document.records import replace
from cleaner.document.result import CleanedPage
from cleaner.pipeline.assemble import fates

FINDER = "allow"
_REMOVED, _STAYS, _EMPTY = 0, 1, 2


def exempted(page: CleanedPage, stay: Mapping[int, str]) -> CleanedPage:
    """A page on which what some findings say stays as it was; their claims give way to one that says why.

    Args:
        page: the cleaned page.
        stay: the offsets at which entries begin that remove or rewrite, in code points of the page, each with why they do not.
    """
    if not stay:
        return page
    ledger, starts = page.ledger, page.page.line_starts
    kinds, kept = list(ledger.kinds), bytearray(ledger.kept)
    letter = next(kind for kind, part in ledger.ground.items() if part is Part.paragraph)
    claims, losers, pieces = dict(ledger.claims), dict(ledger.losers), dict(ledger.pieces)
    for offset, because in stay.items():
        line = bisect_right(starts, offset) - 1
        if kept[line]:
            gone = [piece.claim for piece in pieces[line] if starts[line] + piece.start == offset]
            pieces[line] = tuple(piece for piece in pieces[line] if starts[line] + piece.start != offset)
        else:
            gone = [claims[line]]
            kept[line], kinds[line] = _STAYS, letter
            claims[line] = Claim(Part.paragraph, FINDER, because=because)
        losers[line] = [*losers.get(line, ()), *gone]
    blank = (ledger.ground[kind] is Part.blank for kind in kinds)
    mask = bytes(_EMPTY if empty else _STAYS if stays else _REMOVED for empty, stays in zip(blank, kept, strict=True))
    pieces = {line: found for line, found in pieces.items() if found}
    return replace(
        page,
        ledger=replace(ledger, kinds="".join(kinds), claims=claims, kept=fates(mask, page.policy), pieces=pieces, losers=losers),
    )
