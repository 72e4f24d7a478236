"""Labels that no rule names by themselves, told by what stands beside them, where a page marks its stories.

Below what closes a story and above the next stand lists of other headlines, labels and buttons. Elsewhere a heading of a story has text
under it; a label with what closes a story under it heads nothing, and neither does a button that follows the prompt it belongs to, or a row
of ways to share under a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.document.claim import Claim
from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import ITEM, LETTER, NUMBER, RAISED_CLASS, letters, lower
from cleaner.lines.reader import Reading
from cleaner.passes.places import Placed
from cleaner.rules.rule import Rule
from cleaner.segments.headlines import Headline, is_scroll
from cleaner.segments.view import CLOSERS, FURNITURE, GONE, HEADINGS, View
from cleaner.segments.words import words

FINDER = "between.stories"
# Teasers, prompts and share rows stand in the midst of stories as often as between them.
_CLOSING = CLOSERS - {LETTER[Part.teaser], LETTER[Part.newsletter], LETTER[Part.social]}
_CLAIMED = HEADINGS - {NUMBER}
_LEAST_WORDS, _REACH = 4, 60
_RAISED = frozenset(RAISED_CLASS)
_BANNER, _BANNER_WORDS = 12, 4
# Labels that company would name, up to what stands below them; what closes a story, the head of the next, and the end of the page.
_LABELS = re.compile(f"[{RAISED_CLASS}]{{1,8}}")
_CLOSED = frozenset(CLOSERS) | frozenset((LETTER[Part.headline], LETTER[Part.kicker], ""))
# A row of so many ways to share needs no neighbour; a shorter one stands below a part of the head.
_SHARE_ROW, _HEAD_PARTS = 3, letters(Zone.head) + LETTER[Part.credit] + LETTER[Part.caption]
_ABOVE_FIRST = "it stands above the first head of the page, among labels that belong to the site"
_BELOW_CLOSER = "it stands between two stories, below what closes the first of them"


def between(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on headings and labels above the head of a second or later story, where something has closed the story above them.

    Sentences, items of a list, and whatever stands above the closing line belong to the story and are passed over. A long line directly
    above a head without a kicker may be its headline, taken for a deck, and stays as well.

    Args:
        view: the lines that count, with the lines of heads named.
        headlines: where stories open.
    """
    if not any(headline.marked for headline in headlines):
        return
    shapes = lower(view.kinds)
    yield from _above_first(view, shapes, headlines)
    for head in headlines[1:]:
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


def _above_first(view: View, shapes: str, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on short lines above the first head of a page, where nothing but such lines and furniture stands and some rule knows one."""
    if not headlines[0].marked:
        return
    top = view.place(headlines[0].first)
    if top is None or not 1 < top <= _BANNER or any(shape not in FURNITURE and shape not in HEADINGS for shape in shapes[:top]):
        return
    known = sum(kind in _RAISED or kind in FURNITURE for kind in view.kinds[:top])
    if 2 * known < top:
        return
    for place in range(top):
        if shapes[place] in HEADINGS and words(view.text(place)) <= _BANNER_WORDS:
            yield place, Claim(Part.masthead, FINDER, because=_ABOVE_FIRST), len(view.text(place))


def adjacent_labels(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on a few labels on a page of several stories that are too few for a run, but that the named line next to them tells.

    Args:
        view: the lines that count, with the lines of heads named.
        headlines: where stories open.
    """
    if not _LABELS.search(view.kinds) or not is_scroll(view, headlines):
        return
    kinds, lines, readings = view.kinds, view.lines, view.blocks.readings
    for row in _LABELS.finditer(kinds):
        start, end = row.span()
        named = [_named_by(readings[line]) for line in lines[start:end]]
        prompt = kinds[start - 1 : start] if start else ""
        closed = kinds[end : end + 1] in _CLOSED or (
            all(shared for _, _, shared in named)
            and (end - start >= _SHARE_ROW or (end - start > 1 and prompt != "" and prompt in _HEAD_PARTS))
        )
        for place, (found, letters_of, _) in enumerate(named, start):
            # Behind a label that is no part of its prompt nothing belongs to it.
            prompt = prompt if prompt in letters_of else ""
            if prompt or closed:
                for rule in found:
                    if not prompt or LETTER[rule.part] == prompt:
                        yield place, rule.claim, len(view.text(place))
            else:
                break


def _named_by(reading: Reading) -> tuple[list[Rule], frozenset[str], bool]:
    """The rules that would name a line as chrome, given nothing but company; the letters of what they say it is; whether one shares."""
    found = [rule for rule in reading.open if rule.needs_only_context and LETTER[rule.part] in GONE]
    return found, frozenset(LETTER[rule.part] for rule in found), any(rule.part is Part.social for rule in found)
