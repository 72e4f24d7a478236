"""What a project wants checked, and how: `cleaner.toml`, or `[tool.cleaner]` in `pyproject.toml`, found upward from a file.

A key that means nothing is an error with a suggestion: a misspelled exclusion would otherwise exclude nothing, and nobody would know.
A configuration that was found, and not named by the user, may come from whoever wrote the folder: the files that it names lie there.
"""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from cleaner.document.claim import is_named
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_ENGINE, DEFAULT_FIELDS, DEFAULT_POLICY, Policy, check_engine
from cleaner.errors import ConfigError, EngineError, PolicyError, suggestion
from cleaner.formats.reading import fault_of
from cleaner.paths import is_regular, leads_out

_STARS, _MOST_STARS = re.compile(r"\*+"), 3
BASELINE = ".cleaner-baseline.json"


class Settings(msgspec.Struct, frozen=True):
    """How files are cleaned."""

    policy: str | None = None
    rules: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    disable: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    fields: tuple[str, ...] = DEFAULT_FIELDS
    engine: str = DEFAULT_ENGINE
    model: str = ""
    min_confidence: float | None = None
    page_kind: str | None = None


class Allowance(msgspec.Struct, frozen=True):
    """A text that stays although a rule names it."""

    text: str
    why: str
    paths: tuple[str, ...] = ()
    finder: str = ""

    def names(self, finder: str) -> bool:
        """Whether it speaks of a finder."""
        return not self.finder or is_named(finder, self.finder)


_DEFAULT = Settings()


class Config(msgspec.Struct, frozen=True, eq=False):
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
_SETTINGS: dict[str, Any] = {
    **dict.fromkeys(("rules", "select", "disable", "keep", "fields"), list),
    **dict.fromkeys(("policy", "engine", "model", "page-kind"), str),
    "min-confidence": float,
}
_KIND_WORDS = {list: "list", str: "string", float: "number"}
_KEYS: dict[str, Any] = {**_SETTINGS, "include": list, "exclude": list, "baseline": str, "allow": list, "overrides": list}
_OVERRIDE: dict[str, Any] = {"paths": list, **_SETTINGS}
_ALLOW: dict[str, type] = {"text": str, "why": str, "paths": list, "finder": str}
# Tables that may stand several times, the keys of each, and those it cannot do without.
_INNER: tuple[tuple[str, dict[str, type], tuple[str, ...]], ...] = (
    ("overrides", _OVERRIDE, ("paths",)),
    ("allow", _ALLOW, ("text", "why")),
)
_TABLES = {"allow", "overrides"}
_PATTERNS = ("include", "exclude", "paths")


class CliOverrides(msgspec.Struct, frozen=True):
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
    where = str(path)
    _check(table, _KEYS, where, prefix)
    for key, types, needed in _INNER:
        for place, inner in enumerate(table.get(key, ()), 1):
            _check(inner, types, where, f"{prefix}{key}[{place}].")
            for missing in (word for word in needed if not inner.get(word)):
                raise ConfigError(where, f"{prefix}{key}[{place}].{missing}", "is missing or empty")
    overrides = tuple(
        (tuple(inner["paths"]), _settings(inner, path, f"{prefix}overrides[{place}].", found))
        for place, inner in enumerate(table.get("overrides", ()), 1)
    )
    baseline = table.get("baseline", BASELINE)
    if found:
        _refuse_outside(baseline, path, prefix + "baseline")
    return Config(
        folder=Path(os.path.abspath(path.parent)),  # noqa: PTH100  links stay as they are named
        where=where,
        settings=Settings(**_settings(table, path, prefix, found)),
        include=tuple(table.get("include", ())),
        exclude=tuple(table.get("exclude", ())),
        overrides=overrides,
        allow=tuple(_allowance(inner) for inner in table.get("allow", ())),
        baseline=baseline,
    )


def _settings(table: Mapping[str, Any], path: Path, prefix: str, found: bool) -> dict[str, Any]:
    """The settings that a table names; rule files and weights are relative to the folder of the configuration."""
    named: dict[str, Any] = {
        key.replace("-", "_"): tuple(table[key]) if kind is list else table[key] for key, kind in _SETTINGS.items() if key in table
    }
    if "rules" in named:
        for file in named["rules"] if found else ():
            _refuse_outside(file, path, prefix + "rules")
        named["rules"] = tuple(str(path.parent / file) for file in named["rules"])
    if named.get("model"):
        if found:
            _refuse_outside(named["model"], path, prefix + "model")
        named["model"] = str(path.parent / named["model"])
    return named


def _refuse_outside(file: str, path: Path, key: str) -> None:
    """Raise unless a file that a configuration names lies in its folder, links followed."""
    if leads_out(path.parent / file, path.parent):
        raise ConfigError(str(path), key, f"{file!r} lies outside the folder of the configuration; put it there, or name it with --config")


def _allowance(table: Mapping[str, Any]) -> Allowance:
    return Allowance(table["text"].strip(), table["why"], tuple(table.get("paths", ())), table.get("finder", ""))


def _check(table: Any, types: Mapping[str, type], where: str, prefix: str) -> None:
    """Raise unless every key is known and holds what it may."""
    if not isinstance(table, dict):
        raise ConfigError(where, prefix.rstrip("."), f"must be a table, not {table!r}")
    for key, value in table.items():
        if key not in types:
            raise ConfigError(where, prefix + key, f"no such key; {suggestion(key, types)}")
        kind: Any = types[key]
        if not _is_of(value, kind):
            raise ConfigError(where, prefix + key, f"must be a {_KIND_WORDS[kind]}, not {value!r}")
        if kind is list and key not in _TABLES and not _words(value):
            raise ConfigError(where, prefix + key, "must be a list of non-empty strings")
        for word in value if kind is list else (value,):
            if "\0" in str(word):
                raise ConfigError(where, prefix + key, f"{word!r} holds a NUL, which nothing is named with")
        if key in _PATTERNS and (fault := pattern_fault(value)):
            raise ConfigError(where, prefix + key, fault)
    try:
        Policy.named(table.get("policy", DEFAULT_POLICY)).keeping(table.get("keep", ())).trusting(table.get("min-confidence"))
        PageKind.named(table.get("page-kind"))
        check_engine(table.get("engine", DEFAULT_ENGINE))
    except (PolicyError, EngineError) as error:
        raise ConfigError(where, prefix.rstrip("."), str(error)) from error


def _is_of(value: Any, kind: Any) -> bool:
    """Whether a value is of a kind; TOML writes some numbers without a point, and truth is none."""
    return isinstance(value, int | float) and not isinstance(value, bool) if kind is float else isinstance(value, kind)


def _words(value: Any) -> bool:
    return all(isinstance(item, str) and item for item in value)
