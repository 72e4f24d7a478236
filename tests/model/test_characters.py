"""Characters of lines as arrays: words and hashes."""

from __future__ import annotations

import re

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleaner.model.characters import Characters
from cleaner.model.phrases import Words

_LINE = st.text(st.characters(codec="utf-8", exclude_characters="\n\r"), max_size=30)
_ASCII = st.text("abc XYZ019.,-", max_size=30)


@given(st.lists(_ASCII, min_size=1, max_size=8))
def test_words_are_runs_of_letters_and_digits(lines: list[str]) -> None:
    """Words begin and end where a pattern for them would say, on the line they stand in."""
    found = Characters.of(lines)
    starts = found.starts[found.line_of_word]
    said = list(zip(found.line_of_word.tolist(), (found.word_starts - starts).tolist(), (found.word_ends - starts).tolist(), strict=True))

    assert said == [(number, hit.start(), hit.end()) for number, line in enumerate(lines) for hit in re.finditer(r"[a-zA-Z0-9]+", line)]


@given(st.lists(_LINE, max_size=5), _LINE, st.lists(_LINE, max_size=5), _LINE)
def test_a_stretch_has_its_number_wherever_it_stands(before: list[str], line: str, after: list[str], other: str) -> None:
    """The number of a line depends on its characters alone."""
    alone, among = Characters.of([line]), Characters.of([*before, other, line, *after])
    first = len(before) + 1
    one = alone.hashes(alone.starts[:1], alone.starts[1:2] - 1)
    again = among.hashes(among.starts[first : first + 1], among.starts[first + 1 : first + 2] - 1)

    assert one == again


def test_case_and_digits_do_not_tell_words_apart() -> None:
    """`Page 12` and `page 34` are the same words."""
    words = Words.of(Characters.of(["Page 12", "page 34"]))

    assert words.numbers[:2].tolist() == words.numbers[2:].tolist()


def test_no_letter_changes_the_places_of_others() -> None:
    """Every letter has one code point in lower case, also the one whose small form has two."""
    every = "".join(map(chr, range(0x110000)))
    found = Characters.of([every.replace("\n", ""), "İstanbul The"])

    assert len(found.codes) == len(found.kinds) == len(every) + len("İstanbul The") + 1
    assert "".join(map(chr, found.codes[found.starts[1] :])) == "istanbul the\n"


def test_scripts_without_spaces_have_a_word_a_character() -> None:
    """Chinese and Thai are counted by the character."""
    assert Words.of(Characters.of(["天气好", "ภาษา", "one two"])).counts.tolist() == [3, 4, 2]


@given(st.lists(_LINE, min_size=1, max_size=6))
def test_phrases_belong_to_their_lines(lines: list[str]) -> None:
    """A line without words has no phrases, any other has some, and the sums follow the lines."""
    words = Words.of(Characters.of(lines))
    said = words.phrases()
    table = np.ones(1 << 8, np.int8)

    assert (said.sums(table, len(lines)) > 0).tolist() == (words.counts > 0).tolist()
