"""Pages that would cost a parser time or memory without bound, made harmless; all other pages pass as they are.

A parser keeps a stack of open elements and looks through it at many tags, so that depth costs its square; it compares each attribute
of an element with all before it; and it opens again, in every paragraph, formatting that was never closed. Browsers stop counting at
a depth of 512 and so does this: deeper elements are taken away, and what they hold stays.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleaner.html.glance import SHALLOW, Glance, glance

# The depth at which browsers stop, and how many formatting elements may be open at once.
_DEEPEST, _FORMATTED = 512, 3
# A tag of more characters than this may have more attributes than anybody reads; so many are kept.
_LONG_TAG, _ATTRIBUTES = 20_000, 200
# So many tags count, half as many attributes, and one more for so many characters; other tags part words, and attributes are left out.
_TAGS, _CHARACTERS = 100_000, 50

_ENDLESS = re.compile(r"<[a-zA-Z][^<>]{20000}")
_NAME = re.compile(r"/?([a-zA-Z][^\s/>]*)")
_ATTRIBUTE = re.compile(r"\s+[^\s=>\"'/]+(?:\s*=\s*(?:\"[^\"]*\"|'[^']*'|[^\s\"'>]+))?")
_FORMATS = frozenset({"b", "big", "code", "em", "font", "i", "s", "small", "strike", "strong", "tt", "u"})
_RAW = frozenset({"script", "style", "textarea", "title", "xmp", "iframe", "noembed", "noframes", "noscript"})
# Elements that hold nothing, or that the next of their kind closes: they add no depth of their own.
_FLAT = frozenset(
    {
        *("area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr", "frame"),
        *("a", "nobr", "p", "option", "tr", "td", "th", "thead", "tbody", "tfoot", "html", "head", "body"),
    }
)
# Items of lists, which one of their own kind closes and one of the other kind does not.
_ITEMS = {"li": "li", "dd": "dd", "dt": "dd"}
# Elements that the same again closes, and that show nothing by themselves: of a run of them with nothing between one is enough.
_CLOSED_BY_LIKE = frozenset({"p", "li", "dd", "dt", "option", "a", "nobr"})


def tamed(html: str) -> str:
    """The page, or what is left of it without the tags that would be harmful.

    Args:
        html: the page.
    """
    return tame(html) if is_suspect(html, glance(html)) else html


def tame(html: str) -> str:
    """What is left of a page without the tags that would be harmful.

    Args:
        html: the page.
    """
    return _Taming(html).text()


def is_suspect(html: str, seen: Glance) -> bool:
    """Whether a page must be looked at tag by tag.

    Args:
        html: the page.
        seen: its counts.
    """
    most = _TAGS + len(html) // _CHARACTERS
    if seen.equals > most // 2 or seen.tags > most or seen.deepest > SHALLOW:
        return True
    return any(_ENDLESS.search(html, start, end) for start, end in _far_between(html))


def _far_between(html: str) -> Iterator[tuple[int, int]]:
    """Where no tag ends for longer than any tag is long."""
    at = 0
    while len(html) - at > _LONG_TAG:
        # The last end within reach: those between are no further apart.
        following = html.rfind(">", at, at + _LONG_TAG + 1) + 1
        if following == 0:
            following = html.find(">", at) + 1 or len(html) + 1
            yield at, following - 1
        at = following


class _Taming:
    """The state of one reading: what is open, and what of it was taken away.

    Args:
        html: the page.
    """

    def __init__(self, html: str) -> None:
        self._html = html
        self._left = _TAGS + len(html) // _CHARACTERS
        self._attributes = self._left // 2
        self._open: list[tuple[str, bool]] = []
        self._names: Counter[str] = Counter()
        self._depth = self._formats = 0
        self._dropped: Counter[str] = Counter()
        self._formatting: Counter[str] = Counter()

    def text(self) -> str:
        """The page without the tags that would be harmful."""
        html, made, start, at, before = self._html, list[str](), 0, 0, ""
        while (sign := html.find("<", at)) >= 0:
            if html.startswith("<!--", sign):
                at = html.find("-->", sign + 4) + 3
            elif (named := _NAME.match(html, sign + 1)) is None:
                at = sign + 1
                continue
            else:
                again = sign == at and before != "" and html.startswith(before, sign)
                at = html.find(">", sign) + 1
                name, ends = named[1].lower(), html[sign + 1] == "/"
                before = html[sign:at] if name in _CLOSED_BY_LIKE and not ends else ""
                kept = at > 0 and not again and self._keeps(name, ends)
                self._attributes -= html.count("=", sign, at)
                if kept and self._attributes < 0:
                    made += (html[start:sign], f"<{named[0]}>")
                    start = at
                elif kept and at - sign > _LONG_TAG:
                    made += (html[start:sign], _shortened(html[sign:at], named[1]))
                    start = at
                elif not kept and at > 0:
                    made += (html[start:sign], " " if self._left <= 0 else "")
                    start = at
                if name in _RAW and not ends and at > 0:
                    at = self._raw_end(name, at)
                    start = start if kept else max(at, start)
            if at < 3:
                break
        return "".join(made) + html[start:]

    def _raw_end(self, name: str, at: int) -> int:
        """Where the text of a script and the like ends; 0 where it goes on to the end of the page."""
        found = re.compile(f"</{name}", re.IGNORECASE).search(self._html, at)
        return found.start() if found else 0

    def _keeps(self, name: str, ends: bool) -> bool:
        """Whether a tag stays."""
        self._left -= 1
        if self._left <= 0:
            return False
        if name in _FLAT or name in _RAW:
            return True
        if name in _FORMATS:
            return self._keeps_format(name, ends)
        if name in _ITEMS:
            return self._keeps_item(name, ends)
        return self._keeps_end(name) if ends else self._keeps_start(name)

    def _keeps_format(self, name: str, ends: bool) -> bool:
        if not ends:
            kept = self._formats < _FORMATTED
            self._formats += kept
            (self._formatting if kept else self._dropped)[name] += 1
            return kept
        if self._dropped[name]:
            self._dropped[name] -= 1
            return False
        kept = self._formatting[name] > 0
        self._formatting[name] -= kept
        self._formats -= kept
        return kept

    def _keeps_item(self, name: str, ends: bool) -> bool:
        if ends:
            return not self._names[name] or self._keeps_end(name)
        if self._open and _ITEMS.get(self._open[-1][0]) == _ITEMS[name]:
            self._keeps_end(self._open[-1][0])
        return self._keeps_start(name)

    def _keeps_start(self, name: str) -> bool:
        kept = self._depth < _DEEPEST
        self._depth += kept
        self._open.append((name, kept))
        self._names[name] += 1
        return kept

    def _keeps_end(self, name: str) -> bool:
        if not self._names[name]:
            return False
        while True:
            ended, kept = self._open.pop()
            self._names[ended] -= 1
            self._depth -= kept
            if ended == name:
                return kept


def _shortened(tag: str, name: str) -> str:
    """A tag with the first of its attributes alone."""
    found = _ATTRIBUTE.finditer(tag[: _LONG_TAG * 10], 1 + len(name))
    return f"<{name}{''.join(attribute[0] for attribute, _ in zip(found, range(_ATTRIBUTES), strict=False))}>"
