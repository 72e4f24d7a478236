"""Text of a page to a tree, by Lexbor, as browsers parse it; what would cost it time or memory without bound is taken out before.

A parser looks through its stack of open elements at many tags, compares each attribute of an element with all before it, and opens
again, in every paragraph, formatting that was never closed. What is counted here is never less than what a parser can meet, however it
reads the page: signs that look like tags count wherever they stand, and no end tag is trusted.
"""

from __future__ import annotations

import re

import regex
from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from cleaner.html.nesting import ATTRIBUTE, ATTRIBUTES, SPACE, flattened
from cleaner.html.tags import WHOLE_PAGE

_NO_SCRIPT = re.compile(r"<noscript(?=[\s/>])[^<>]*>", re.IGNORECASE | re.ASCII)
_NO_SCRIPT_END = re.compile(r"</noscript\s*>", re.IGNORECASE | re.ASCII)
_NO_SCRIPT_ENDS = re.compile(rb"</noscript\s*>")
_TAG = re.compile(r"<[^<>]*>")
# What begins with one of these was cut out of a table or a list, without which parsers drop its cells.
_CUT_OUT = re.compile(r"<(?:(?P<table>t[dhr]|tbody|thead|tfoot|caption|col|colgroup)|li)(?=[\s/>])", re.IGNORECASE)
_BEFORE_CUT_OUT = re.compile(r"\s+|<!--.*?-->", re.DOTALL)
# Where such a table may be left: what follows a cell or a row and belongs to no table, which parsers would put before the table. Is there
# another part of the table below, then it is merely loose text.
_LEFT = re.compile(
    r"</(?:t[dhr]|tbody|thead|tfoot|caption)\s*>\s*(?!\s|\Z|<!--|</?(?:t[dhr]|tbody|thead|tfoot|caption|col|colgroup|table)[\s/>])",
    re.IGNORECASE,
)
_PART = re.compile(r"<(?:(?P<table>table)|t[dhr]|tbody|thead|tfoot|caption|col|colgroup)(?=[\s/>])", re.IGNORECASE)
# With no more start tags than this, the deepest page takes a parser a tenth of a second.
_MOST_STARTS = 12_000
# From so many on other libraries are not run.
_LARGE = 5_000
# So many formatting elements that may stay open, times the start tags: no more elements than that can be made of them.
_MOST_REOPENED = 300_000
# The attributes of all start tags of `html` are merged into one element, as are those of `body`: how many there are of a page, how
# many there may be, and how many bytes their attributes may take together.
_USUAL_ROOTS, _MOST_ROOTS, _ROOT_SIZE = 2, 50, 12_000
# Ten thousand attributes of one tag take a parser a tenth of a second. A tag that has as many reaches over two of the places that lie a
# step apart, and has so many behind the first of them; how far is looked for them, how long a value in quotes may be, and from how many
# signs that may begin such a tag is looked.
_STEP, _BEHIND, _REACH, _VALUE, _TRIES = 16_000, 2_000, 200_000, 20_000, 20_000

_END = rf"(?=[{SPACE}/>])"
_FORMATTING = "b|big|code|em|font|i|s|small|strike|strong|tt|u"
# Start tags of the outermost elements, which alone are named, and of formatting.
_COUNTED = re.compile(rf"<(?:(html|body)|{_FORMATTING}){_END}".encode())
# Each repetition takes memory while it is matched: an element of more pieces counts as one that is left open.
_PLAIN_ATTRIBUTES = rf"(?:[{SPACE}]++[a-z][\w:-]*+(?:=\"[^\"<>]*+\"|='[^'<>]*+')?+){{0,50}}+[{SPACE}]*+>"
# One that holds text alone, or with it what no end tag stops at, is closed where it ends.
_CLOSED_FORMAT = regex.compile(
    rf"<({_FORMATTING}){_PLAIN_ATTRIBUTES}(?:[^<]++|</?(?:a|span|br|img|abbr){_PLAIN_ATTRIBUTES}){{0,1000}}+</\1>".encode()
)
_REST = re.compile(rf"{ATTRIBUTES}*".encode())
_TAG_BEGINS = re.compile(rf"<[a-z][^{SPACE}/>]*".encode())
# `regex` writes out what is repeated, so not all that are looked for stand in one pattern.
_AT_ONCE = 100
_ATTRIBUTES_AT_ONCE = regex.compile(rf"(?>[{SPACE}/=]*{ATTRIBUTE}){{{_AT_ONCE}}}".encode())
_EQUALS = ord("=")
_SPACES, _QUOTES = b"\t\n\f\r ", (b'"', b"'")


