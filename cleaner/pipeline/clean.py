"""From a page to a cleaned page: lines, rules, passes, model, segments, owners, ledger; and from that, when asked, articles and text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from weakref import WeakKeyDictionary

from cleaner.document.article import Metadata
from cleaner.document.claim import Claim
from cleaner.document.page import Page, begins_as_web_page
from cleaner.document.parts import PageKind
from cleaner.document.policy import DEFAULT_POLICY, Policy
from cleaner.document.result import CleanedPage
from cleaner.errors import ReadingError
from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader
from cleaner.pipeline.columns import Columns, fates
from cleaner.pipeline.resolve import resolve
from cleaner.pipeline.scoring import Scorer, Scoring, scoring
from cleaner.pipeline.stretches import CUTS, Cuts, clean_long
from cleaner.rules.ruleset import RuleSet

_NOTHING: Mapping[int, Claim] = MappingProxyType({})
_READERS: WeakKeyDictionary[RuleSet, Reader] = WeakKeyDictionary()


def reader_for(rules: RuleSet) -> Reader:
    """The reader of a rule set, already narrowed to the page's site; it is made once, since it remembers the lines it has read."""
    if rules not in _READERS:
        _READERS[rules] = Reader(rules)
    return _READERS[rules]


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
    """A page of text cleaned.

    Args:
        cuts: where a long page is cut.
        asked: the model that is asked; None to go by rules alone.
        one: whether all that is kept is one story.
    """
    reader = reader_for(rules.for_site(page.url))
    if not cuts.needless(page):
        return clean_long(page, reader, policy, reference, cuts, scoring=asked, one=one)
    return clean_lines(Blocks.of(page, reader, disabled=policy.disabled), policy, reference, asked=asked, one=one)


def clean_lines(
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
    """A page cleaned whose lines are read.

    Args:
        paths: for each line the element it stands in; empty where the page came as text.
        metadata: what the page states of its story, where it came as HTML.
        beside: what was said of lines besides the rules; where it owns the line no longer, it gave way.
    """
    resolver = resolve(blocks, policy, scoring=asked)
    for line, claim in beside.items():
        if resolver.claims.get(line) is not claim and claim not in resolver.losers[line]:
            resolver.losers[line].append(claim)
    columns = Columns.of(resolver)
    kept = fates(columns.mask, policy)
    return columns.cleaned(blocks.page, policy, kept, paths=paths, metadata=metadata, reference=reference, one=one)


def refuse_web_page(text: str, name: str) -> None:
    """Raise if a text, or its beginning, is the source of a web page, whose tags would all be kept as words of it.

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
