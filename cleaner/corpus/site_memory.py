"""What the pages of one site have in common: the lines that repeat on them and are chrome, as rules that hold on that site.

Pages are cleaned as they are, by the rules and the line model; the first choice of the model for each page is what is weighed. What is
learned is certain, so that it is removed under `safe` too; how sure it is, and what keeps a line from being learned, `site_lines` tells.
The order of pages means nothing. Of more than `site_pages.MOST_PAGES` a sample is learned from, so memory is bounded.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from ipaddress import ip_address
from urllib.parse import urlsplit

import regex
from msgspec import Struct

from cleaner.corpus.site_file import written
from cleaner.corpus.site_lines import LearnedLine, NearestBody, learned_lines
from cleaner.corpus.site_pages import SitePages, independent
from cleaner.document.page import Page, begins_as_web_page
from cleaner.document.policy import PRESETS
from cleaner.document.result import CleanedPage
from cleaner.errors import ConfigError, ReadingError
from cleaner.pipeline.cleaner import PageCleaner
from cleaner.pipeline.scoring import Model
from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet

# The fewest pages a line must stand on; below two nothing repeats.
MIN_PAGES = 2
# How many hosts a message names.
_SHOWN = 3
# What stands between the dots of a host name, of whatever script.
_LABEL = regex.compile(r"[\p{L}\p{N}_](?:[\p{L}\p{M}\p{N}_-]{0,61}[\p{L}\p{M}\p{N}_])?")


class SiteMemory:
    """Learns from the pages of one site.

    Args:
        host: the site, such as `example.com`, or an address on it; pages of another are passed over. Left out, it is that of all pages.
        min_pages: on how many pages, no copies of each other, a line must stand.
        rules: the rules that pages are cleaned by, instead of those that ship; what they remove need not be learned.
        model: the line model to ask instead of the one that ships.

    Raises:
        ConfigError: if the host is none.
        ModelError: if the path of a model leads to none.
        ValueError: if a line could be learned from fewer than two pages.
    """

    def __init__(
        self, *, host: str | None = None, min_pages: int = MIN_PAGES, rules: RuleSet | None = None, model: Model | None = None
    ) -> None:
        if min_pages < MIN_PAGES:
            raise ValueError(f"min_pages is {MIN_PAGES} or more, not {min_pages}: what stands on one page alone does not repeat")
        self._host, self._least = None if host is None else _site(host), min_pages
        self._cleaner = PageCleaner(policy=PRESETS["thorough"], rules=rules, model=model)
        self._pages = SitePages()
        self._hosts: set[str] = set()

    @property
    def count(self) -> int:
        """How many pages came."""
        return self._pages.count

    def add(self, given: str | bytes | Page, url: str | None = None, *, web_page: bool | None = None) -> None:
        """Take in a page.

        Args:
            given: a text, or the source of a web page.
            url: where it came from; left out, the address counts that a web page states for itself.
            web_page: which of both it is; None for what it begins as, and bytes are a web page.

        Raises:
            ReadingError: if it cannot be read, or no host was named and it is of another one than those before.
            TypeError: if it is neither.
        """
        if not isinstance(given, str | bytes | Page):
            raise TypeError(f"learn() takes texts, web pages or Page, not {type(given).__name__}")
        text = given.source if isinstance(given, Page) else given
        url = url or (given.url if isinstance(given, Page) else None)
        if web_page is None:
            web_page = isinstance(text, bytes) or begins_as_web_page(text)
        if isinstance(text, bytes):
            from cleaner.html.decode import decode  # texts need no parser

            text, _ = decode(text)
        if web_page and not url:
            url = _stated(text)
        if self._is_of_site(url):
            self._pages.add(text, partial(self._cleaned, text, url, web_page=web_page))

    def _cleaned(self, text: str, url: str | None, *, web_page: bool) -> CleanedPage:
        return self._cleaner.clean_html(text, url=url) if web_page else self._cleaner.clean_page(Page(text, url=url))

    def _is_of_site(self, url: str | None) -> bool:
        if not url or not (host := _bare(url)):
            return True
        if self._host:
            return host == self._host or host.endswith("." + self._host)
        self._hosts.add(host)
        if len(self._hosts) > 1:
            named = ", ".join(sorted(self._hosts)[:_SHOWN])
            raise ReadingError("the pages", f"are of several sites, {named}; learn from one, by naming its host")
        return True

    def learned(self) -> Learned:
        """What was learned from the pages so far."""
        pages, copies = self._pages.held, self._pages.copies()
        lines = learned_lines(pages, copies, self._least)
        kept = NearestBody(pages, lines)
        host = self._host or next(iter(self._hosts), "")
        witnesses = independent(range(len(pages)), copies)
        return Learned(tuple(lines), witnesses, written(lines, kept, witnesses, host))


class Learned(Struct, frozen=True):
    """What was learned of a site.

    Args:
        lines: the lines, those on most pages first.
        pages: how many pages were learned from that are no copies of each other.
        toml: the rule file; empty where nothing was learned.
    """

    lines: tuple[LearnedLine, ...]
    pages: int
    toml: str

    @property
    def rules(self) -> RuleSet:
        """The rules of the file."""
        return RuleSet(tuple(parse(self.toml, "(learned)"))) if self.toml else RuleSet()


def learn(
    texts: Iterable[str | bytes | Page],
    *,
    host: str | None = None,
    min_pages: int = MIN_PAGES,
    rules: RuleSet | None = None,
    model: Model | None = None,
) -> RuleSet:
    """The rules to clean the pages of one site by: those that ship, and those that its pages teach.

    A line is learned that stands on several pages, and is chrome on all of them. `SiteMemory` gives the same as a file to read first.

    Args:
        texts: the pages, each a text or the source of a web page; in whatever order, the same is learned.
        host: the site; the rules then hold on its pages alone, so give their `url` to `clean`. Left out, it is the one that all pages
            are of whose address is known, as that of a `Page`, or as a web page states it; where none is, the rules hold on whatever is
            cleaned by them.
        min_pages: on how many pages, no copies of each other, a line must stand.
        rules: the rules to add to, instead of those that ship.
        model: the line model to ask instead of the one that ships.

    Raises:
        ConfigError: if the host is none.
        ModelError: if the path of a model leads to none.
        ReadingError: if a page cannot be read, or they are of several sites and none is named.
        TypeError: if something is neither a text nor a page.
        ValueError: if a line could be learned from fewer than two pages.
    """
    if isinstance(texts, str | bytes | Page):
        raise TypeError("learn() takes several pages; one alone shows nothing that repeats")
    memory = SiteMemory(host=host, min_pages=min_pages, rules=rules, model=model)
    for text in texts:
        memory.add(text)
    return (RuleSet.default() if rules is None else rules).extend(memory.learned().rules)


def _stated(html: str) -> str | None:
    """The address that a web page states for itself."""
    from cleaner.html.parse import parse as parsed
    from cleaner.metadata.statements import stated_address

    return stated_address(parsed(html))


def _bare(url: str) -> str:
    """The host of an address, given with or without its scheme, without `www.`; empty where there is none to be read."""
    try:
        parts = urlsplit(url if "//" in url else "//" + url)
        _ = parts.port  # raises ValueError if it is no number
        return (parts.hostname or "").rstrip(".").removeprefix("www.")
    except ValueError:
        return ""


def _site(named: str) -> str:
    """The host that someone names, by itself or in an address. Raises ConfigError if it is no name of a host.

    What is none must not be taken for no host at all: then the rules would hold everywhere.
    """
    host = _bare(named.strip())
    # A scheme without its two slashes reads as the name of a host.
    if not _is_host(host) or host in ("http", "https"):
        raise ConfigError("options", "host", f"{named!r} is no name of a host; write one such as example.com")
    return host


def _is_host(name: str) -> bool:
    if all(map(_LABEL.fullmatch, name.split("."))):
        return True
    try:
        return bool(ip_address(name))
    except ValueError:
        return False
