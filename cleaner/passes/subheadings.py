"""Headings inside a story, known by the text under them, and among them the teasers that have none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from cleaner.document.claim import Claim
from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import BLANK, COMPANY, HEADING, ITEM, LABEL, LETTER, PLACED, PROSE, QUESTION, SENTENCE, TITLE, letters, lower
from cleaner.passes.heads import Head
from cleaner.passes.places import Placed
from cleaner.passes.view import View

FINDER = "subheadings.untexted"
_GONE = letters(Zone.tail, Zone.chrome, Zone.residue)
_HEADINGS = HEADING + LABEL + QUESTION
_RAISED_HEADINGS = "".join(table[kind] for table in (COMPANY, PLACED) for kind in _HEADINGS)
_TEXTED = re.compile(f"[{_HEADINGS}{_RAISED_HEADINGS}](?=[{BLANK}{_GONE}]{{0,400}}[{PROSE}{SENTENCE}{ITEM}{LETTER[Part.embed]}])")
_PAIR = re.compile(f"(?<=[{PROSE}{TITLE}{SENTENCE}])[{_GONE}]*({HEADING})(?=[{_GONE}]*[{_HEADINGS}][{_GONE}]*{PROSE})")
_TEASER_WORDS, _LONGER = 8, 3
# A numbered point, a label with what it lists, and a line that breaks off are text, whatever their shape.
_IN_TEXT = re.compile(r"^\d{1,2}[.)]|:.*,.*,| (?:the|an?|of|to|and|or|with|for|that|which|if|is|are|as|by|from)$")


def named(kinds: str) -> str:
    """The kinds of a page with every heading that has text under it named a subheading.

    Args:
        kinds: one letter a line, those of parts where something named the line.
    """
    return _TEXTED.sub(LETTER[Part.subheading], kinds)


def teasers(view: View, heads: Sequence[Head]) -> Iterator[Placed]:
    """Claims on headlines of other stories that stand inside a story.

    Heading after heading is normal, so a heading without text under it needs two more pieces of evidence: the page is a scroll whose
    stories open with kickers, and the line is longer than any other subheading of its story, as a headline is.

    Args:
        view: the lines that count.
        heads: where stories open.
    """
    if sum(head.kicker is not None for head in heads) < 2:
        return
    shapes = lower(view.kinds)
    openings = [head.first for head in heads]
    for hit in _PAIR.finditer(shapes):
        place = hit.start(1)
        words = len(view.text(place).split())
        if words < _TEASER_WORDS or _IN_TEXT.search(view.text(place)) or _goes_on(view, place):
            continue
        first, last = _story(view, openings, place)
        others = [len(view.text(at).split()) for at in range(first, last) if at != place and shapes[at] in _HEADINGS]
        if others and words >= max(others) + _LONGER:
            because = f"a heading of {words} words with no text under it; the story's other headings have {max(others)} at the most"
            yield place, Claim(Part.teaser, FINDER, because=because), len(view.text(place))


_NEAR = 120


def _goes_on(view: View, place: int) -> bool:
    """Whether the next line begins in the midst of a sentence, so that the line is no heading but the first part of one."""
    return place + 1 < len(view.lines) and view.text(place + 1)[0].islower()


def _story(view: View, openings: list[int], place: int) -> tuple[int, int]:
    """The places around one, within its story and a fixed distance."""
    line = view.lines[place]
    low, high = next(((low, high) for low, high in pairwise([0, *openings, len(view.blocks.kinds)]) if low <= line < high), (0, 0))
    first = max(place - _NEAR, 0)
    last = min(place + _NEAR, len(view.lines))
    return next(at for at in range(first, place + 1) if view.lines[at] >= low), next(
        (at for at in range(place, last) if view.lines[at] >= high), last
    )
