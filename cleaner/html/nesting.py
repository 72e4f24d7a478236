"""A page that could be harmful, as the same text in plain nesting: every element ends by its own tag, and no deeper than browsers go.

What is written here leaves a parser no choice. Nothing stands within tags, comments or scripts that could be read as a tag, and an end
tag is written for the innermost open element alone. So whatever a parser makes of it, no more elements are open than are counted here.
Elements are closed where the HTML standard closes them; where it would take elements apart (formatting and links that reach over the end
of a paragraph), they end with what they stand in.
"""

from __future__ import annotations

import re
from functools import cache
from string import ascii_lowercase, ascii_uppercase

from msgspec import Struct

from cleaner.html.open_elements import CLOSED_BY_LIKE, EMPTY, HTML_IN_PICTURE, NO_PICTURE, TEXTUAL, OpenElements
from cleaner.html.tags import script_end

# The tokenizer of the HTML standard as regular expressions: nothing stands behind a repetition that could fail, so nothing is tried twice.
SPACE = r"\t\n\f\r "
# One attribute, or white space and slashes before one; a value that the page breaks off ends with the page.
ATTRIBUTE = rf"=?[^{SPACE}/>=]+(?:[{SPACE}]*=[{SPACE}]*(?:\"[^\"]*(?:\"|\Z)|'[^']*(?:'|\Z)|[^{SPACE}>\"'][^{SPACE}>]*)?)?"
ATTRIBUTES = rf"(?:[{SPACE}/]+|{ATTRIBUTE}|=)"
# Each repetition takes memory while it is matched, so a tag may have more attributes than are matched at once.
_ATTRIBUTES_AT_ONCE = re.compile(rf"{ATTRIBUTES}{{1,500}}")
# The beginning of a tag (its slash and its name), or a comment or a declaration, which the page may break off.
_TOKEN = re.compile(
    rf"<(?:(?P<ends>/?)(?P<name>[a-zA-Z][^{SPACE}/>]*)"
    r"|!--(?:-?>|(?s:.)*?(?:--!?>|\Z))|[!?][^>]*>?|/(?:>|[^a-zA-Z>][^>]*>?))"
)
# A tag of more characters than this may have more attributes than anybody reads; so many are kept.
_LONG_TAG, _ATTRIBUTES = 20_000, 200
_EACH_ATTRIBUTE = re.compile(rf"[{SPACE}/]*({ATTRIBUTE})")
_CASELESS = str.maketrans(ascii_uppercase, ascii_lowercase)
# So many tags count, half as many attributes, and one more for so many characters; other tags part words, and attributes are left out.
_TAGS, _CHARACTERS = 100_000, 50


def flattened(html: str) -> str:
    """The same text in plain nesting."""
    return _Writing(html).text()


class _Token(Struct, frozen=True):
    """A tag, a comment or a declaration of a page.

    Args:
        text: all of it.
        start: where it begins, in code points.
        name: what a tag is called, as the page writes it; None of what is no tag.
        ends: whether it is an end tag.
        rest: what stands between the name of a tag and its end.
        whole: whether it ends before the page does.
    """

    text: str
    start: int
    name: str | None = None
    ends: bool = False
    rest: str = ""
    whole: bool = True

    @property
    def end(self) -> int:
        """Where it ends, in code points."""
        return self.start + len(self.text)


def attributes_end(html: str, at: int) -> int:
    """Where the attributes of a tag end.

    Args:
        html: the page.
        at: where the name of the tag ends, in code points.
    """
    while not html.startswith(">", at) and (found := _ATTRIBUTES_AT_ONCE.match(html, at)):
        at = found.end()
    return at


def _token(html: str, at: int) -> _Token | None:
    """What begins at a `<`; None where this is text."""
    found = _TOKEN.match(html, at)
    if found is None or found["name"] is None:
        return found and _Token(found[0], at)
    end = attributes_end(html, found.end())
    whole = html.startswith(">", end)
    return _Token(html[at : end + whole], at, found["name"], bool(found["ends"]), html[found.end() : end], whole)


