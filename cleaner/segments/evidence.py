"""What may speak for or against a line being the headline of a new story: as numbers, by name, and what it weighs.

What is known of a candidate is a row of features, small numbers in the order of `FEATURES`, which names what each of them means; a value
without a name means nothing. The weights are those of two logistic regressions over these names and pairs of them, learned from
composed scrolls in themes drawn at random and in named ones, and from single articles (`python -m benchmarks.learning`). Their sum with
the bias is the logarithm of the odds. The first weighs what is quickly known, the second all that is known of the lines the first did not
rule out.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import msgspec

from cleaner.lines.kinds import ITEM, NUMBER, PART, PROSE, SENTENCE, TITLE
from cleaner.segments.view import CLOSERS

_Names = tuple[str, ...]


def _by_letter(names: Mapping[str, str]) -> _Names:
    return tuple(names.get(chr(code), "") for code in range(128))


def _shares(of: str, shares: Sequence[str] = ("no", "few", "some", "half of the", "most", "nearly all")) -> _Names:
    return "", *(f"{share} {of}" for share in shares)


_LENGTHS = ("one word", "two words", "three words", "four or five words", "six or seven words", "eight or nine words")
_LONGER = ("ten or eleven words", "twelve to fourteen words", "fifteen to eighteen words", "nineteen words or more")
_LINE_SHAPES = {PROSE: "prose", ITEM: "a list item", SENTENCE: "a short sentence", NUMBER: "no letters", TITLE: "a long title"}
_STEPS = (0, 0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.26, 0.34, 0.45, 1)
_PERCENT = [f"{low:.0%} to {high:.0%}" for low, high in pairwise(_STEPS)]
_PARTS = ("none", "few", "some", "half", "most", "nearly all")
_ALIKE = "other headlines"
# Groups of features, each filled by one function of a kernel.
_ABOVE: tuple[_Names, ...] = (
    ("", "a label above"),
    ("something else above", "the page starts here", "prose above", "text above", "a heading above", "the story above is closed"),
    _by_letter({letter: f"{PART[letter].value.replace('_', ' ')} above" for letter in CLOSERS}),
    ("", "two or three lines close it", "many lines close it"),
    ("", "a heading above what closes it"),
    ("", "many headings above"),
    ("", "the story above those is closed"),
    ("", "a slot above"),
    tuple(f"{share} of the lines above are prose" for share in ("none", "one", "most")),
)
_BELOW: tuple[_Names, ...] = (
    ("", "a byline below", "a date below"),
    ("", "a byline or date directly below", "a byline or date a line later", "a byline or date later"),
    ("", "a byline and a date"),
    ("", "furniture directly below"),
    ("", "page furniture below"),
    ("", "a picture below"),
    ("", "a heading directly below"),
    ("", "two or three headings below", "many headings below"),
    ("", "furniture under the line below"),
    ("", "a byline or date under the line below"),
    ("", "a byline or date under the prose below"),
    ("", "much furniture under the line below"),
    ("", "prose directly below", "prose above and furniture below"),
    tuple(f"{count} of the six lines below are prose" for count in range(6)),
)
_ITSELF: tuple[_Names, ...] = (
    ("", *_LENGTHS, *_LONGER),
    ("", "a question"),
    ("", "a colon inside"),
    ("", "a colon at the end"),
    ("", "a digit first"),
    ("", "a number like a step's"),
    ("", "a small letter first"),
    ("", "a full stop"),
    ("", "a quote or bracket at the end"),
    ("", "a dash between words"),
    ("", "it reads like a date"),
    ("", "all capitals", "title case", "sentence case", "mixed case"),
    _by_letter(_LINE_SHAPES),
)
_REPETITION: tuple[_Names, ...] = (
    ("", "a rule would name it among its like", "a rule would name it in another place"),
    ("", "the line above comes again"),
    ("", "the lines above come again"),
    ("", "the label above comes again"),
    ("", "the label above reads like a date"),
    ("", "a line that reads like a date above"),
    ("", "the line itself comes again", "the line itself comes again and again"),
    ("", *(f"{count} of the lines below come again" for count in (1, 2, 3))),
    ("", "the line directly below comes again"),
    ("", *(f"a line that reads like a date {where} below" for where in ("directly", "one line", "further"))),
    ("", "a line that reads like a name below"),
)
_WORDS: tuple[_Names, ...] = (
    ("", "half of the line below is said again", "the line below is said again"),
    ("", "the line below is said again word for word"),
    ("", "no long words in it"),
    *(_shares(f"of the words shared {where}", _PERCENT) for where in ("near", "far")),
    *(_shares(f"of its words come below, {where}", _PARTS) for where in ("near", "far")),
    *(_shares(f"of its words stood above, {where}", _PARTS) for where in ("near", "far")),
    _shares("of the main words below stood above", _PARTS),
    _shares("of the main words above come below", _PARTS),
)
_LIKENESS: tuple[_Names, ...] = (
    ("", *(f"{count} other headlines near" for count in ("no", "1", "2", "three or more"))),
    _shares(f"{_ALIKE} have the same below"),
    _shares(f"{_ALIKE} have the same two lines below"),
    _shares(f"{_ALIKE} have the same above"),
    (*_shares(f"{_ALIKE} are undated too"), *_shares(f"{_ALIKE} are dated too")[1:]),
    (*_shares(f"{_ALIKE} have no label too"), *_shares(f"{_ALIKE} have a label too")[1:]),
)
FEATURES = (*_ABOVE, *_BELOW, *_ITSELF, *_REPETITION, *_WORDS, *_LIKENESS)
# Where each group begins, and how long a row is.
ABOVE, BELOW, ITSELF, REPETITION, WORDS, LIKENESS, WIDTH = accumulate(
    map(len, (_ABOVE, _BELOW, _ITSELF, _REPETITION, _WORDS, _LIKENESS)), initial=0
)
_OFFSETS = list(accumulate(map(len, FEATURES), initial=0))[:-1]
# Weights are counted in so many parts of one, so that sums do not depend on their order.
SCALE = 10_000


def names(row: Sequence[int]) -> Iterator[str]:
    """What a row of features says."""
    return (name for feature, value in zip(FEATURES, row, strict=True) if (name := feature[value]))


class Weights:
    """One regression, in parts of `SCALE`.

    Args:
        table: `bias`, the weight of no evidence; `single`, those of pieces of evidence; `pairs`, for some those of others beside them.
        known: all pieces of evidence that weigh anything, in order.
    """

    def __init__(self, table: Mapping[str, Any], known: Sequence[str]) -> None:
        self.bias = round(table["bias"] * SCALE)
        self.size, self.names = len(known), known
        size = self.size
        number = {name: at for at, name in enumerate(known)}
        # For each value of each feature its number among the known, or -1; where the values of a feature begin.
        self.numbers = array("i", [number.get(name, -1) for feature in FEATURES for name in feature])
        self.offsets = array("i", _OFFSETS)
        # A square: a piece of evidence by itself on the diagonal, a pair in both of its places.
        self.square = array("i", bytes(4 * size * size))
        for name, weight in table["single"].items():
            self.square[number[name] * (size + 1)] += round(weight * SCALE)
        for name, beside in table["pairs"].items():
            for other, weight in beside.items():
                for one, two in {(number[name], number[other]), (number[other], number[name])}:
                    self.square[one * size + two] += round(weight * SCALE)


class Learned:
    """All that was learned.

    Args:
        table: the two regressions `quick` and `whole`; `look`, the least that surroundings and shape, each by itself, must weigh together
            for a line to be looked at further; `read`, the least that quick evidence must weigh for the words around a line to be read.
    """

    def __init__(self, table: Mapping[str, Any]) -> None:
        known = set[str]()
        for name in ("quick", "whole"):
            known.update(table[name]["single"], table[name]["pairs"], *table[name]["pairs"].values())
        # In order, so that of two that weigh the same the smaller number is the first by name.
        self.names = sorted(known)
        self.quick, self.whole = Weights(table["quick"], self.names), Weights(table["whole"], self.names)
        self.look, self.read = round(table["look"] * SCALE), min(0, round(table["read"] * SCALE))


@cache
def learned() -> Learned:
    """The weights that ship."""
    return Learned(msgspec.json.decode(Path(__file__).with_name("weights.json").read_bytes()))
