"""A TOML table on its way to becoming a rule: errors that name file, rule and key, and checks of what keys hold."""

from __future__ import annotations

import difflib
from typing import Any

import regex

from cleaner.errors import RuleError
from cleaner.rules.lint import pattern_fault, size_fault


class Table:
    """One `[[rule]]` table of one file, with what its errors and checks need.

    Args:
        table: the table as TOML gives it.
        where: the file it stands in.
        place: its place in the file, for errors before its id is known.
    """

    def __init__(self, table: dict[str, Any], where: str, place: int) -> None:
        self.table, self.where = table, where
        self.name = str(table.get("id") or f"number {place}")
        self.of_elements = "select" in table or "names" in table

    def fault(self, key: str, fault: str) -> RuleError:
        """The error that names this file, this rule and a key."""
        return RuleError(self.where, self.name, key, fault)

    def check(self, table: dict[str, Any], types: dict[str, type], under: str = "") -> None:
        """Raise unless every key is known and holds a value of its type."""
        if not isinstance(table, dict):
            raise self.fault(under.rstrip("."), "is a table; write it as [[rule." + under.rstrip(".") + "]]")
        for key, value in table.items():
            if key not in types:
                near = difflib.get_close_matches(key, types, 1)
                hint = f"; did you mean {near[0]!r}?" if near else f"; known keys: {', '.join(types)}"
                raise self.fault(under + key, f"no such key{hint}")
            if not isinstance(value, types[key]) or (types[key] is int and isinstance(value, bool)):
                raise self.fault(under + key, f"must be of type {types[key].__name__}, not {type(value).__name__}")
            if isinstance(value, int) and value < 0:
                raise self.fault(under + key, "cannot be less than 0")

    def words(self, value: list[Any], key: str) -> tuple[str, ...]:
        """A list of non-empty strings as a tuple."""
        if not value or not all(isinstance(word, str) and word.strip() for word in value):
            raise self.fault(key, "must be a list of one or more non-empty strings")
        return tuple(value)

    def regular(self, pattern: str, key: str) -> str:
        """A pattern that compiles and cannot backtrack without bound."""
        if fault := size_fault(pattern):
            raise self.fault(key, fault)
        try:
            regex.compile(pattern)
        except RecursionError as error:
            raise self.fault(key, "is nested too deeply to be read") from error
        except (regex.error, ValueError, OverflowError) as error:
            raise self.fault(key, f"is not a regular expression: {error}") from error
        if fault := pattern_fault(pattern):
            raise self.fault(key, fault)
        return pattern
