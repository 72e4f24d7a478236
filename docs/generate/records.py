"""The fields of the record of an article, from the JSON Schema that `cleaner schema` prints."""

from __future__ import annotations

import json
from typing import Any

from cleaner.document.record import article_schema
from docs.generate.markup import code, prose, table


def article_fields() -> str:
    """A table of the fields of a record, each with its type and meaning."""
    schema = json.loads(article_schema())
    rows = [[code(name), _kind(one, schema["$defs"]), prose(one["description"])] for name, one in schema["properties"].items()]
    return table(["field", "type", "meaning"], rows)


def _kind(schema: dict[str, Any], named: dict[str, Any]) -> str:
    """A type in words, such as `list of text` or `text or null`."""
    if "$ref" in schema:
        return _kind(named[schema["$ref"].rpartition("/")[2]], named)
    if "anyOf" in schema:
        return " or ".join(_kind(one, named) for one in schema["anyOf"])
    if "enum" in schema:
        return "one of " + ", ".join(code(one) for one in schema["enum"])
    kind: str = schema["type"]
    if kind == "array":
        items = schema.get("items") or schema["prefixItems"][0]
        return f"{'pair' if 'prefixItems' in schema else 'list'} of {_several(_kind(items, named))}"
    if kind == "object":
        return f"table of {_several(_kind(schema['additionalProperties'], named))}"
    return {"string": "text"}.get(kind, kind)


def _several(kind: str) -> str:
    """The name of a type for more than one."""
    first, *rest = kind.split(" ", 1)
    return " ".join([f"{first}s", *rest])
