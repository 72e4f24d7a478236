"""What the head of a story tells once its lines are read: people and dates as values, each from text that stays at hand."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from cleaner.document.metadata import Metadata
from cleaner.document.records import dataclass, field


@dataclass(frozen=True)
class People:
    """Who made a story.

    Args:
        bylines: names of those who wrote it; where the lines name only editors, photographers and the like, their names.
        roles: a name, and what the lines say that person is or did; also for people who did not write.
        agencies: the news agencies that are named.
    """

    bylines: tuple[str, ...] = ()
    roles: Mapping[str, str] = field(default_factory=dict)
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dates:
    """When a story appeared and when it was last changed.

    Args:
        published: ISO 8601, a date or a date and time; None where the text says nothing that can be read for certain.
        published_text: the words of the page that say so.
        updated: as `published`.
        updated_text: as `published_text`.
    """

    published: str | None = None
    published_text: str | None = None
    updated: str | None = None
    updated_text: str | None = None


class Told(Protocol):
    """Reads the lines of a head, each kind the first time someone asks for it."""

    @property
    def people(self) -> People:
        """Who made the story."""

    @property
    def dates(self) -> Dates:
        """When it appeared."""

    @property
    def printed(self) -> Dates:
        """The days that the lines beside its headline print."""

    @property
    def dateline(self) -> str | None:
        """Where it was written, as its first paragraph says."""

    @property
    def near(self) -> tuple[str, ...]:
        """The short lines below its headline, down to the text."""

    @property
    def sources(self) -> Mapping[str, str]:
        """For each field that it may tell, what told it."""

    @property
    def page(self) -> Metadata | None:
        """What the page states of the story beside its text; None where it came as text, or where the story is not the page's own."""
