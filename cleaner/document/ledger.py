"""The account of a page: every character has one owner and one fate.

The account is kept as columns, one value a line, because most lines of most pages need no object of their own;
entries are made when someone looks. A ledger that does not add up cannot be built.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import Any, overload

import msgspec

from cleaner.document.claim import Claim, Finding, Piece, without
from cleaner.document.page import Page, Span
from cleaner.document.parts import Fate, Part, Zone
from cleaner.errors import LedgerError

# Of how many lines of a long page the outputs are made at once.
_AT_ONCE = 8192


class Entry(msgspec.Struct, frozen=True):
    """One stretch of the source, its owner and its fate.

    Args:
        span: the stretch, in code points.
        part: what it is.
        fate: kept, removed or rewritten.
        finder: the rule id or pass that named it; empty where nothing did and it is kept as it stands.
        output: what it became: its own text, nothing, or what it was rewritten to.
        losers: findings that wanted some of the same characters and gave way.
        because: the evidence, where the finder gave any.
        path: the element it stands in, on a page that came as HTML; empty in text.
    """

    span: Span
    part: Part
    fate: Fate
    finder: str
    output: str
    losers: tuple[Finding, ...] = ()
    because: str = ""
    path: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The entry as plain values for JSON."""
        return {
            "start": self.span.start,
            "end": self.span.end,
            "part": str(self.part),
            "fate": str(self.fate),
            "finder": self.finder,
            "output": self.output,
            "because": self.because,
            "losers": [{"start": f.span.start, "end": f.span.end, "part": str(f.part), "finder": f.finder} for f in self.losers],
            **({"path": self.path} if self.path else {}),
        }


@dataclass(frozen=True)
class Ledger(Sequence[Entry]):
    """The partition of a page's source into entries, in order and without gaps.

    Args:
        page: the page that is accounted for.
        kinds: one Latin-1 character a line, saying what the line is.
        ground: what part each of those characters stands for.
        claims: line number (from 0) to the claim that owns the line.
        kept: one byte a line, 1 where the line is kept.
        pieces: line number to claims about some of its characters, ordered and disjoint; only kept lines have any.
        losers: line number to the claims that gave way there.
        paths: for each line the element it stands in; empty where the page came as text.

    Raises:
        LedgerError: if the columns do not cover the page exactly.
    """

    page: Page
    kinds: str
    ground: Mapping[str, Part]
    claims: Mapping[int, Claim]
    kept: bytes | bytearray
    pieces: Mapping[int, tuple[Piece, ...]]
    losers: Mapping[int, Sequence[Claim]]
    paths: Sequence[str] = ()

    def __post_init__(self) -> None:
        starts = self.page.line_starts
        lines = len(starts) - 1
        if not lines == len(self.kinds) == len(self.kept):
            raise LedgerError(f"{lines} lines, but {len(self.kinds)} kinds and {len(self.kept)} fates")
        if starts[-1] - starts[0] != len(self.page.source):
            raise LedgerError("the lines do not add up to the source")
        for number, pieces in self.pieces.items():
            end = 0
            for piece in pieces:
                if not (self.kept[number] and end <= piece.start < piece.end <= starts[number + 1] - starts[number]):
                    raise LedgerError(f"line {number + 1}: pieces overlap, leave the line, or stand on a removed line")
                end = piece.end

    @property
    def text(self) -> str:
        """All outputs, joined."""
        return self.joined(self.kept)

    def joined(self, mask: bytes | bytearray) -> str:
        """What some lines became, as one text; the mask has one byte a line, 1 where it counts, and only kept lines may."""
        text = ""
        for at in range(0, len(mask), _AT_ONCE):
            # Joined in the end, the pieces would take as much room again.
            text += "".join(self.outputs(mask[at : at + _AT_ONCE], at))
        return text

    def kept_in(self, *zones: Zone) -> bytes:
        """One byte a line, 1 where the line is kept and its part stands in one of some zones."""
        table = bytearray(256)
        for kind, part in self.ground.items():
            table[ord(kind)] = part.zone in zones
        inside = int.from_bytes(self.kinds.encode("latin-1").translate(table), "little")
        return (inside & int.from_bytes(self.kept, "little")).to_bytes(len(self.kept), "little")

    def outputs(self, mask: bytes | bytearray, first: int = 0) -> Iterator[str]:
        """What some lines became, in order; the mask is as for `joined`, and begins with the line of that number."""
        lines = self.page.some_lines(first, first + len(mask))
        if not self.pieces:
            return compress(lines, mask)
        pieces = self.pieces
        numbered = compress(enumerate(lines, first), mask)
        return (self.output(number) if number in pieces else line for number, line in numbered)

    def output(self, line: int) -> str:
        """What one line became, by its number from 0."""
        return without(self.page.line(line), self.pieces.get(line, ())) if self.kept[line] else ""

    def part(self, line: int) -> Part:
        """What a line is, as a whole, by its number from 0."""
        return self.ground[self.kinds[line]]

    def entries(self, line: int) -> list[Entry]:
        """The entries of one line; more than one where some of its characters have an owner of their own."""
        start, source, claim = self.page.line_starts[line], self.page.line(line), self.claims.get(line)
        line_span = Span(start, start + len(source))
        part, losers = self.part(line), tuple(Finding(line_span, loser) for loser in self.losers.get(line, ()))
        finder, because = (claim.finder, claim.because) if claim else ("", "")
        path = self.paths[line] if self.paths else ""
        if not self.kept[line]:
            return [Entry(line_span, part, Fate.removed, finder or "breaks", "", losers, because, path)]
        made, at = [], 0
        for piece in self.pieces.get(line, ()):
            if at < piece.start:
                span = Span(start + at, start + piece.start)
                made.append(Entry(span, part, Fate.kept, finder, source[at : piece.start], losers, because, path))
            rewritten = piece.claim.rewrite_to
            fate = Fate.removed if rewritten is None else Fate.rewritten
            span = Span(start + piece.start, start + piece.end)
            made.append(Entry(span, piece.claim.part, fate, piece.claim.finder, rewritten or "", losers, piece.claim.because, path))
            at = piece.end
        if at < len(source):
            made.append(Entry(Span(start + at, start + len(source)), part, Fate.kept, finder, source[at:], losers, because, path))
        return made

    def __len__(self) -> int:
        extra = sum(len(self.entries(line)) - 1 for line in self.pieces)
        return len(self.kept) + extra

    def __iter__(self) -> Iterator[Entry]:
        for line in range(len(self.kept)):
            yield from self.entries(line)

    @overload
    def __getitem__(self, index: int) -> Entry: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Entry]: ...
    def __getitem__(self, index: int | slice) -> Entry | Sequence[Entry]:
        if not self.pieces and isinstance(index, int):
            return self.entries(range(len(self.kept))[index])[0]
        return self._all[index]

    @cached_property
    def _all(self) -> list[Entry]:
        """Every entry; a place among them is not the line's number once a line has several."""
        return list(self)
