"""What a person is told of the copies of stories: where each stands, how like the kept one it is, and how they differ."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.document.result import Copy, Story
from cleaner.io.columns import shorten
from cleaner.io.terminal import printable
from cleaner.io.words import counted

_MOST_LINES = 3
_UNTITLED = "(no headline)"


def copies(stories: Sequence[Story], width: int) -> Iterator[str]:
    """A line that counts, then each story that has copies: the kept one and the others.

    Args:
        stories: the stories.
        width: columns for the lines in which copies differ.
    """
    told = [story for story in stories if story.copies]
    total = "1 story" if len(stories) == 1 else f"{len(stories):,} stories"
    yield f"{total}, {len(told) or 'none'} of them told more than once" + (":" if told else "")
    for story in told:
        yield shorten(printable(story.kept.headline or _UNTITLED), width)
        yield f"  kept      {story.page}:{story.kept.start}-{story.kept.end}"
        for copy in story.copies:
            yield f"  left out  {copy.page}:{copy.start}-{copy.end}  {_likeness(copy)}"
            yield from _lines("only there", copy.only_here, width)
            yield from _lines("only kept", copy.only_in_kept, width)


def _likeness(copy: Copy) -> str:
    """How like the kept one a copy is; only what is equal is called so."""
    if copy.similarity == 1:
        return "the same words" if copy.only_here or copy.only_in_kept else "the same"
    return f"{int(100 * copy.similarity)}% the same"


def _lines(label: str, lines: Sequence[str], width: int) -> Iterator[str]:
    for line in lines[:_MOST_LINES]:
        yield shorten(f"    {label}: {printable(line)}", width)
    if len(lines) > _MOST_LINES:
        yield f"    {label}: {counted(len(lines) - _MOST_LINES, 'more line')}"