class _Writing:
    """The page under way: what is written, and what is open."""

    def __init__(self, html: str) -> None:
        self._html = html
        self._made: list[str] = []
        # Up to where the page is taken over.
        self._from = 0
        self._left = _TAGS + len(html) // _CHARACTERS
        self._attributes = self._left // 2
        self._open = OpenElements(self._made)

    def text(self) -> str:
        """All of it."""
        html, at, before, behind = self._html, 0, "", -1
        while (sign := html.find("<", at)) >= 0:
            token = _token(html, sign)
            if token is None:
                self._put(sign, "&lt;", sign + 1)
                at = sign + 1
                continue
            at = token.end
            if token.name is None:
                self._declaration(token)
            elif not token.whole:
                # The page breaks off within a tag, which is then none.
                self._put(sign, "", len(html))
                break
            elif sign == behind and html.startswith(before, sign):
                self._put(sign, "", at)
                behind = at
            else:
                name = _lowered(token.name)
                if name in CLOSED_BY_LIKE and not token.ends:
                    before, behind = html[sign:at], at
                at = self._tag(name, token)
        self._put(len(html), "", len(html))
        return "".join(self._made)

    def _put(self, end: int, text: str, following: int) -> None:
        """Take over the page up to a place, and a text instead of what stands before the place to go on from."""
        self._made += (self._html[self._from : end], text)
        self._from = following

    def _declaration(self, token: _Token) -> None:
        """Only what says that this is HTML stays of comments and declarations."""
        if not (token.text[:9].lower() == "<!doctype" and not self._open.elements):
            self._put(token.start, "", token.end)

    def _tag(self, name: str, token: _Token) -> int:
        """Take in a tag; the place to go on from."""
        self._left -= 1
        if token.ends:
            self._put(token.start, "", token.end)
            if self._left > 0:
                self._open.ends(name)
            else:
                self._made.append(" ")
        elif name in TEXTUAL:
            return self._textual(name, token)
        elif self._left <= 0:
            self._put(token.start, " ", token.end)
        elif name in ("svg", "template"):
            return self._unseen(name, token)
        else:
            self._start(name, token)
        return token.end

    def _start(self, name: str, token: _Token) -> None:
        self._put(token.start, "", token.start)
        if not self._open.opens(name, token.text):
            self._put(token.start, "", token.end)
            return
        rest = token.rest
        self._attributes -= max(rest.count("="), rest.count(" "))
        # In a formula a slash would end the element at once.
        hollow = rest.endswith("/") and self._open.last("math") >= 0 and name not in EMPTY
        if self._attributes < 0:
            self._put(token.start, f"<{token.name}>", token.end)
        elif len(rest) > _LONG_TAG or hollow:
            self._put(token.start, f"<{token.name}{_shortened(rest)}>", token.end)
        if hollow:
            self._put(token.end, "", token.end)
            self._open.pop()

    def _textual(self, name: str, token: _Token) -> int:
        """Take in an element whose content is no markup, without what could be read as such; the place to go on from."""
        start = token.end
        end = len(self._html) if name == "plaintext" else _end_of_text(name, self._html, start)
        closing = _token(self._html, end)
        following = closing.end if closing else len(self._html)
        content = self._html[start:end]
        if name in ("xmp", "plaintext"):
            self._put(token.start, "", following)
            self._open.ends_paragraph()
            self._made.append("<pre>" + content.replace("&", "&amp;").replace("<", "&lt;") + "</pre>")
        elif self._open.last("math") >= 0:
            self._put(token.start, "", following)
        else:
            if name == "script":
                content = content.replace("<", "\\u003c")
            else:
                content = content.replace("<", "&lt;") if name in ("title", "textarea") else ""
            rest = token.rest if len(token.rest) <= _LONG_TAG else _shortened(token.rest)
            self._put(token.start, f"<{name}{rest}>{content}</{name}>", following)
        return following

    def _unseen(self, name: str, token: _Token) -> int:
        """Take in a picture or a template without its content, which is never shown; the place to go on from."""
        end = _end_of_unseen(name, self._html, token)
        self._put(token.start, f"<{name}></{name}>", end)
        return end


def _lowered(name: str) -> str:
    """A name without case as far as ASCII goes."""
    return name.lower() if name.isascii() else name.translate(_CASELESS)


def _end_of_text(name: str, html: str, at: int) -> int:
    """Where the end tag of an element begins whose content is no markup; the end of the page where it has none."""
    if name == "script":
        return script_end(html, at)
    ended = _ended(name).search(html, at)
    return ended.start() if ended else len(html)


def _end_of_unseen(name: str, html: str, start: _Token) -> int:
    """Where a picture or a template ends: after its own end tag, or in a picture before what cannot stand in one."""
    at, depth, inside = start.end, 1, 0
    if name == "svg" and start.rest.endswith("/"):
        return at
    while depth and (sign := html.find("<", at)) >= 0:
        if name == "svg" and html.startswith("<![CDATA[", sign):
            at = html.find("]]>", sign) + 3
            if at < 3:
                break
            continue
        token = _token(html, sign)
        at = token.end if token else sign + 1
        if token is None or token.name is None:
            continue
        called, step = _lowered(token.name), -1 if token.ends else 1
        if called == name:
            depth += step if step < 0 or name == "template" or not token.rest.endswith("/") else 0
        elif name == "template":
            at = _end_of_text(called, html, at) if step > 0 and called in TEXTUAL else at
        elif called in HTML_IN_PICTURE:
            # In these HTML may stand.
            inside = max(0, inside + step)
        elif step > 0 and called in NO_PICTURE and not inside:
            return sign
    return at if depth == 0 else len(html)


@cache
def _ended(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)


def _shortened(rest: str) -> str:
    """The first of a tag's attributes alone."""
    found = (each[1] for each, _ in zip(_EACH_ATTRIBUTE.finditer(rest), range(_ATTRIBUTES), strict=False))
    return "".join(" " + attribute for attribute in found)
