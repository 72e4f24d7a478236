"""Steps of a datatrove pipeline: an extractor for web pages and a formatter for texts. The extra `datatrove` brings the library.

Their statistics tell the characters that were removed, by part (`removed-part-navigation`) and by rule (`removed-rule-ads.slot-label`).
A document that cannot be cleaned leaves the pipeline, as in the extractors and filters of datatrove; an exclusion writer keeps it,
unchanged and with the reason in its metadata.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, Unpack

from cleaner.corpus.many import Uncleaned
from cleaner.document.result import CleanedPage
from cleaner.errors import ExtraError
from cleaner.integrations.kept import (
    ARTICLES,
    CleaningOptions,
    KeptCleaner,
    RemovedSums,
    check_records,
    error_name,
    told_of,
    with_told,
)

try:
    from datatrove.data import Document
    from datatrove.pipeline.extractors.base import BaseExtractor, ExtractorSandbox
    from datatrove.pipeline.formatters.base import BaseFormatter
    from datatrove.utils.logging import logger
    from datatrove.utils.typeshelper import StatHints
except ImportError as _error:
    raise ExtraError("cleaner.integrations.datatrove", "datatrove", "datatrove") from _error

# Why a document left the pipeline, in its metadata as it is excluded.
_REASON = "cleaner_error"


class CleanHtml(BaseExtractor):
    """Web pages to clean text, each in a process that is ended when it takes too long, as all extractors of datatrove do it.

    Args:
        records: `documents` for one document each, with the text that is kept; `articles` for one document for each article, with its
            number, place, head, dates and language beside the metadata of the document. What was there stays; a field whose name is taken
            is called `article_language`, and so on.
        url: the key of the metadata that tells where a page came from; adds the rules of that site.
        timeout: how long a page may take, in seconds; the process is also given that long to begin.
        exclusion_writer: a writer of datatrove for the documents that leave the pipeline; each has the reason as `cleaner_error` in its
            metadata, or as `cleaner_cleaner_error` where that is taken.
        options: what `cleaner.Cleaner` takes, and `kind` and `one` of `cleaner.clean_html`.

    Raises:
        ConfigError, EngineError, ModelError, PolicyError: if there is nothing of a name that is given.
    """

    name = "🧹 cleaner, web pages"

    def __init__(
        self,
        *,
        records: str = "documents",
        url: str = "url",
        timeout: float = 10,
        exclusion_writer: Any = None,
        **options: Unpack[CleaningOptions],
    ) -> None:
        super().__init__(timeout)
        self.kept, self.records = KeptCleaner.of(**options), check_records(records)
        self.url, self.exclusion_writer = url, exclusion_writer

    def extract(self, text: str) -> str:
        """The text that is kept of a web page.

        Raises:
            CleanerError: if it cannot be cleaned.
        """
        page = self.kept.clean(text, web_page=True)
        if isinstance(page, Uncleaned):
            raise page.error
        return page.text

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The cleaned documents. A page that takes too long, at which the process dies, or of which nothing is left, is none of them."""
        # The process is a copy of this one, and has only `timeout` to begin.
        self.kept.warm_up()
        clean = partial(_cleaned, self.kept, self.records, True)
        with ExtractorSandbox(self.timeout, ("", None)) as sandbox, _opened(self.exclusion_writer) as excluded:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    try:
                        told = sandbox.process_document((document.text, document.metadata.get(self.url)), clean)
                    except TimeoutError:
                        told = {"stat": "timeout", "error": f"took over {self.timeout:g} seconds"}
                    except EOFError:
                        told = {"stat": "broken_process", "error": "its process died, perhaps for want of memory"}
                _count(self, told)
                yield from _followed(self, document, told, excluded, rank)


class CleanText(BaseFormatter):
    """Scraped texts to clean text.

    Args:
        records: as for `CleanHtml`.
        url: as for `CleanHtml`.
        exclusion_writer: as for `CleanHtml`.
        options: as for `CleanHtml`.

    Raises:
        ConfigError, EngineError, ModelError, PolicyError: if there is nothing of a name that is given.
    """

    name = "🧹 cleaner, texts"

    def __init__(
        self, *, records: str = "documents", url: str = "url", exclusion_writer: Any = None, **options: Unpack[CleaningOptions]
    ) -> None:
        super().__init__()
        self.kept, self.records = KeptCleaner.of(**options), check_records(records)
        self.url, self.exclusion_writer = url, exclusion_writer

    def format(self, text: str) -> str:
        """The text that is kept.

        Raises:
            CleanerError: if it cannot be cleaned.
        """
        page = self.kept.clean(text, web_page=False)
        if isinstance(page, Uncleaned):
            raise page.error
        return page.text

    def run(self, data: Iterable[Document], rank: int = 0, world_size: int = 1) -> Iterator[Document]:
        """The cleaned documents, also those of which nothing is left. A text that cannot be cleaned is none of them."""
        with _opened(self.exclusion_writer) as excluded:
            for document in data:
                self.stat_update(StatHints.total)
                with self.track_time():
                    told = _cleaned(self.kept, self.records, False, document.text, document.metadata.get(self.url))
                _count(self, told)
                yield from _followed(self, document, told, excluded, rank)


def _opened(writer: Any) -> Any:
    return writer if writer is not None else contextlib.nullcontext()


def _cleaned(kept: KeptCleaner, records: str, web_page: bool, content: str, url: object) -> dict[str, Any]:
    """What becomes of a document, in plain values, which can be sent from any process: texts with metadata, and sums; or an error."""
    made = kept.made(content, partial(_told, records, web_page), web_page=web_page, url=url)
    return {"stat": "clean_error", "error": str(made.error)} if isinstance(made, Uncleaned) else made


def _told(records: str, web_page: bool, page: CleanedPage) -> dict[str, Any]:
    texts: list[tuple[str, dict[str, Any] | None]]
    if records == ARTICLES:
        texts = [(article.text, told_of(article, number)) for number, article in enumerate(page.articles, 1)]
    else:
        # An extractor of datatrove drops a page without text, and a formatter drops none.
        texts = [] if web_page and not page.text.strip() else [(page.text, None)]
    removed = RemovedSums.of(page)
    sums = {f"removed-part-{part}": size for part, size in removed.parts.items()}
    sums |= {f"removed-rule-{finder}": size for finder, size in removed.finders.items()}
    return {"texts": texts, "sums": {"characters": len(page.page.source), "articles": len(page.articles), **sums}}


def _count(step: Any, told: Mapping[str, Any]) -> None:
    if "error" in told:
        step.stat_update(told["stat"])
    for label, value in told.get("sums", {}).items():
        step.stat_update(label, value=value)


def _followed(step: Any, document: Document, told: Mapping[str, Any], excluded: Any, rank: int) -> Iterator[Document]:
    """The documents that go on in place of one; one of which none does is excluded."""
    if not told.get("texts"):
        error = told.get("error", "holds no article" if step.records == ARTICLES else "all of it is chrome")
        step.stat_update(StatHints.dropped)
        if "error" in told:
            logger.warning(f"{document.id}: {error}")
        if excluded is not None:
            document.metadata[error_name(_REASON, document.metadata)] = error
            excluded.write(document, rank)
        return
    for text, article in told["texts"]:
        following = document
        if article is None:
            document.text = text
        else:
            metadata = with_told(document.metadata, article)
            following = Document(text, f"{document.id}/{article['number']}", list(document.media), metadata)
        step.stat_update(StatHints.forwarded)
        step.update_doc_stats(following)
        yield following
