"""The names of the site a page belongs to, as the page states them, and titles and names told apart from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from cleaner.metadata.linked import named, named_in, text_of, types_of
from cleaner.metadata.statements import Statements

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
_LETTERS = re.compile(r"\w+")
SEPARATOR = re.compile(r"\s+(?:[|｜•·–—‹›«»:/~>＞-]|-{2,}|::)+\s+|\s*[|｜]\s*|:\s+|\s+@\s+")


def key(text: str) -> str:
    """A text by its letters and digits alone, so that spelling does not tell two mentions apart.

    Args:
        text: a name or a title.
    """
    return "".join(_LETTERS.findall(text.casefold()))


class Site:
    """What a page's site is called.

    Args:
        page: the statements of the page.
        url: where the page came from.
    """

    def __init__(self, page: Statements, url: str | None) -> None:
        stated = list(_stated(page))
        self.name = stated[0] if stated else None
        hosts = [key(name) for name in _hosts(url)]
        self._keys = {key(name) for name in stated} | set(hosts) - {""}
        self._labels = tuple(label for label in hosts if len(label) >= _LEAST_LABEL)

    def is_named(self, text: str) -> bool:
        """Whether a text is a name of the site and nothing more.

        Args:
            text: a name, a heading or a part of a title.
        """
        own = key(text)
        return own in self._keys or own.removeprefix("the") in self._keys or f"the{own}" in self._keys

    def is_called(self, text: str) -> bool:
        """Whether a part of a title names the site as its address does, with some words more: Raspberry Pi Forums, Ruggable US.

        Args:
            text: the part.
        """
        own = key(text)
        return len(text.split()) <= _MOST_WORDS and any(label in own for label in self._labels)

    def without(self, title: str) -> str:
        """A title without the site's name at its ends; whole where nothing else would be left.

        Args:
            title: a title, perhaps with the names of the site and its sections behind bars or dashes.
        """
        while cut := next(self._cuts(title), None):
            title = cut
        return title

    def _cuts(self, title: str) -> Iterator[str]:
        """What is left of a title without a name of the site behind its last marks or before its first."""
        ends = [(mark.start(), mark.end()) for mark in SEPARATOR.finditer(title)]
        last = next(reversed(ends), None)
        called = last is not None and last[0] >= len(title) - last[1] and self.is_called(title[last[1] :])
        fore = (title[:start] for start, end in reversed(ends) if self.is_named(title[end:]) or (called and (start, end) == last))
        aft = (title[end:] for start, end in ends if self.is_named(title[:start]))
        return (left for part in (fore, aft) for one in part if (left := one.strip()))


def _stated(page: Statements) -> Iterator[str]:
    """The names that the page gives its site, the surest first."""
    yield from (value for _, value in page.said("og:site_name", "application-name", "apple-mobile-web-app-title"))
    known = named(page.nodes)
    for node in page.nodes:
        yield from (name for name, _ in named_in(node.get("publisher"), known))
    yield from (name for node in page.nodes if _SITES & set(types_of(node)) and (name := text_of(node.get("name"))))


def _hosts(url: str | None) -> Iterator[str]:
    try:
        host = (urlsplit(url or "").hostname or "").removeprefix("www.")
    except ValueError:
        return
    if host:
        yield host
        yield from (part for part in host.split(".")[:-1] if len(part) > 2 and part not in _BRANCHES)