def parse(html: str) -> LexborHTMLParser:
    """The tree of a page or a fragment."""
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
    at = 0
    while before := _BEFORE_CUT_OUT.match(html, at):
        at = before.end()
    found = _CUT_OUT.match(html, at)
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


def limited(html: str) -> str:
    """The page, or where it could be harmful the same text with plain nesting, of limited depth."""
    return html if is_harmless(html.encode("utf-8", "replace").lower()) else flattened(html)


def is_large(html: str) -> bool:
    """Whether a page has so many elements that libraries whose time grows with the square of their number are not run on it."""
    return html.count("<") - html.count("</") > _LARGE


def is_harmless(page: bytes) -> bool:
    """Whether a parser reads a page in time and memory that grow with its size alone."""
    starts = page.count(b"<")
    counted: list[bytes] = _COUNTED.findall(page)
    formats = counted.count(b"")
    if starts > _MOST_STARTS or starts * formats > _MOST_REOPENED:
        starts -= page.count(b"</")
        if starts > _MOST_STARTS:
            return False
        few = _MOST_REOPENED // starts if starts else formats
        if formats > few and formats - len(_CLOSED_FORMAT.findall(page)) > few:
            return False
    roots = len(counted) - formats
    return roots <= _MOST_ROOTS and (roots <= _USUAL_ROOTS or not _has_long_root(page)) and not _has_long_tag(page)


def _has_long_root(page: bytes) -> bool:
    """Whether the outermost elements may have attributes without number."""
    lengths = (_length_of(page, found.end()) for found in _COUNTED.finditer(page) if found[1])
    return sum(lengths) > _ROOT_SIZE


def _length_of(page: bytes, at: int) -> int:
    """How many bytes the attributes take that begin in a place; of more than there may be no more than one is counted."""
    found = _REST.match(page, at, at + _ROOT_SIZE + 1)
    return found.end() - at if found else 0


def _has_long_tag(page: bytes) -> bool:
    """Whether a tag may have attributes without number; on most pages tags are seen to end everywhere."""
    tries = 0
    for at in range(0, len(page), _STEP):
        if not _ends_within(page, at, at + _STEP):
            sign = page.find(b"<", max(0, at - _STEP), at + 1)
            while sign >= 0:
                tries += 1
                if tries > _TRIES or _has_many_attributes(page, sign):
                    return True
                sign = page.find(b"<", sign + 1, at + 1)
    return False


def _has_many_attributes(page: bytes, sign: int) -> bool:
    """Whether a tag begins at a sign that would have as many attributes as are looked for."""
    begins = _TAG_BEGINS.match(page, sign)
    at, left = (begins.end(), _BEHIND) if begins else (sign, 0)
    while left and (found := _ATTRIBUTES_AT_ONCE.match(page, at, sign + _STEP + _REACH)):
        at, left = found.end(), left - _AT_ONCE
    return begins is not None and not left


def _ends_within(page: bytes, at: int, end: int) -> bool:
    """Whether a tag that is open in a place would surely end before another: at a sign that cannot stand in a value in quotes."""
    sign = page.find(b">", at, end)
    while sign >= 0:
        quote = next((quote for quote in _QUOTES if _is_in_value(page, quote, sign)), None)
        if quote is None:
            return True
        closing = page.find(quote, sign, end)
        sign = page.find(b">", closing, end) if closing >= 0 else -1
    return False


def _is_in_value(page: bytes, quote: bytes, at: int) -> bool:
    """Whether a place may lie in a value between quotation marks of a kind."""
    found = page.rfind(quote, max(0, at - _VALUE), at)
    if found <= 0 or page[found - 1] not in _SPACES:
        return found > 0 and page[found - 1] == _EQUALS
    before = page[max(0, found - _VALUE) : found].rstrip(_SPACES)
    return before.endswith(b"=") or (found >= _VALUE and not before)
