"""Linear models over hashed words and names: logistic regressions, learned by stochastic gradient descent and rounded to bytes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cleaner.html.align import words_of
from cleaner.model.characters import Characters, Numbers
from cleaner.model.paths import Paths
from cleaner.model.phrases import Hashed, Words
from cleaner.model.tables import Table
from cleaner.training.examples import Example
from cleaner.training.pages import GoldPage

_BUCKETS = 1 << 16
_ALPHA, _EPOCHS = 1e-5, 5
# Weights beyond this share of all are cut, so that the rest keep their digits.
_CUT = 0.9995
# Of a page so many lines are drawn.
_LINES = 150
_FORMS = frozenset({"layout", "shredded", "html"})
_COMMON_OF_PAGE, _COMMON, _LEAST_WORDS = 10, 800, 80


def common_words(pages: Sequence[GoldPage]) -> Numbers:
    """The numbers of the words that are among the commonest of several pages' running text, sorted.

    Args:
        pages: the pages.
    """
    found: Counter[str] = Counter()
    for page in pages:
        words = [word for word in words_of(page.main_content) if word.isalpha()]
        if len(words) >= _LEAST_WORDS:
            found.update(word for word, _ in Counter(words).most_common(_COMMON_OF_PAGE))
    chosen = sorted(word for word, count in found.most_common(_COMMON) if count > 1)
    return np.sort(Words.of(Characters.of(chosen)).whole) if chosen else np.zeros(0, np.uint64)


class Said:
    """What is said of the lines of many pages, as one sparse matrix.

    Args:
        found: the pages.
        paths: whether names of elements are said instead of words.
        seed: what lines are drawn by.
    """

    def __init__(self, found: Sequence[Example], *, paths: bool, seed: int) -> None:
        from scipy.sparse import csr_matrix, vstack

        random = np.random.default_rng(seed)
        rows, body, weights, folds = [], [], [], []
        for each in found:
            if each.form not in _FORMS or (paths and not each.is_html):
                continue
            texts = [each.blocks.texts[line] for line in each.numbers]
            words = Words.of(Characters.of(texts))
            said = Paths(each.blocks.markup, each.numbers).hashed() if paths and each.blocks.markup else words.phrases()
            long = np.log1p(words.counts)
            weight = long / max(20.0, float(long.sum()))
            drawn = np.arange(len(texts))
            if len(texts) > _LINES:
                drawn = np.sort(random.choice(len(texts), _LINES, replace=False))
                weight = weight * len(texts) / _LINES
            rows.append(_sparse(csr_matrix, said, len(texts))[drawn])
            body.append(each.body[drawn])
            weights.append(weight[drawn])
            folds.append(np.full(len(drawn), each.page.fold))
        self._rows = vstack(rows).tocsr()
        self._body, self._weights, self._folds = np.concatenate(body), np.concatenate(weights), np.concatenate(folds)
        self._weights *= len(self._weights) / self._weights.sum()
        self._seed = seed

    def table(self, without: frozenset[int]) -> Table:
        """The regression over all lines but those of some folds.

        Args:
            without: the folds.
        """
        from sklearn.linear_model import SGDClassifier

        chosen = ~np.isin(self._folds, list(without))
        if len(np.unique(self._body[chosen])) < 2:
            # Lines that are all alike teach nothing.
            return Table(np.zeros(_BUCKETS, np.int8), 1.0, 0.0)
        model = SGDClassifier(loss="log_loss", alpha=_ALPHA, max_iter=_EPOCHS, tol=None, average=True, random_state=self._seed)
        model.fit(self._rows[chosen], self._body[chosen], sample_weight=self._weights[chosen])
        weights = model.coef_[0]
        scale = float(np.quantile(np.abs(weights[weights != 0]), _CUT)) / 127
        return Table(np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale, float(model.intercept_[0]))


def _sparse(made: type, said: Hashed, count: int) -> npt.NDArray[np.float64]:
    numbers = np.maximum(np.bincount(said.lines, minlength=count), 1)
    values = (1 / np.sqrt(numbers))[said.lines]
    matrix: npt.NDArray[np.float64] = made((values, (said.lines, said.buckets(_BUCKETS))), shape=(count, _BUCKETS))
    return matrix
