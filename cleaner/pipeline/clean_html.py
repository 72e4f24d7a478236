"""From a web page to a cleaned page: the same rules, passes and ledger as for text, on the lines that a browser shows."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Mapping

from cleaner.document.claim import Claim
from cleaner.document.page import Encoding, Page
from cleaner.document.policy import TRAFILATURA
from cleaner.document.result import CleanedPage
from cleaner.html.markup import Markup, contents
from cleaner.html.parse import parse
from cleaner.html.walk import ElementMatches, detached
from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader, rank
from cleaner.metadata.page import PageMetadata
from cleaner.metadata.statements import read_statements, stated_address
from cleaner.pipeline.columns import clean_lines
from cleaner.pipeline.scoring import Options
from cleaner.rules.guard import Content
from cleaner.rules.rule import Rule
from cleaner.rules.ruleset import RuleSet

# An element with so much running text, and so much of the page's, is what the page is about.
_MUCH, _MOST = 600, 40


def clean_html_page(
    text: str,
    rules: RuleSet,
    reader_of: Callable[[RuleSet], Reader],
    options: Options,
    engine: str,
    *,
    url: str | None = None,
    name: str = "",
    encoding: Encoding | None = None,
) -> CleanedPage:
    """A web page cleaned.

    Args:
        text: its source.
        reader_of: gives the reader of a rule set that is narrowed to the page's site.
        encoding: the encoding that its bytes were read in; None where it came as text.
    """
    tree = parse(text)
    address = url or stated_address(tree)
    narrowed = rules.for_site(address)
    matches = ElementMatches(narrowed.selectors)
    shown = detached(tree, matches)
    metadata = PageMetadata(read_statements(tree), url)
    # The tree takes more memory than all that is made of it, and is let go before.
    del tree
    markup = shown()
    del shown
    page = Page(markup.source, name, "html", url, text, encoding=encoding)
    reader = reader_of(narrowed)
    left_out: Mapping[int, Claim] = {}
    if engine == TRAFILATURA:
        from cleaner.pipeline.engines import left_out_of  # most pages are cleaned without it

        left_out = left_out_of(text, url, markup, metadata, reader.read, options.policy)
    # What the policy does not follow owns no line: the rules read it as if it had not been said.
    followed = {line: claim for line, claim in left_out.items() if options.policy.follows(claim)}
    blocks = Blocks.of(page, reader, {**followed, **owned(markup, matches)}, options.policy.disabled, markup, address)
    return clean_lines(blocks, options, metadata, left_out)


def owned(markup: Markup, matches: ElementMatches) -> dict[int, Claim]:
    """The lines that rules about elements own, each with the claim that wins.

    What a class is called is evidence and no verdict: whatever a rule says, an element that holds much of the page's running text, its
    title with running text, or its `main` element, is no part beside the story.
    """
    if not matches.found:
        return {}
    found = list[tuple[Claim, int, int]]()
    mains, ends = [number for number, tag in enumerate(markup.elements.tags) if tag == "main"], markup.elements.ends
    # Elements whose tags are written alike met the same rules.
    ranked: dict[int, list[Rule]] = {}
    for (element, rules), content in zip(matches.found, contents(markup, [element for element, _ in matches.found]), strict=True):
        if content is None or _is_main(content):
            continue
        following = bisect_right(mains, element) if mains else 0
        if following < len(mains) and mains[following] < ends[element]:
            continue
        # Claims to one element are equally long, so that the first that stands wins all its lines.
        if len(rules) > 1 and id(rules) not in ranked:
            ranked[id(rules)] = sorted(rules, key=lambda rule: rank(rule.claim, 0))
        for rule in ranked[id(rules)] if len(rules) > 1 else rules:
            if rule.allows_element(content):
                found.append((rule.claim, content.chars, element))
                break
    found.sort(key=lambda one: (rank(one[0], one[1]), one[2]))
    owners: dict[int, Claim] = {}
    for claim, _, element in found:
        for line in markup.inside(element):
            owners.setdefault(line, claim)
    return owners


def _is_main(content: Content) -> bool:
    return content.prose >= _MUCH and content.share >= _MOST
