"""Text of a page to a tree, by Lexbor, as browsers parse it; pages that would cost it time or memory without bound are tamed before."""

from __future__ import annotations

from selectolax.lexbor import LexborHTMLParser


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page or a fragment.

    Args:
        html: the page; halves of surrogate pairs that stand alone become U+FFFD.
    """
    try:
        raw = html.encode("utf-8")
    except UnicodeEncodeError:
        raw = html.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")
    return LexborHTMLParser(raw)
