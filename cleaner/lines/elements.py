"""Which lines of a web page rules about elements own.

What a class is called is evidence and no verdict: whatever a rule says, an element that holds much of the page's running text, its
title with running text, or its `main` element, is no part beside the story.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from cleaner.html.content import Contents
from cleaner.lines.precedence import rank
from cleaner.model.finding import Claim
from cleaner.rules.guard import Content

if TYPE_CHECKING:
    from cleaner.html.markup import Markup
    from cleaner.html.meetings import Meetings

# An element with so much running text, and so much of the page's, is what the page is about.
_MUCH, _MOST = 600, 40


def owned(markup: Markup, meetings: Meetings) -> dict[int, Claim]:
    """The lines that rules about elements own, each with the claim that wins.

    Args:
        markup: the page.
        meetings: what its elements met.
    """
    if not meetings.met:
        return {}
    contents, found = Contents(markup), list[tuple[Claim, int, int]]()
    ranks = {rule.id: rank(rule.claim, 0) for rule in {id(rule): rule for _, rule in meetings.met}.values()}
    mains, ends = [number for number, tag in enumerate(markup.elements.tags) if tag == "main"], markup.elements.ends
    for element, met in groupby(meetings.met, itemgetter(0)):
        following = bisect_right(mains, element)
        if not markup.inside(element) or (following < len(mains) and mains[following] < ends[element]):
            continue
        content = contents.of(element)
        if _is_main(content):
            continue
        # Claims to one element are equally long, so that the first that stands wins all its lines.
        rules = sorted((rule for _, rule in met), key=lambda rule: ranks[rule.id])
        claim = next((rule.claim for rule in rules if rule.allows_element(content)), None)
        if claim is not None:
            found.append((claim, content.chars, element))
    found.sort(key=lambda one: (rank(one[0], one[1]), one[2]))
    owners: dict[int, Claim] = {}
    for claim, _, element in found:
        for line in markup.inside(element):
            owners.setdefault(line, claim)
    return owners


def _is_main(content: Content) -> bool:
    return content.prose >= _MUCH and content.share >= _MOST
