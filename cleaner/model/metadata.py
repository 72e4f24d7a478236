"""What a page states of its story beside the story's text, each value with the place that states it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stated:
    """A value, and what states it.

    Args:
        value: the value.
        source: the kind of place, such as `json-ld`, `og:title`, `h1` or `byline`.
    """

    value: str
    source: str
