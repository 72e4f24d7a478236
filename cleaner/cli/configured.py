"""How each input is read and cleaned: as its configuration says, and the options of the command. Every command asks here."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.cleaning import Cleaning, clean_passage
from cleaner.cli.fields import FieldsMet
from cleaner.cli.outcome import Outcome
from cleaner.cli.wishes import Wishes
from cleaner.document.ledger import Entry
from cleaner.document.result import CleanedPage
from cleaner.errors import CleanerError, ConfigError, RuleError
from cleaner.formats.config import Config, Settings, find_config, read_config
from cleaner.formats.in_place import Stretch, changed_entries, stretches
from cleaner.formats.passages import Passage
from cleaner.formats.sources import STDIN, Source
from cleaner.paths import exists
from cleaner.pipeline.columns import exempted
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from cleaner.formats.baseline import Allowed, Baseline


class Configured:
    """Reads and cleans inputs as their configurations say. Raises ConfigError if the configuration that an option names cannot be read."""

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self._given = (read_config(wishes.config) or Config(Path.cwd(), str(wishes.config))) if wishes.config else None
        self._configs: dict[Path, Config] = {}
        self._cleanings: dict[Settings, Cleaning] = {}
        self._faults: dict[Settings, CleanerError] = {}
        self._exempts: dict[Config, bool] = {}
        self._exempt: dict[Config, tuple[Allowed, Baseline]] = {}
        self._met = FieldsMet()

    def config(self, path: Path) -> Config:
        """The configuration of a file. Raises ConfigError if it cannot be read or says something it cannot mean."""
        if self._given:
            return self._given
        folder = Path.cwd() if path == STDIN else path.absolute().parent
        if folder not in self._configs:
            found = find_config(folder) or Config(Path.cwd())
            self._configs[folder] = next((one for one in self._configs.values() if one.where == found.where), found)
        return self._configs[folder]

    def configs(self, sources: Iterable[Source]) -> list[Config]:
        """The configurations of some inputs, each once."""
        return list(dict.fromkeys(self.config(source.path) for source in sources))

    def rules(self) -> list[RuleSet]:
        """The rules that inputs were cleaned by so far."""
        return [cleaning.rules for cleaning in self._cleanings.values()]

    def exempts(self, config: Config) -> bool:
        """Whether a configuration allows a text, or knows a finding already; few do."""
        if config not in self._exempts:
            self._exempts[config] = bool(config.allow) or exists(config.folder / config.baseline)
        return self._exempts[config]

    def exempt(self, config: Config) -> tuple[Allowed, Baseline]:
        """The texts that a configuration allows, and the findings it knows already.

        Raises ConfigError if the file of known findings cannot be read.
        """
        if config not in self._exempt:
            from cleaner.formats.baseline import (
                Allowed,  # few projects have either
                Baseline,
            )

            self._exempt[config] = Allowed(config), Baseline.read(config.folder / config.baseline)
        return self._exempt[config]

    def wanted(self, sources: Iterable[Source], result: Outcome, named: Collection[Path] = ()) -> list[Source]:
        """The inputs that their configurations do not exclude."""
        wanted: list[Source] = []
        for source in sources:
            with result.going_on(source):
                if source.path == STDIN or source.path in named or self.config(source.path).wants(source.path):
                    wanted.append(source)
        return wanted

    def settings(self, source: Source) -> Settings:
        """How an input is cleaned: as its configuration says, and as the options add to it."""
        return self.wishes.added_to(self.config(source.path).settings_for(source.path))

    def cleaning(self, source: Source) -> Cleaning:
        """The rules and the policy for an input; inputs of the same settings share them, or what is wrong with them.

        Raises CleanerError if a setting names what does not exist.
        """
        settings = self.settings(source)
        if settings in self._faults:
            raise self._faults[settings]
        if settings not in self._cleanings:
            try:
                self._cleanings[settings] = self._cleaning(settings)
            except CleanerError as error:
                fault = error
                if isinstance(error, RuleError) and error.where == "(command)" and error.rule not in self.wishes.disable:
                    fault = ConfigError(self.config(source.path).where, error.rule, error.fault)
                self._faults[settings] = fault
                raise fault from error
        return self._cleanings[settings]

    def _cleaning(self, settings: Settings) -> Cleaning:
        wishes = self.wishes
        return Cleaning(settings, wishes.url, wishes.reference, wishes.encoding, one=wishes.one)

    def stretches(self, source: Source) -> Iterator[Stretch]:
        """The stretches of an input; the passages of each are to be read before the next one is asked for.

        Raises ReadingError if it cannot be read, or holds records and in none of them one of the fields, which is known at its end.
        """
        settings, faulty = self.settings(source), False
        found: set[str] = set()
        for stretch in stretches(source, settings.fields, found):
            faulty = faulty or stretch.fault is not None
            yield stretch
        if source.holds_records and not faulty:
            self._met.note(source, "--fields" if self.wishes.fields else self.config(source.path).where, settings.fields, found)

    def missing_fields(self) -> Iterator[ConfigError]:
        """A fault for each field that occurs in none of the files whose records were asked for it."""
        return self._met.missing()

    def pages(self, source: Source, stretch: Stretch) -> Iterator[tuple[Passage, CleanedPage]]:
        """The passages of a stretch, each with its page cleaned; what its configuration allows stays.

        Raises CleanerError if a passage cannot be cleaned.
        """
        config, cleaning = self.config(source.path), self.cleaning(source)
        for passage in stretch.passages:
            page = clean_passage(cleaning, source, stretch, passage)
            if config.allow:
                stay = {entry.span.start: why for entry in changed_entries(page) if (why := self.allows(config, source, page, entry))}
                page = exempted(page, stay)
            yield passage, page

    def allows(self, config: Config, source: Source, page: CleanedPage, entry: Entry) -> str:
        """Why the text of an entry stays, where a configuration allows it; else empty."""
        if not config.allow:
            return ""
        allowance = self.exempt(config)[0].allowance(source.path, entry.finder, page.page.cut(entry.span).strip())
        return f"{config.where} allows it: {allowance.why}" if allowance else ""
