"""A way to clean pages that can be made, kept, shared between threads and dropped; and the functions that clean one page or stream."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Any, TextIO

from cleaner.document.page import Page, begins_as_web_page
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_ENGINE, DEFAULT_POLICY, Policy, check_engine
from cleaner.document.result import CleanedPage
from cleaner.errors import ReadingError
from cleaner.lines.reader import Reader
from cleaner.pipeline.clean import clean_page, stream_pages
from cleaner.pipeline.scoring import Model, Options, Scorer, check_model, scoring
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from cleaner.html.decode import Errors

# How much of a file is read at once, and by how much of a stream a web page is known, in code points.
_BLOCK, _BEGINNING = 1 << 16, 512


class PageCleaner:
    """Cleans pages one by one; `cleaner.Cleaner`, which users make, also takes many, and says what the arguments are."""

    def __init__(
        self,
        *,
        policy: str | Policy = DEFAULT_POLICY,
        rules: RuleSet | None = None,
        model: Model | None = None,
        engine: str = DEFAULT_ENGINE,
    ) -> None:
        check_engine(engine)
        self.policy, self.engine = Policy.named(policy), engine
        self.model: Scorer | None = check_model(model)
        self._rules = rules
        self._forget()

    def _forget(self) -> None:
        self._readers: dict[RuleSet, Reader] = {}
        self._lock = Lock()

    def __getstate__(self) -> tuple[Any, ...]:
        return self.policy, self.engine, self.model, self._rules

    def __setstate__(self, state: tuple[Any, ...]) -> None:
        self.policy, self.engine, self.model, self._rules = state
        self._forget()

    @property
    def rules(self) -> RuleSet:
        """The rules that may name parts of pages."""
        return RuleSet.default() if self._rules is None else self._rules

    def clean(
        self,
        text: str,
        *,
        url: str | None = None,
        name: str = "",
        reference: datetime | None = None,
        kind: str | PageKind | None = None,
        one: bool = False,
    ) -> CleanedPage:
        """A scraped text cleaned, as `cleaner.clean` does it."""
        if not isinstance(text, str):
            raise TypeError(f"clean() takes a str, not {type(text).__name__}; decode bytes first, or use cleaner.read_text on a file")
        refuse_web_page(text, name)
        return self.clean_page(Page(text, name, url=url), reference=reference, kind=kind, one=one)

    def clean_page(
        self,
        page: Page,
        *,
        reference: datetime | None = None,
        kind: str | PageKind | None = None,
        one: bool = False,
    ) -> CleanedPage:
        """A page of text cleaned, as `clean` does it, whatever its text looks like."""
        options = self._options(reference, kind, one=one)
        return clean_page(page, self._reader(self.rules.for_site(page.url)), options)

    def clean_html(
        self,
        html: str | bytes,
        *,
        url: str | None = None,
        name: str = "",
        charset: str | None = None,
        encoding: str | None = None,
        errors: Errors = "strict",
        reference: datetime | None = None,
        kind: str | PageKind | None = None,
        one: bool = False,
    ) -> CleanedPage:
        """A web page, or a fragment of one, cleaned, as `cleaner.clean_html` does it."""
        from cleaner.html.decode import decode  # texts need no parser
        from cleaner.pipeline.clean_html import clean_html_page

        if not isinstance(html, str | bytes):
            raise TypeError(f"clean_html() takes str or bytes, not {type(html).__name__}")
        options = self._options(reference, kind, one=one)
        text, read = (html, None) if isinstance(html, str) else decode(html, charset, encoding=encoding, errors=errors, name=name)
        return clean_html_page(text, self.rules, self._reader, options, self.engine, url=url, name=name, encoding=read)

    def clean_stream(
        self,
        source: TextIO | Iterable[str],
        *,
        url: str | None = None,
        name: str = "",
        reference: datetime | None = None,
        kind: str | PageKind | None = None,
    ) -> Iterator[CleanedPage]:
        """A text of any length cleaned, as `cleaner.clean_stream` does it; of its lines nothing is remembered for other pages."""
        if isinstance(source, str | bytes):
            raise TypeError(f"clean_stream() takes an open file or lines, not {type(source).__name__}; use clean() on a text")
        options = self._options(reference, kind)
        texts = _texts(_blocks(source), name)
        return stream_pages(texts, Page("", name, url=url), self.rules.for_site(url), options)

    def _options(self, reference: datetime | None, kind: str | PageKind | None, *, one: bool = False) -> Options:
        check_reference(reference)
        return Options(self.policy, reference, scoring(self.model, self.policy, kind), one)

    def _reader(self, rules: RuleSet) -> Reader:
        """The reader of a rule set that is narrowed to the site of a page."""
        with self._lock:
            if rules not in self._readers:
                self._readers[rules] = Reader(rules)
            return self._readers[rules]


def clean(
    text: str,
    *,
    policy: str | Policy = DEFAULT_POLICY,
    rules: RuleSet | None = None,
    model: Model | None = None,
    url: str | None = None,
    name: str = "",
    reference: datetime | None = None,
    kind: str | PageKind | None = None,
    one: bool = False,
) -> CleanedPage:
    """A scraped text taken apart into its stories and its chrome, with every character accounted for.

    Args:
        text: the scrape; any string, also an empty one, that does not begin as a web page does.
        policy: `safe` (only what is certain goes), `thorough`, or a Policy.
        rules: the rules to use instead of those that ship with the library.
        model: the line model instead of the one that ships; `policy.disabling(["model"])` uses none.
        url: where the text came from; adds the rules of that site.
        name: what messages call the page.
        reference: when the page was fetched; "3 hours ago" is counted from it, and read as no time without it.
        kind: what kind of page it is, such as `forum`, if you know. Left out, the model finds out for itself.
        one: whether the page holds one story, if you know: all that is kept becomes one article, with the headline of the page's own story.

    Raises:
        PolicyError: if no policy, or no kind of page, has that name.
        ReadingError: if the text is a web page.
        TypeError: if the text is no text, or the reference no time.
    """
    return PageCleaner(policy=policy, rules=rules, model=model).clean(text, url=url, name=name, reference=reference, kind=kind, one=one)


def clean_html(
    html: str | bytes,
    *,
    url: str | None = None,
    policy: str | Policy = DEFAULT_POLICY,
    engine: str = DEFAULT_ENGINE,
    rules: RuleSet | None = None,
    model: Model | None = None,
    name: str = "",
    charset: str | None = None,
    encoding: str | None = None,
    errors: Errors = "strict",
    reference: datetime | None = None,
    kind: str | PageKind | None = None,
    one: bool = False,
) -> CleanedPage:
    """A web page, or a fragment of one, taken apart into its stories and its chrome, with every visible character accounted for.

    Args:
        html: the page; bytes are UTF-8 if they are valid UTF-8, else what they are declared to be, or what is beyond doubt.
        url: where it came from; adds the rules of that site. Left out, the address counts that the page states for itself.
        engine: `blocks`, the rules and the model on the whole page, or `trafilatura`, which also says what that library leaves out of the
            page. All it says is less than certain, so that under `safe` it is not run.
        charset: the charset that the sender of bytes declares, such as the one of the HTTP header; a declaration, which may be wrong.
        encoding: the encoding to read bytes in, whatever is declared; only a byte order mark is believed before.
        errors: `replace` to read bytes that mean nothing as U+FFFD instead of refusing them.
        policy: as for `clean`.
        rules: as for `clean`.
        model: as for `clean`.
        name: as for `clean`.
        reference: as for `clean`.
        kind: as for `clean`.
        one: as for `clean`.

    Raises:
        EngineError: if no engine has that name.
        ExtraError: if the engine needs a library that is not installed.
        PolicyError: if no policy, or no kind of page, has that name.
        ReadingError: if bytes cannot be read without doubt.
        TypeError: if the page is neither, or the reference no time.
    """
    way = PageCleaner(policy=policy, rules=rules, model=model, engine=engine)
    return way.clean_html(
        html, url=url, name=name, charset=charset, encoding=encoding, errors=errors, reference=reference, kind=kind, one=one
    )


def clean_stream(
    source: TextIO | Iterable[str],
    *,
    policy: str | Policy = DEFAULT_POLICY,
    rules: RuleSet | None = None,
    model: Model | None = None,
    url: str | None = None,
    name: str = "",
    reference: datetime | None = None,
    kind: str | PageKind | None = None,
) -> Iterator[CleanedPage]:
    """A text of any length taken apart as `clean` does it, in pages of whole stories, each as soon as nothing below can change it.

    The pages follow each other without gaps: their texts, articles and entries, put together, are those of `clean` on the whole. Offsets
    are those of the whole text. What is held in memory does not grow with the text, but for a line, which is never cut.

    Args:
        source: a file opened as text, or lines or other pieces of a text that only need to be joined.
        model: as for `clean`; it scores each stretch that is read, with the lines around it.
        policy: as for `clean`.
        rules: as for `clean`.
        url: as for `clean`.
        name: as for `clean`.
        reference: as for `clean`.
        kind: as for `clean`.

    Raises:
        PolicyError: if no policy, or no kind of page, has that name.
        ReadingError: if the text is a web page; raised when the first page is taken.
        TypeError: if the source gives anything but text, or the reference is no time.
    """
    return PageCleaner(policy=policy, rules=rules, model=model).clean_stream(source, url=url, name=name, reference=reference, kind=kind)


def refuse_web_page(text: str, name: str) -> None:
    """Raise ReadingError if a text, or its beginning, is the source of a web page, whose tags would all be kept as words of it."""
    if begins_as_web_page(text):
        raise ReadingError(name or "the text", "is HTML, by how it begins, and no text; use cleaner.clean_html")


def check_reference(reference: datetime | None) -> None:
    """Raise TypeError unless something is a time to count from, or None."""
    if not isinstance(reference, datetime | None):
        hint = "datetime.fromisoformat(...)" if isinstance(reference, str) else "datetime(year, month, day)"
        raise TypeError(f"reference is a datetime, not {type(reference).__name__}; write {hint}")


def _blocks(source: TextIO | Iterable[str]) -> Iterable[str]:
    read = getattr(source, "read", None)
    return iter(partial(read, _BLOCK), "") if read else source


def _texts(blocks: Iterable[str], name: str) -> Iterator[str]:
    """The blocks of a text, once its beginning has shown that it is no web page."""
    rest, held = iter(blocks), list[str]()
    for block in rest:
        held.append(block)
        if not isinstance(block, str) or sum(map(len, held)) >= _BEGINNING:
            break
    if all(isinstance(block, str) for block in held):
        refuse_web_page("".join(held), name)
    yield from held
    yield from rest
