"""Each line by itself and among all others of its page, in columns of numbers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

import msgspec
import numpy as np

from cleaner.model import words as of
from cleaner.model.words import Column, Hashes, Mask, Words

Columns: TypeAlias = Mapping[str, Column]

_NO_WORD = np.uint64((1 << 64) - 1)
# A character of a script without spaces says about as much as half a word.
_HALF = 0.5
# Prose has so many words; such a share of the commonest words of a language, or of characters of scripts without spaces; and less than
# such a share of capital words.
_PROSE_WORDS, _PROSE_COMMON, _PROSE_UNSPACED, _PROSE_CAPITALS = 12, 0.15, 0.3, 0.7
_CLOSING = [*map(ord, "\"'”’»›)]」』*")]
_BULLETS = [*map(ord, "•‣▪●○◦–—-*·»>")]
_COLONS = [*map(ord, ":：")]


class Shapes(msgspec.Struct, frozen=True, eq=False):
    """What the lines of a page are like by themselves.

    Args:
        words: their words.
        columns: their features, by name.
        prose: which are running text.
        weight: how many words each has; a character of a script without spaces counts half.
    """

    words: Words
    columns: Columns
    prose: Mask
    weight: Column


def shapes(texts: list[str], after: Mask, common: Hashes) -> Shapes:
    """What lines are like by themselves and among all others of their page.

    Args:
        texts: the lines, none blank.
        after: for each, whether a blank line follows it.
        common: the hashes of the commonest words of many languages, sorted.
    """
    words = Words.of(texts)
    unspaced = words.count("ideograph")
    weight = words.numbers.astype(np.float32) - np.float32(_HALF) * unspaced
    columns = _shares(words, weight, unspaced, common) | _edges(words)
    columns |= {
        "after": after.astype(np.float32),
        "before": np.concatenate([[True], after[:-1]]).astype(np.float32),
        "longest_word": np.minimum(words.count("longest_word"), 40),
        "year": np.minimum(words.count("years"), 3),
    }
    columns |= {f"sign_{name}": np.minimum(words.count(f"sign_{name}"), 10) for name in of.SIGNS}
    spelled = (columns["common"] >= _PROSE_COMMON) | (columns["unspaced"] > _PROSE_UNSPACED)
    prose = (weight >= _PROSE_WORDS) & spelled & (columns["capitals"] < _PROSE_CAPITALS)
    columns["prose"] = prose.astype(np.float32)
    columns |= _repeats(words, prose)
    return Shapes(words, columns, prose, weight)


def _shares(words: Words, weight: Column, unspaced: Column, common: Hashes) -> dict[str, Column]:
    """How long lines are, and which share of their characters and words is of which kind."""
    length = (np.diff(words.starts) - 1).astype(np.float32)
    letters, count = words.count("letter"), words.numbers
    whole, per_word = np.maximum(length, 1), np.maximum(count, 1).astype(np.float32)
    # One hash more, so that there is one at every place; no word's is the greatest of all.
    is_common = np.append(common, _NO_WORD)[np.searchsorted(common, words.hashes)] == words.hashes
    return {
        "length": np.log1p(length),
        "words": np.log1p(weight),
        "word_length": letters / per_word,
        "upper": words.count("upper") / np.maximum(letters, 1),
        "capitals": words.count("capital_words") / per_word,
        "letters": letters / whole,
        "digits": words.count("digit") / whole,
        "numbers": words.count("number_words") / per_word,
        "marks": words.count("mark") / whole,
        "currency": words.count("currency"),
        "unspaced": unspaced / whole,
        "common": np.bincount(words.lines, is_common, len(length)).astype(np.float32) / per_word,
        "stops": np.minimum(words.count("stop"), 10),
    }


def _edges(words: Words) -> dict[str, Column]:
    """How lines begin and end; lines are not blank."""
    codes, first, kinds = words.codes, words.starts[:-1], of.kinds_of_characters()
    last = np.maximum(words.starts[1:] - 2, first)
    # A closing quote or bracket after a stop hides it.
    last = last - (_is_one_of(codes[last], _CLOSING) & (last > first))
    begins, ends = kinds[np.minimum(codes[first], len(kinds) - 1)], kinds[np.minimum(codes[last], len(kinds) - 1)]
    dots = (codes[last] == ord(".")) & (codes[np.maximum(last - 1, 0)] == ord("."))
    found = {
        "ends_in_stop": ends & of.STOP > 0,
        "ends_in_mark": ends & of.MARK > 0,
        "ends_in_colon": _is_one_of(codes[last], _COLONS),
        "ends_in_dots": (codes[last] == ord("…")) | dots,
        "begins_upper": begins & of.UPPER > 0,
        "begins_lower": begins & (of.LETTER | of.UPPER | of.IDEOGRAPH) == of.LETTER,
        "begins_digit": begins & of.DIGIT > 0,
        "bullet": _is_one_of(codes[first], _BULLETS),
    }
    return {name: column.astype(np.float32) for name, column in found.items()}


def _is_one_of(codes: np.ndarray[tuple[int, ...], np.dtype[np.uint32]], signs: list[int]) -> Mask:
    found: Mask = (codes[:, None] == np.array(signs, np.uint32)).any(axis=1)
    return found


def _repeats(words: Words, prose: Mask) -> dict[str, Column]:
    """How often each line, its first word and its words come on the page, and how many of them in its prose."""
    count = len(words.whole)
    _, first_line, place, copies = np.unique(words.whole, return_index=True, return_inverse=True, return_counts=True)
    _, word_place, word_copies = np.unique(words.hashes, return_inverse=True, return_counts=True)
    first = np.zeros(count, np.int64)
    filled = np.flatnonzero(words.numbers)
    first[filled] = word_place[words.first[filled]] + 1
    first_copies = np.bincount(first)
    of_prose = prose[words.lines]
    in_prose = np.bincount(word_place, of_prose, len(word_copies))
    # What the line itself adds to the prose says nothing.
    elsewhere = in_prose[word_place] - of_prose > 0
    earlier = np.ones(count, np.float32)
    earlier[first_line] = 0
    by_word = {
        "word_copies": np.log2(word_copies)[word_place],
        "in_prose": elsewhere,
        "new_words": word_copies[word_place] == 1,
    }
    per_word = np.maximum(words.numbers, 1)
    return {
        "copies": np.log2(copies)[place].astype(np.float32),
        "is_copy": earlier,
        "first_copies": np.log2(first_copies[first]).astype(np.float32),
        **{name: (np.bincount(words.lines, each, count) / per_word).astype(np.float32) for name, each in by_word.items()},
    }
