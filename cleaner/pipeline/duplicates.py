"""Stories that several pages tell, exactly or nearly alike: found, grouped, and none of them forgotten.

Two articles are one story if their bodies have the same words, or resemble each other by LEAST or more (see `shingles`). A copy of a
copy is a copy too. Articles of fewer than SHORT words say too little to be known by some of them: they must be equal, heads and all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher

from cleaner.document.article import Article
from cleaner.document.records import dataclass
from cleaner.document.result import CleanedPage, Copy, Story
from cleaner.pipeline.shingles import Sketches, resemblance, shingles, words

# What Data-Juicer demands of runs of five words. Different stories of one site, as in `seeds/`, have less than 0.01 in common. A word
# that differs takes five shingles with it, so one word in 28 may; a story cut short by three tenths is just a copy still.
LEAST = 0.7
SHORT = 20


@dataclass(frozen=True)
class Telling:
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
        """The article itself."""
        return self.page.articles[self.index]

    @property
    def short(self) -> bool:
        """Whether it says too little to be known by its words."""
        return len(self.words) < SHORT

    @property
    def identity(self) -> tuple[str, ...]:
        """What makes two tellings one story without a comparison: the words of the body, or of a short one all that is written."""
        return ("written", *self.written) if self.short else ("words", *self.words)

    @property
    def order(self) -> tuple[int, str, int, str, str]:
        """The fullest first; between equals it is the page that decides, and never the order in which pages came."""
        page = self.page.page
        return -len(self.words), page.name, self.article.start, page.source, page.url or ""

    def similarity(self, other: Telling) -> float:
        """How much of two bodies is in both, 0 to 1.

        Args:
            other: another telling of the same story.
        """
        return 1.0 if self.identity == other.identity else resemblance(shingles(self.words), shingles(other.words))


def stories(pages: Iterable[CleanedPage]) -> tuple[Story, ...]:
    """Each story of some pages once, in the order in which they first appear; copies are named, with what sets them apart.

    The fullest copy is kept: the one with the most words in its body, and of equals the one whose page has the first name.

    Args:
        pages: cleaned pages; give them names, since copies are told by the names of their pages.

    Raises:
        ExtraError: if the extra `stories` is not installed.
    """
    return tuple(map(story, grouped(pages)))


def grouped(pages: Iterable[CleanedPage]) -> list[list[Telling]]:
    """The tellings of each story, the fullest first.

    Args:
        pages: cleaned pages; read only once the index can be made.
    """
    sketches = Sketches()
    told = [telling for number, page in enumerate(pages) for telling in _tellings(page, number)]
    groups: dict[int, list[Telling]] = defaultdict(list)
    for telling, first in zip(told, _firsts(told, sketches), strict=True):
        groups[first].append(telling)
    return [sorted(group, key=lambda telling: telling.order) for group in groups.values()]


def story(group: Sequence[Telling]) -> Story:
    """The story of some tellings.

    Args:
        group: the tellings, the one to keep first.
    """
    kept, *others = group
    return Story(kept.page.page.name, kept.index, kept.article, tuple(_copy(other, kept) for other in others))


def _tellings(page: CleanedPage, number: int) -> Iterable[Telling]:
    starts, ledger = page.page.line_starts, page.ledger
    for index, article in enumerate(page.articles):
        lines = range(bisect_left(starts, article.start), bisect_left(starts, article.end))
        written = tuple(filter(None, (ledger.output(line).strip() for line in lines)))
        yield Telling(page, number, index, lines, written, words(article.text))


def _firsts(told: Sequence[Telling], sketches: Sketches) -> list[int]:
    """For each telling the number of the first one of its story."""
    before = list(range(len(told)))
    equals: dict[tuple[str, ...], int] = {}

    def first(number: int) -> int:
        while before[number] != number:
            before[number] = before[before[number]]
            number = before[number]
        return number

    for number, telling in enumerate(told):
        equal = equals.setdefault(telling.identity, number)
        before[number] = first(equal)
        if equal == number and not telling.short:
            text = shingles(telling.words)
            for other in sketches.add(number, text):
                one, two = sorted((first(number), first(other)))
                if one != two and resemblance(text, shingles(told[other].words)) >= LEAST:
                    before[two] = one
    return [first(number) for number in range(len(told))]


def _copy(copy: Telling, kept: Telling) -> Copy:
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
