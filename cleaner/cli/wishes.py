"""What the options of a command ask for, beside what configurations say."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from cleaner.document.policy import DEFAULT_POLICY
from cleaner.document.records import dataclass
from cleaner.formats.config import Settings


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the options of a command ask for."""

    policy: str | None = None
    rules: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    engine: str | None = None
    encoding: str | None = None
    url: str | None = None
    config: Path | None = None
    baseline: bool = True
    reference: datetime | None = None
    model: str = ""
    min_confidence: float | None = None
    page_kind: str | None = None
    one: bool = False
    default_policy: str = DEFAULT_POLICY

    def added_to(self, settings: Settings) -> Settings:
        """Settings with what the options say."""
        return Settings(
            policy=self.policy or settings.policy or self.default_policy,
            rules=settings.rules + self.rules,
            select=settings.select,
            disable=settings.disable + self.disable,
            keep=settings.keep + self.keep,
            fields=self.fields or settings.fields,
            engine=self.engine or settings.engine,
            model=self.model or settings.model,
            min_confidence=settings.min_confidence if self.min_confidence is None else self.min_confidence,
            page_kind=self.page_kind or settings.page_kind,
        )
