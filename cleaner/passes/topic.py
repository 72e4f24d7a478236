"""What words say: a new story changes its vocabulary, a subheading does not; a deck is said again by the body.

M. A. Hearst, "TextTiling: Segmenting Text into Multi-paragraph Subtopic Passages", Computational Linguistics 23(1), 1997, compares the
words on either side of a gap; here the gap has a headline in it, whose own words should belong to what follows.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files

from cleaner.lines.kinds import HEADING, PROSE, QUESTION, SENTENCE, TITLE
from cleaner.passes.decks import words_of
from cleaner.passes.surroundings import FURNITURE, TEXT
from cleaner.passes.view import View

_READ = TEXT | {HEADING, QUESTION}
_DECKS = frozenset((PROSE, TITLE, SENTENCE, QUESTION, HEADING))
_SAYING = frozenset((PROSE, SENTENCE, TITLE))
# How many lines with words are read on either side, and within how many lines they must lie; near is the nearest of them.
FAR, _REACH, _NEAR = 12, 30, 4
_LONGEST_DECK, _DECK_WORDS, _DECK_AGAIN = 600, 6, 8
# How much of a line is read: what a paragraph is about is said soon.
_READ_CHARACTERS, _LEAST_LETTERS, _STEM = 500, 5, 7
_MARKS = {ord(mark): " " for mark in ",.;:!?\"“”„«»()[]…—–-/|'’"}
_UNSPACED = re.compile(r"[\u4e00-\u9fff]+|[\u30a0-\u30ff]{2,}|[\uac00-\ud7a3]{2,}")
_SHARES = (0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.26, 0.34, 0.45)
_FIFTHS = ((0.01, "none"), (0.2, "few"), (0.4, "some"), (0.6, "half"), (0.85, "most"))


def topic(view: View, shapes: str, place: int, first: int) -> Iterator[str]:
    """How the words above, below and in a line go together.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        place: the line.
        first: the first line of the head it may be in.
    """
    before = _read(view, shapes, range(first - 1, max(-1, first - 1 - _REACH), -1))
    after = _read(view, shapes, range(place + 1, min(len(shapes), place + 1 + _REACH)))
    own = content(view.text(place))
    if not own:
        yield "no long words in it"
    if not before or not after:
        return
    for most, where in ((_NEAR, "near"), (FAR, "far")):
        above, below = frozenset().union(*before[:most]), frozenset().union(*after[:most])
        if len(above) > 3 and len(below) > 3:
            yield f"{_percent(len(above & below) / min(len(above), len(below)))} of the words shared {where}"
            if own:
                yield f"{_fifth(len(own & below), own)} of its words come below, {where}"
                yield f"{_fifth(len(own & above), own)} of its words stood above, {where}"
    yield from _main(before, after)


def _main(before: Sequence[frozenset[str]], after: Sequence[frozenset[str]]) -> Iterator[str]:
    """Whether what one side keeps saying is said on the other."""
    counts = [Counter(word for line in side for word in sorted(line)) for side in (before, after)]
    main = [[word for word, count in side.most_common(8) if count > 1] for side in counts]
    if len(main[1]) > 3:
        yield f"{_fifth(sum(word in counts[0] for word in main[1]), main[1])} of the main words below stood above"
    if len(main[0]) > 3:
        yield f"{_fifth(sum(word in counts[1] for word in main[0]), main[0])} of the main words above come below"


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
    later = [view.text(again) for again in range(at + 1, min(len(shapes), at + 1 + _DECK_AGAIN)) if shapes[again] in _SAYING]
    share = max((len(own & words_of(again)) / len(own) for again in later), default=0)
    if share >= 0.5:
        yield "the line below is said again" if share >= 0.8 else "half of the line below is said again"
        if any(text in again for again in later):
            yield "the line below is said again word for word"


def _read(view: View, shapes: str, places: range) -> list[frozenset[str]]:
    found: list[frozenset[str]] = []
    for place in places:
        if shapes[place] in _READ:
            found.append(content(view.text(place)))
            if len(found) == FAR:
                break
    return found


@lru_cache(maxsize=16384)
def content(text: str) -> frozenset[str]:
    """The words of a line that carry meaning: long ones, cut to something like a stem, without those that every text has.

    Args:
        text: a line; of a long one, its beginning is read.
    """
    text = text[:_READ_CHARACTERS]
    if not text.isascii() and (runs := _UNSPACED.findall(text)):
        return frozenset(run[at : at + 2] for run in runs for at in range(max(1, len(run) - 1)))
    spaced = text.casefold().translate(_MARKS).split()
    return frozenset([word[:_STEM] for word in spaced if len(word) >= _LEAST_LETTERS]) - _common()


@cache
def _common() -> frozenset[str]:
    listed = files("cleaner.passes").joinpath("common_words.txt").read_text(encoding="utf-8")
    return frozenset(word[:_STEM] for line in listed.splitlines() if not line.startswith("#") for word in line.split())


def _percent(share: float) -> str:
    at = sum(share >= edge for edge in _SHARES)
    low, high = (0, *_SHARES)[at], (*_SHARES, 1)[at]
    return f"{low:.0%} to {high:.0%}"


def _fifth(found: int, among: Sequence[str] | frozenset[str]) -> str:
    share = found / len(among)
    return next((name for edge, name in _FIFTHS if share < edge), "nearly all")
