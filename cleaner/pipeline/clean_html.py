"""From a web page to a cleaned page: the same rules, passes and ledger as for text, on the lines that a browser shows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from cleaner.document.page import Encoding, Page
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.html.parse import parse
from cleaner.html.walk import ElementMatches, detached
from cleaner.lines.blocks import Blocks
from cleaner.lines.elements import owned
from cleaner.lines.reader import Reader
from cleaner.metadata.page import PageMetadata
from cleaner.metadata.statements import stated_address, statements_of
from cleaner.pipeline.clean import clean_lines
from cleaner.pipeline.engines import Engine, EngineInput
from cleaner.pipeline.scoring import Scoring
from cleaner.rules.ruleset import RuleSet


def clean_html_page(
    text: str,
    rules: RuleSet,
    reader_of: Callable[[RuleSet], Reader],
    policy: Policy,
    engine: Engine,
    reference: datetime | None = None,
    *,
    url: str | None = None,
    name: str = "",
    encoding: Encoding | None = None,
    scoring: Scoring | None = None,
    one: bool = False,
) -> CleanedPage:
    """A web page cleaned.

    Args:
        text: its source.
        reader_of: gives the reader of a rule set that is narrowed to the page's site.
        encoding: the encoding that its bytes were read in; None where it came as text.
        scoring: the model that is asked; None to go by rules alone.
        one: whether all that is kept is one story.
    """
    tree = parse(text)
    address = url or stated_address(tree)
    narrowed = rules.for_site(address)
    matches = ElementMatches(narrowed.selectors)
    shown = detached(tree, matches)
    metadata = PageMetadata(text, url, statements_of(tree))
    # The tree takes more memory than all that is made of it, and is let go before.
    del tree
    markup = shown()
    del shown
    page = Page(markup.source, name, "html", url, text, encoding=encoding)
    reader = reader_of(narrowed)
    left_out, named = engine(EngineInput(text, markup, reader.read, metadata, url)), owned(markup, matches)
    # What the policy does not follow owns no line: the rules read it as if it had not been said.
    followed = {line: claim for line, claim in left_out.items() if policy.follows(claim)}
    blocks = Blocks.of(page, reader, {**followed, **named}, policy.disabled, markup, address)
    return clean_lines(blocks, policy, reference, paths=markup.paths, metadata=metadata, beside=left_out, scoring=scoring, one=one)
