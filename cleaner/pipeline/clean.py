"""From a page to a cleaned page: read the lines, settle who owns them, find the stories, draw up the account."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING
from weakref import WeakKeyDictionary

from cleaner.document.page import Page, begins_as_web_page
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_POLICY, Policy
from cleaner.document.result import CleanedPage
from cleaner.errors import ReadingError
from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader
from cleaner.model.scores import Scored, page_scores
from cleaner.pipeline.assemble import ledger
from cleaner.pipeline.cuts import CUTS, Cuts
from cleaner.pipeline.resolve import resolve
from cleaner.pipeline.scoring import Scorer, Scoring, scoring
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cleaner.document.article import Article, Metadata
    from cleaner.document.claim import Claim
    from cleaner.document.ledger import Ledger
    from cleaner.passes.heads import Head

_NOTHING: Mapping[int, Claim] = MappingProxyType({})
_READERS: WeakKeyDictionary[RuleSet, Reader] = WeakKeyDictionary()


def reader_for(rules: RuleSet) -> Reader:
    """The reader of a rule set; it is made once, since it remembers the lines it has read.

    Args:
        rules: the rules, already narrowed to the page's site.
    """
    if rules not in _READERS:
        _READERS[rules] = Reader(rules)
    return _READERS[rules]


def clean_page(
    page: Page,
    rules: RuleSet,
    policy: Policy,
    reference: datetime | None = None,
    cuts: Cuts = CUTS,
    *,
    asked: Scoring | None = None,
    one: bool = False,
) -> CleanedPage:
    """One page cleaned.

    Args:
        page: the page.
        rules: the rules that may name its parts.
        policy: what decides which parts stay.
        reference: what "3 hours ago" is counted from; without it such a time is not read.
        cuts: where a long page is cut.
        asked: the model that is asked; None to go by rules alone.
        one: whether all that is kept is one story.
    """
    reader = reader_for(rules.for_site(page.url))
    if not cuts.needless(page):
        from cleaner.pipeline.long_page import clean_long  # few pages are long

        return clean_long(page, reader, policy, reference, cuts, asked=asked, one=one)
    return settled(Blocks.of(page, reader, disabled=policy.disabled), policy, reference, asked=asked, one=one)


def settled(
    blocks: Blocks,
    policy: Policy,
    reference: datetime | None = None,
    paths: Sequence[str] = (),
    metadata: Metadata | None = None,
    beside: Mapping[int, Claim] = _NOTHING,
    *,
    asked: Scoring | None = None,
    one: bool = False,
) -> CleanedPage:
    """A page whose lines are read, cleaned.

    Args:
        blocks: its blocks.
        policy: what decides which parts stay.
        reference: what "3 hours ago" is counted from.
        paths: for each line the element it stands in; empty where the page came as text.
        metadata: what the page states of its story, where it came as HTML.
        beside: what was said of lines besides the rules; where it owns the line no longer, it gave way.
        asked: the model that is asked; None to go by rules alone.
        one: whether all that is kept is one story.
    """
    owners = resolve(blocks, policy, scoring=asked)
    for line, claim in beside.items():
        if owners.claims.get(line) is not claim and claim not in owners.losers[line]:
            owners.losers[line].append(claim)
    write_articles = partial(_articles, owners.heads, reference, metadata, one)
    scores = page_scores(Scored(one, 0, len(blocks.kinds)) for one in owners.scored)
    return CleanedPage(blocks.page, policy, ledger(owners, paths), write_articles, metadata, scores)


def _articles(
    heads: Sequence[Head], reference: datetime | None, metadata: Metadata | None, one: bool, ledger: Ledger
) -> tuple[Article, ...]:
    from cleaner.pipeline.stories import articles  # a check never asks for them

    return articles(heads, ledger, reference=reference, metadata=metadata, one=one)


def clean(
    text: str,
    *,
    policy: str | Policy = DEFAULT_POLICY,
    rules: RuleSet | None = None,
    model: Scorer | None = None,
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
        model: the line model to ask instead of the one that ships; `policy.disabling(["model"])` asks none.
        url: where the text came from; adds the rules of that site.
        name: what messages call the page.
        reference: when the page was fetched; "3 hours ago" is counted from it, and read as no time without it.
        kind: what kind of page it is, such as `forum`, if you know; the model is told. Left out, it finds out for itself.
        one: whether the page holds one story, if you know: all that is kept becomes one article, with the headline of the page's own story.

    Raises:
        PolicyError: if no policy, or no kind of page, has that name.
        ReadingError: if the text is a web page.
        TypeError: if the text is no text, or the reference no time.
    """
    if not isinstance(text, str):
        raise TypeError(f"clean() takes a str, not {type(text).__name__}; decode bytes first, or use cleaner.read_text on a file")
    check_reference(reference)
    refuse_web_page(text, name)
    chosen, narrowed = Policy.named(policy), RuleSet.default() if rules is None else rules
    return clean_page(Page(text, name, url=url), narrowed, chosen, reference, asked=scoring(model, chosen, kind), one=one)


def refuse_web_page(text: str, name: str) -> None:
    """Raise if a text is the source of a web page, whose tags would all be kept as words of it.

    Args:
        text: the text, or its beginning.
        name: what messages call it.

    Raises:
        ReadingError: if it begins as one.
    """
    if begins_as_web_page(text):
        raise ReadingError(name or "the text", "is HTML, by how it begins, and no text; use cleaner.clean_html")


def check_reference(reference: datetime | None) -> None:
    """Raise unless something is a time to count from, or None.

    Raises:
        TypeError: if it is something else, such as the spelling of a time.
    """
    if not isinstance(reference, datetime | None):
        hint = "datetime.fromisoformat(...)" if isinstance(reference, str) else "datetime(year, month, day)"
        raise TypeError(f"reference is a datetime, not {type(reference).__name__}; write {hint}")
