"""Texts too long to be held: cleaned as they are read, story by story, with the result of cleaning them whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from typing import TextIO

from cleaner.document.page import Page, lines_of
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_POLICY, Policy
from cleaner.document.result import CleanedPage
from cleaner.lines.reader import Reader
from cleaner.pipeline.clean import check_reference, refuse_web_page
from cleaner.pipeline.columns import Columns, fates
from cleaner.pipeline.scoring import Scorer, Scoring, scoring
from cleaner.pipeline.stretches import CUTS, Cuts, stretches
from cleaner.rules.ruleset import RuleSet

# How much is asked of a file at once, how much text the reader of a stream remembers, and by how much of it a web page is known, in code
# points.
_BLOCK, _REMEMBERED, _BEGINNING = 1 << 16, 140_000, 512


def clean_stream(
    source: TextIO | Iterable[str],
    *,
    policy: str | Policy = DEFAULT_POLICY,
    rules: RuleSet | None = None,
    model: Scorer | None = None,
    url: str | None = None,
    name: str = "",
    reference: datetime | None = None,
    kind: str | PageKind | None = None,
) -> Iterator[CleanedPage]:
    """A text of any length taken apart as `clean` does it, in pages of whole stories, each as soon as nothing below can change it.

    The pages follow each other without gaps: their texts, articles and entries, put together, are those of `clean` on the whole. Offsets
    are those of the whole text. What is held in memory does not grow with the text, but for a line, which is never cut.

    Args:
        source: a file opened as text, or lines or other pieces of a text that only need to be joined.
        policy: as for `clean`.
        rules: as for `clean`.
        model: as for `clean`; it is asked of each stretch that is read, with the lines around it.
        url: as for `clean`.
        name: as for `clean`.
        reference: as for `clean`.
        kind: as for `clean`.

    Raises:
        PolicyError: if no policy, or no kind of page, has that name.
        ReadingError: if the text is a web page; raised when the first page is asked for.
        TypeError: if the source gives anything but text, or the reference is no time.
    """
    if isinstance(source, str | bytes):
        raise TypeError(f"clean_stream() takes an open file or lines, not {type(source).__name__}; use clean() on a text")
    check_reference(reference)
    narrowed, chosen = (RuleSet.default() if rules is None else rules).for_site(url), Policy.named(policy)
    asked = scoring(model, chosen, kind)
    return stream_pages(_texts(_blocks(source), name), Page("", name, url=url), narrowed, chosen, reference, asked=asked)


def stream_pages(
    blocks: Iterable[str],
    page: Page,
    rules: RuleSet,
    policy: Policy,
    reference: datetime | None = None,
    cuts: Cuts = CUTS,
    *,
    asked: Scoring | None = None,
) -> Iterator[CleanedPage]:
    """The pages of a text that comes in blocks, cut anywhere.

    Args:
        page: an empty page with the name and address of the text.
        rules: the rules, already narrowed to its site.
    """
    lines, columns = list[str](), Columns()
    offset = above = 0
    for stretch in stretches(lines_of(blocks), Reader(rules, _REMEMBERED), policy, cuts, asked, page.url):
        lines += stretch.lines
        columns = Columns.joined((columns, stretch.columns))
        closes = stretch.closes
        del stretch
        end = len(lines) if closes else _complete(columns)
        if end:
            own = Page.of(lines[:end], page.name, page.url, offset, above)
            part = columns.part(0, end)
            yield part.cleaned(own, policy, fates(part.mask, policy, ends=closes), reference=reference)
            offset, above = offset + len(own.source), above + end
            del lines[:end], own, part
            columns = columns.part(end, len(columns.mask))


def _complete(columns: Columns) -> int:
    """Up to which line nothing can change any more: where the last story opens, if a kept line follows; 0 if there is none.

    What stands above the first story is told as part of it.
    """
    kept = columns.mask.rfind(1)
    return max((head.first for head in columns.heads[1:] if head.first <= kept), default=0)


def _blocks(source: TextIO | Iterable[str]) -> Iterable[str]:
    read = getattr(source, "read", None)
    return iter(partial(read, _BLOCK), "") if read else source


def _texts(blocks: Iterable[str], name: str) -> Iterator[str]:
    """The blocks of a text, once its beginning has shown that it is no web page."""
    rest, held = iter(blocks), list[str]()
    for block in rest:
        held.append(block)
        if not isinstance(block, str) or sum(map(len, held)) >= _BEGINNING:
            break
    if all(isinstance(block, str) for block in held):
        refuse_web_page("".join(held), name)
    yield from held
    yield from rest
