"""The types of the columns of records, for Parquet, in which every part of a run has the same."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

from cleaner.corpus.choices import Records, Removals
from cleaner.corpus.cleaning import TEXT, Cleaning, passed_names
from cleaner.corpus.columnar import fits
from cleaner.corpus.fields import Fields, Guess, Reading, would_replace
from cleaner.corpus.inputs import Input, arrow_schema
from cleaner.corpus.removals import LEDGER_COLUMNS, SPAN
from cleaner.document.record import ArticleRecord
from cleaner.errors import WritingError
from cleaner.formats.article_columns import article_fields

if TYPE_CHECKING:
    import pyarrow


def record_types(inputs: Sequence[Input], fields: Iterable[Fields], cleaning: Cleaning) -> pyarrow.Schema:
    """The types of the columns that have one: those that the library makes, and those that came with one.

    Args:
        fields: the columns that are read of one input or another.

    Raises:
        ReadingError: if columns of two inputs have one name and types that do not go together.
        WritingError: if the cleaned text would take the place of another column.
    """
    import pyarrow

    came = arrow_schema(inputs) or pyarrow.schema([])
    content = {name for one in fields for name in _content(came, one)}
    if cleaning.records is Records.articles:
        names = passed_names(came.names, "")
        made = article_fields(ArticleRecord.__struct_fields__)
        return pyarrow.schema([*made, *(came.field(name).with_name(names[name]) for name in came.names if name not in content)])
    # The column that was cleaned holds text now, whatever its pages were held in.
    text = {cleaning.column} if cleaning.column else content
    if cleaning.column and cleaning.column not in content and would_replace(_outline(came), cleaning.column):
        raise WritingError(f"--column {cleaning.column}: would replace what the records hold already; name another column")
    kept = [pyarrow.field(one.name, _text_type(one.type)) if one.name in text else one for one in came]
    if cleaning.removals is Removals.spans:
        kinds = (pyarrow.int64(), pyarrow.int64(), pyarrow.string(), pyarrow.string(), pyarrow.float64(), pyarrow.string())
        kept.append(pyarrow.field(LEDGER_COLUMNS[Removals.spans], pyarrow.list_(pyarrow.struct([*zip(SPAN, kinds, strict=True)]))))
    column = cleaning.column or ("" if any(content) else TEXT)
    # A field of an object has no column of its own.
    made = [pyarrow.field(column, pyarrow.string())] if column and "." not in column and column not in came.names else []
    return pyarrow.schema([*kept, *made])


def _outline(fields: Iterable[pyarrow.Field]) -> dict[str, Any]:
    """A record of some columns, in which all that is no object is true."""
    import pyarrow

    return {one.name: _outline(one.type) if pyarrow.types.is_struct(one.type) else True for one in fields}


def _text_type(came: pyarrow.DataType) -> pyarrow.DataType:
    """The type of a column that was cleaned, by the one that it came with."""
    import pyarrow

    return came if pyarrow.types.is_large_string(came) else pyarrow.string()


def _content(came: pyarrow.Schema, fields: Fields) -> set[str | None]:
    """The columns that are cleaned, by name or as they are guessed."""
    guessed: list[Guess] = []
    Reading("", fields, told=guessed.append).choose_of_table(came.names, lambda name, kind: fits(came.field(name).type, kind))
    chosen = guessed[0].fields if guessed else fields
    return {chosen.text, chosen.html}
