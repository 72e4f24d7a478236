"""Rules that a line meets only in the right place: after or before certain lines, or as one of several lines in order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from cleaner.document.claim import Claim
from cleaner.passes.view import View
from cleaner.rules.fold import fold, trim
from cleaner.rules.patterns import PLACEHOLDERS, fills
from cleaner.rules.rule import Rule

_EDGE = "|"
Placed = tuple[int, Claim, int]  # place in the view, claim, and how many code points it is said of


def by_place(view: View, places: Iterable[int]) -> Iterator[Placed]:
    """Claims of rules that hold where they stand.

    Args:
        view: the lines that count.
        places: the places of lines with open rules.
    """
    for place in places:
        for rule in standing(view, place):
            if rule.finder == "sequence":
                yield from _sequence(view, place, rule)
            else:
                yield place, rule.claim, len(view.text(place))


def standing(view: View, place: int) -> tuple[Rule, ...]:
    """The rules of a line that hold where it stands, as far as its text and its neighbours tell; noted, for the next such place.

    Args:
        view: the lines that count.
        place: the line's place among them.
    """
    reading = view.blocks.readings[view.lines[place]]
    beside = view.kinds[place - 1 : place + 2 : 2] if 0 < place < len(view.kinds) - 1 else _at_edge(view.kinds, place)
    found: tuple[Rule, ...] | None = reading.noted.get(beside)
    if found is None:
        text = view.text(place)
        able = (rule for rule in reading.open if (_opens(text, rule.steps) if rule.finder == "sequence" else not rule.needs_context))
        found = reading.noted[beside] = tuple(rule for rule in able if allowed(view, place, rule))
    return found


def _opens(line: str, steps: tuple[tuple[str, ...], ...]) -> bool:
    """Whether a line is the first that some steps take."""
    for step in steps:
        if _fits(line, step):
            return True
        if "" not in step:
            break
    return False


def _at_edge(kinds: str, place: int) -> str:
    """The kinds beside a line at the top or at the end of its page, with a mark for the edge."""
    return f"{kinds[place - 1] if place else _EDGE}{kinds[place + 1] if place + 1 < len(kinds) else _EDGE}"


def allowed(view: View, place: int, rule: Rule) -> bool:
    """Whether the guards of a rule about neighbours let it stand.

    Args:
        view: the lines that count.
        place: the line's place among them.
        rule: a rule that the line meets by itself.
    """
    return rule.allows_place(view.text(place), view.words_at(place - 1), view.words_at(place + 1))


def _sequence(view: View, place: int, rule: Rule) -> Iterator[Placed]:
    length = _matched(view, place, rule.steps)
    if length:
        total = sum(len(view.text(at)) for at in range(place, place + length))
        for at in range(place, place + length):
            yield at, rule.claim, total


def _matched(view: View, place: int, steps: tuple[tuple[str, ...], ...]) -> int:
    """How many lines from a place on the steps take, the most they can; 0 when they do not fit."""
    if not steps:
        return 0
    here, rest = steps[0], steps[1:]
    if place < len(view.lines) and _fits(view.text(place), here):
        taken = _matched(view, place + 1, rest)
        if taken or all("" in step for step in rest):
            return taken + 1
    if "" in here and rest:
        return _matched(view, place, rest)
    return 0


@lru_cache(maxsize=2048)
def _fits(line: str, step: tuple[str, ...]) -> bool:
    folded = _label(line)
    return any(fills(line, word) if word in PLACEHOLDERS else bool(word) and folded == trim(word) for word in step)


@lru_cache(maxsize=4096)
def _label(line: str) -> str:
    """A line as phrases are compared with it; the lines near a sequence are asked about again and again."""
    return trim(fold(line))


def forget() -> None:
    """Let go of the lines met so far; other text has others."""
    _fits.cache_clear()
    _label.cache_clear()
