"""The headline of a page's story: the heading that its titles agree with, or else a title without the name of the site."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import unquote, urlsplit

from cleaner.document.article import SourcedValue
from cleaner.metadata.elements import MarkedElement
from cleaner.metadata.head import says_when_or_who
from cleaner.metadata.statements import Statements, key, named, names_in, stories_in, text_of, types_of

_WORDS = re.compile(r"\w+")
_SLUG_WORDS, _LETTERS, _ENDING = re.compile(r"[^\W_]+"), re.compile(r"[^\W\d_]+"), re.compile(r"\.\w{2,5}$")
# The share of the shorter one's words that a heading and a title have in common when they name the same story. Between 0.4 and 0.8
# little depends on it: they share nearly all their words or nearly none. Of both together it is less, since either may say more; what
# shares less of both is the name of a section, and all of its words are in many titles.
_AGREEMENT, _OF_BOTH = 0.6, 0.3
# A heading may stand beside a kicker in one element; the title is still most of it.
_MOST_OF = 0.6
_MOST_TITLES, _LEAST_WORDS = 5, 3
# What is longer is a text that is marked as a heading.
_LONGEST = 250
_SITES = frozenset(("WebSite", "Organization", "NewsMediaOrganization", "Corporation", "LocalBusiness"))
# Parts of hosts that name a branch of a site and not the site.
_BRANCHES = frozenset(
    (
        *("www", "com", "org", "net", "blog", "blogs", "news", "shop", "store", "docs", "doc", "forum", "forums", "community"),
        *("support", "developer", "help", "en", "de", "fr"),
    )
)
# A label of a host that is shorter may be a part of any word; what names a site has no more words than these.
_LEAST_LABEL, _MOST_WORDS = 4, 4
_SEPARATOR = re.compile(r"\s+(?:[|｜•·–—‹›«»:/~>＞-]|-{2,}|::)+\s+|\s*[|｜]\s*|:\s+|\s+@\s+")


class Site:
    """What a page's site is called."""

    def __init__(self, page: Statements, url: str | None) -> None:
        stated = list(_stated(page))
        self.name = stated[0] if stated else None
        hosts = [key(name) for name in _hosts(url)]
        self._keys = {key(name) for name in stated} | set(hosts) - {""}
        self._labels = tuple(label for label in hosts if len(label) >= _LEAST_LABEL)

    def is_named(self, text: str) -> bool:
        """Whether a text is a name of the site and nothing more."""
        own = key(text)
        return own in self._keys or own.removeprefix("the") in self._keys or f"the{own}" in self._keys

    def is_called(self, text: str) -> bool:
        """Whether a part of a title names the site as its address does, with some words more: Raspberry Pi Forums, Ruggable US."""
        own = key(text)
        return len(text.split()) <= _MOST_WORDS and any(label in own for label in self._labels)

    def without(self, title: str) -> str:
        """A title without the site's name at its ends; whole where nothing else would be left."""
        while cut := next(self._cuts(title), None):
            title = cut
        return title

    def _cuts(self, title: str) -> Iterator[str]:
        """What is left of a title without a name of the site behind its last marks or before its first."""
        ends = [(mark.start(), mark.end()) for mark in _SEPARATOR.finditer(title)]
        last = next(reversed(ends), None)
        called = last is not None and last[0] >= len(title) - last[1] and self.is_called(title[last[1] :])
        fore = (title[:start] for start, end in reversed(ends) if self.is_named(title[end:]) or (called and (start, end) == last))
        aft = (title[end:] for start, end in ends if self.is_named(title[:start]))
        return (left for part in (fore, aft) for one in part if (left := one.strip()))


def _stated(page: Statements) -> Iterator[str]:
    """The names that the page gives its site, the surest first."""
    yield from (value for _, value in page.metas_named("og:site_name", "application-name", "apple-mobile-web-app-title"))
    known = named(page.nodes)
    for node in page.nodes:
        yield from (name for name, _ in names_in(node.get("publisher"), known))
    yield from (name for node in page.nodes if _SITES & set(types_of(node)) and (name := text_of(node.get("name"))))


def _hosts(url: str | None) -> Iterator[str]:
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return
    if host:
        yield host
        yield from (part for part in host.split(".")[:-1] if len(part) > 2 and part not in _BRANCHES)


def read_headline(page: Statements, site: Site, address: str) -> SourcedValue | None:
    """The title of the story that a page is about, and where it says so."""
    titles, slug = _titles(page, site), slug_of(address)
    shown = [one for one in page.headings if one.text and not says_when_or_who(one.text)]
    headings = [one for one in shown if len(one.text) <= _LONGEST and not site.is_named(one.text)]
    names = _names_beside(headings, titles)
    headings = [one for one in headings if key(one.text) not in names]
    titles = [SourcedValue(_without(title.value, names), title.source) for title in titles]
    in_place = [one for one in headings if one.kind == "h1" and not one.aside]
    if best := _agreed(in_place[:_MOST_TITLES], titles, slug):
        return _fuller(best, titles) or _joined(best, titles) or _sourced(best)
    alone = in_place[0] if len(in_place) == 1 and len(in_place[0].text.split()) >= _LEAST_WORDS else None
    # A trail may name the story in its h1, and show the headline in an h2: either must be what a title says.
    chosen = next(_same([one for one in headings if one not in in_place], titles), None)
    chosen = chosen or (alone if alone and _is_addressed(alone, titles, slug) else next(_first_parts(headings, titles), None))
    # A title element alone may name the site or a section of it; the one heading of the first rank names the story.
    chosen = chosen or (alone if all(title.source == "title" for title in titles) else None)
    return _sourced(chosen) if chosen else next(chain(titles, map(_sourced, shown)), None)


