"""Where stories open: the headline, and the kicker and deck around it.

No line opens a story by its words. Each candidate, a line shaped like a headline with text below it, is weighed by evidence: what stands
above and below, what comes again on the page, whether the words change there, whether it stands as the other headlines do. The heads of
a page are those that weigh most together, with text between any two of them. What was found is told in `opened_by`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from cleaner.lines.kinds import HEADING, ITEM, LABEL, LETTER, NUMBER, PROSE, QUESTION, SENTENCE, TITLE, lower
from cleaner.model.anatomy import Part
from cleaner.passes.decks import deck
from cleaner.passes.likeness import Likeness, Stand
from cleaner.passes.repetition import Repetition
from cleaner.passes.surroundings import ABOVE, BELOW, CLOSERS, DATED, FURNITURE, FURNITURE_CLASS, own_shape, surroundings
from cleaner.passes.topic import deck_again, topic
from cleaner.passes.view import View
from cleaner.passes.weighing import Weights, learned

# Between a headline and its text stand at most so many lines that are no furniture, and so many of furniture between two of those.
REACH, _FURNITURE_RUN = 9, 6
_LONGEST = 250
_DECK = f"[{PROSE}{SENTENCE}{QUESTION}{HEADING}{TITLE}]"
_LABELS = f"[{LABEL}{LETTER[Part.kicker]}]"
# A headline that ends with a stop looks like prose; it is a candidate above a date or below a label.
_LIKE_PROSE = f"{PROSE}(?={_DECK}?[{FURNITURE_CLASS}]{{0,5}}[{DATED}])|(?<={_LABELS}){PROSE}(?={_DECK})"
_SHAPES = f"(?:[{HEADING}{QUESTION}{SENTENCE}{TITLE}{ITEM}{NUMBER}{LABEL}]|{_LIKE_PROSE})"
_TEXT_BELOW = f"(?=(?:[^{PROSE}{FURNITURE_CLASS}]?[{FURNITURE_CLASS}]{{0,{_FURNITURE_RUN}}}){{0,{REACH}}}{PROSE})"
_CANDIDATE = re.compile(_SHAPES + _TEXT_BELOW)


@dataclass(frozen=True, slots=True)
class Head:
    """Where a story opens.

    Args:
        first: number of its first line: the kicker, or else the headline.
        kicker: number of the kicker's line, if there is one.
        headline: number of the headline's line.
        deck: number of the deck's line, if there is one.
        evidence: what spoke most for it, strongest first.
        marked: whether what stands around it and comes again is enough, without what words say.
    """

    first: int
    kicker: int | None
    headline: int
    deck: int | None
    evidence: tuple[str, ...]
    marked: bool

    def lines(self) -> tuple[tuple[Part, int | None], ...]:
        """Its parts, each with the number of its line."""
        return (Part.kicker, self.kicker), (Part.headline, self.headline), (Part.deck, self.deck)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a headline.

    Args:
        place: its place in the view.
        first: the place of the label above it, or its own.
        told: the evidence.
        odds: what all evidence weighs.
        stands: the evidence of its likeness to other headlines.
        marked: whether the quick evidence alone weighs enough.
    """

    place: int
    first: int
    told: tuple[str, ...]
    odds: float
    stands: tuple[str, ...] = ()
    marked: bool = False


def heads(view: View) -> Iterator[Head]:
    """The places where stories open, in order.

    Args:
        view: every line that is not blank, with the kinds that are known.
    """
    shapes = lower(view.kinds)
    weights = learned()
    found = list(quick(view, shapes, weights.quick, weights.look))
    near = [read(view, shapes, each) for each in found if each.odds > weights.read]
    opened = chosen(shapes, found)
    # What the other headlines look like is first taken from the quick evidence, then from what that led to.
    for _ in range(2):
        near = likened(shapes, near, opened, weights.whole)
        opened = chosen(shapes, near)
    for each in opened:
        yield _head(view, shapes, each, weights.whole.strongest((*each.told, *each.stands)))


