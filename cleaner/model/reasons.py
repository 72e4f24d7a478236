"""What features tell of, in words: for each group of them what speaks for chrome, and what for body."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

# For each group: what it says where it speaks for chrome, and where it speaks for body.
_PHRASES = (
    ("its words are those of chrome", "its words are those of running text"),
    ("the words around it are those of chrome", "the words around it are those of running text"),
    ("its shape: short, or no sentence", "its shape: a sentence, or part of a text"),
    ("the shape of the lines around it", "it stands among sentences"),
    ("its place on the page", "its place on the page"),
    ("it stands apart from the running text", "it stands in or beside the running text"),
    ("it or its words come again and again", "it says something that the page says once"),
    ("it is a link, or stands among links", "few links in it or around it"),
    ("the names of the elements around it", "the names of the elements around it"),
    ("its container holds little running text", "its container holds the running text"),
    ("elements like its own hold chrome", "elements like its own hold text"),
    ("what kind of page this is", "what kind of page this is"),
)
_WORDS, _WORDS_AROUND, _SHAPE, _SHAPES_AROUND, _PLACE, _DISTANCE, _REPEATS, _LINKS, _NAMES, _CONTAINER, _ALIKE, _PAGE = range(len(_PHRASES))
GROUPS = len(_PHRASES)
# Phrases as reasons name them: the one for chrome of a group at twice its number, the one for body after it.
PHRASES: tuple[str, ...] = tuple(phrase for pair in _PHRASES for phrase in pair)
_MOST = 3
_PLACES = frozenset(
    {"place", "lines_before", "lines_after", "words_before", "words_after", "words_share_before", "prose_before", "prose_after"}
)
_BEGINNINGS = {
    "page_": _PAGE,
    "alike_": _ALIKE,
    "level_": _CONTAINER,
    "in_list": _CONTAINER,
    "path": _NAMES,
    "linked": _LINKS,
    "pressed": _LINKS,
}
_FAR = ("prose_", "long_", "between_", "words_since", "words_until", "outside_", "best_", "words_to")


def groups_of(features: Sequence[str]) -> npt.NDArray[np.uint8]:
    """The group of each feature.

    Args:
        features: their names.
    """
    return np.array([_group(name) for name in features], np.uint8)


def _group(name: str) -> int:
    for beginning, group in _BEGINNINGS.items():
        if name.startswith(beginning):
            return group
    if "container" in name or name == "depth":
        return _CONTAINER
    if name.startswith("in_") and not name.startswith("in_prose"):
        return _NAMES
    if name in _PLACES or name == "prose_share_before":
        return _PLACE
    if any(word in name for word in ("copies", "is_copy", "in_prose", "new_words")):
        return _REPEATS
    if name.startswith(_FAR) and "around" not in name:
        return _DISTANCE
    beside = any(word in name for word in ("_around_", "_by_words_", "_above_", "_below_", "run")) or name[-2:-1] in "+-"
    if name.startswith("phrase"):
        return _WORDS_AROUND if beside else _WORDS
    return _SHAPES_AROUND if beside else _SHAPE


def strongest(shares: npt.NDArray[np.float64], for_body: npt.NDArray[np.bool_]) -> list[tuple[int, ...]]:
    """For each line the phrases of what spoke most for what it was taken for, strongest first.

    Args:
        shares: one row a line, one column a group; what speaks for body is above 0.
        for_body: which lines were taken for body.
    """
    signed = np.where(for_body[:, None], shares, -shares)
    order = np.argsort(-signed, axis=1, kind="stable")[:, :_MOST]
    spoke = np.take_along_axis(signed, order, axis=1) > 0
    ids = 2 * order + for_body[:, None]
    return [tuple(row[told].tolist()) for row, told in zip(ids, spoke, strict=True)]
