"""Where stories open: the headline, and the kicker and deck around it, known by what stands next to them.

No line opens a story by its words. Each candidate, a line shaped like a headline with text below it, is weighed by evidence: the
page or a closed story before it, a section label that comes again above other headlines, a byline or date below it, a deck that
the body repeats. What was found is told in `opened_by`. A subheading has none of this, so it opens nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from cleaner.lines.kinds import HEADING, LABEL, LETTER, PROSE, QUESTION, SENTENCE, letters, lower
from cleaner.model.anatomy import Part, Zone
from cleaner.passes.decks import deck
from cleaner.passes.view import WINDOW, View

_GONE = letters(Zone.tail, Zone.chrome, Zone.residue)
_DATED = LETTER[Part.timestamp] + LETTER[Part.byline]
_INSIDE = frozenset((Part.ad_slot, Part.caption, Part.credit, Part.masthead, Part.consent, Part.paywall))
_CLOSERS = frozenset(LETTER[part] for part in Part if part.zone in (Zone.tail, Zone.chrome) and part not in _INSIDE)
# Between a headline and its text stand a deck, dates, names, credits and slots: this many lines at the most.
REACH = 9
_SHAPES = f"(?:[{HEADING}{QUESTION}{SENTENCE}]|{LABEL}(?![{_GONE}]{{0,2}}{HEADING}))"
_TEXT_BELOW = f"(?=[^{PROSE}]{{0,{REACH}}}{PROSE})"
_DECK_BELOW = f"(?=[{_GONE}]{{0,2}}[{PROSE}{SENTENCE}{HEADING}][^{HEADING}{LABEL}]{{0,4}}[{PROSE}{SENTENCE}])"
# A line can gather enough evidence only under a closed story, under a label, or above a date or name.
_CANDIDATE = re.compile(
    f"(?:(?<=[{''.join(sorted(_CLOSERS))}]){_SHAPES}{_DECK_BELOW}"
    f"|(?<={LABEL}){_SHAPES}(?=[^{PROSE}]{{0,4}}{PROSE})"
    f"|(?<={LABEL}[{_GONE}]){_SHAPES}(?=[^{PROSE}]{{0,4}}{PROSE})"
    f"|{_SHAPES}(?=[^{PROSE}{_DATED}]{{0,4}}[{_DATED}])){_TEXT_BELOW}"
)
_OPENING = re.compile(_SHAPES + _TEXT_BELOW)
_KICKERS = re.compile(f"{LABEL}(?=[{_GONE}]{{0,3}}[{HEADING}{QUESTION}{SENTENCE}][^{PROSE}]{{0,4}}{PROSE})")
_FURNITURE = frozenset(_GONE + _DATED)

LEAST = 5
AT_START, CLOSED, KICKER_AGAIN, KICKER_FIRST, DATED, DECK_REPEATED, LONG = 4, 2, 3, 1, 3, 3, 1
_HEADLINE_WORDS = 5


@dataclass(frozen=True, slots=True)
class Head:
    """Where a story opens.

    Args:
        first: number of its first line: the kicker, or else the headline.
        kicker: number of the kicker's line, if there is one.
        headline: number of the headline's line.
        deck: number of the deck's line, if there is one.
        evidence: what was found, strongest first.
        lasting: whether the evidence is enough even without lines that may be removed: closers above, dates below.
    """

    first: int
    kicker: int | None
    headline: int
    deck: int | None
    evidence: tuple[str, ...]
    lasting: bool

    def lines(self) -> tuple[tuple[Part, int | None], ...]:
        """Its parts, each with the number of its line."""
        return (Part.kicker, self.kicker), (Part.headline, self.headline), (Part.deck, self.deck)


def heads(view: View) -> Iterator[Head]:
    """The places where stories open, in order.

    Args:
        view: every line that is not blank, with the kinds that are known.
    """
    shapes = lower(view.kinds)
    again, top = _kickers(view, shapes), _top(shapes)
    last = -1
    for place in _candidates(shapes, top):
        if place > last and (head := _weigh(view, shapes, place, again, top)):
            last = place + 1
            yield head


def still_heads(view: View, found: Sequence[Head]) -> list[Head]:
    """Those heads of a page that are known as such in a view with fewer lines.

    Args:
        view: the lines that are left.
        found: heads found when there were more.
    """
    shapes = lower(view.kinds)
    again, top = _kickers(view, shapes), _top(shapes)
    left = []
    for head in found:
        place = bisect_left(view.lines, head.headline)
        if place < len(view.lines) and view.lines[place] == head.headline and (head.lasting or _weigh(view, shapes, place, again, top)):
            left.append(head)
    return left


def _kickers(view: View, shapes: str) -> Mapping[str, Sequence[int]]:
    """Labels that stand above what may be headlines, each with its places."""
    again: dict[str, list[int]] = defaultdict(list)
    for hit in _KICKERS.finditer(shapes):
        again[view.text(hit.start())].append(hit.start())
    return again


def _top(shapes: str) -> int:
    """The place of the first line that is no furniture."""
    return next((place for place, shape in enumerate(shapes) if shape not in _FURNITURE), 0)


def _candidates(shapes: str, top: int) -> Iterator[int]:
    """The places that may gather enough evidence, in order; the top of the page is one whatever stands next to it."""
    first = [place for place in (top, top + 1) if _OPENING.match(shapes, place)]
    yield from first
    yield from (hit.start() for hit in _CANDIDATE.finditer(shapes) if hit.start() not in first)


def _weigh(view: View, shapes: str, place: int, again: Mapping[str, Sequence[int]], top: int) -> Head | None:
    """The head that a line opens, if the evidence for it is enough."""
    kicker = _kicker(view, shapes, place)
    seen = _seen_near(again.get(view.text(kicker), ()), kicker) if kicker is not None else 0
    above = _above(shapes, place if kicker is None else kicker, top)
    below = _below(shapes, place)
    dated = any(shape in _DATED for shape in shapes[place + 1 : below])
    long = _headline_words(view.text(place)) >= _HEADLINE_WORDS
    weighed: tuple[tuple[int, str], ...] = (
        (AT_START if above < 0 else 0, "the page starts here"),
        (CLOSED if above >= 0 and shapes[above] in _CLOSERS else 0, "what stands above closes a story"),
        (
            0 if kicker is None else KICKER_AGAIN if seen > 1 else KICKER_FIRST,
            f"kicker, {seen} times above a headline" if seen > 1 else "kicker",
        ),
        (DATED if dated else 0, "date or byline below"),
        (LONG if long else -2 * LONG, "headline"),
    )
    score = sum(weight for weight, _ in weighed)
    if score + DECK_REPEATED < LEAST:
        return None
    deck_at, why = deck(view, shapes, place, below)
    weighed += ((DECK_REPEATED if why else 0, why),)
    score += DECK_REPEATED if why else 0
    if score < LEAST:
        return None
    closed, dates = weighed[1][0], weighed[3][0]
    told = tuple(text for weight, text in sorted(weighed, reverse=True) if weight > 0)
    lines, first = view.lines, place if kicker is None else kicker
    return Head(
        lines[first],
        None if kicker is None else lines[kicker],
        lines[place],
        None if deck_at is None else lines[deck_at],
        told,
        score - closed - dates >= LEAST,
    )


def _seen_near(places: Sequence[int], place: int) -> int:
    """How many of some places lie within reach of one."""
    return bisect_right(places, place + WINDOW) - bisect_left(places, place - WINDOW)


def _headline_words(text: str) -> int:
    """How many words a headline has; a script without spaces counts two characters a word."""
    spaced = text.count(" ") + 1
    return spaced if text.isascii() else spaced + sum(character >= "\u2e80" for character in text) // 2


def _above(shapes: str, place: int, top: int) -> int:
    """The place of the line above that says how things stand: a closer or text; -1 when nothing but furniture stands above."""
    at = place - 1
    while at >= 0 and shapes[at] in _FURNITURE and shapes[at] not in _CLOSERS:
        at -= 1
    return -1 if at < top else at


def _kicker(view: View, shapes: str, place: int) -> int | None:
    """The place of a section label directly above, if there is one."""
    at = place - 1
    while at >= 0 and shapes[at] in _FURNITURE and shapes[at] not in _CLOSERS and place - at < 3:
        at -= 1
    if at < 0 or shapes[at] not in (LABEL, LETTER[Part.kicker]) or view.text(at)[:1].islower():
        return None
    return at


def _below(shapes: str, place: int) -> int:
    """The place of the first running text below that is not a deck: where the body starts."""
    at = place + 1
    end = min(len(shapes), place + 1 + REACH)
    while at < end and (shapes[at] in _FURNITURE or (at == place + 1 and _dated_after(shapes, at + 1))):
        at += 1
    return at


def _dated_after(shapes: str, at: int) -> bool:
    """Whether a date or name comes next, with nothing but furniture before it."""
    while at < len(shapes) and shapes[at] in _FURNITURE:
        if shapes[at] in _DATED:
            return True
        at += 1
    return False
