"""Pull quotes: a sentence of the story set again for effect, between two paragraphs, perhaps in quotes and with its speaker.

The sentence stands word for word in a longer paragraph nearby, so nothing is lost with it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import lru_cache

from cleaner.lines.kinds import HEADING, PROSE, QUESTION, SENTENCE, TITLE, lower
from cleaner.model.anatomy import Part
from cleaner.model.finding import Claim
from cleaner.passes import compiled
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
_QUOTES = {**dict.fromkeys("“”„«»‹›「」『』‘", '"'), "’": "'"}
_BETWEEN = re.compile(f"(?<={PROSE})[{''.join(_SHAPES)}](?={PROSE})")


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
    for place, said in _candidates(view, shapes):
        story = bisect_right(openings, view.lines[place])
        for at in range(max(0, place - _NEAR), min(len(shapes), place + _NEAR)):
            if shapes[at] != PROSE or at == place or len(view.text(at)) < len(said) + _LONGER:
                continue
            if bisect_right(openings, view.lines[at]) == story and said in _plain(view.text(at)):
                because = "the same words stand in a longer paragraph of the story"
                yield place, Claim(Part.repeat, FINDER, because=because), len(view.text(place))
                break


def _candidates(view: View, shapes: str) -> list[tuple[int, str]]:
    """The places of lines between paragraphs that say something, with what they say."""
    quoted: list[tuple[int, str]] = []
    plain: list[tuple[int, str]] = []
    for hit in _BETWEEN.finditer(shapes):
        text = view.text(hit.start())
        if len(text) > _MOST_CHARACTERS or words(text) < _LEAST_WORDS:
            continue
        if quote := _QUOTED.match(text):
            quoted.append((hit.start(), _plain(quote[1]).strip('" ')))
        elif text[-1] in _STOPS:
            plain.append((hit.start(), _plain(text).strip('" ')))
    if plain and compiled.BUILT is not None:
        # Words of their own have nearly all paragraphs; only the others are looked for in those around them.
        near = set(compiled.said_near(view, shapes, [place for place, _ in plain], _NEAR))
        plain = [each for each in plain if each[0] in near]
    return sorted((*quoted, *plain))


@lru_cache(maxsize=4096)
def _plain(text: str) -> str:
    """A text with one kind of quotes; to replace them one by one is much faster than to translate."""
    if not text.isascii():
        for mark, plain in _QUOTES.items():
            text = text.replace(mark, plain)
    return text
