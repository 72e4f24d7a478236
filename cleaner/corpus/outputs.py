"""Outputs of a run: parts, each a whole file of rows, and one file made of them. Equal rows give equal bytes."""

from __future__ import annotations

import csv
import io
import json
import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import isfinite
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import msgspec

from cleaner.corpus.columnar import plain
from cleaner.corpus.compression import Line, lines, opened, unpacked
from cleaner.corpus.parquet_output import Columns, Row, half_character, joined_columns, joined_pieces, part_pieces, row_count, unnamable
from cleaner.errors import ReadingError, WritingError, require
from cleaner.formats.render import spelled
from cleaner.formats.writing import special_kind, write_file

if TYPE_CHECKING:
    import pyarrow

OutputForm = Literal["jsonl", "csv", "parquet"]
_FORMS: dict[str, OutputForm] = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".tsv": "csv", ".parquet": "parquet"}
_PACKED = (".gz", ".zst")
_LEVEL, _ZSTD_LEVEL = 6, 3
_PIECE = 1 << 20


def output_form(path: Path) -> tuple[OutputForm, str]:
    """The form of an output by its name, and the ending that its parts have, such as `.jsonl.gz`.

    Raises WritingError if the name tells no form, or one that is not compressed so; ExtraError if a library is missing that it needs.
    """
    packed = path.suffix.lower() if path.suffix.lower() in _PACKED else ""
    ending = (path.with_suffix("") if packed else path).suffix.lower()
    form = _FORMS.get(ending)
    if form is None:
        raise WritingError(f"{path}: ends in nothing that a run writes; name a file .jsonl, .csv or .parquet, or .jsonl.gz or .jsonl.zst")
    if form == "parquet" and packed:
        raise WritingError(f"{path}: Parquet is compressed inside; name it {path.with_suffix('').name}")
    if form == "parquet":
        require(f"{path}: writing Parquet", "pyarrow", "parquet")
    if packed == ".zst":
        require(f"{path}: writing zstd", "zstandard", "zstd")
    return form, ending + packed


def write_part(path: Path, rows: Iterable[Row], form: OutputForm, *, schema: pyarrow.Schema | None = None) -> dict[int, str]:
    """Write one file of rows, which is there whole or not at all.

    The rows that the form cannot hold are left out, and come back by their numbers, from 0, each with the reason. Such are half characters
    in tables and Parquet, and NaN and infinity in JSON lines.

    JSON lines are written as rows come. A table has one list of columns, and Parquet some type for each, so their rows are held. A column
    of a part in Parquet may be JSON, until `join_parts` gives it the type that all parts have in common.
    Columns are those of all rows, in the order in which they are first seen; what a row lacks is null, or an empty cell.

    Args:
        path: where; compressed if it ends in `.gz` or `.zst`.
        form: how rows are written.
        schema: the types of columns that have one already, for Parquet.

    Raises:
        WritingError: if the file cannot be written.
        ExtraError: if a library is missing.
    """
    refused: dict[int, str] = {}
    if form == "jsonl":
        pieces: Iterable[bytes] = _lines(rows, refused)
    elif form == "csv":
        pieces = _table(list(rows), _delimiter(path), refused)
    else:
        pieces = part_pieces(list(rows), schema, refused)
    _write(path, _compressed(pieces, path))
    return dict(sorted(refused.items()))


def join_parts(parts: Sequence[Path], out: Path, form: OutputForm, columns: Columns | None = None) -> None:
    """Put parts together into one file, in their order; it is there whole or not at all, and the parts stay.

    Parts of JSON lines are joined byte by byte, compressed ones frame by frame. Tables get the columns of all parts, each Parquet column
    the type that all its values have in common, or JSON where they have none.

    Args:
        columns: those of the Parquet file, where these are not all parts.

    Raises:
        WritingError: if the file cannot be written.
        ReadingError: if a part cannot be read.
    """
    if form == "jsonl":
        # Compressed as nothing is where there is nothing, since no bytes are no file of gzip.
        pieces: Iterable[bytes] = (piece for part in parts for piece in _bytes_of(part)) if parts else _compressed((), out)
    elif form == "csv":
        pieces = _compressed(_joined_tables(parts, _delimiter(out)), out)
    else:
        pieces = joined_pieces(parts, columns or joined_columns(parts))
    _write(out, pieces)


def rows_in(path: Path, form: OutputForm) -> int:
    """How many rows a file holds, counted in what lies on the disk. Raises WritingError if it cannot be read back."""
    try:
        with opened(str(path)) as file:
            if form == "parquet":
                return row_count(file)
            stream = unpacked(file, str(path))
            if form == "jsonl":
                return sum(piece.count(b"\n") for piece in iter(lambda: stream.read(_PIECE), b""))
            csv.field_size_limit(_LARGEST_CELL)
            return max(sum(1 for _ in csv.reader(_texts(lines(stream)), delimiter=_delimiter(path))) - 1, 0)
    except (ReadingError, OSError, ValueError, csv.Error) as error:
        raise WritingError(f"{path}: cannot be read back: {error}") from error


