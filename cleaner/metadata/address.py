"""The address that a web page states for itself, known before any rule is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser

_STATED = (('link[rel~="canonical" i][href]', "href"), ('meta[property="og:url" i][content]', "content"))


def stated_address(tree: LexborHTMLParser) -> str | None:
    """The whole address of the web that a page calls its own: the canonical one, else that of its Open Graph; None where it states none.

    Args:
        tree: the parsed page.
    """
    for selector, attribute in _STATED:
        for node in tree.css(selector):
            address = (node.attributes.get(attribute) or "").strip()
            try:
                parts = urlsplit(address)
            except ValueError:
                continue
            if parts.scheme in ("http", "https") and parts.hostname:
                return address
    return None
