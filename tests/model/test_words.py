"""The characters and words of lines, in either form of the kernel."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model import kernels, words
from cleaner.model.words import Words, mixed
from tests.model.kernels import as_python

_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=30)
_ASCII = st.text("abc XYZ019.,-", max_size=30)


@pytest.fixture(params=["python", "installed"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kernel from its source, and as it was installed."""
    with monkeypatch.context() as patch:
        patch.setattr(words, "kernels", as_python(kernels) if request.param == "python" else kernels)
        yield


def hash_of(text: str) -> int:
    """The hash of a stretch of a line, by its definition."""
    codes = [48 if category(character) == "Nd" else ord(character.replace("İ", "i").lower()) for character in text]
    total = sum((code + 1) * 0x9E3779B97F4A7C15**place for place, code in enumerate(codes))
    return int(mixed(np.array([total % 2**64], np.uint64))[0])


@pytest.mark.usefixtures("form")
@given(st.lists(_ASCII, max_size=8))
def test_words_are_runs_of_letters_and_digits(lines: list[str]) -> None:
    """Words are those that a pattern for them finds, each with its line and hash, and what is counted of them is right."""
    found = Words.of(lines)
    hits = [(number, hit[0]) for number, line in enumerate(lines) for hit in re.finditer(r"[a-zA-Z0-9]+", line)]

    assert found.lines.tolist() == [number for number, _ in hits]
    assert found.hashes.tolist() == [hash_of(word) for _, word in hits]
    assert found.first.tolist() == [sum(number < line for number, _ in hits) for line in range(len(lines) + 1)]
    for number, line in enumerate(lines):
        whole, of = re.search(r"[a-zA-Z0-9].*[a-zA-Z0-9]|[a-zA-Z0-9]", line), [word for at, word in hits if at == number]
        assert found.whole[number] == (hash_of(whole[0]) if whole else 0)
        assert found.count("capital_words")[number] == sum(word[0].isupper() for word in of)
        assert found.count("number_words")[number] == sum(word[0].isdigit() for word in of)
        assert found.count("years")[number] == sum(word[0].isdigit() and len(word) == 4 for word in of)
        assert found.count("longest_word")[number] == max(map(len, of), default=0)


@pytest.mark.usefixtures("form")
@given(st.lists(_LINE, max_size=6))
def test_characters_are_counted_by_kind(lines: list[str]) -> None:
    """A line has so many characters of each kind and so many signs."""
    found, kinds = Words.of(lines), words.kinds_of_characters()

    for name, kind in zip(words.KINDS, (1 << bit for bit in range(8)), strict=True):
        expected = [sum(kinds[min(ord(character), 0xFFFF)] & kind > 0 for character in f"{line}\n") for line in lines]
        assert found.count(name).tolist() == expected
    for name, signs in words.SIGNS.items():
        assert found.count(f"sign_{name}").tolist() == [sum(character in signs for character in line) for line in lines]


@given(st.lists(_LINE, max_size=6))
def test_either_form_gives_the_same(lines: list[str]) -> None:
    """Compiled or not, the kernel fills the same arrays."""
    found = Words.of(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "kernels", as_python(kernels))
        again = Words.of(lines)

    for name in Words.__struct_fields__:
        np.testing.assert_array_equal(getattr(found, name), getattr(again, name))


def test_case_and_digits_do_not_tell_words_apart() -> None:
    """`Page 12` and `page 34` are the same words."""
    found = Words.of(["Page 12", "page 34"])

    assert found.hashes[:2].tolist() == found.hashes[2:].tolist()


def test_no_letter_changes_the_places_of_others() -> None:
    """Every letter has one code point in lower case, also the one whose small form has two."""
    every = "".join(map(chr, range(0x110000))).replace("\n", "")
    found = Words.of([every, "İstanbul The"])

    assert found.starts.tolist() == [0, len(every) + 1, len(every) + len("İstanbul The") + 2]
    assert found.hashes[-2:].tolist() == [hash_of("istanbul"), hash_of("the")]


def test_a_line_is_no_two_lines() -> None:
    """Nothing is counted beyond the lines that were given."""
    with pytest.raises(ValueError, match="line feed"):
        Words.of(["one\ntwo"])


@pytest.mark.usefixtures("form")
def test_scripts_without_spaces_have_a_word_a_character() -> None:
    """Chinese and Thai are counted by the character, also where letters or digits stand right beside them."""
    assert Words.of(["天气好", "ภาษา", "one two", "AI天气2024好b", "天b", "b天"]).numbers.tolist() == [3, 4, 2, 6, 2, 2]


@given(st.lists(_LINE, min_size=1, max_size=6))
def test_phrases_belong_to_their_lines(lines: list[str]) -> None:
    """A line without words has no phrases, any other has some, and the sums follow the lines."""
    found = Words.of(lines)
    table = np.ones(1 << 8, np.int8)

    assert (found.phrases().sums(table, len(lines)) > 0).tolist() == (found.numbers > 0).tolist()