def _lines(rows: Iterable[Row], refused: dict[int, str]) -> Iterator[bytes]:
    """Rows as lines of JSON, which say half characters as Python's `json` does.

    Args:
        refused: takes the rows that cannot be written, by their numbers, with the reasons.
    """
    for number, row in enumerate(rows):
        if not _is_finite(row):
            refused[number] = "holds NaN or infinity, which JSON has no number for; write Parquet instead"
            continue
        try:
            line = msgspec.json.encode(row, enc_hook=plain) + b"\n"
        except UnicodeEncodeError:  # half a character
            line = spelled(json.dumps(msgspec.to_builtins(row, enc_hook=plain), ensure_ascii=False, separators=(",", ":")))
        yield line


def _is_finite(value: Any) -> bool:
    """Whether no number in a value is NaN or infinite, for which msgspec writes null."""
    if isinstance(value, float):
        return isfinite(value)
    if isinstance(value, Mapping):
        return all(map(_is_finite, value.values()))
    return all(map(_is_finite, value)) if isinstance(value, list | tuple) else True


def _write(path: Path, pieces: Iterable[bytes]) -> None:
    if kind := special_kind(path):
        raise WritingError(f"{path}: is {kind}, and a run writes files that are there whole or not at all; name a file")
    write_file(path, pieces)


def _compressed(pieces: Iterable[bytes], path: Path) -> Iterator[bytes]:
    """Bytes compressed as the ending of a path says, without a time or a name."""
    if path.suffix.lower() == ".gz":
        frame: Any = zlib.compressobj(_LEVEL, zlib.DEFLATED, 31)
    elif path.suffix.lower() == ".zst":
        require(f"{path}: writing zstd", "zstandard", "zstd")
        import zstandard

        frame = zstandard.ZstdCompressor(level=_ZSTD_LEVEL, write_checksum=True).compressobj()
    else:
        yield from pieces
        return
    for piece in pieces:
        if packed := frame.compress(piece):
            yield packed
    yield frame.flush()


def _bytes_of(part: Path) -> Iterator[bytes]:
    with opened(str(part)) as file:
        while piece := file.read(_PIECE):
            yield piece


def _delimiter(path: Path) -> str:
    return "\t" if output_form(path)[1].startswith(".tsv") else ","


def _table(rows: Sequence[Row], delimiter: str, refused: dict[int, str]) -> Iterator[bytes]:
    """The lines of a table, the first one with the names of its columns; `refused` is as for `_lines`."""
    refused.update(unnamable(rows))
    columns = list(dict.fromkeys(name for number, row in enumerate(rows) if number not in refused for name in row))
    if columns:
        yield _csv_line(columns, delimiter)
    for number, row in enumerate(rows):
        if number in refused:
            continue
        try:
            yield _csv_line([_cell(row.get(name)) for name in columns], delimiter)
        except UnicodeEncodeError as error:
            refused[number] = half_character(error)


def _csv_line(cells: Sequence[str], delimiter: str) -> bytes:
    line = io.StringIO(newline="")
    # Only with both in its ending does it quote cells with either break.
    csv.writer(line, delimiter=delimiter, lineterminator="\r\n").writerow(cells)
    return line.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    """A value as a cell: texts as they are, nothing for null, and what is neither as JSON."""
    value = msgspec.to_builtins(value, enc_hook=plain)
    if value is None or isinstance(value, str):
        return value or ""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


# What the reader of tables takes at most, on every system.
_LARGEST_CELL = (1 << 31) - 1


def _joined_tables(parts: Sequence[Path], delimiter: str) -> Iterator[bytes]:
    """The lines of tables under the columns of all of them; where those are the same, as they are."""
    # A part is read back as it was written, whatever its cells hold.
    csv.field_size_limit(_LARGEST_CELL)
    heads = [_head_of(part, delimiter) for part in parts]
    columns = list(dict.fromkeys(name for head in heads for name in head))
    if columns:
        yield _csv_line(columns, delimiter)
    for part, head in zip(parts, heads, strict=True):
        with opened(str(part)) as file:
            rows = _texts(lines(unpacked(file, str(part))))
            next(csv.reader(rows, delimiter=delimiter), None)
            if head == columns:
                yield from (row.encode("utf-8") for row in rows)
                continue
            for cells in csv.reader(rows, delimiter=delimiter):
                row = dict(zip(head, cells, strict=True))
                yield _csv_line([row.get(name, "") for name in columns], delimiter)


def _head_of(part: Path, delimiter: str) -> list[str]:
    with opened(str(part)) as file:
        return next(csv.reader(_texts(lines(unpacked(file, str(part)))), delimiter=delimiter), [])


def _texts(found: Iterator[Line]) -> Iterator[str]:
    for line in found:
        if line.fault:
            raise WritingError(f"a part of the output is damaged: {line.fault}")
        yield line.raw.decode("utf-8")
