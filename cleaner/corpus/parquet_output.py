"""Rows as Parquet: one type for each column of a run, which is the one it came with, or what all its values have in common.

What its values have in common is known when all parts are there. So in parts a column that came without a type holds JSON, and tells the
type that would do for the part; whoever puts parts together chooses the one that does for all of them, or leaves the column JSON.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import msgspec

from cleaner.corpus.column_types import NO_FIT, as_json, column, common_type, is_of_json, type_of, typed_column
from cleaner.corpus.columnar import arrowed, values_of
from cleaner.corpus.compression import opened
from cleaner.errors import ReadingError

if TYPE_CHECKING:
    import pyarrow

Row = Mapping[str, Any]
_ROW_GROUP = 10_000
_CODEC = "zstd"
# What the field of a column of JSON tells in a part: the type of its values, as a schema with one field; nothing where they have none.
_HELD = b"cleaner.type"


class Columns(msgspec.Struct, frozen=True, eq=False):
    """The columns of a Parquet file that is made of parts.

    Args:
        untyped: the names of those whose values have no type in common, and are written as JSON.
    """

    schema: pyarrow.Schema
    untyped: tuple[str, ...] = ()


def part_pieces(rows: Sequence[Row], schema: pyarrow.Schema | None, refused: dict[int, str]) -> Iterator[bytes]:
    """The bytes of a part, as `write_part` describes it.

    Args:
        refused: takes the rows that hold half a character, by their numbers, with the reasons.
    """
    table = _table(rows, schema, refused)
    yield from _written(table.schema, (table.slice(at, _ROW_GROUP) for at in range(0, len(table), _ROW_GROUP)))


def _table(rows: Sequence[Row], schema: pyarrow.Schema | None, refused: dict[int, str]) -> pyarrow.Table:
    """Rows as a table, without those that hold half a character."""
    import pyarrow

    refused.update(unnamable(rows))
    fields, columns = [], []
    for name in dict.fromkeys(name for number, row in enumerate(rows) if number not in refused for name in row):
        values = [row.get(name) for row in rows]
        known = schema.field(name) if schema is not None and name in schema.names else None
        field, held = _column(values, name, known, refused)
        fields.append(field)
        columns.append(held)
    table = pyarrow.table(columns, schema=pyarrow.schema(fields))
    # Of no numbers at all Arrow would not know that they are numbers.
    kept = pyarrow.array([number for number in range(len(rows)) if number not in refused], pyarrow.int64())
    return table.take(kept) if refused else table


def _column(values: list[Any], name: str, known: pyarrow.Field | None, refused: dict[int, str]) -> tuple[pyarrow.Field, pyarrow.Array]:
    """Values as a column with its field: of the type that they came with, if they are all of that; else of JSON."""
    import pyarrow

    try:
        if known is not None and (held := typed_column(values, known.type)) is not None:
            return known.with_nullable(True), held
        spelled = [as_json(value) for value in values]
    except UnicodeEncodeError:
        for number, value in enumerate(values):
            try:
                as_json(value)
            except UnicodeEncodeError as error:
                refused.setdefault(number, half_character(error))
                values[number] = None
        return _column(values, name, known, refused)
    kind = type_of([_value(one) for one in spelled])
    if known is None and (own := type_of([*map(arrowed, values)])) not in (None, kind):
        # Values that JSON has not, such as times, of an input that told no types before.
        return _column(values, name, pyarrow.field(name, own), refused)
    if known is not None:
        kind = common_type((known.type, kind)) if is_of_json(known.type) else None
    told = {_HELD: b"" if kind is None else pyarrow.schema([(name, kind)]).serialize().to_pybytes()}
    return pyarrow.field(name, pyarrow.string(), metadata=told), pyarrow.array(spelled, pyarrow.string())


def unnamable(rows: Sequence[Row]) -> dict[int, str]:
    """The rows that have a column whose name holds half a character, by their numbers, and what is said of them."""
    found: dict[int, str] = {}
    for name in dict.fromkeys(name for row in rows for name in row):
        try:
            name.encode()
        except UnicodeEncodeError as error:
            found |= {number: half_character(error) for number, row in enumerate(rows) if name in row}
    return found


def half_character(error: UnicodeEncodeError) -> str:
    """What is said of a row that holds half a character."""
    return f"holds half a character (U+{ord(error.object[error.start]):04X}), which UTF-8 cannot hold; write JSON lines instead"


def _value(spelled: str | None) -> Any:
    return None if spelled is None else msgspec.json.decode(spelled)


def joined_columns(parts: Sequence[Path], types: pyarrow.Schema | None = None) -> Columns:
    """The columns of all parts, each with the type that does for all its values. Raises ReadingError if a part cannot be read.

    Args:
        types: the columns that there are where no part has any, since no part has rows.
    """
    import pyarrow
    from pyarrow import parquet

    # Of very many parts most are alike.
    alike: dict[bytes, tuple[pyarrow.Schema, list[Path]]] = {}
    for part in parts:
        with opened(str(part)) as file:
            try:
                schema = parquet.read_schema(file)
            except (pyarrow.ArrowException, OSError) as error:
                raise ReadingError(str(part), f"is no Parquet file: {error}") from error
        alike.setdefault(schema.serialize().to_pybytes(), (schema, []))[1].append(part)
    if types is not None and not any(schema.names for schema, _ in alike.values()):
        return Columns(pyarrow.schema([field.with_nullable(True) for field in types]))
    held: dict[str, list[pyarrow.Field]] = {}
    for schema, _ in alike.values():
        for field in schema:
            held.setdefault(field.name, []).append(field)
    chosen = {name: _type_for_all(fields) for name, fields in held.items()}
    # Of a type that is wider than that of a part not all values may be there, such as of a fraction for a large whole number.
    for schema, those in alike.values():
        unsure = [field for field in schema if _type_of_field(field) not in (chosen[field.name], pyarrow.null())]
        for table in (table for part in those if unsure for table in _row_groups(part)):
            for field in unsure:
                if (kind := chosen[field.name]) is not None and not _goes(table.column(field.name), field, kind):
                    chosen[field.name] = None
    fields = [_field(name, kind, held[name]) for name, kind in chosen.items()]
    return Columns(pyarrow.schema(fields), tuple(name for name, kind in chosen.items() if kind is None))


def _goes(held: pyarrow.ChunkedArray, field: pyarrow.Field, kind: pyarrow.DataType) -> bool:
    """Whether all values of a column of a part stay what they are in a type."""
    try:
        _as_type(held, field, kind)
    except NO_FIT:
        return False
    return True


def _field(name: str, kind: pyarrow.DataType | None, held: Sequence[pyarrow.Field]) -> pyarrow.Field:
    import pyarrow

    came = next((field for field in held if not _is_json(field)), None)
    if came is not None and came.type == kind:
        return came
    return pyarrow.field(name, pyarrow.string() if kind is None else kind)


def _type_for_all(fields: Sequence[pyarrow.Field]) -> pyarrow.DataType | None:
    """The type that a column of parts has in the end; None for JSON."""
    kinds = [_type_of_field(field) for field in fields]
    # A text of JSON is no time and no bytes, whatever it looks like.
    mixed = len({_is_json(field) for field in fields}) > 1
    return None if mixed and not all(kind is not None and is_of_json(kind) for kind in kinds) else common_type(kinds)


def _is_json(field: pyarrow.Field) -> bool:
    return _HELD in (field.metadata or {})


def _type_of_field(field: pyarrow.Field) -> pyarrow.DataType | None:
    """The type of the values of a column of a part; None if they have none in common."""
    import pyarrow

    if not _is_json(field):
        return field.type
    told = field.metadata[_HELD]
    return pyarrow.ipc.read_schema(pyarrow.py_buffer(told)).field(0).type if told else None


def joined_pieces(parts: Sequence[Path], columns: Columns) -> Iterator[bytes]:
    """The bytes of a Parquet file that holds the rows of parts, as `join_parts` describes it."""
    yield from _written(columns.schema, (_as(table, columns) for part in parts for table in _row_groups(part)))


def _row_groups(part: Path) -> Iterator[pyarrow.Table]:
    from pyarrow import parquet

    with opened(str(part)) as file, parquet.ParquetFile(file) as held:
        for group in range(held.num_row_groups):
            yield held.read_row_group(group, use_threads=False)


def _as(table: pyarrow.Table, columns: Columns) -> pyarrow.Table:
    """A table of a part with the columns of all parts; those it lacks hold nothing."""
    import pyarrow

    made = []
    for field in columns.schema:
        if field.name not in table.schema.names:
            made.append(pyarrow.nulls(len(table), field.type))
        elif field.name in columns.untyped:
            made.append(_as_json(table.column(field.name), table.schema.field(field.name)))
        else:
            made.append(_as_type(table.column(field.name), table.schema.field(field.name), field.type))
    return pyarrow.table(made, schema=columns.schema)


def _as_json(held: pyarrow.ChunkedArray, field: pyarrow.Field) -> pyarrow.Array | pyarrow.ChunkedArray:
    import pyarrow

    return held if _is_json(field) else pyarrow.array([as_json(one) for chunk in held.chunks for one in values_of(chunk)], pyarrow.string())


def _as_type(held: pyarrow.ChunkedArray, field: pyarrow.Field, kind: pyarrow.DataType) -> pyarrow.Array | pyarrow.ChunkedArray:
    """A column of a part in the type of all parts. Raises one of NO_FIT if a value would not stay what it is."""
    if held.type == kind and not _is_json(field):
        return held
    return column([_value(one) for one in held.to_pylist()] if _is_json(field) else held.to_pylist(), kind)


def row_count(file: BinaryIO) -> int:
    """How many rows a Parquet file has. Raises ValueError or OSError if it is none."""
    from pyarrow import parquet

    return int(parquet.read_metadata(file).num_rows)


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
