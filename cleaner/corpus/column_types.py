"""The types of columns for Parquet: what values, and what parts of a run, have in common without any of them being changed."""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from uuid import UUID

import msgspec

from cleaner.corpus.columnar import Nanoseconds, arrowed, plain
from cleaner.corpus.json_values import finite

if TYPE_CHECKING:
    import pyarrow

# Readers of Parquet take so many levels of a schema, and objects of more fields than this are tables of any names.
_DEEPEST, _MOST_FIELDS = 90, 1000
# What Arrow raises where a value is not of a type.
NO_FIT = (ValueError, TypeError, OverflowError)


def type_of(values: Sequence[Any]) -> pyarrow.DataType | None:
    """The type that values have in common, and that Parquet has; None if they have none."""
    import pyarrow

    try:
        kind = pyarrow.array(values).type
        if _has_empty_struct(kind):
            kind = pyarrow.array([*map(_without_empty, values)]).type
    except NO_FIT:
        return None
    return kind if _is_held(kind) else None


def common_type(kinds: Iterable[pyarrow.DataType | None]) -> pyarrow.DataType | None:
    """The narrowest type that holds what is of one of these, numbers of either kind included; None if there is none."""
    import pyarrow

    found = pyarrow.null()
    for kind in dict.fromkeys(kinds):
        if kind is None:
            return None
        try:
            schemas = [pyarrow.schema([("", one)]) for one in (found, kind)]
            found = pyarrow.unify_schemas(schemas, promote_options="permissive").field(0).type
        except NO_FIT:
            return None
    return found if _is_held(found) else None


def column(values: Sequence[Any], kind: pyarrow.DataType) -> pyarrow.Array:
    """Values of JSON as a column of a type that others have, too. Raises one of NO_FIT if a value would not stay what it is."""
    import pyarrow

    try:
        return pyarrow.array(values, kind)
    except NO_FIT:
        # Parquet has no objects without fields.
        return pyarrow.array([*map(_without_empty, values)], kind)


def fits(value: Any, kind: pyarrow.DataType) -> bool:
    """Whether a value is one of a type already; Arrow itself cuts numbers, and leaves out fields, to make it one."""
    from pyarrow import types

    if value is None:
        return True
    if types.is_dictionary(kind):
        return fits(value, kind.value_type)
    if types.is_struct(kind):
        fields = {kind.field(place).name: kind.field(place).type for place in range(kind.num_fields)}
        return isinstance(value, Mapping) and all(name in fields and fits(inner, fields[name]) for name, inner in value.items())
    if types.is_map(kind):
        pairs = isinstance(value, list) and all(isinstance(pair, tuple) for pair in value)
        return pairs and all(fits(key, kind.key_type) and fits(inner, kind.item_type) for key, inner in value)
    if types.is_nested(kind):
        return isinstance(value, list | tuple) and all(fits(inner, kind.value_type) for inner in value)
    return isinstance(value, _scalars(kind)) and (types.is_boolean(kind) or not isinstance(value, bool))


def _scalars(kind: pyarrow.DataType) -> tuple[type, ...]:
    """What values of a type are in Python."""
    from pyarrow import types

    if types.is_boolean(kind):
        return (bool,)
    if types.is_integer(kind):
        return (int,)
    if types.is_floating(kind):
        return (float, int)
    if types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind):
        return (str,)
    if types.is_temporal(kind):
        return (datetime.date, datetime.time, datetime.timedelta, Nanoseconds)
    return (decimal.Decimal,) if types.is_decimal(kind) else (bytes,)


def typed_column(values: Sequence[Any], kind: pyarrow.DataType) -> pyarrow.Array | None:
    """Values as a column of the type that it came with; None if one is of another. Raises UnicodeEncodeError for half a character."""
    import pyarrow

    if isinstance(kind, pyarrow.BaseExtensionType):
        held = typed_column([one.bytes if isinstance(one, UUID) else one for one in values], kind.storage_type)
        return None if held is None else kind.wrap_array(held)
    if not all(fits(value, kind) for value in values):
        return None
    try:
        return pyarrow.array([*map(arrowed, values)], kind)
    except UnicodeEncodeError:
        raise
    except NO_FIT:  # a number that is too large for it
        return None


def as_json(value: Any) -> str | None:
    """A value as JSON, times and bytes as JSON lines have them; None for null. Raises UnicodeEncodeError for half a character."""
    return None if value is None else msgspec.json.encode(finite(value), enc_hook=plain).decode()


def is_of_json(kind: pyarrow.DataType) -> bool:
    """Whether all values of a type are values of JSON."""
    from pyarrow import types

    if types.is_struct(kind) or types.is_list(kind) or types.is_large_list(kind):
        return all(map(is_of_json, _inner(kind)))
    if types.is_nested(kind) or types.is_dictionary(kind):
        return False
    return types.is_null(kind) or not {str, float, int, bool}.isdisjoint(_scalars(kind))


def _is_held(kind: pyarrow.DataType) -> bool:
    """Whether files of a type can be read back: not nested too deeply, with no objects without fields, or of very many."""
    return _depth(kind) <= _DEEPEST and _leaves(kind) <= _MOST_FIELDS and not _has_empty_struct(kind)


def _depth(kind: pyarrow.DataType) -> int:
    from pyarrow import types

    # A list is two levels of a schema.
    own = 2 if types.is_nested(kind) and not types.is_struct(kind) else 1
    return own + max((_depth(inner) for inner in _inner(kind)), default=0)


def _leaves(kind: pyarrow.DataType) -> int:
    return sum(map(_leaves, _inner(kind))) or 1


def _has_empty_struct(kind: pyarrow.DataType) -> bool:
    from pyarrow import types

    return (types.is_struct(kind) and not kind.num_fields) or any(map(_has_empty_struct, _inner(kind)))


def _inner(kind: pyarrow.DataType) -> list[pyarrow.DataType]:
    return [kind.field(place).type for place in range(kind.num_fields)]


def _without_empty(value: Any) -> Any:
    """A value with null for each object without fields."""
    if isinstance(value, Mapping):
        return {key: _without_empty(inner) for key, inner in value.items()} or None
    return [*map(_without_empty, value)] if isinstance(value, list | tuple) else value
