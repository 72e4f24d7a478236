"""From heads and the ledger to articles: which lines belong to which story, and what each field of it says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from itertools import compress

from cleaner.lines.kinds import LETTER, PART
from cleaner.model.anatomy import Part, Zone
from cleaner.model.article import Article
from cleaner.model.ledger import Ledger
from cleaner.model.span import Span
from cleaner.passes.heads import Head

_FIELD_PARTS = (
    Part.kicker,
    Part.headline,
    Part.deck,
    Part.byline,
    Part.timestamp,
    Part.caption,
    Part.credit,
    Part.embed,
    Part.author_bio,
    Part.contact,
    Part.correction,
)
_FIELDS = re.compile(f"[{''.join(LETTER[part] for part in _FIELD_PARTS)}]")


def articles(heads: Sequence[Head], ledger: Ledger) -> tuple[Article, ...]:
    """The stories of a page; text above the first head belongs to the first story.

    A page on which nothing is kept has no story; a page without a head is one story without a headline.

    Args:
        heads: where stories open, in order.
        ledger: the account of the page.
    """
    lines = len(ledger.kept)
    body = ledger.kept_in(Zone.body)
    if not heads:
        return (_article(None, 0, lines, ledger, body),) if 1 in ledger.kept else ()
    starts = [0 if 1 in body[: heads[0].first] else heads[0].first, *(head.first for head in heads[1:])]
    ends = [*starts[1:], lines]
    return tuple(_article(head, start, end, ledger, body) for head, start, end in zip(heads, starts, ends, strict=True))


def _article(head: Head | None, first: int, end: int, ledger: Ledger, body: bytes) -> Article:
    page = ledger.page
    found: dict[Part, list[int]] = defaultdict(list)
    for hit in _FIELDS.finditer(ledger.kinds, first, end):
        found[PART[hit[0]]].append(hit.start())
    mask = body[first:end]

    def texts(part: Part) -> tuple[str, ...]:
        return tuple(page.lines[line].strip() for line in found[part])

    def one(line: int | None) -> str | None:
        return None if line is None else page.lines[line].strip()

    def place() -> dict[str, tuple[Span, ...]]:
        own = {part.value: tuple(_span(ledger, line) for line in numbers) for part, numbers in found.items()}
        return {**own, "text": tuple(_span(ledger, line) for line in compress(range(first, end), mask))}

    dated = [line for line in found[Part.timestamp] if not ledger.claims[line].bare]
    return Article(
        start=page.line_starts[first],
        end=page.line_starts[end],
        headline=one(head.headline if head else None),
        kicker=one(head.kicker if head else None),
        deck=one(head.deck if head else None),
        bylines=texts(Part.byline),
        published=" ".join(page.lines[line].strip() for line in dated) or None,
        text="\n".join(filter(None, map(str.strip, ledger.outputs(mask, first)))),
        captions=texts(Part.caption),
        credits=texts(Part.credit),
        embeds=texts(Part.embed),
        author_bio=texts(Part.author_bio),
        contact=texts(Part.contact),
        corrections=texts(Part.correction),
        opened_by=head.evidence if head else (),
        place=place,
    )


def _span(ledger: Ledger, line: int) -> Span:
    """The place of a line's text, without its break and the white space around it."""
    text, start = ledger.page.lines[line], ledger.page.line_starts[line]
    first = start + len(text) - len(text.lstrip())
    return Span(first, first + len(text.strip()))
