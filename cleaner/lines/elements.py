"""Which lines of a web page rules about elements own.

What a class is called is evidence and no verdict: whatever a rule says, an element that holds much of the page's running text, its
title with running text, or its `main` element, is no part beside the story.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from cleaner.document.claim import Claim
from cleaner.html.markup import Markup, contents
from cleaner.lines.reader import rank
from cleaner.rules.guard import Content

if TYPE_CHECKING:
    from cleaner.html.walk import ElementMatches
    from cleaner.rules.rule import Rule

# An element with so much running text, and so much of the page's, is what the page is about.
_MUCH, _MOST = 600, 40


def owned(markup: Markup, matches: ElementMatches) -> dict[int, Claim]:
    """The lines that rules about elements own, each with the claim that wins.

    Args:
        markup: the page.
        matches: what rules match of it.
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
