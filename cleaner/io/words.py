"""How messages say numbers."""

from __future__ import annotations


def counted(number: int, noun: str) -> str:
    """A number and its noun.

    Args:
        number: how many.
        noun: what, in the singular; its plural takes an s.
    """
    return f"{number:,} {noun}" if number == 1 else f"{number:,} {noun}s"
