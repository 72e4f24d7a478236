"""Hashed phrases and paths: the same numbers from either form of the module, and those that its words say."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import hashing
from tests.model.kernels import as_python

_SPACELESS = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff"
_WORD = re.compile(rf"[{_SPACELESS}]|[^\W{_SPACELESS}]+")
_PLAIN = as_python(hashing)
_FORMS = [pytest.param(_PLAIN, id="python"), pytest.param(hashing, id="installed")]
_MASK = 0xFFFFFFFF

_words = st.sampled_from(
    ["Share", "on", "İstanbul", "ΟΔΟΣ", "12", "2024年", "東京都", "ไทย", "naïve", "_x", "…", "²", "٣", "ｶﾅ", "한국어", "𝒜b"]
)
_lines = st.one_of(
    st.lists(_words, max_size=12).map(" ".join), st.lists(_words, min_size=38, max_size=70).map(" ".join), st.text(max_size=30)
)


def _hash(word: str) -> int:
    number = 0x811C9DC5
    for character in word:
        number = (number ^ ord("0" if character.isdigit() else character)) * 0x01000193 & _MASK
    return number


def _mixed(number: int) -> int:
    number = (number ^ number >> 16) * 0x2C1B3C6D & _MASK
    number = (number ^ number >> 12) * 0x297A2D39 & _MASK
    return number ^ number >> 15


def _followed(before: int, number: int) -> int:
    return (_mixed(before) ^ number) * 0x01000193 & _MASK


def _expected(text: str) -> Counter[int]:
    """The phrases of a line in 32 bits, as the docstrings of the module describe them."""
    words = [_hash(word) for word in _WORD.findall(text.lower())]
    count = len(words)
    parts = [words[:40], words[-20:]] if count > 60 else [words]
    said = [(word, 1) for part in parts for word in part]
    said += [(_followed(*pair), 2) for part in parts for pair in pairwise(part)]
    if words:
        length = next(number for number, most in enumerate([0, 1, 2, 3, 4, 8, 16, 32, count]) if count <= most)
        said += [(words[0], 3), (words[-1], 4), (_followed(words[0], length), 5)]
    if 0 < count <= 8:
        whole = 0
        for word in words:
            whole = _followed(whole, word)
        said.append((whole, 6))
    return Counter(_mixed((number ^ kind * 0x1E3779B1) & _MASK) for number, kind in said)


@pytest.mark.parametrize("form", _FORMS)
@given(texts=st.lists(_lines, max_size=6))
def test_phrases_are_those_of_each_line(form: Any, texts: list[str]) -> None:
    """Each line has the phrases of its words, wherever it stands among others."""
    ids, offsets = form.phrase_ids(texts, 32)

    assert (ids.dtype, offsets.dtype, len(offsets), offsets[0]) == (np.uint32, np.int32, len(texts) + 1, 0)
    assert [Counter(ids[start:end].tolist()) for start, end in pairwise(offsets)] == list(map(_expected, texts))


@given(st.lists(_lines, max_size=6), st.integers(1, 32))
def test_either_form_gives_the_same_phrases(texts: list[str], bits: int) -> None:
    """Compiled or not, the module gives the same bytes, in the same order, the lower bits of those of more buckets."""
    ids, offsets = hashing.phrase_ids(texts, bits)
    plain_ids, plain_offsets = _PLAIN.phrase_ids(texts, bits)

    assert (ids.tobytes(), offsets.tobytes()) == (plain_ids.tobytes(), plain_offsets.tobytes())
    np.testing.assert_array_equal(ids, hashing.phrase_ids(texts, 32)[0] & ((1 << bits) - 1))


@given(st.lists(st.lists(st.sampled_from(["div", ".post", "0:#main", "", "日本"]) | st.text(max_size=5), max_size=5), max_size=5))
def test_either_form_gives_the_same_steps(steps: list[list[str]]) -> None:
    """A step has the same number on every path and in either form, and different ones have different numbers."""
    ids, offsets = hashing.path_ids(steps, 32)
    plain_ids, plain_offsets = _PLAIN.path_ids(steps, 32)
    flat = [name for names in steps for name in names]

    assert (ids.tolist(), offsets.tolist()) == (plain_ids.tolist(), plain_offsets.tolist())
    assert np.diff(offsets).tolist() == [len(names) for names in steps]
    assert len(set(zip(flat, ids.tolist(), strict=True))) == len(set(flat)) == len(set(ids.tolist()))


def test_the_hash_stays_as_it_is() -> None:
    """Weights hold for these numbers: a change of the hash is a change of the format of weights."""
    assert hashing.phrase_ids(["Read more"], 18)[0].tolist() == [38774, 191368, 142555, 156581, 171289, 139799, 102585]
    assert hashing.path_ids([["nav", ".menu"]], 18)[0].tolist() == [76634, 10230]


@given(lines=st.lists(st.lists(st.integers(0, _MASK), max_size=5), max_size=6), seed=st.integers(0, 99))
def test_sums_are_means_over_phrases(lines: list[list[int]], seed: int) -> None:
    """What a table says of a line is the mean over its phrases, whose lower bits name the bucket."""
    table = np.random.default_rng(seed).integers(-127, 128, 64, dtype=np.int8)
    ids = np.array([number for line in lines for number in line], np.uint32)
    offsets = np.cumsum([0, *map(len, lines)]).astype(np.int32)
    expected = [0.25 * (sum(int(table[number % 64]) for number in line) / len(line)) if line else 0 for line in lines]

    np.testing.assert_array_equal(hashing.sums(table, 0.25, ids, offsets), np.array(expected, np.float32))


def test_faulty_tables_and_offsets_are_refused() -> None:
    """Nothing is read beyond an array."""
    ids = np.zeros(2, np.uint32)
    for length in (0, 3):
        with pytest.raises(ValueError, match=f"power of two, not {length}"):
            hashing.sums(np.zeros(length, np.int8), 1.0, ids, np.array([0, 2], np.int32))
    with pytest.raises(IndexError):
        hashing.sums(np.zeros(2, np.int8), 1.0, ids, np.array([0, 3], np.int32))
