"""Texts cut and filled to a number of columns of a terminal, where most Chinese characters take two."""

from __future__ import annotations

from rich.cells import cell_len

_ELLIPSIS = "..."


def shorten(text: str, cells: int) -> str:
    """A text that fits, its end replaced by dots if it did not.

    Args:
        text: a printable text.
        cells: how many columns it may take; most Chinese characters take two.
    """
    return text if cell_len(text) <= cells else fitting(text, cells - len(_ELLIPSIS)) + _ELLIPSIS


def shorten_start(text: str, cells: int) -> str:
    """A text that fits, its beginning replaced by dots if it did not.

    Args:
        text: a printable text.
        cells: how many columns it may take.
    """
    return text if cell_len(text) <= cells else _ELLIPSIS + fitting(text[::-1], cells - len(_ELLIPSIS))[::-1]


def fitting(text: str, cells: int) -> str:
    """The most of a text, from its beginning, that takes no more columns than there are.

    Args:
        text: a printable text.
        cells: how many columns there are.
    """
    size = 0
    for position, character in enumerate(text):
        size += cell_len(character)
        if size > cells:
            return text[:position]
    return text


def padded(text: str, cells: int) -> str:
    """A text with spaces after it up to a number of columns.

    Args:
        text: a printable text.
        cells: the number of columns.
    """
    return text + " " * (cells - cell_len(text))
