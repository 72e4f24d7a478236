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


class Scorer(Protocol):
    """A model of lines.

    What it says must follow from the lines that are not blank: from their order, texts (`Blocks.texts`), kinds and elements. Then what a
    page is cleaned to is scored as it was when it was cleaned, and cleaning it again changes nothing.
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
    if not found:
        return []
    prose = {line for line, sure in zip(scores.lines, scores.confidence, strict=True) if not sure and blocks.kinds[line] in _PROSE}
    ends = [*(head.first for head in found[1:]), len(blocks.kinds)]
    sizes = [
        sum(len(blocks.texts[line]) for line in range(head.headline + 1, end) if line in prose)
        for head, end in zip(found, ends, strict=True)
    ]
    most = max(sizes)
    return [head for head, size in zip(found, sizes, strict=True) if size >= _STORY and (head.marked or size == most)]


def scoring(model: Scorer | None, policy: Policy, kind: str | PageKind | None = None) -> Scoring | None:
    """How lines are scored under a policy; None where they are not, and then no model is loaded.

    Args:
        model: the model; None to go by rules alone.
        policy: what may say that the model is not asked.
        kind: what kind of page each page is, where somebody says so.

    Raises:
        PolicyError: if no kind of page has that name.
    """
    told = PageKind.named(kind)
    if MODEL in policy.disabled:
        return None
    return None if model is None else Scoring(model, told)


def load_model(path: Path) -> Scorer:
    """The model in a file of weights.

    Args:
        path: the file.

    Raises:
        ModelError: if it holds none.
    """
    from cleaner.model.line_model import LineModel  # numpy is loaded with it

    return LineModel.load(path)
