"""Pages of one site, each as what its lines say of themselves: the evidence that site memory learns from, in bounded room.

Of more pages than MOST_PAGES those are kept whose texts have the least hashes: a sample that is the same in whatever order pages come.
"""

from __future__ import annotations

from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from hashlib import blake2b

from msgspec import Struct

from cleaner.document.claim import MODEL
from cleaner.document.parts import Part, Zone
from cleaner.document.result import CleanedPage
from cleaner.lines.kinds import PROSE, SENTENCE, shape
from cleaner.lines.reader import stripped
from cleaner.rules.fold import fold, trim

# More pages of a site, and more lines of a page, hardly show more of what repeats; with both the memory is bounded.
MOST_PAGES, MOST_LINES = 200, 3000
# A phrase is compared with no longer line, in code points (see `rules.match`).
LONGEST = 240
# A line of running text: so many words, and more likely body than not.
STORY_WORDS, LIKELY = 12, 0.5
# Pages are copies of each other if so much of what the shorter one keeps, in words, stands on the other as well.
COPY = 0.7
_KEPT = (Zone.head, Zone.body)


class SeenLine(Struct, frozen=True, array_like=True):
    """A line of a page that is not blank.

    Args:
        key: how rules read it: folded, and without the signs around it; empty where no rule compares it, as of a long line.
        said: what it says, by which pages are compared: the key, or the hash of a long line; empty of one of signs alone.
        text: the line without the white space around it; cut after LONGEST code points.
        words: how many it has.
        body: the probability, 0 to 1, that it is body, as the line model sees the page; None where a rule names it.
        part: the part that it resembles, if it is chrome.
        head: whether it is a headline of the page, or another part of a head.
        kept: whether the line stays as the page is cleaned.
    """

    key: str
    said: str
    text: str
    words: int
    body: float | None
    part: Part
    head: bool
    kept: bool

    @property
    def story(self) -> bool:
        """Whether it is running text."""
        return self.body is not None and self.body > LIKELY and self.words >= STORY_WORDS

    @property
    def sentence(self) -> bool:
        """Whether it has the shape of a sentence."""
        return shape(self.text) in (PROSE, SENTENCE)


class SeenPage(Struct, frozen=True, order=True, array_like=True):
    """A page as it was seen, in the order of the hashes of their texts."""

    digest: bytes
    lines: tuple[SeenLine, ...]


class SitePages:
    """The pages of a site that are learned from: equal ones once, and MOST_PAGES at the most."""

    def __init__(self) -> None:
        self._held: list[SeenPage] = []
        self.count = 0

    def add(self, text: str | bytes, cleaned: Callable[[], CleanedPage]) -> None:
        """Take a page in, unless its hash is too great.

        Args:
            text: its source.
            cleaned: cleans it; called for pages that are taken in alone.
        """
        raw = text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass")
        digest = blake2b(raw, digest_size=16).digest()
        self.count += 1
        if any(page.digest == digest for page in self._held) or (len(self._held) == MOST_PAGES and digest > self._held[-1].digest):
            return
        insort(self._held, SeenPage(digest, tuple(_lines(cleaned()))))
        del self._held[MOST_PAGES:]

    @property
    def held(self) -> Sequence[SeenPage]:
        """The pages that are learned from, in the order of their hashes."""
        return self._held

    def copies(self) -> list[frozenset[int]]:
        """For each page that is held, the numbers of the others that it is a copy of, or that are copies of it."""
        standing = _standing(self._held)
        found: list[set[int]] = [set() for _ in self._held]
        for number, page in enumerate(self._held):
            for other in _copied(number, page, standing, self._held):
                found[number].add(other)
                found[other].add(number)
        return list(map(frozenset, found))


def independent(numbers: Iterable[int], copies: Sequence[frozenset[int]]) -> int:
    """How many of some pages are no copies of each other: those with the fewest copies are counted first.

    A story and a page of several that holds it too are one witness; two such stories and the page that holds both are two.
    """
    counted: set[int] = set()
    for number in sorted(numbers, key=lambda number: (len(copies[number]), number)):
        if copies[number].isdisjoint(counted):
            counted.add(number)
    return len(counted)


def _kept_words(page: SeenPage) -> dict[str, int]:
    """What a page keeps, each line once, with its number of words."""
    return {line.said: line.words for line in page.lines if line.kept and line.said}


def _standing(pages: Sequence[SeenPage]) -> dict[str, list[int]]:
    """The numbers of the pages on which each kept line stands."""
    found: dict[str, list[int]] = defaultdict(list)
    for number, page in enumerate(pages):
        for said in _kept_words(page):
            found[said].append(number)
    return found


def _copied(number: int, page: SeenPage, standing: dict[str, list[int]], pages: Sequence[SeenPage]) -> Iterator[int]:
    """The pages before one of which it is a copy, or which are copies of it."""
    shared: Counter[int] = Counter()
    own = _kept_words(page)
    for said, words in own.items():
        for other in standing[said]:
            if other >= number:
                break
            shared[other] += words
    for other, words in sorted(shared.items()):
        if words >= COPY * min(sum(own.values()), sum(_kept_words(pages[other]).values())):
            yield other


def _lines(page: CleanedPage) -> Iterator[SeenLine]:
    """The lines of a page that are not blank, up to MOST_LINES of them."""
    ledger, scores, count = page.ledger, page.scores, 0
    for number, line in enumerate(page.page.each_line()):
        if not (text := stripped(line)):
            continue
        if count == MOST_LINES:
            return
        count += 1
        claim = ledger.claims.get(number)
        # What the model claims is no name: it is what is weighed here.
        named = claim is not None and claim.finder != MODEL
        score = scores.of(number) if scores and not (named and claim and claim.part.zone not in _KEPT) else None
        read, is_long = trim(fold(text)), len(text) > LONGEST
        yield SeenLine(
            "" if is_long else read,
            blake2b(read.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest() if is_long else read,
            text[:LONGEST],
            len(text.split()),
            score.body if score else None,
            score.part if score else Part.other,
            claim is not None and named and claim.part.zone in _KEPT,
            bool(ledger.kept[number]),
        )
