"""How the parser writes out a page that it has read: attributes, texts, and where elements end whose content is no markup."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from cleaner.html.tags import RAW

# A name that no attribute of a page can have: it marks elements that rules mean.
MARK = "/"
# What is written out as it stands, besides the end that is looked for: an end within it is none.
_INERT = "|".join(sorted(RAW))
# A script that holds a comment may hold scripts in it, whose ends are not its own.
_IN_SCRIPT = re.compile(r"<!--(?!-?>)|-->|<(/?)script(?=[ \t\n\r\f/>])", re.IGNORECASE)
# These hold no markup, so the first end is theirs.
_TEXTUAL = (RAW | {"textarea", "title"}) - {"script"}


def attributes_in(written: str) -> dict[str, str]:
    """The attributes of a start tag.

    Args:
        written: the tag without its brackets.
    """
    found: dict[str, str] = {}
    at = written.find(" ")
    while at >= 0:
        # A name may begin with the sign that ends it.
        sign = written.find('="', at + 2)
        if sign < 0:
            break
        end = written.find('"', sign + 2)
        found[written[at + 1 : sign]] = plain(written[sign + 2 : end])
        at = written.find(" ", end)
    return found


def start_tag(tag: str, attributes: Mapping[str, str | None]) -> str:
    """A start tag without its brackets, as the parser writes it.

    Args:
        tag: the name of the element.
        attributes: its attributes.
    """
    return "".join([tag, *(f' {name}="{_escaped(value or "")}"' for name, value in attributes.items())])


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("\xa0", "&nbsp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def plain(text: str) -> str:
    """A text or a value without escapes.

    Args:
        text: as it is written.
    """
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">")
    return text.replace("&quot;", '"').replace("&amp;", "&")


def end_of(html: str, tag: str, at: int) -> int:
    """Where the end tag of an element begins whose content is passed over; the end of the page where it has none.

    Args:
        html: the page, as it is written.
        tag: the name of the element.
        at: where its content begins.
    """
    if tag in _TEXTUAL:
        end = html.find(f"</{tag}>", at)
        return end if end >= 0 else len(html)
    if tag == "script":
        return _script_end(html, at)
    depth = 1
    while found := _ends(tag).match(html, at):
        name, at = found[1], found.end()
        if name == "!--":
            at = html.find("-->", at) + 3
            continue
        if name == "/":
            depth -= 1
            if not depth:
                return found.start(1) - 1
        elif name == tag:
            depth += 1
        at = html.find(">", at) + 1
        if name not in ("/", tag):
            at = end_of(html, name, at)
    return len(html)


@cache
def _ends(tag: str) -> re.Pattern[str]:
    """What matters within an element that may hold its like: its ends, its like, comments, and what holds no markup.

    Other tags are passed over as a whole, since a page may make up names that hold what looks like one of these.
    """
    matters = rf"!--|/(?={tag}>)|(?:{tag}|{_INERT})(?=[ >])"
    return re.compile(rf"(?:[^<]++|<(?!{matters})[^>]*+>)*+<({matters})")


def _script_end(html: str, at: int) -> int:
    end = html.find("</script>", at)
    if end < 0 or html.find("<!--", at, end) < 0:
        return end if end >= 0 else len(html)
    commented = inner = False
    for found in _IN_SCRIPT.finditer(html, at):
        sign = found[0]
        if sign == "<!--":
            commented = True
        elif sign == "-->":
            commented = inner = False
        elif not found[1]:
            inner = commented
        elif inner:
            inner = False
        else:
            return found.start()
    return len(html)
