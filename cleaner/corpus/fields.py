"""Which columns of a record hold the text or the page, what names it and where it was fetched; and how a record becomes a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import NoneType
from typing import Any

from msgspec import Struct

from cleaner.corpus.document import Broken, Document, Place
from cleaner.document.page import begins_as_web_page

# As many bytes of a broken document are kept.
RAW_LIMIT = 64 << 10
# What columns are called, the likelier names first.
_TEXTS = ("text", "content", "body", "article", "raw_content", "article_text", "full_text", "plain_text", "maintext", "document")
_PAGES = ("html", "raw_html", "page", "page_html", "html_content", "source_html", "markup")
# Where all values are texts, these are numbers of pages and names of files as often as not.
AMBIGUOUS = frozenset(("article", "document", "page"))
_IDS = ("id", "doc_id", "document_id", "_id", "uuid", "uid", "warc_record_id")
_URLS = ("url", "uri", "link", "source_url", "page_url", "target_uri", "warc_target_uri", "href")
# So many columns are named to someone who has to choose.
_MOST_COLUMNS = 20


class Fields(Struct, frozen=True):
    """The columns to read; None where they are to be guessed. `a.b` is the field `b` of the objects in column `a`.

    Args:
        text: a column of texts.
        html: a column of web pages; a record that holds none there is read by its text, where both are named.
        id: a column of texts or whole numbers.
        url: a column of addresses.
    """

    text: str | None = None
    html: str | None = None
    id: str | None = None
    url: str | None = None


class Guess(Struct, frozen=True):
    """What was guessed about an input.

    Args:
        fields: the columns that are read, those that were named included; None where there is none.
        columns: the columns it was chosen among.
    """

    source: str
    fields: Fields
    columns: tuple[str, ...]


Told = Callable[[Guess], None]
ALL_GUESSED = Fields()


class Reading:
    """What the documents of one input have in common: their numbers, the columns that are read, and their encoding.

    Args:
        source: the input, as places name it.
        fields: the columns to read.
        encoding: the encoding of texts without a mark; None for UTF-8, and for files whatever is certain.
        told: is called with what was guessed, once for each choice.
    """

    def __init__(self, source: str, fields: Fields, encoding: str | None = None, told: Told | None = None) -> None:
        self.source, self.encoding = source, encoding
        self._named, self._told = fields, told
        self._chosen: Fields | None = None
        self._said: set[Fields] = set()
        self._number = 0
        self._within = ""

    def enter(self, within: str) -> None:
        """Go on to a part of the input that has columns of its own, such as a member of an archive.

        Args:
            within: what places in it begin with; empty for the input itself.
        """
        self._within, self._chosen = within, None

    def place(self, detail: str = "") -> Place:
        """The place of the next document."""
        self._number += 1
        return Place(self.source, self._number, f"{self._within} {detail}".strip())

    def broken(self, detail: str, reason: str, raw: bytes = b"") -> Broken:
        """The next document, of which nothing came but some bytes."""
        return Broken(self.place(detail), reason, bytes(raw[:RAW_LIMIT]))

    def choose(self, columns: Iterable[str], fit: Callable[[str, str], bool]) -> str | None:
        """Choose the columns that are read. None comes back, or why none can be chosen.

        Args:
            columns: those that there are.
            fit: whether a column may be what it is guessed to be: `text`, `html`, `id` or `url`.
        """
        columns, named = tuple(columns), self._named
        text, html = named.text, named.html
        if text is None and html is None:
            text = _first(_TEXTS, columns, "text", fit)
            html = None if text else _first(_PAGES, columns, "html", fit)
        if text is None and html is None:
            # Of a name that elsewhere means something else nobody expects it.
            likely = _first((*_TEXTS, *_PAGES), [name for name in columns if name.lower() not in AMBIGUOUS], "", lambda name, kind: True)
            neither = f" ({likely!r} holds neither)" if likely else ""
            return f"has no column that is known to hold texts or pages{neither}; name one: {_columns_told(columns)}"
        found = Fields(text, html, named.id or _first(_IDS, columns, "id", fit), named.url or _first(_URLS, columns, "url", fit))
        self._chosen = found
        if self._told and found != named and found not in self._said:
            self._said.add(found)
            self._told(Guess(self.source, found, columns))
        return None

    def choose_of_table(self, columns: Iterable[str], fit: Callable[[str, str], bool]) -> str | None:
        """Choose the columns of a table. All its records have the same, so a name that is none of them is a fault of it all."""
        columns, named = tuple(columns), self._named
        if fault := twice(columns):
            return fault
        if missing := [name for name in (named.text, named.html, named.id, named.url) if name and not _is_among(name, columns)]:
            return f"has no column {missing[0]!r}; {_columns_told(columns)}"
        return self.choose(columns, fit)

    def document(self, detail: str, row: dict[str, Any], raw: bytes = b"") -> Document | Broken:
        """The next document, made of a record. The columns are chosen by the first record in which they can be.

        Args:
            row: the record.
            raw: its bytes, for what is broken.
        """
        # A likely column that holds null here is what it is called in other records.
        if self._chosen is None and (fault := self.choose(row, lambda name, kind: isinstance(row[name], (*_FITTING[kind], NoneType)))):
            return self.broken(detail, fault, raw)
        assert self._chosen is not None
        chosen, named = self._chosen, self._named
        content, field, fault = _content(row, chosen)
        if fault:
            return self.broken(detail, fault, raw)
        name, fault = _name(row, chosen.id, named.id)
        url, url_fault = _address(row, chosen.url, named.url)
        if fault or url_fault:
            return self.broken(detail, fault or url_fault, raw)
        is_page = field == chosen.html or isinstance(content, bytes)
        # Nobody said that a guessed column holds texts, so what begins as a page is one.
        is_page = is_page or (named.text is None and begins_as_web_page(content))
        return Document(self.place(detail), content, is_page, row, field, name, url)


_FITTING: dict[str, tuple[type, ...]] = {"text": (str,), "html": (str, bytes), "id": (str, int), "url": (str,)}


def value_of(row: Mapping[str, Any], name: str) -> Any:
    """The value of a column, or of a field below one; None where there is none."""
    if name in row:
        return row[name]
    value: Any = row
    for step in name.split("."):
        value = value.get(step) if isinstance(value, Mapping) else None
    return value


def replaced(row: Mapping[str, Any], name: str, value: Any) -> dict[str, Any]:
    """A record with another value in a column, or in a field below one; the record that was given stays as it is."""
    if name in row or "." not in name:
        return {**row, name: value}
    first, rest = name.split(".", 1)
    below = row.get(first)
    return {**row, first: replaced(below if isinstance(below, Mapping) else {}, rest, value)}


def would_replace(row: Mapping[str, Any], name: str) -> bool:
    """Whether `replaced` would replace what a record holds: a column or a field of this name, or what is no object where the field goes."""
    if name in row or "." not in name:
        return name in row
    first, rest = name.split(".", 1)
    below = row.get(first)
    return would_replace(below, rest) if isinstance(below, Mapping) else below is not None


def _content(row: Mapping[str, Any], chosen: Fields) -> tuple[str | bytes, str, str]:
    """The content of a record, the column that holds it, and what is wrong with it."""
    if chosen.html and ((page := value_of(row, chosen.html)) or not chosen.text):
        if isinstance(page, str | bytes):
            return page, chosen.html, ""
        return "", "", _wrong(row, chosen.html, page, "a page")
    assert chosen.text is not None
    text = value_of(row, chosen.text)
    return (text, chosen.text, "") if isinstance(text, str) else ("", "", _wrong(row, chosen.text, text, "a text"))


def _name(row: Mapping[str, Any], column: str | None, named: str | None) -> tuple[str, str]:
    """What names a record, and what is wrong with it. A column that was only guessed is no reason to break a record."""
    value = value_of(row, column) if column else None
    if isinstance(value, str) or (isinstance(value, int) and not isinstance(value, bool)):
        return str(value), ""
    return "", _wrong(row, named, value, "a text or a whole number") if named and not _is_null(row, named) else ""


def _address(row: Mapping[str, Any], column: str | None, named: str | None) -> tuple[str | None, str]:
    value = value_of(row, column) if column else None
    if isinstance(value, str):
        return value or None, ""
    return None, _wrong(row, named, value, "an address") if named and not _is_null(row, named) else ""


def _is_null(row: Mapping[str, Any], name: str) -> bool:
    """Whether a record has a column, and nothing in it."""
    return _is_among(name, row) and value_of(row, name) is None


def _wrong(row: Mapping[str, Any], name: str, value: Any, wanted: str) -> str:
    if value is None and not _is_among(name, row):
        return f"has no field {name!r}; {_columns_told(tuple(row))}"
    kinds = {bool: "true or false", int: "a number", float: "a number", str: "a text", list: "a list", dict: "an object", bytes: "bytes"}
    return f"field {name!r} is {'null' if value is None else kinds.get(type(value), type(value).__name__)}, and should be {wanted}"


def _is_among(name: str, columns: Iterable[str]) -> bool:
    """Whether a column is there, or the one that a field lies below."""
    columns = tuple(columns)
    return name in columns or name.split(".")[0] in columns


def _first(names: Iterable[str], columns: Iterable[str], kind: str, fit: Callable[[str, str], bool]) -> str | None:
    """The column with the likeliest name, in letters of either case, small ones before others."""
    columns = tuple(columns)
    there = {column.lower(): column for column in reversed(columns)} | {column: column for column in columns}
    return next((there[name] for name in names if name in there and fit(there[name], kind)), None)


def twice(columns: Sequence[str]) -> str:
    """What is wrong with a table that has two columns of one name; empty for others."""
    name = next((name for name, count in Counter(columns).items() if count > 1), None)
    return "" if name is None else f"names the column {name!r} twice; rename one"


def _columns_told(columns: tuple[str, ...]) -> str:
    if not columns:
        return "there is no column at all"
    more = len(columns) - _MOST_COLUMNS
    return f"there are {', '.join(columns[:_MOST_COLUMNS])}" + (f" and {more} more" if more > 0 else "")
