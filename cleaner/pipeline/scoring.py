"""Who is asked how likely each line of a page is to be body."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from cleaner.document.claim import MODEL
from cleaner.document.parts import PageKind
from cleaner.document.policy import Policy
from cleaner.document.records import dataclass
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import COMPANY, PLACED, PROSE
from cleaner.model.scores import LineScores
from cleaner.passes.heads import Head

# A line of running text, by its kind; and so many characters of it below a headline are a story.
_PROSE, _STORY = frozenset({PROSE, COMPANY[PROSE], PLACED[PROSE]}), 300
# A headline opens no story if more than this share of the text below it is chrome; text of so many characters is too long for a teaser.
_MOST, _LONG = 0.5, 1000


class Scorer(Protocol):
    """A model of lines.

    What it says must follow from the lines that are not blank: from their order, texts (`Blocks.texts`), kinds and elements, and from
    which of them a blank line follows, which stays with the line above. Then what a page is cleaned to is scored as it was when it was
    cleaned, and cleaning it again changes nothing.
    """

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """The scores of the lines of a page.

        Args:
            blocks: the page's blocks.
            left: the kinds of all its lines, blank for those that are blank or removed; the others are scored.
            kind: what kind of page it is, where somebody says so.
        """


@dataclass(frozen=True, eq=False)
class Scoring:
    """A model, and how it is asked.

    Args:
        model: the model.
        kind: what kind of page it is told that each page is.
    """

    model: Scorer
    kind: PageKind | None = None

    def scores(self, blocks: Blocks, left: str) -> LineScores:
        """The scores of what is left of a page; noted, since the same is asked for when nothing more was removed.

        Args:
            blocks: the page's blocks.
            left: the kinds of all lines, blank for those that are blank or removed.
        """
        key = (MODEL, left)
        noted: LineScores | None = blocks.noted.get(key)
        if noted is None:
            noted = blocks.noted[key] = self.model.score(blocks, left, self.kind)
        return noted


def standing(found: Sequence[Head], scores: LineScores, blocks: Blocks) -> list[Head]:
    """The heads that stand above a text, by what a model keeps of the lines up to the next head.

    A model that learned from main content takes headlines for chrome, and those of other stories too: only the text below tells them apart.

    Args:
        found: heads of the page, in order.
        scores: what the model says of its lines.
        blocks: the page's blocks.
    """
    below = [_Below.of(head, end, scores, blocks) for head, end in zip(found, _ends(found, blocks), strict=True)]
    most = max((each.kept for each in below), default=0)
    return [head for head, each in zip(found, below, strict=True) if each.stands(head) and (head.marked or each.kept == most)]


def among_chrome(found: Sequence[Head], scores: LineScores, blocks: Blocks) -> set[int]:
    """The headlines of heads that open no story, since what stands below them is chrome.

    Args:
        found: heads of the page, in order.
        scores: what the model says of its lines.
        blocks: the page's blocks.
    """
    ends = zip(found, _ends(found, blocks), strict=True)
    return {head.headline for head, end in ends if _Below.of(head, end, scores, blocks).is_chrome(head)}


@dataclass(frozen=True)
class _Below:
    """The running text between a head and the next, in characters.

    Args:
        size: all of it.
        kept: what a model keeps of it.
    """

    size: int
    kept: int

    @classmethod
    def of(cls, head: Head, end: int, scores: LineScores, blocks: Blocks) -> _Below:
        """The text below a head.

        Args:
            head: the head.
            end: the line where the next one begins.
            scores: what the model says of the lines.
            blocks: the page's blocks.
        """
        rows = range(bisect_right(scores.lines, head.headline), bisect_left(scores.lines, end))
        prose = [(row, len(blocks.texts[scores.lines[row]])) for row in rows if blocks.kinds[scores.lines[row]] in _PROSE]
        kept = sum(size for row, size in prose if not scores.confidence[row])
        return cls(sum(size for _, size in prose), kept)

    def stands(self, head: Head) -> bool:
        """Whether it is a story, whatever the model says of the headline; below a byline or date any text that is kept or long is."""
        return (self.kept > 0 or self.size >= _LONG) if head.dated else self.kept >= _STORY

    def is_chrome(self, head: Head) -> bool:
        """Whether it is none: most of it is chrome, and neither a byline nor a date stands above it."""
        return self.size - self.kept > _MOST * self.size and not head.dated


def _ends(found: Sequence[Head], blocks: Blocks) -> list[int]:
    """For each head the line where the next one begins."""
    return [*(head.first for head in found[1:]), len(blocks.kinds)][: len(found)]


def scoring(model: Scorer | None, policy: Policy, kind: str | PageKind | None = None) -> Scoring | None:
    """How lines are scored under a policy; None where they are not, and then no model is loaded.

    Args:
        model: the model; None for the one that ships with the library.
        policy: what may say that the model is not asked.
        kind: what kind of page each page is, where somebody says so.

    Raises:
        PolicyError: if no kind of page has that name.
    """
    told = PageKind.named(kind)
    if MODEL in policy.disabled:
        return None
    if model is None:
        from cleaner.model.line_model import LineModel  # numpy is loaded with it

        model = LineModel.default()
    return Scoring(model, told)


def load_model(path: Path) -> Scorer:
    """The model in a file of weights.

    Args:
        path: the file.

    Raises:
        ModelError: if it holds none.
    """
    from cleaner.model.line_model import LineModel  # numpy is loaded with it

    return LineModel.load(path)
