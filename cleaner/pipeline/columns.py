"""Who owns the lines of a stretch of text, as columns that can be cut and put together: what an account is drawn up from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeVar

from cleaner.document.claim import Claim, Piece
from cleaner.document.records import dataclass, field, replace
from cleaner.model.scores import Scored
from cleaner.passes.heads import Head
from cleaner.pipeline.assemble import mask, pieces
from cleaner.pipeline.settle import Owners

_Value = TypeVar("_Value")


@dataclass(slots=True)
class Columns:
    """The columns of some lines, which are numbered from the first of them.

    Args:
        kinds: what each line is, one letter a line.
        mask: one byte a line, 0 where its owner removes it, 2 where it is blank, 1 where it stays.
        claims: the owners of lines that something names.
        losers: the claims that gave way.
        pieces: claims about characters of lines that stay.
        heads: where stories open, in order.
        scored: what the model said of them.
    """

    kinds: str = ""
    mask: bytes = b""
    claims: dict[int, Claim] = field(default_factory=dict)
    losers: dict[int, Sequence[Claim]] = field(default_factory=dict)
    pieces: dict[int, tuple[Piece, ...]] = field(default_factory=dict)
    heads: list[Head] = field(default_factory=list)
    scored: list[Scored] = field(default_factory=list)

    @classmethod
    def of(cls, owners: Owners) -> Columns:
        """The columns of lines that were settled together.

        Args:
            owners: who owns each line, settled.
        """
        whole = mask(owners)
        scored = [Scored(one, 0, len(whole)) for one in owners.scored]
        return cls(owners.kinds, whole, owners.claims, dict(owners.losers), pieces(owners, whole), owners.heads, scored)

    def part(self, first: int, end: int) -> Columns:
        """The columns of some of the lines; a head belongs to the part that has its headline.

        Args:
            first: the first line.
            end: the line after the last one.
        """
        heads = [_moved(head, first, end) for head in self.heads if first <= head.headline < end]
        return Columns(
            self.kinds[first:end],
            self.mask[first:end],
            _moved_keys(self.claims, first, end),
            _moved_keys(self.losers, first, end),
            _moved_keys(self.pieces, first, end),
            heads,
            [one.cut(first, end) for one in self.scored if max(one.first, first) < min(one.end, end)],
        )

    @classmethod
    def joined(cls, parts: Iterable[Columns]) -> Columns:
        """The columns of lines that follow each other.

        Args:
            parts: their columns, in order.
        """
        whole, lines = cls(), 0
        kinds, masks = list[str](), list[bytes]()
        for part in parts:
            whole.claims.update({lines + line: claim for line, claim in part.claims.items()})
            whole.losers.update({lines + line: claims for line, claims in part.losers.items()})
            whole.pieces.update({lines + line: found for line, found in part.pieces.items()})
            whole.heads += [_moved(head, -lines, len(part.mask)) for head in part.heads]
            whole.scored += [one.moved(lines) for one in part.scored]
            kinds.append(part.kinds)
            masks.append(part.mask)
            lines += len(part.mask)
        whole.kinds, whole.mask = "".join(kinds), b"".join(masks)
        return whole


def _moved_keys(column: Mapping[int, _Value], first: int, end: int) -> dict[int, _Value]:
    return {line - first: value for line, value in column.items() if first <= line < end}


def _moved(head: Head, first: int, end: int) -> Head:
    """A head of a part that begins at a line, without those of its lines that stand outside."""
    kicker = None if head.kicker is None or head.kicker < first else head.kicker - first
    deck = None if head.deck is None or head.deck >= end else head.deck - first
    opening = head.headline if head.first < first else head.first
    return replace(head, first=opening - first, kicker=kicker, headline=head.headline - first, deck=deck)
