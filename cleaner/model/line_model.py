"""The line model: from the lines that rules leave open to how likely each is body, and why."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from cleaner.document.page_kind import PageKind
from cleaner.lines.kinds import BLANK
from cleaner.model import decision, reasons, weights
from cleaner.model.forest import Forest
from cleaner.model.parts import resembled
from cleaner.model.reading import read_lines
from cleaner.model.scores import LineScores
from cleaner.model.tables import Tables

if TYPE_CHECKING:
    from cleaner.lines.blocks import Blocks
    from cleaner.model.features import Features
    from cleaner.model.lines import Lines
    from cleaner.model.weights import Card, Weights

SHIPPED = Path(__file__).with_name("line_model.msgpack")
KINDS = tuple(PageKind)


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
        self._numbers = trained.numbers
        self._lines, self._kinds = {}, {}
        for form in ("text", "html"):
            groups = reasons.groups_of(trained.names.get(f"{form}.features", []))
            self._lines[form] = Forest.of(trained, form, groups)
            self._kinds[form] = Forest.of(trained, f"{form}.kind", outputs=len(KINDS))
        self._extracted = Forest.of(trained, "extracted")

    @classmethod
    def load(cls, path: str | Path) -> LineModel:
        """The model of a file of weights.

        Args:
            path: the file.

        Raises:
            ModelError: if it holds none.
        """
        return cls(weights.read(Path(path)))

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
        sums, shares = self._lines[form].shared(_ordered(features, self._lines[form]), reasons.GROUPS)
        body = _probability(sums[:, 0])
        known, likely = self._kind(form, features, kind)
        margin = float(likely @ self._margins(form))
        threshold = decision.page_threshold(body, lines.weight, margin)
        extracted = form == "text" and self._is_extracted(features)
        if extracted:
            threshold = min(threshold, self._numbers["extracted.threshold"])
        sure = decision.confidences(body, lines.weight, threshold, doubtful=extracted)
        return LineScores(
            numbers,
            np.round(body, 4).tolist(),
            np.round(sure, 3).tolist(),
            resembled(features, lines),
            reasons.strongest(shares, body >= threshold),
            reasons.PHRASES,
            known,
            round(float(likely[KINDS.index(known)]), 3),
        )

    def _kind(self, form: str, features: Features, stated: PageKind | None) -> tuple[PageKind, np.ndarray[tuple[int], np.dtype[np.float64]]]:
        if stated is not None:
            return stated, np.eye(len(KINDS))[KINDS.index(stated)]
        sums = self._kinds[form].sums(_ordered(features, self._kinds[form], 1))[0]
        likely = np.exp(sums - sums.max())
        likely /= likely.sum()
        return KINDS[int(np.argmax(likely))], likely

    def _margins(self, form: str) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
        return np.array([self._numbers[f"{form}.margin.{kind}"] for kind in KINDS])

    def _is_extracted(self, features: Features) -> bool:
        """Whether a text looks as if its chrome were gone already."""
        odds = self._extracted.sums(_ordered(features, self._extracted, 1))[0, 0]
        return bool(_probability(odds) > self._numbers["extracted.probability"])


def _ordered(features: Features, forest: Forest, most: int | None = None) -> np.ndarray[tuple[int, int], np.dtype[np.float32]]:
    """The columns that a forest asks for, in its order, of the first lines or of all."""
    if most is None and features.names == forest.features:
        return features.matrix
    place = {name: number for number, name in enumerate(features.names)}
    return np.ascontiguousarray(features.matrix[:most, [place[name] for name in forest.features]])


def _probability(odds: np.ndarray[tuple[int], np.dtype[np.float64]]) -> np.ndarray[tuple[int], np.dtype[np.float64]]:
    result: np.ndarray[tuple[int], np.dtype[np.float64]] = 1 / (1 + np.exp(-np.asarray(odds)))
    return result


@cache
def _shipped() -> LineModel:
    return LineModel(weights.read(SHIPPED))
