"""Rules that need context: they name a label among other chrome. One label proves nothing; a dozen in a row do.

Between two lines of running text, each line counts for or against a run of chrome such as a menu, a share row or a footer: chrome that
a rule names for certain and labels that need context count for it, unknown short lines a little against it, headings and sentences more.
A label that came already counts no second time, and neither does one of another language than the run's. In a stretch whose sum is high
enough the rules that need context apply; in a long one, a menu, unknown labels are part of it. On a page of several stories a few labels
may have context too, by the named line next to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain, pairwise

from cleaner.document.claim import Claim
from cleaner.document.parts import Part, Zone
from cleaner.lines.kinds import (
    CONTEXT,
    HEADING,
    ITEM,
    LABEL,
    LETTER,
    NUMBER,
    PLACED,
    PROSE,
    QUESTION,
    RAISED_CLASS,
    SENTENCE,
    TITLE,
    letters,
)
from cleaner.lines.reader import Reading
from cleaner.passes.places import Placed, allowed
from cleaner.rules.rule import Rule
from cleaner.segments.headlines import Headline, is_scroll
from cleaner.segments.view import CLOSERS, GONE, WINDOW, View

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
    CONTEXT[PROSE]: 0.0,
    CONTEXT[TITLE]: 0.0,
    PLACED[TITLE]: 0.0,
    PLACED[PROSE]: 0.0,
}
AGAIN = -0.25
LEAST, LEAST_LABELS = 6.0, 6
# A run of nothing but known labels may be shorter than one with unknown lines among them.
LEAST_PURE = 4.0
# In a run of so much, a menu if so large a part of its lines are known labels, the unknown short lines are labels as well.
MENU_LEAST, MENU_SHARE = 7.0, 0.3
MENU = "runs.menu"
# One slip in the order of the alphabet for so many lines.
_IN_ORDER = 10
# A region longer than this is read in parts, so that what stands far below never changes what was decided above.
LONGEST_REGION = WINDOW
# A few labels, up to what stands below them; what closes a story, the head of the next, and the end of the page.
_LABELS = re.compile(f"[{RAISED_CLASS}]{{1,8}}")
_CLOSED = CLOSERS | {LETTER[Part.headline], LETTER[Part.kicker], ""}
# A row of so many ways to share needs no neighbour; a shorter one stands below a part of the head.
_SHARE_ROW, _HEAD_PARTS = 3, _HEAD + LETTER[Part.credit] + LETTER[Part.caption]
_BREAKING = bytes(chr(code) in PROSE + TITLE + _BODY for code in range(256))
_EVIDENCE = re.compile(f"[{RAISED_CLASS}]")
_SPEAKING = bytes(chr(code) in GONE.union(RAISED_CLASS) for code in range(256))
_RAISING = bytes(chr(code) in RAISED_CLASS for code in range(256))


def chrome_runs(view: View) -> Iterator[Placed]:
    """Claims of rules that need context, in runs of chrome, and on the unknown labels in the midst of a menu."""
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
    """The stretches between two lines of running text in which something may be a run: enough counts for one, and a rule needs context."""
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
    found: tuple[str, frozenset[str], tuple[Rule, ...]] | None = reading.cache.get("label")
    if found is None:
        rules = tuple(rule for rule in reading.open if rule.needs_context)
        found = reading.cache["label"] = view.text(place).casefold(), frozenset(rule.language for rule in rules), rules
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
    claim = Claim(Part.navigation, MENU, because=f"one of {len(weights)} lines in a run, {named} of them known labels")
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


def adjacent_labels(view: View, headlines: Sequence[Headline]) -> Iterator[Placed]:
    """Claims on labels too few for a run, on a page of several stories, by the named line next to them.

    Args:
        view: the lines that count, with the lines of headlines named.
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
    """The rules that would name a line as chrome, given context alone; the letters of what they say it is; whether one shares."""
    found = [rule for rule in reading.open if rule.needs_only_context and LETTER[rule.part] in GONE]
    return found, frozenset(LETTER[rule.part] for rule in found), any(rule.part is Part.social for rule in found)
