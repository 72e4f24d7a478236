"""From headlines and the ledger to articles: which lines belong to which story, and what each field of it says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Sequence
from datetime import datetime
from functools import partial
from itertools import compress

import msgspec

from cleaner.document.article import Article, Metadata
from cleaner.document.ledger import Ledger
from cleaner.document.page import Span
from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import LETTER, PART
from cleaner.metadata.head import StoryHead
from cleaner.metadata.page import own_story, with_statements
from cleaner.pipeline.story_heads import head_lines, lone_title, texts_of, title_line
from cleaner.segments.headlines import Headline

# Fields that are lines as they stand.
_LINES = {
    "byline_lines": Part.byline,
    "captions": Part.caption,
    "credits": Part.credit,
    "embeds": Part.embed,
    "author_bio": Part.author_bio,
    "contact": Part.contact,
    "corrections": Part.correction,
}
# Breaks that editors show within a paragraph: next line, line separator, paragraph separator.
_SOFT_BREAKS = "\x85\u2028\u2029"
# Of lines above the headline that come as text, nobody knows whether they are the masthead's; elements tell.
_ABOVE = 6
_FIELD_PARTS = (Part.kicker, Part.headline, Part.deck, Part.dateline, Part.timestamp, *_LINES.values())
_FIELDS = re.compile(f"[{''.join(LETTER[part] for part in _FIELD_PARTS)}]")


def articles(
    headlines: Sequence[Headline],
    ledger: Ledger,
    *,
    ends: Sequence[int] = (),
    reference: datetime | None = None,
    metadata: Metadata | None = None,
    one: bool = False,
) -> tuple[Article, ...]:
    """The stories of a page; text above the first head belongs to the first story.

    A page on which nothing is kept has no story, unless it states the headline of one that its scripts would show; a page without a
    head is one story whose headline no line tells.

    Args:
        headlines: where stories open, in order.
        ledger: the account of the page.
        ends: of a page of several sections, the line after each of them; no story goes on beyond its section.
        reference: what "3 hours ago" is counted from.
        metadata: what the page states of the one story that it is about.
        one: whether the page holds one story, whatever opens on it: all that is kept is its.
    """
    if one:
        return _only(headlines, ledger, reference, metadata)
    if metadata is None:
        return _from_lines(headlines, ledger, ends, reference, 0)
    own, titled = _own(headlines, ledger, metadata)
    stories = _from_lines(own, ledger, ends, reference, _ABOVE, titled)
    if not stories and metadata.headline:
        stories = (_article(None, 0, len(ledger.kept), ledger, bytes(ledger.kept), reference),)
    return with_statements(stories, metadata)


def _only(headlines: Sequence[Headline], ledger: Ledger, reference: datetime | None, metadata: Metadata | None) -> tuple[Article, ...]:
    """All that is kept as one story, with the head that its page's own story has; the lines of other headlines are text of it."""
    own, titled = (headlines, None) if metadata is None else _own(headlines, ledger, metadata)
    if 1 not in ledger.kept and (metadata is None or not metadata.headline):
        return ()
    head = own[0] if own else None
    held = {line for _, line in head.lines()} if head else set()
    others = {line for other in headlines for _, line in other.lines() if line is not None and line not in held}
    body = bytearray(ledger.kept_in(Zone.body))
    for line in others:
        body[line] = ledger.kept[line]
    title = head.headline if head and titled is None else titled
    stories = (_article(head, 0, len(ledger.kept), ledger, bytes(body), reference, title, others),)
    return stories if metadata is None else with_statements(stories, metadata)


def _own(headlines: Sequence[Headline], ledger: Ledger, metadata: Metadata) -> tuple[Sequence[Headline], int | None]:
    """The headlines from that of the page's own story on, and the line that is its title where no head has it.

    What stands above the title of the page's own story is no story, however much it looks like one.
    """
    own = own_story([_text(ledger, head.headline) for head in headlines], metadata)
    if own is not None or metadata.headline is None:
        return headlines[own or 0 :], None
    titled = title_line(ledger, metadata.headline.value)
    above = 0 if titled is None else sum(head.headline < titled for head in headlines)
    if titled is None or not above:
        return headlines, titled
    return (Headline(titled, None, titled, None, (), marked=False), *headlines[above:]), titled


