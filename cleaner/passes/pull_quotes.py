"""Pull quotes: a sentence of the story set again for effect, between two paragraphs, perhaps in quotes and with its speaker.

The sentence stands word for word in a paragraph nearby, so nothing is lost with it. A text of another kind, such as a manual or a
thread, says its sentences again for reasons of its own; so only the stories of a scroll are looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import accumulate

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import HEADING, ITEM, PROSE, QUESTION, SENTENCE, TITLE, lower
from cleaner.passes.places import Placed
from cleaner.segments.headlines import Headline, is_scroll
from cleaner.segments.page_words import PageWords
from cleaner.segments.view import FURNITURE, View
from cleaner.segments.words import words

FINDER = "pull-quotes.said-in-paragraph"
_SHAPES = frozenset((PROSE, TITLE, SENTENCE, QUESTION, HEADING))
_BESIDE = frozenset((PROSE, SENTENCE, QUESTION, ITEM, TITLE)) | FURNITURE
_LEAST_WORDS, _MOST_CHARACTERS, _NEAR, _LONGER = 8, 500, 120, 20
_STOPS = frozenset(".!?。！？")
_QUOTES = {**dict.fromkeys("“”„«»‹›「」『』‘", '"'), "’": "'"}
_PLAIN_QUOTES = str.maketrans(_QUOTES)
_AROUND = re.escape("".join(sorted(_BESIDE)))
_BETWEEN = re.compile(f"(?<=[{_AROUND}])[{''.join(sorted(_SHAPES))}](?=[{_AROUND}])")


def pull_quotes(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on lines between paragraphs that stand word for word in another line of the same story.

    Args:
        view: the lines that count, with the lines of heads named.
        headlines: where stories open.
    """
    if not is_scroll(view, headlines):
        return
    shapes = lower(view.kinds)
    quotes = _candidates(view, shapes)
    if not quotes:
        return
    texts, lines = view.texts, view.lines
    openings = [headline.first for headline in headlines]
    found: list[int] = []
    for place, said, longer in quotes:
        other = _also_said(view, place, said)
        if other is None or shapes[other] not in (PROSE if longer else _SHAPES) or len(texts[other]) < len(said) + longer:
            continue
        if bisect_right(openings, lines[other]) != bisect_right(openings, lines[place]):
            continue
        if not longer or (_said(texts[other]) or ("", 0))[0] != said:
            found.append(place)
    # One story may say a sentence twice; a page that sets quotes does so in several.
    if len({bisect_right(openings, lines[place]) for place in found}) > 1:
        claim = Claim(Part.repeat, FINDER, because="the same words stand in a paragraph of the story")
        yield from ((place, claim, len(view.text(place))) for place in found)


def _candidates(view: View, shapes: str) -> list[tuple[int, str, int]]:
    """Lines between others that may be pull quotes: the place, the words, and by how much a paragraph with them is longer."""
    texts = view.texts
    places = [hit.start() for hit in _BETWEEN.finditer(shapes)]
    found = [(place, *said) for place in places if len(texts[place]) <= _MOST_CHARACTERS and (said := _said(texts[place])) is not None]
    # Nearly all paragraphs have words of their own; only the others are looked for in those around them.
    found = [each for each in found if not each[2] or _may_stand_elsewhere(view, each[0])]
    return found


def _may_stand_elsewhere(view: View, place: int) -> bool:
    """Whether all words of a line, but for two that may be cut, stand in another line of the page too."""
    said = PageWords.of(view.blocks).vocabulary(meaning=False)
    return said.cut or sum([said.lines[word] < 2 for word in said.of(view.lines[place])]) <= 2


def _also_said(view: View, place: int, said: str) -> int | None:
    """The place of the first other line near one that holds its words."""
    text, starts = _plain(view.blocks)
    own, last = view.lines[place], view.lines[min(len(view.lines), place + _NEAR) - 1]
    at = text.find(said, starts[view.lines[max(0, place - _NEAR)]], starts[last + 1])
    while at >= 0:
        line = bisect_right(starts, at) - 1
        other = view.place(line)
        if line != own and other is not None:
            return other
        at = text.find(said, starts[line + 1], starts[last + 1])
    return None


def _plain(blocks: Blocks) -> tuple[str, list[int]]:
    """The lines of a page with plain quotes, and where each of them starts; found once for each page."""
    found: tuple[str, list[int]] | None = blocks.noted.get("plain quotes")
    if found is None:
        text = "\n".join(blocks.texts)
        # To replace the marks one by one is much faster than to translate them.
        for mark, plain in () if text.isascii() else _QUOTES.items():
            text = text.replace(mark, plain)
        starts = list(accumulate((length + 1 for length in map(len, blocks.texts)), initial=0))
        found = blocks.noted["plain quotes"] = text, starts
    return found


def _said(text: str) -> tuple[str, int] | None:
    """The words of a line that may be a pull quote, without its marks and its speaker, and by how much a paragraph is longer.

    Words in quotes may be all of a paragraph; without quotes they are a part of it, or else the two could not be told apart.
    """
    if len(text) > _MOST_CHARACTERS or words(text) < _LEAST_WORDS:
        return None
    quoted = _quoted().match(text)
    if not quoted and text[-1] not in _STOPS:
        return None
    return (quoted[1] if quoted else text).translate(_PLAIN_QUOTES).strip('" '), 0 if quoted else _LONGER


@cache
def _quoted() -> re.Pattern[str]:
    """A quotation as a whole line, with or without who said it; made when one may be met."""
    return re.compile(r"""^["“„«‹「『'‘]{1,2}(.+?)["”“»›」』'’]{1,2}\s{0,2}(?:[-–—―].{2,80})?$""")
