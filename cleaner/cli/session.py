"""A run of a command: how each input is read and cleaned, as its configuration and the options say, and how the run ends.

Every command asks here. It ends with an exit code, one line for each thing that went wrong, and never with a traceback for what was
expected.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.fields_seen import FieldsSeen, without_fields
from cleaner.document.claim import MODEL, finders_named
from cleaner.document.ledger import Entry
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_POLICY, Policy, check_engine
from cleaner.document.result import CleanedPage
from cleaner.errors import CleanerError, ConfigError, ReadingError, RuleError, shortage_of
from cleaner.formats.config import CliOverrides, Config, find_config, read_config
from cleaner.formats.config_file import Settings
from cleaner.formats.in_place import Stretch, changed_entries, field_names, stretches
from cleaner.formats.passages import Passage
from cleaner.formats.reading import fault_of
from cleaner.formats.sources import STDIN, Source, find_sources
from cleaner.formats.terminal import tell
from cleaner.paths import exists
from cleaner.pipeline.cleaner import PageCleaner
from cleaner.pipeline.columns import exempted
from cleaner.rules.ruleset import RuleSet, knows, rule_suggestion

if TYPE_CHECKING:
    from cleaner.formats.baseline import Allowed, Baseline

CLEAN, FOUND, WRONG, INTERRUPTED, PIPE_CLOSED = 0, 1, 2, 130, 141


class Outcome:
    """What has happened so far in a command.

    Args:
        say: takes each message, a line.
    """

    def __init__(self, say: Callable[[str], None] = tell) -> None:
        self.found = self.wrong = False
        self.say = say
        self._messages: set[str] = set()

    @property
    def code(self) -> int:
        """The exit code: what went wrong counts for more than what was found."""
        return WRONG if self.wrong else FOUND if self.found else CLEAN

    def fail(self, error: CleanerError) -> None:
        """Tell of an error, once, with a line for each fault: a faulty configuration is met at each of its files."""
        self.wrong = True
        for message in error.lines() if isinstance(error, RuleError) else [str(error)]:
            self.say_once(f"cleaner: {message}")

    def say_once(self, message: str) -> None:
        """Tell a message, unless it was told before."""
        if message not in self._messages:
            self._messages.add(message)
            self.say(message)

    @contextmanager
    def going_on(self, name: str) -> Iterator[None]:
        """What is done for one input: an error is told in one line, and the next input is not kept from its turn."""
        try:
            yield
        except BrokenPipeError:
            raise
        except Exception as error:  # noqa: BLE001  a fault of this program, or of a library, on one input of many
            self.fail(fault_at(name, error))


def fault_at(name: str, error: Exception) -> CleanerError:
    """What stood in the way of one input, as an error of this library; one that nobody expects asks to be reported."""
    if isinstance(error, CleanerError):
        return error
    if isinstance(error, OSError):
        return ReadingError(name, fault_of(error))
    if isinstance(error, MemoryError | RecursionError):
        return ReadingError(name, shortage_of(error))
    return ReadingError(name, f"stopped by {type(error).__name__}: {error}; please report this")


@contextmanager
def outcome() -> Iterator[Outcome]:
    """A command's body: expected errors in it become one line and an exit code. Raises SystemExit if that is another than 0."""
    result = Outcome()
    with warnings.catch_warnings():
        warnings.showwarning = lambda message, *_, **__: result.say(f"cleaner: {message}")
        try:
            yield result
        except CleanerError as error:
            result.fail(error)
        except BrokenPipeError:
            _discard_output()
            raise SystemExit(PIPE_CLOSED) from None
        except OSError as error:
            result.fail(ReadingError(str(error.filename or "cleaner"), fault_of(error)))
        except (MemoryError, RecursionError) as error:
            result.fail(ReadingError("input", shortage_of(error)))
    if result.code:
        raise SystemExit(result.code)


