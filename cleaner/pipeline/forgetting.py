"""What passes remember of lines by their text, and when they let go of it: other text has other lines.

Within a stretch the same lines are looked at again and again; the next one repeats few of them, and a line may be of any length.
"""

from __future__ import annotations

from typing import Any

from cleaner.passes import compiled, decks, outline, places, pull_quotes, repetition, topic

_REMEMBERED_BY: tuple[Any, ...] = (
    *(outline.own_shape, outline.unspaced, outline.reads_like_date),
    *(repetition.masked, repetition.reads_like_name, topic.content),
)


def forget(most: int) -> None:
    """Let go of the lines of a stretch.

    Args:
        most: how much text may be remembered all the same where it is kept as numbers, in code points.
    """
    for remembered in _REMEMBERED_BY:
        remembered.cache_clear()
    decks.forget()
    places.forget()
    pull_quotes.forget()
    compiled.forget(most)
