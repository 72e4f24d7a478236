"""The reference of rule files: what `cleaner/rulesets/README.md` says of them, and all keys, from the records that they are read into."""

from __future__ import annotations

from typing import Any

import msgspec

from cleaner.rules.shipped import PACKAGE
from cleaner.rules.tables import RuleFile
from docs.generate.markup import code, table

# How each table is written in a file.
_TABLES = {
    "HeaderTable": "[ruleset]",
    "RuleTable": "[rule.ID]",
    "GuardTable": "only, unless",
    "LineTable": "line, in a guard",
    "ExampleTable": "examples, counterexamples",
}


def rule_file_guide() -> str:
    """The description of rule files that lies beside them, without its title."""
    text = (PACKAGE / "rulesets" / "README.md").read_text(encoding="utf-8")
    return text.partition("\n")[2].strip()


def rule_file_keys() -> str:
    """Tables of all keys, as the JSON Schema that `cleaner rules schema` prints has them."""
    found = msgspec.json.schema(RuleFile)["$defs"]
    return "\n\n".join(f"### `{name}` {{#{kind}}}\n\n{_table(found[kind])}" for kind, name in _TABLES.items())


def _table(schema: dict[str, Any]) -> str:
    rows = []
    for key, one in schema["properties"].items():
        default = one.get("default")
        rows.append([code(key), _described(one), code(str(default).lower() if isinstance(default, bool) else str(default or ""))])
    return table(["key", "holds", "default"], rows)


def _described(schema: dict[str, Any]) -> str:
    """What a value is: as the schema describes it, or the table that it refers to."""
    kinds = [one for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    return " or ".join(one.get("description") or f"a table: {code(_TABLES[one['$ref'].rpartition('/')[2]])}" for one in kinds)
