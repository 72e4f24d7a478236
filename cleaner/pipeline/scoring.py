"""How a page is cleaned: which model says how likely each line is to be body, and which headlines stand above a story by that."""

from __future__ import annotations

import os
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeAlias, runtime_checkable

import msgspec

from cleaner.document.claim import MODEL
from cleaner.document.parts import PageKind
from cleaner.document.policy import Policy
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import CONTEXT, PLACED, PROSE
from cleaner.model.scores import LineScores
from cleaner.segments.headlines import Headline

# A line of running text, by its kind; and so many characters of it below a headline are a story.
_PROSE, _STORY = frozenset({PROSE, CONTEXT[PROSE], PLACED[PROSE]}), 300
# A headline opens no story if more than this share of the text below it is chrome; text of so many characters is too long for a teaser.
_MOST, _LONG = 0.5, 1000


@runtime_checkable
class Scorer(Protocol):
    """A model of lines.

    What it says must follow from the lines that are not blank: from their order, texts (`Blocks.texts`), kinds and elements, and from
    which of them a blank line follows, which stays with the line above. Then what a page is cleaned to is scored as it was when it was
    cleaned, and cleaning it again changes nothing.
    """

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """The scores of the lines of a page.

        Args:
            left: the kinds of all its lines, blank for those that are blank or removed; the others are scored.
            kind: what kind of page it is, where somebody says so.
        """


Model: TypeAlias = Scorer | str | os.PathLike[str]


class Scoring(msgspec.Struct, frozen=True, eq=False):
    """A model, and what kind of page it takes each page for, where somebody says so."""

    model: Scorer
    kind: PageKind | None = None

    def scores(self, blocks: Blocks, left: str) -> LineScores:
        """The scores of what is left of a page; kept with it, since they are needed again where nothing more was removed."""
        key = (MODEL, left)
        held: LineScores | None = blocks.cache.get(key)
        if held is None:
            held = blocks.cache[key] = self.model.score(blocks, left, self.kind)
        return held


class Options(msgspec.Struct, frozen=True, eq=False):
    """How a page is cleaned.

    Args:
        reference: what "3 hours ago" is counted from.
        scoring: the model; None to go by rules alone.
        one: whether all that is kept is one story.
    """

    policy: Policy
    reference: datetime | None = None
    scoring: Scoring | None = None
    one: bool = False


def scoring(model: Scorer | None, policy: Policy, kind: str | PageKind | None = None) -> Scoring | None:
    """How lines are scored under a policy; None where they are not, and then no model is loaded.

    Args:
        model: the model; None for the one that ships with the library.

    Raises:
        PolicyError: if no kind of page has that name.
    """
    named = PageKind.named(kind)
    if MODEL in policy.disabled:
        return None
    if model is None:
        from cleaner.model.line_model import LineModel  # numpy is loaded with it

        model = LineModel.default()
    return Scoring(model, named)


def check_model(model: Model | None) -> Scorer | None:
    """A model, or the one in the file that a path leads to.

    Raises:
        ModelError: if the file holds none.
        TypeError: if it is neither.
    """
    if isinstance(model, str | os.PathLike):
        return load_model(Path(model))
    if not isinstance(model, Scorer | None):
        raise TypeError(f"model is a LineModel, or the path of its file, not {type(model).__name__}; write LineModel.load(path)")
    return model


def load_model(path: Path) -> Scorer:
    """The model in a file of weights.

    Raises:
        ModelError: if it holds none.
    """
    from cleaner.model.line_model import LineModel  # numpy is loaded with it

    return LineModel.load(path)


def above_stories(found: Sequence[Headline], scores: LineScores, blocks: Blocks) -> list[Headline]:
    """The headlines, in order, that stand above a story, by what a model keeps of the lines up to the next one.

    A model that learned from main content takes headlines for chrome, and those of other stories too: only the text below tells them apart.
    """
    below = _texts_below(found, scores, blocks)
    most = max((each.kept for each in below), default=0)
    return [head for head, each in zip(found, below, strict=True) if each.stands(head) and (head.marked or each.kept == most)]


def among_chrome(found: Sequence[Headline], scores: LineScores, blocks: Blocks) -> set[int]:
    """The lines of headlines that open no story, since what stands below them is chrome."""
    below = _texts_below(found, scores, blocks)
    return {head.headline for head, each in zip(found, below, strict=True) if each.is_chrome(head)}


class _Below(msgspec.Struct, frozen=True):
    """The running text between a head and the next: how many characters it has, and how many of them a model keeps."""

    size: int
    kept: int

    def stands(self, head: Headline) -> bool:
        """Whether it is a story, whatever the model says of the headline; below a byline or date any text that is kept or long is."""
        return (self.kept > 0 or self.size >= _LONG) if head.dated else self.kept >= _STORY

    def is_chrome(self, head: Headline) -> bool:
        """Whether it is none: most of it is chrome, and neither a byline nor a date stands above it."""
        return self.size - self.kept > _MOST * self.size and not head.dated


def _texts_below(found: Sequence[Headline], scores: LineScores, blocks: Blocks) -> list[_Below]:
    ends = [*(head.first for head in found[1:]), len(blocks.kinds)][: len(found)]
    return [_below(head, end, scores, blocks) for head, end in zip(found, ends, strict=True)]


def _below(head: Headline, end: int, scores: LineScores, blocks: Blocks) -> _Below:
    rows = range(bisect_right(scores.lines, head.headline), bisect_left(scores.lines, end))
    prose = [(row, len(blocks.texts[scores.lines[row]])) for row in rows if blocks.kinds[scores.lines[row]] in _PROSE]
    return _Below(sum(size for _, size in prose), sum(size for row, size in prose if not scores.confidence[row]))
