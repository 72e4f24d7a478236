"""The line model: from the lines that rules leave open to how likely each is body, and why."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from cleaner.document.parts import PageKind
from cleaner.errors import ModelError
from cleaner.lines.kinds import BLANK
from cleaner.model import decision, reasons, weights
from cleaner.model.parts import resembled
from cleaner.model.reading import read_lines
from cleaner.model.scores import LineScores
from cleaner.model.tables import Tables
from cleaner.model.trees_of_pages import Trees

if TYPE_CHECKING:
    from cleaner.lines.blocks import Blocks
    from cleaner.model.card import Card
    from cleaner.model.features import Features
    from cleaner.model.weights import Weights

KINDS = tuple(PageKind)
# A page of fewer words tells too little of itself: all of it is kept.
_FEW = 150
# Odds beyond this, as logarithms, are as good as certain.
_FAR = 30.0
# Only rules are certain.
_MOST_SURE = 0.999
# How much a page may look as if its chrome were gone already before nothing on it is certain to be chrome.
_DOUBTFUL = 0.06
_NUMBERS = ("extracted.threshold", "extracted.probability", "extracted.probability.other")
Doubles = npt.NDArray[np.float64]


class LineModel:
    """A trained model of lines.

    Args:
        trained: its weights.

    Raises:
        ModelError: if the weights do not hold together.
    """

    def __init__(self, trained: Weights) -> None:
        self.card: Card = trained.card
        self._tables = Tables.of(trained)
        self._number = trained.number
        self._trees = {name: Trees.of(trained, name) for name in ("text", "html", "text.kind", "html.kind", "extracted")}
        for name, trees in self._trees.items():
            if len(trees.forest.base) != (len(KINDS) if name.endswith(".kind") else 1):
                raise ModelError(f"the trees {name!r} of the weights tell other things than this version asks; train them again with it")
        for name in (*(f"{form}.margin.{kind}" for form in ("text", "html") for kind in KINDS), *_NUMBERS):
            trained.number(name)

    @classmethod
    def load(cls, path: str | Path) -> LineModel:
        """The model of a file of weights.

        Args:
            path: the file.

        Raises:
            ModelError: if it holds none.
        """
        return cls(weights.load(Path(path)))

    @staticmethod
    def default() -> LineModel:
        """The model that ships with the library, loaded when first asked for."""
        return _shipped()

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """How likely each line of a page is body.

        Args:
            blocks: the page's blocks.
            left: the kinds of all its lines, blank for those that are blank or removed; the others are scored.
            kind: what kind of page it is, where somebody says so.
        """
        numbers = [line for line, letter in enumerate(left) if letter != BLANK]
        if not numbers:
            return LineScores([], [], [], [], [], reasons.PHRASES, PageKind.no_content, 1.0)
        lines, features = read_lines(blocks, numbers, self._tables)
        form = "text" if blocks.markup is None else "html"
        odds, shares = self._trees[form].shared(features)
        body = _probability(odds)
        known, likely = self._kind(form, features, kind)
        margin = float(likely @ self._margins(form))
        threshold = decision.page_threshold(body, lines.weight, margin)
        doubt = self._doubt(features, likely) if form == "text" else 0.0
        threshold = decision.cautious(threshold, self._number("extracted.threshold"), doubt)
        if lines.weight.sum() < _FEW:
            threshold = 0.0
        sure = decision.confidences(body, lines.weight, threshold, _spared(features), doubtful=doubt > _DOUBTFUL)
        return LineScores(
            numbers,
            np.round(body, 4).tolist(),
            np.minimum(np.round(sure, 3), _MOST_SURE).tolist(),
            resembled(features, lines),
            reasons.strongest(shares, sure == 0),
            reasons.PHRASES,
            known,
            round(float(likely[KINDS.index(known)]), 3),
        )

    def _kind(self, form: str, features: Features, stated: PageKind | None) -> tuple[PageKind, Doubles]:
        if stated is not None:
            return stated, np.eye(len(KINDS))[KINDS.index(stated)]
        sums = self._trees[f"{form}.kind"].sums_of_page(features)
        likely = np.exp(sums - sums.max())
        likely /= likely.sum()
        return KINDS[int(np.argmax(likely))], likely

    def _margins(self, form: str) -> Doubles:
        return np.array([self._number(f"{form}.margin.{kind}") for kind in KINDS])

    def _doubt(self, features: Features, likely: Doubles) -> float:
        """How much a text looks as if its chrome were gone already, from 0 to 1.

        Running text shows by its lines that it is body; where a page is no article, its lines look like those of menus, and a lesser
        probability counts.
        """
        extracted = float(_probability(self._trees["extracted"].sums_of_page(features))[0])
        if extracted > self._number("extracted.probability"):
            return 1.0
        other = 1 - float(likely[KINDS.index(PageKind.article)])
        enough = self._number("extracted.probability.other")
        return other if extracted >= enough else other * extracted / enough


def _spared(features: Features) -> npt.NDArray[np.bool_]:
    """Which lines of a web page are kept, since their elements say what they are: its only first-level heading, and code."""
    if "heading" not in features.names:
        return np.zeros(len(features.matrix), bool)
    first = features.matrix[:, features.names.index("heading")] == 1
    code = features.matrix[:, features.names.index("in_code")] > 0
    return code | first if first.sum() == 1 else code


def _probability(odds: Doubles) -> Doubles:
    found: Doubles = 1 / (1 + np.exp(-np.clip(odds, -_FAR, _FAR)))
    return found


@cache
def _shipped() -> LineModel:
    return LineModel(weights.load(weights.SHIPPED))
