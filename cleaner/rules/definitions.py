"""What rule files say once and use often: fragments of patterns, lists of words, and templates of rules.

A file has its own under `[define]`; those of `rulesets/shared.toml` may be used by every file.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, get_args

import msgspec
import regex

from cleaner.errors import RuleError, suggestion
from cleaner.rules.guard import Outcome
from cleaner.rules.patterns import LONGEST_PATTERN, PLACEHOLDERS
from cleaner.rules.rule import Finder
from cleaner.tables import Fault

SHARED = Path(__file__).parent.parent / "rulesets" / "shared.toml"
# `{name}` stands for a definition; `\p{Lu}`, `\{`, `{2,4}` and `{e<=1}` are the business of `regex`.
_USE = regex.compile(r"(?<!\\)(?<!\\[pPN])\{([a-z][a-z0-9_]+)\}")
# Lists in which the name of a list of words stands for its words.
_WORD_KEYS = ("keywords", "also", "row", "beside", "names", "equals", "starts", "ends", "contains")
_NAME = regex.compile(r"[a-z][a-z0-9_]+")

Definition = str | list[str]


class Shared(msgspec.Struct, frozen=True):
    """What is defined for all files: fragments and lists of words, and what rules of the same name have in common."""

    define: Mapping[str, Definition] = {}
    template: Mapping[str, dict[str, Any]] = {}


class DefinitionError(ValueError):
    """A use of a definition that is not there, or that leads back to itself."""


class Definitions:
    """The definitions that hold in one file.

    Args:
        own: those of the file itself; they go before others of the same name.
        shared: those for all files.

    Raises:
        DefinitionError: if a name or a value cannot be used.
    """

    def __init__(self, own: Mapping[str, Any], shared: Mapping[str, Definition]) -> None:
        for name, value in own.items():
            if not _NAME.fullmatch(name):
                raise DefinitionError(f"{name!r} cannot be a name; take two or more small letters, digits and _")
            if f"{{{name}}}" in PLACEHOLDERS:
                raise DefinitionError(f"{name} is a placeholder of sequences; choose another name")
            if not isinstance(value, str) and not (
                isinstance(value, list) and value and all(isinstance(one, str) and one for one in value)
            ):
                raise DefinitionError(f"{name} must be a fragment of a pattern, or a list of words")
        self.known: dict[str, Definition] = {**shared, **own}
        self._expanded: dict[str, str] = {}

    def pattern(self, text: str, within: tuple[str, ...] = ()) -> str:
        """A pattern with all definitions written out: a fragment as it stands, a list as a group of alternatives, as they stand.

        Raises:
            DefinitionError: if a definition is not known, or stands within itself, or all is too long.
        """
        found = _USE.sub(lambda use: self._fragment(use[1], within), text)
        if found != text and len(found) > LONGEST_PATTERN:  # definitions that double each other would fill the memory
            raise DefinitionError(f"is longer than {LONGEST_PATTERN:,} characters, written out; make several rules of it")
        return found

    def words(self, items: Iterable[Any], within: tuple[str, ...] = ()) -> list[Any]:
        """A list in which the words of a list stand for each `{name}`; other items stay as they are.

        Raises:
            DefinitionError: if a definition is not known, is no list, or stands within itself.
        """
        found: list[Any] = []
        for item in items:
            use = _USE.fullmatch(item) if isinstance(item, str) and item not in PLACEHOLDERS else None
            if use is None:
                found.append(item)
                continue
            value = self._value(use[1], within)
            if isinstance(value, str):
                raise DefinitionError(f"{item} is a fragment of patterns and no list of words")
            for word in self.words(value, (*within, use[1])):
                if regex.escape(word, special_only=True, literal_spaces=True) != word:
                    raise DefinitionError(f"{item} holds {word!r}, which is a pattern and no word")
                found.append(word)
        return found

    def written_out(self, table: Mapping[str, Any], fault: Fault) -> dict[str, Any]:
        """The table of a rule with all definitions written out.

        Args:
            table: the table as it stands in its file.
            fault: takes the key in which a definition cannot be used, and why.
        """

        def tried(key: str, expand: Callable[[Any], Any], value: Any) -> Any:
            try:
                return expand(value)
            except DefinitionError as error:
                fault(key, str(error))
                return value

        found = dict(table)
        for key, value in table.items():
            if key in _WORD_KEYS and isinstance(value, list):
                found[key] = tried(key, self.words, value)
            elif key == "pattern" and isinstance(value, str):
                found[key] = tried(key, self.pattern, value)
            elif key in get_args(Outcome) and isinstance(value, list):
                found[key] = [
                    {**guard, "line": {**line, "pattern": tried(f"{key}.line.pattern", self.pattern, line["pattern"])}}
                    if isinstance(guard, dict) and isinstance(line := guard.get("line"), dict) and isinstance(line.get("pattern"), str)
                    else guard
                    for guard in value
                ]
        return found

    def _value(self, name: str, within: tuple[str, ...]) -> Definition:
        if name in within:
            raise DefinitionError(f"{' within '.join(f'{{{one}}}' for one in (name, *reversed(within)))} goes round in a circle")
        if name not in self.known:
            raise DefinitionError(f"nothing is defined as {{{name}}}; {suggestion(name, self.known, 'define it under [define]')}")
        return self.known[name]

    def _fragment(self, name: str, within: tuple[str, ...]) -> str:
        if name not in self._expanded or name in within:
            value = self._value(name, within)
            if not isinstance(value, str):
                value = f"(?:{'|'.join(value)})"
            self._expanded[name] = self.pattern(value, (*within, name))
        return self._expanded[name]


def completed(table: Mapping[str, Any], template: Mapping[str, Any]) -> dict[str, Any]:
    """A rule with what its template says and it does not; one with a finder of its own takes neither finder nor guards."""
    passed_over = {*get_args(Finder), *get_args(Outcome), "keywords", "also", "why_long"}
    if table.keys().isdisjoint(get_args(Finder)):
        passed_over.clear()
    return {**{key: value for key, value in template.items() if key not in passed_over}, **table}


@cache
def shared_definitions(path: Path = SHARED) -> Shared:
    """What is defined for all files.

    Raises:
        RuleError: if the file is faulty.
    """
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=Shared)
        Definitions(found.define, {})
    except FileNotFoundError:
        return Shared()
    except (ValueError, tomllib.TOMLDecodeError) as error:
        raise RuleError(path.name, "(none)", "define", str(error)) from error
    return found


def unused(text: str, document: Mapping[str, Any], shared: Shared) -> list[str]:
    """The names that a file defines and neither it nor, where it has templates, the shared file uses; `document` is its TOML, read."""
    templates = msgspec.json.encode(shared).decode() if document["ruleset"].get("templates") else ""
    used = {*_USE.findall(text), *_USE.findall(templates)}
    return [name for name in document.get("define", {}) if name not in used]