def quick(view: View, shapes: str, weights: Weights, look: float) -> Iterator[Candidate]:
    """The candidates of a view, weighed by what is quickly known.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        weights: what the evidence weighs.
        look: the least that surroundings and shape must weigh.
    """
    top = next((place for place, shape in enumerate(shapes) if shape not in FURNITURE), 0)
    repetition = Repetition(view, shapes)
    for hit in _CANDIDATE.finditer(shapes):
        place = hit.start()
        text = view.text(place)
        if len(text) > _LONGEST:
            continue
        first = _kicker(view, shapes, place)
        above = shapes[max(0, first - ABOVE) : first]
        told = surroundings(above, shapes[place + 1 : place + 1 + BELOW], first <= top, first != place)
        told += own_shape(text, shapes[place])
        if weights.odds(told) > look:
            told += tuple(repetition.told(place, first))
            yield Candidate(place, first, told, weights.odds(told))


def read(view: View, shapes: str, candidate: Candidate) -> Candidate:
    """A candidate with what the words around it tell as well.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        candidate: with what is quickly known.
    """
    place, first = candidate.place, candidate.first
    told = (*candidate.told, *deck_again(view, shapes, place), *topic(view, shapes, place, first))
    return Candidate(place, first, told, candidate.odds, marked=candidate.odds > 0)


def likened(shapes: str, candidates: Sequence[Candidate], others: Sequence[Candidate], weights: Weights) -> list[Candidate]:
    """Candidates weighed by all that is known, and by whether they stand as other headlines do.

    Args:
        shapes: the kinds of the view, lowered.
        candidates: with what is known of each by itself.
        others: what is taken for headlines.
        weights: what the evidence weighs.
    """
    likeness = Likeness([Stand.of(shapes, each.place, each.first) for each in others])
    found: list[Candidate] = []
    for each in candidates:
        stands = tuple(likeness.told(Stand.of(shapes, each.place, each.first)))
        found.append(Candidate(each.place, each.first, each.told, weights.odds((*each.told, *stands)), stands, each.marked))
    return found


def chosen(shapes: str, candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that weigh most together, with prose between any two of them.

    Args:
        shapes: the kinds of the view, lowered.
        candidates: in order.
    """
    likely = [each for each in candidates if each.odds > 0]
    totals, before, taken = [0.0], list[int](), list[bool]()
    for number, each in enumerate(likely):
        start = shapes.rfind(PROSE, 0, each.place)
        free = number
        while free and likely[free - 1].place >= start:
            free -= 1
        before.append(free)
        taken.append(totals[free] + each.odds > totals[number])
        totals.append(max(totals[free] + each.odds, totals[number]))
    found: list[Candidate] = []
    at = len(likely)
    while at:
        if taken[at - 1]:
            found.append(likely[at - 1])
            at = before[at - 1]
        else:
            at -= 1
    return found[::-1]


def _kicker(view: View, shapes: str, place: int) -> int:
    """The place of a section label directly above, or else the place itself."""
    at = place - 1
    while at >= 0 and shapes[at] in FURNITURE and shapes[at] not in CLOSERS and place - at < 3:
        at -= 1
    if at < 0 or shapes[at] not in (LABEL, LETTER[Part.kicker]) or view.text(at)[:1].islower():
        return place
    return at


def _head(view: View, shapes: str, found: Candidate, evidence: tuple[str, ...]) -> Head:
    lines, place = view.lines, found.place
    deck_at, _ = deck(view, shapes, place, _below(shapes, place))
    kicker = lines[found.first] if found.first != place else None
    return Head(lines[found.first], kicker, lines[place], None if deck_at is None else lines[deck_at], evidence, found.marked)


def _below(shapes: str, place: int) -> int:
    """The place of the first running text below that is not a deck: where the body starts."""
    at = place + 1
    end = min(len(shapes), place + 1 + REACH)
    while at < end and (shapes[at] in FURNITURE or (at == place + 1 and _dated_after(shapes, at + 1))):
        at += 1
    return at


def _dated_after(shapes: str, at: int) -> bool:
    """Whether a date or name comes next, with nothing but furniture before it."""
    while at < len(shapes) and shapes[at] in FURNITURE:
        if shapes[at] in DATED:
            return True
        at += 1
    return False
