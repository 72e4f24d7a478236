"""From the TOML of one file to its rules."""

from __future__ import annotations

from typing import Any

from cleaner.errors import RuleError
from cleaner.rules.rule import Rule

_HEADER_KEYS = {"name", "title", "language", "sites"}


def parse(text: str, where: str) -> list[Rule]:
    """The rules of one file.

    Args:
        text: the file's TOML.
        where: what errors call the file.

    Raises:
        RuleError: if the text is not TOML or a rule is faulty.
    """
    # Not needed where the shipped rules are packed and there are no others.
    import tomllib

    from cleaner.rules.schema import RuleTable

    try:
        document = tomllib.loads(text)
    except RecursionError as error:
        raise RuleError(where, "(none)", "file", "is TOML nested too deeply to be read") from error
    except ValueError as error:  # dates and numbers out of range are no error of TOML
        raise RuleError(where, "(none)", "file", f"is not TOML: {error}") from error
    header = document.get("ruleset")
    if not isinstance(header, dict) or not header.get("name") or not header.get("title"):
        raise RuleError(where, "(none)", "ruleset", "a file begins with [ruleset], its name and its title")
    for key in [*(document.keys() - {"ruleset", "rule"}), *(header.keys() - _HEADER_KEYS)]:
        raise RuleError(where, "(none)", key, f"no such key; a file holds [ruleset] ({', '.join(sorted(_HEADER_KEYS))}) and [[rule]]")
    tables: Any = document.get("rule", [])
    language, sites = header.get("language", "und"), header.get("sites", [])
    if not isinstance(tables, list):
        raise RuleError(where, "(none)", "rule", "is one table; write [[rule]], with two brackets, for each rule")
    if not all(isinstance(header[key], str) for key in ("name", "title")) or not isinstance(language, str):
        raise RuleError(where, "(none)", "ruleset", "its name, title and language are strings")
    if not isinstance(sites, list) or not all(isinstance(site, str) and site for site in sites):
        raise RuleError(where, "(none)", "sites", 'is a list of hosts, such as ["example.com"]')
    hosts = frozenset(site.lower() for site in sites)
    return [RuleTable(table, where, place).rule(header["name"], language, hosts) for place, table in enumerate(tables, 1)]
