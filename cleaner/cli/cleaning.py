"""How a command cleans: by which rules, by which policy, as pages of which site."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.io.config import Settings
from cleaner.io.sources import Source
from cleaner.io.terminal import tell
from cleaner.model.cleaned import CleanedPage
from cleaner.model.page import Page
from cleaner.model.policy import Policy
from cleaner.pipeline.clean import clean_page
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from datetime import datetime


class Cleaning:
    """Rules and policy as the options say.

    Args:
        policy: the name of a preset.
        rules: rule files that extend the shipped rules.
        disable: rules, or rule sets, to leave out.
        keep: parts, or zones, to keep.
        url: where the pages came from.
        reference: what "3 hours ago" is counted from.
        engine: the engine for web pages; empty for the usual one.

    Raises:
        CleanerError: if one of them names nothing, or a rule file is faulty.
    """

    def __init__(
        self,
        policy: str = "safe",
        rules: Sequence[Path] | None = None,
        disable: Sequence[str] | None = None,
        keep: Sequence[str] | None = None,
        url: str | None = None,
        reference: datetime | None = None,
        engine: str = "",
    ) -> None:
        self.policy = Policy.named(policy).keeping(keep or ())
        self.rules = extended(rules or ()).disable(*disable) if disable else extended(rules or ())
        self.url, self.reference, self.engine = url, reference, engine

    @classmethod
    def of(cls, settings: Settings, url: str | None = None) -> Cleaning:
        """Rules and policy as a configuration says.

        Args:
            settings: what it says.
            url: where the pages came from.

        Raises:
            CleanerError: if one of them names nothing, or a rule file is faulty.
        """
        made = cls(settings.policy, [Path(file) for file in settings.rules], (), settings.keep, url, engine=settings.engine)
        if settings.select:
            made.rules = made.rules.select(*settings.select)
        if settings.disable:
            made.rules = made.rules.disable(*settings.disable)
        return made

    def clean(self, source: Source, text: str | bytes) -> CleanedPage:
        """One input cleaned.

        Args:
            source: the input.
            text: its text, or the bytes of a web page.

        Raises:
            CleanerError: if the engine for a web page does not exist, or lacks a library.
        """
        if isinstance(text, bytes):
            from cleaner.pipeline.clean_html import clean_html  # texts need no parser

            clean = partial(clean_html, engine=self.engine) if self.engine else clean_html
            page = clean(
                text,
                url=self.url,
                policy=self.policy,
                rules=self.rules,
                name=source.name,
                reference=self.reference,
                encoding=source.encoding,
            )
            if page.encoding and page.encoding.conflict:
                tell(f"cleaner: warning: {source.name}: was read as {page.encoding}")
            return page
        return clean_page(Page(text, source.name, url=self.url), self.rules, self.policy, self.reference)


def extended(files: Sequence[Path]) -> RuleSet:
    """The shipped rules and those of some files.

    Args:
        files: rule files, or folders of them.

    Raises:
        RuleError: if a file is faulty.
    """
    return RuleSet.default().extend(RuleSet.load(*files)) if files else RuleSet.default()
