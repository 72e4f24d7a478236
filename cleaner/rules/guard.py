"""Conditions beside a rule's finder, about the line itself, the lines next to it, or what an element holds; and how long patterns may take.

A limit for each line bounds one line, and a pattern of a user that stays just below it would still take hours for a long file. So the time
that each of them takes is added up, and may grow with the text that it was tried on and no faster. Patterns that ship are tested for that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cached_property
from threading import Lock
from time import thread_time
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeVar

from msgspec import Struct, field

if TYPE_CHECKING:
    import regex

Outcome = Literal["only", "unless"]
_Found = TypeVar("_Found")

# A line is confirmed in microseconds; a pattern that takes this long is at fault, and its line is kept.
MATCH_SECONDS = 0.25
# The clock of a process is read in about the time in which most patterns are tried; in lines of so few code points the patterns that ship
# with the library, which repeat no repetition without bound, have little to try.
_BRIEF = 80
# Patterns take nanoseconds for a code point. One that takes a thousand times as long is at fault, whatever else runs on the machine.
GRACE_SECONDS, SECONDS_PER_CODE_POINT = 2.0, 10e-6


def seconds_for(line: str) -> float | None:
    """How long a pattern that ships with the library may take on a line; None where the clock need not be read."""
    return None if len(line) <= _BRIEF else MATCH_SECONDS


class OverBudgetError(Exception):
    """A pattern took more time than it may in all, on lines of so many code points; its rule makes an error of it that names itself."""

    def __init__(self, seconds: float, code_points: int) -> None:
        way = "make its repetitions possessive, such as a++, or its keywords rarer"
        super().__init__(f"took {seconds:.1f} s on {code_points:,} characters in all; {way}")


class Budget:
    """What one pattern has taken so far, in this process."""

    def __init__(self) -> None:
        self.seconds, self.code_points = 0.0, 0
        self._lock = Lock()

    def __reduce__(self) -> tuple[type[Budget], tuple[()]]:
        # In another process it begins anew.
        return Budget, ()

    def timed(self, search: Callable[[], _Found], code_points: int) -> _Found:
        """What a search finds; its time is added to what was taken before.

        Raises:
            OverBudgetError: if too much was taken already; the line is not tried then.
        """
        if self.seconds > GRACE_SECONDS + self.code_points * SECONDS_PER_CODE_POINT:
            raise OverBudgetError(self.seconds, self.code_points)
        begun = thread_time()
        try:
            return search()
        finally:
            with self._lock:
                self.seconds += thread_time() - begun
                self.code_points += code_points


class Content(NamedTuple):
    """What an element of a web page holds, in numbers.

    Args:
        lines: how many lines.
        chars: how many code points of text; characters of scripts without spaces between words count three times, here and below.
        longest: how many of them the longest line has.
        prose: how many stand outside links in lines long enough to be running text.
        share: percent of the prose of the whole page.
        extent: percent of all text of the whole page.
        linked: percent of its own text that stands in links.
        titles: how many of its lines are headings of the first level.
    """

    lines: int
    chars: int
    longest: int
    prose: int
    share: int
    extent: int
    linked: int
    titles: int


class Guard(Struct, frozen=True, array_like=True, dict=True):
    """A condition beside the finder: about the line itself, or about the lines next to it.

    Args:
        outcome: `only` must hold, `unless` must not.
        why: the fact about the world behind it.
        min_words: the least number of words in the line.
        max_words: the greatest.
        min_chars: the least number of code points in the line, white space around it aside.
        max_chars: the greatest.
        pattern: what must occur in the line, as a regular expression.
        previous: words of which one must describe the nearest line before.
        next: words of which one must describe the nearest line after.
        least: for rules about elements, the least of each measure of `Content` that the element must hold.
        most: the greatest.
    """

    outcome: Outcome
    why: str
    min_words: int = 0
    max_words: int | None = None
    min_chars: int = 0
    max_chars: int | None = None
    pattern: str | None = None
    previous: frozenset[str] = frozenset()
    next: frozenset[str] = frozenset()
    least: Mapping[str, int] = field(default_factory=dict)
    most: Mapping[str, int] = field(default_factory=dict)

    @property
    def looks_around(self) -> bool:
        """Whether it asks about neighbours, so that the line alone cannot answer."""
        return bool(self.previous or self.next)

    @cached_property
    def _compiled(self) -> regex.Pattern[str] | None:
        if self.pattern is None:
            return None
        import regex  # many a small text meets rules of phrases alone

        return regex.compile(self.pattern, cache_pattern=False)

    @cached_property
    def shipped(self) -> bool:
        """Whether it ships with the library, so that its pattern is known to be quick on a short line."""
        return False

    @cached_property
    def _budget(self) -> Budget:
        return Budget()

    @cached_property
    def _bounds(self) -> tuple[tuple[tuple[int, int], ...], ...]:
        """The least and the most of each measure, the measure by its place."""
        return tuple(tuple((Content._fields.index(name), bound) for name, bound in table.items()) for table in (self.least, self.most))

    def fits_line(self, line: str) -> bool:
        """Whether the conditions about the line itself, stripped, hold.

        Raises:
            OverBudgetError: if the pattern of a user took too long in all.
        """
        if self.min_words or self.max_words is not None:
            words = len(line.split())
            if words < self.min_words or (self.max_words is not None and words > self.max_words):
                return False
        if len(line) < self.min_chars or (self.max_chars is not None and len(line) > self.max_chars):
            return False
        pattern = self._compiled
        if pattern is None:
            return True
        try:
            if self.shipped:
                return pattern.search(line, timeout=seconds_for(line)) is not None
            return self._budget.timed(lambda: pattern.search(line, timeout=MATCH_SECONDS), len(line)) is not None
        except TimeoutError:
            # A guard that cannot be answered must not remove: `only` fails, `unless` holds.
            return self.outcome == "unless"

    def fits_element(self, content: Content) -> bool:
        """Whether the conditions about what an element holds are met."""
        least, most = self._bounds
        for place, bound in least:
            if content[place] < bound:
                return False
        for place, bound in most:  # noqa: SIM110
            if content[place] > bound:
                return False
        return True

    def fits_place(self, previous: frozenset[str], following: frozenset[str]) -> bool:
        """Whether the conditions about the nearest lines before and after, by the words that describe them, hold."""
        before = not self.previous or not self.previous.isdisjoint(previous)
        return before and (not self.next or not self.next.isdisjoint(following))
