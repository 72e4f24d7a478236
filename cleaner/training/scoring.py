"""How well pages are cleaned: words in common with the gold text, body lost and chrome removed.

Words as the published benchmark WCXB counts them; body in runs of four words, in which chrome that stays cannot hide body that went.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

_WORD = re.compile(r"\w+")
_RUN = 4


def words(text: str) -> list[str]:
    """The words of a text, without case.

    Args:
        text: the text.
    """
    return _WORD.findall(text.lower())


def runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text; a shorter one is one run.

    Args:
        text: the text.
    """
    found = words(text)
    if len(found) < _RUN:
        return Counter([tuple(found)] if found else [])
    return Counter(zip(*(found[start:] for start in range(_RUN)), strict=False))


def word_f1(found: str, gold: str) -> float:
    """The harmonic mean of the shares of words, of what was found and of the gold text, that are in both.

    Args:
        found: what was taken for body.
        gold: the main content; where it is empty only nothing is right.
    """
    ours, theirs = Counter(words(found)), Counter(words(gold))
    if not ours or not theirs:
        return float(not ours and not theirs)
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


@dataclass
class Score:
    """The sums over some pages.

    Args:
        f1: the word F1 of each page.
        body: runs of body in what was given, and among what was kept.
        chrome: words beyond the gold text in what was given, and in what was kept.
    """

    f1: list[float] = field(default_factory=list)
    body: list[int] = field(default_factory=lambda: [0, 0])
    chrome: list[int] = field(default_factory=lambda: [0, 0])

    def add(self, given: str, kept: str, body: str, gold: str) -> None:
        """Take in a page.

        Args:
            given: its text before.
            kept: all that was kept of it.
            body: what was kept as body.
            gold: its main content.
        """
        self.f1.append(word_f1(body, gold))
        there = runs(given) & runs(gold)
        self.body[0] += there.total()
        self.body[1] += (there & runs(kept)).total()
        wanted = Counter(words(gold))
        for place, text in enumerate((given, kept)):
            found = Counter(words(text))
            self.chrome[place] += found.total() - (found & wanted).total()

    def figures(self) -> dict[str, int | float]:
        """How many pages there were, their mean F1, the share of body that was lost and the share of chrome that was removed."""
        return {
            "pages": len(self.f1),
            "F1": round(sum(self.f1) / max(len(self.f1), 1), 4),
            "body lost": round(1 - self.body[1] / max(self.body[0], 1), 6),
            "chrome removed": round(1 - self.chrome[1] / max(self.chrome[0], 1), 4),
        }
