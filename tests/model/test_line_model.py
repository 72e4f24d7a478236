"""The model that ships, asked of pages of every sort."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner.document.page import Page
from cleaner.document.parts import PageKind
from cleaner.errors import ModelError
from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader
from cleaner.model import weights
from cleaner.model.line_model import LineModel, read_features
from cleaner.model.weights import Vocabulary, Weights
from cleaner.rules.ruleset import RuleSet
from tests.laws import texts

PARAGRAPH = "The ferry has run on this route for more than forty years, and nobody in the town can remember a longer pause than this one."
SOME = st.sampled_from([PARAGRAPH, "Home", "天气好。", "© 2024", "\x00", "\ud800", ""])
TEXTS = st.lists(st.one_of(st.text(max_size=60), SOME), max_size=40)


def _blocks(text: str) -> Blocks:
    return Blocks.of(Page(text), Reader(RuleSet.default()))


@pytest.fixture(scope="module")
def trained() -> Weights:
    """The weights that ship."""
    return weights.load(weights.SHIPPED)


@given(TEXTS)
def test_every_line_that_is_left_has_a_probability(lines: list[str]) -> None:
    """Whatever a text holds, each line that is not blank gets one number from 0 to 1, and reasons."""
    blocks = _blocks("\n".join(lines))
    left = "".join(kind if text else " " for kind, text in zip(blocks.kinds, blocks.texts, strict=True))
    scores = LineModel.default().score(blocks, left)

    assert list(scores.lines) == [number for number, kind in enumerate(left) if kind != " "]
    assert all(0 <= body <= 1 for body in scores.body)
    pairs = zip(scores.confidence, scores.body, strict=True)
    assert all(sure == 0 or sure == pytest.approx(1 - body, abs=2e-3) or sure <= 0.9 for sure, body in pairs)
    assert max(scores.confidence, default=0) < 1
    assert 0 <= scores.kind_probability <= 1


@given(TEXTS, TEXTS)
def test_removed_lines_count_for_nothing(kept: list[str], gone: list[str]) -> None:
    """A page is scored as one that never had the lines that were removed."""
    kept = [text for text in kept if text.strip() and text.split("\n") == [text] and "\r" not in text]
    alone = _blocks("\n".join(kept))
    among = _blocks("\n".join([*kept, *[text for text in gone if "\r" not in text]]))
    count = len(alone.kinds)
    model = LineModel.default()
    left = "".join(kind if text else " " for kind, text in zip(alone.kinds, alone.texts, strict=True))

    assert list(model.score(alone, left).body) == list(model.score(among, left + " " * (len(among.kinds) - count)).body)


def test_features_are_numbers(trained: Weights) -> None:
    """No feature of any line is missing or endless."""
    blocks = _blocks("\n".join([PARAGRAPH, "Home", "\x00", "…", "1", "天", "a" * 5000] * 3))
    _, features = read_features(blocks, [n for n, text in enumerate(blocks.texts) if text], Vocabulary.of(trained))

    assert np.isfinite(features.matrix).all()
    assert len(set(features.names)) == len(features.names) == features.matrix.shape[1]


def test_a_page_may_be_said_to_be_of_a_kind() -> None:
    """What the caller says is not weighed again."""
    scores = LineModel.default().score(_blocks(PARAGRAPH), "p", PageKind.forum)

    assert (scores.kind, scores.kind_probability) == (PageKind.forum, 1.0)


@given(st.lists(SOME, max_size=6))
def test_of_a_few_words_nothing_goes(lines: list[str]) -> None:
    """A page that is too short to tell anything of itself is kept whole, under either policy."""
    blocks = _blocks("\n".join(lines))
    scores = LineModel.default().score(blocks, "".join(" " if not text else "p" for text in blocks.texts))

    assert scores.claims() == {}


def test_menus_go_and_paragraphs_stay() -> None:
    """Below a menu the text stands, and each line that the model takes says so and why."""
    menu = ["Home", "World", "Sport", "Business", "Culture", "Weather", "Podcasts", "Games"]
    body = [" ".join(texts.SENTENCES["en"][at : at + 2]) for at in range(6)]
    page = cleaner.clean("\n".join([*menu, *body, "© 2024 The Town Herald"]), policy="thorough")

    assert [line for line in page.text.splitlines() if line not in menu[-2:]] == body
    assert {entry.because.count(";") for entry in page.ledger if entry.finder == "model"} == {3}


@pytest.mark.parametrize("name", ["common", "phrases.table", "text.features", "html.kind.children", "extracted.values"])
def test_weights_without_an_array_are_refused(trained: Weights, name: str) -> None:
    """What is missing is named."""
    arrays = {key: array for key, array in trained.arrays.items() if key != name}

    with pytest.raises(ModelError, match=name.replace(".", r"\.")):
        LineModel(Weights(trained.card, trained.names, trained.numbers, arrays))


def test_weights_that_ask_for_unknown_features_are_refused(trained: Weights) -> None:
    """A feature of another version is named."""
    names = {key: ["colour", *words[1:]] for key, words in trained.names.items()}

    with pytest.raises(ModelError, match="'colour'"):
        LineModel(Weights(trained.card, names, trained.numbers, trained.arrays)).score(_blocks(PARAGRAPH), "p")
