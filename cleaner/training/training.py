"""The whole training: from folders of pages to weights with a card, cross-validated if wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from importlib.util import find_spec

import msgspec

from cleaner import __version__
from cleaner.errors import ExtraError, ReadingError
from cleaner.model.card import Card
from cleaner.model.weights import Weights
from cleaner.training.examples import examples
from cleaner.training.fitting import EXTRACTED, fitted
from cleaner.training.pages import FOLDS, GoldPage
from cleaner.training.scoring import Score
from cleaner.training.validation import Key, figures, validated

# With fewer pages in a fold, what words say cannot be learned apart from the pages it is tested on.
_LEAST = 5
_LIBRARIES = {
    "lightgbm": "LightGBM",
    "sklearn": "scikit-learn",
    "scipy": "SciPy",
    "html_text": "html-text",
    "inscriptis": "inscriptis",
    "trafilatura": "trafilatura",
}


def check_extra() -> None:
    """Raise if what training needs is not installed.

    Raises:
        ExtraError: if a library is missing.
    """
    for module, library in _LIBRARIES.items():
        if find_spec(module) is None:
            raise ExtraError("training", library, "train")


def trained(pages: Sequence[GoldPage], card: Card, *, measure: bool, say: Callable[[str], None]) -> Weights:
    """Weights that pages teach, their card with what was measured.

    Args:
        pages: the pages.
        card: what is known of them; its seed is what everything is drawn by.
        measure: whether to cross-validate by host, which takes four times as long again.
        say: told what is done next.

    Raises:
        ReadingError: if there are too few pages, or too few hosts to hold some out.
    """
    counts = [sum(page.fold == fold for page in pages) for fold in range(FOLDS)]
    if min(counts) < _LEAST or not any(page.main_content.strip() for page in pages):
        fewest = f"of the {FOLDS} parts by host one has {min(counts)}, and {_LEAST} with text are needed"
        raise ReadingError("the pages", f"are too few to learn from: {fewest}")
    say(f"reading {len(pages):,} pages")
    found = examples(list(pages))
    scores: dict[Key, Score] = {}
    for fold in range(FOLDS) if measure else ():
        say(f"learning without part {fold + 1} of {FOLDS}, and cleaning its pages")
        validated(pages, fold, fitted(found, card, card.seed, fold), scores)
    say("learning from all pages")
    return msgspec.structs.replace(fitted(found, card, card.seed), card=msgspec.structs.replace(card, figures=figures(scores)))


def described(pages: Sequence[GoldPage], data: str, licence: str, seed: int) -> Card:
    """The card of a training on pages.

    Args:
        pages: the pages.
        data: what they are, in words.
        licence: their licence.
        seed: what everything is drawn by.
    """
    settings: dict[str, int | float | str] = {**EXTRACTED, "hosts": len({page.host for page in pages})}
    return Card(data, licence, date.today().isoformat(), __version__, len(pages), seed, settings)
