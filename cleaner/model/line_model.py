"""The line model: from the lines that rules leave open to how likely each is body, and why."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cleaner.document.parts import PageKind
from cleaner.lines.kinds import BLANK
from cleaner.model import decision, weights
from cleaner.model.elements import Containers, Paths, container_features, element_columns, template_features
from cleaner.model.features import Features, page_features
from cleaner.model.forest import NamedForest
from cleaner.model.scores import LineScores
from cleaner.model.shapes import Shapes, shapes
from cleaner.model.weights import Vocabulary, Weights
from cleaner.model.words import Doubles

if TYPE_CHECKING:
    from cleaner.lines.blocks import Blocks

KINDS = tuple(PageKind)
# Of a longer line no more characters are read.
_LONGEST_LINE = 100_000
# Columns of elements whose surroundings count too.
_SPREAD = ("linked", "is_heading", "in_list")
# A page of fewer words tells too little of itself: all of it is kept.
_FEW_WORDS = 150
# Odds beyond this, as logarithms, are as good as certain.
_FAR = 30.0
# Only rules are certain.
_MOST_SURE = 0.999
# How much a page may look as if its chrome were gone already before nothing on it is certain to be chrome.
_DOUBTFUL = 0.06


def read_features(blocks: Blocks, numbers: Sequence[int], vocabulary: Vocabulary) -> tuple[Shapes, Features]:
    """The lines of a page that are scored, none of them blank, and all their features, the same for training and for scoring."""
    texts = [blocks.texts[line][:_LONGEST_LINE] for line in numbers]
    # A cleaned page keeps the blank lines below a line that stays; below the last that stays none is kept.
    after = np.array([*(not blocks.texts[line + 1] for line in numbers[:-1]), False], bool)
    lines = shapes(texts, after, vocabulary.common)
    phrase = vocabulary.phrases.odds(lines.words.phrases(), len(texts))
    markup = blocks.markup
    if markup is None:
        return lines, page_features(lines, phrase)
    paths = Paths(markup, numbers)
    own = element_columns(markup, numbers, lines)
    spread = {name: own.pop(name) for name in _SPREAD} | {"path": vocabulary.paths.odds(paths.names(), len(texts))}
    linked = spread["linked"]
    containers = container_features(Containers.of(markup, numbers), lines, linked)
    alone = [Features.of(own), *containers, template_features(paths.signatures(), lines, linked, phrase)]
    return lines, page_features(lines, phrase, spread, alone)


class LineModel:
    """A trained model of lines.

    Raises:
        ModelError: if the weights do not hold together.
    """

    def __init__(self, trained: Weights) -> None:
        self.card = trained.card
        self._vocabulary = Vocabulary.of(trained)
        self._forests = {form: NamedForest.of(trained, form, 1) for form in ("text", "html")}
        self._kind_forests = {form: NamedForest.of(trained, f"{form}.kind", len(KINDS)) for form in ("text", "html")}
        self._extracted_forest = NamedForest.of(trained, "extracted", 1)
        self._shares = {
            form: named.forest.shares(decision.groups_of(named.names), decision.GROUPS) for form, named in self._forests.items()
        }
        self._margins = {form: np.array([trained.number(f"{form}.margin.{kind}") for kind in KINDS]) for form in ("text", "html")}
        self._extracted_threshold = trained.number("extracted.threshold")
        self._extracted_probability = trained.number("extracted.probability")
        self._extracted_probability_of_others = trained.number("extracted.probability.other")

    @classmethod
    def load(cls, path: str | Path) -> LineModel:
        """The model of a file of weights.

        Raises:
            ModelError: if it holds none.
        """
        return cls(weights.load(Path(path)))

    @staticmethod
    def default() -> LineModel:
        """The model that ships with the library, loaded once."""
        return _shipped()

    def score(self, blocks: Blocks, left: str, kind: PageKind | None = None) -> LineScores:
        """How likely each line of a page is body; arguments as for `cleaner.pipeline.scoring.Scorer`."""
        numbers = [line for line, letter in enumerate(left) if letter != BLANK]
        if not numbers:
            return LineScores([], [], [], [], [], decision.REASONS, PageKind.no_content, 1.0)
        lines, features = read_features(blocks, numbers, self._vocabulary)
        form = "text" if blocks.markup is None else "html"
        found = self._forests[form].forest.added(self._forests[form].rows(features), self._shares[form])
        body, shares = _probability(found[:, 0]), found[:, 1:]
        likely = self._kinds(form, features) if kind is None else np.eye(len(KINDS))[KINDS.index(kind)]
        doubt = self._doubt(features, likely) if form == "text" else 0.0
        threshold = decision.page_threshold(body, lines.weight, float(likely @ self._margins[form]))
        threshold = decision.cautious(threshold, self._extracted_threshold, doubt)
        if lines.weight.sum() < _FEW_WORDS:
            threshold = 0.0
        sure = decision.confidences(body, lines.weight, threshold, decision.spared(features), doubtful=doubt > _DOUBTFUL)
        return LineScores(
            numbers,
            np.round(body, 4).tolist(),
            np.minimum(np.round(sure, 3), _MOST_SURE).tolist(),
            decision.parts(features, lines.weight),
            decision.strongest(shares, sure == 0),
            decision.REASONS,
            KINDS[int(np.argmax(likely))],
            round(float(likely.max()), 3),
        )

    def _kinds(self, form: str, features: Features) -> Doubles:
        """How likely the page is of each kind."""
        sums = self._kind_forests[form].sums_of_page(features)
        odds = np.exp(sums - sums.max())
        found: Doubles = odds / odds.sum()
        return found

    def _doubt(self, features: Features, likely: Doubles) -> float:
        """How much a text looks as if its chrome were gone already, from 0 to 1.

        Running text shows by its lines that it is body; where a page is no article, its lines look like those of menus, and a lesser
        probability counts.
        """
        extracted = float(_probability(self._extracted_forest.sums_of_page(features))[0])
        if extracted > self._extracted_probability:
            return 1.0
        other = 1 - float(likely[KINDS.index(PageKind.article)])
        enough = self._extracted_probability_of_others
        return other if extracted >= enough else other * extracted / enough


def _probability(odds: Doubles) -> Doubles:
    found: Doubles = 1 / (1 + np.exp(-np.clip(odds, -_FAR, _FAR)))
    return found


@cache
def _shipped() -> LineModel:
    return LineModel(weights.load(weights.SHIPPED))
