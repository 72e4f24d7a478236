"""Labels that are too few for a run and are told by the named line next to them: a button under its prompt, a word above a footer.

A heading of a story has text under it. A label with what closes a story under it heads nothing, and neither does a button that follows
the prompt it belongs to, or a row of ways to share under a headline.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import LETTER, RAISED_CLASS, letters
from cleaner.lines.reader import Reading
from cleaner.passes.heads import Head
from cleaner.passes.places import Placed
from cleaner.passes.scrolls import is_scroll
from cleaner.passes.surroundings import CLOSERS
from cleaner.passes.view import View
from cleaner.rules.rule import Rule

_CHROME = letters(Zone.tail, Zone.chrome, Zone.residue)
# Labels that company would name, up to what stands below them; what closes a story, the head of the next, and the end of the page.
_LABELS = re.compile(f"[{RAISED_CLASS}]{{1,8}}")
_CLOSED = frozenset(CLOSERS) | frozenset((LETTER[Part.headline], LETTER[Part.kicker], ""))
# A row of so many ways to share needs no neighbour; a shorter one stands below a part of the head.
_SHARE_ROW, _HEAD_PARTS = 3, letters(Zone.head) + LETTER[Part.credit] + LETTER[Part.caption]


def joined(view: View, heads: Sequence[Head]) -> Iterator[Placed]:
    """Claims on a few labels on a page of several stories that no run holds, but that the next named line tells.

    Args:
        view: the lines that count, with the lines of heads named.
        heads: where stories open.
    """
    if not is_scroll(view, heads):
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
    noted: tuple[list[Rule], frozenset[str], bool] | None = reading.noted.get("chrome")
    if noted is None:
        found = [rule for rule in reading.open if rule.needs_only_context and LETTER[rule.part] in _CHROME]
        noted = found, frozenset(LETTER[rule.part] for rule in found), any(rule.part is Part.social for rule in found)
        reading.noted["chrome"] = noted
    return noted
