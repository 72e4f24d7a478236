"""Where links and images of a web page lead: whole addresses, and none that a browser would run as a script."""

from __future__ import annotations

import re
from html import unescape
from urllib.parse import quote, urljoin

from selectolax.lexbor import LexborHTMLParser

from cleaner.document.result import CleanedPage

LINKED = frozenset({"http", "https", "mailto"})
SHOWN = frozenset({"http", "https"})
# Browsers pass over breaks and tabs anywhere in an address, and over control characters around it. Marks without width are no part of
# any scheme either, and whoever strips them from a text must not find a script behind them.
_IGNORED = re.compile(
    "[\x00-\x20\x7f-\xa0\xad\u034f\u061c\u115f\u1160\u180b-\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]+"
)
_EDGES = "".join(map(chr, range(33)))
_SCHEME_END = re.compile("[/?#\\\\]")
# What no address in Markdown or HTML may hold as it is. A bar would end the cell of a table.
_UNQUOTED = re.compile(
    "[\x00-\x20\x7f-\xa0\xad<>\"\\\\`{}|^\u1680\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ud800-\udfff\ue000-\uf8ff\ufeff\ufff9-\uffff]"
    "|[\U000e0000-\U0010ffff]"
)
_ROUNDS = 4


def is_safe(address: str, schemes: frozenset[str] = LINKED) -> bool:
    """Whether an address is relative or has one of some schemes, however the scheme is spelled.

    Args:
        address: the address, as an attribute or a text gives it.
        schemes: the schemes that may stand, in lower case.
    """
    for _ in range(_ROUNDS):
        beginning = _SCHEME_END.split(_IGNORED.sub("", address), maxsplit=1)[0]
        scheme, colon, _rest = beginning.partition(":")
        if colon and scheme.lower() not in schemes:
            return False
        # What is an entity within an entity here may be read twice elsewhere.
        before, address = address, unescape(address)
        if address == before:
            return True
    return False


def whole(address: str, base: str | None, schemes: frozenset[str] = LINKED) -> str:
    """An address with all it is relative to; empty if it leads nowhere outside the page, or nowhere a reader should go.

    Args:
        address: the address, as an attribute gives it.
        base: what it is relative to, if known.
        schemes: the schemes that may stand, in lower case.
    """
    address = address.strip(_EDGES)
    if not address or address[0] == "#" or not is_safe(address, schemes):
        return ""
    try:
        joined = urljoin(base, address) if base else address
    except ValueError:
        return ""
    return _UNQUOTED.sub(_quoted, joined) if is_safe(joined, schemes) else ""


def base_of(page: CleanedPage, tree: LexborHTMLParser) -> str | None:
    """The address that links of a web page are relative to, where the page states it or came with it; None where nothing says it.

    Args:
        page: the cleaned page.
        tree: its HTML, parsed.
    """
    url = page.page.url or (page.metadata.canonical if page.metadata else None)
    stated = tree.css_first("base[href]")
    base = whole((stated.attributes.get("href") or "") if stated else "", url, SHOWN) or url
    return base if base and is_safe(base, SHOWN) else None


def _quoted(found: re.Match[str]) -> str:
    return quote(found[0], errors="replace")
