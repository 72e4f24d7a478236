"""From the TOML of rule files to rules. Reading is strict: all faults of a file are reported at once, with rule, key, and what to write."""

from __future__ import annotations

import tomllib
from functools import partial
from pathlib import Path
from typing import Any

from cleaner.errors import RuleError
from cleaner.paths import SPECIAL, is_folder, is_regular, is_special, leads_out
from cleaner.rules.checks import RuleChecker
from cleaner.rules.definitions import Definition, DefinitionError, Definitions, Shared, completed, shared_definitions, unused
from cleaner.rules.rule import Rule
from cleaner.rules.tables import HeaderTable
from cleaner.tables import record

_NO_RULE = "(none)"
# A pattern longer than this is not read at a glance.
_LONG = 400


def rule_files(path: Path) -> list[Path]:
    """A file, which need not be there, or the regular files of rules below a folder, sorted.

    Raises:
        RuleError: if a link below the folder leads out of it.
    """
    if not is_folder(path):
        return [path]
    files = [file for file in sorted(path.rglob("*.toml")) if is_regular(file)]
    for file in files:
        if leads_out(file, path):
            raise RuleError(str(file), _NO_RULE, "file", f"is a link that leads out of {path}, and is not followed; name the file itself")
    return files


def rule_text(file: Path) -> str:
    """What a rule file holds.

    Raises:
        RuleError: if it cannot be read.
    """
    try:
        if is_special(file):
            raise RuleError(str(file), _NO_RULE, "file", SPECIAL)
        return file.read_text(encoding="utf-8")
    except (OSError, ValueError) as error:  # ValueError: it is not UTF-8, or its name holds NUL
        raise RuleError(str(file), _NO_RULE, "file", f"cannot be read: {error}") from error


def parse(text: str, where: str, shared: Shared | None = None) -> list[Rule]:
    """The rules of one file.

    Args:
        text: the file's TOML.
        where: what errors call the file.
        shared: the definitions for all files, where they are not those that ship.

    Raises:
        RuleError: if the text is not TOML or anything in it is faulty; it names all that is.
    """
    try:
        document = tomllib.loads(text)
    except RecursionError as error:
        raise RuleError(where, _NO_RULE, "file", "is TOML nested too deeply to be read") from error
    except ValueError as error:  # dates and numbers out of range are no error of TOML
        raise RuleError(where, _NO_RULE, "file", f"is not TOML: {error}") from error
    file = _File(where, shared or shared_definitions())
    rules = file.rules(document)
    if file.faults:
        raise RuleError.together(file.faults)
    return rules


def lint(text: str, where: str) -> list[RuleError]:
    """What a file without a fault should say otherwise: definitions that nothing uses, and patterns too long to read."""
    document = tomllib.loads(text)
    found = [RuleError(where, _NO_RULE, f"define.{name}", "is used nowhere") for name in unused(text, document, shared_definitions())]
    written = [
        (_NO_RULE, f"define.{name}", [value] if isinstance(value, str) else value) for name, value in document.get("define", {}).items()
    ]
    for key, table in document["rule"].items():
        guards = [*table.get("only", ()), *table.get("unless", ())]
        patterns = [table.get("pattern", ""), *(guard.get("line", {}).get("pattern", "") for guard in guards)]
        if "why_long" not in table:
            written.append((f"{document['ruleset']['name']}.{key}", "pattern", patterns))
    for rule, key, patterns in written:
        if any(len(pattern) > _LONG for pattern in patterns):
            found.append(
                RuleError(where, rule, key, f"is longer than {_LONG} characters; define parts of it, or say in why_long why it is")
            )
    return found


class _File:
    """One file on its way to becoming rules, with the faults found in it."""

    def __init__(self, where: str, shared: Shared) -> None:
        self._where, self._shared = where, shared
        self.faults: list[RuleError] = []

    def fault(self, key: str, fault: str, rule: str = _NO_RULE) -> None:
        self.faults.append(RuleError(self._where, rule, key, fault))

    def rules(self, document: dict[str, Any]) -> list[Rule]:
        header = self._header(document)
        tables = document.get("rule", {})
        if not isinstance(tables, dict) or not all(isinstance(table, dict) for table in tables.values()):
            self.fault("rule", "holds a table for each rule; write [rule.<words-with-dashes>]")
            tables = {}
        definitions = Definitions(self._own_definitions(document.get("define", {})), self._shared.define)
        templates = self._shared.template if header.templates else {}
        found = []
        for key, table in tables.items():
            fault = partial(self.fault, rule=f"{header.name}.{key}")
            raw = definitions.written_out(completed(table, templates.get(key, {})), fault)
            found.append(RuleChecker(header, key, raw, self._where, fault).rule())
        return [rule for rule in found if rule is not None]

    def _own_definitions(self, table: Any) -> dict[str, Definition]:
        """Those that can be used."""
        if not isinstance(table, dict):
            self.fault("define", "holds a fragment or a list of words for each name; write [define]")
            return {}
        found = {}
        for name, value in table.items():
            try:
                Definitions({name: value}, {})
            except DefinitionError as error:
                self.fault("define", str(error))
            else:
                found[name] = value
        return found

    def _header(self, document: dict[str, Any]) -> HeaderTable:
        for key in document.keys() - {"ruleset", "define", "rule"}:
            self.fault(key, "no such key; a file holds [ruleset], [define] and [rule.<words-with-dashes>]")
        table = document.get("ruleset")
        header = record(HeaderTable, table, self.fault) if isinstance(table, dict) else HeaderTable()
        if not isinstance(table, dict) or "name" not in table or "title" not in table:
            self.fault("ruleset", "a file begins with [ruleset], its name and its title")
        return header
