"""Documents of LangChain taken apart into their articles. The extra `langchain` brings langchain-core."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any, Unpack

from cleaner.corpus.many import Uncleaned
from cleaner.document.result import CleanedPage
from cleaner.errors import ExtraError
from cleaner.integrations.kept import CleaningOptions, KeptCleaner, error_name, told_of, with_told

try:
    from langchain_core.documents import BaseDocumentTransformer, Document
except ImportError as _error:
    raise ExtraError("cleaner.integrations.langchain", "langchain-core", "langchain") from _error

_ERROR = "error"


class ArticleTransformer(BaseDocumentTransformer):
    """One document in, its articles out: each a document with the article's text, and its place, head and dates in the metadata.

    What is text and what a web page is told from how it begins. To the metadata of the document come `number`, `start` and `end` (the
    place in the document, in code points of what a browser shows of a web page), `headline`, `bylines`, `published`, `updated`,
    `canonical_url` and `language`; what was there stays, and a field whose name is taken is called
    `article_language`, and so on. Where the document has an id, the articles are `id/1`, `id/2`
    and so on. A document without any article gives none.

    Args:
        source: the key of the metadata that tells where a document came from; an address adds the rules of that site.
        keep_failed: whether a document that cannot be cleaned comes out as it is, with the reason as `error` in its metadata, or as
            `cleaner_error` where it has a key `error` already; otherwise the error is raised.
        options: what `cleaner.Cleaner` takes, and `kind` and `one` of `cleaner.clean_html`.

    Raises:
        EngineError, ModelError, PolicyError: if there is nothing of a name that is given.
    """

    def __init__(self, *, source: str = "source", keep_failed: bool = False, **options: Unpack[CleaningOptions]) -> None:
        self.kept, self.source, self.keep_failed = KeptCleaner.of(**options), source, keep_failed

    def transform_documents(self, documents: Sequence[Document], **kwargs: Any) -> Sequence[Document]:
        """The articles of all documents, in order; `atransform_documents` does the same in a thread.

        Raises:
            CleanerError: if a document cannot be cleaned, unless it is kept.
        """
        return [article for document in documents for article in self._articles(document)]

    def _articles(self, document: Document) -> list[Document]:
        came_from = document.metadata.get(self.source)
        name = str(came_from or document.id or "")
        made = self.kept.made(document.page_content, partial(_made, document), web_page=None, url=came_from, name=name)
        if not isinstance(made, Uncleaned):
            return made
        if not self.keep_failed:
            raise made.error
        told = {**document.metadata, error_name(_ERROR, document.metadata): str(made.error)}
        return [document.model_copy(update={"metadata": told})]


def _made(document: Document, page: CleanedPage) -> list[Document]:
    return [
        Document(
            article.text,
            id=f"{document.id}/{number}" if document.id else None,
            metadata=with_told(document.metadata, told_of(article, number)),
        )
        for number, article in enumerate(page.articles, 1)
    ]
