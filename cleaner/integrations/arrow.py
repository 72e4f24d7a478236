"""Batches of Arrow cleaned: one callable for Ray Data, Spark and datasets. The extra `arrow` brings pyarrow.

clean = batch_cleaner(text="text", output="cleaned")
ray.data.read_parquet(path).map_batches(clean, batch_format="pyarrow")
frame.mapInArrow(clean.batches, schema)  # Spark gives an iterator of batches
dataset.with_format("arrow").map(clean, batched=True)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any, Literal, NamedTuple, TypeVar, Unpack, cast

from msgspec import Struct

from cleaner.corpus.many import Uncleaned
from cleaner.document.result import CleanedPage
from cleaner.errors import ConfigError, ExtraError, ReadingError, suggestion
from cleaner.formats.article_columns import article_type, article_value
from cleaner.integrations.kept import ARTICLES, CleaningOptions, KeptCleaner, check_records

try:
    import pyarrow as pa
except ImportError as _error:
    raise ExtraError("cleaner.integrations.arrow", "pyarrow", "arrow") from _error

if TYPE_CHECKING:
    Records = Literal["documents", "articles"]

_Batch = TypeVar("_Batch", pa.RecordBatch, pa.Table)
_TEXT = "text"
_HALF = "holds half of a surrogate pair, which is no character, so that Arrow cannot hold what was cleaned"


class ColumnOptions(CleaningOptions, total=False):
    """Which columns are read and written, and how documents are cleaned.

    Args:
        text: the column of texts to clean; `text` where no column is named.
        html: the column of web pages to clean, as text or bytes, instead.
        url: a column that tells where each document came from; adds the rules of that site.
        output: the column for what is cleaned: a new one, or the one that was read. `cleaned` where nothing is said, or `article`.
        error: the new column that tells why a document could not be cleaned; null where it could.
        records: `documents` for one row each, with the text that is kept; `articles` for one row for each article, as a struct. A document
            without any keeps its row, and null for the article.
    """

    text: str | None
    html: str | None
    url: str | None
    output: str | None
    error: str
    records: Records


class _Rows(NamedTuple):
    """What becomes of a batch: for each row the row it came from, what was cleaned, and what stood in the way."""

    origins: list[int]
    values: list[Any]
    errors: list[str | None]


class BatchCleaner(Struct, frozen=True, eq=False):
    """Cleans batches; made by `batch_cleaner`. It is small to send, and a process that gets it many times makes one `Cleaner`.

    Args:
        source: the column that is read.
        web_pages: whether it holds web pages.
    """

    kept: KeptCleaner
    source: str
    web_pages: bool
    url: str | None
    output: str
    error: str
    records: str

    def __call__(self, batch: _Batch) -> _Batch:
        """A record batch or a table cleaned, as `clean_batch` does it.

        Raises:
            ConfigError: if a column is missing, of another type, or there already, or if two have one name.
        """
        if isinstance(batch, pa.Table):
            schema = self.schema(batch.schema)
            return pa.Table.from_batches([self._cleaned(one, schema) for one in batch.to_batches()], schema)
        return self._cleaned(batch, self.schema(batch.schema))

    def batches(self, batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Each of some batches cleaned, when it is asked for: what `mapInArrow` of Spark takes."""
        return map(self.__call__, batches)

    def schema(self, schema: pa.Schema) -> pa.Schema:
        """The schema of what is cleaned.

        Args:
            schema: that of what is given.

        Raises:
            ConfigError: if a column is missing, of another type, or there already, or if two have one name.
        """
        if twice := [name for name, count in Counter(schema.names).items() if count > 1]:
            raise ConfigError("the batch", twice[0], "is the name of several columns; rename all but one, or leave them out")
        for name in (self.source, *([self.url] if self.url else [])):
            if name not in schema.names:
                raise ConfigError("the batch", name, f"no column is called so; {suggestion(name, schema.names)}")
        source = schema.field(self.source)
        if not _holds_text(source.type) and not (self.web_pages and _holds_bytes(source.type)):
            wanted = "web pages as text or bytes" if self.web_pages else "text; name a column of web pages as html="
            raise ConfigError("the batch", self.source, f"is a column of {source.type}, and should be one of {wanted}")
        for name in {self.output, self.error} - ({self.source} if self.output == self.source else set()):
            if name in schema.names:
                raise ConfigError("the batch", name, "is a column already, and would be lost; choose another name for the output")
        field = pa.field(self.output, self._type(source.type))
        at = schema.get_field_index(self.source)
        schema = schema.set(at, field) if self.output == self.source else schema.append(field)
        return schema.append(pa.field(self.error, pa.string()))

    def _type(self, source: pa.DataType) -> pa.DataType:
        if self.records == ARTICLES:
            return article_type()
        return pa.large_string() if pa.types.is_large_string(source) or pa.types.is_large_binary(source) else pa.string()

    def _cleaned(self, batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
        rows = _Rows([], [], [])
        urls = _values(batch.column(self.url)) if self.url else [None] * batch.num_rows
        for origin, (content, url) in enumerate(zip(_values(batch.column(self.source)), urls, strict=True)):
            made = content if isinstance(content, Uncleaned) else self.kept.made(content, self._of, web_page=self.web_pages, url=url)
            values, error = ([None], str(made.error)) if isinstance(made, Uncleaned) else (made, None)
            rows.origins.extend([origin] * len(values))
            rows.values.extend(values)
            rows.errors.extend([error] * len(values))
        column = _array(rows, schema.field(self.output).type)
        new = {self.output: column, self.error: pa.array(rows.errors, pa.string())}
        columns = [new[name] if name in new else self._passed(batch.column(name), rows.origins) for name in schema.names]
        return pa.RecordBatch.from_arrays(columns, schema=schema)

    def _passed(self, column: pa.Array, origins: list[int]) -> pa.Array:
        """Another column as it stands beside what was cleaned."""
        return _taken(column, origins) if self.records == ARTICLES else column

    def _of(self, page: CleanedPage) -> list[Any]:
        if self.records == ARTICLES:
            return [article_value(article, number) for number, article in enumerate(page.articles, 1)] or [None]
        return [page.text]


def batch_cleaner(**options: Unpack[ColumnOptions]) -> BatchCleaner:
    """A callable that cleans batches as `clean_batch` does: a table to a table, a record batch to a record batch.

    Args:
        options: the columns, see `ColumnOptions`, and what `cleaner.Cleaner` takes.

    Raises:
        ConfigError: if the options contradict each other.
        EngineError, ModelError, PolicyError: if there is none of that name.
    """
    given = cast("dict[str, Any]", dict(options))
    text, html, url = given.pop("text", None), given.pop("html", None), given.pop("url", None)
    output, error, records = given.pop("output", None), given.pop("error", "error"), check_records(given.pop("records", "documents"))
    if text is not None and html is not None:
        raise ConfigError("options", "html", f"names {html!r}, and text= names {text!r}; one column is cleaned, so name one")
    output = output or ("article" if records == ARTICLES else "cleaned")
    if output == error:
        raise ConfigError("options", "error", f"is {error!r}, as output is; choose another name")
    return BatchCleaner(KeptCleaner.of(**given), html or text or _TEXT, html is not None, url, output, error, records)


def clean_batch(batch: _Batch, **options: Unpack[ColumnOptions]) -> _Batch:
    """A batch with a column for what is cleaned and one for errors; all other columns as they were.

    A document that cannot be cleaned has null for what is cleaned, and the reason in the other column; the rest of the batch is cleaned.
    Who cleans many batches makes a `batch_cleaner` once.

    Args:
        batch: a record batch or a table.
        options: the columns, see `ColumnOptions`, and what `cleaner.Cleaner` takes.

    Raises:
        ConfigError: if a column is missing, of another type, or there already, if two have one name, or if the options contradict each
            other.
        EngineError, ModelError, PolicyError: if there is none of that name.
    """
    return batch_cleaner(**options)(batch)


def _holds_text(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _holds_text(kind.value_type)
    return any(check(kind) for check in (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_null))


def _holds_bytes(kind: pa.DataType) -> bool:
    if pa.types.is_dictionary(kind):
        return _holds_bytes(kind.value_type)
    return any(check(kind) for check in (pa.types.is_binary, pa.types.is_large_binary, pa.types.is_binary_view))


def _taken(column: pa.Array, rows: list[int]) -> pa.Array:
    """Some rows of a column, in that order, in its type."""
    try:
        return column.take(pa.array(rows, pa.int64()))
    except pa.ArrowNotImplementedError:
        # Of views of strings, and of runs, Arrow takes no single rows, but it puts slices together.
        return pa.concat_arrays([column.slice(row, 1) for row in rows] or [column.slice(0, 0)])


def _values(column: pa.Array) -> list[Any]:
    """The values of a column; what stood in the way in place of one that cannot be read."""
    try:
        return cast("list[Any]", column.to_pylist())
    except UnicodeDecodeError:
        # Arrow does not look at the bytes of its strings, so that a column may hold what is none.
        return [_read(value) for value in column]


def _read(value: pa.Scalar) -> Any:
    try:
        return value.as_py()
    except UnicodeDecodeError as error:
        return Uncleaned("", ReadingError("", f"is no UTF-8: {error.reason} at byte {error.start}"))


def _array(rows: _Rows, kind: pa.DataType) -> pa.Array:
    """What was cleaned as a column; what Arrow cannot hold becomes null and an error of its row."""
    try:
        return pa.array(rows.values, kind)
    except UnicodeEncodeError:
        for number, value in enumerate(rows.values):
            try:
                pa.array([value], kind)
            except UnicodeEncodeError:
                rows.values[number], rows.errors[number] = None, _HALF
        return pa.array(rows.values, kind)
