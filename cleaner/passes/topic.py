"""What words say: a new story changes its vocabulary, a subheading does not; a deck is said again by the body.

M. A. Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages", Computational Linguistics 23(1), 1997, compares the
words on either side of a gap; here the gap has a headline in it, whose own words should belong to what follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path

from cleaner.lines.kinds import HEADING, PROSE, QUESTION, SENTENCE, TITLE
from cleaner.passes.decks import words_of
from cleaner.passes.surroundings import FURNITURE, TEXT
from cleaner.passes.view import View

_READ = TEXT | {HEADING, QUESTION}
_DECKS = frozenset((PROSE, TITLE, SENTENCE, QUESTION, HEADING))
_SAYING = frozenset((PROSE, SENTENCE, TITLE))
# How many lines with words are read on either side, and within how many lines they must lie; near is the nearest of them.
FAR, _REACH, _NEAR = 12, 30, 4
_LONGEST_DECK, _DECK_WORDS, _DECK_AGAIN, _LONGEST_AGAIN = 600, 6, 8, 4000
# How much of a line is read: what a paragraph is about is said soon.
_READ_CHARACTERS, _LEAST_LETTERS, _STEM = 500, 5, 7
_MARKS = {ord(mark): " " for mark in ",.;:!?\"“”„«»()[]…—–-/|'’"}
_UNSPACED = r"[\u4e00-\u9fff]+|[\u30a0-\u30ff]{2,}|[\uac00-\ud7a3]{2,}"
_SHARES = (0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.26, 0.34, 0.45)
_FIFTHS = ((0.01, "none"), (0.2, "few"), (0.4, "some"), (0.6, "half"), (0.85, "most"))


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
        before = self._read(range(first - 1, max(-1, first - 1 - _REACH), -1))
        after = self._read(range(place + 1, min(len(self._shapes), place + 1 + _REACH)))
        own = self._at(place)
        if not own:
            yield "no long words in it"
        if not before or not after:
            return
        for most, where in ((_NEAR, "near"), (FAR, "far")):
            above, below = frozenset().union(*before[:most]), frozenset().union(*after[:most])
            if len(above) > 3 and len(below) > 3:
                yield f"{_percent(len(above & below) / min(len(above), len(below)))} of the words shared {where}"
                if own:
                    yield f"{_fifth(len(own & below), len(own))} of its words come below, {where}"
                    yield f"{_fifth(len(own & above), len(own))} of its words stood above, {where}"
        main = _main(after)
        if len(main) > 3:
            yield f"{_fifth(len(main & above), len(main))} of the main words below stood above"
        main = _main(before)
        if len(main) > 3:
            yield f"{_fifth(len(main & below), len(main))} of the main words above come below"

    def _read(self, places: range) -> list[frozenset[str]]:
        found: list[frozenset[str]] = []
        shapes = self._shapes
        for place in places:
            if shapes[place] in _READ:
                found.append(self._at(place))
                if len(found) == FAR:
                    break
        return found

    def _at(self, place: int) -> frozenset[str]:
        found = self._content.get(place)
        if found is None:
            found = self._content[place] = content(self._view.text(place)[:_READ_CHARACTERS])
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
    if at >= len(shapes) or shapes[at] not in _DECKS or len(text := view.text(at)) > _LONGEST_DECK:
        return
    own = words_of(text)
    if len(own) < _DECK_WORDS:
        return
    later = [
        view.text(again)[:_LONGEST_AGAIN] for again in range(at + 1, min(len(shapes), at + 1 + _DECK_AGAIN)) if shapes[again] in _SAYING
    ]
    share = max((len(own & words_of(again)) / len(own) for again in later), default=0)
    if share >= 0.5:
        yield "the line below is said again" if share >= 0.8 else "half of the line below is said again"
        if any(text in again for again in later):
            yield "the line below is said again word for word"


@lru_cache(maxsize=1024)
def content(text: str) -> frozenset[str]:
    """The words of a line that carry meaning: long ones, cut to something like a stem, without those that every text has.

    Args:
        text: a line, or the beginning of a long one.
    """
    if not text.isascii() and (runs := re.findall(_UNSPACED, text)):
        return frozenset(run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1)))
    spaced = text.casefold().translate(_MARKS).split()
    return frozenset([word[:_STEM] for word in spaced if len(word) >= _LEAST_LETTERS]) - _common()


@cache
def _common() -> frozenset[str]:
    listed = Path(__file__).with_name("common_words.txt").read_text(encoding="utf-8")
    return frozenset(word[:_STEM] for line in listed.splitlines() if not line.startswith("#") for word in line.split())


def _percent(share: float) -> str:
    at = sum(share >= edge for edge in _SHARES)
    low, high = (0, *_SHARES)[at], (*_SHARES, 1)[at]
    return f"{low:.0%} to {high:.0%}"


def _fifth(found: int, among: int) -> str:
    share = found / among
    return next((name for edge, name in _FIFTHS if share < edge), "nearly all")
