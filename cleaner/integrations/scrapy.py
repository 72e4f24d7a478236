"""An item pipeline of Scrapy that cleans what a spider scraped. The extra `scrapy` brings the library.

    ITEM_PIPELINES = {"cleaner.integrations.scrapy.CleanerPipeline": 300}
    CLEANER_HTML_FIELD = "html"

| setting | what it says | by default |
|---|---|---|
| `CLEANER_HTML_FIELD` | the field with the source of a web page, as text or bytes | `html` |
| `CLEANER_TEXT_FIELD` | the field with a scraped text, read where an item has no web page, or an empty one | `text` |
| `CLEANER_URL_FIELD` | the field that tells where it came from; adds the rules of that site | `url` |
| `CLEANER_ARTICLES_FIELD` | the field for the articles, as records; empty for none | `articles` |
| `CLEANER_CLEANED_FIELD` | the field for the text that is kept; empty for none | empty |
| `CLEANER_LEDGER_FIELD` | the field for what was removed: lists of start, end, rule, part, confidence; empty for none | empty |
| `CLEANER_ERROR_FIELD` | the field that tells why an item could not be cleaned; it is set for those alone | `cleaner_error` |
| `CLEANER_POLICY` | `safe` or `thorough` | `thorough` |
| `CLEANER_ENGINE` | the engine for web pages | `blocks` |
| `CLEANER_RULES` | paths of rule files, beside the rules that ship with the library | none |
| `CLEANER_KIND`, `CLEANER_ONE` | what kind of page all are, and whether each holds one story | not known |

Offsets are code points of the text, of a web page those of the text that a browser shows; what was rewritten has its new text, too.

No item is dropped. Where an item has the field for errors already, `cleaner_` goes before its name. The stats of the crawl tell what was
cleaned, what failed, and the characters removed by part and by rule.
"""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from cleaner.corpus.choices import Removals
from cleaner.corpus.many import Uncleaned
from cleaner.corpus.removals import removal_column
from cleaner.document.policy import DEFAULT_ENGINE, DEFAULT_POLICY
from cleaner.document.result import CleanedPage
from cleaner.errors import ExtraError
from cleaner.integrations.kept import KeptCleaner, RemovedSums, error_name
from cleaner.rules.ruleset import RuleSet

try:
    from itemadapter import ItemAdapter
    from scrapy.utils.asyncio import run_in_thread
except ImportError as _error:
    raise ExtraError("cleaner.integrations.scrapy", "scrapy", "scrapy") from _error

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.settings import BaseSettings

_LOG = logging.getLogger(__name__)


class _Made(Struct, frozen=True):
    """What was made of an item: values of fields, how many articles, and what was removed."""

    values: dict[str, object]
    articles: int
    removed: RemovedSums


class CleanerPipeline:
    """Puts what was cleaned into fields of each item; see the settings above.

    Args:
        kept: cleans.
        settings: those of the crawl.
        stats: those of the crawl.

    Raises:
        EngineError, PolicyError, RuleError: if a setting names what there is not.
    """

    def __init__(self, kept: KeptCleaner, settings: BaseSettings, stats: Any) -> None:
        self._kept, self._stats = kept, stats
        self._html, self._text = settings.get("CLEANER_HTML_FIELD", "html"), settings.get("CLEANER_TEXT_FIELD", "text")
        self._url, self._error = settings.get("CLEANER_URL_FIELD", "url"), settings.get("CLEANER_ERROR_FIELD", "cleaner_error")
        self._articles = settings.get("CLEANER_ARTICLES_FIELD", "articles")
        self._cleaned, self._ledger = settings.get("CLEANER_CLEANED_FIELD"), settings.get("CLEANER_LEDGER_FIELD")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> CleanerPipeline:
        """The pipeline that the settings of a crawl ask for."""
        settings = crawler.settings
        paths = settings.getlist("CLEANER_RULES")
        kept = KeptCleaner.of(
            policy=settings.get("CLEANER_POLICY", DEFAULT_POLICY),
            engine=settings.get("CLEANER_ENGINE", DEFAULT_ENGINE),
            rules=RuleSet.default().extend(RuleSet.load(*paths)) if paths else None,
            kind=settings.get("CLEANER_KIND"),
            one=settings.getbool("CLEANER_ONE"),
        )
        return cls(kept, settings, crawler.stats)

    async def process_item(self, item: Any) -> Any:
        """The item, with what was cleaned in its fields; downloads go on meanwhile."""
        fields = ItemAdapter(item)
        there = [name for name in (self._html, self._text) if name and fields.get(name) is not None]
        # An empty page is none where there is a text.
        field = next((name for name in there if fields[name]), there[0] if there else None)
        if field is None:
            self._fail(fields, f"has neither the field {self._html!r} nor {self._text!r}, so that there is nothing to clean")
            return item
        # Pages may take seconds, and Scrapy does everything else in one thread.
        made = await run_in_thread(self._kept.made, fields[field], self._made, web_page=field == self._html, url=fields.get(self._url))
        if isinstance(made, Uncleaned):
            self._fail(fields, str(made.error))
        else:
            self._put(fields, made)
        return item

    def _made(self, page: CleanedPage) -> _Made:
        values: dict[str, object] = {}
        if self._articles:
            values[self._articles] = [article.to_dict() for article in page.articles]
        if self._cleaned:
            values[self._cleaned] = page.text
        if self._ledger:
            [values[self._ledger]] = removal_column(page, Removals.spans).values()
        return _Made(values, len(page.articles), RemovedSums.of(page))

    def _put(self, fields: ItemAdapter, made: _Made) -> None:
        for name, value in made.values.items():
            self._set(fields, name, value)
        self._stats.inc_value("cleaner/cleaned")
        self._stats.inc_value("cleaner/articles", made.articles)
        for kind, sums in (("part", made.removed.parts), ("rule", made.removed.finders)):
            for name, size in sums.items():
                self._stats.inc_value(f"cleaner/removed/{kind}/{name}", size)

    def _fail(self, fields: ItemAdapter, reason: str) -> None:
        self._stats.inc_value("cleaner/failed")
        _LOG.error("%s: %s", fields.get(self._url) or type(fields.item).__name__, reason)
        if self._error:
            self._set(fields, error_name(self._error, fields), reason)

    def _set(self, fields: ItemAdapter, name: str, value: object) -> None:
        """Set a field; an item that can have none of that name goes on without, and that is told."""
        try:
            fields[name] = value
        except KeyError:
            self._stats.inc_value(f"cleaner/no_field/{name}")
            _LOG.error("%s has no field %r for what was cleaned; add it, or name another one", type(fields.item).__name__, name)
