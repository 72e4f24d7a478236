"""The deck under a headline: the sentence that says what the story is about, known by being said again or by standing before the date."""

from __future__ import annotations

import re
from functools import lru_cache

from cleaner.lines.kinds import HEADING, PROSE, QUESTION, SENTENCE
from cleaner.passes.view import View

_WORD = re.compile(r"\w+")
REPEAT_WITHIN, _REPEAT_SHARE, DECK_WORDS, LONGEST = 8, 0.5, 6, 600
DECKS, REPEATING = frozenset((PROSE, SENTENCE, QUESTION, HEADING)), frozenset((PROSE, SENTENCE))


def deck(view: View, shapes: str, place: int, below: int, *, again: bool = True) -> tuple[int | None, str]:
    """The place of a deck and, where the body repeats it, that as evidence.

    A deck is never known by standing first: it stands before the date, or the body says it again.

    Args:
        view: the lines that count.
        shapes: their kinds, those of rules that need a place or company lowered.
        place: the place of the headline.
        below: the place where the body starts, as dates and names tell it.
        again: whether the body may say it again; False where that is known not to be.
    """
    at = place + 1
    if at >= len(shapes) or shapes[at] not in DECKS:
        return None, ""
    text = view.text(at)
    if len(text) > LONGEST:
        return None, ""
    if again and len(words_of(text)) >= DECK_WORDS:
        for later in range(at + 1, min(len(shapes), at + 1 + REPEAT_WITHIN)):
            if shapes[later] in REPEATING and _repeated(text, view.text(later)):
                return at, "deck repeated in the body"
    return (at, "") if below > at else (None, "")


@lru_cache(maxsize=2048)
def _repeated(text: str, later: str) -> bool:
    """Whether half of what a line says stands in another, run by run."""
    words = words_of(text)
    # Words in common are counted first: without half of them there cannot be half of the runs.
    if 2 * len(words & words_of(later)) < len(words):
        return False
    runs = _runs(text)
    return len(runs & _runs(later)) >= _REPEAT_SHARE * len(runs)


@lru_cache(maxsize=512)
def words_of(text: str) -> frozenset[str]:
    """The words of a line; lines near a head are read by every candidate around them.

    Args:
        text: the line.
    """
    return frozenset(_WORD.findall(text.casefold()))


@lru_cache(maxsize=512)
def _runs(text: str) -> frozenset[tuple[str, str, str]]:
    """The runs of three words of a line."""
    words = _WORD.findall(text.casefold())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def forget() -> None:
    """Let go of the words of paragraphs read so far: they take many times the room of the text, and other text has others."""
    _repeated.cache_clear()
    words_of.cache_clear()
    _runs.cache_clear()
