"""Where stories open: the headline, and the kicker and deck around it.

No line opens a story by its words. Each candidate, a line shaped like a headline with text below it, is weighed by evidence: what stands
above and below, what comes again on the page, whether the words change there, whether it stands as the other headlines do. The heads of
a page are those that weigh most together, with text between any two of them. What was found is told in `opened_by`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import compress, count

from cleaner.document.parts import Part
from cleaner.document.records import dataclass
from cleaner.lines.kinds import COMPANY_CLASS, HEADING, ITEM, LABEL, LETTER, NUMBER, PLACED_CLASS, PROSE, QUESTION, SENTENCE, TITLE, lower
from cleaner.passes import compiled
from cleaner.passes.candidates import Candidate, chosen, likened
from cleaner.passes.decks import deck
from cleaner.passes.outline import own_shape
from cleaner.passes.repetition import Repetition
from cleaner.passes.surroundings import ABOVE, BELOW, CLOSERS, DATED, FURNITURE, FURNITURE_CLASS, above_head, below_headline
from cleaner.passes.topic import Topics, deck_again
from cleaner.passes.view import View
from cleaner.passes.weighing import Weights, learned

# Between a headline and its text stand at most so many lines that are no furniture, and so many in all.
REACH, _FARTHEST = 9, 40
_LONGEST = 250
_LIMITS = (_LONGEST, REACH, _FARTHEST)
_DECK = f"[{PROSE}{SENTENCE}{QUESTION}{HEADING}{TITLE}]"
_LABELS = f"[{LABEL}{LETTER[Part.kicker]}]"
# A headline that ends with a stop looks like prose; it is a candidate above a date or below a label.
_LIKE_PROSE = f"{PROSE}(?={_DECK}?[{FURNITURE_CLASS}]{{0,5}}[{DATED}])|(?<={_LABELS}){PROSE}(?={_DECK})"
_KINDS = HEADING + QUESTION + SENTENCE + TITLE + ITEM + NUMBER + LABEL
_CANDIDATE, _PROSE_HEAD = re.compile(f"[{_KINDS}]|{_LIKE_PROSE}"), re.compile(_LIKE_PROSE)
_PLAIN = bytes(chr(code) in _KINDS for code in range(256))
_FURNITURE_AS_ONE = dict.fromkeys(map(ord, FURNITURE), "F")
_MARKS = frozenset(
    {
        "a label above",
        "the story above is closed",
        "a byline or date directly below",
        "a byline or date a line later",
        "a byline or date under the line below",
    }
)
_NAMEABLE = dict.fromkeys(COMPANY_CLASS, ("a rule would name it among its like",))
_NAMEABLE |= dict.fromkeys(PLACED_CLASS, ("a rule would name it in another place",))


@dataclass(frozen=True, slots=True)
class Head:
    """Where a story opens.

    Args:
        first: number of its first line: the kicker, or else the headline.
        kicker: number of the kicker's line, if there is one.
        headline: number of the headline's line.
        deck: number of the deck's line, if there is one.
        evidence: what spoke most for it, strongest first.
        marked: whether what stands around it and comes again is enough, without words, and it has a label, byline, date or closer.
        dated: whether a byline or date stands below it, with nothing but furniture between.
    """

    first: int
    kicker: int | None
    headline: int
    deck: int | None
    evidence: tuple[str, ...]
    marked: bool
    dated: bool = False

    def lines(self) -> tuple[tuple[Part, int | None], ...]:
        """Its parts, each with the number of its line."""
        return (Part.kicker, self.kicker), (Part.headline, self.headline), (Part.deck, self.deck)


def heads(view: View) -> Iterator[Head]:
    """The places where stories open, in order.

    Args:
        view: every line that is not blank, with the kinds that are known.
    """
    shapes = lower(view.kinds)
    weights = learned()
    if compiled.BUILT is not None:
        for place, first, marked, evidence, again in compiled.opened(view, shapes, _shaped(shapes), weights, _MARKS, _NAMEABLE, _LIMITS):
            yield _head(view, shapes, place, first, evidence, marked, again=again)
        return
    found = list(quick(view, shapes, weights.quick, weights.look))
    near = read(view, shapes, [each for each in found if each.odds > weights.read], weights.whole)
    opened = chosen(view, shapes, found)
    # What the other headlines look like is first taken from the quick evidence, then from what that led to.
    for _ in range(2):
        near = likened(shapes, near, opened, weights.whole)
        opened = chosen(view, shapes, near)
    for each in opened:
        yield _head(view, shapes, each.place, each.first, weights.whole.strongest((*each.told, *each.stands)), each.marked)


def _shaped(shapes: str) -> list[int]:
    """The places that `_CANDIDATE` finds; those of single kinds are found without a step of Python each."""
    plain = list(compress(count(), shapes.encode("latin-1").translate(_PLAIN)))
    like_prose = [hit.start() for hit in _PROSE_HEAD.finditer(shapes)]
    return sorted(plain + like_prose) if like_prose else plain


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
    for place in _with_text_below(shapes):
        text = view.text(place)
        if len(text) > _LONGEST:
            continue
        first = _kicker(view, shapes, place)
        above = above_head(shapes[max(0, first - ABOVE) : first], first <= top, first != place)
        alone = first == place and shapes[place - 1 : place] == PROSE
        below = below_headline(shapes[place + 1 : place + 1 + BELOW], alone)
        shape = own_shape(text, shapes[place])
        early = round(weights.known(above) + weights.known(below) + weights.known(shape), 4)
        if early > look:
            told = (*above, *below, *shape, *_NAMEABLE.get(view.kinds[place], ()), *repetition.told(place, first))
            odds = weights.odds(told)
            yield Candidate(place, first, told, odds, marked=odds > 0 and not _MARKS.isdisjoint(told), early=early)


def _with_text_below(shapes: str) -> Iterator[int]:
    """The places of lines shaped like headlines, with text within reach below."""
    furnished = shapes.translate(_FURNITURE_AS_ONE)
    for hit in _CANDIDATE.finditer(shapes):
        below = hit.end()
        text = shapes.find(PROSE, below, below + _FARTHEST)
        if text >= 0 and text - below - furnished.count("F", below, text) <= REACH:
            yield hit.start()


def read(view: View, shapes: str, candidates: Sequence[Candidate], weights: Weights) -> list[Candidate]:
    """Candidates with what the words around them tell as well.

    Args:
        view: the lines that count.
        shapes: their kinds, lowered.
        candidates: with what is quickly known.
        weights: what the evidence weighs.
    """
    topics = Topics(view, shapes)
    found: list[Candidate] = []
    for each in candidates:
        told = (*each.told, *deck_again(view, shapes, each.place), *topics.told(each.place, each.first))
        found.append(Candidate(each.place, each.first, told, each.odds, (), each.marked, each.early, weights.odds(told)))
    return found


def _kicker(view: View, shapes: str, place: int) -> int:
    """The place of a section label directly above, or else the place itself."""
    at = place - 1
    while at >= 0 and shapes[at] in FURNITURE and shapes[at] not in CLOSERS and place - at < 3:
        at -= 1
    if at < 0 or shapes[at] not in (LABEL, LETTER[Part.kicker]) or view.text(at)[:1].islower():
        return place
    return at


def _head(view: View, shapes: str, place: int, first: int, evidence: tuple[str, ...], marked: bool, *, again: bool = True) -> Head:
    lines = view.lines
    deck_at, _ = deck(view, shapes, place, _below(shapes, place), again=again)
    kicker = lines[first] if first != place else None
    return Head(
        lines[first], kicker, lines[place], None if deck_at is None else lines[deck_at], evidence, marked, _dated_after(shapes, place + 1)
    )


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
