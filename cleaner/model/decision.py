"""From probabilities to what a page keeps: how sure each line's removal is, the part that it resembles, and the reasons in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from cleaner.document.parts import Part
from cleaner.model.features import Features
from cleaner.model.words import Column, Doubles, Mask

# A line of so many words may be part of an article; so many words in such lines, each likely to be body, make one.
_LONG, _ARTICLE, _LIKELY = 12, 60, 0.7
# A line of fewer words between kept lines stays from this share of the threshold on: a few words are little gain, and a gap in a text.
_SHORT, _SHORT_SHARE = 5, 0.6
# A paragraph of so many words inside a story is never chrome for certain.
_PARAGRAPH = 20
# Less than any probability that counts.
_TINY = 1e-6
# What confidence is cut to where a line must not be removed for certain.
UNSURE = 0.9
# So many short lines in a row are a menu; a line of so many words that ends in no stop may be the headline of another story.
_MENU, _TITLE_WORDS = 4, 5
_PARTS = (Part.footer, Part.navigation, Part.form, Part.teaser, Part.other)
# For each group of features: the reason where it speaks for chrome, and where it speaks for body.
_REASONS = {
    "words": ("its words are those of chrome", "its words are those of running text"),
    "words around": ("the words around it are those of chrome", "the words around it are those of running text"),
    "shape": ("its shape: short, or no sentence", "its shape: a sentence, or part of a text"),
    "shapes around": ("the shape of the lines around it", "it stands among sentences"),
    "place": ("its place on the page", "its place on the page"),
    "distance": ("it stands apart from the running text", "it stands in or beside the running text"),
    "repeats": ("it or its words come again and again", "it says something that the page says once"),
    "links": ("it is a link, or stands among links", "few links in it or around it"),
    "names": ("the names of the elements around it", "the names of the elements around it"),
    "container": ("its container holds little running text", "its container holds the running text"),
    "template": ("elements like its own hold chrome", "elements like its own hold text"),
    "page": ("what kind of page this is", "what kind of page this is"),
}
_GROUPS = tuple(_REASONS)
GROUPS = len(_GROUPS)
# Reasons by number: the one for chrome of a group at twice its number, the one for body after it.
REASONS: tuple[str, ...] = tuple(reason for pair in _REASONS.values() for reason in pair)
_MOST_REASONS = 3
# The group of a feature by how its name begins, then by what it holds; the first that fits counts.
_BEGINNINGS = {
    "page_": "page",
    "alike_": "template",
    "level_": "container",
    "in_list": "container",
    "path": "names",
    "linked": "links",
    "pressed": "links",
}
_PLACES = frozenset(
    {"place", "lines_before", "lines_after", "words_before", "words_after", "words_share_before"}
    | {"prose_before", "prose_after", "prose_share_before"}
)
_FAR = ("prose_", "long_", "between_", "words_since", "words_until", "outside_", "best_", "words_to")


def page_threshold(body: Doubles, weight: Column, margin: float) -> float:
    """The least probability with which a line is worth keeping: half of the best F1 that can be expected of the page, and a margin.

    Half of the optimum is the threshold that is best for F1 (Lipton, Elkan and Naryanaswamy, 2014); the margin is for estimates that
    are too sure. The weight of a line is the number of its words.
    """
    order = np.argsort(-body, kind="stable")
    kept, right = np.cumsum(weight[order], dtype=np.float64), np.cumsum((weight * body)[order], dtype=np.float64)
    best = float(np.max(2 * right / np.maximum(kept + right[-1], 1e-9), initial=0.0))
    return best / 2 + margin


def cautious(threshold: float, least: float, doubt: float) -> float:
    """A threshold between the one that is best for a page and the least one: the geometric mean, weighted by the doubt.

    The doubt is how likely it is that the page needs no cleaning, from 0 to 1.
    """
    return float(min(threshold, max(threshold, _TINY) ** (1 - doubt) * least**doubt))


def confidences(body: Doubles, weight: Column, threshold: float, spared: Mask, *, doubtful: bool) -> Doubles:
    """How sure it is that each line is chrome; 0 where the best choice for the page keeps it.

    No line is certain on a page without an article, nor on one that shows no chrome; no paragraph is inside a story.

    Args:
        body: the probability that each line is body.
        weight: its number of words.
        threshold: the least probability with which a line is kept.
        spared: the lines that are kept whatever their probability.
        doubtful: whether the page looks as if its chrome were gone already.
    """
    kept = (body >= threshold) | spared
    kept |= (weight < _SHORT) & (body >= _SHORT_SHARE * threshold) & _between(kept)
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


def _inside(body: Doubles, weight: Column) -> Mask:
    """Which lines have a long line that is likely to be body above them and another below."""
    found = np.flatnonzero((body > 0.5) & (weight >= _LONG))
    inside = np.zeros(len(body), bool)
    if len(found):
        inside[found[0] : found[-1] + 1] = True
    return inside


def spared(features: Features) -> Mask:
    """Which lines of a web page are kept, since their elements say what they are: its only first-level heading, and code."""
    first, code = features.column("heading") == 1, features.column("in_code") > 0
    return code | first if first.sum() == 1 else code


def parts(features: Features, weight: Column) -> list[Part]:
    """For each line the part that it would be as chrome; `other` where nothing tells."""
    column = features.column
    linked = column("linked") > 0.5
    title = (weight >= _TITLE_WORDS) & (column("ends_in_stop") == 0)
    last = (column("prose_after") == 0) & (column("place") > 0.5)
    footer = (column("in_footer") > 0) | ((column("sign_copyright") > 0) & last)
    navigation = (column("in_nav") > 0) | (~title & (linked | (column("short_run") >= _MENU)))
    form = (column("in_form") > 0) | (column("pressed") > 0.5)
    teaser = title & (linked | (column("copies") > 0) | (column("prose_near") > 1))
    choice = np.select([footer, column("in_nav") > 0, form, navigation, teaser], [0, 1, 2, 1, 3], 4)
    return [_PARTS[number] for number in choice.tolist()]


def groups_of(features: Sequence[str]) -> npt.NDArray[np.uint8]:
    """The number of the group of each feature, by their names."""
    return np.array([_GROUPS.index(_group(name)) for name in features], np.uint8)


def _group(name: str) -> str:
    for beginning, group in _BEGINNINGS.items():
        if name.startswith(beginning):
            return group
    if "container" in name or name == "depth":
        return "container"
    if name.startswith("in_") and not name.startswith("in_prose"):
        return "names"
    if name in _PLACES:
        return "place"
    if any(word in name for word in ("copies", "is_copy", "in_prose", "new_words")):
        return "repeats"
    if name.startswith(_FAR) and "around" not in name:
        return "distance"
    beside = any(word in name for word in ("_around_", "_by_words_", "_above_", "_below_", "run")) or name[-2:-1] in "+-"
    if name.startswith("phrase"):
        return "words around" if beside else "words"
    return "shapes around" if beside else "shape"


def strongest(shares: Doubles, for_body: Mask) -> list[tuple[int, ...]]:
    """For each line the numbers of the reasons that spoke most for the side that it was taken for, strongest first.

    Args:
        shares: a row a line, a column a group; what speaks for body is above 0.
        for_body: which lines were taken for body.
    """
    signed = np.where(for_body[:, None], shares, -shares)
    order = np.argsort(-signed, axis=1, kind="stable")[:, :_MOST_REASONS]
    spoke = np.take_along_axis(signed, order, axis=1) > 0
    ids = 2 * order + for_body[:, None]
    return [tuple(row[which].tolist()) for row, which in zip(ids, spoke, strict=True)]
