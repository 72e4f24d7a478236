"""What a project wants checked, and how."""

from __future__ import annotations

import os
import re
import warnings
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from cleaner.document.claim import is_named
from cleaner.document.policy import DEFAULT_ENGINE, DEFAULT_FIELDS
from cleaner.document.records import dataclass, field, replace

_STARS, _MOST_STARS = re.compile(r"\*+"), 3
BASELINE = ".cleaner-baseline.json"


@dataclass(frozen=True, slots=True)
class Settings:
    """How files are cleaned.

    Args:
        policy: the name of a preset; None for that of the command.
        rules: rule files, or folders of them, to add to the shipped.
        select: the rules, or rule sets, to use; empty for all.
        disable: rules, rule sets, or other finders, to leave out.
        keep: parts, or zones, to keep.
        fields: the fields of records that hold texts.
        engine: the engine for web pages.
        model: the file of weights of the line model; empty for the one that ships.
        min_confidence: the least confidence, 0 to 1, with which the line model may remove; None for that of the policy.
        page_kind: what kind of page each page is; None where the model is to find out.
    """

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


@dataclass(frozen=True, slots=True)
class Allowance:
    """A text that stays although a rule names it.

    Args:
        text: the text, without the white space around it.
        why: why it stays.
        paths: the files it stays in, as patterns; empty for all.
        finder: the rule or rule set that names it; empty for any.
    """

    text: str
    why: str
    paths: tuple[str, ...] = ()
    finder: str = ""

    def names(self, finder: str) -> bool:
        """Whether it speaks of a finder.

        Args:
            finder: the id of a rule, or the name of a pass.
        """
        return not self.finder or is_named(finder, self.finder)


_DEFAULT = Settings()


@dataclass(frozen=True, eq=False)
class Config:
    """What one configuration says; without a file, the defaults.

    Args:
        folder: the folder that its paths and patterns are relative to.
        where: what messages call the file.
        settings: how files are cleaned where no override says otherwise.
        include: patterns of the files to look at; empty for all.
        exclude: patterns of files to pass over, even where they are given by name.
        overrides: patterns with the settings that they change, later ones last.
        allow: texts that stay.
        baseline: the file of findings that are known already.
    """

    folder: Path
    where: str = ""
    settings: Settings = _DEFAULT
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    overrides: tuple[tuple[tuple[str, ...], Mapping[str, Any]], ...] = ()
    allow: tuple[Allowance, ...] = ()
    baseline: str = BASELINE
    _cache: dict[tuple[bool, ...], Settings] = field(default_factory=dict)

    def wants(self, path: Path) -> bool:
        """Whether a file is to be looked at.

        Args:
            path: the file.
        """
        return (not self.include or self.matches(self.include, path)) and not self.matches(self.exclude, path)

    def settings_for(self, path: Path) -> Settings:
        """How a file is cleaned.

        Args:
            path: the file.
        """
        held = tuple(self.matches(patterns, path) for patterns, _ in self.overrides)
        if held not in self._cache:
            changes = {key: value for hit, (_, table) in zip(held, self.overrides, strict=True) if hit for key, value in table.items()}
            self._cache[held] = replace(self.settings, **changes) if changes else self.settings
        return self._cache[held]

    def matches(self, patterns: tuple[str, ...], path: Path) -> bool:
        """Whether a file is named by a pattern, read as in a `.gitignore` beside the configuration.

        Args:
            patterns: the patterns.
            path: the file.
        """
        return bool(patterns) and _spec(patterns).match_file(self.relative(path))

    def relative(self, path: Path) -> str:
        """A path as the configuration sees it, with slashes.

        Args:
            path: the path.
        """
        absolute = Path(os.path.abspath(path))  # noqa: PTH100  links stay as they are named
        return (absolute.relative_to(self.folder) if absolute.is_relative_to(self.folder) else absolute).as_posix()


def pattern_fault(patterns: Sequence[str]) -> str | None:
    """What is wrong with patterns of files, or None.

    Args:
        patterns: patterns as in a `.gitignore`.
    """
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