def _from_lines(
    headlines: Sequence[Headline], ledger: Ledger, ends: Sequence[int], reference: datetime | None, above: int, titled: int | None = None
) -> tuple[Article, ...]:
    """The stories as their lines show them; the first of each stretch takes what is kept of so many lines above it."""
    body = ledger.kept_in(Zone.body)
    stories: list[Article] = []
    first = 0
    for end in ends or (len(ledger.kept),):
        own = [head for head in headlines if first <= head.first < end]
        if own:
            opening = own[0].first
            near = ledger.kept.find(1, max(opening - above, first), opening)
            starts = [first if 1 in body[first:opening] else opening if near < 0 else near, *(head.first for head in own[1:])]
            stretches = zip(own, starts, [*starts[1:], end], strict=True)
            stories += [
                _article(head, start, stop, ledger, body, reference, head.headline if number or titled is None else titled)
                for number, (head, start, stop) in enumerate(stretches, len(stories))
            ]
        elif 1 in ledger.kept[first:end]:
            stories.append(_article(None, first, end, ledger, body, reference, None if stories else titled))
        first = end
    return tuple(stories)


class _Places(msgspec.Struct, frozen=True, eq=False):
    """Makes the spans of a story's fields when someone asks; an object and no function, so that articles can be sent between processes."""

    ledger: Ledger
    found: dict[Part, list[int]]
    first: int
    mask: bytes

    def __call__(self) -> dict[str, tuple[Span, ...]]:
        own = {part.value: tuple(_span(self.ledger, line) for line in lines) for part, lines in self.found.items()}
        body = compress(range(self.first, self.first + len(self.mask)), self.mask)
        return {**own, "text": tuple(_span(self.ledger, line) for line in body)}


def _article(
    head: Headline | None,
    first: int,
    end: int,
    ledger: Ledger,
    body: bytes,
    reference: datetime | None,
    titled: int | None = None,
    others: Container[int] = (),
) -> Article:
    """One story; what stands beside the line of its title tells of it, also where that line was not taken for a headline.

    Lines of other headlines, where there are any among its own, tell nothing of it.
    """
    found: dict[Part, list[int]] = defaultdict(list)
    for hit in _FIELDS.finditer(ledger.kinds, first, end):
        if hit.start() not in others:
            found[PART[hit[0]]].append(hit.start())
    mask, lines = body[first:end], dict(found)
    text = _written(list(ledger.outputs(mask, first)))
    headline, kicker, deck = (head.headline, head.kicker, head.deck) if head else (lone_title(ledger, first, end), None, None)

    return Article(
        start=ledger.page.line_starts[first],
        end=ledger.page.line_starts[end],
        headline=_text(ledger, headline),
        kicker=_text(ledger, kicker),
        deck=_text(ledger, deck),
        text=text,
        opened_by=head.evidence if head else (),
        details=StoryHead(partial(head_lines, lines, ledger, titled, range(first, end)), text, reference),
        place=_Places(ledger, lines, first, mask),
        **{name: texts_of(ledger, lines.get(part, ())) for name, part in _LINES.items()},
    )


def _written(lines: list[str]) -> str:
    """The text of lines, without the white space around them and empty ones; breaks within a paragraph stay as the page has them."""
    whole = "".join(lines)
    if not any(sign in whole for sign in _SOFT_BREAKS):
        return "\n".join(filter(None, map(str.strip, lines)))
    parts = [part for line in lines if (text := line.strip()) for part in (text, line[-1] if line[-1] in _SOFT_BREAKS else "\n")]
    return "".join(parts[:-1])


def _text(ledger: Ledger, line: int | None) -> str | None:
    return None if line is None else ledger.page.line(line).strip()


def _span(ledger: Ledger, line: int) -> Span:
    """The place of a line's text, without its break and the white space around it."""
    text, start = ledger.page.line(line), ledger.page.line_starts[line]
    first = start + len(text) - len(text.lstrip())
    return Span(first, first + len(text.strip()))
