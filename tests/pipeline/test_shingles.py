"""Words, runs of words, and how much two texts have in common."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.pipeline.shingles import Sketches, resemblance, shingles, words
from tests.laws.pages import raw_texts


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Port of Varn — REOPENS!", ("port", "of", "varn", "reopens")),
        ("xAI’s “chip”", ("xai", "s", "chip")),
        ("Adver\u00adtise\u200bment", ("advertisement",)),
        ("ﬁne caf\u0065\u0301", ("fine", "café")),
        ("AI芯片。", ("ai", "芯", "片")),
        ("हिन्दी में", ("हिन्दी", "में")),
        ("… — 😀", ()),
    ],
)
def test_words_are_read_without_case_and_marks(text: str, read: tuple[str, ...]) -> None:
    """How a site spells quotes, ligatures and hyphens is not what a story says; scripts without spaces count characters."""
    assert words(text) == read


def test_shingles_are_runs_of_five_words() -> None:
    """Six words are two runs; fewer than five are one."""
    assert [shingles(words(text)) for text in ("a b c d e f", "a b", "")] == [{"a b c d e", "b c d e f"}, {"a b"}, {""}]


def test_resemblance_is_the_share_of_runs_that_both_have() -> None:
    """Of the four runs that either has, two are in both."""
    assert resemblance(shingles(words("a b c d e f g")), shingles(words("b c d e f g h"))) == 2 / 4


@given(st.lists(raw_texts(), min_size=1, max_size=4))
def test_a_text_that_was_taken_in_is_found_again(texts: list[str]) -> None:
    """Equal texts have all bands in common, whatever characters they hold."""
    sketches = Sketches()
    for number, text in enumerate(texts):
        sketches.add(number, shingles(words(text)))

    assert [number in sketches.add(len(texts) + number, shingles(words(text))) for number, text in enumerate(texts)] == [True] * len(texts)
