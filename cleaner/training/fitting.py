"""From pages with gold text to the weights of a line model."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from multiprocessing import get_context
from typing import Any

import numpy as np
import numpy.typing as npt

from cleaner.document.parts import PageKind
from cleaner.model.card import Card
from cleaner.model.line_model import KINDS
from cleaner.model.reading import read_lines
from cleaner.model.tables import Table, Tables
from cleaner.model.weights import Weights
from cleaner.training.boosting import line_trees, page_trees
from cleaner.training.examples import Example
from cleaner.training.linear import Said, common_words
from cleaner.training.pages import FOLDS

# Of a page all lines of so many words are learned from, and so many others drawn; fewer of what was extracted, which is much alike.
_LONG, _DRAWN, _DRAWN_TEXT, _DRAWN_EXTRACTED = 20, 230, 110, 60
_LEAST_HTML, _LEAST_TEXT = 100, 200
# What is added to half of the expected F1, by form and kind of page.
MARGINS = {"text": 0.05, "html": 0.05}
MARGINS_OF_KINDS = {
    "text": {PageKind.article: 0.1},
    "html": {PageKind.article: 0.1, PageKind.collection: 0.0, PageKind.documentation: 0.0, PageKind.product: 0.1},
}
# The threshold of a text that looks extracted, and from which probability it does: of any, and of one that is no article.
EXTRACTED = {"extracted.threshold": 0.08, "extracted.probability": 0.25, "extracted.probability.other": 0.06}
_AMONG: dict[str, Any] = {}


@dataclass(frozen=True)
class Rows:
    """The lines of a page that are learned from.

    Args:
        names: the names of the features.
        matrix: one row a line.
        body: for each 1 if it is body, else 0.
        weights: what each counts.
        page: the features of the page as a whole.
    """

    names: list[str]
    matrix: npt.NDArray[np.float32]
    body: npt.NDArray[np.float64]
    weights: npt.NDArray[np.float64]
    page: npt.NDArray[np.float32]


def fitted(found: Sequence[Example], card: Card, seed: int, held_out: int | None = None) -> Weights:
    """The weights that pages teach.

    What words and names say is a feature of the trees, so for each page it is learned from the pages of other folds.

    Args:
        found: the pages in all their forms.
        card: what is known of them.
        seed: what everything that is drawn is drawn by.
        held_out: a fold that teaches nothing; None if all do.
    """
    known = [each for each in found if each.page.fold != held_out]
    folds = [fold for fold in range(FOLDS) if fold != held_out]
    common = common_words([each.page for each in known if each.is_html])
    phrases, paths = Said(known, paths=False, seed=seed), Said(known, paths=True, seed=seed)
    tables = {fold: Tables(common, phrases.table(frozenset({fold})), paths.table(frozenset({fold}))) for fold in folds}
    shipped = Tables(common, phrases.table(frozenset()), paths.table(frozenset()))
    del phrases, paths
    names: dict[str, list[str]] = {}
    arrays: dict[str, Any] = {"common": common, "phrases.table": shipped.phrases.values, "paths.table": shipped.paths.values}
    for form, is_html in (("text", False), ("html", True)):
        some = [each for each in known if each.is_html == is_html]
        rows = _rows(some, tables, seed)
        names[form] = rows[0].names
        arrays |= line_trees(*_together(rows), _LEAST_HTML if is_html else _LEAST_TEXT, seed).to_arrays(form)
        pages = np.stack([each.page for each in rows])
        counts = np.array([each.weight for each in some])
        names[f"{form}.kind"] = [name for name in names[form] if name.startswith("page_")]
        kinds = np.array([KINDS.index(each.kind) for each in some], np.float64)
        arrays |= page_trees(pages, kinds, counts, len(KINDS), seed).to_arrays(f"{form}.kind")
        if not is_html:
            names["extracted"] = names["text.kind"]
            is_extracted = np.array([each.is_extracted for each in some], np.float64)
            arrays |= page_trees(pages, is_extracted, _extracted_weights(some), 1, seed).to_arrays("extracted")
    return Weights(card, {f"{name}.features": words for name, words in names.items()}, _numbers(shipped), arrays)


def _extracted_weights(some: Sequence[Example]) -> npt.NDArray[np.float64]:
    """What each page counts for telling extracted texts from others; running text is easily told from menus, so articles count less."""
    return np.array([0.4 if each.kind is PageKind.article else 1.6 for each in some])


def _numbers(tables: Tables) -> dict[str, float]:
    def of_table(name: str, table: Table) -> dict[str, float]:
        return {f"{name}.scale": table.scale, f"{name}.bias": table.bias}

    margins = {f"{form}.margin.{kind}": MARGINS_OF_KINDS.get(form, {}).get(kind, MARGINS[form]) for form in MARGINS for kind in KINDS}
    return margins | EXTRACTED | of_table("phrases", tables.phrases) | of_table("paths", tables.paths)


def _rows(some: Sequence[Example], tables: dict[int, Tables], seed: int) -> list[Rows]:
    # Processes that are forked have the pages already; sending them would take longer than reading their lines.
    _AMONG.update(some=some, tables=tables, seed=seed)
    try:
        with get_context("fork").Pool() as pool:
            return pool.map(_rows_of, range(len(some)), chunksize=16)
    finally:
        _AMONG.clear()


def _rows_of(number: int) -> Rows:
    each: Example = _AMONG["some"][number]
    lines, features = read_lines(each.blocks, each.numbers, _AMONG["tables"][each.page.fold])
    most = _DRAWN if each.is_html else _DRAWN_EXTRACTED if each.is_extracted else _DRAWN_TEXT
    weight = lines.weight.astype(np.float64)
    weights = each.weight * weight / max(20.0, float(weight.sum()))
    long = lines.weight >= _LONG
    short = np.flatnonzero(~long)
    chosen = np.arange(len(weight))
    if len(short) > most:
        drawn = np.random.default_rng([_AMONG["seed"], number]).choice(short, most, replace=False)
        weights[drawn] *= len(short) / most
        chosen = np.sort(np.concatenate([np.flatnonzero(long), drawn]))
    page = [place for place, name in enumerate(features.names) if name.startswith("page_")]
    return Rows(features.names, features.matrix[chosen], each.body[chosen].astype(np.float64), weights[chosen], features.matrix[0, page])


def _together(rows: Sequence[Rows]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    matrix, body, weights = ([getattr(each, name) for each in rows] for name in ("matrix", "body", "weights"))
    return np.concatenate(matrix), np.concatenate(body), np.concatenate(weights)
