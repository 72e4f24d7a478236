"""Rows as Parquet: one type for each column, which is the one it came with, or what its values have in common."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.corpus.columnar import arrowed
from cleaner.corpus.compression import opened
from cleaner.errors import ReadingError, WritingError

if TYPE_CHECKING:
    import pyarrow

Row = Mapping[str, Any]
Refused = Callable[[int, str], None]
_ROW_GROUP = 10_000
_CODEC = "zstd"


def table_pieces(rows: Sequence[Row], schema: pyarrow.Schema | None, refuse: Refused) -> Iterator[bytes]:
    """The bytes of a Parquet file of rows, as `write_part` describes it."""
    table = _table(rows, schema, refuse)
    yield from _written(table.schema, (table.slice(at, _ROW_GROUP) for at in range(0, len(table), _ROW_GROUP)))


def joined_pieces(parts: Sequence[Path], out: Path) -> Iterator[bytes]:
    """The bytes of a Parquet file that holds the row groups of others, as `join_parts` describes it."""
    import pyarrow
    from pyarrow import parquet

    schemas: list[pyarrow.Schema] = []
    for part in parts:
        with opened(str(part)) as file:
            try:
                schemas.append(parquet.read_schema(file))
            except (pyarrow.ArrowException, OSError) as error:
                raise ReadingError(str(part), f"is no Parquet file: {error}") from error
    try:
        schema = pyarrow.unify_schemas(schemas or [pyarrow.schema([])], promote_options="permissive")
    except pyarrow.ArrowException as error:
        raise WritingError(f"{out}: parts have a column with types that do not go together: {error}; write JSON lines instead") from error
    yield from _written(schema, (_as(table, schema, out) for part in parts for table in _row_groups(part)))


def _row_groups(part: Path) -> Iterator[pyarrow.Table]:
    from pyarrow import parquet

    with opened(str(part)) as file, parquet.ParquetFile(file) as held:
        for group in range(held.num_row_groups):
            yield held.read_row_group(group, use_threads=False)


def _as(table: pyarrow.Table, schema: pyarrow.Schema, out: Path) -> pyarrow.Table:
    """A table with the columns of a schema; those it lacks hold nothing."""
    import pyarrow

    if table.schema.equals(schema):
        return table
    try:
        columns = [
            table[field.name].cast(field.type) if field.name in table.schema.names else pyarrow.nulls(len(table), field.type)
            for field in schema
        ]
    except pyarrow.ArrowException as error:
        raise WritingError(f"{out}: a value does not fit the type that its column has in all parts: {error}") from error
    return pyarrow.table(columns, schema=schema)


class _Outflow(io.RawIOBase):
    """Takes bytes as a file does, and gives them out."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []
        self._count = 0

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._pieces.append(bytes(piece))
        self._count += len(self._pieces[-1])
        return len(self._pieces[-1])

    def tell(self) -> int:
        return self._count

    def taken(self) -> bytes:
        """What was written since it was asked for last."""
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


def _written(schema: pyarrow.Schema, tables: Iterable[pyarrow.Table]) -> Iterator[bytes]:
    """The bytes of a Parquet file, a row group for each table."""
    from pyarrow import parquet

    flow = _Outflow()
    with parquet.ParquetWriter(flow, schema, compression=_CODEC) as writer:
        for table in tables:
            writer.write_table(table)
            yield flow.taken()
    yield flow.taken()


def _table(rows: Sequence[Row], schema: pyarrow.Schema | None, refuse: Refused) -> pyarrow.Table:
    """Rows as a table, without those of which a value does not fit its column."""
    import pyarrow

    names = list(dict.fromkeys(name for row in rows for name in row))
    refused: dict[int, str] = {}
    fields, columns = [], []
    for name in names:
        known = schema.field(name) if schema is not None and name in schema.names else None
        values = [arrowed(row.get(name)) for row in rows]
        column = _column(values, known.type if known is not None else None, name, refused)
        columns.append(column)
        fields.append(known.with_nullable(True) if known is not None else pyarrow.field(name, column.type))
    for number, why in sorted(refused.items()):
        refuse(number, why)
    table = pyarrow.table(columns, schema=pyarrow.schema(fields))
    # Of no numbers at all Arrow would not know that they are numbers.
    return (
        table.take(pyarrow.array([number for number in range(len(rows)) if number not in refused], pyarrow.int64())) if refused else table
    )


def _column(values: list[Any], kind: pyarrow.DataType | None, name: str, refused: dict[int, str]) -> pyarrow.Array:
    """Values as a column; those that do not fit are noted, and null in it."""
    import pyarrow

    try:
        column = pyarrow.array(values, kind)
    except (pyarrow.ArrowException, OverflowError, ValueError, TypeError):
        kind = _common_type(values, name, refused) if kind is None else kind
        column = pyarrow.array([_fitting(value, kind, name, number, refused) for number, value in enumerate(values)], kind)
    if _has_empty_struct(column.type):
        # Parquet has no objects without fields.
        return _column([_without_empty(value) for value in values], None, name, refused)
    return column


def _common_type(values: list[Any], name: str, refused: dict[int, str]) -> pyarrow.DataType:
    """The type that most values from the first on have in common; those that do not fit it are noted."""
    import pyarrow

    common = pyarrow.schema([(name, pyarrow.null())])
    for value in values:
        try:
            found = pyarrow.schema([(name, pyarrow.array([value]).type)])
            common = pyarrow.unify_schemas([common, found], promote_options="permissive")
        except (pyarrow.ArrowException, OverflowError, ValueError, TypeError):
            continue  # noted below, by its number
    return common.field(0).type


def _fitting(value: Any, kind: pyarrow.DataType, name: str, number: int, refused: dict[int, str]) -> Any:
    """A value, or None for one that does not fit a type, which is noted."""
    import pyarrow

    try:
        pyarrow.array([value], kind)
    except UnicodeEncodeError as error:
        refused.setdefault(number, half_character(error))
    except (pyarrow.ArrowException, OverflowError, ValueError, TypeError) as error:
        refused.setdefault(number, f"holds in column {name!r} what is no {kind}: {error}")
    else:
        return value
    return None


def half_character(error: UnicodeEncodeError) -> str:
    """What is said of a row that holds half a character."""
    return f"holds half a character (U+{ord(error.object[error.start]):04X}), which UTF-8 cannot hold; write JSON lines instead"


def _has_empty_struct(kind: pyarrow.DataType) -> bool:
    from pyarrow import types

    if types.is_struct(kind) and not kind.num_fields:
        return True
    return any(_has_empty_struct(kind.field(place).type) for place in range(kind.num_fields))


def _without_empty(value: Any) -> Any:
    """A value with null for each object without fields."""
    if isinstance(value, Mapping):
        return {key: _without_empty(inner) for key, inner in value.items()} or None
    return [_without_empty(inner) for inner in value] if isinstance(value, list | tuple) else value
