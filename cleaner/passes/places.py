"""What a line is by its place: rules that it meets only after or before certain lines, or as one of several in order; and code fences.

A code fence around text that is no code is what a language model or a Markdown export wraps a whole answer in. It belongs to a text when
it opens at the top of the page with running text right behind it; the next lone fence closes it. Others are part of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.lines.kinds import LETTER, NUMBER, PROSE, TITLE, lower
from cleaner.rules.fold import fold, trim
from cleaner.rules.patterns import fills
from cleaner.rules.rule import Rule, Step
from cleaner.segments.view import View

FINDER = "fences"
_FENCES = frozenset({"```", "~~~", "```text", "```markdown", "```md", "```plaintext", "```html"})
_CLOSING = frozenset({"```", "~~~"})
_TOP, _WITHIN, _PROSE = 3, 8, 2
_TEXT = frozenset({PROSE, TITLE, LETTER[Part.byline], LETTER[Part.timestamp]})
_EDGE = "|"
Placed = tuple[int, Claim, int]  # place in the view, claim, and how many code points it is said of


def by_place(view: View, places: Iterable[int]) -> Iterator[Placed]:
    """Claims of rules that hold where their lines are, at the places of lines with open rules."""
    for place in places:
        for rule in rules_at(view, place):
            if rule.finder == "sequence":
                yield from _sequence(view, place, rule)
            else:
                yield place, rule.claim, len(view.text(place))


def rules_at(view: View, place: int) -> tuple[Rule, ...]:
    """The rules of a line that hold at a place, by its text and its neighbours; cached for the next such place."""
    reading = view.blocks.readings[view.lines[place]]
    kinds = view.kinds
    beside = f"{kinds[place - 1] if place else _EDGE}{kinds[place + 1] if place + 1 < len(kinds) else _EDGE}"
    found: tuple[Rule, ...] | None = reading.cache.get(beside)
    if found is None:
        able = (rule for rule in reading.open if (_opens(view, place, rule) if rule.finder == "sequence" else not rule.needs_context))
        found = reading.cache[beside] = tuple(rule for rule in able if allowed(view, place, rule))
    return found


def allowed(view: View, place: int, rule: Rule) -> bool:
    """Whether the guards about neighbours of a rule that the line meets by itself let it stand."""
    return rule.allows_place(view.text(place), view.words_at(place - 1), view.words_at(place + 1))


def _opens(view: View, place: int, rule: Rule) -> bool:
    """Whether a line is the first that a sequence takes."""
    for step in rule.taking:
        if _fits(view, place, step):
            return True
        if not step.absent:
            break
    return False


def _sequence(view: View, place: int, rule: Rule) -> Iterator[Placed]:
    length = _matched(view, place, rule.taking)
    total = sum([len(view.text(at)) for at in range(place, place + length)])
    return ((at, rule.claim, total) for at in range(place, place + length))


def _matched(view: View, place: int, steps: Sequence[Step]) -> int:
    """How many lines from a place on the steps take, the most they can; 0 when they do not fit."""
    if not steps:
        return 0
    here, rest = steps[0], steps[1:]
    if place < len(view.lines) and _fits(view, place, here):
        taken = _matched(view, place + 1, rest)
        if taken or all(step.absent for step in rest):
            return taken + 1
    if here.absent and rest:
        return _matched(view, place, rest)
    return 0


def _fits(view: View, place: int, step: Step) -> bool:
    """Whether a line is what a step takes; the lines near a sequence are looked at again and again."""
    known: dict[tuple[int, Step], bool] = view.blocks.cache.setdefault("fits", {})
    asked = view.lines[place], step
    fits = known.get(asked)
    if fits is None:
        text = view.text(place)
        fits = known[asked] = _phrase(view, place) in step.phrases or any(fills(text, word) for word in step.placeholders)
    return fits


def _phrase(view: View, place: int) -> str:
    """A line as phrases are compared with it; kept for the next step that it is compared with."""
    phrases: dict[int, str] = view.blocks.cache.setdefault("phrases", {})
    line = view.lines[place]
    if line not in phrases:
        phrases[line] = trim(fold(view.text(place)))
    return phrases[line]


def fences(view: View) -> Iterator[Placed]:
    """Claims on the two fences around a text."""
    top = [place for place in range(min(_TOP, len(view.lines))) if view.text(place) in _FENCES]
    if not top:
        return
    shapes = lower(view.kinds)
    # One that names a language reads as a label.
    opening = next((place for place in top if shapes[place] == NUMBER), None)
    if opening is None:
        opening = next((place for place in top if view.text(place) not in _CLOSING), None)
    if opening is None:
        return
    behind = range(opening + 1, min(len(shapes), opening + 1 + _WITHIN))
    if sum(shapes[place] in _TEXT for place in behind) < _PROSE or any(view.text(place) in _CLOSING for place in behind):
        return
    yield opening, Claim(Part.artifact, FINDER, because="a fence opens at the top, with running text behind it"), 3
    closing = (place for place in range(opening + 1, len(shapes)) if shapes[place] == NUMBER and view.text(place) in _CLOSING)
    if (place := next(closing, None)) is not None:
        yield place, Claim(Part.artifact, FINDER, because="closes the fence at the top"), 3