def _discard_output() -> None:
    """Whoever read the output has gone; what is still buffered for it must not raise the error again at exit."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError:
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123


class Session:
    """Reads and cleans inputs as their configurations say. Raises ConfigError if the one that an option names cannot be read."""

    def __init__(self, overrides: CliOverrides, result: Outcome, *, use_baseline: bool = True) -> None:
        self.overrides, self.use_baseline, self._result = overrides, use_baseline, result
        self._given = (read_config(overrides.config) or Config(Path.cwd(), str(overrides.config))) if overrides.config else None
        self._configs: dict[Path, Config] = {}
        self._cleaners: dict[Settings, PageCleaner | CleanerError] = {}
        self._exempts: dict[Config, bool] = {}
        self._exempt: dict[Config, tuple[Allowed, Baseline]] = {}
        self.seen = FieldsSeen()

    def sources(self, paths: Sequence[Path], *, excludes_named: bool = True) -> list[Source]:
        """The inputs that their configurations do not exclude; faults are told of."""
        found, faults = find_sources(paths, self.overrides.encoding)
        for fault in faults:
            self._result.fail(fault)
        wanted: list[Source] = []
        named: Collection[Path] = () if excludes_named else paths
        for source in found:
            with self._result.going_on(source.name):
                if source.path == STDIN or source.path in named or self.config(source.path).wants(source.path):
                    wanted.append(source)
        return wanted

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

    def settings(self, source: Source) -> Settings:
        """How an input is cleaned."""
        return self.overrides.over(self.config(source.path).settings_for(source.path))

    def cleaner(self, source: Source) -> PageCleaner:
        """What cleans an input; inputs of the same settings share it. Raises CleanerError if a setting names what does not exist."""
        settings = self.settings(source)
        if settings not in self._cleaners:
            try:
                self._cleaners[settings] = page_cleaner(settings)
            except CleanerError as error:
                is_configured = isinstance(error, RuleError) and error.where == "(command)" and error.rule not in self.overrides.disable
                where = self.config(source.path).where
                self._cleaners[settings] = ConfigError(where, error.rule, error.fault) if is_configured else error  # type: ignore[attr-defined]
        held = self._cleaners[settings]
        if isinstance(held, CleanerError):
            raise held
        return held

    def rules(self) -> list[RuleSet]:
        """The rules that inputs were cleaned by so far."""
        return [one.rules for one in self._cleaners.values() if isinstance(one, PageCleaner)]

    def exempts(self, config: Config) -> bool:
        """Whether a configuration allows a text, or knows a finding already; few do."""
        if config not in self._exempts:
            self._exempts[config] = bool(config.allow) or exists(config.folder / config.baseline)
        return self._exempts[config]

    def exempt(self, config: Config) -> tuple[Allowed, Baseline]:
        """The texts that a configuration allows, and its baseline. Raises ConfigError if that cannot be read."""
        if config not in self._exempt:
            from cleaner.formats.baseline import Allowed, Baseline  # few projects have either

            self._exempt[config] = Allowed(config), Baseline.read(config.folder / config.baseline)
        return self._exempt[config]

    def stretches(self, source: Source) -> Iterator[Stretch]:
        """The stretches of an input; the passages of each are to be read before the next one is asked for.

        Raises ReadingError if it cannot be read, or holds records and in none of them one of the fields, which is known at its end.
        """
        fields, is_faulty = self.settings(source).fields, False
        found: set[str] = set()
        for stretch in stretches(source, fields, found):
            is_faulty = is_faulty or stretch.fault is not None
            yield stretch
        if not source.holds_records or is_faulty:
            return
        if found:
            where = "--fields" if self.overrides.fields else self.config(source.path).where
            self.seen.add(where, fields, source, found)
        elif names := field_names(source):
            raise without_fields(source, fields, names)

    def fail_for_missing_fields(self) -> None:
        """Tell of each field that occurs in none of the files whose records should have it: a misspelled one would find nothing."""
        for fault in self.seen.faults():
            self._result.fail(fault)

    def clean(self, source: Source, stretch: Stretch, passage: Passage) -> CleanedPage:
        """A passage cleaned, whatever a configuration allows. Raises CleanerError if it cannot be cleaned."""
        cleaner, overrides = self.cleaner(source), self.overrides
        how = {
            "url": overrides.url or passage.url or None,
            "name": source.name,
            "reference": overrides.reference,
            "kind": self.settings(source).page_kind,
            "one": overrides.one_article,
        }
        try:
            if stretch.web_page:
                page = cleaner.clean_html(stretch.web_page, encoding=overrides.encoding, **how)  # type: ignore[arg-type]
            else:
                page = cleaner.clean(passage.text, **how)  # type: ignore[arg-type]
        except ReadingError as error:
            if not passage.field:
                raise
            raise ReadingError(f"{source.name}: line {stretch.position(passage.start)[0]}: field {passage.field}", error.fault) from error
        if page.encoding and page.encoding.conflict:
            self._result.say(f"cleaner: warning: {source.name}: was read as {page.encoding}")
        return page

    def pages(self, source: Source, stretch: Stretch) -> Iterator[tuple[Passage, CleanedPage]]:
        """The passages of a stretch, each with its page cleaned; what its configuration allows stays."""
        allow = self.config(source.path).allow
        for passage in stretch.passages:
            page = self.clean(source, stretch, passage)
            if allow:
                page = exempted(page, {one.span.start: why for one in changed_entries(page) if (why := self.allows(source, page, one))})
            yield passage, page

    def allows(self, source: Source, page: CleanedPage, entry: Entry) -> str:
        """Why the text of an entry stays, where the configuration allows it; else empty."""
        config = self.config(source.path)
        if not config.allow:
            return ""
        return self.exempt(config)[0].reason(source.path, entry.finder, page.page.cut(entry.span).strip())


def config_here(overrides: CliOverrides) -> Config:
    """The configuration of a command that is for all its inputs: the one that an option names, else that of the current folder.

    Raises ConfigError if it cannot be read or says something it cannot mean.
    """
    if overrides.config:
        return read_config(overrides.config) or Config(Path.cwd(), str(overrides.config))
    return find_config(Path.cwd()) or Config(Path.cwd())


def page_cleaner(settings: Settings) -> PageCleaner:
    """Rules, policy and engine as settings say. Raises CleanerError if one names what does not exist, or a rule file is faulty."""
    check_engine(settings.engine)
    rules = extended(settings.rules)
    if settings.select:
        rules = rules.select(*settings.select)
    disabled = [name for name in settings.disable if knows(rules, name)]
    finders = [name for name in settings.disable if finders_named((name,))]
    for name in settings.disable:
        if name not in disabled and name not in finders:
            raise RuleError("(command)", name, "disable", f"no such rule, rule set or finder; {rule_suggestion(rules, name)}")
    policy = Policy.named(settings.policy or DEFAULT_POLICY).keeping(settings.keep).disabling(finders).trusting(settings.min_confidence)
    PageKind.named(settings.page_kind)
    return PageCleaner(
        policy=policy,
        rules=rules.disable(*disabled) if disabled else rules,
        model=settings.model if settings.model and MODEL not in policy.disabled else None,
        engine=settings.engine,
    )


def extended(files: Iterable[str | Path]) -> RuleSet:
    """The shipped rules and those of some files. Raises RuleError if a file is faulty."""
    added = [Path(file) for file in files]
    return RuleSet.default().extend(RuleSet.load(*added)) if added else RuleSet.default()
