"""Where the records of a run go in the end: one file, or a folder of files that each hold many parts."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from cleaner.corpus.cleaning import Cleaning
from cleaner.corpus.compression import is_url, local
from cleaner.corpus.fields import Fields
from cleaner.corpus.inputs import Input
from cleaner.corpus.outputs import OutputForm, join_parts, output_form, rows_in
from cleaner.corpus.parquet_output import joined_columns
from cleaner.corpus.record_types import record_types
from cleaner.errors import WritingError
from cleaner.formats.reading import fault_of
from cleaner.formats.writing import special_kind
from cleaner.paths import exists, is_folder, resolved

if TYPE_CHECKING:
    import pyarrow

# So many parts are one file of a folder, which then has up to 256 million characters.
_PARTS_A_FILE = 64
_SHARD = "part-"
_SHARD_NAME = re.compile(rf"{_SHARD}[0-9]{{5}}\.(jsonl|csv|tsv|parquet)(\.\w+)?")
DEFAULT_SUFFIX = ".jsonl"


class Output(Struct, frozen=True):
    """Where records go, and in which form.

    Args:
        path: a file, or a folder.
        suffix: what names of its files end in, such as `.jsonl.gz`.
        is_folder: whether it is a folder.
    """

    path: Path
    form: OutputForm
    suffix: str
    is_folder: bool = False

    @classmethod
    def named(cls, name: str, suffix: str = "") -> Output:
        """An output as it is named: a folder where one is there already, or where the name ends as those of folders do.

        Args:
            suffix: what the names of the files of a folder are to end in, without the dot before it if you like.

        Raises:
            WritingError: if the name tells no form, or is a URL.
            ExtraError: if a library is missing that the form needs.
        """
        if is_url(name):
            raise WritingError(f"{name}: is a URL, and records are written to files; name one, and copy it when the run has ended")
        path = Path(name)
        if not path.name:
            raise WritingError(f"{name or '(empty)'}: names no output; name a file or a folder")
        if name.endswith(("/", os.sep)) or is_folder(path):
            form, ending = output_form(Path(f"{_SHARD}.{(suffix or DEFAULT_SUFFIX).removeprefix('.')}"))
            return cls(path, form, ending, is_folder=True)
        form, ending = output_form(path)
        if suffix and suffix.removeprefix(".") != ending.removeprefix("."):
            raise WritingError(f"{name}: does not end in {suffix}; leave out --format, which is for folders")
        return cls(path, form, ending)

    def exists(self) -> bool:
        """Whether there is something in its place; an empty folder is nothing."""
        if not self.is_folder:
            return exists(self.path)
        return is_folder(self.path) and any(self.path.iterdir())

    def refuse_place(self) -> None:
        """Raise WritingError if nothing can be written there: where a folder is wanted and a file stands, or at a device or FIFO."""
        if kind := special_kind(self.path):
            raise WritingError(f"{self.path}: is {kind}, and an output is replaced whole; name a file or a folder")
        if self.is_folder and exists(self.path) and not is_folder(self.path):
            raise WritingError(f"{self.path}: is a file, and is named as a folder; name another one")

    def refuse_inputs(self, given: Iterable[str], found: Iterable[str], beside: Sequence[Path]) -> None:
        """Raise WritingError if what is written would replace an input, or lies in a folder of inputs and would be one the next time.

        Args:
            given: the inputs as they were named.
            found: the files that they stand for.
            beside: what else is written, files and folders.
        """
        written = [(path, resolved(path)) for path in (self.path, *beside)]
        for name in found:
            path = _place_of(name)
            if path is not None and any(path.is_relative_to(place) for _, place in written):
                raise WritingError(f"{name}: is an input, and would be replaced; choose another output")
        for name in given:
            folder = _place_of(name)
            if folder is not None and is_folder(folder):
                for path, place in written:
                    if place.is_relative_to(folder):
                        raise WritingError(f"{path}: lies in the input folder {name}; choose a folder elsewhere")

    def types(self, inputs: Sequence[Input], fields: Iterable[Fields], cleaning: Cleaning) -> pyarrow.Schema | None:
        """The types of columns, for Parquet; None for other forms. Raises ReadingError if those of two inputs do not go together."""
        return record_types(inputs, fields, cleaning) if self.form == "parquet" else None

    def put_together(self, parts: Sequence[Path], types: pyarrow.Schema | None = None) -> tuple[str, ...]:
        """Make one file of parts, or the files of a folder; each is there whole or not at all.

        The names of columns of Parquet come back that are written as JSON, since their values have no type in common.

        Args:
            types: the columns that a Parquet file has where there are no records.

        Raises WritingError if the files cannot be written; ReadingError if a part cannot be read.
        """
        columns = joined_columns(parts, types) if self.form == "parquet" else None
        if not self.is_folder:
            join_parts(parts, self.path, self.form, columns)
            return columns.untyped if columns else ()
        try:
            self.path.mkdir(parents=True, exist_ok=True)
            kept = set()
            for shard, held in self._shards(parts):
                join_parts(held, shard, self.form, columns)
                kept.add(shard.name)
            # Those of the run before, if this one was begun anew.
            for old in self.path.glob(f"{_SHARD}*"):
                if old.name not in kept and _SHARD_NAME.fullmatch(old.name):
                    old.unlink()
        except OSError as error:
            raise WritingError(f"{self.path}: {fault_of(error)}") from error
        return columns.untyped if columns else ()

    def rows(self) -> int:
        """How many records lie there, counted on the disk. Raises WritingError if they cannot be read back."""
        if not self.is_folder:
            return rows_in(self.path, self.form)
        return sum(rows_in(path, self.form) for path in self.path.iterdir() if _SHARD_NAME.fullmatch(path.name))

    def _shards(self, parts: Sequence[Path]) -> Iterator[tuple[Path, Sequence[Path]]]:
        for number, first in enumerate(range(0, max(len(parts), 1), _PARTS_A_FILE)):
            yield self.path / f"{_SHARD}{number:05}{self.suffix}", parts[first : first + _PARTS_A_FILE]


def _place_of(name: str) -> Path | None:
    """Where an input lies on this machine, with links followed; None for one that lies elsewhere."""
    path = local(name)
    return None if is_url(path) else resolved(Path(path))
