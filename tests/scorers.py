"""Made-up models of lines, for tests of what is done with what a model says."""

from __future__ import annotations

from dataclasses import dataclass, field
from zlib import crc32

from cleaner import Part
from cleaner.document.parts import PageKind
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import BLANK
from cleaner.model.scores import LineScores

PHRASES = ("all in capitals", "few words", "nothing like it near", "running text")
SURE = 0.99


def scores(lines: dict[int, tuple[float, float]], kind: PageKind = PageKind.article, part: Part = Part.navigation) -> LineScores:
    """Scores of lines, each given as the probability that it is body and the confidence that it is chrome."""
    reasons = [(0, 1, 2) if sure else (3, 1, 2) for _, sure in lines.values()]
    body, confidence = [one for one, _ in lines.values()], [sure for _, sure in lines.values()]
    return LineScores(list(lines), body, confidence, [part] * len(lines), reasons, PHRASES, kind, 0.75)


@dataclass
class Capitals:
    """Takes lines in capitals for chrome.

    Args:
        confidence: how sure it is of that.
        asked: for each time it was asked, the lines that it scored, and the kind of page that it was told.
    """

    confidence: float = SURE
    asked: list[tuple[list[str], PageKind | None]] = field(default_factory=list)

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """A line is chrome or it is not."""
        found = {line: blocks.texts[line] for line, letter in enumerate(left) if letter != BLANK}
        self.asked.append((list(found.values()), kind))
        told = {line: (1 - self.confidence, self.confidence) if text.isupper() else (0.9, 0.0) for line, text in found.items()}
        return scores(told, kind or PageKind.article)


@dataclass(frozen=True)
class Random:
    """Throws dice for each line, which fall as the line and those around it tell: each line that goes may take others along.

    Args:
        seed: which dice.
        share: how many of 100 lines it takes for chrome, beyond any doubt that a policy has.
        reach: how many lines on either side count.
    """

    seed: int
    share: int
    reach: int

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """What the dice say."""
        lines = [line for line, letter in enumerate(left) if letter != BLANK]
        texts = [blocks.texts[line] for line in lines]
        told = {}
        for place, line in enumerate(lines):
            around = "\n".join(texts[max(place - self.reach, 0) : place + self.reach + 1])
            chrome = crc32(f"{self.seed}\n{texts[place]}\n{around}".encode("utf-8", "surrogatepass")) % 100 < self.share
            told[line] = (0.0, 1.0) if chrome else (0.5, 0.5)
        return scores(told, part=Part.teaser)


class Last:
    """Takes the last line for chrome, whichever it is: with it, no page comes to rest before it is empty."""

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """Each line but the last is body."""
        lines = [line for line, letter in enumerate(left) if letter != BLANK]
        return scores({line: (0.01, SURE) if line == lines[-1] else (0.9, 0.0) for line in lines})
