"""A page that could be harmful, as the same text in plain nesting: every element ends by its own tag, and no deeper than browsers go.

What is written here leaves a parser no choice. Nothing stands within tags, comments or scripts that could be read as a tag, and an end
tag is written for the innermost open element alone. So whatever a parser makes of it, no more elements are open than are counted here.
Elements are closed where the HTML standard closes them; where it would take elements apart (formatting and links that reach over the end
of a paragraph), they end with what they stand in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import NamedTuple

from cleaner.html.closing import (
    CLOSED_BY_LIKE, EMPTY, ENDS_PARAGRAPH, FORMATS, GROUPS, HEADINGS, IMPLIED, ITEMS, NO_PICTURE, NOTES, PARTS, ROOTS, SPECIAL,
    TEXTUAL,
)
from cleaner.html.tokens import LONG_TAG, TOKEN, end_of_text, end_of_unseen, lowered, shortened

# The depth at which browsers stop, and how many formatting elements may be open at once.
_DEEPEST, _FORMATTED = 512, 3
# So many tags count, half as many attributes, and one more for so many characters; other tags part words, and attributes are left out.
_TAGS, _CHARACTERS = 100_000, 50




class _Open(NamedTuple):
    """An open element.

    Args:
        name: its name.
        kept: whether its tags are written.
    """

    name: str
    kept: bool


def flattened(html: str) -> str:
    """The same text in plain nesting.

    Args:
        html: the page.
    """
    return _Writing(html).text()


class _Writing:
    """The page under way: what is written, and what is open.

    Args:
        html: the page.
    """

    def __init__(self, html: str) -> None:
        self._html = html
        self._made: list[str] = []
        # Up to where the page is taken over.
        self._from = 0
        self._left = _TAGS + len(html) // _CHARACTERS
        self._attributes = self._left // 2
        self._open: list[_Open] = []
        self._ended: set[int] = set()
        # Where elements of each name, and of each group of names, are open.
        self._at: dict[str, list[int]] = defaultdict(list)
        self._depth = self._formats = 0
        self._roots: set[str] = set()

    def text(self) -> str:
        """All of it."""
        html, at, before, behind = self._html, 0, "", -1
        while (sign := html.find("<", at)) >= 0:
            token = TOKEN.match(html, sign)
            if token is None:
                self._put(sign, "&lt;", sign + 1)
                at = sign + 1
                continue
            at = token.end()
            if token["name"] is None:
                self._declaration(token)
            elif not token["end"]:
                # The page breaks off within a tag, which is then none.
                self._put(sign, "", len(html))
                break
            elif sign == behind and html.startswith(before, sign):
                self._put(sign, "", at)
                behind = at
            else:
                name = lowered(token["name"])
                if name in CLOSED_BY_LIKE and not token["ends"]:
                    before, behind = html[sign:at], at
                at = self._tag(name, token)
        self._put(len(html), "", len(html))
        return "".join(self._made)

    def _put(self, end: int, text: str, following: int) -> None:
        """Take over the page up to a place, and a text instead of what stands before the place to go on from."""
        self._made += (self._html[self._from : end], text)
        self._from = following

    def _declaration(self, token: re.Match[str]) -> None:
        """Only what says that this is HTML stays of comments and declarations."""
        if not (token[0][:9].lower() == "<!doctype" and not self._open):
            self._put(token.start(), "", token.end())

    def _tag(self, name: str, token: re.Match[str]) -> int:
        """Take in a tag; the place to go on from."""
        self._left -= 1
        if token["ends"]:
            self._put(token.start(), "", token.end())
            if self._left > 0:
                self._end(name)
            else:
                self._made.append(" ")
        elif name in TEXTUAL:
            return self._textual(name, token)
        elif self._left <= 0:
            self._put(token.start(), " ", token.end())
        elif name in ("svg", "template"):
            return self._unseen(name, token)
        else:
            self._start(name, token)
        return token.end()

    def _start(self, name: str, token: re.Match[str]) -> None:
        """Take in a start tag."""
        self._put(token.start(), "", token.start())
        if not self._opens(name, token):
            self._put(token.start(), "", token.end())
            return
        rest = token["rest"]
        self._attributes -= max(rest.count("="), rest.count(" "))
        # In a formula a slash would end the element at once.
        hollow = rest.endswith("/") and self._last("math") >= 0 and name not in EMPTY
        if self._attributes < 0:
            self._put(token.start(), f"<{token['name']}>", token.end())
        elif len(rest) > LONG_TAG or hollow:
            self._put(token.start(), f"<{token['name']}{shortened(rest)}>", token.end())
        if hollow:
            self._put(token.end(), "", token.end())
            self._pop(len(self._open) - 1)

    def _opens(self, name: str, token: re.Match[str]) -> bool:
        """Close what a start tag closes, and note what it opens; whether it is written."""
        if name in ROOTS:
            first = name not in self._roots and not (name == "head" and self._open)
            self._roots.add(name)
            return first
        if (name in PARTS and not self._in_table(name)) or (name == "form" and self._last("form") >= 0):
            return False
        if name in ENDS_PARAGRAPH:
            self._close(self._nearest("p", "button"))
        if name in EMPTY:
            # In a formula they would be no empty elements, unless they end it.
            return self._last("math") < 0 or name in NO_PICTURE
        return self._pushes(name, self._closes_like(name, token))

    def _in_table(self, name: str) -> bool:
        """Close what does not belong beside a part of a table; whether there is a table."""
        table = self._last("table")
        if table < 0:
            return False
        around = table
        for names in PARTS[name]:
            found = max(self._last(each) for each in names)
            if found > table:
                around = found
                break
        self._close(around + 1)
        return True

    def _closes_like(self, name: str, token: re.Match[str]) -> bool:
        """Close an element that another of its kind closes; whether the new one may be written."""
        top = self._open[-1].name if self._open else ""
        if (name in HEADINGS and top in HEADINGS) or (name in NOTES and top in NOTES) or (name == "option" and top == "option"):
            self._pop(len(self._open) - 1)
        elif name in ITEMS:
            last = self._last("item")
            if last >= 0 and self._open[last].name in ITEMS[name]:
                self._close(last)
        elif name == "optgroup":
            while self._open and self._open[-1].name in ("option", "optgroup"):
                self._pop(len(self._open) - 1)
        elif name in ("button", "select"):
            self._close(self._nearest(name, "scope"))
        elif name == "table" and 0 <= self._last("table") == self._last("scope"):
            self._close(self._last("table"))
        elif name in ("a", "nobr"):
            last = self._last(name)
            if last > self._last("special"):
                self._close(last)
            elif last >= 0 and self._open[last].kept:
                return False
            return name == "nobr" or "href" in token[0].lower() or self._depth < _DEEPEST // 2
        elif name in FORMATS:
            return self._formats < _FORMATTED
        return True

    def _pushes(self, name: str, may: bool) -> bool:
        """Note that an element opens; whether its tag is written."""
        kept = may and self._depth < _DEEPEST
        place = len(self._open)
        self._open.append(_Open(name, kept))
        for group in (name, *GROUPS.get(name, ())):
            self._at[group].append(place)
        self._depth += kept
        self._formats += kept and name in FORMATS
        return kept

    def _end(self, name: str) -> None:
        """Close what an end tag closes."""
        if name in HEADINGS:
            found = max(map(self._last, HEADINGS))
            self._close(found if found >= self._last("scope") else -1)
        elif name == "br":
            self._made.append("<br>")
        elif name == "p" and self._nearest("p", "button") < 0:
            # This shows as an empty paragraph.
            self._made.append("<p></p>")
        elif name in PARTS or name == "table":
            self._close(self._nearest(name, "table"))
        elif name == "form" and self._last("form") >= 0 and self._open[-1].name in IMPLIED:
            while self._open[-1].name in IMPLIED:
                self._pop(len(self._open) - 1)
            self._end(name)
        elif name != "form" and name in SPECIAL:
            self._close(self._nearest(name, "button" if name == "p" else "list" if name == "li" else "scope"))
        elif (found := self._last(name)) > self._last("special"):
            self._close(found)
        elif found >= 0 and (name in FORMATS or name in ("a", "nobr", "form")):
            self._ended.add(found)

    def _last(self, name: str) -> int:
        """Where the innermost open element of a name or a group of names is; -1 where none is."""
        places = self._at.get(name)
        return places[-1] if places else -1

    def _nearest(self, name: str, barrier: str) -> int:
        """The same, or -1 where it lies behind a barrier."""
        found = self._last(name)
        return found if found >= self._last(barrier) else -1

    def _close(self, place: int) -> None:
        """Close an element with all in it, and those around it whose ends came before; -1 is none."""
        if place >= 0:
            self._pop(place)
            while self._open and len(self._open) - 1 in self._ended:
                self._pop(len(self._open) - 1)

    def _pop(self, place: int) -> None:
        while len(self._open) > place:
            name, kept = self._open.pop()
            self._ended.discard(len(self._open))
            for group in (name, *GROUPS.get(name, ())):
                self._at[group].pop()
            if kept:
                self._made.append(f"</{name}>")
                self._depth -= 1
                self._formats -= name in FORMATS

    def _textual(self, name: str, token: re.Match[str]) -> int:
        """Take in an element whose content is no markup, without what could be read as such; the place to go on from."""
        start = token.end()
        end = len(self._html) if name == "plaintext" else end_of_text(name, self._html, start)
        closing = TOKEN.match(self._html, end)
        following = closing.end() if closing else len(self._html)
        content = self._html[start:end]
        if name in ("xmp", "plaintext"):
            self._put(token.start(), "", following)
            self._close(self._nearest("p", "button"))
            self._made.append("<pre>" + content.replace("&", "&amp;").replace("<", "&lt;") + "</pre>")
        elif self._last("math") >= 0:
            self._put(token.start(), "", following)
        else:
            if name == "script":
                content = content.replace("<", "\\u003c")
            else:
                content = content.replace("<", "&lt;") if name in ("title", "textarea") else ""
            rest = token["rest"] if len(token["rest"]) <= LONG_TAG else shortened(token["rest"])
            self._put(token.start(), f"<{name}{rest}>{content}</{name}>", following)
        return following

    def _unseen(self, name: str, token: re.Match[str]) -> int:
        """Take in a picture or a template without its content, which is never shown; the place to go on from."""
        end = end_of_unseen(name, self._html, token)
        self._put(token.start(), f"<{name}></{name}>", end)
        return end
