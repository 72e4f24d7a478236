"""From owners and policy to the account of a page. Here, and nowhere else, it is decided which lines stay.

Owners come as columns that can be cut and put together, so that a long page can be resolved stretch by stretch.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from itertools import compress, count
from operator import attrgetter
from typing import TypeVar

import msgspec

from cleaner.document.article import Article, Metadata
from cleaner.document.claim import Claim, Piece
from cleaner.document.ledger import Ledger
from cleaner.document.page import Page
from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.html.markup import Markup
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import BLANK, GROUND, LETTER
from cleaner.model.scores import Scored, page_scores
from cleaner.pipeline.resolve import Resolver, resolve
from cleaner.pipeline.scoring import Options
from cleaner.segments.headlines import Headline

# What a mask says of a line.
_REMOVED, _STAYS, _EMPTY = 0, 1, 2
_BREAKS = "breaks"
_EXEMPTS = "allow"
_PIECES = attrgetter("pieces")
_BREAKS_OF_REMOVED = re.compile(rb"(?:^|\x00)\x02+")
_SUBHEADING = re.compile(LETTER[Part.subheading])
_TO_MASK = bytes(_EMPTY if chr(code) == BLANK else _STAYS for code in range(256))
_TO_FATE = bytes.maketrans(b"\x02", b"\x01")
_Value = TypeVar("_Value")


class Columns(msgspec.Struct):
    """Who owns the lines of a stretch of text, which are numbered from the first of them.

    Args:
        kinds: what each line is, one letter a line.
        mask: one byte a line, 0 where its owner removes it, 2 where it is blank, 1 where it stays.
        claims: the owners of lines that something names.
        losers: the claims that gave way.
        pieces: claims about characters of lines that stay.
        headlines: where stories open, in order.
        scored: what the model said of them.
    """

    kinds: str = ""
    mask: bytes = b""
    claims: dict[int, Claim] = {}
    losers: dict[int, Sequence[Claim]] = {}
    pieces: dict[int, tuple[Piece, ...]] = {}
    headlines: list[Headline] = []
    scored: list[Scored] = []

    @classmethod
    def of(cls, resolver: Resolver) -> Columns:
        """The columns of lines that were resolved together."""
        mask = _mask(resolver)
        scored = [Scored(one, 0, len(mask)) for one in resolver.scored]
        return cls(resolver.kinds, mask, resolver.claims, dict(resolver.losers), _pieces(resolver, mask), resolver.headlines, scored)

    def part(self, first: int, end: int) -> Columns:
        """The columns from one line to another; a head belongs to the part that has its headline."""
        return Columns(
            self.kinds[first:end],
            self.mask[first:end],
            _moved_keys(self.claims, first, end),
            _moved_keys(self.losers, first, end),
            _moved_keys(self.pieces, first, end),
            [_moved(head, first, end) for head in self.headlines if first <= head.headline < end],
            [one.cut(first, end) for one in self.scored if max(one.first, first) < min(one.end, end)],
        )

    @classmethod
    def joined(cls, parts: Iterable[Columns]) -> Columns:
        """The columns of lines that follow each other."""
        whole, lines = cls(), 0
        kinds, masks = list[str](), list[bytes]()
        for part in parts:
            whole.claims.update({lines + line: claim for line, claim in part.claims.items()})
            whole.losers.update({lines + line: claims for line, claims in part.losers.items()})
            whole.pieces.update({lines + line: found for line, found in part.pieces.items()})
            whole.headlines += [_moved(head, -lines, len(part.mask)) for head in part.headlines]
            whole.scored += [one.moved(lines) for one in part.scored]
            kinds.append(part.kinds)
            masks.append(part.mask)
            lines += len(part.mask)
        whole.kinds, whole.mask = "".join(kinds), b"".join(masks)
        return whole

    def cleaned(
        self,
        page: Page,
        options: Options,
        kept: bytes,
        *,
        ends: Sequence[int] = (),
        markup: Markup | None = None,
        metadata: Metadata | None = None,
    ) -> CleanedPage:
        """The page of these lines, cleaned.

        Args:
            kept: one byte a line, see `fates`.
            ends: of a page of several sections, the line after each of them.
            markup: the lines with the evidence of their elements, where the page came as HTML.
            metadata: what the page states of its story, where it came as HTML.
        """
        kinds, paths = (_with_items(self.kinds, markup), markup.paths) if markup else (self.kinds, ())
        ledger = Ledger(page, kinds, GROUND, self.claims, kept, self.pieces, self.losers, paths)
        write_articles = partial(_articles, self.headlines, ends, options.reference, metadata, options.one)
        return CleanedPage(page, options.policy, ledger, write_articles, metadata, page_scores(self.scored))


def clean_lines(
    blocks: Blocks,
    options: Options,
    metadata: Metadata | None = None,
    beside: Mapping[int, Claim] | None = None,
) -> CleanedPage:
    """A page cleaned whose lines are read.

    Args:
        metadata: what the page states of its story, where it came as HTML.
        beside: what was said of lines besides the rules; where it owns the line no longer, it gave way.
    """
    resolver = resolve(blocks, options.policy, scoring=options.scoring)
    for line, claim in (beside or {}).items():
        if resolver.claims.get(line) is not claim and claim not in resolver.losers[line]:
            resolver.losers[line].append(claim)
    columns = Columns.of(resolver)
    return columns.cleaned(blocks.page, options, fates(columns.mask, options.policy), markup=blocks.markup, metadata=metadata)


def _articles(
    headlines: Sequence[Headline], ends: Sequence[int], reference: datetime | None, metadata: Metadata | None, one: bool, ledger: Ledger
) -> tuple[Article, ...]:
    from cleaner.pipeline.articles import articles  # a check never asks for them

    return articles(headlines, ledger, ends=ends, reference=reference, metadata=metadata, one=one)


def fates(mask: bytes, policy: Policy, *, ends: bool = True) -> bytes:
    """One byte a line, 1 where it is kept.

    A removed line takes its own break and the blank lines after it along; between two kept lines the breaks of the source remain.

    Args:
        mask: as in `Columns`; the first line is no blank one unless a page begins there.
        policy: what may say that all blank lines stay.
        ends: whether a page ends there, and not with another kept line below.
    """
    if _BREAKS in policy.disabled:
        return mask.translate(_TO_FATE)
    plain = _BREAKS_OF_REMOVED.sub(lambda hit: bytes(len(hit[0])), mask)
    if ends:
        # No pattern: one that looks for the end would be tried at every line of a long run that is removed.
        plain = plain.rstrip(b"\x00\x02").ljust(len(plain), b"\x00")
    return plain.translate(_TO_FATE)


def exempted(page: CleanedPage, stay: Mapping[int, str]) -> CleanedPage:
    """A page on which what some findings say stays as it was, since somebody knows better; their claims give way to one that says why.

    Args:
        stay: the offsets at which entries begin that remove or rewrite, in code points of the page, each with why they do not.
    """
    if not stay:
        return page
    ledger, starts = page.ledger, page.page.line_starts
    kinds, kept = list(ledger.kinds), bytearray(ledger.kept)
    claims, losers, pieces = dict(ledger.claims), dict(ledger.losers), dict(ledger.pieces)
    for offset, because in stay.items():
        line = bisect_right(starts, offset) - 1
        if kept[line]:
            gone = [piece.claim for piece in pieces[line] if starts[line] + piece.start == offset]
            pieces[line] = tuple(piece for piece in pieces[line] if starts[line] + piece.start != offset)
        else:
            gone = [claims[line]]
            kept[line], kinds[line] = _STAYS, LETTER[Part.paragraph]
            claims[line] = Claim(Part.paragraph, _EXEMPTS, because=because)
        losers[line] = [*losers.get(line, ()), *gone]
    blank = (ledger.ground[kind] is Part.blank for kind in kinds)
    mask = bytes(_EMPTY if empty else _STAYS if stays else _REMOVED for empty, stays in zip(blank, kept, strict=True))
    pieces = {line: found for line, found in pieces.items() if found}
    account = replace(ledger, kinds="".join(kinds), claims=claims, kept=fates(mask, page.policy), pieces=pieces, losers=losers)
    return msgspec.structs.replace(page, ledger=account)


def _mask(resolver: Resolver) -> bytes:
    # The mark of a blank line and that of a line that stays have no bit in common, so one that only became blank has none left.
    before, after = resolver.blocks.kinds.encode("latin-1").translate(_TO_MASK), resolver.left.translate(_TO_MASK)
    both = int.from_bytes(before, "little") & int.from_bytes(after, "little")
    return both.to_bytes(len(before), "little")


def _pieces(resolver: Resolver, mask: bytes) -> dict[int, tuple[Piece, ...]]:
    """The claims about characters of lines that stay."""
    readings, policy = resolver.blocks.readings, resolver.policy
    found: dict[int, tuple[Piece, ...]] = {}
    for line in compress(count(), map(_PIECES, readings)):
        if mask[line] == _STAYS:
            stand = tuple(p for p in readings[line].pieces if policy.rewrites(p.claim) or policy.removes(p.claim))
            if stand:
                found[line] = stand
    return found


def _with_items(kinds: str, markup: Markup) -> str:
    """Kinds with the items of lists that are shaped like headings named items: a list says what they are, whatever text stands below it."""
    named = bytearray(kinds, "latin-1")
    for line in (hit.start() for hit in _SUBHEADING.finditer(kinds)):
        if markup.is_item(line):
            named[line] = ord(LETTER[Part.list_item])
    return named.decode("latin-1")


def _moved_keys(column: Mapping[int, _Value], first: int, end: int) -> dict[int, _Value]:
    return {line - first: value for line, value in column.items() if first <= line < end}


def _moved(head: Headline, first: int, end: int) -> Headline:
    """A head of a part that begins at a line, without those of its lines that stand outside."""
    kicker = None if head.kicker is None or head.kicker < first else head.kicker - first
    deck = None if head.deck is None or head.deck >= end else head.deck - first
    opening = head.headline if head.first < first else head.first
    return Headline(opening - first, kicker, head.headline - first, deck, head.evidence, head.marked, head.dated)
