"""What each element does to the text in it, as browsers show it, and what its name alone tells of the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import IntFlag


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


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
# Cells stand beside each other on the line of their row.
CELLS = frozenset({"td", "th"})
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


_HIDDEN, _NAMED = int(Mark.hidden), frozenset({"role", "hidden", "style"})


def marks_of(tag: str, attributes: Mapping[str, str]) -> int:
    """What an element says by its own name and attributes.

    Args:
        tag: its name.
        attributes: its attributes.
    """
    marks = MARKS.get(tag, 0)
    if attributes and not _NAMED.isdisjoint(attributes):
        marks |= ROLES.get(attributes.get("role", ""), 0) | (_HIDDEN if hidden(attributes) else 0)
    return marks | _HIDDEN if tag == "dialog" and "open" not in attributes else marks


def hidden(attributes: Mapping[str, str]) -> bool:
    """Whether an element's own attributes say that it is not shown before a script runs.

    Args:
        attributes: its attributes.
    """
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        # What servers stream after the page stands in such an element until a script moves it to its place.
        return not (attributes.get("id") or "").startswith("S:")
    style = attributes.get("style")
    return style is not None and _HIDING.search(style) is not None
