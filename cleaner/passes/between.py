"""What stands between two stories, below what closes the upper one: lists of other headlines, labels, buttons that no rule names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.lines.kinds import ITEM, LETTER, lower
from cleaner.model.anatomy import Part
from cleaner.model.finding import Claim
from cleaner.passes.heads import Head
from cleaner.passes.places import Placed
from cleaner.passes.surroundings import CLOSERS, FURNITURE, HEADINGS, words
from cleaner.passes.view import View

FINDER = "between.stories"
# Teasers and prompts stand in the midst of stories as often as between them.
_CLOSING = CLOSERS - {LETTER[Part.teaser], LETTER[Part.newsletter]}
_LEAST_WORDS, _REACH = 4, 60
_BELOW_CLOSER = "it stands between two stories, below what closes the first of them"


def between(view: View, heads: Sequence[Head]) -> Iterator[Placed]:
    """Claims on headings and labels above the head of a second or later story, where something has closed the story above them.

    Text without a stop, items of a list, and whatever stands above the closing line belong to the story and are passed over.

    Args:
        view: the lines that count, with the lines of heads named.
        heads: where stories open.
    """
    shapes = lower(view.kinds)
    openings = {head.first for head in heads[1:] if head.marked}
    for place, line in enumerate(view.lines):
        if line not in openings:
            continue
        first = place
        while first > max(0, place - _REACH) and (shapes[first - 1] in FURNITURE or shapes[first - 1] in HEADINGS):
            first -= 1
        if first and shapes[first - 1] == ITEM:
            continue
        closed = next((at for at in range(first, place) if shapes[at] in _CLOSING), place)
        for at in range(closed + 1, place):
            if shapes[at] in HEADINGS:
                text = view.text(at)
                part = Part.teaser if words(text) >= _LEAST_WORDS else Part.navigation
                yield at, Claim(part, FINDER, because=_BELOW_CLOSER), len(text)
