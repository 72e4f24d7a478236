"""From examples to the weights of a line model: linear models over hashed features, then boosted trees, grown by LightGBM."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from multiprocessing import Pool
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np

from cleaner.document.parts import PageKind
from cleaner.errors import ModelError
from cleaner.html.align import words_of
from cleaner.model.elements import Paths
from cleaner.model.forest import Forest
from cleaner.model.line_model import KINDS, read_features
from cleaner.model.weights import Card, LinearModel, Vocabulary, Weights
from cleaner.model.words import Column, Doubles, HashedFeatures, Hashes, Matrix, Words
from cleaner.training.pages import FOLDS, Example, GoldPage

if TYPE_CHECKING:
    from lightgbm import Booster

# What is added to half of the expected F1, by form and kind of page.
MARGINS = {"text": 0.05, "html": 0.05}
MARGINS_OF_KINDS = {
    "text": {PageKind.article: 0.1},
    "html": {PageKind.article: 0.1, PageKind.collection: 0.0, PageKind.documentation: 0.0, PageKind.product: 0.1},
}
# The threshold of a text that looks extracted, and from which probability it does: of any, and of one that is no article.
EXTRACTED = {"extracted.threshold": 0.08, "extracted.probability": 0.25, "extracted.probability.other": 0.06}
# Of a page all lines of so many words are learned from, and so many others drawn; fewer of what was extracted, which is much alike.
_LONG, _DRAWN, _DRAWN_TEXT, _DRAWN_EXTRACTED = 20, 230, 110, 60
# The linear models: their size, their regularisation, how many lines of a page are drawn, and of which forms.
_BUCKETS = 1 << 16
_ALPHA, _EPOCHS = 1e-5, 5
_DRAWN_LINEAR = 150
_FORMS = frozenset({"layout", "shredded", "html"})
# Weights beyond this share of all are cut, so that the rest keep their digits.
_CUT = 0.9995
_COMMON_OF_PAGE, _COMMON, _LEAST_WORDS = 10, 800, 80
# The trees: of lines, and of pages; the fewest lines in a leaf, by form.
_LINES: dict[str, Any] = {
    "objective": "cross_entropy",
    "num_leaves": 31,
    "learning_rate": 0.08,
    "feature_fraction": 0.3,
    "bagging_fraction": 0.7,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "max_bin": 63,
}
_PAGES: dict[str, Any] = {"num_leaves": 12, "learning_rate": 0.1, "feature_fraction": 0.5, "min_data_in_leaf": 20, "lambda_l2": 10}
_STEADY: dict[str, Any] = {"verbose": -1, "deterministic": True, "force_row_wise": True}
_LINE_ROUNDS, _PAGE_ROUNDS = 220, 60
_LEAST = {"text": 200, "html": 100}
_MOST_NODES = 2**15


def fitted(found: Sequence[Example], card: Card, seed: int, held_out: int | None = None) -> Weights:
    """The weights that pages teach.

    What words and names say is a feature of the trees, so for each page it is learned from the pages of other folds.

    Args:
        held_out: a fold that teaches nothing; None if all do.
    """
    known = [each for each in found if each.page.fold != held_out]
    vocabularies = _vocabularies(known, [fold for fold in range(FOLDS) if fold != held_out], seed)
    shipped = vocabularies[None]
    names: dict[str, list[str]] = {}
    arrays: dict[str, Any] = {"common": shipped.common, "phrases.table": shipped.phrases.table, "paths.table": shipped.paths.table}
    for form in ("text", "html"):
        some = [each for each in known if each.is_html == (form == "html")]
        rows = _rows(some, vocabularies, seed)
        names[form] = rows[0].names
        matrix, body, weights = (np.concatenate([getattr(each, name) for each in rows]) for name in ("matrix", "body", "weights"))
        arrays |= _trees(matrix, body, weights, {**_LINES, "min_data_in_leaf": _LEAST[form]}, _LINE_ROUNDS, seed).to_arrays(form)
        pages = np.stack([each.page for each in rows])
        names[f"{form}.kind"] = [name for name in names[form] if name.startswith("page_")]
        kinds = np.array([KINDS.index(each.kind) for each in some], np.float64)
        settings = {**_PAGES, "objective": "multiclass", "num_class": len(KINDS)}
        weights = np.array([each.weight for each in some])
        arrays |= _trees(pages, kinds, weights, settings, _PAGE_ROUNDS, seed).to_arrays(f"{form}.kind")
        if form == "text":
            names["extracted"] = names["text.kind"]
            extracted = np.array([each.is_extracted for each in some], np.float64)
            # Running text is easily told from menus, so articles count less.
            weights = np.array([0.4 if each.kind is PageKind.article else 1.6 for each in some])
            arrays |= _trees(pages, extracted, weights, {**_PAGES, "objective": "binary"}, _PAGE_ROUNDS, seed).to_arrays("extracted")
    return Weights(card, {f"{name}.features": words for name, words in names.items()}, _numbers(shipped), arrays)


def _numbers(vocabulary: Vocabulary) -> dict[str, float]:
    margins = {f"{form}.margin.{kind}": MARGINS_OF_KINDS.get(form, {}).get(kind, MARGINS[form]) for form in MARGINS for kind in KINDS}
    models = {"phrases": vocabulary.phrases, "paths": vocabulary.paths}
    return margins | EXTRACTED | {f"{name}.{key}": getattr(model, key) for name, model in models.items() for key in ("scale", "bias")}


class _Rows(msgspec.Struct, frozen=True, eq=False):
    """The lines of a page that are learned from.

    Args:
        names: the names of the features.
        matrix: a row a line.
        body: for each 1 if it is body, else 0.
        weights: what each counts.
        page: the features of the page as a whole.
    """

    names: list[str]
    matrix: Matrix
    body: Doubles
    weights: Doubles
    page: Column


def _rows(some: Sequence[Example], vocabularies: Mapping[int | None, Vocabulary], seed: int) -> list[_Rows]:
    tasks = ((each, vocabularies[each.page.fold], [seed, number]) for number, each in enumerate(some))
    with Pool() as pool:
        return list(pool.imap(_rows_of, tasks, chunksize=16))


def _rows_of(task: tuple[Example, Vocabulary, list[int]]) -> _Rows:
    each, vocabulary, seed = task
    lines, features = read_features(each.blocks, each.numbers, vocabulary)
    most = _DRAWN if each.is_html else _DRAWN_EXTRACTED if each.is_extracted else _DRAWN_TEXT
    weight = lines.weight.astype(np.float64)
    weights = each.weight * weight / max(20.0, float(weight.sum()))
    long = lines.weight >= _LONG
    short = np.flatnonzero(~long)
    chosen = np.arange(len(weight))
    if len(short) > most:
        drawn = np.random.default_rng(seed).choice(short, most, replace=False)
        weights[drawn] *= len(short) / most
        chosen = np.sort(np.concatenate([np.flatnonzero(long), drawn]))
    page = [place for place, name in enumerate(features.names) if name.startswith("page_")]
    return _Rows(features.names, features.matrix[chosen], each.body[chosen].astype(np.float64), weights[chosen], features.matrix[0, page])


def _vocabularies(known: Sequence[Example], folds: Sequence[int], seed: int) -> dict[int | None, Vocabulary]:
    """The vocabulary that all pages teach, by None, and for each fold the one that all others teach."""
    common = _common_words([each.page for each in known if each.is_html])
    phrases, paths = (_HashedLines(known, paths=paths, seed=seed) for paths in (False, True))
    return {fold: Vocabulary(common, phrases.model(fold), paths.model(fold)) for fold in (*folds, None)}


def _common_words(pages: Sequence[GoldPage]) -> Hashes:
    """The hashes of the words that are among the commonest of several pages' running text, sorted."""
    found: Counter[str] = Counter()
    for page in pages:
        words = [word for word in words_of(page.main_content) if word.isalpha()]
        if len(words) >= _LEAST_WORDS:
            found.update(word for word, _ in Counter(words).most_common(_COMMON_OF_PAGE))
    chosen = sorted(word for word, count in found.most_common(_COMMON) if count > 1)
    return np.sort(Words.of(chosen).whole)


