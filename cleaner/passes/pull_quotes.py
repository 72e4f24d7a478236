"""Pull quotes: a sentence of the story set again for effect, between two paragraphs, perhaps in quotes and with its speaker.

The sentence stands word for word in a paragraph nearby, so nothing is lost with it. A text of another kind, such as a manual or a
thread, says its sentences again for reasons of its own; so only the stories of a scroll are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from cleaner.lines.kinds import HEADING, ITEM, PROSE, QUESTION, SENTENCE, TITLE, lower
from cleaner.model.anatomy import Part
from cleaner.model.finding import Claim
from cleaner.passes.heads import Head
from cleaner.passes.outline import words
from cleaner.passes.places import Placed
from cleaner.passes.scrolls import is_scroll
from cleaner.passes.surroundings import FURNITURE
from cleaner.passes.view import View

FINDER = "pull-quotes.said-in-paragraph"
_SHAPES = frozenset((PROSE, TITLE, SENTENCE, QUESTION, HEADING))
_BESIDE = frozenset((PROSE, SENTENCE, QUESTION, ITEM, TITLE)) | FURNITURE
_QUOTED = re.compile(r"""^["“„«‹「『'‘]{1,2}(.+?)["”“»›」』'’]{1,2}\s{0,2}(?:[-–—―].{2,80})?$""")
_LEAST_WORDS, _MOST_CHARACTERS, _NEAR, _LONGER = 8, 500, 120, 20
_STOPS = frozenset(".!?。！？")
_QUOTES = str.maketrans("“”„«»‹›「」『』‘’", '""""""""""""\'')


def pull_quotes(view: View, heads: Sequence[Head]) -> Iterator[Placed]:
    """Claims on lines between paragraphs that stand word for word in another line of the same story.

    Args:
        view: the lines that count, with the lines of heads named.
        heads: where stories open.
    """
    if not is_scroll(view, heads):
        return
    shapes = lower(view.kinds)
    lines = [view.text(place).translate(_QUOTES) for place in range(len(shapes))]
    text = "\n".join(lines)
    starts = list(accumulate((len(line) + 1 for line in lines), initial=0))
    openings = [head.first for head in heads]
    stories = [bisect_right(openings, line) for line in view.lines]
    found: list[int] = []
    for place in range(1, len(shapes) - 1):
        if shapes[place] not in _SHAPES or shapes[place - 1] not in _BESIDE or shapes[place + 1] not in _BESIDE:
            continue
        if (quote := _said(view.text(place))) is None:
            continue
        said, longer = quote
        low, high = starts[max(0, place - _NEAR)], starts[min(len(lines), place + _NEAR)]
        at = text.find(said, low, high)
        if starts[place] <= at < starts[place + 1]:
            at = text.find(said, starts[place + 1], high)
        other = bisect_right(starts, at) - 1
        if at < 0 or len(lines[other]) < len(said) + longer or shapes[other] not in _SHAPES or stories[other] != stories[place]:
            continue
        if not longer or (_said(view.text(other)) or ("", 0))[0] != said:
            found.append(place)
    # One story may say a sentence twice; a page that sets quotes does so in several.
    if len({stories[place] for place in found}) > 1:
        claim = Claim(Part.repeat, FINDER, because="the same words stand in a paragraph of the story")
        yield from ((place, claim, len(view.text(place))) for place in found)


def _said(text: str) -> tuple[str, int] | None:
    """The words of a line that may be a pull quote, without its marks and its speaker, and by how much a paragraph is longer.

    Words in quotes may be all of a paragraph; without quotes they are a part of it, or else the two could not be told apart.
    """
    if len(text) > _MOST_CHARACTERS or words(text) < _LEAST_WORDS:
        return None
    quoted = _QUOTED.match(text)
    if not quoted and text[-1] not in _STOPS:
        return None
    return (quoted[1] if quoted else text).translate(_QUOTES).strip('" '), 0 if quoted else _LONGER
