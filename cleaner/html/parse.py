"""Text of a page to a tree, by Lexbor, as browsers parse it; what would cost it time or memory without bound is taken out before."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from cleaner.html.limits import is_harmless
from cleaner.html.nesting import flattened
from cleaner.html.tags import WHOLE_PAGE

_NO_SCRIPT = re.compile(r"<noscript(?=[\s/>])[^<>]*+>", re.IGNORECASE | re.ASCII)
_NO_SCRIPT_END = re.compile(r"</noscript\s*>", re.IGNORECASE | re.ASCII)
_NO_SCRIPT_ENDS = re.compile(rb"</noscript\s*>")
_TAG = re.compile(r"<[^<>]*+>")
# What begins with one of these was cut out of a table or a list, without which parsers drop its cells.
_CUT_OUT = re.compile(
    r"(?:\s++|<!--(?:(?!-->).)*+-->)*+<(?:(?P<table>t[dhr]|tbody|thead|tfoot|caption|col|colgroup)|li)(?=[\s/>])",
    re.IGNORECASE | re.DOTALL,
)
# Where such a table may be left: what follows a cell or a row and belongs to no table, which parsers would put before the table. Is there
# another part of the table below, then it is merely loose text.
_LEFT = re.compile(
    r"</(?:t[dhr]|tbody|thead|tfoot|caption)\s*+>\s*+(?!\Z|<!--|</?(?:t[dhr]|tbody|thead|tfoot|caption|col|colgroup|table)[\s/>])",
    re.IGNORECASE,
)
_PART = re.compile(r"<(?:(?P<table>table)|t[dhr]|tbody|thead|tfoot|caption|col|colgroup)(?=[\s/>])", re.IGNORECASE)


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page or a fragment.

    Args:
        html: the page; halves of surrogate pairs that stand alone become U+FFFD, and a byte order mark that decoding left is no text.
    """
    html = html.removeprefix("\ufeff")
    if html.endswith("<!"):
        # Of a comment that the page breaks off at once, the parser says that it holds the text before.
        html += "\n"
    raw = _encoded(html)
    page = raw.lower()
    text = _whole(_unwrapped(html) if _has_long_noscript(page) else html)
    if text is not html:
        raw = _encoded(text)
        page = raw.lower()
    if not is_harmless(page):
        raw = _encoded(flattened(text))
    return LexborHTMLParser(raw, options=LexborDocumentOptions.WO_EVENTS, scripting=True)


def _encoded(html: str) -> bytes:
    try:
        return html.encode("utf-8")
    except UnicodeEncodeError:
        return html.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode("utf-8")


def _whole(html: str) -> str:
    """The page, with the table or the list around it that a fragment was cut out of."""
    found = _CUT_OUT.match(html)
    if not found:
        return html
    if not found["table"]:
        return "<ul>" + html
    left = _LEFT.search(html)
    while left and (part := _PART.search(html, left.end())) and not part["table"]:
        left = _LEFT.search(html, part.end())
    return f"<table>{html[: left.end()]}</table>{html[left.end() :]}" if left else "<table>" + html


def _has_long_noscript(page: bytes) -> bool:
    """Whether a `noscript` may hold running text, of a page in lower case."""
    at = page.find(b"<noscript")
    while at >= 0:
        ending = _NO_SCRIPT_ENDS.search(page, at)
        if ending is None:
            return False
        if ending.start() - at >= WHOLE_PAGE:
            return True
        at = page.find(b"<noscript", ending.end())
    return False


def _unwrapped(html: str) -> str:
    """The page with every `noscript` that holds running text made an element that is shown."""
    made, at, taken = list[str](), 0, 0
    while opening := _NO_SCRIPT.search(html, at):
        closing = _NO_SCRIPT_END.search(html, opening.end())
        if closing is None:
            break
        inside = html[opening.end() : closing.start()]
        at = closing.end()
        if len(inside) >= WHOLE_PAGE and len(" ".join(_TAG.sub(" ", inside).split())) >= WHOLE_PAGE:
            made += (html[taken : opening.start()], "<div>", inside, "</div>")
            taken = at
    return "".join(made) + html[taken:] if made else html
