"""Owners and policy to a ledger. Here, and nowhere else, it is decided which lines stay."""

from __future__ import annotations

import re
from collections import defaultdict

from cleaner.lines.kinds import BLANK, GROUND
from cleaner.model.finding import Claim, Finding
from cleaner.model.ledger import Ledger, Piece
from cleaner.model.span import Span
from cleaner.pipeline.settle import Owners

_GONE, _KEPT, _EMPTY = 0, 1, 2
_BREAKS_OF_REMOVED = re.compile(rb"(?:^|\x00)\x02+")
_BREAKS_AT_END = re.compile(rb"[\x00\x02]+\Z")
_TO_FATE = bytes.maketrans(b"\x02", b"\x01")


def fates(owners: Owners) -> bytes:
    """One byte a line, 1 where it is kept.

    A removed line takes its own break and the blank lines after it along; between two kept lines the breaks of the source remain.

    Args:
        owners: who owns each line.
    """
    kinds = owners.blocks.kinds
    mask = bytearray(b"\x01" * len(kinds))
    for hit in re.finditer(BLANK + "+", kinds):
        mask[hit.start() : hit.end()] = bytes((_EMPTY,)) * (hit.end() - hit.start())
    for line, claim in owners.claims.items():
        if owners.policy.removes(claim):
            mask[line] = _GONE
    plain = _BREAKS_OF_REMOVED.sub(lambda hit: b"\0" * len(hit[0]), bytes(mask))
    plain = _BREAKS_AT_END.sub(lambda hit: b"\0" * len(hit[0]), plain)
    return plain.translate(_TO_FATE)


def pieces(owners: Owners, kept: bytes) -> dict[int, tuple[Piece, ...]]:
    """The claims about characters of lines that are kept.

    Args:
        owners: who owns each line.
        kept: one byte a line, 1 where it is kept.
    """
    readings, removes = owners.blocks.readings, owners.policy.removes
    found: dict[int, tuple[Piece, ...]] = {}
    for line, reading in enumerate(readings):
        if reading.pieces and kept[line]:
            stand = tuple(p for p in reading.pieces if p.claim.rewrite_to is not None or removes(p.claim))
            if stand:
                found[line] = stand
    return found


def ledger(owners: Owners) -> Ledger:
    """The account of the page.

    Args:
        owners: who owns each line, settled.
    """
    page, kept = owners.blocks.page, fates(owners)
    losers: dict[int, list[Finding]] = defaultdict(list)
    for line, claim in owners.all_losers():
        losers[line].append(_finding(owners, line, claim))
    frozen = {line: tuple(found) for line, found in losers.items()}
    return Ledger(page, owners.kinds, GROUND, owners.claims, kept, pieces(owners, kept), frozen)


def _finding(owners: Owners, line: int, claim: Claim) -> Finding:
    starts = owners.blocks.page.line_starts
    return Finding(Span(starts[line], starts[line + 1]), claim)
