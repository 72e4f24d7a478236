"""The part of a page that a line of chrome most resembles."""

from __future__ import annotations

import numpy as np

from cleaner.document.parts import Part
from cleaner.model.features import Features
from cleaner.model.lines import Lines

# So many short lines in a row are a menu; a line of so many words that ends in no stop may be the headline of another story.
_MENU, _TITLE_WORDS = 4, 5
_PARTS = (Part.footer, Part.navigation, Part.form, Part.teaser, Part.other)


def resembled(features: Features, lines: Lines) -> list[Part]:
    """For each line the part it most resembles; `other` where nothing tells.

    Args:
        features: what is known of each line.
        lines: the lines.
    """
    none = np.zeros(len(lines.weight), np.float32)

    def column(name: str) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
        return features.matrix[:, features.names.index(name)] if name in features.names else none

    linked, words = column("linked") > 0.5, lines.weight
    title = (words >= _TITLE_WORDS) & (column("ends_in_stop") == 0)
    last = (column("prose_after") == 0) & (column("place") > 0.5)
    footer = (column("in_footer") > 0) | ((column("sign_copyright") > 0) & last)
    navigation = (column("in_nav") > 0) | (~title & (linked | (column("short_run") >= _MENU)))
    form = (column("in_form") > 0) | (column("pressed") > 0.5)
    teaser = title & (linked | (column("copies") > 0) | (column("prose_near") > 1))
    choice = np.select([footer, column("in_nav") > 0, form, navigation, teaser], [0, 1, 2, 1, 3], 4)
    return [_PARTS[number] for number in choice.tolist()]
