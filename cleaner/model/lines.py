"""Each line by itself and among all others of its page, in columns of numbers."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from cleaner.model import characters as of
from cleaner.model.characters import Characters, Numbers
from cleaner.model.phrases import Words

Column = npt.NDArray[np.float32]
Columns = dict[str, Column]
Mask = npt.NDArray[np.bool_]

_NO_WORD = np.uint64((1 << 64) - 1)
# A character of a script without spaces says about as much as half a word.
_HALF = 0.5
# Words of running text that a line needs to count as prose, and the share of them that are among the commonest of a language.
PROSE_WORDS, PROSE_COMMON = 12, 0.15
# Instead of common words, the share of characters of scripts without spaces; and the share of capital words that prose stays below.
PROSE_UNSPACED, PROSE_CAPITALS = 0.3, 0.7
_CLOSING = "\"'”’»›)]」』*"
_BULLETS = "•‣▪●○◦–—-*·»>"


@dataclass(frozen=True)
class Lines:
    """The lines of a page that are weighed, in order.

    Args:
        characters: their characters.
        words: their words as numbers.
        columns: what each is like, a number a line.
        prose: which are running text.
        weight: how many words each has; a character of a script without spaces counts half.
    """

    characters: Characters
    words: Words
    columns: Columns
    prose: Mask
    weight: Column


def shapes(texts: list[str], after: Mask, common: Numbers) -> Lines:
    """What lines are like by themselves and among all others of their page.

    Args:
        texts: the lines, none blank.
        after: for each, whether a blank line follows it.
        common: the numbers of the commonest words of many languages, sorted.
    """
    characters = Characters.of(texts)
    words = Words.of(characters)
    unspaced = characters.count(characters.kinds & of.IDEOGRAPH > 0)
    weight = words.counts.astype(np.float32) - _HALF * unspaced
    columns = _shares(characters, words, weight, unspaced, common) | _edges(characters)
    columns |= {
        "after": after.astype(np.float32),
        "before": np.concatenate([[True], after[:-1]]).astype(np.float32),
        "longest_word": _longest(characters, len(texts)),
        "year": _years(characters, words, len(texts)),
    }
    for name, column in zip(of.SIGNS, characters.signs().T, strict=True):
        columns[f"sign_{name}"] = np.minimum(column, 10).astype(np.float32)
    spelled = (columns["common"] >= PROSE_COMMON) | (columns["unspaced"] > PROSE_UNSPACED)
    prose = (weight >= PROSE_WORDS) & spelled & (columns["capitals"] < PROSE_CAPITALS)
    columns["prose"] = prose.astype(np.float32)
    columns |= _repeats(words, prose, len(texts))
    return Lines(characters, words, columns, prose, weight)


def _shares(characters: Characters, words: Words, weight: Column, unspaced: Column, common: Numbers) -> Columns:
    """How long lines are, and which share of their characters and words is of which kind."""
    kinds, count = characters.kinds, characters.count
    length = (np.diff(characters.starts) - 1).astype(np.float32)
    letters, whole, per_word = count(kinds & of.LETTER > 0), np.maximum(length, 1), np.maximum(words.counts, 1).astype(np.float32)
    # One number more, so that there is one at every place; no word's is the greatest of all.
    is_common = np.append(common, _NO_WORD)[np.searchsorted(common, words.numbers)] == words.numbers
    first = kinds[characters.word_starts]

    def by_word(mask: Mask) -> Column:
        return divided(np.bincount(words.lines, mask, len(length)).astype(np.float32), per_word)

    def divided(one: Column, other: Column) -> Column:
        return np.divide(one, other, dtype=np.float32)

    return {
        "length": np.log1p(length),
        "words": np.log1p(weight),
        "word_length": divided(letters, per_word),
        "upper": divided(count(kinds & of.UPPER > 0), np.maximum(letters, 1)),
        "capitals": by_word(first & of.UPPER > 0),
        "letters": divided(letters, whole),
        "digits": divided(count(kinds & of.DIGIT > 0), whole),
        "numbers": by_word(first & of.DIGIT > 0),
        "marks": divided(count(kinds & of.MARK > 0), whole),
        "currency": count(kinds & of.CURRENCY > 0),
        "unspaced": divided(unspaced, whole),
        "common": by_word(is_common),
        "stops": np.minimum(count(kinds & of.STOP > 0), 10),
    }


def _edges(characters: Characters) -> Columns:
    """How lines begin and end; lines are not blank."""
    kinds, codes, first = characters.kinds, characters.codes, characters.starts[:-1]
    last = np.maximum(characters.starts[1:] - 2, first)
    # A closing quote or bracket after a stop hides it.
    last = last - (np.isin(codes[last], [ord(sign) for sign in _CLOSING]) & (last > first))
    return {
        "ends_in_stop": ((kinds[last] & of.STOP) > 0).astype(np.float32),
        "ends_in_mark": ((kinds[last] & of.MARK) > 0).astype(np.float32),
        "ends_in_colon": np.isin(codes[last], [ord(":"), 0xFF1A]).astype(np.float32),
        "ends_in_dots": (codes[last] == ord("…")).astype(np.float32) + ((codes[last] == 46) & (codes[np.maximum(last - 1, 0)] == 46)),
        "begins_upper": ((kinds[first] & of.UPPER) > 0).astype(np.float32),
        "begins_lower": ((kinds[first] & (of.LETTER | of.UPPER | of.IDEOGRAPH)) == of.LETTER).astype(np.float32),
        "begins_digit": ((kinds[first] & of.DIGIT) > 0).astype(np.float32),
        "bullet": np.isin(codes[first], [ord(sign) for sign in _BULLETS]).astype(np.float32),
    }


def _longest(characters: Characters, count: int) -> Column:
    longest = np.zeros(count, np.float32)
    np.maximum.at(longest, characters.line_of_word, (characters.word_ends - characters.word_starts).astype(np.float32))
    return np.minimum(longest, 40)


def _years(characters: Characters, words: Words, count: int) -> Column:
    four = (characters.word_ends - characters.word_starts == 4) & (characters.kinds[characters.word_starts] & of.DIGIT > 0)
    return np.minimum(np.bincount(words.lines, four, count), 3).astype(np.float32)


def _repeats(words: Words, prose: Mask, count: int) -> Columns:
    """How often each line, its first word and its words come on the page, and how many of them in its prose."""
    _, place, copies = np.unique(words.whole, return_inverse=True, return_counts=True)
    _, word_place, word_copies = np.unique(words.numbers, return_inverse=True, return_counts=True)
    first = np.zeros(count, np.int64)
    filled = np.flatnonzero(words.counts)
    first[filled] = word_place[words.first[filled]] + 1
    _, first_place, first_copies = np.unique(first, return_inverse=True, return_counts=True)
    of_prose = prose[words.lines]
    in_prose = np.bincount(word_place, of_prose, len(word_copies))
    per_word = np.maximum(words.counts, 1)
    # What the line itself adds to the prose says nothing.
    elsewhere = in_prose[word_place] - of_prose > 0
    long_words = np.bincount(words.lines, minlength=count)
    earlier = np.zeros(count, np.float32)
    order = np.argsort(place, kind="stable")
    same = place[order][1:] == place[order][:-1]
    earlier[order[1:][same]] = 1
    return {
        "copies": np.log2(copies[place]).astype(np.float32),
        "is_copy": earlier,
        "first_copies": np.log2(first_copies[first_place]).astype(np.float32),
        "word_copies": (np.bincount(words.lines, np.log2(word_copies[word_place]), count) / per_word).astype(np.float32),
        "in_prose": (np.bincount(words.lines, elsewhere, count) / per_word).astype(np.float32),
        "new_words": (np.bincount(words.lines, word_copies[word_place] == 1, count) / np.maximum(long_words, 1)).astype(np.float32),
    }
