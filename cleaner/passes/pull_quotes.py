"""Pull quotes: a sentence of the story set again for effect, between two paragraphs, perhaps in quotes and with its speaker.

The sentence stands word for word in a longer paragraph nearby, so nothing is lost with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence

from cleaner.lines.kinds import HEADING, PROSE, QUESTION, SENTENCE, TITLE, lower
from cleaner.model.anatomy import Part
from cleaner.model.finding import Claim
from cleaner.passes.heads import Head
from cleaner.passes.outline import words
from cleaner.passes.places import Placed
from cleaner.passes.scrolls import is_scroll
from cleaner.passes.view import View

FINDER = "pull-quotes.said-in-paragraph"
_SHAPES = frozenset((PROSE, TITLE, SENTENCE, QUESTION, HEADING))
_QUOTED = re.compile(r"""^["“„«‹「『'‘]{1,2}(.+?)["”“»›」』'’]{1,2}\s{0,2}(?:[-–—―].{2,80})?$""")
_LEAST_WORDS, _MOST_CHARACTERS, _LONGER, _NEAR = 8, 500, 20, 40
_STOPS = frozenset(".!?。！？")
_QUOTES = str.maketrans("“”„«»‹›「」『』‘’", '""""""""""""\'')


def pull_quotes(view: View, heads: Sequence[Head]) -> Iterator[Placed]:
    """Claims on lines that stand word for word inside a longer paragraph of the same story, between two paragraphs.

    Args:
        view: the lines that count, with the lines of heads named.
        heads: where stories open.
    """
    if not is_scroll(view, heads):
        return
    shapes = lower(view.kinds)
    openings = [head.first for head in heads]
    plain: dict[int, str] = {}
    for place, shape in enumerate(shapes):
        if shape not in _SHAPES or shapes[place - 1 : place] != PROSE or shapes[place + 1 : place + 2] != PROSE:
            continue
        text = view.text(place)
        if len(text) > _MOST_CHARACTERS or words(text) < _LEAST_WORDS:
            continue
        quoted = _QUOTED.match(text)
        if not quoted and text[-1] not in _STOPS:
            continue
        said = (quoted[1] if quoted else text).translate(_QUOTES).strip('" ')
        story = bisect_right(openings, view.lines[place])
        for at in range(max(0, place - _NEAR), min(len(shapes), place + _NEAR)):
            if shapes[at] != PROSE or at == place or bisect_right(openings, view.lines[at]) != story:
                continue
            paragraph = plain.setdefault(at, view.text(at).translate(_QUOTES))
            if len(paragraph) >= len(said) + _LONGER and said in paragraph:
                yield place, Claim(Part.repeat, FINDER, because="the same words stand in a longer paragraph of the story"), len(text)
                break
