"""From heads and the ledger to articles: which lines belong to which story, and what each field of it says."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence

from cleaner.model.anatomy import Part, Zone
from cleaner.model.article import Article
from cleaner.model.ledger import Ledger
from cleaner.model.span import Span
from cleaner.passes.heads import Head

_FIELDS = (
    Part.kicker, Part.headline, Part.deck, Part.byline, Part.timestamp, Part.caption, Part.credit, Part.embed, Part.author_bio,
    Part.contact, Part.correction,
)


def articles(heads: Sequence[Head], ledger: Ledger) -> tuple[Article, ...]:
    """The stories of a page; what stands above the first head belongs to the first story.

    A page on which nothing is kept has no story; a page without a head is one story without a headline.

    Args:
        heads: where stories open, in order.
        ledger: the account of the page.
    """
    lines = len(ledger.kept)
    if not heads:
        return (_article(None, 0, lines, ledger),) if any(ledger.kept) else ()
    starts = [heads[0].first, *(head.first for head in heads[1:])]
    kept_above = any(ledger.kept[line] and ledger.part(line).zone is Zone.body for line in range(starts[0]))
    if kept_above:
        starts[0] = 0
    ends = [*starts[1:], lines]
    return tuple(_article(head, start, end, ledger) for head, start, end in zip(heads, starts, ends, strict=True))


def _article(head: Head | None, first: int, end: int, ledger: Ledger) -> Article:
    found: dict[Part, list[int]] = defaultdict(list)
    body: list[int] = []
    for line in range(first, end):
        part = ledger.part(line)
        if ledger.kept[line] and part.zone is Zone.body:
            body.append(line)
        if part in _FIELDS:
            found[part].append(line)
    page = ledger.page

    def texts(part: Part) -> tuple[str, ...]:
        return tuple(page.lines[line].strip() for line in found[part])

    def one(line: int | None) -> str | None:
        return None if line is None else page.lines[line].strip()

    spans = {part.value: tuple(_span(ledger, line) for line in numbers) for part, numbers in found.items()}
    dated = [line for line in found[Part.timestamp] if not ledger.claims[line].bare]
    return Article(
        start=page.line_starts[first], end=page.line_starts[end],
        headline=one(head.headline if head else None), kicker=one(head.kicker if head else None), deck=one(head.deck if head else None),
        bylines=texts(Part.byline), published=" ".join(page.lines[line].strip() for line in dated) or None,
        text="\n".join(filter(None, (ledger.output(line).strip() for line in body))),
        captions=texts(Part.caption), credits=texts(Part.credit), embeds=texts(Part.embed), author_bio=texts(Part.author_bio),
        contact=texts(Part.contact), corrections=texts(Part.correction),
        opened_by=head.evidence if head else (), spans={**spans, "text": tuple(_span(ledger, line) for line in body)},
    )


def _span(ledger: Ledger, line: int) -> Span:
    """The place of a line's text, without its break and the white space around it."""
    text, start = ledger.page.lines[line], ledger.page.line_starts[line]
    bare = text.strip()
    return Span(start + len(text) - len(text.lstrip()), start + len(text) - len(text.lstrip()) + len(bare))


def story_of(heads: Sequence[Head], line: int) -> int:
    """The number of the story a line belongs to, from 0.

    Args:
        heads: where stories open, in order; not empty.
        line: a line number, from 0.
    """
    return max(0, bisect_right([head.first for head in heads], line) - 1)
