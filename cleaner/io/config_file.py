"""Where configurations stand: in `cleaner.toml`, or as `[tool.cleaner]` in `pyproject.toml`, found upward from a file.

A key that means nothing is an error with a suggestion: a misspelled exclusion would otherwise exclude nothing, and nobody would know.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleaner.errors import ConfigError, PolicyError
from cleaner.io.config import BASELINE, Allowance, Config, Settings, pattern_fault
from cleaner.io.paths import is_regular, leads_out
from cleaner.io.reading import fault_of
from cleaner.model.policy import Policy

_OWN, _SHARED = "cleaner.toml", "pyproject.toml"
_SETTINGS: dict[str, type] = {"policy": str, "rules": list, "select": list, "disable": list, "keep": list, "fields": list, "engine": str}
_KEYS: dict[str, type] = {**_SETTINGS, "include": list, "exclude": list, "baseline": str, "allow": list, "overrides": list}
_OVERRIDE: dict[str, type] = {"paths": list, **_SETTINGS}
_ALLOW: dict[str, type] = {"text": str, "why": str, "paths": list, "finder": str}
# Tables that may stand several times, the keys of each, and those it cannot do without.
_INNER: tuple[tuple[str, dict[str, type], tuple[str, ...]], ...] = (
    ("overrides", _OVERRIDE, ("paths",)),
    ("allow", _ALLOW, ("text", "why")),
)
_TABLES = {"allow", "overrides"}
_PATTERNS, _FILES = {"include", "exclude", "paths"}, {"rules", "baseline"}


def find_config(folder: Path) -> Config | None:
    """The nearest configuration: in a folder, or in one above it; None where there is none.

    Args:
        folder: an absolute path.

    Raises:
        ConfigError: if it cannot be read or says something it cannot mean.
    """
    for place in (folder, *folder.parents):
        for name in (_OWN, _SHARED):
            path = place / name
            if is_regular(path) and (found := read_config(path, shared=name == _SHARED, confined=True)):
                return found
    return None


def read_config(path: Path, *, shared: bool = False, confined: bool = False) -> Config | None:
    """The configuration in a file, or None where a shared file has nothing to say.

    Args:
        path: a TOML file.
        shared: whether other tools have their say in the file too.
        confined: whether the paths in it must stay below its folder. It was found there, perhaps in a folder that someone else filled,
            and nobody has named it.

    Raises:
        ConfigError: if it cannot be read or says something it cannot mean.
    """
    try:
        raw = path.read_bytes()
        if shared and b"cleaner" not in raw:
            return None
        import tomllib  # most folders have no configuration

        document = tomllib.loads(raw.decode("utf-8"))
    except OSError as error:
        raise ConfigError(str(path), "", fault_of(error)) from error
    except RecursionError as error:
        raise ConfigError(str(path), "", "is TOML nested too deeply to be read") from error
    except ValueError as error:
        raise ConfigError(str(path), "", f"is not TOML: {error}") from error
    in_tool = shared or path.name == _SHARED
    table: Any = document
    for key in ("tool", "cleaner") if in_tool else ():
        if not isinstance(table, dict):
            raise ConfigError(str(path), "tool", "must be a table")
        table = table.get(key, {} if key == "tool" else None)
    if table is None:
        return None
    prefix = "tool.cleaner." if in_tool else ""
    config = _config(table, path, prefix)
    if confined:
        _refuse_outside(config, table, prefix)
    return config


def _config(table: dict[str, Any], path: Path, prefix: str) -> Config:
    where = str(path)
    _check(table, _KEYS, where, prefix)
    for key, types, needed in _INNER:
        for place, inner in enumerate(table.get(key, ()), 1):
            _check(inner, types, where, f"{prefix}{key}[{place}].")
            for missing in (word for word in needed if not inner.get(word)):
                raise ConfigError(where, f"{prefix}{key}[{place}].{missing}", "is missing or empty")
    overrides = tuple((tuple(inner["paths"]), _settings(inner, path.parent)) for inner in table.get("overrides", ()))
    return Config(
        folder=Path(os.path.abspath(path.parent)),  # noqa: PTH100  links stay as they are named
        where=where,
        settings=Settings(**_settings(table, path.parent)),
        include=tuple(table.get("include", ())),
        exclude=tuple(table.get("exclude", ())),
        overrides=overrides,
        allow=tuple(_allowance(inner) for inner in table.get("allow", ())),
        baseline=table.get("baseline", BASELINE),
    )


def _refuse_outside(config: Config, table: Mapping[str, Any], prefix: str) -> None:
    """Raise if a path of rules or of the baseline leads out of the folder of the configuration."""
    named = [("rules", table.get("rules", ())), ("baseline", [config.baseline])]
    named += ((f"overrides[{place}].rules", inner.get("rules", ())) for place, inner in enumerate(table.get("overrides", ()), 1))
    for key, paths in named:
        for path in paths:
            if leads_out(config.folder / path, config.folder):
                way = "with --rules or --config" if key.endswith("rules") else "with --config"
                raise ConfigError(config.where, prefix + key, f"{path!r} leads out of the folder of this configuration; name it {way}")


def _settings(table: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """The settings that a table names; rule files are relative to its folder."""
    named = {key: tuple(table[key]) if kind is list else table[key] for key, kind in _SETTINGS.items() if key in table}
    if "rules" in named:
        named["rules"] = tuple(str(folder / file) for file in named["rules"])
    return named


def _allowance(table: Mapping[str, Any]) -> Allowance:
    return Allowance(table["text"].strip(), table["why"], tuple(table.get("paths", ())), table.get("finder", ""))


def _check(table: Any, types: Mapping[str, type], where: str, prefix: str) -> None:
    """Raise unless every key is known and holds what it may."""
    if not isinstance(table, dict):
        raise ConfigError(where, prefix.rstrip("."), "must be a table")
    for key, value in table.items():
        if key not in types:
            import difflib

            near = difflib.get_close_matches(key, types, 1)
            raise ConfigError(
                where, prefix + key, f"no such key; did you mean {near[0]!r}?" if near else f"no such key; known: {', '.join(types)}"
            )
        if not isinstance(value, types[key]):
            raise ConfigError(where, prefix + key, f"must be a {'list' if types[key] is list else 'string'}, not {value!r}")
        if types[key] is list and key not in _TABLES and not _words(value):
            raise ConfigError(where, prefix + key, "must be a list of non-empty strings")
        if key in _PATTERNS and (fault := pattern_fault(table[key])):
            raise ConfigError(where, prefix + key, fault)
        if key in _FILES and "\0" in "".join(table[key]):
            raise ConfigError(where, prefix + key, "holds NUL, which no path does")
    try:
        Policy.named(table.get("policy", "safe")).keeping(table.get("keep", ()))
    except PolicyError as error:
        raise ConfigError(where, prefix.rstrip("."), str(error)) from error


def _words(value: Any) -> bool:
    return all(isinstance(item, str) and item for item in value)