class _HashedLines:
    """The hashed features of lines of many pages as one sparse matrix: those of their words, or of the names on the paths to them."""

    def __init__(self, found: Sequence[Example], *, paths: bool, seed: int) -> None:
        from scipy.sparse import vstack

        random = np.random.default_rng(seed)
        rows, body, weights, folds = [], [], [], []
        for each in found:
            if each.form not in _FORMS or (paths and not each.is_html):
                continue
            words, count = Words.of([each.blocks.texts[line] for line in each.numbers]), len(each.numbers)
            features = Paths(each.blocks.markup, each.numbers).names() if paths and each.blocks.markup else words.phrases()
            long = np.log1p(words.numbers)
            weight = long / max(20.0, float(long.sum()))
            drawn = np.arange(count)
            if count > _DRAWN_LINEAR:
                drawn = np.sort(random.choice(count, _DRAWN_LINEAR, replace=False))
                weight = weight * count / _DRAWN_LINEAR
            rows.append(_sparse(features, count)[drawn])
            body.append(each.body[drawn])
            weights.append(weight[drawn])
            folds.append(np.full(len(drawn), each.page.fold))
        self._rows = vstack(rows).tocsr()
        self._body, self._weights, self._folds = np.concatenate(body), np.concatenate(weights), np.concatenate(folds)
        self._weights *= len(self._weights) / self._weights.sum()
        self._seed = seed

    def model(self, without: int | None) -> LinearModel:
        """The logistic regression over all lines but those of a fold, learned by stochastic gradient descent and rounded to bytes."""
        from sklearn.linear_model import SGDClassifier

        chosen = self._folds != (-1 if without is None else without)
        if len(np.unique(self._body[chosen])) < 2:
            # Lines that are all alike teach nothing.
            return LinearModel(np.zeros(_BUCKETS, np.int8), 1.0, 0.0)
        model = SGDClassifier(loss="log_loss", alpha=_ALPHA, max_iter=_EPOCHS, tol=None, average=True, random_state=self._seed)
        model.fit(self._rows[chosen], self._body[chosen], sample_weight=self._weights[chosen])
        weights = model.coef_[0]
        scale = float(np.quantile(np.abs(weights[weights != 0]), _CUT)) / 127
        return LinearModel(np.clip(np.round(weights / scale), -127, 127).astype(np.int8), scale, float(model.intercept_[0]))


