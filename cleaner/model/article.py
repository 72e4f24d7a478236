"""One story of a page: its parts as strings, with the place of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any

from cleaner.model.span import Span


@dataclass(frozen=True)
class Article:
    """One story.

    Args:
        start: offset of its first line in the source.
        end: offset after its last line, so spans of articles are half open and disjoint.
        headline: its title, or None where the page gives none.
        kicker: the section label above the headline.
        deck: the sentence under the headline.
        bylines: the lines that say who wrote it, in order.
        published: the text that says when it was published.
        text: its body, one paragraph a line: no headline, deck or other head part.
        captions: what stood under its pictures.
        credits: who made its pictures.
        embeds: posts of other platforms shown in it.
        author_bio: what is said of its author.
        contact: invitations to write to the newsroom.
        corrections: what earlier versions had wrong.
        opened_by: the evidence that a story starts here.
        place: makes `spans` when someone asks for it.
    """

    start: int
    end: int
    headline: str | None
    kicker: str | None
    deck: str | None
    bylines: tuple[str, ...]
    published: str | None
    text: str
    captions: tuple[str, ...]
    credits: tuple[str, ...]
    embeds: tuple[str, ...]
    author_bio: tuple[str, ...]
    contact: tuple[str, ...]
    corrections: tuple[str, ...]
    opened_by: tuple[str, ...]
    place: Callable[[], dict[str, tuple[Span, ...]]] = field(repr=False, compare=False)

    @cached_property
    def spans(self) -> dict[str, tuple[Span, ...]]:
        """For every field that is text of the page, the places it came from, in code points."""
        return self.place()

    def to_dict(self) -> dict[str, Any]:
        """The article as plain values for JSON; spans are pairs of offsets."""
        plain = {item.name: getattr(self, item.name) for item in fields(self) if item.name != "place"}
        plain = {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}
        return {**plain, "spans": {name: [[span.start, span.end] for span in spans] for name, spans in self.spans.items()}}
