"""What the line model says of the lines of a page, in columns, and the claims that it makes of them. Loads no NumPy."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import compress, count

import msgspec

from cleaner.document.claim import MODEL, Claim
from cleaner.document.parts import PageKind, Part
from cleaner.document.result import LineScore, likelihood

# How many digits of a confidence count; with more of them hardly two lines would share a claim.
_DIGITS = 3
_LEAST = 10**-_DIGITS


class LineScores(msgspec.Struct, frozen=True, eq=False):
    """What the model says of some lines of a page, as columns of one value a line.

    Args:
        lines: the numbers of these lines, rising.
        body: the probability, 0 to 1, that each is body.
        confidence: how sure the model is that each is chrome, a float from 0 to 1: 1 less the probability, or less where it must not be so
            sure; 0.0 where the best choice for the page keeps the line.
        parts: the part that each most resembles if it is chrome.
        reasons: what spoke most for each, strongest first, as places in the table of phrases.
        phrases: the table: reasons in a few words each.
        kind: what kind of page it is.
        kind_probability: how sure that is, 0 to 1.
    """

    lines: Sequence[int]
    body: Sequence[float]
    confidence: Sequence[float]
    parts: Sequence[Part]
    reasons: Sequence[tuple[int, ...]]
    phrases: Sequence[str]
    kind: PageKind
    kind_probability: float

    def claims(self, least: float = 0.0) -> dict[int, Claim]:
        """Line numbers to the claim that the line is chrome, if it is that sure and more than 0; equal claims are one object."""
        made: dict[tuple[Part, float, str, tuple[int, ...]], Claim] = {}
        found: dict[int, Claim] = {}
        # Few lines of most pages are claimed; the others cost no step of Python. What rounding may add is added before.
        near = max(least, _LEAST) - _LEAST / 2
        for row in compress(count(), map(near.__le__, self.confidence)):
            confidence = round(self.confidence[row], _DIGITS)
            if confidence > 0 and confidence >= least:
                key = (self.parts[row], confidence, likelihood(self.body[row]), self.reasons[row])
                found[self.lines[row]] = made.get(key) or made.setdefault(key, self._claim(*key))
        return found

    def _claim(self, part: Part, confidence: float, likely: str, reasons: tuple[int, ...]) -> Claim:
        return Claim(part, MODEL, confidence, "; ".join([*(self.phrases[reason] for reason in reasons), likely]))

    def of(self, line: int) -> LineScore | None:
        """What is said of the line of this number; None where it was not scored."""
        row = bisect_left(self.lines, line)
        if row == len(self.lines) or self.lines[row] != line:
            return None
        reasons = tuple(self.phrases[reason] for reason in self.reasons[row])
        return LineScore(float(self.body[row]), float(self.confidence[row]), self.parts[row], reasons)


class Scored(msgspec.Struct, frozen=True):
    """Scores, and for which lines of a page they hold.

    Args:
        first: the first line of the page that they hold for.
        end: the line after the last one.
        above: by how much the number of a line on the page is less than the one that the scores call it by; a page may begin further down
            than what was scored.
    """

    scores: LineScores
    first: int
    end: int
    above: int = 0

    def cut(self, first: int, end: int) -> Scored:
        """The same for the lines from `first` to before `end` alone, numbered from the first of them."""
        return Scored(self.scores, max(self.first, first) - first, min(self.end, end) - first, self.above + first)

    def moved(self, lines: int) -> Scored:
        """The same on a page with so many lines more above."""
        return Scored(self.scores, self.first + lines, self.end + lines, self.above - lines)


class PageScores(msgspec.Struct, frozen=True, eq=False, dict=True):
    """What the model says of a page, in order: of each stretch that was scored, and again of what was left of it."""

    scored: tuple[Scored, ...]

    def of(self, line: int) -> LineScore | None:
        """What was last said of the line of this number, so that it is what counted; None where it was never scored."""
        for one in reversed(self.scored):
            if one.first <= line < one.end and (score := one.scores.of(line + one.above)):
                return score
        return None

    @property
    def kind(self) -> PageKind:
        """What kind of page it is: what the model took most of its lines for, as they came."""
        return self._kind[0]

    @property
    def kind_probability(self) -> float:
        """How sure that is, 0 to 1."""
        return self._kind[1]

    @cached_property
    def _kind(self) -> tuple[PageKind, float]:
        # Of a stretch the first scores count: those of the lines as they came.
        stretches = {(one.first, one.end): one for one in reversed(self.scored)}.values()
        weights: dict[PageKind, float] = defaultdict(float)
        for one in stretches:
            weights[one.scores.kind] += one.scores.kind_probability * (one.end - one.first)
        kind = max(PageKind, key=weights.__getitem__)
        return kind, weights[kind] / sum(one.end - one.first for one in stretches)


def page_scores(scored: Iterable[Scored]) -> PageScores | None:
    """The scores of a page, in the order in which they were made; None where none of its lines was scored."""
    held = tuple(one for one in scored if one.first < one.end)
    return PageScores(held) if held else None
