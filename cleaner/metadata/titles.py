"""The headline of a page's story: the heading that its titles agree with, or else a title without the site's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleaner.metadata.linked import stories_in, text_of
from cleaner.metadata.sites import Site, key
from cleaner.metadata.statements import Marked, Statements
from cleaner.model.metadata import Stated

_WORDS = re.compile(r"\w+")
# The share of the shorter one's words that a heading and a title have in common when they name the same story. Between 0.4 and 0.8
# little depends on it: they share nearly all their words or nearly none.
_AGREEMENT = 0.6
# A heading may stand beside a kicker in one element; the title is still most of it.
_MOST_OF = 0.6
_MOST_TITLES, _LEAST_WORDS = 5, 3


def read_headline(page: Statements, site: Site) -> Stated | None:
    """The title of the story that a page is about, and where it says so.

    Args:
        page: the statements of the page.
        site: the names of its site.
    """
    titles = _titles(page, site)
    headings = [one for one in page.headings if one.text and not site.is_named(one.text)]
    in_place = [one for one in headings if one.kind == "h1" and not one.aside]
    if best := _agreed(in_place[:_MOST_TITLES], titles):
        return Stated(best.text, best.kind)
    # A trail may name the story in its h1, and show the headline in an h2: either must be what a title says.
    others = [one for one in headings if one not in in_place]
    if same := next(_same(others, titles), None):
        return Stated(same.text, same.kind)
    # A title element alone may name the site or a section of it; the one heading of the first rank names the story.
    if len(in_place) == 1 and len(in_place[0].text.split()) >= _LEAST_WORDS and all(one.source == "title" for one in titles):
        return Stated(in_place[0].text, in_place[0].kind)
    if titles:
        return titles[0]
    return next((Stated(one.text, one.kind) for one in page.headings if one.text), None)


def _titles(page: Statements, site: Site) -> list[Stated]:
    """The titles a page states outside its visible text, without the site's name; the surest first."""
    linked = (text_of(node.get("headline")) for node in stories_in(page.nodes))
    stated = [
        *(Stated(text_of(value), name) for name, value in page.said("og:title")),
        *(Stated(value, "json-ld") for value in linked),
        Stated(text_of(page.title), "title"),
        *(Stated(text_of(value), name) for name, value in page.said("twitter:title")),
    ]
    bare = [Stated(site.without(title.value), title.source) for title in stated if title.value]
    return [title for title in bare if not site.is_named(title.value)][:_MOST_TITLES] or bare[:1]


def _agreed(headings: Sequence[Marked], titles: Sequence[Stated]) -> Marked | None:
    """The heading that shares most words with a title."""
    best, most = None, _AGREEMENT - 1e-9
    for heading in headings:
        share = max((_shared(heading.text, title.value) for title in titles), default=0.0)
        if share > most:
            best, most = heading, share
    return best


def _shared(heading: str, title: str) -> float:
    one, other = (set(_WORDS.findall(text.casefold())) for text in (heading, title))
    return len(one & other) / max(min(len(one), len(other)), 1)


def _same(headings: Sequence[Marked], titles: Sequence[Stated]) -> Iterator[Marked]:
    """The headings that are a title, in the order of the titles."""
    for title in titles:
        own = key(title.value)
        for heading in headings:
            other = key(heading.text)
            if own and own in other and len(own) > _MOST_OF * len(other):
                yield heading
