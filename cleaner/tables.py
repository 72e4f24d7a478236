"""Tables of TOML as typed records, each fault with its key and what to write instead, in the words that describe the types."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar, get_args, get_origin

import msgspec
from msgspec import Meta, Struct

from cleaner.errors import suggestion

Fault = Callable[[str, str], None]
_Record = TypeVar("_Record", bound=Struct)
_LONGEST_SHOWN = 60


def record(kind: type[_Record], table: Any, fault: Fault, under: str = "") -> _Record:
    """A table as a record, in which whatever is at fault has its default.

    Args:
        kind: the record.
        table: what stands in the file.
        fault: takes the path of each key that is missing, unknown or holds something else, and what is wrong with it.
        under: the keys that lead to the table, with a dot behind each.
    """
    fields = {field.encode_name: field for field in msgspec.structs.fields(kind)}
    kept: dict[str, Any] = {}
    for key, value in table.items():
        if key not in fields:
            fault(f"{under}{key}", f"no such key; {suggestion(key, fields, 'known keys: ' + ', '.join(fields))}")
            continue
        hint = fields[key].type
        parts = list(_parts(hint))
        inner = next((part for part in parts if isinstance(part, type) and issubclass(part, Struct)), None)
        many = any(get_origin(part) in (list, tuple) for part in parts)
        try:
            if inner and not many and isinstance(value, dict):
                kept[fields[key].name] = record(inner, value, fault, f"{under}{key}.")
            elif inner and many and isinstance(value, list) and value and all(isinstance(one, dict) or str in parts for one in value):
                made = [
                    record(inner, one, fault, f"{under}{key}[{place}].") if isinstance(one, dict) else str(one)
                    for place, one in enumerate(value, 1)
                ]
                kept[fields[key].name] = msgspec.convert(made, hint)
            else:
                kept[fields[key].name] = msgspec.convert(value, hint)
        except msgspec.ValidationError:
            fault(f"{under}{key}", f"must be {_description(parts)}, not {_shown(value)}")
    for field in fields.values():
        if field.required and field.encode_name not in table:
            fault(f"{under}{field.encode_name}", "is missing")
    return kind(**kept)


def _parts(hint: Any) -> Iterator[Any]:
    """A type and all that it is made of, the outer before the inner."""
    yield hint
    for part in reversed(get_args(hint)):
        yield from _parts(part)


def _description(parts: Iterable[Any]) -> str:
    """What the outermost of a type's parts that has a description says."""
    return next((part.description for part in parts if isinstance(part, Meta) and part.description), "a table")


def _shown(value: Any) -> str:
    """A value as an error repeats it: in TOML's words, and short."""
    text = str(value).lower() if isinstance(value, bool) else repr(value)
    return text if len(text) <= _LONGEST_SHOWN else f"{text[:_LONGEST_SHOWN]}…"
