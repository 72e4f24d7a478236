"""What `check` and `fix` know of each file: the places that cleaning would change, without those that are allowed or known already."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.cleaning import Cleaning, Cleanings
from cleaner.cli.wishes import Wishes
from cleaner.errors import ReadingError, WritingError
from cleaner.io.config import Config, Settings
from cleaner.io.config_file import find_config, read_config
from cleaner.io.paths import exists
from cleaner.io.positions import Position, position_of
from cleaner.io.replacing import FileState
from cleaner.io.sources import STDIN, Source
from cleaner.io.spots import Spot, changed_entries, edits
from cleaner.io.stretches import stretches
from cleaner.io.writing import replace_file
from cleaner.model.cleaned import CleanedPage
from cleaner.model.records import dataclass, field
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from cleaner.io.allowed import Allowed
    from cleaner.io.baseline import Baseline


@dataclass(frozen=True, eq=False)
class Inspection:
    """What was seen in one file.

    Args:
        source: the file.
        state: the state of the file before it was read; None for standard input.
        spots: the places that cleaning would change.
        faults: what could not be read in it.
        left: for each passage that has such places, by the numbers of stretch and passage, the offsets of places that stay as they are.
    """

    source: Source
    state: FileState | None = None
    spots: list[Spot] = field(default_factory=list)
    faults: list[ReadingError] = field(default_factory=list)
    left: dict[tuple[int, int], Collection[int]] = field(default_factory=dict)


class Inspector:
    """Looks at files as their configurations say.

    Args:
        wishes: what the options of the command ask for.
    """

    def __init__(self, wishes: Wishes) -> None:
        self.wishes = wishes
        self._given = read_config(wishes.config) if wishes.config else None
        self._configs: dict[Path, Config] = {}
        self._cleanings = Cleanings(wishes.url)
        self._exempts: dict[Config, bool] = {}
        self._exempt: dict[Config, tuple[Allowed, Baseline]] = {}

    def config(self, path: Path) -> Config:
        """The configuration of a file.

        Args:
            path: the file, or `-`.
        """
        if self._given:
            return self._given
        folder = Path.cwd() if path == STDIN else path.absolute().parent
        if folder not in self._configs:
            found = find_config(folder) or Config(Path.cwd())
            self._configs[folder] = next((one for one in self._configs.values() if one.where == found.where), found)
        return self._configs[folder]

    def configs(self, sources: Iterable[Source]) -> list[Config]:
        """The configurations of some inputs, each once.

        Args:
            sources: the inputs.
        """
        return list(dict.fromkeys(self.config(source.path) for source in sources))

    def rules(self) -> list[RuleSet]:
        """The rules that inputs were cleaned by so far."""
        return self._cleanings.rules()

    def exempts(self, config: Config) -> bool:
        """Whether a configuration allows a text, or knows a finding already.

        Args:
            config: the configuration.
        """
        if config not in self._exempts:
            self._exempts[config] = bool(config.allow) or exists(config.folder / config.baseline)
        return self._exempts[config]

    def exempt(self, config: Config) -> tuple[Allowed, Baseline]:
        """The texts that a configuration allows, and the findings it knows already.

        Args:
            config: the configuration.

        Raises:
            ConfigError: if the file of known findings cannot be read.
        """
        if config not in self._exempt:
            from cleaner.io.allowed import Allowed  # few projects have either
            from cleaner.io.baseline import Baseline

            self._exempt[config] = Allowed(config), Baseline.read(config.folder / config.baseline)
        return self._exempt[config]

    def wanted(self, sources: Iterable[Source]) -> list[Source]:
        """The inputs that their configurations do not exclude.

        Args:
            sources: the inputs.
        """
        return [source for source in sources if source.path == STDIN or self.config(source.path).wants(source.path)]

    def inspect(self, source: Source) -> Inspection:
        """Look at one input.

        Args:
            source: the input.

        Raises:
            CleanerError: if it cannot be read, or what its configuration names does not exist.
            OSError: if it is not there.
        """
        seen = Inspection(source, None if source.path == STDIN else FileState.of(source.path))
        config, settings = self.config(source.path), self.settings(source)
        cleaning = self.cleaning(source)
        for place, stretch in enumerate(stretches(source, settings.fields)):
            if stretch.fault:
                seen.faults.append(stretch.fault)
            for number, passage in enumerate(stretch.passages):
                page = cleaning.clean(source, stretch.web_page or passage.text)
                found, left = self._found(config, source, passage.field, page, position_of(page, stretch, passage))
                if found:
                    seen.spots.extend(found)
                    seen.left[place, number] = left
        return seen

    def fix(self, seen: Inspection) -> None:
        """Write an inspected file without what was found there, all other bytes as they are.

        Args:
            seen: what was seen of it.

        Raises:
            WritingError: if it cannot be written; then it is as it was.
        """
        if seen.state:
            replace_file(seen.source.path, self._fixed(seen), seen.state)

    def _fixed(self, seen: Inspection) -> Iterator[bytes]:
        source, settings = seen.source, self.settings(seen.source)
        cleaning = self.cleaning(source)
        for place, stretch in enumerate(stretches(source, settings.fields)):
            if stretch.fault:
                raise stretch.fault
            made: list[str] = []
            at = 0
            for number, passage in enumerate(stretch.passages):
                if (place, number) in seen.left:
                    page = cleaning.clean(source, passage.text)
                    made += (stretch.text[at : passage.start], passage.edited(edits(page, seen.left[place, number])))
                    at = passage.end
            try:
                yield stretch.encoded("".join(made) + stretch.text[at:])
            except UnicodeEncodeError as error:
                letter = f"U+{ord(error.object[error.start]):04X}"
                raise WritingError(f"{source.name}: {letter} cannot be written in {stretch.encoding}; convert the file to UTF-8") from error

    def _found(self, config: Config, source: Source, field: str, page: CleanedPage, position: Position) -> tuple[list[Spot], set[int]]:
        """The places of a page that count, and the offsets of those that do not."""
        spots: list[Spot] = []
        left: set[int] = set()
        for entry in changed_entries(page):
            text = entry.span.cut(page.page.source).strip()
            if self._stays(config, source, entry.finder, text):
                left.add(entry.span.start)
                continue
            line, column = position(entry.span.start)
            spots.append(Spot(source.name, line, column, entry.part, entry.finder, entry.fate, text, field))
        return spots, left

    def _stays(self, config: Config, source: Source, finder: str, text: str) -> bool:
        if not self.exempts(config):
            return False
        allowed, baseline = self.exempt(config)
        if allowed.takes(source.path, finder, text):
            return True
        return self.wishes.baseline and baseline.takes(config.relative(source.path), finder, text)

    def settings(self, source: Source) -> Settings:
        """How an input is cleaned: as its configuration says, and as the options add to it.

        Args:
            source: the input.
        """
        return self.wishes.added_to(self.config(source.path).settings_for(source.path))

    def cleaning(self, source: Source) -> Cleaning:
        """The rules and the policy for an input; inputs of the same settings share them.

        Args:
            source: the input.

        Raises:
            CleanerError: if a setting names what does not exist.
        """
        return self._cleanings.of(self.settings(source), self.config(source.path).where)
