"""What start tags say of the text in an element, and how the parser writes out tags and texts of a page that it has read."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntFlag
from functools import cache


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


class Image(str):
    """The start tag of an image, without its brackets, among the texts of a page."""

    __slots__ = ()


class Mark(IntFlag):
    """What an element says of all text in it; an element has its own marks and those of the elements around it."""

    nav = 1
    aside = 1 << 1
    header = 1 << 2
    footer = 1 << 3
    main = 1 << 4
    article = 1 << 5
    section = 1 << 6
    form = 1 << 7
    list = 1 << 8
    table = 1 << 9
    figure = 1 << 10
    quote = 1 << 11
    code = 1 << 12
    dialog = 1 << 13
    details = 1 << 14
    hidden = 1 << 15
    link = 1 << 16
    button = 1 << 17
    heading_1 = 1 << 18
    heading_2 = 1 << 19
    heading_3 = 1 << 20
    heading_4 = 1 << 21
    heading_5 = 1 << 22
    heading_6 = 1 << 23
    caption = 1 << 24
    address = 1 << 25
    time = 1 << 26


# Not shown, or shown as something else than text. A `noscript` stands in for scripts, which readers' browsers run: what it holds is
# a picture that comes late, or a second copy. What a `select` offers are values of a form. A `template` shows nothing by itself.
UNSEEN = _words(
    """
    img picture wbr head title meta link base script style noscript template iframe frame noframes embed applet svg canvas audio
    video source track map area select datalist textarea input progress meter param annotation annotation-xml -comment -doctype
    """
)

# Elements that begin and end a line. All others, unknown ones too, run on in the line they stand in.
BLOCKS = _words(
    """
    html body address article aside blockquote center dd details dialog dir div dl dt fieldset figcaption figure footer form
    frameset h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p plaintext pre search section
    summary table caption colgroup thead tbody tfoot tr ul xmp
    """
)
HEADINGS = _words("h1 h2 h3 h4 h5 h6")
# Cells stand beside each other on the line of their row.
CELLS = frozenset({"td", "th"})
ROWS = CELLS | {"tr"}
# Text in these keeps its spaces and breaks.
PRESERVED = frozenset({"pre", "listing", "xmp", "plaintext"})

# Elements that can hold nothing, and those whose content is written as it stands.
VOID = _words("area base basefont bgsound br col embed frame hr img input keygen link meta param source track wbr")
RAW = _words("script style xmp iframe noembed noframes noscript plaintext")

# A `noscript` stands in for what scripts show. Notes to switch scripts on are shorter than this; what is longer is the page itself, as
# some forums send it.
WHOLE_PAGE = 1_000

_MARKS = {
    "nav": Mark.nav,
    "aside": Mark.aside,
    "header": Mark.header,
    "footer": Mark.footer,
    "main": Mark.main,
    "article": Mark.article,
    "section": Mark.section,
    "form": Mark.form,
    "ul": Mark.list,
    "ol": Mark.list,
    "dl": Mark.list,
    "menu": Mark.list,
    "table": Mark.table,
    "figure": Mark.figure,
    "figcaption": Mark.caption,
    "caption": Mark.caption,
    "blockquote": Mark.quote,
    "q": Mark.quote,
    "pre": Mark.code,
    "code": Mark.code,
    "listing": Mark.code,
    "dialog": Mark.dialog,
    "details": Mark.details,
    "a": Mark.link,
    "button": Mark.button,
    "h1": Mark.heading_1,
    "h2": Mark.heading_2,
    "h3": Mark.heading_3,
    "h4": Mark.heading_4,
    "h5": Mark.heading_5,
    "h6": Mark.heading_6,
    "address": Mark.address,
    "time": Mark.time,
}
MARKS: dict[str, int] = {tag: int(mark) for tag, mark in _MARKS.items()}
# A role says what an element is where its name does not.
ROLES: dict[str, int] = {
    role: int(mark)
    for role, mark in {
        "navigation": Mark.nav,
        "complementary": Mark.aside,
        "banner": Mark.header,
        "contentinfo": Mark.footer,
        "main": Mark.main,
        "article": Mark.article,
        "form": Mark.form,
        "search": Mark.form,
        "list": Mark.list,
        "table": Mark.table,
        "figure": Mark.figure,
        "dialog": Mark.dialog,
        "alertdialog": Mark.dialog,
        "link": Mark.link,
        "button": Mark.button,
    }.items()
}
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# A name that no attribute of a page can have: it marks elements that selectors of rules match.
MATCHED = "/"
# A script that holds a comment may hold scripts in it, whose ends are not its own.
_IN_SCRIPT = re.compile(r"<!--(?!-?>)|-->|<(/?)script(?=[ \t\n\r\f/>])", re.IGNORECASE)
# These hold no markup, so the first end is theirs.
_TEXTUAL = (RAW | {"textarea", "title"}) - {"script"}


def stated_marks(tag: str, attributes: Mapping[str, str]) -> int:
    """What an element says by its attributes: its role, and whether it is not shown before a script runs."""
    hides = _hides(attributes) or (tag == "dialog" and "open" not in attributes)
    return ROLES.get(attributes.get("role", ""), 0) | (Mark.hidden.value if hides else 0)


def _hides(attributes: Mapping[str, str]) -> bool:
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        # What servers stream after the page stands in such an element until a script moves it to its place.
        return not attributes.get("id", "").startswith("S:")
    return _HIDING.search(attributes.get("style", "")) is not None


def attributes_in(written: str) -> dict[str, str]:
    """The attributes of a start tag that is given without its brackets."""
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
    """A start tag without its brackets."""
    return "".join([tag, *(f' {name}="{_escaped(value or "")}"' for name, value in attributes.items())])


def _escaped(text: str) -> str:
    text = text.replace("&", "&amp;").replace("\xa0", "&nbsp;")
    return text.replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def plain(text: str) -> str:
    """A text or a value without escapes."""
    if "&" not in text:
        return text
    text = text.replace("&nbsp;", "\xa0").replace("&lt;", "<").replace("&gt;", ">")
    return text.replace("&quot;", '"').replace("&amp;", "&")


def end_of(html: str, tag: str, at: int) -> int:
    """Where the end tag of an element begins whose content, from `at`, is passed over; the end of the page where it has none."""
    if tag in _TEXTUAL or tag == "script":
        end = html.find(f"</{tag}>", at)
        if tag == "script" and (end < 0 or html.find("<!--", at, end) >= 0):
            return script_end(html, at)
        return end if end >= 0 else len(html)
    depth = 1
    while found := next((found for found in _ends(tag).finditer(html, at) if found[1]), None):
        name, at = found[1], found.end(1)
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

    The first group has it. Other tags match as a whole, without it: a page may make up names that hold what looks like one of these.
    """
    matters = rf"!--|/(?={tag}>)|(?:{tag}|{'|'.join(sorted(RAW))})(?=[ >])"
    return re.compile(rf"<(?:({matters})|[^>]*(?:>|\Z))")


def script_end(html: str, at: int) -> int:
    """Where a script ends whose content begins in a place; the end of the page where it does not."""
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
