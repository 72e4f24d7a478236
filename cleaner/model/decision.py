"""From probabilities to what a page keeps, and how sure each line's removal may be."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from cleaner.model.windows import Column

Probabilities = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]

# A line of so many words may be part of an article; so many words in such lines, each likely to be body, make one.
_LONG, _ARTICLE, _LIKELY = 12, 60, 0.7
# A line of fewer words between kept lines stays from this share of the threshold on: a few words are little gain, and a gap in a text.
_SHORT, _HELD = 5, 0.6
# A paragraph of so many words inside a story is never chrome for certain.
_PARAGRAPH = 20
# Less than any probability that counts.
_TINY = 1e-6
# What confidence is cut to where a line must not be removed for certain.
UNSURE = 0.9


def page_threshold(body: Probabilities, weight: Column, margin: float) -> float:
    """The least probability with which a line is worth keeping: half of the best F1 that can be expected of the page, and a margin.

    Half of the optimum is the threshold that is best for F1 (Lipton, Elkan and Naryanaswamy, 2014); the margin is for estimates that
    are too sure.

    Args:
        body: the probability that each line is body.
        weight: how many words each line has.
        margin: what is added.
    """
    order = np.argsort(-body, kind="stable")
    kept, right = np.cumsum(weight[order], dtype=np.float64), np.cumsum((weight * body)[order], dtype=np.float64)
    best = float(np.max(2 * right / np.maximum(kept + right[-1], 1e-9), initial=0.0))
    return best / 2 + margin


def cautious(threshold: float, least: float, doubt: float) -> float:
    """A threshold between the one that is best for a page and the least one: the geometric mean, weighed by the doubt.

    Args:
        threshold: the best one.
        least: the one to go down to.
        doubt: how likely it is that the page needs no cleaning, from 0 to 1.
    """
    return float(min(threshold, max(threshold, _TINY) ** (1 - doubt) * least**doubt))


def confidences(body: Probabilities, weight: Column, threshold: float, spared: Mask, *, doubtful: bool) -> Probabilities:
    """How sure it is that each line is chrome; 0 where the best choice for the page keeps it.

    No line is certain on a page without an article, nor on one that shows no chrome; no paragraph is inside a story.

    Args:
        body: the probability that each line is body.
        weight: how many words each line has.
        threshold: the least probability with which a line is kept.
        spared: the lines that are kept whatever their probability.
        doubtful: whether the page looks as if its chrome were gone already.
    """
    kept = (body >= threshold) | spared
    kept |= (weight < _SHORT) & (body >= _HELD * threshold) & _between(kept)
    confidence = np.where(kept, 0.0, 1 - body)
    paragraph = (weight >= _PARAGRAPH) & _inside(body, weight)
    article = float(weight[(weight >= _LONG) & (body > _LIKELY)].sum()) >= _ARTICLE
    if doubtful or not article:
        return np.minimum(confidence, UNSURE)
    return np.where(paragraph, np.minimum(confidence, UNSURE), confidence)


def _between(kept: Mask) -> Mask:
    """Which lines have a kept line within two lines above them and another within two below."""
    above, below = np.zeros_like(kept), np.zeros_like(kept)
    for step in (1, 2):
        above[step:] |= kept[:-step]
        below[:-step] |= kept[step:]
    found: Mask = above & below
    return found


def _inside(body: Probabilities, weight: Column) -> Mask:
    """Which lines have a long line that is likely to be body above them and another below."""
    found = np.flatnonzero((body > 0.5) & (weight >= _LONG))
    inside = np.zeros(len(body), bool)
    if len(found):
        inside[found[0] : found[-1] + 1] = True
    return inside
