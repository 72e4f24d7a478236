"""Cross-validation by host: each page is cleaned by a model that saw no page of its host."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from multiprocessing import get_context
from typing import Any

from cleaner.model.line_model import LineModel
from cleaner.model.weights import Weights
from cleaner.pipeline.clean import clean
from cleaner.pipeline.clean_html import clean_html
from cleaner.training.pages import GoldPage, rendered
from cleaner.training.scoring import Score

# What is measured, and by which policies; of the gold text only how much of it is lost.
MEASURED = ("html", "layout", "inscriptis", "shredded", "gold")
POLICIES = ("thorough", "safe")
_AMONG: dict[str, Any] = {}
# The form, the policy, and of which pages a figure is: those of a kind, those in a folder, or all.
Key = tuple[str, str, str]
# What was given, what was kept of it, what of that is body, and the gold text.
_Texts = tuple[str, str, str, str]


def validated(pages: Sequence[GoldPage], fold: int, weights: Weights, scores: dict[Key, Score]) -> None:
    """Clean the pages of a fold and add what came out to the scores.

    Args:
        pages: all pages.
        fold: the fold.
        weights: what was learned from the others.
        scores: taken in.
    """
    # Processes that are forked have the pages and the model already.
    _AMONG.update(pages=[page for page in pages if page.fold == fold], model=LineModel(weights))
    try:
        with get_context("fork").Pool() as pool:
            some = _AMONG["pages"]
            for page, found in zip(some, pool.imap(_measured, range(len(some)), chunksize=4), strict=True):
                for (form, policy), texts in found:
                    for named in (page.page_type, f"in {page.folder}", "all"):
                        scores.setdefault((form, policy, named), Score()).add(*texts)
    finally:
        _AMONG.clear()


def _measured(number: int) -> list[tuple[tuple[str, str], _Texts]]:
    return list(_texts(_AMONG["pages"][number], _AMONG["model"]))


def _texts(page: GoldPage, model: LineModel) -> Iterator[tuple[tuple[str, str], _Texts]]:
    layout = rendered(page, "layout")
    for form in MEASURED:
        given = layout if form == "html" else rendered(page, form)
        if form != "html" and not (given.strip() and page.main_content.strip()):
            continue
        for policy in POLICIES:
            if form == "html":
                cleaned = clean_html(page.html, url=page.url, policy=policy, model=model)
            else:
                cleaned = clean(given, policy=policy, model=model)
            yield (form, policy), (given, cleaned.text, cleaned.body, page.main_content)


def figures(scores: dict[Key, Score]) -> dict[str, dict[str, int | float]]:
    """The figures by form, policy, and kind of page or folder, as a card holds them.

    Args:
        scores: the sums.
    """
    found: dict[str, dict[str, int | float]] = defaultdict(dict)
    for key in sorted(scores):
        found[", ".join(key)] = scores[key].figures()
    return dict(found)
