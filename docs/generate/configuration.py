"""The keys of a configuration with their types, defaults and meanings, from the records that it is read into."""

from __future__ import annotations

import inspect
import json
from typing import Any

import msgspec
from griffe import Docstring, DocstringSectionKind

from cleaner.formats.config_file import Allowance, ConfigFile, Override, Settings
from docs.generate.markup import code, prose, table

_KINDS = {"string": "text", "number": "number", "array": "list of texts"}


def configuration_reference() -> str:
    """The tables of keys as Markdown: those of the file itself, and of the tables in it."""
    own = [name for name in ConfigFile.__struct_fields__ if name not in Settings.__struct_fields__]
    parts = [
        ("Settings {#settings}", "How files are cleaned; also in `[[overrides]]`.", _table(Settings, Settings.__struct_fields__)),
        ("Files {#files}", "Which files are looked at, and what is known of them.", _table(ConfigFile, own)),
        ("`[[overrides]]` {#overrides}", "Settings for some files: `paths`, and any of those above.", _table(Override, ("paths",))),
        ("`[[allow]]` {#allow}", _summary(Allowance), _table(Allowance, Allowance.__struct_fields__)),
    ]
    return "\n\n".join(f"## {title}\n\n{text}\n\n{rows}" for title, text, rows in parts)


def meanings(record: type[msgspec.Struct]) -> dict[str, str]:
    """What the docstrings of a record, and of those that it is made of, say of each field."""
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__):
        for section in Docstring(inspect.cleandoc(vars(kind).get("__doc__") or "")).parse("google", warnings=False):
            if section.kind is DocstringSectionKind.parameters:
                found |= {one.name: " ".join(one.description.split()) for one in section.value}
    return found


def _summary(record: type[msgspec.Struct]) -> str:
    return inspect.cleandoc(record.__doc__ or "").partition("\n")[0]


def _table(record: type[msgspec.Struct], names: tuple[str, ...] | list[str]) -> str:
    meaning = meanings(record)
    fields = [field for field in msgspec.structs.fields(record) if field.name in names]
    rows = [[code(field.encode_name), prose(meaning[field.name]), _kind(field), _default(field)] for field in fields]
    return table(["key", "meaning", "type", "default"], rows)


def _kind(field: msgspec.structs.FieldInfo) -> str:
    schema: dict[str, Any] = msgspec.json.schema(field.type)
    [kind] = [one["type"] for one in schema.get("anyOf", [schema]) if one.get("type") != "null"]
    items = schema.get("items", {})
    return "list of tables" if "$ref" in items else _KINDS[kind]


def _default(field: msgspec.structs.FieldInfo) -> str:
    if field.default is msgspec.NODEFAULT:
        return "required"
    return code(json.dumps(field.default)) if field.default else "none"
