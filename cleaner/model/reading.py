"""From the blocks of a page to the features of its lines: the same for training and for scoring."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from cleaner.lines.blocks import Blocks
from cleaner.model.elements import Containers, container_columns, element_columns, template_columns
from cleaner.model.features import Features, text_features
from cleaner.model.lines import Lines, shapes
from cleaner.model.paths import Paths
from cleaner.model.tables import Tables
from cleaner.model.windows import Column, Mask

# So many characters tell what a line is; of a longer one no more is read.
_SEEN = 100_000
# Columns of elements whose surroundings tell too.
_SPREAD = ("linked", "is_heading", "in_list")


def blank_after(blocks: Blocks, numbers: Sequence[int]) -> Mask:
    """For each line whether a blank one follows it; a cleaned page keeps the blank lines below a line that stays.

    Args:
        blocks: the page's blocks.
        numbers: the lines.
    """
    texts = blocks.texts
    # Below the last line that stays no blank line is kept.
    return np.array([*(not texts[line + 1] for line in numbers[:-1]), False], bool)


def read_lines(blocks: Blocks, numbers: Sequence[int], tables: Tables) -> tuple[Lines, Features]:
    """The lines of a page and all their features.

    Args:
        blocks: the page's blocks.
        numbers: the lines that are weighed; none is blank.
        tables: what is known of words and names.
    """
    texts = [blocks.texts[line][:_SEEN] for line in numbers]
    lines = shapes(texts, blank_after(blocks, numbers), tables.common)
    phrase = tables.phrases.odds(lines.words.phrases(), len(texts))
    if blocks.markup is None:
        return lines, text_features(lines, phrase)
    paths = Paths(blocks.markup, numbers)
    path = tables.paths.odds(paths.hashed(), len(texts))
    return lines, _html_features(blocks, numbers, lines, phrase, path, paths)


def _html_features(blocks: Blocks, numbers: Sequence[int], lines: Lines, phrase: Column, path: Column, paths: Paths) -> Features:
    markup = blocks.markup
    assert markup is not None
    own = element_columns(markup, numbers, lines)
    known = lines.columns | {"phrase": phrase, "path": path} | own
    containers = Containers.on(markup, numbers)
    spread = {name: own[name] for name in _SPREAD} | {"path": path}
    rest = {name: column for name, column in own.items() if name not in _SPREAD}
    rest |= container_columns(markup, containers, lines, known) | template_columns(paths.signatures(), lines, known)
    return text_features(lines, phrase, spread, rest)
