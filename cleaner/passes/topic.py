"""What words say: a new story changes its vocabulary, a subheading does not; a deck is said again by the body.

M. A. Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages", Computational Linguistics 23(1), 1997, compares the
words on either side of a gap; here the gap has a headline in it, whose own words should belong to what follows.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain, pairwise
from pathlib import Path

from cleaner.lines.kinds import HEADING, PROSE, QUESTION, SENTENCE, TITLE
from cleaner.passes.decks import words_of
from cleaner.passes.surroundings import FURNITURE, TEXT
from cleaner.passes.view import View

READ = TEXT | {HEADING, QUESTION}
DECKS = frozenset((PROSE, TITLE, SENTENCE, QUESTION, HEADING))
SAYING = frozenset((PROSE, SENTENCE, TITLE))
# How many lines with words are read on either side, and within how many lines they must lie; near is the nearest of them.
FAR, REACH, NEAR = 12, 30, 4
LONGEST_DECK, DECK_WORDS, DECK_AGAIN, LONGEST_AGAIN = 600, 6, 8, 4000
# How much of a line is read: what a paragraph is about is said soon.
READ_CHARACTERS, _LEAST_LETTERS, _STEM = 500, 5, 7
_MARKS = {ord(mark): " " for mark in ",.;:!?\"“”„«»()[]…—–-/|'’"}
SHARES, FIFTHS = (0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.26, 0.34, 0.45), (0.01, 0.2, 0.4, 0.6, 0.85)
_RANGES = [f"{low:.0%} to {high:.0%}" for low, high in pairwise((0, *SHARES, 1))]
_PARTS = ("none", "few", "some", "half", "most", "nearly all")
# The evidence, for each share from the least to the greatest; first for the nearest lines, then for all that are read.
SHARED, COME_BELOW, STOOD_ABOVE = (
    tuple(tuple(f"{share} {told} {where}" for share in shares) for where in ("near", "far"))
    for shares, told in ((_RANGES, "of the words shared"), (_PARTS, "of its words come below,"), (_PARTS, "of its words stood above,"))
)
MAIN_ABOVE = tuple(f"{share} of the main words below stood above" for share in _PARTS)
MAIN_BELOW = tuple(f"{share} of the main words above come below" for share in _PARTS)
NO_WORDS = "no long words in it"
SAID_HALF, SAID_AGAIN, WORD_FOR_WORD = (
    "half of the line below is said again",
    "the line below is said again",
    "the line below is said again word for word",
)


class Topics:
    """What the words of a view say of its lines; every line is read once.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
    """

    def __init__(self, view: View, shapes: str) -> None:
        self._view, self._shapes = view, shapes
        self._content: dict[int, frozenset[str]] = {}

    def told(self, place: int, first: int) -> Iterator[str]:
        """How the words above, below and in a line go together.

        Args:
            place: the line.
            first: the first line of the head it may be in.
        """
        before = self._read(range(first - 1, max(-1, first - 1 - REACH), -1))
        after = self._read(range(place + 1, min(len(self._shapes), place + 1 + REACH)))
        own = self._at(place)
        if not own:
            yield NO_WORDS
        if not before or not after:
            return
        for at, most in enumerate((NEAR, FAR)):
            above, below = frozenset().union(*before[:most]), frozenset().union(*after[:most])
            if len(above) > 3 and len(below) > 3:
                yield SHARED[at][bisect_right(SHARES, len(above & below) / min(len(above), len(below)))]
                if own:
                    yield COME_BELOW[at][bisect_right(FIFTHS, len(own & below) / len(own))]
                    yield STOOD_ABOVE[at][bisect_right(FIFTHS, len(own & above) / len(own))]
        main = _main(after)
        if len(main) > 3:
            yield MAIN_ABOVE[bisect_right(FIFTHS, len(main & above) / len(main))]
        main = _main(before)
        if len(main) > 3:
            yield MAIN_BELOW[bisect_right(FIFTHS, len(main & below) / len(main))]

    def _read(self, places: range) -> list[frozenset[str]]:
        found: list[frozenset[str]] = []
        shapes = self._shapes
        for place in places:
            if shapes[place] in READ:
                found.append(self._at(place))
                if len(found) == FAR:
                    break
        return found

    def _at(self, place: int) -> frozenset[str]:
        found = self._content.get(place)
        if found is None:
            found = self._content[place] = content(self._view.text(place)[:READ_CHARACTERS])
        return found


def _main(side: Sequence[frozenset[str]]) -> frozenset[str]:
    """The words that one side keeps saying: in three of its lines, or in two where so few are."""
    counts = Counter(chain.from_iterable(side))
    often = frozenset(word for word, count in counts.items() if count > 2)
    return often if len(often) > 3 else frozenset(word for word, count in counts.items() if count > 1)


def deck_again(view: View, shapes: str, place: int) -> Iterator[str]:
    """Whether the line below is said again soon after, as bodies say their decks.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        place: the line that may be a headline.
    """
    at = place + 1
    while at < len(shapes) and shapes[at] in FURNITURE and at < place + 6:
        at += 1
    if at >= len(shapes) or shapes[at] not in DECKS or len(text := view.text(at)) > LONGEST_DECK:
        return
    own = words_of(text)
    if len(own) < DECK_WORDS:
        return
    later = [view.text(again)[:LONGEST_AGAIN] for again in range(at + 1, min(len(shapes), at + 1 + DECK_AGAIN)) if shapes[again] in SAYING]
    share = max((len(own & words_of(again)) / len(own) for again in later), default=0)
    if share >= 0.5:
        yield SAID_AGAIN if share >= 0.8 else SAID_HALF
        if any(text in again for again in later):
            yield WORD_FOR_WORD


@lru_cache(maxsize=1024)
def content(text: str) -> frozenset[str]:
    """The words of a line that carry meaning: long ones, cut to something like a stem, without those that every text has.

    Args:
        text: a line, or the beginning of a long one.
    """
    if not text.isascii() and (runs := _unspaced().findall(text)):
        return frozenset(run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1)))
    spaced = text.casefold().translate(_MARKS).split()
    return frozenset([word[:_STEM] for word in spaced if len(word) >= _LEAST_LETTERS]) - _common()


@cache
def _unspaced() -> re.Pattern[str]:
    """Runs of a script without spaces; made late, since its ranges take a millisecond to compile."""
    return re.compile(r"[\u4e00-\u9fff]+|[\u30a0-\u30ff]{2,}|[\uac00-\ud7a3]{2,}")


@cache
def _common() -> frozenset[str]:
    listed = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8")
    return frozenset(word[:_STEM] for line in listed.splitlines() if not line.startswith("#") for word in line.split())
