"""What a project wants checked, and how: `cleaner.toml`, or `[tool.cleaner]` in `pyproject.toml`, found upward from a file.

A key that means nothing is an error with a suggestion: a misspelled exclusion would otherwise exclude nothing, and nobody would know.
A configuration that was found, and not named by the user, may come from whoever wrote the folder: the files that it names lie there.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NoReturn

import msgspec
from msgspec import Struct

from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_POLICY, Policy, check_engine
from cleaner.errors import ConfigError, EngineError, PolicyError
from cleaner.formats.config_file import BASELINE, Allowance, ConfigFile, Settings
from cleaner.formats.reading import fault_of
from cleaner.paths import is_regular, leads_out

_STARS, _MOST_STARS = re.compile(r"\*+"), 3
_DEFAULT = Settings()


class Config(Struct, frozen=True, eq=False):
    """What one configuration says; without a file, the defaults."""

    folder: Path
    where: str = ""
    settings: Settings = _DEFAULT
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    overrides: tuple[tuple[tuple[str, ...], Mapping[str, Any]], ...] = ()
    allow: tuple[Allowance, ...] = ()
    baseline: str = BASELINE
    _cache: dict[tuple[bool, ...], Settings] = msgspec.field(default_factory=dict)

    def wants(self, path: Path) -> bool:
        """Whether a file is to be looked at."""
        return (not self.include or self.matches(self.include, path)) and not self.matches(self.exclude, path)

    def settings_for(self, path: Path) -> Settings:
        """How a file is cleaned."""
        held = tuple(self.matches(patterns, path) for patterns, _ in self.overrides)
        if held not in self._cache:
            changes = {key: value for hit, (_, table) in zip(held, self.overrides, strict=True) if hit for key, value in table.items()}
            self._cache[held] = msgspec.structs.replace(self.settings, **changes) if changes else self.settings
        return self._cache[held]

    def matches(self, patterns: tuple[str, ...], path: Path) -> bool:
        """Whether a file is named by a pattern, read as in a `.gitignore` beside the configuration."""
        return bool(patterns) and _spec(patterns).match_file(self.relative(path))

    def relative(self, path: Path) -> str:
        """A path as the configuration sees it, with slashes."""
        absolute = Path(os.path.abspath(path))  # noqa: PTH100  links stay as they are named
        return (absolute.relative_to(self.folder) if absolute.is_relative_to(self.folder) else absolute).as_posix()


def pattern_fault(patterns: Sequence[str]) -> str | None:
    """What is wrong with patterns of files, or None."""
    for pattern in patterns:
        # Each star is tried at every place where the others leave off, so that a few more would take hours for one long name.
        parts = [part.count("*") for part in _STARS.sub("*", pattern).split("/") if part != "*"]
        if max([*parts, pattern.count("**")]) > _MOST_STARS:
            return f"{pattern!r} has more than {_MOST_STARS} stars in one name, or as many names of two stars; write less"
        try:
            with warnings.catch_warnings(action="error"):
                _spec((pattern,)).match_file("a")
        except Exception as error:  # noqa: BLE001  that of pathspec, or of the engine of expressions that it found installed
            return f"{pattern!r} is no pattern of files: {str(error).partition(chr(10))[0]}"
    return None


@lru_cache
def _spec(patterns: tuple[str, ...]) -> Any:
    from pathspec import GitIgnoreSpec  # only for those who have patterns

    return GitIgnoreSpec.from_lines(patterns)


_OWN, _SHARED = "cleaner.toml", "pyproject.toml"


class CliOverrides(Struct, frozen=True):
    """What the options of a command say beside configurations: they replace single values and add to lists."""

    policy: str | None = None
    rules: tuple[Path, ...] = ()
    disable: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    fields: tuple[str, ...] = ()
    engine: str | None = None
    encoding: str | None = None
    url: str | None = None
    reference: datetime | None = None
    config: Path | None = None
    model: Path | None = None
    min_confidence: float | None = None
    page_kind: str | None = None
    text_field: str | None = None
    html_field: str | None = None
    id_field: str | None = None
    url_field: str | None = None
    # Not options of their own.
    one_article: bool = False
    default_policy: str = DEFAULT_POLICY

    def over(self, settings: Settings) -> Settings:
        """The settings of a configuration with what the options say."""
        return Settings(
            policy=self.policy or settings.policy or self.default_policy,
            rules=settings.rules + tuple(map(str, self.rules)),
            select=settings.select,
            disable=settings.disable + self.disable,
            keep=settings.keep + self.keep,
            fields=tuple(name.strip() for names in self.fields for name in names.split(",")) or settings.fields,
            engine=self.engine or settings.engine,
            model=str(self.model or settings.model),
            min_confidence=settings.min_confidence if self.min_confidence is None else self.min_confidence,
            page_kind=self.page_kind or settings.page_kind,
            text_field=self.text_field or settings.text_field,
            html_field=self.html_field or settings.html_field,
            id_field=self.id_field or settings.id_field,
            url_field=self.url_field or settings.url_field,
        )


NO_OVERRIDES = CliOverrides()


def find_config(folder: Path) -> Config | None:
    """The nearest configuration: in a folder, or in one above it; None where there is none.

    Raises ConfigError if it cannot be read or says something it cannot mean.
    """
    for place in (folder, *folder.parents):
        for name in (_OWN, _SHARED):
            path = place / name
            if is_regular(path) and (found := read_config(path, found=True)):
                return found
    return None


def read_config(path: Path, *, found: bool = False) -> Config | None:
    """The configuration in a file, or None where a file that other tools have their say in has nothing to say.

    Raises ConfigError if it cannot be read or says something it cannot mean.
    """
    shared = path.name == _SHARED
    try:
        raw = path.read_bytes()
        if shared and found and b"cleaner" not in raw:
            return None
        import tomllib  # most folders have no configuration

        document = tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise ConfigError(str(path), "", fault_of(error)) from error
    except RecursionError as error:
        raise ConfigError(str(path), "", "is TOML nested too deeply to be read") from error
    except ValueError as error:
        raise ConfigError(str(path), "", f"is not TOML: {error}") from error
    if not shared:
        return _config(document, path, "", found)
    tools = document.get("tool", {})
    if not isinstance(tools, dict) or "cleaner" not in tools:
        return None
    return _config(tools["cleaner"], path, "tool.cleaner.", found)


def _config(table: Any, path: Path, prefix: str, found: bool) -> Config:
    from cleaner.tables import record  # most folders have no configuration

    def fault(key: str, text: str) -> NoReturn:
        raise ConfigError(str(path), key, text)

    def checked(made: Settings, named: Iterable[str], under: str) -> dict[str, Any]:
        """The settings that a table names; rule files and weights are relative to the folder of the configuration."""
        try:
            Policy.named(made.policy or DEFAULT_POLICY).keeping(made.keep).trusting(made.min_confidence)
            PageKind.named(made.page_kind)
            check_engine(made.engine)
        except (PolicyError, EngineError) as error:
            raise ConfigError(str(path), under.rstrip("."), str(error)) from error
        inside(made.rules, under + "rules")
        inside([made.model], under + "model")
        values = {name: getattr(made, name) for name in Settings.__struct_fields__ if name.replace("_", "-") in named}
        if made.rules:
            values["rules"] = tuple(str(path.parent / file) for file in made.rules)
        if made.model:
            values["model"] = str(path.parent / made.model)
        return values

    def inside(files: Iterable[str], key: str) -> None:
        """Raise unless files that a configuration names lie in its folder, links followed."""
        for file in files if found else ():
            if leads_out(path.parent / file, path.parent):
                fault(key, f"{file!r} lies outside the folder of the configuration; put it there, or name it with --config")

    def check_patterns(patterns: tuple[str, ...], key: str) -> None:
        if wrong := pattern_fault(patterns):
            fault(key, wrong)

    if not isinstance(table, dict):
        fault(prefix.rstrip("."), f"must be a table, not {table!r}")
    file = record(ConfigFile, table, fault, prefix)
    settings = Settings(**checked(file, table, prefix))
    check_patterns(file.include, f"{prefix}include")
    check_patterns(file.exclude, f"{prefix}exclude")
    overrides: list[tuple[tuple[str, ...], Mapping[str, Any]]] = []
    for place, one in enumerate(file.overrides, 1):
        under = f"{prefix}overrides[{place}]."
        check_patterns(one.paths, under + "paths")
        overrides.append((one.paths, checked(one, table["overrides"][place - 1], under)))
    for place, allowance in enumerate(file.allow, 1):
        check_patterns(allowance.paths, f"{prefix}allow[{place}].paths")
    inside([file.baseline], f"{prefix}baseline")
    return Config(
        folder=Path(os.path.abspath(path.parent)),  # noqa: PTH100  links stay as they are named
        where=str(path),
        settings=settings,
        include=file.include,
        exclude=file.exclude,
        overrides=tuple(overrides),
        allow=tuple(msgspec.structs.replace(one, text=one.text.strip()) for one in file.allow),
        baseline=file.baseline,
    )
