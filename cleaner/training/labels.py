"""Which lines of a page are body: those whose words the gold text has, in its order, and long ones that it has elsewhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from cleaner.html.align import matched, words_of

Mask: TypeAlias = npt.NDArray[np.bool_]

# Shares of a line's words, or of its runs of three words, that the gold text must have.
_ALIGNED, _RUNS = 0.5, 0.5
_LONG, _NEAR, _LEFT_OVER = 5, 3, 0.6


def body_lines(lines: Sequence[str], gold: str) -> Mask:
    """For each line whether it is body.

    A line is if half of its words align with the gold text. Then lines of five words and more are added, longest first, whose runs of
    three words the gold text has, while it has words that no line took. A line of fewer words needs a longer body line near it.

    Args:
        lines: the lines of a page.
        gold: its main content.
    """
    own, theirs = [words_of(line) for line in lines], words_of(gold)
    hits = _hits(own, theirs)
    lengths = np.array([len(words) for words in own])
    body = (lengths > 0) & (hits >= _ALIGNED * np.maximum(lengths, 1))
    _rescue(own, theirs, body)
    found: Mask = body & _has_company(lengths, body)
    return found


def _hits(own: list[list[str]], theirs: list[str]) -> npt.NDArray[np.int64]:
    owners = [number for number, words in enumerate(own) for _ in words]
    places = list(matched([word for words in own for word in words], theirs))
    return np.bincount([owners[place] for place in places], minlength=len(own)) if places else np.zeros(len(own), np.int64)


def _rescue(own: list[list[str]], theirs: list[str], body: Mask) -> None:
    """Add long lines that the gold text has in another place."""
    runs = set(zip(theirs, theirs[1:], theirs[2:], strict=False))
    left = Counter(theirs)
    left.subtract(word for number in np.flatnonzero(body) for word in own[number])
    for number in sorted(np.flatnonzero(~body), key=lambda number: -len(own[number])):
        words = own[number]
        if len(words) < _LONG:
            break
        found = list(zip(words, words[1:], words[2:], strict=False))
        if sum(run in runs for run in found) >= _RUNS * len(found):
            needed = Counter(words)
            if sum(min(count, max(left[word], 0)) for word, count in needed.items()) >= _LEFT_OVER * len(words):
                body[number] = True
                left.subtract(needed)


def _has_company(lengths: npt.NDArray[np.int64], body: Mask) -> Mask:
    """For each line whether it is long, or a long body line stands near it, or no long line does."""
    wide = np.ones(2 * _NEAR + 1, np.int64)
    near = slice(_NEAR, _NEAR + len(body))
    long_near = np.convolve(lengths >= _LONG, wide)[near]
    body_near = np.convolve((lengths >= _LONG) & body, wide)[near]
    found: Mask = (lengths >= _LONG) | (body_near > 0) | (long_near == 0)
    return found
