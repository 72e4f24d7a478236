"""What stands between two stories, below what closes the upper one: lists of other headlines, labels, buttons that no rule names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.lines.kinds import ITEM, LETTER, NUMBER, RAISED_CLASS, lower
from cleaner.passes.heads import Head
from cleaner.passes.outline import words
from cleaner.passes.places import Placed
from cleaner.passes.surroundings import CLOSERS, FURNITURE, HEADINGS
from cleaner.passes.view import View

FINDER = "between.stories"
# Teasers, prompts and share rows stand in the midst of stories as often as between them.
_CLOSING = CLOSERS - {LETTER[Part.teaser], LETTER[Part.newsletter], LETTER[Part.social]}
_CLAIMED = HEADINGS - {NUMBER}
_LEAST_WORDS, _REACH = 4, 60
_CLAIMED_TOP, _RAISED = HEADINGS, frozenset(RAISED_CLASS)
_BANNER, _BANNER_WORDS = 12, 4
_ABOVE_FIRST = "it stands above the first head of the page, among labels that belong to the site"
_BELOW_CLOSER = "it stands between two stories, below what closes the first of them"


def between(view: View, heads: Sequence[Head]) -> Iterator[Placed]:
    """Claims on headings and labels above the head of a second or later story, where something has closed the story above them.

        Sentences, items of a list, and whatever stands above the closing line belong to the story and are passed over. A long line directly
    above a head without a kicker may be its headline, taken for a deck, and stays as well.

        Args:
            view: the lines that count, with the lines of heads named.
            heads: where stories open.
    """
    shapes = lower(view.kinds)
    yield from _above_first(view, shapes, heads)
    for head in heads[1:]:
        place = view.place(head.first) if head.marked else None
        if place is None:
            continue
        first = place
        while first > max(0, place - _REACH) and (shapes[first - 1] in FURNITURE or shapes[first - 1] in HEADINGS):
            first -= 1
        if first and shapes[first - 1] == ITEM:
            continue
        closed = next((at for at in range(first, place) if shapes[at] in _CLOSING), place)
        for at in range(closed + 1, place):
            if shapes[at] in _CLAIMED:
                text = view.text(at)
                if at == place - 1 and head.kicker is None and words(text) >= _LEAST_WORDS:
                    continue
                part = Part.teaser if words(text) >= _LEAST_WORDS else Part.navigation
                yield at, Claim(part, FINDER, because=_BELOW_CLOSER), len(text)


def _above_first(view: View, shapes: str, heads: Sequence[Head]) -> Iterator[Placed]:
    """Claims on short lines above the first head of a page, where nothing but such lines and furniture stands and some rule knows one."""
    if not heads or not heads[0].marked:
        return
    top = view.place(heads[0].first)
    if top is None or not 1 < top <= _BANNER or any(shape not in FURNITURE and shape not in _CLAIMED_TOP for shape in shapes[:top]):
        return
    known = sum(kind in _RAISED or kind in FURNITURE for kind in view.kinds[:top])
    if 2 * known < top:
        return
    for place in range(top):
        if shapes[place] in _CLAIMED_TOP and words(view.text(place)) <= _BANNER_WORDS:
            yield place, Claim(Part.masthead, FINDER, because=_ABOVE_FIRST), len(view.text(place))