def _sourced(heading: MarkedElement) -> SourcedValue:
    return SourcedValue(heading.text, heading.kind)


def _names_beside(headings: Sequence[MarkedElement], titles: Sequence[SourcedValue]) -> set[str]:
    """The keys of headings that are the shorter half of a title whose longer half heads the story: names of sites and sections."""
    shown = {key(heading.text) for heading in headings if not heading.aside}
    halves = (sorted(map(key, _SEPARATOR.split(title.value)), key=len) for title in titles)
    return {parts[0] for parts in halves if len(parts) == 2 and parts[1] in shown}


def _without(title: str, names: set[str]) -> str:
    """The longest part of a title that has one of the names in it; any other title as it is."""
    parts = _SEPARATOR.split(title)
    return max(parts, key=len).strip() if any(key(part) in names for part in parts) else title


def _fuller(heading: MarkedElement, titles: Sequence[SourcedValue]) -> SourcedValue | None:
    """The title of which a heading is a part, where what is written for sharing and for search engines agrees on it word for word."""
    shared, linked = (next((title for title in titles if title.source == source), None) for source in ("og:title", "json-ld"))
    if shared is None or linked is None or key(shared.value) != key(linked.value):
        return None
    own, whole = key(heading.text), key(shared.value)
    return shared if own in whole and len(own) < _MOST_OF * len(whole) else None


def _joined(heading: MarkedElement, titles: Sequence[SourcedValue]) -> SourcedValue | None:
    """The title with which a heading ends, where it holds another one before it, such as the site's name or a section's."""
    parts = (SourcedValue(part, title.source) for title in titles for part in (title.value, _SEPARATOR.split(title.value)[0]))
    long = [one for one in parts if len(one.value.split()) >= _LEAST_WORDS]
    # What is set apart by a mark is one heading.
    return next((one for one in long if re.search(rf"\w {re.escape(one.value)}$", heading.text, re.IGNORECASE)), None)


def slug_of(address: str) -> frozenset[str]:
    """The words of the part of an address that has most of them, the last of several, without the ending of a file."""
    try:
        parts = [part for part in unquote(urlsplit(address).path).casefold().split("/") if part]
    except ValueError:
        return frozenset()
    most = max(reversed(parts), key=lambda part: len(_LETTERS.findall(part)), default="")
    return frozenset(_SLUG_WORDS.findall(_ENDING.sub("", most)))


def _is_addressed(heading: MarkedElement, titles: Sequence[SourcedValue], slug: frozenset[str]) -> bool:
    """Whether the address has more words of a heading than of any title: those are written for people who search."""
    own = len(_words(heading.text) & slug)
    return len(slug) >= _LEAST_WORDS and all(own > len(_words(title.value) & slug) for title in titles)


def _first_parts(headings: Sequence[MarkedElement], titles: Sequence[SourcedValue]) -> Iterator[MarkedElement]:
    """The headings that a title begins with, before a bar or a dash."""
    for title in titles:
        first = _SEPARATOR.split(title.value)[0]
        yield from (one for one in headings if len(first.split()) >= _LEAST_WORDS and key(first) == key(one.text))


def _titles(page: Statements, site: Site) -> list[SourcedValue]:
    """The titles a page states outside its visible text, without the site's name; the surest first."""
    linked = (text_of(node.get("headline")) for node in stories_in(page.nodes))
    stated = [
        *(SourcedValue(text_of(value), name) for name, value in page.metas_named("og:title")),
        *(SourcedValue(value, "json-ld") for value in linked),
        SourcedValue(text_of(page.title), "title"),
        *(SourcedValue(text_of(value), name) for name, value in page.metas_named("twitter:title")),
    ]
    bare = [SourcedValue(site.without(title.value), title.source) for title in stated if title.value]
    own = [title for title in bare if not site.is_named(title.value) and not says_when_or_who(title.value)]
    return own[:_MOST_TITLES] or [title for title in bare[:1] if not says_when_or_who(title.value)]


def _agreed(headings: Sequence[MarkedElement], titles: Sequence[SourcedValue], slug: frozenset[str]) -> MarkedElement | None:
    """The heading that shares most words with a title.

    One that has only few of its words counts where the address has no more of them, or where the title begins with it and a bar."""
    best, most = None, 0.0
    for heading in headings:
        own = _words(heading.text)
        for title in titles:
            other = _words(title.value)
            shared = len(own & other)
            of_shorter, of_both = shared / max(min(len(own), len(other)), 1), 2 * shared / max(len(own) + len(other), 1)
            whole = bool(slug) and len(own & slug) >= len(other & slug) > 0
            whole = whole or _SEPARATOR.split(title.value)[0].casefold().split() == heading.text.casefold().split()
            share = (of_shorter + of_both) / 2
            if of_shorter >= _AGREEMENT and (of_both >= _OF_BOTH or whole) and share > most:
                best, most = heading, share
    return best


def _words(text: str) -> set[str]:
    return set(_WORDS.findall(text.casefold()))


def _same(headings: Sequence[MarkedElement], titles: Sequence[SourcedValue]) -> Iterator[MarkedElement]:
    """The headings that are a title, in the order of the titles."""
    for title in titles:
        own = key(title.value)
        for heading in headings:
            other = key(heading.text)
            if own and own in other and len(own) > _MOST_OF * len(other):
                yield heading
