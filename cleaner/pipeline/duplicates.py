"""Stories that several pages tell, exactly or nearly alike: found, grouped, and none of them forgotten.

Two articles are one story if their bodies have the same words, or resemble each other by LEAST or more. A copy of a copy is a copy too.
Articles of fewer than SHORT words say too little to be known by some of them: they must be equal, heads and all.

The method is Broder's ("On the resemblance and containment of documents", 1997): a text is the set of its runs of five words, its
shingles, and the resemblance of two texts is the share of all their shingles that both have. MinHash sketches find the pairs that
may resemble each other without comparing all; resemblance itself is always counted on the shingles, never taken from a sketch.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from typing import Any
from unicodedata import normalize

import msgspec
import regex

from cleaner.document.article import Article
from cleaner.document.claim import Claim
from cleaner.document.ledger import Ledger
from cleaner.document.parts import Part
from cleaner.document.result import CleanedPage, Copy, Story
from cleaner.errors import ExtraError
from cleaner.html.origins import position_in_file
from cleaner.lines.kinds import LETTER

FINDER = "duplicates"
# What Data-Juicer demands of runs of five words. Different stories of one site, as in `seeds/`, have less than 0.01 in common. A word
# that differs takes five shingles with it, so one word in 28 may; a story cut short by three tenths is just a copy still.
LEAST = 0.7
SHORT = 20
# Five words are what Lee et al. ("Deduplicating Training Data Makes Language Models Better", 2022) and Lucene's filter count.
WORDS = 5
# Of 128 hashes, 32 bands of 4: a pair that has 0.7 in common is compared in 9,998 of 10,000 cases, one that has 0.9 as good as always.
_BANDS, _ROWS = 32, 4
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"))
# Scripts without spaces between words count a character as a word.
_UNSPACED = r"\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}\p{Lao}\p{Khmer}\p{Myanmar}"
_WORD = regex.compile(rf"(?V1)[{_UNSPACED}&&\w]|[\w--[{_UNSPACED}]]+")


class ArticleCopy(msgspec.Struct, frozen=True):
    """One article, as one of perhaps several that tell the same story.

    Args:
        page: its page.
        number: the place of that page among all.
        index: its own place among the articles of the page.
        lines: the numbers of its lines.
        written: those lines that are kept and not blank, without white space around them.
        words: the words of its body.
    """

    page: CleanedPage
    number: int
    index: int
    lines: range
    written: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def article(self) -> Article:
        return self.page.articles[self.index]

    @property
    def short(self) -> bool:
        """Whether it says too little to be known by its words."""
        return len(self.words) < SHORT

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two copies one story without a comparison: the words of the body, or of a short one all that is written."""
        return ("written", *self.written) if self.short else ("words", *self.words)

    @property
    def order(self) -> tuple[int, str, int, str, str]:
        """The fullest first; between equals it is the page that decides, and never the order in which pages came."""
        page = self.page.page
        return -len(self.words), page.name, self.article.start, page.source, page.url or ""

    def similarity(self, other: ArticleCopy) -> float:
        """How much of two bodies is in both, 0 to 1."""
        return 1.0 if self.identity == other.identity else resemblance(shingles(self.words), shingles(other.words))


def stories(pages: Iterable[CleanedPage]) -> tuple[Story, ...]:
    """Each story of some pages once, in the order in which they first appear; copies are named, with what sets them apart.

    The fullest copy is kept: the one with the most words in its body, and of equals the one whose page has the first name.

    Args:
        pages: cleaned pages; give them names, since copies are named by their pages.

    Raises:
        ExtraError: if the extra `stories` is not installed.
    """
    return tuple(map(story, grouped(pages, Sketches())))


def grouped(pages: Iterable[CleanedPage], sketches: Sketches) -> list[list[ArticleCopy]]:
    """The copies of each story, the fullest first."""
    found = [copy for number, page in enumerate(pages) for copy in _copies_on(page, number)]
    groups: dict[int, list[ArticleCopy]] = defaultdict(list)
    for copy, first in zip(found, _firsts(found, sketches), strict=True):
        groups[first].append(copy)
    return [sorted(group, key=lambda copy: copy.order) for group in groups.values()]


def story(group: Sequence[ArticleCopy]) -> Story:
    kept, *others = group
    return Story(kept.page.page.name, kept.index, kept.article, tuple(_copy(other, kept) for other in others))


def _copies_on(page: CleanedPage, number: int) -> Iterable[ArticleCopy]:
    starts, ledger = page.page.line_starts, page.ledger
    for index, article in enumerate(page.articles):
        lines = range(bisect_left(starts, article.start), bisect_left(starts, article.end))
        written = tuple(filter(None, (ledger.output(line).strip() for line in lines)))
        yield ArticleCopy(page, number, index, lines, written, words(article.text))


