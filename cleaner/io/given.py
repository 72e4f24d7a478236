"""What many texts, or many files, are given as: a text is told from the path of a file, and what is neither is refused."""

from __future__ import annotations

import os
from pathlib import Path, PurePath

from cleaner.document.page import Page
from cleaner.errors import ReadingError
from cleaner.io.sources import SUFFIXES

# What is cleaned: a text, a page of text, or a file.
Given = str | Page | Path
# No path is longer, in code points.
_LONGEST_PATH = 4096


def as_text(given: str | Page) -> str | Page:
    """What was given as a text.

    Args:
        given: the text.

    Raises:
        ReadingError: if it is nothing but the path of a file.
        TypeError: if it is no text.
    """
    if isinstance(given, os.PathLike):
        raise TypeError(f"clean_many() takes texts, and was given the path {os.fspath(given)!r}; use clean_files() on paths")
    if not isinstance(given, str | Page):
        hint = "; decode them, or use clean_html()" if isinstance(given, bytes | bytearray) else ""
        raise TypeError(f"clean_many() takes str or Page, not {type(given).__name__}{hint}")
    if isinstance(given, str) and _is_path(given):
        fault = "is the path of a file, and clean_many() takes texts; use clean_files() on paths, or Page(text) if it is one"
        raise ReadingError(repr(given), fault)
    return given


def _is_path(text: str) -> bool:
    """Whether a text is nothing but the path of a file, by its ending alone: what lies in the current folder says nothing of texts."""
    if not text or len(text) > _LONGEST_PATH or len(text.splitlines()) > 1 or text != text.strip():
        return False
    path = PurePath(text)
    return path.suffix.lower() in SUFFIXES and bool(path.stem)


def as_file(given: str | os.PathLike[str]) -> Path:
    """What was given as a path.

    Args:
        given: the path.

    Raises:
        TypeError: if it is none.
    """
    if not isinstance(given, str | os.PathLike):
        raise TypeError(f"clean_files() takes paths, not {type(given).__name__}; use clean_many() on texts")
    return Path(given)


def name_of(given: object, number: int) -> str:
    """What messages call one of many; one without a name by its place, from 1.

    Args:
        given: a page, a file, or whatever else.
        number: its place, from 0.
    """
    name = given.name if isinstance(given, Page) else os.fspath(given) if isinstance(given, os.PathLike) else ""
    return str(name) or f"source {number + 1}"
