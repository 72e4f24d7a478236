"""Runs of chrome: menus, share rows, comment forms, footers. One label proves nothing; a dozen in a row do.

Between two lines of running text, each line speaks for or against a run: chrome that a rule names for certain and labels that a
rule would name in company speak for it, unknown short lines a little against it, headings and sentences more. A stretch whose
sum is high enough is a run, and in it the rules that wanted company have it. Because each named line only ever raises the sum, a
page from which runs were taken holds no new ones. The way to find all such stretches in one walk is from W. L. Ruzzo and M. Tompa,
"A linear time algorithm for finding all maximal scoring subsequences" (ISMB 1999).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.lines.kinds import HEADING, ITEM, LABEL, LOWER, NUMBER, PROSE, RAISED, RAISED_CLASS, SENTENCE, letters
from cleaner.model.anatomy import Part, Zone
from cleaner.model.finding import Claim
from cleaner.passes.places import Placed, allowed
from cleaner.passes.view import View

FINDER = "runs.menu"
_CHROME = letters(Zone.tail, Zone.chrome, Zone.residue)
_HEAD, _BODY = letters(Zone.head), letters(Zone.body)
WEIGHTS: dict[str, float] = {
    **dict.fromkeys(_CHROME, 2.0), **dict.fromkeys(RAISED.values(), 1.0), **dict.fromkeys(_HEAD, -1.0), **dict.fromkeys(_BODY, -3.0),
    LABEL: -0.5, NUMBER: -0.25, HEADING: -1.0, ITEM: -1.0, SENTENCE: -2.0,
}
WEIGHTS[RAISED[PROSE]] = -1.0
LEAST = 3.0
MENU_LEAST, MENU_SHARE = 6.0, 0.5
# A region longer than this is read in parts, so that what stands far below never changes what was decided above.
LONGEST_REGION = 400
_REGION = re.compile(f"[^{PROSE}{_BODY}]{{2,{LONGEST_REGION}}}")
_EVIDENCE = re.compile(f"[{RAISED_CLASS}]")


@dataclass(slots=True)
class _Stretch:
    start: int
    end: int
    before: float  # sum of the weights before the stretch
    after: float  # sum of the weights up to its end


def in_company(view: View) -> Iterator[Placed]:
    """Claims of rules that want company and have it, and the unknown labels in the midst of a menu.

    Args:
        view: the lines that count.
    """
    for region in _REGION.finditer(view.kinds):
        if not _EVIDENCE.search(region[0]):
            continue
        for stretch in stretches([WEIGHTS[kind] for kind in region[0]]):
            if stretch.after - stretch.before >= LEAST:
                yield from _claims(view, region.start() + stretch.start, region.start() + stretch.end, stretch.after - stretch.before)


def _claims(view: View, start: int, end: int, total: float) -> Iterator[Placed]:
    kinds = view.kinds[start:end]
    named = sum(WEIGHTS[kind] > 0 for kind in kinds)
    menu = total >= MENU_LEAST and named >= MENU_SHARE * len(kinds)
    claim = Claim(Part.navigation, FINDER, because=f"one of {end - start} lines in a run, {named} of them known labels")
    for place in range(start, end):
        kind = view.kinds[place]
        if kind in LOWER_LETTERS:
            for rule in view.blocks.readings[view.lines[place]].open:
                if rule.company and allowed(view, place, rule):
                    yield place, rule.claim, len(view.text(place))
        if menu and kind in (LABEL, NUMBER, *LOWER_LETTERS):
            yield place, claim, 0


LOWER_LETTERS = frozenset(map(chr, LOWER))


def stretches(weights: list[float]) -> list[_Stretch]:
    """All maximal scoring stretches of a list of weights, in order.

    Args:
        weights: one number a line.
    """
    found: list[_Stretch] = []
    total = 0.0
    for place, weight in enumerate(weights):
        before, total = total, total + weight
        if weight <= 0:
            continue
        new = _Stretch(place, place + 1, before, total)
        while True:
            index = next((i for i in range(len(found) - 1, -1, -1) if found[i].before < new.before), -1)
            if index < 0 or found[index].after >= new.after:
                found.append(new)
                break
            new = _Stretch(found[index].start, new.end, found[index].before, new.after)
            del found[index:]
    return found
