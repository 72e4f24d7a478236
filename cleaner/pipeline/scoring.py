"""Who is asked how likely each line of a page is to be body."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from cleaner.document.finders import MODEL
from cleaner.document.page_kind import PageKind
from cleaner.document.policy import Policy
from cleaner.document.records import dataclass
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import COMPANY, PLACED, PROSE
from cleaner.model.scores import LineScores
from cleaner.passes.heads import Head

# A line of running text, by its kind; and so many characters of it below a headline are a story.
_PROSE, _STORY = frozenset({PROSE, COMPANY[PROSE], PLACED[PROSE]}), 300
# A headline opens no story if more than this share of the text below it is chrome; below a byline or date that text must also be less
# likely to be body than this.
_MOST, _LIKELY = 0.5, 0.1


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
    below = _below(found, scores, blocks)
    sizes = [sum(size for size, _, sure in own if not sure) for own in below]
    most = max(sizes, default=0)
    # A byline or date makes a short text a story too.
    least = [1 if head.dated else _STORY for head in found]
    return [head for head, size, enough in zip(found, sizes, least, strict=True) if size >= enough and (head.marked or size == most)]


def among_chrome(found: Sequence[Head], scores: LineScores, blocks: Blocks) -> set[int]:
    """The headlines of heads that open no story: most of the text below is chrome, or below a byline or date it is hardly ever body.

    Args:
        found: heads of the page, in order.
        scores: what the model says of its lines.
        blocks: the page's blocks.
    """
    apart = set()
    for head, own in zip(found, _below(found, scores, blocks), strict=True):
        gone = sum(size for size, _, sure in own if sure)
        if gone > _MOST * sum(size for size, _, _ in own) and not (
            head.dated and sum(size * (body - _LIKELY) for size, body, _ in own) > 0
        ):
            apart.add(head.headline)
    return apart


def _below(found: Sequence[Head], scores: LineScores, blocks: Blocks) -> list[list[tuple[int, float, float]]]:
    """Of each line of running text between a head and the next: its characters, how likely it is body, how sure it is chrome."""
    prose = [row for row in zip(scores.lines, scores.body, scores.confidence, strict=True) if blocks.kinds[row[0]] in _PROSE]
    ends = [*(head.first for head in found[1:]), len(blocks.kinds)]
    return [
        [(len(blocks.texts[line]), body, sure) for line, body, sure in prose if head.headline < line < end]
        for head, end in zip(found, ends, strict=False)
    ]


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
