"""How a page is cut into tags, comments and texts: the tokenizer of the HTML standard as regular expressions, without backtracking."""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase, ascii_uppercase

from cleaner.html.closing import HTML_IN_PICTURE, NO_PICTURE, TEXTUAL

SPACE = r"\t\n\f\r "
# One attribute, or white space and slashes before one; a value that the page breaks off ends with the page.
ATTRIBUTE = (
    rf"=?+[^{SPACE}/>=]++(?:[{SPACE}]*+=[{SPACE}]*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z)|[^{SPACE}>\"'][^{SPACE}>]*+)?+)?+"
)
ATTRIBUTES = rf"(?:[{SPACE}/]++|{ATTRIBUTE}|=)*+"
# A tag (its slash, its name, what stands before its end, and its end, which the page may break off), a comment or a declaration.
TOKEN = re.compile(
    rf"<(?:(?P<ends>/?)(?P<name>[a-zA-Z][^{SPACE}/>]*+)(?P<rest>{ATTRIBUTES})(?P<end>>?)"
    r"|!--(?:-?>|(?:[^-]++|-(?!-!?>))*+(?:--!?>)?+)|(?P<declared>[!?])[^>]*+>?+|/(?:>|[^a-zA-Z>][^>]*+>?+))"
)
# A tag of more characters than this may have more attributes than anybody reads; so many are kept.
LONG_TAG, _ATTRIBUTES = 20_000, 200
_EACH_ATTRIBUTE = re.compile(rf"[{SPACE}/]*+({ATTRIBUTE})")
_IN_SCRIPT = re.compile(rf"<!--(?!-?>)|-->|<(/?)script(?=[{SPACE}/>])", re.IGNORECASE)
_CASELESS = str.maketrans(ascii_uppercase, ascii_lowercase)


def lowered(name: str) -> str:
    """A name without case as far as ASCII goes.

    Args:
        name: the name of an element.
    """
    return name.lower() if name.isascii() else name.translate(_CASELESS)


def end_of_text(name: str, html: str, at: int) -> int:
    """Where the end tag of an element begins whose content is no markup; the end of the page where it has none.

    Args:
        name: the name of the element.
        html: the page.
        at: where its content begins.
    """
    if name == "script":
        commented = inner = False
        for found in _IN_SCRIPT.finditer(html, at):
            if found[0] == "<!--":
                commented = True
            elif found[0] == "-->":
                commented = inner = False
            elif not found[1]:
                inner = commented
            elif inner:
                inner = False
            else:
                return found.start()
        return len(html)
    ended = _ended(name).search(html, at)
    return ended.start() if ended else len(html)


def end_of_unseen(name: str, html: str, start: re.Match[str]) -> int:
    """Where a picture or a template ends: after its own end tag, or in a picture before what cannot stand in one.

    Args:
        name: `svg` or `template`.
        html: the page.
        start: its start tag.
    """
    at, depth, inside = start.end(), 1, 0
    if name == "svg" and start["rest"].endswith("/"):
        return at
    while depth and (sign := html.find("<", at)) >= 0:
        if name == "svg" and html.startswith("<![CDATA[", sign):
            at = html.find("]]>", sign) + 3
            if at < 3:
                break
            continue
        token = TOKEN.match(html, sign)
        at = token.end() if token else sign + 1
        if token is None or token["name"] is None:
            continue
        called, step = lowered(token["name"]), -1 if token["ends"] else 1
        if called == name:
            depth += step if step < 0 or name == "template" or not token["rest"].endswith("/") else 0
        elif name == "template":
            at = end_of_text(called, html, at) if step > 0 and called in TEXTUAL else at
        elif called in HTML_IN_PICTURE:
            # In these HTML may stand.
            inside = max(0, inside + step)
        elif step > 0 and called in NO_PICTURE and not inside:
            return sign
    return at if depth == 0 else len(html)


@cache
def _ended(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)


def shortened(rest: str) -> str:
    """The first of a tag's attributes alone.

    Args:
        rest: what stands between the name of the tag and its end.
    """
    found = (each[1] for each, _ in zip(_EACH_ATTRIBUTE.finditer(rest), range(_ATTRIBUTES), strict=False))
    return "".join(" " + attribute for attribute in found)