def _firsts(found: Sequence[ArticleCopy], sketches: Sketches) -> list[int]:
    """For each copy the number of the first one of its story."""
    before = list(range(len(found)))
    equals: dict[tuple[str, ...], int] = {}

    def first(number: int) -> int:
        while before[number] != number:
            before[number] = before[before[number]]
            number = before[number]
        return number

    for number, copy in enumerate(found):
        equal = equals.setdefault(copy.identity, number)
        before[number] = first(equal)
        if equal == number and not copy.short:
            text = shingles(copy.words)
            for other in sketches.add(number, text):
                one, two = sorted((first(number), first(other)))
                if one != two and resemblance(text, shingles(found[other].words)) >= LEAST:
                    before[two] = one
    return [first(number) for number in range(len(found))]


def _copy(copy: ArticleCopy, kept: ArticleCopy) -> Copy:
    here, there = _differences(copy.written, kept.written)
    article = copy.article
    return Copy(copy.page.page.name, copy.index, article.start, article.end, copy.similarity(kept), here, there)


def _differences(copy: Sequence[str], kept: Sequence[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The lines only in the one and only in the other; a line that moved is in both."""
    if copy == kept:
        return (), ()
    changes = [change for change in SequenceMatcher(None, copy, kept, autojunk=False).get_opcodes() if change[0] != "equal"]
    here = tuple(line for _, start, end, _, _ in changes for line in copy[start:end])
    there = tuple(line for _, _, _, start, end in changes for line in kept[start:end])
    return here, there


def words(text: str) -> tuple[str, ...]:
    """The words of a text without case, marks or invisible characters."""
    return tuple(_WORD.findall(normalize("NFKC", text.translate(_INVISIBLE)).casefold()))


def shingles(of: tuple[str, ...]) -> frozenset[str]:
    """The runs of five words; of fewer words, the one run they are."""
    return frozenset(" ".join(of[at : at + WORDS]) for at in range(max(len(of) - WORDS + 1, 1)))


def resemblance(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of shingles that both texts have among those that either has (the Jaccard index)."""
    both = len(one & other)
    return both / (len(one) + len(other) - both)


class Sketches:
    """Sketches of texts, in bands: two texts with one band in common are worth the comparison.

    Raises:
        ExtraError: if datasketch is not installed.
    """

    def __init__(self) -> None:
        try:
            from datasketch import MinHash, MinHashLSH
        except ImportError as error:
            raise ExtraError("finding copies of stories", "datasketch", "stories") from error
        self._blank: Any = MinHash(num_perm=_BANDS * _ROWS)
        self._bands: Any = MinHashLSH(num_perm=_BANDS * _ROWS, params=(_BANDS, _ROWS))

    def add(self, number: int, text: frozenset[str]) -> list[int]:
        """Take a text in; the numbers of those before it that may resemble it."""
        sketch = self._blank.copy()
        sketch.update_batch([shingle.encode("utf-8", "surrogatepass") for shingle in text])
        found: list[int] = sorted(self._bands.query(sketch))
        self._bands.insert(number, sketch)
        return found


def unique(pages: Iterable[CleanedPage]) -> tuple[tuple[Story, ...], list[CleanedPage]]:
    """The stories of some pages, and the pages with each story once; a page without copies is given back as it is.

    Args:
        pages: cleaned pages; read only once it is certain that they can be compared.

    Raises:
        ExtraError: if the extra `stories` is not installed.
    """
    sketches = Sketches()
    read = list(pages)
    groups = grouped(read, sketches)
    copies: dict[int, list[tuple[ArticleCopy, Claim]]] = defaultdict(list)
    for kept, *others in groups:
        for copy in others:
            if FINDER in read[copy.number].policy.disabled:
                continue
            copies[copy.number].append((copy, _claim(copy, kept)))
    left = [_without(page, copies[number]) if number in copies else page for number, page in enumerate(read)]
    return tuple(map(story, groups)), left


def _claim(copy: ArticleCopy, kept: ArticleCopy) -> Claim:
    line, _ = position_in_file(kept.page)(kept.article.start)
    place = f"{kept.page.page.name}:{line}"
    return Claim(Part.repeat, FINDER, copy.similarity(kept), because=f"the same story is kept where it is fullest, at {place}")


def _without(page: CleanedPage, copies: Sequence[tuple[ArticleCopy, Claim]]) -> CleanedPage:
    """A page with copies removed; every other line keeps its owner."""
    gone = {copy.index for copy, _ in copies}
    articles = tuple(article for index, article in enumerate(page.articles) if index not in gone)

    def left(_: Ledger) -> tuple[Article, ...]:
        return articles

    claims = {line: claim for copy, claim in copies for line in copy.lines}
    return msgspec.structs.replace(page, ledger=_owned(page.ledger, claims), write_articles=left)


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
