"""How one document of a corpus is cleaned, and which records come of it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec

from cleaner.corpus.choices import Records, Removals
from cleaner.corpus.document import Document
from cleaner.corpus.fields import replaced, would_replace
from cleaner.corpus.removals import removal_column
from cleaner.document.page import Page
from cleaner.document.parts import PageKind
from cleaner.document.record import ArticleRecord
from cleaner.document.result import CleanedPage
from cleaner.errors import WritingError
from cleaner.formats.article_columns import typed
from cleaner.formats.baseline import Allowed
from cleaner.formats.in_place import changed_entries
from cleaner.formats.render import record
from cleaner.html.decode import decode as page_text
from cleaner.pipeline.cleaner import PageCleaner, refuse_web_page
from cleaner.pipeline.columns import exempted
from cleaner.rules.ruleset import RuleSet

# The column of the cleaned text where it came from no column.
TEXT = "text"
# What goes before the name of a column that a field of articles has, too.
_TAKEN = "input_"
_ARTICLE_COLUMNS = frozenset(ArticleRecord.__struct_fields__)


class Cleaning(msgspec.Struct, frozen=True, eq=False):
    """How documents are cleaned and written.

    Args:
        column: the column that the cleaned text goes to, in records of documents; empty for the one that it came from.
        encoding: what to read the bytes of web pages in, whatever they declare.
        url: where all documents came from; None where each may say so itself.
        allowed: what a configuration allows to stay; None where it allows nothing.
        typed: whether each column of the output has one type, as in Parquet: then objects of any names are lists of `key` and `value`.
    """

    cleaner: PageCleaner
    records: Records = Records.articles
    column: str = ""
    removals: Removals = Removals.none
    reference: datetime | None = None
    kind: str | PageKind | None = None
    one: bool = False
    encoding: str | None = None
    url: str | None = None
    allowed: Allowed | None = None
    typed: bool = False

    def clean(self, document: Document) -> CleanedPage:
        """A document cleaned. Raises CleanerError if it cannot be."""
        page = self._cleaned(document)
        if self.allowed is None:
            return page
        path, reason = Path(document.place.source), self.allowed.reason
        found = [(one.span.start, reason(path, one.finder, page.page.cut(one.span).strip())) for one in changed_entries(page)]
        return exempted(page, {start: why for start, why in found if why})

    def _cleaned(self, document: Document) -> CleanedPage:
        content, url, name = document.content, self.url or document.url or None, document.id or str(document.place)
        how: dict[str, Any] = {"reference": self.reference, "kind": self.kind, "one": self.one}
        if document.web_page:
            return self.cleaner.clean_html(
                content, url=url, name=name, charset=document.charset, encoding=None if isinstance(content, str) else self.encoding, **how
            )
        assert isinstance(content, str)
        refuse_web_page(content, name)
        return self.cleaner.clean_page(Page(content, name, url=url), **how)

    def rows(self, document: Document, page: CleanedPage) -> list[dict[str, Any]]:
        """The records of a cleaned document. Raises WritingError if a column would take the place of another one."""
        if self.records is Records.articles:
            passed = _passed_on(document, self.url or document.url)
            articles = (record(page, number) for number in range(1, len(page.articles) + 1))
            return [{**(typed(article) if self.typed else article), **passed} for article in articles]
        row = dict(document.columns) or _named(document)
        column = self.column or document.field or TEXT
        if column != document.field and would_replace(row, column):
            raise WritingError(f"has a column {column!r} already; name another one with --column")
        row = replaced(row, column, page.text)
        for name, value in removal_column(page, self.removals, typed=self.typed).items():
            if name in row:
                raise WritingError(f"has a column {name!r} already, in which --ledger tells what was removed; rename it")
            row[name] = value
        return [row]


def all_rules(ways: Sequence[Cleaning]) -> RuleSet:
    """The rules of all ways of cleaning; of those with one id, one."""
    rules, *others = dict.fromkeys(one.cleaner.rules for one in ways)
    for one in others:
        rules = rules.extend(one)
    return rules


def text_of(document: Document, encoding: str | None = None) -> str:
    """The text of a document, or the source of its web page. Raises ReadingError if its bytes cannot be read without doubt.

    Args:
        encoding: what to read the bytes of web pages in, whatever they declare.
    """
    content = document.content
    if isinstance(content, str):
        return content
    return page_text(content, document.charset, encoding=encoding, name=document.id or str(document.place))[0]


def _named(document: Document) -> dict[str, Any]:
    """What a record says of a document that came without columns."""
    return {"id": document.id or str(document.place), "url": document.url}


def _passed_on(document: Document, url: str | None) -> dict[str, Any]:
    """The columns of a document as the records of its articles have them: all but the one that was cleaned, and what names the document.

    Args:
        url: what the records say of where the document came from.
    """
    columns = document.columns
    passed: dict[str, Any] = {} if "id" in columns else {"id": document.id or str(document.place)}
    names = passed_names(columns, document.field)
    # What a record says of its page is not said twice.
    return passed | {names[name]: value for name, value in columns.items() if name in names and (name, value) != ("url", url)}


def passed_names(columns: Collection[str], field: str) -> dict[str, str]:
    """For the columns of documents that the records of their articles have, what they are called there.

    Args:
        field: the one that was cleaned.
    """
    names: dict[str, str] = {}
    for name in columns:
        if name != field:
            free = name
            while free in _ARTICLE_COLUMNS or (free != name and free in columns):
                free = _TAKEN + free
            names[name] = free
    return names
