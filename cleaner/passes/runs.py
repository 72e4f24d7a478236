"""Runs of chrome: menus, share rows, comment forms, footers. One label proves nothing; a dozen in a row do.

Between two lines of running text, each line speaks for or against a run: chrome that a rule names for certain and labels that a
rule would name in company speak for it, unknown short lines a little against it, headings and sentences more. A label that was
said already speaks no second time, and neither does one of another language than the run's. A stretch whose sum is high enough is
a run, and in it the rules that wanted company have it. The way to find all such stretches in one walk is from W. L. Ruzzo and
M. Tompa, "A linear time algorithm for finding all maximal scoring subsequences" (ISMB 1999).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.lines.kinds import COMPANY, HEADING, ITEM, LABEL, NUMBER, PLACED, PROSE, QUESTION, RAISED_CLASS, SENTENCE, TITLE, letters
from cleaner.model.anatomy import Part, Zone
from cleaner.model.finding import Claim
from cleaner.model.records import dataclass
from cleaner.passes.places import Placed, allowed
from cleaner.passes.view import WINDOW, View

FINDER = "runs.menu"
_CHROME = letters(Zone.tail, Zone.chrome, Zone.residue)
_HEAD, _BODY = letters(Zone.head), letters(Zone.body)
_RAISED = frozenset(RAISED_CLASS)
_NAMEABLE = _RAISED | frozenset(_CHROME)
WEIGHTS: dict[str, float] = {
    **dict.fromkeys(_CHROME, 1.0),
    **dict.fromkeys(_RAISED, 1.0),
    **dict.fromkeys(_HEAD, -1.0),
    **dict.fromkeys(_BODY, -3.0),
    LABEL: -0.4,
    NUMBER: -0.25,
    HEADING: -0.8,
    ITEM: -0.8,
    SENTENCE: -2.0,
    QUESTION: -2.0,
    COMPANY[PROSE]: 0.0,
    COMPANY[TITLE]: 0.0,
    PLACED[TITLE]: 0.0,
    PLACED[PROSE]: 0.0,
}
AGAIN = -0.25
LEAST, LEAST_LABELS = 6.0, 6
# A run of nothing but known labels may be shorter than one with unknown lines among them.
LEAST_PURE = 4.0
MENU_LEAST, MENU_SHARE = 7.0, 0.3
# A region longer than this is read in parts, so that what stands far below never changes what was decided above.
LONGEST_REGION = WINDOW
_REGION = re.compile(f"[^{PROSE}{TITLE}{_BODY}]{{2,{LONGEST_REGION}}}")
_EVIDENCE = re.compile(f"[{RAISED_CLASS}]")
_SPEAKING = re.compile(f"[{RAISED_CLASS}{_CHROME}]")


@dataclass(slots=True)
class Stretch:
    """A stretch of a region that speaks for a run.

    Args:
        start: place of its first line within the region.
        end: place after its last one.
        before: the sum of all weights before it.
        after: the sum up to its end.
    """

    start: int
    end: int
    before: float
    after: float

    @property
    def total(self) -> float:
        """How strongly it speaks for a run."""
        return self.after - self.before


def in_company(view: View) -> Iterator[Placed]:
    """Claims of rules that want company and have it, and the unknown labels in the midst of a menu.

    Args:
        view: the lines that count.
    """
    for region in _REGION.finditer(view.kinds):
        kinds = region[0]
        named = len(_SPEAKING.findall(kinds))
        if named < LEAST_PURE or not _EVIDENCE.search(kinds):
            continue
        language, weights = _weights(view, region.start(), kinds)
        for stretch in stretches(weights):
            if stretch.total >= LEAST_PURE:
                yield from _claims(view, region.start() + stretch.start, weights[stretch.start : stretch.end], {language, "und"})


def _weights(view: View, start: int, kinds: str) -> tuple[str, list[float]]:
    """The language of a region's labels, and what each of its lines says for or against a run."""
    weights = [WEIGHTS[kind] for kind in kinds]
    places = [hit.start() for hit in _EVIDENCE.finditer(kinds)]
    spoken = {place: languages(view, start + place) for place in places}
    common = Counter(language for found in spoken.values() for language in found).most_common(1)
    language = common[0][0] if common else "und"
    seen: set[str] = set()
    for place in places:
        text = view.text(start + place).casefold()
        if text in seen or not spoken[place] & {language, "und"}:
            weights[place] = AGAIN if text in seen else WEIGHTS[LABEL]
        seen.add(text)
    return language, weights


def languages(view: View, place: int) -> set[str]:
    """The languages in which a line is a label.

    Args:
        view: the lines that count.
        place: the line's place among them.
    """
    return {rule.language for rule in view.blocks.readings[view.lines[place]].open if rule.company}


def _claims(view: View, start: int, weights: list[float], spoken: set[str]) -> Iterator[Placed]:
    """Claims on the lines of one run, by rules of its languages."""
    named = sum(weight > 0 for weight in weights)
    places = range(start, start + len(weights))
    rules = {
        place: [rule for rule in view.blocks.readings[view.lines[place]].open if rule.company and rule.language in spoken]
        for place in places
        if view.kinds[place] in _NAMEABLE
    }
    total = sum(weights)
    mixed = named < len(weights)
    if mixed and (named < LEAST_LABELS or total < LEAST):
        return
    menu = total >= MENU_LEAST and named >= MENU_SHARE * len(weights)
    claim = Claim(Part.navigation, FINDER, because=f"one of {len(weights)} lines in a run, {named} of them known labels")
    for place in places:
        for rule in rules.get(place, ()):
            if rule.only_company or allowed(view, place, rule):
                yield place, rule.claim, len(view.text(place))
        if menu and (view.kinds[place] in (LABEL, NUMBER) or view.kinds[place] in _RAISED):
            yield place, claim, 0


def stretches(weights: list[float]) -> list[Stretch]:
    """All maximal scoring stretches of a list of weights, in order.

    Args:
        weights: one number a line.
    """
    starts: list[int] = []
    ends: list[int] = []
    before: list[float] = []
    after: list[float] = []
    total = 0.0
    for place, weight in enumerate(weights):
        if weight <= 0:
            total += weight
            continue
        start, low, total = place, total, total + weight
        while True:
            index = len(before) - 1
            while index >= 0 and before[index] >= low:
                index -= 1
            if index < 0 or after[index] >= total:
                break
            start, low = starts[index], before[index]
            del starts[index:], ends[index:], before[index:], after[index:]
        starts.append(start)
        ends.append(place + 1)
        before.append(low)
        after.append(total)
    return [Stretch(*found) for found in zip(starts, ends, before, after, strict=True)]
