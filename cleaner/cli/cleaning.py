"""How a command cleans: by which rules, by which policy, as pages of which site."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.document.claim import MODEL, finders_named
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_POLICY, Policy, check_engine
from cleaner.document.result import CleanedPage
from cleaner.errors import ReadingError, RuleError
from cleaner.formats.config import Settings
from cleaner.formats.in_place import Stretch
from cleaner.formats.passages import Passage
from cleaner.formats.sources import Source
from cleaner.formats.terminal import tell
from cleaner.pipeline.cleaner import PageCleaner
from cleaner.rules.naming import knows, rule_suggestion
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from datetime import datetime


class Cleaning:
    """Rules, policy and engine as settings say. Raises CleanerError if a setting names what does not exist, or a rule file is faulty."""

    def __init__(
        self,
        settings: Settings,
        url: str | None = None,
        reference: datetime | None = None,
        encoding: str | None = None,
        *,
        one: bool = False,
    ) -> None:
        check_engine(settings.engine)
        rules = extended([Path(file) for file in settings.rules])
        if settings.select:
            rules = rules.select(*settings.select)
        disabled = [name for name in settings.disable if knows(rules, name)]
        finders = [name for name in settings.disable if finders_named((name,))]
        for name in settings.disable:
            if name not in disabled and name not in finders:
                raise RuleError("(command)", name, "disable", f"no such rule, rule set or finder; {rule_suggestion(rules, name)}")
        self.rules = rules.disable(*disabled) if disabled else rules
        policy = Policy.named(settings.policy or DEFAULT_POLICY).keeping(settings.keep).disabling(finders)
        self.policy = policy.trusting(settings.min_confidence)
        self._url, self._reference, self._encoding = url, reference, encoding
        self._one = one
        PageKind.named(settings.page_kind)
        self._kind = settings.page_kind
        model = settings.model if settings.model and MODEL not in self.policy.disabled else None
        self._cleaner = PageCleaner(policy=self.policy, rules=self.rules, model=model, engine=settings.engine)

    def clean(self, text: str | bytes, name: str, url: str = "") -> CleanedPage:
        """One text or web page cleaned. Raises CleanerError if the text is a web page, or the engine for one lacks a library."""
        address = self._url or url or None
        if isinstance(text, bytes):
            page = self._cleaner.clean_html(
                text, url=address, name=name, encoding=self._encoding, reference=self._reference, kind=self._kind, one=self._one
            )
            if page.encoding and page.encoding.conflict:
                tell(f"cleaner: warning: {name}: was read as {page.encoding}")
            return page
        return self._cleaner.clean(text, url=address, name=name, reference=self._reference, kind=self._kind, one=self._one)


def clean_passage(cleaning: Cleaning, source: Source, stretch: Stretch, passage: Passage) -> CleanedPage:
    """A passage cleaned. Raises CleanerError if it cannot be cleaned."""
    if not passage.field:
        return cleaning.clean(stretch.web_page or passage.text, source.name)
    try:
        return cleaning.clean(passage.text, source.name, passage.url)
    except ReadingError as error:
        line, _ = stretch.position(passage.start)
        raise ReadingError(f"{source.name}: line {line}: field {passage.field}", error.fault) from error


def extended(files: Sequence[Path]) -> RuleSet:
    """The shipped rules and those of some files. Raises RuleError if a file is faulty."""
    return RuleSet.default().extend(RuleSet.load(*files)) if files else RuleSet.default()
