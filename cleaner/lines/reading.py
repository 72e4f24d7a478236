"""What a line tells of itself, shared by every line with the same text."""

from __future__ import annotations

from typing import Any

from cleaner.document.claim import Claim, Piece
from cleaner.document.records import dataclass, field
from cleaner.rules.rule import Rule


@dataclass(frozen=True, slots=True)
class Reading:
    """What a line tells of itself.

    Args:
        kind: one letter, see `cleaner.lines.kinds`.
        claims: what rules say of the whole line for certain, the one that wins first.
        open: rules that would name the line, given the right place or company.
        pieces: what rules say of some of its characters, ordered and disjoint.
        of_element: whether the line is owned by an element of a web page rather than named by its own text.
        noted: what passes note of the line for the next time they meet it, each under a name of its own; no part of what it tells.
    """

    kind: str
    claims: tuple[Claim, ...] = ()
    open: tuple[Rule, ...] = ()
    pieces: tuple[Piece, ...] = ()
    of_element: bool = False
    noted: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
