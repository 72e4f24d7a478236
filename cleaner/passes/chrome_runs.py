"""Runs of chrome: menus, share rows, comment forms, footers. One label proves nothing; a dozen in a row do.

Between two lines of running text, each line speaks for or against a run: chrome that a rule names for certain and labels that a
rule would name in company speak for it, unknown short lines a little against it, headings and sentences more. A label that was
said already speaks no second time, and neither does one of another language than the run's. A stretch whose sum is high enough is
a run, and in it the rules that wanted company have it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain, pairwise

from cleaner.document.claim import Claim
from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import COMPANY, HEADING, ITEM, LABEL, NUMBER, PLACED, PROSE, QUESTION, RAISED_CLASS, SENTENCE, TITLE, letters
from cleaner.passes.places import Placed, allowed
from cleaner.rules.rule import Rule
from cleaner.segments.view import GONE, WINDOW, View

FINDER = "runs.menu"
_HEAD, _BODY = letters(Zone.head), letters(Zone.body)
_RAISED = frozenset(RAISED_CLASS)
_NAMEABLE = _RAISED | GONE
_UNKNOWN = _RAISED | {LABEL, NUMBER}
WEIGHTS: dict[str, float] = {
    **dict.fromkeys(GONE, 1.0),
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
# One slip in the order of the alphabet for so many lines.
_IN_ORDER = 10
# A region longer than this is read in parts, so that what stands far below never changes what was decided above.
LONGEST_REGION = WINDOW
_BREAKING = bytes(chr(code) in PROSE + TITLE + _BODY for code in range(256))
_EVIDENCE = re.compile(f"[{RAISED_CLASS}]")
_SPEAKING = bytes(chr(code) in GONE.union(RAISED_CLASS) for code in range(256))
_RAISING = bytes(chr(code) in RAISED_CLASS for code in range(256))


def chrome_runs(view: View) -> Iterator[Placed]:
    """Claims of rules that want company and have it, and on the unknown labels in the midst of a menu."""
    for start, end in _regions(view.kinds.encode("latin-1")):
        kinds = view.kinds[start:end]
        language, weights = _weights(view, start, kinds)
        # All that speaks for a run weighs as much as a label.
        if sum(weight for weight in weights if weight > 0) < LEAST_PURE:
            continue
        for first, end_of, total in stretches(weights):
            if total >= LEAST_PURE:
                yield from _claims(view, start + first, weights[first:end_of], {language, "und"})


def _regions(kinds: bytes) -> Iterator[tuple[int, int]]:
    """The stretches between two lines of running text in which something may be a run: enough speaks for one, and a rule wants company."""
    breaks, speaking, raised = kinds.translate(_BREAKING), kinds.translate(_SPEAKING), kinds.translate(_RAISING)
    end, found = 0, raised.find(1)
    while found >= 0:
        start = max(end, breaks.rfind(1, end, found) + 1)
        start += (found - start) // LONGEST_REGION * LONGEST_REGION
        end = breaks.find(1, found, start + LONGEST_REGION)
        end = min(len(kinds), start + LONGEST_REGION) if end < 0 else end
        if end - start > 1 and speaking.count(1, start, end) >= LEAST_PURE:
            yield start, end
        found = raised.find(1, end)


def _weights(view: View, start: int, kinds: str) -> tuple[str, list[float]]:
    """The language of a region's labels, and what each of its lines says for or against a run."""
    weights = list(map(WEIGHTS.__getitem__, kinds))
    places = [hit.start() for hit in _EVIDENCE.finditer(kinds)]
    labels = [_label(view, start + place) for place in places]
    counts = Counter(chain.from_iterable(languages for _, languages, _ in labels))
    # Of two languages as common as each other the first by name: sets come in another order each time Python starts.
    language = min(counts, key=lambda language: (-counts[language], language), default="und")
    seen: set[str] = set()
    for place, (text, languages, _) in zip(places, labels, strict=True):
        if text in seen:
            weights[place] = AGAIN
        elif language not in languages and "und" not in languages:
            weights[place] = WEIGHTS[LABEL]
        seen.add(text)
    return language, weights


def _label(view: View, place: int) -> tuple[str, frozenset[str], tuple[Rule, ...]]:
    """A line as labels are compared, the languages in which it is one, and the rules that say so."""
    reading = view.blocks.readings[view.lines[place]]
    found: tuple[str, frozenset[str], tuple[Rule, ...]] | None = reading.noted.get("label")
    if found is None:
        rules = tuple(rule for rule in reading.open if rule.needs_context)
        found = reading.noted["label"] = view.text(place).casefold(), frozenset(rule.language for rule in rules), rules
    return found


def _claims(view: View, start: int, weights: list[float], spoken: set[str]) -> Iterator[Placed]:
    """Claims on the lines of one run, by rules of its languages."""
    named = sum([weight > 0 for weight in weights])
    places = range(start, start + len(weights))
    total = sum(weights)
    mixed = named < len(weights)
    if mixed and (named < LEAST_LABELS or total < LEAST or _sorted(view, places)):
        return
    menu = total >= MENU_LEAST and named >= MENU_SHARE * len(weights)
    claim = Claim(Part.navigation, FINDER, because=f"one of {len(weights)} lines in a run, {named} of them known labels")
    for place, kind in enumerate(view.kinds[start : start + len(weights)], start):
        if kind in _NAMEABLE and view.blocks.readings[view.lines[place]].open:
            for rule in _label(view, place)[2]:
                if rule.language in spoken and (rule.needs_only_context or allowed(view, place, rule)):
                    yield place, rule.claim, len(view.text(place))
        if menu and kind in _UNKNOWN:
            yield place, claim, 0


def _sorted(view: View, places: range) -> bool:
    """Whether lines stand in the order of the alphabet, but for a slip, as the entries of a list do and those of a menu do not."""
    texts = [view.text(place).casefold() for place in places]
    return sum(above > below for above, below in pairwise(texts)) <= len(texts) // _IN_ORDER


def stretches(weights: list[float]) -> list[tuple[int, int, float]]:
    """All maximal scoring stretches of a list of weights, in order: where each begins and ends, and what it weighs.

    W. L. Ruzzo and M. Tompa, "A linear time algorithm for finding all maximal scoring subsequences", ISMB 1999.
    """
    starts: list[int] = []
    ends: list[int] = []
    # The sums of all weights before each, and up to its end.
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
    return [(start, end, high - low) for start, end, low, high in zip(starts, ends, before, after, strict=True)]
