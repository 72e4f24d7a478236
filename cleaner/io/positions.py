"""Where the characters of a cleaned page stand in the file it is a part of."""

from __future__ import annotations

from cleaner.document.result import CleanedPage
from cleaner.html.places import Position, position_in_file
from cleaner.io.passages import Passage
from cleaner.io.stretches import Stretch


def position_of(page: CleanedPage, stretch: Stretch, passage: Passage) -> Position:
    """Tells lines and columns of the file that a page is a part of.

    Args:
        page: the cleaned page.
        stretch: the stretch of the file it came from.
        passage: the passage of the stretch that holds its text.
    """
    return (lambda offset: stretch.position(passage.place(offset))) if passage.field else position_in_file(page)
