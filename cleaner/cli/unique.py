"""`cleaner clean --unique`: each story once, whichever pages tell it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated

import typer

from cleaner.document.result import CleanedPage
from cleaner.formats.sources import Source
from cleaner.formats.terminal import copies, tell, terminal_width
from cleaner.pipeline.duplicates import unique

Unique = Annotated[bool, typer.Option("--unique", help="Each story once, from its fullest copy; needs the extra `stories`.")]


def told_once(pages: Iterable[tuple[Source, CleanedPage]], quiet: bool) -> Iterable[tuple[Source, CleanedPage]]:
    """The pages with each story once; copies are named on standard error.

    Raises ExtraError if the extra `stories` is not installed; nothing is read then.
    """
    sources: list[Source] = []
    stories, left = unique(_noted(pages, sources))
    if stories and not quiet:
        tell(*copies(stories, terminal_width()))
    return zip(sources, left, strict=True)


def _noted(pages: Iterable[tuple[Source, CleanedPage]], sources: list[Source]) -> Iterator[CleanedPage]:
    for source, page in pages:
        sources.append(source)
        yield page
