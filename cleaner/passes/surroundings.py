"""What the lines around a line say for and against its being the headline of a new story.

Every piece of evidence is a short phrase, so that what decided can be told. None of it knows a theme or a language: it speaks of kinds
of lines.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import HEADING, ITEM, LABEL, LETTER, NUMBER, PART, PROSE, QUESTION, SENTENCE, TITLE, letters

GONE = letters(Zone.tail, Zone.chrome, Zone.residue)
DATED = LETTER[Part.timestamp] + LETTER[Part.byline]
_PICTURE = LETTER[Part.credit] + LETTER[Part.caption]
FURNITURE = frozenset(GONE + DATED + _PICTURE)
FURNITURE_CLASS = re.escape("".join(sorted(FURNITURE)))
TEXT = frozenset((PROSE, TITLE, SENTENCE, ITEM, LETTER[Part.embed]))
HEADINGS = frozenset((HEADING, LABEL, QUESTION, NUMBER))
_INSIDE = frozenset((Part.ad_slot, Part.caption, Part.credit, Part.masthead, Part.consent, Part.paywall))
# Chrome that stands between two stories rather than inside one.
CLOSERS = frozenset(LETTER[part] for part in Part if part.zone in (Zone.tail, Zone.chrome) and part not in _INSIDE)
# How many lines above and below are looked at.
ABOVE, BELOW = 14, 12
_UNDER = re.compile(f"[{FURNITURE_CLASS}]{{0,8}}")


@lru_cache(maxsize=4096)
def above_head(above: str, top: bool, labelled: bool) -> tuple[str, ...]:
    """What the kinds of the lines above a head say.

    Args:
        above: the kinds of up to `ABOVE` lines above the kicker, or else above the headline.
        top: whether nothing but furniture stands above on the whole page.
        labelled: whether a label stands above the headline.
    """
    return (*(["a label above"] if labelled else []), *_above(above, top))


@lru_cache(maxsize=4096)
def below_headline(below: str, alone: bool) -> tuple[str, ...]:
    """What the kinds of the lines below a headline say.

    Args:
        below: the kinds of up to `BELOW` lines below the headline.
        alone: whether prose stands directly above it, and no label.
    """
    return tuple(_below(below, alone))


def _above(above: str, top: bool) -> Iterator[str]:
    at = len(above) - 1
    slot = False
    while at >= 0 and above[at] in FURNITURE and above[at] not in CLOSERS:
        slot |= above[at] not in _PICTURE + DATED
        at -= 1
    shape = above[at] if at >= 0 else ""
    if top:
        yield "the page starts here"
    elif shape in CLOSERS:
        yield from _closed(above, at)
    elif shape == PROSE:
        yield "prose above"
    elif shape in TEXT:
        yield "text above"
    elif shape in HEADINGS:
        yield from _headings_above(above, at)
    else:
        yield "something else above"
    if slot:
        yield "a slot above"
    run = above[-6:].count(PROSE)
    yield f"{('none', 'one')[run] if run < 2 else 'most'} of the lines above are prose"


def _closed(above: str, at: int) -> Iterator[str]:
    """What closers above say."""
    yield from ("the story above is closed", f"{PART[above[at]].value.replace('_', ' ')} above")
    first = at
    while first >= 0 and above[first] in FURNITURE and at - first < 8:
        first -= 1
    if at - first > 1:
        yield "two or three lines close it" if at - first < 4 else "many lines close it"
    if first >= 0 and above[first] in HEADINGS:
        yield "a heading above what closes it"


def _headings_above(above: str, at: int) -> Iterator[str]:
    """What headings above say."""
    yield "a heading above"
    first = at
    while first >= 0 and above[first] in HEADINGS and at - first < 6:
        first -= 1
    if at - first > 2:
        yield "many headings above"
    if first >= 0 and above[first] in CLOSERS:
        yield "the story above those is closed"


def _below(below: str, alone: bool) -> Iterator[str]:
    head = below.partition(PROSE)[0]
    dated = next((at for at, shape in enumerate(head) if shape in DATED), None)
    if dated is not None:
        yield "a byline below" if head[dated] == LETTER[Part.byline] else "a date below"
        direct = all(shape in FURNITURE for shape in head[:dated])
        yield "a byline or date directly below" if direct else "a byline or date a line later" if dated < 3 else "a byline or date later"
        if any(shape in DATED and shape != head[dated] for shape in head[dated:]):
            yield "a byline and a date"
    if head and head[0] in GONE:
        yield "furniture directly below"
    if not CLOSERS.isdisjoint(head):
        yield "page furniture below"
    if any(shape in _PICTURE for shape in head):
        yield "a picture below"
    yield from _headings_below(head)
    if below[:1] in (PROSE, TITLE, SENTENCE, QUESTION, HEADING):
        yield from _under_the_next(below)
    if below[:1] == PROSE:
        yield "prose directly below"
    elif alone and below[:1] in FURNITURE:
        yield "prose above and furniture below"
    yield f"{min(below[:6].count(PROSE), 5)} of the six lines below are prose"


def _headings_below(head: str) -> Iterator[str]:
    if head[:1] in HEADINGS:
        yield "a heading directly below"
    count = sum(shape in HEADINGS for shape in head)
    if count > 1:
        yield "two or three headings below" if count < 4 else "many headings below"


def _under_the_next(below: str) -> Iterator[str]:
    """What stands below the next line, if that is a deck."""
    under = _UNDER.match(below, 1)
    if under is None or not under[0]:
        return
    yield "furniture under the line below"
    if any(shape in DATED for shape in under[0]):
        yield "a byline or date under the line below"
        if below[0] == PROSE:
            yield "a byline or date under the prose below"
    if len(under[0]) > 2:
        yield "much furniture under the line below"
