"""Pages without the copies of stories that are kept elsewhere. Copies go as every other line goes: with an owner in the ledger."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from cleaner.document.article import Article
from cleaner.document.claim import Claim
from cleaner.document.ledger import Ledger
from cleaner.document.parts import Part
from cleaner.document.records import replace
from cleaner.document.result import CleanedPage, Story
from cleaner.html.places import position_in_file
from cleaner.lines.kinds import LETTER
from cleaner.pipeline.duplicates import Telling, grouped, story

FINDER = "duplicates"


def unique(pages: Iterable[CleanedPage]) -> tuple[tuple[Story, ...], list[CleanedPage]]:
    """The stories of some pages, and the pages with each story once; a page without copies is given back as it is.

    Args:
        pages: cleaned pages; read only once it is certain that they can be compared.

    Raises:
        ExtraError: if the extra `stories` is not installed.
    """
    read: list[CleanedPage] = []
    groups = grouped(_noted(pages, read))
    copies: dict[int, list[tuple[Telling, Claim]]] = defaultdict(list)
    for kept, *others in groups:
        for copy in others:
            if FINDER in read[copy.number].policy.disabled:
                continue
            copies[copy.number].append((copy, _claim(copy, kept)))
    left = [_without(page, copies[number]) if number in copies else page for number, page in enumerate(read)]
    return tuple(map(story, groups)), left


def _noted(pages: Iterable[CleanedPage], read: list[CleanedPage]) -> Iterator[CleanedPage]:
    for page in pages:
        read.append(page)
        yield page


def _claim(copy: Telling, kept: Telling) -> Claim:
    line, _ = position_in_file(kept.page)(kept.article.start)
    place = f"{kept.page.page.name}:{line}"
    return Claim(Part.repeat, FINDER, copy.similarity(kept), because=f"the same story is kept where it is fullest, at {place}")


def _without(page: CleanedPage, copies: Sequence[tuple[Telling, Claim]]) -> CleanedPage:
    """A page with copies removed; every other line keeps its owner."""
    gone = {copy.index for copy, _ in copies}
    articles = tuple(article for index, article in enumerate(page.articles) if index not in gone)

    def left(_: Ledger) -> tuple[Article, ...]:
        return articles

    claims = {line: claim for copy, claim in copies for line in copy.lines}
    return replace(page, ledger=_owned(page.ledger, claims), write_articles=left)


def _owned(ledger: Ledger, copied: dict[int, Claim]) -> Ledger:
    """The account with the kept lines of copies removed; who owned them before gave way."""
    kept, kinds = bytearray(ledger.kept), list(ledger.kinds)
    claims, losers, pieces = dict(ledger.claims), dict(ledger.losers), dict(ledger.pieces)
    for line, claim in copied.items():
        if kept[line] and ledger.part(line) is not Part.blank:
            gave_way = [*losers.get(line, ()), *filter(None, (claims.get(line),)), *(piece.claim for piece in pieces.pop(line, ()))]
            if gave_way:
                losers[line] = gave_way
            claims[line], kinds[line] = claim, LETTER[Part.repeat]
        kept[line] = 0
    for line in reversed(range(len(kept))):  # a page ends without empty lines
        if kept[line] and ledger.part(line) is not Part.blank:
            break
        kept[line] = 0
    return replace(ledger, kinds="".join(kinds), claims=claims, kept=bytes(kept), pieces=pieces, losers=losers)
