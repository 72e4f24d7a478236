"""Whether a page could cost a parser time or memory without bound.

A parser looks through its stack of open elements at many tags, compares each attribute of an element with all before it, and opens
again, in every paragraph, formatting that was never closed. What is counted here is never less than what a parser can meet, however it
reads the page: signs that look like tags count wherever they stand, and no end tag is trusted.
"""

from __future__ import annotations

import re

from cleaner.html.nesting import flattened
from cleaner.html.tokens import ATTRIBUTE, ATTRIBUTES, SPACE

# With no more start tags than this, the deepest page takes a parser a hundredth of a second or two.
_MOST_STARTS = 5_000
# So many formatting elements that may stay open, times the start tags: no more elements than that can be made of them.
_MOST_REOPENED = 150_000
# The attributes of all start tags of `html` are merged into one element, as are those of `body`: how many there may be, and how many
# code points they may take together.
_MOST_ROOTS, _ROOT_SIZE = 50, 12_000
# Ten thousand attributes of one tag take a parser a tenth of a second. A tag that has as many reaches over two of the places that lie a
# step apart (an attribute takes two characters at least), and has so many behind the first of them; how far is looked for them, how
# long a value in quotes may be, and from how many signs that may begin such a tag is looked.
_STEP, _BEHIND, _REACH, _VALUE, _TRIES = 8_000, 2_000, 200_000, 20_000, 20_000
# For memory: so many signs of equality are allowed in any page, and one more for so many characters.
_EQUALS, _CHARACTERS = 50_000, 100

_FORMATTING = "b|big|code|em|font|i|s|small|strike|strong|tt|u"
_PLAIN_ATTRIBUTES = rf"(?:[{SPACE}]++[a-zA-Z][\w:-]*+(?:=\"[^\"<>]*+\"|='[^'<>]*+')?+)*+[{SPACE}]*+>"
_ROOT = re.compile(rf"<(?:html|body)(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)
_REST = re.compile(ATTRIBUTES)
_FORMAT = re.compile(rf"<(?:{_FORMATTING})(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)
# One that holds text alone, or with it what no end tag stops at, is closed where it ends.
_CLOSED_FORMAT = re.compile(
    rf"<({_FORMATTING}){_PLAIN_ATTRIBUTES}(?:[^<]++|</?(?:a|span|br|img|abbr){_PLAIN_ATTRIBUTES})*+</\1>", re.IGNORECASE | re.ASCII
)
_MANY = rf"(?:[{SPACE}/=]*+{ATTRIBUTE}){{{_BEHIND}}}"
_SPACES = "\t\n\f\r "
_LONG_TAG = re.compile(rf"<[a-zA-Z][^{SPACE}/>]*+" + _MANY)


def limited(html: str) -> str:
    """The page, or where it could be harmful the same text with plain nesting, of limited depth.

    Args:
        html: the page.
    """
    return html if is_harmless(html) else flattened(html)


def is_large(html: str) -> bool:
    """Whether a page has so many elements that libraries whose time grows with the square of their number are not asked about it.

    Args:
        html: the page.
    """
    return html.count("<") - html.count("</") > _MOST_STARTS


def is_harmless(html: str) -> bool:
    """Whether a parser reads a page in time and memory that grow with its size alone.

    Args:
        html: the page.
    """
    starts = html.count("<")
    if starts > _MOST_STARTS:
        starts -= html.count("</")
    return (
        starts <= _MOST_STARTS
        and html.count("=") <= _EQUALS + len(html) // _CHARACTERS
        and (starts * starts <= 4 * _MOST_REOPENED or _reopened(html, _MOST_REOPENED // starts) <= _MOST_REOPENED // starts)
        and not _has_long_root(html)
        and not _has_long_tag(html)
    )


def _reopened(html: str, few: int) -> int:
    """How many formatting elements may stay open, at the most; no better than that it is no more than a few."""
    count = len(_FORMAT.findall(html))
    return count if count <= few else max(0, count - len(_CLOSED_FORMAT.findall(html)))


def _has_long_root(html: str) -> bool:
    """Whether the outermost elements may have attributes without number."""
    ends = [found.end() for found in _ROOT.finditer(html)]
    return len(ends) > _MOST_ROOTS or (len(ends) > 2 and sum(_length_of(html, end) for end in ends) > _ROOT_SIZE)


def _length_of(html: str, at: int) -> int:
    """How many code points the attributes take that begin in a place."""
    found = _REST.match(html, at)
    return found.end() - at if found else 0


def _has_long_tag(html: str) -> bool:
    """Whether a tag may have attributes without number; on most pages tags are seen to end everywhere."""
    tries = 0
    for at in range(0, len(html), _STEP):
        if not _ends_within(html, at, at + _STEP):
            sign = html.find("<", max(0, at - _STEP), at + 1)
            while sign >= 0:
                tries += 1
                if tries > _TRIES or _LONG_TAG.match(html, sign, sign + _STEP + _REACH):
                    return True
                sign = html.find("<", sign + 1, at + 1)
    return False


def _ends_within(html: str, at: int, end: int) -> bool:
    """Whether a tag that is open in a place would surely end before another: at a sign that cannot stand in a value in quotes."""
    sign = html.find(">", at, end)
    while sign >= 0:
        quote = next((quote for quote in "\"'" if _is_in_value(html, quote, sign)), None)
        if quote is None:
            return True
        closing = html.find(quote, sign, end)
        sign = html.find(">", closing, end) if closing >= 0 else -1
    return False


def _is_in_value(html: str, quote: str, at: int) -> bool:
    """Whether a place may lie in a value between quotation marks of a kind."""
    found = html.rfind(quote, max(0, at - _VALUE), at)
    if found <= 0 or html[found - 1] not in _SPACES:
        return found > 0 and html[found - 1] == "="
    before = html[max(0, found - _VALUE) : found].rstrip(_SPACES)
    return before.endswith("=") or (found >= _VALUE and not before)
