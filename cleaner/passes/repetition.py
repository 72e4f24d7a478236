"""What comes again on a page: the lines a theme puts around every story, known by nothing but their repetition."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache

from cleaner.lines.kinds import HEADING, LABEL, PROSE
from cleaner.passes.surroundings import HEADINGS, TEXT, reads_like_date
from cleaner.passes.view import NEAR, View

_DIGITS = re.compile(r"\d+")
_LONGEST = 60
_MAY_BE_DATES = HEADINGS | TEXT


class Repetition:
    """The short lines of a view, each with the places where it stands.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
    """

    def __init__(self, view: View, shapes: str) -> None:
        self._view, self._shapes = view, shapes

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        text = self._view.text
        for place, shape in enumerate(self._shapes):
            if shape != PROSE:
                places[masked(text(place)[:_LONGEST])].append(place)
        return places

    def times(self, place: int) -> int:
        """How often the line at a place, but for its digits, stands within reach of it.

        Args:
            place: the place of a line that is no prose.
        """
        places = self._places[masked(self._view.text(place)[:_LONGEST])]
        return bisect_right(places, place + NEAR) - bisect_left(places, place - NEAR)

    def told(self, place: int, first: int) -> Iterator[str]:
        """What the repetition of lines around a headline says, and whether they read like dates or names.

        Args:
            place: the place of the headline.
            first: the place of its kicker, or its own.
        """
        yield from self._above(place, first)
        shapes, view = self._shapes, self._view
        if shapes[place] != PROSE and (times := self.times(place)) > 1:
            yield "the line itself comes again" if times == 2 else "the line itself comes again and again"
        below = range(place + 1, min(len(shapes), place + 8))
        end = next((at for at in below if shapes[at] == PROSE), place + 8)
        short = [at for at in below if at < end]
        again = [self.times(at) > 1 for at in short[:4]]
        if any(again):
            yield f"{min(sum(again), 3)} of the lines below come again"
        if again[:1] == [True]:
            yield "the line directly below comes again"
        date = next((at for at in short if shapes[at] in _MAY_BE_DATES and reads_like_date(view.text(at))), None)
        if date is not None:
            yield f"a line that reads like a date {('directly', 'one line', 'further')[min(date - place, 3) - 1]} below"
        if short and shapes[short[0]] in (HEADING, LABEL) and _reads_like_name(view.text(short[0])):
            yield "a line that reads like a name below"

    def _above(self, place: int, first: int) -> Iterator[str]:
        at, shapes, view = first - 1, self._shapes, self._view
        if at >= 0 and shapes[at] != PROSE and self.times(at) > 1:
            yield "the line above comes again"
            if at > 0 and shapes[at - 1] != PROSE and self.times(at - 1) > 1:
                yield "the lines above come again"
        if first != place:
            if self.times(first) > 1:
                yield "the label above comes again"
            if reads_like_date(view.text(first)):
                yield "the label above reads like a date"
        if at >= 0 and shapes[at] in (HEADING, LABEL) and reads_like_date(view.text(at)):
            yield "a line that reads like a date above"


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """A line as it is compared with others: its beginning, without case, every number alike.

    Args:
        text: the beginning of the line without the white space around it.
    """
    return _DIGITS.sub("0", text).casefold()


@lru_cache(maxsize=4096)
def _reads_like_name(text: str) -> bool:
    """Whether a line is two to seven words, most with a capital, without digits or a stop."""
    spaced = text.split()
    capital = sum(word[0].isupper() for word in spaced)
    return 2 <= len(spaced) <= 7 and text[-1] not in ".?!:" and 5 * capital >= 3 * len(spaced) and not _DIGITS.search(text)
