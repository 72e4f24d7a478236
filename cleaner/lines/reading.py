"""What a line tells of itself, shared by every line with the same text."""

from __future__ import annotations

from cleaner.model.finding import Claim
from cleaner.model.ledger import Piece
from cleaner.model.records import dataclass, field
from cleaner.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line tells of itself.

    Args:
        kind: one letter, see `cleaner.lines.kinds`.
        claims: what rules say of the whole line for certain, the one that wins first.
        open: rules that would name the line, given the right place or company.
        pieces: what rules say of some of its characters, ordered and disjoint.
        standing: which of the open rules their guards let stand, for the kinds of neighbours that were met; a memory, and no part of
            what the line tells.
    """

    kind: str
    claims: tuple[Claim, ...] = ()
    open: tuple[Rule, ...] = ()
    pieces: tuple[Piece, ...] = ()
    standing: dict[str, tuple[Rule, ...]] = field(default_factory=dict, repr=False, compare=False)
