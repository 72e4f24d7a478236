"""What comes again on a page: the lines a theme puts around every story, known by nothing but their repetition."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property, lru_cache

from cleaner.lines.kinds import HEADING, LABEL, PROSE
from cleaner.passes.outline import reads_like_date
from cleaner.passes.surroundings import HEADINGS, TEXT
from cleaner.passes.view import NEAR, View

_DIGITS = re.compile(r"\d+")
LONGEST = 60
MAY_BE_DATES, MAY_BE_NAMES = HEADINGS | TEXT, frozenset((HEADING, LABEL))
# The evidence; where there are several, by how often, or how far below.
LINE_ABOVE, LINES_ABOVE, LABEL_ABOVE = "the line above comes again", "the lines above come again", "the label above comes again"
DATE_LABEL, DATE_ABOVE = "the label above reads like a date", "a line that reads like a date above"
ITSELF = ("the line itself comes again", "the line itself comes again and again")
BELOW = tuple(f"{count} of the lines below come again" for count in (1, 2, 3))
DIRECTLY_BELOW = "the line directly below comes again"
DATE_BELOW = tuple(f"a line that reads like a date {where} below" for where in ("directly", "one line", "further"))
NAME_BELOW = "a line that reads like a name below"


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
                places[masked(text(place)[:LONGEST])].append(place)
        return places

    def times(self, place: int) -> int:
        """How often the line at a place, but for its digits, stands within reach of it.

        Args:
            place: the place of a line that is no prose.
        """
        places = self._places[masked(self._view.text(place)[:LONGEST])]
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
            yield ITSELF[times > 2]
        below = range(place + 1, min(len(shapes), place + 8))
        end = next((at for at in below if shapes[at] == PROSE), place + 8)
        short = [at for at in below if at < end]
        again = [self.times(at) > 1 for at in short[:4]]
        if any(again):
            yield BELOW[min(sum(again), 3) - 1]
        if again[:1] == [True]:
            yield DIRECTLY_BELOW
        date = next((at for at in short if shapes[at] in MAY_BE_DATES and reads_like_date(view.text(at))), None)
        if date is not None:
            yield DATE_BELOW[min(date - place, 3) - 1]
        if short and shapes[short[0]] in MAY_BE_NAMES and reads_like_name(view.text(short[0])):
            yield NAME_BELOW

    def _above(self, place: int, first: int) -> Iterator[str]:
        at, shapes, view = first - 1, self._shapes, self._view
        if at >= 0 and shapes[at] != PROSE and self.times(at) > 1:
            yield LINE_ABOVE
            if at > 0 and shapes[at - 1] != PROSE and self.times(at - 1) > 1:
                yield LINES_ABOVE
        if first != place:
            if self.times(first) > 1:
                yield LABEL_ABOVE
            if reads_like_date(view.text(first)):
                yield DATE_LABEL
        if at >= 0 and shapes[at] in MAY_BE_NAMES and reads_like_date(view.text(at)):
            yield DATE_ABOVE


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """A line as it is compared with others: its beginning, without case, every number alike.

    Args:
        text: the beginning of the line without the white space around it.
    """
    return _DIGITS.sub("0", text).casefold()


@lru_cache(maxsize=4096)
def reads_like_name(text: str) -> bool:
    """Whether a line is two to seven words, most with a capital, without digits or a stop.

    Args:
        text: the line without the white space around it.
    """
    spaced = text.split()
    capital = sum(word[0].isupper() for word in spaced)
    return 2 <= len(spaced) <= 7 and text[-1] not in ".?!:" and 5 * capital >= 3 * len(spaced) and not _DIGITS.search(text)
