"""The whole training: from pages to weights with a card, cross-validated by host if wanted.

How well pages are cleaned is measured in words as the published benchmark WCXB counts them, and the body that is lost in runs of four
words, in which chrome that stays cannot hide body that went.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from importlib.util import find_spec
from multiprocessing import Pool
from typing import TypeAlias

import msgspec

from cleaner import __version__
from cleaner.errors import ExtraError, ReadingError
from cleaner.model.line_model import LineModel
from cleaner.model.weights import Card, Weights
from cleaner.pipeline.cleaner import clean, clean_html
from cleaner.training.fitting import EXTRACTED, fitted
from cleaner.training.pages import FOLDS, GoldPage, examples, rendered

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
# What is measured, and by which policies; of the gold text only how much of it is lost.
MEASURED = ("html", "layout", "inscriptis", "shredded", "gold")
POLICIES = ("thorough", "safe")
# As WCXB counts words; `words_of`, by which lines are labelled, splits scripts without spaces.
_WORD = re.compile(r"\w+")
_RUN = 4
# The form, the policy, and of which pages a figure is: those of a kind, those in a folder, or all.
Key: TypeAlias = tuple[str, str, str]
# What was given, what was kept of it, what of that is body, and the gold text.
_Texts: TypeAlias = tuple[str, str, str, str]


def check_extra() -> None:
    """Raise if what training needs is not installed.

    Raises:
        ExtraError: if a library is missing.
    """
    for module, library in _LIBRARIES.items():
        if find_spec(module) is None:
            raise ExtraError("training", library, "train")


def described(pages: Sequence[GoldPage], data: str, licence: str, seed: int) -> Card:
    """The card of a training on pages, which `data` describes in words."""
    settings: dict[str, int | float | str] = {**EXTRACTED, "hosts": len({page.host for page in pages})}
    return Card(data, licence, date.today().isoformat(), __version__, len(pages), seed, settings)


def trained(pages: Sequence[GoldPage], card: Card, *, measure: bool, say: Callable[[str], None]) -> Weights:
    """Weights that pages teach, their card with what was measured.

    Args:
        measure: whether to cross-validate by host, which takes four times as long again.
        say: called with what is done next.

    Raises:
        ReadingError: if there are too few pages, or too few hosts to hold some out.
    """
    counts = [sum(page.fold == fold for page in pages) for fold in range(FOLDS)]
    if min(counts) < _LEAST or not any(page.main_content.strip() for page in pages):
        fewest = f"of the {FOLDS} parts by host one has {min(counts)}, and {_LEAST} with text are needed"
        raise ReadingError("the pages", f"are too few to learn from: {fewest}")
    say(f"reading {len(pages):,} pages")
    found = examples(pages)
    scores: dict[Key, Score] = {}
    for fold in range(FOLDS) if measure else ():
        say(f"learning without part {fold + 1} of {FOLDS}, and cleaning its pages")
        validate(pages, fold, fitted(found, card, card.seed, fold), scores)
    say("learning from all pages")
    measured = {", ".join(key): scores[key].figures() for key in sorted(scores)}
    return msgspec.structs.replace(fitted(found, card, card.seed), card=msgspec.structs.replace(card, figures=measured))


def validate(pages: Sequence[GoldPage], fold: int, weights: Weights, scores: dict[Key, Score]) -> None:
    """Clean the pages of a fold by weights that others taught, and add what came out to the scores."""
    some, model = [page for page in pages if page.fold == fold], LineModel(weights)
    with Pool() as pool:
        cleaned = pool.imap(_cleaned, ((page, model) for page in some), chunksize=4)
        for page, found in zip(some, cleaned, strict=True):
            for (form, policy), texts in found:
                for key in (page.page_type, f"in {page.folder}", "all"):
                    scores.setdefault((form, policy, key), Score()).add(*texts)


def _cleaned(task: tuple[GoldPage, LineModel]) -> list[tuple[tuple[str, str], _Texts]]:
    return list(_texts(*task))


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


class Score:
    """How well some pages are cleaned."""

    def __init__(self) -> None:
        self._f1: list[float] = []
        self._counts: defaultdict[str, int] = defaultdict(int)

    def add(self, given: str, kept: str, body: str, gold: str) -> None:
        """Take in a page.

        Args:
            given: its text before.
            kept: all that was kept of it.
            body: what was kept as body.
            gold: its main content.
        """
        self._f1.append(word_f1(body, gold))
        there, wanted = _runs(given) & _runs(gold), _words(gold)
        self._counts["body given"] += there.total()
        self._counts["body kept"] += (there & _runs(kept)).total()
        self._counts["chrome given"] += (_words(given) - wanted).total()
        self._counts["chrome kept"] += (_words(kept) - wanted).total()

    def figures(self) -> dict[str, int | float]:
        """How many pages there were, their mean F1, the share of body that was lost and the share of chrome that was removed."""
        counts = self._counts
        return {
            "pages": len(self._f1),
            "F1": round(sum(self._f1) / max(len(self._f1), 1), 4),
            "body lost": round(1 - counts["body kept"] / max(counts["body given"], 1), 6),
            "chrome removed": round(1 - counts["chrome kept"] / max(counts["chrome given"], 1), 4),
        }


def word_f1(found: str, gold: str) -> float:
    """The harmonic mean of the shares of words, of what was found and of the gold text, that are in both.

    Args:
        found: what was taken for body.
        gold: the main content; where it is empty only nothing is right.
    """
    ours, theirs = _words(found), _words(gold)
    if not ours or not theirs:
        return float(not ours and not theirs)
    return 2 * (ours & theirs).total() / (ours.total() + theirs.total())


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(text.lower()))


def _runs(text: str) -> Counter[tuple[str, ...]]:
    """The runs of four words of a text; a shorter one is one run."""
    found = _WORD.findall(text.lower())
    if len(found) < _RUN:
        return Counter([tuple(found)] if found else [])
    return Counter(zip(*(found[start:] for start in range(_RUN)), strict=False))
