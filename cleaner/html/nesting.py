"""A page that could be harmful, as the same text in plain nesting: every element ends by its own tag, and no deeper than browsers go.

What is written here leaves a parser no choice. Nothing stands within tags, comments or scripts that could be read as a tag, and an end
tag is written for the innermost open element alone. So whatever a parser makes of it, no more elements are open than are counted here.
Elements are closed where the HTML standard closes them; where it would take elements apart (formatting and links that reach over the end
of a paragraph), they end with what they stand in.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import NamedTuple

from cleaner.html.tags import RAW, VOID
from cleaner.html.tokens import ATTRIBUTE, SPACE, TOKEN, lowered

# The depth at which browsers stop, and how many formatting elements may be open at once.
_DEEPEST, _FORMATTED = 512, 3
# A tag of more characters than this may have more attributes than anybody reads; so many are kept.
_LONG_TAG, _ATTRIBUTES = 20_000, 200
# So many tags count, half as many attributes, and one more for so many characters; other tags part words, and attributes are left out.
_TAGS, _CHARACTERS = 100_000, 50


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ROOTS = _words("html head body")
_EMPTY = VOID | {"image", "command"}
_TEXTUAL = RAW | {"textarea", "title"}
_FORMATS = _words("b big code em font i s small strike strong tt u")
_HEADINGS = _words("h1 h2 h3 h4 h5 h6")
_SPECIAL = (
    _HEADINGS
    | _words(
        """
        address applet article aside blockquote button caption center colgroup dd details dir div dl dt fieldset figcaption figure footer
        form frameset header hgroup li listing main marquee menu nav object ol p pre search section select summary table tbody td
        template tfoot th thead tr ul
        """
    )
)
# Elements that an end tag of another name does not reach over, by whose it is.
_SCOPE = _words("applet caption html table td th marquee object template select")
_BARRIERS = {
    "special": _SPECIAL,
    "scope": _SCOPE,
    "button": _SCOPE | {"button"},
    "list": _SCOPE | {"ul", "ol"},
    "table": _words("table template"),
    "item": _SPECIAL - {"address", "div", "p"},
}
_GROUPS = {name: tuple(group for group, held in _BARRIERS.items() if name in held) for name in _SPECIAL | _SCOPE}
# What ends an open paragraph.
_ENDS_PARAGRAPH = _HEADINGS | _words(
    """
    address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form header hgroup hr li
    listing main menu nav ol p plaintext pre search section summary table ul xmp
    """
)
_ITEMS = {"li": {"li"}, "dd": {"dd", "dt"}, "dt": {"dd", "dt"}}
_NOTES = _words("rb rp rt rtc")
# Parts of tables, and what each stands in beside the table.
_ROWS = _words("tbody thead tfoot")
_PARTS = {**dict.fromkeys(("tbody", "thead", "tfoot", "caption", "colgroup", "col"), ()), "tr": (_ROWS,), "td": ({"tr"}, _ROWS)}
_PARTS["th"] = _PARTS["td"]
# Elements that the same again closes, and that show nothing by themselves: of a run of them with nothing between one is enough.
_CLOSED_BY_LIKE = _words("p li dd dt option a nobr")
# Start tags that end a picture, unless they stand in a text of it that is HTML.
_NO_PICTURE = _HEADINGS | _words(
    """
    b big blockquote body br center code dd div dl dt em embed head hr i img li listing menu meta nobr ol p pre ruby s small span strong
    strike sub sup table tt u ul var
    """
)
_HTML_IN_PICTURE = _words("foreignobject desc title")
_EACH_ATTRIBUTE = re.compile(rf"[{SPACE}/]*+({ATTRIBUTE})")
_IN_SCRIPT = re.compile(rf"<!--(?!-?>)|-->|<(/?)script(?=[{SPACE}/>])", re.IGNORECASE)


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
                if name in _CLOSED_BY_LIKE and not token["ends"]:
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
        elif name in _TEXTUAL:
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
        hollow = rest.endswith("/") and self._last("math") >= 0 and name not in _EMPTY
        if self._attributes < 0:
            self._put(token.start(), f"<{token['name']}>", token.end())
        elif len(rest) > _LONG_TAG or hollow:
            self._put(token.start(), f"<{token['name']}{_shortened(rest)}>", token.end())
        if hollow:
            self._put(token.end(), "", token.end())
            self._pop(len(self._open) - 1)

    def _opens(self, name: str, token: re.Match[str]) -> bool:
        """Close what a start tag closes, and note what it opens; whether it is written."""
        if name in _ROOTS:
            first = name not in self._roots and not (name == "head" and self._open)
            self._roots.add(name)
            return first
        if name in _PARTS and not self._in_table(name):
            return False
        if name in _ENDS_PARAGRAPH:
            self._close(self._nearest("p", "button"))
        if name in _EMPTY:
            # In a formula they would be no empty elements, unless they end it.
            return self._last("math") < 0 or name in _NO_PICTURE
        return self._pushes(name, self._closes_like(name, token))

    def _in_table(self, name: str) -> bool:
        """Close what does not belong beside a part of a table; whether there is a table."""
        table = self._last("table")
        if table < 0:
            return False
        around = table
        for names in _PARTS[name]:
            found = max(self._last(each) for each in names)
            if found > table:
                around = found
                break
        self._close(around + 1)
        return True

    def _closes_like(self, name: str, token: re.Match[str]) -> bool:
        """Close an element that another of its kind closes; whether the new one may be written."""
        top = self._open[-1].name if self._open else ""
        if (name in _HEADINGS and top in _HEADINGS) or (name in _NOTES and top in _NOTES) or (name == "option" and top == "option"):
            self._pop(len(self._open) - 1)
        elif name in _ITEMS:
            last = self._last("item")
            if last >= 0 and self._open[last].name in _ITEMS[name]:
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
        elif name == "form":
            return self._last("form") < 0
        elif name in _FORMATS:
            return self._formats < _FORMATTED
        return True

    def _pushes(self, name: str, may: bool) -> bool:
        """Note that an element opens; whether its tag is written."""
        kept = may and self._depth < _DEEPEST
        place = len(self._open)
        self._open.append(_Open(name, kept))
        for group in (name, *_GROUPS.get(name, ())):
            self._at[group].append(place)
        self._depth += kept
        self._formats += kept and name in _FORMATS
        return kept

    def _end(self, name: str) -> None:
        """Close what an end tag closes."""
        if name in _HEADINGS:
            found = max(map(self._last, _HEADINGS))
            self._close(found if found >= self._last("scope") else -1)
        elif name == "br":
            self._made.append("<br>")
        elif name == "p" and self._nearest("p", "button") < 0:
            # This shows as an empty paragraph.
            self._made.append("<p></p>")
        elif name in _PARTS or name == "table":
            self._close(self._nearest(name, "table"))
        elif name != "form" and name in _SPECIAL:
            self._close(self._nearest(name, "button" if name == "p" else "list" if name == "li" else "scope"))
        elif (found := self._last(name)) > self._last("special"):
            self._close(found)
        elif found >= 0 and (name in _FORMATS or name in ("a", "nobr", "form")):
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
            for group in (name, *_GROUPS.get(name, ())):
                self._at[group].pop()
            if kept:
                self._made.append(f"</{name}>")
                self._depth -= 1
                self._formats -= name in _FORMATS

    def _textual(self, name: str, token: re.Match[str]) -> int:
        """Take in an element whose content is no markup, without what could be read as such; the place to go on from."""
        start = token.end()
        end = len(self._html) if name == "plaintext" else _end_of(name, self._html, start)
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
            rest = token["rest"] if len(token["rest"]) <= _LONG_TAG else _shortened(token["rest"])
            self._put(token.start(), f"<{name}{rest}>{content}</{name}>", following)
        return following

    def _unseen(self, name: str, token: re.Match[str]) -> int:
        """Take in a picture or a template without its content, which is never shown; the place to go on from."""
        at, depth, html_in_it = token.end(), 1, 0
        if name == "svg" and token["rest"].endswith("/"):
            depth = 0
        while depth and (sign := self._html.find("<", at)) >= 0:
            if name == "svg" and self._html.startswith("<![CDATA[", sign):
                at = self._html.find("]]>", sign) + 3
                at = at if at > 2 else len(self._html)
                continue
            inner = TOKEN.match(self._html, sign)
            at = inner.end() if inner else sign + 1
            if inner is None or inner["name"] is None:
                continue
            called, step = lowered(inner["name"]), -1 if inner["ends"] else 1
            if called == name:
                depth += step if not inner["rest"].endswith("/") or step < 0 or name == "template" else 0
            elif name == "svg" and called in _HTML_IN_PICTURE:
                html_in_it = max(0, html_in_it + step)
            elif name == "svg" and step > 0 and called in _NO_PICTURE and not html_in_it:
                at = sign
                break
            elif name == "template" and step > 0 and called in _TEXTUAL:
                at = _end_of(called, self._html, at)
        else:
            at = at if depth == 0 else len(self._html)
        self._put(token.start(), f"<{name}></{name}>", at)
        return at


def _end_of(name: str, html: str, at: int) -> int:
    """Where the end tag of an element begins whose content is no markup; the end of the page where it has none."""
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


@cache
def _ended(name: str) -> re.Pattern[str]:
    return re.compile(rf"</{name}(?=[{SPACE}/>])", re.IGNORECASE | re.ASCII)


def _shortened(rest: str) -> str:
    """The first of a tag's attributes alone."""
    found = (each[1] for each, _ in zip(_EACH_ATTRIBUTE.finditer(rest), range(_ATTRIBUTES), strict=False))
    return "".join(" " + attribute for attribute in found)
