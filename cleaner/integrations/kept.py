"""A way to clean that is sent to other processes as its options, and that each of them makes once and keeps.

Engines send their functions anew with every task. A `Cleaner` that came with each would begin every task without what it remembers of
lines.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Container, Mapping
from functools import partial
from typing import Any, TypedDict, TypeVar
from uuid import uuid4

from msgspec import Struct

from cleaner.corpus.many import Cleaner, Uncleaned, expected
from cleaner.corpus.removals import removals
from cleaner.document.article import Article
from cleaner.document.page import begins_as_web_page
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_ENGINE, DEFAULT_POLICY, PRESETS, Policy
from cleaner.document.result import CleanedPage
from cleaner.errors import ConfigError, ReadingError, suggestion
from cleaner.pipeline.scoring import Model, Scorer
from cleaner.rules.ruleset import RuleSet

_Made = TypeVar("_Made")
# What becomes of a document: one record with its cleaned text, or one record for each of its articles.
DOCUMENTS, ARTICLES = RECORDS = ("documents", "articles")
# What is told of an article where its text stands elsewhere, beside its number on the page.
_TOLD = ("start", "end", "headline", "bylines", "published", "updated", "canonical_url", "language")
# What goes before the name of a field of articles that the metadata of a document has, too.
_OF_ARTICLE = "article_"
# And what goes before that of the reason of a failure.
_OF_CLEANER = "cleaner_"
# How many cleaners a process keeps; the oldest goes. Each remembers lines of up to 16 million characters.
_MOST = 4
# Brings in the rules and the model as a page does.
_PAGE = "<p>The harbour of Varn reopened on Tuesday after nine idle days.</p>"


class CleaningOptions(TypedDict, total=False):
    """How documents are cleaned: all of it may be left out.

    Args:
        policy: as for `cleaner.clean_html`, and so are the others.
        rules: the rules to use instead of those that ship with the library.
        model: the line model instead of the one that ships.
        engine: for web pages.
        kind: what kind of page all documents are, if you know.
        one: whether each document holds one story, if you know.
    """

    policy: str | Policy
    rules: RuleSet | None
    model: Model | None
    engine: str
    kind: str | PageKind | None
    one: bool


class KeptCleaner(Struct, frozen=True, eq=False):
    """A cleaner that each process keeps, and what it is told of every document.

    Args:
        kind: what kind of page every document is, if that is known.
        one: whether every document holds one story.
        token: names the rules and the model among processes; empty for those that ship with the library.
    """

    cleaner: Cleaner
    kind: PageKind | None = None
    one: bool = False
    token: str = ""

    @classmethod
    def of(
        cls,
        *,
        policy: str | Policy = DEFAULT_POLICY,
        rules: RuleSet | None = None,
        model: Model | None = None,
        engine: str = DEFAULT_ENGINE,
        kind: str | PageKind | None = None,
        one: bool = False,
    ) -> KeptCleaner:
        """The cleaner of some options. Raises EngineError, ModelError, PolicyError or TypeError if there is none, as `Cleaner` does."""
        if rules is None and model is None:
            return cls(_kept(policy, rules, model, engine, ""), PageKind.named(kind), one)
        # Nobody asks for these once more but by what is made here, so the process need not keep them.
        return cls(Cleaner(policy=policy, rules=rules, model=model, engine=engine), PageKind.named(kind), one, uuid4().hex)

    def __reduce__(self) -> tuple[Callable[..., KeptCleaner], tuple[Any, ...]]:
        policy, rules = self.cleaner.policy, self.cleaner.rules if self.token else None
        # A preset goes by its name, which is the same in every process: engines that cache results tell functions apart by what is sent.
        sent = policy.name if PRESETS.get(policy.name) == policy else policy
        return _received, (sent, rules, self.cleaner.model, self.cleaner.engine, self.kind, self.one, self.token)

    def clean(self, content: object, *, web_page: bool | None, url: object = None, name: str = "") -> CleanedPage | Uncleaned:
        """A document cleaned, or what stood in the way; see `made`."""
        return self.made(content, lambda page: page, web_page=web_page, url=url, name=name)

    def made(
        self, content: object, make: Callable[[CleanedPage], _Made], *, web_page: bool | None, url: object = None, name: str = ""
    ) -> _Made | Uncleaned:
        """What is made of a cleaned document, or what stood in the way; nothing is raised.

        Args:
            make: makes it. A page reads its articles, their names and dates when it is asked for them, so that faults may come here, too.
            content: a text, or a web page as text or bytes; anything else cannot be cleaned.
            web_page: whether it is a web page; None for what it begins as, and bytes are one.
            url: where it came from; anything but a text counts as not known.
            name: what messages call it; empty where they stand beside the document.
        """
        if isinstance(content, bytearray | memoryview):
            content = bytes(content)
        if web_page is None:
            web_page = isinstance(content, bytes) or (isinstance(content, str) and begins_as_web_page(content))
        clean: Callable[..., CleanedPage]
        if isinstance(content, str | bytes) and web_page:
            clean = partial(self.cleaner.clean_html, content)
        elif isinstance(content, str):
            clean = partial(self.cleaner.clean, content)
        else:
            what = "holds nothing to clean" if content is None else f"is no text but {type(content).__name__}"
            return Uncleaned(name, ReadingError(name, what))
        address = url if isinstance(url, str) else None
        try:
            return make(clean(url=address, name=name, kind=self.kind, one=self.one))
        except Exception as error:  # noqa: BLE001  one document never ends the cleaning of many
            return Uncleaned(name, expected(name, error))

    def warm_up(self) -> None:
        """Load rules and model now; else the first document waits for them."""
        self.cleaner.clean_html(_PAGE)


class RemovedSums(Struct, frozen=True):
    """What was removed from a page, in code points of its source: by part, and by rule, pass or model."""

    parts: dict[str, int]
    finders: dict[str, int]

    @classmethod
    def of(cls, page: CleanedPage) -> RemovedSums:
        """The sums of a page; what was rewritten counts in none."""
        parts, finders = Counter[str](), Counter[str]()
        for one in removals(page):
            if one.output is None:
                parts[one.part.value] += one.end - one.start
                finders[one.finder] += one.end - one.start
        return cls(dict(parts), dict(finders))


def told_of(article: Article, number: int) -> dict[str, Any]:
    """What is told of an article beside its text: plain values, the same keys for every article; offsets are code points of the page.

    Args:
        number: its place on the page, from 1.
    """
    record = article.to_dict()
    return {"number": number, **{name: record[name] for name in _TOLD}}


def with_told(metadata: Mapping[str, Any], article: Mapping[str, Any]) -> dict[str, Any]:
    """The metadata of a document with what is told of one of its articles.

    What was there stays as it was. A field of the article whose name is taken is called `article_` and that name instead, whatever its
    value: which keys there are depends on those of the document alone.

    Args:
        article: see `told_of`.
    """
    joined = dict(metadata)
    for name, value in article.items():
        joined[_free(name, joined, _OF_ARTICLE)] = value
    return joined


def error_name(name: str, taken: Container[object]) -> str:
    """What the reason is called for which a document could not be cleaned: a name, with `cleaner_` before it while it is taken."""
    return _free(name, taken, _OF_CLEANER)


def _free(name: str, taken: Container[object], prefix: str) -> str:
    while name in taken:
        name = prefix + name
    return name


def check_records(records: str) -> str:
    """The word for what becomes of a document. Raises ConfigError if it is none."""
    if records not in RECORDS:
        raise ConfigError("options", "records", f"{records!r} is not known; {suggestion(records, RECORDS)}")
    return records


_HELD: dict[tuple[Policy, str, str], Cleaner] = {}


def _kept(policy: str | Policy, rules: RuleSet | None, model: Model | None, engine: str, token: str) -> Cleaner:
    """The cleaner that this process keeps for these options."""
    key = (Policy.named(policy), engine, token)
    if key not in _HELD:
        made = Cleaner(policy=policy, rules=rules, model=model, engine=engine)
        for oldest in list(_HELD)[: max(len(_HELD) - _MOST + 1, 0)]:
            _HELD.pop(oldest, None)
        return _HELD.setdefault(key, made)
    return _HELD[key]


def _received(
    policy: str | Policy, rules: RuleSet | None, model: Scorer | None, engine: str, kind: PageKind | None, one: bool, token: str
) -> KeptCleaner:
    return KeptCleaner(_kept(policy, rules, model, engine, token), kind, one, token)
