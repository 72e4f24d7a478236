"""Rows of Parquet files, read a few at a time. Values keep their types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from cleaner.corpus.document import Broken, Document
from cleaner.corpus.fields import RAW_LIMIT, Reading, twice
from cleaner.corpus.json_values import finite
from cleaner.errors import ReadingError

if TYPE_CHECKING:
    import pyarrow
    from pyarrow import parquet

_Found = Iterator[Document | Broken]
# Rows may be whole pages, so few are held at once, and of a row group no more than that takes.
_ROWS, _BUFFER = 64, 1 << 20


def parquet_documents(file: BinaryIO, reading: Reading) -> _Found:
    """A row a document; of a row group that is damaged, those before the damage.

    Args:
        file: its bytes; it is gone to and fro in.
    """
    import pyarrow
    from pyarrow import parquet

    try:
        held = parquet.ParquetFile(file, buffer_size=_BUFFER, pre_buffer=False)
        schema = held.schema_arrow
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield reading.broken("", f"is Parquet that cannot be opened: {_said(error)}; fetch the file again")
        return
    with held:
        if not held.metadata.num_rows:
            return
        if fault := reading.choose_of_table(schema.names, lambda name, kind: fits(schema.field(name).type, kind)):
            yield reading.broken("", fault)
            return
        row = 0
        for group in range(held.num_row_groups):
            yield from _group(held, group, row, reading)
            row += held.metadata.row_group(group).num_rows


def _group(held: parquet.ParquetFile, group: int, row: int, reading: Reading) -> _Found:
    """The documents of one row group.

    Args:
        row: how many rows lie before it.
    """
    import pyarrow

    end = row + held.metadata.row_group(group).num_rows
    try:
        for batch in held.iter_batches(_ROWS, row_groups=[group], use_threads=False):
            yield from _batch(batch, row, reading)
            row += len(batch)
    except (pyarrow.ArrowException, OSError, ValueError) as error:
        yield reading.broken(f"rows {row + 1} to {end}", f"of Parquet that is damaged: {_said(error)}; fetch the file again")


def _batch(batch: pyarrow.RecordBatch, row: int, reading: Reading) -> _Found:
    names = batch.schema.names
    try:
        columns = [values_of(column) for column in batch.columns]
    except (ValueError, OverflowError):
        # A value that cannot be read breaks its row, and no other.
        for number in range(len(batch)):
            yield _row(batch.slice(number, 1), row + number + 1, reading)
        return
    for number, values in enumerate(zip(*columns, strict=True), row + 1):
        yield _document(number, dict(zip(names, values, strict=True)), reading)


def _row(one: pyarrow.RecordBatch, number: int, reading: Reading) -> Document | Broken:
    read: dict[str, Any] = {}
    fault = ""
    for name, column in zip(one.schema.names, one.columns, strict=True):
        try:
            read[name] = values_of(column)[0]
        except (ValueError, OverflowError) as error:
            fault = fault or f"holds a value that cannot be read: {_said(error)}"
    return reading.broken(f"row {number}", fault, _spelled(read)) if fault else _document(number, read, reading)


def _document(number: int, row: dict[str, Any], reading: Reading) -> Document | Broken:
    made = reading.document(f"row {number}", row)
    # Few are broken, so only these are spelled.
    return made if isinstance(made, Document) else msgspec.structs.replace(made, raw=_spelled(row)[:RAW_LIMIT])


def _spelled(row: dict[str, Any]) -> bytes:
    """A row as JSON, for the quarantine."""
    return msgspec.json.encode(finite(row), enc_hook=plain)


class Nanoseconds:
    """A time, or a span of time, that is finer than those of Python; it goes from process to process as it is.

    It is no `Struct`, since those have a spelling in JSON that nobody chose.

    Args:
        kind: its type in Arrow.
    """

    __slots__ = ("count", "kind")

    def __init__(self, count: int, kind: pyarrow.DataType) -> None:
        self.count, self.kind = count, kind


def arrowed(value: Any) -> Any:
    """A value as Arrow takes it: with a scalar for each `Nanoseconds` in it."""
    if isinstance(value, Nanoseconds):
        import pyarrow

        return pyarrow.scalar(value.count, value.kind)
    if isinstance(value, Mapping):
        return {key: arrowed(inner) for key, inner in value.items()}
    return type(value)(map(arrowed, value)) if isinstance(value, list | tuple) else value


def values_of(column: pyarrow.Array) -> list[Any]:
    """The values of a column as Python has them, and `Nanoseconds`, so that they are written as they were.

    Raises ValueError or OverflowError if one cannot be read.
    """
    from pyarrow import types

    kind = column.type
    if not _is_finer(kind):
        values: list[Any] = column.to_pylist()
        return values
    if types.is_dictionary(kind):
        return values_of(column.dictionary_decode())
    if types.is_struct(kind):
        names = [kind.field(place).name for place in range(kind.num_fields)]
        if len(set(names)) < len(names):
            raise ValueError("an object with two fields of one name")
        inner = zip(*map(values_of, column.flatten()), strict=True)
        return [
            dict(zip(names, row, strict=True)) if valid else None for row, valid in zip(inner, column.is_valid().to_pylist(), strict=True)
        ]
    if types.is_map(kind):
        return [[tuple(pair.values()) for pair in values_of(one.values)] if one.is_valid else None for one in column]
    if types.is_nested(kind):
        return [values_of(one.values) if one.is_valid else None for one in column]
    counts = column.cast("int64").to_pylist()
    return [None if count is None else Nanoseconds(count, kind) for count in counts]


def _is_finer(kind: pyarrow.DataType) -> bool:
    """Whether a type holds nanoseconds, of which the times of Python have none."""
    from pyarrow import types

    if types.is_dictionary(kind):
        return _is_finer(kind.value_type)
    if types.is_timestamp(kind) or types.is_time64(kind) or types.is_duration(kind):
        return bool(kind.unit == "ns")
    return any(_is_finer(kind.field(place).type) for place in range(kind.num_fields))


def plain(value: Any) -> Any:
    """`Nanoseconds` as JSON can hold them: times as ISO 8601 with all their digits, spans as their number. Raises TypeError for others."""
    if not isinstance(value, Nanoseconds):
        raise TypeError(f"a row holds a value of type {type(value).__name__}, which no output can hold")
    import pyarrow

    if pyarrow.types.is_duration(value.kind):
        return value.count
    return arrowed(value).cast(pyarrow.string()).as_py().replace(" ", "T", 1)


def fits(kind: pyarrow.DataType, wanted: str) -> bool:
    """Whether a column of a type may be what it is guessed to be."""
    from pyarrow import types

    if types.is_dictionary(kind):
        kind = kind.value_type
    is_text = types.is_string(kind) or types.is_large_string(kind) or types.is_string_view(kind)
    is_bytes = types.is_binary(kind) or types.is_large_binary(kind) or types.is_binary_view(kind)
    return is_text or (wanted == "html" and is_bytes) or (wanted == "id" and types.is_integer(kind))


def _said(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0].rstrip(".")


def arrow_schema_of(names: Sequence[str]) -> pyarrow.Schema | None:
    """The columns of Parquet files, with their types; a file that cannot be opened has none."""
    if not names:
        return None
    import pyarrow
    from pyarrow import parquet

    from cleaner.corpus.compression import opened

    schemas: list[pyarrow.Schema] = []
    for name in names:
        try:
            with opened(name) as file:
                schema = parquet.read_schema(file).remove_metadata()
        except (pyarrow.ArrowException, OSError, ValueError, ReadingError):
            continue  # its reader tells why
        if not twice(schema.names):
            schemas.append(schema)
    try:
        return pyarrow.unify_schemas(schemas, promote_options="permissive") if schemas else None
    except pyarrow.ArrowException as error:
        raise ReadingError(names[0], f"and others of the inputs have columns that do not go together: {_said(error)}") from error