def _sparse(features: HashedFeatures, count: int) -> Any:
    from scipy.sparse import csr_matrix

    numbers = np.maximum(np.bincount(features.lines, minlength=count), 1)
    values = (1 / np.sqrt(numbers))[features.lines]
    return csr_matrix((values, (features.lines, features.buckets(_BUCKETS))), shape=(count, _BUCKETS))


def _trees(matrix: Matrix, labels: Doubles, weights: Doubles, settings: dict[str, Any], rounds: int, seed: int) -> Forest:
    import lightgbm

    data = lightgbm.Dataset(matrix, labels, weight=weights / weights.mean())
    return forest_from_lightgbm(lightgbm.train({**settings, **_STEADY, "seed": seed}, data, rounds))


def forest_from_lightgbm(booster: Booster) -> Forest:
    """The trees of a booster, which give the same raw scores for rows of float32.

    Args:
        booster: grown on features without missing values and categories.

    Raises:
        ModelError: if it asks for something else than whether a feature is at most some number.
    """
    model = booster.dump_model()
    if model.get("average_output"):
        raise ModelError("trees whose mean counts, as those of random forests, cannot be converted; train with boosting")
    trees = [list(_nodes(tree["tree_structure"])) for tree in model["tree_info"]]
    features, thresholds, children, values = zip(*(node for tree in trees for node in tree), strict=True)
    return Forest(
        features=np.array(features, np.int16),
        thresholds=np.array(thresholds, np.float32),
        children=np.array(children, np.int16),
        values=np.array(values, np.float32),
        starts=np.cumsum([0, *map(len, trees[:-1])]).astype(np.int32),
        outputs=(np.arange(len(trees)) % model["num_tree_per_iteration"]).astype(np.uint8),
    )


def at_most(threshold: float) -> np.float32:
    """The greatest number of single precision that is at most some number: no such number lies between the two."""
    with np.errstate(over="ignore"):
        rounded = np.float32(threshold)
        return np.nextafter(rounded, np.float32(-np.inf)) if float(rounded) > threshold else rounded


def _nodes(root: Mapping[str, Any]) -> Iterator[tuple[int, np.float32, tuple[int, int], float]]:
    """The nodes of a tree of LightGBM, level by level: feature, threshold, children and value."""
    nodes = [root]
    for place, node in enumerate(nodes):  # which grows on the way
        if "split_feature" not in node:
            yield 0, np.float32(0), (place, place), node["leaf_value"]
            continue
        _check(node)
        first = len(nodes)
        if first + 2 > _MOST_NODES:
            raise ModelError(f"a tree has more than {_MOST_NODES} nodes; train with fewer leaves")
        nodes += [node["left_child"], node["right_child"]]
        yield node["split_feature"], at_most(node["threshold"]), (first, first + 1), node["internal_value"]


def _check(node: Mapping[str, Any]) -> None:
    """Refuse a question that trees of this library do not ask."""
    if node["decision_type"] != "<=":
        raise ModelError(f"a tree asks whether a feature is {node['decision_type']} something; train without categories")
    if node["missing_type"] != "None":
        raise ModelError("a tree asks whether a feature is missing; train with use_missing=false, or on features without missing values")
    if node["split_feature"] >= 2**15:
        raise ModelError(f"a tree asks for feature {node['split_feature']}; train with fewer than {2**15} features")
