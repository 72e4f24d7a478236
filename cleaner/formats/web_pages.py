"""The kept text of a web page, cut where its text nodes begin, and the images among it.

What is written of a line is the line's own text, white space included. Images are those that stand among kept text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html import escape
from itertools import accumulate
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser

from cleaner.document.result import CleanedPage
from cleaner.formats.elements import Step
from cleaner.formats.escapes import SHOWN, whole
from cleaner.html.markup import Elements, Markup
from cleaner.html.spacing import BREAKS
from cleaner.html.tags import PRESERVED, Image, attributes_in
from cleaner.html.walk import Texts
from cleaner.metadata.page import LONGEST_ADDRESS

# What the walk over the page neither drops nor collapses.
_BARE = re.compile("[^ \\t\\n\\r\\f\\v\\x1c-\\x1f\\x85\u2028\u2029]+")


class Text(NamedTuple):
    """A kept piece of a line, or an image beside the lines."""

    line: int
    element: int
    text: str
    image: Image | None = None
    within: bool = False


def kept_texts(page: CleanedPage, markup: Markup, texts: Texts, lines: range) -> Iterator[Text]:
    """What is kept of some lines, in document order."""
    kept, preserved = page.ledger.kept, _preserved(markup)
    under_way, at, element = -1, 0, 0
    for text, first, element_of_node in texts:
        if isinstance(text, Image):
            if first in lines and not preserved[element_of_node]:
                yield Text(first, element_of_node, "", text, first == under_way and at > 0)
            continue
        for line, piece in enumerate(BREAKS.split(text) if preserved[element_of_node] else (text,), first):
            if line not in lines or not kept[line]:
                continue
            if line != under_way:
                if under_way >= 0:
                    yield from _rest(page, under_way, element, at)
                under_way, at = line, 0
            # White space alone begins no line; in preserved text there are empty lines.
            if (at == 0 and piece.isspace() and not preserved[element_of_node]) or not (piece or preserved[element_of_node]):
                continue
            element = element_of_node
            end = _reach(page.page.lines[line], at, sum(map(len, _BARE.findall(piece))))
            yield Text(line, element, _output(page, line, at, end))
            at = end
    if under_way >= 0:
        yield from _rest(page, under_way, element, at)


def _rest(page: CleanedPage, line: int, element: int, at: int) -> Iterator[Text]:
    """What no text node was left for, so that nothing of a line is lost."""
    if rest := _output(page, line, at, len(page.page.lines[line].rstrip("\n"))):
        yield Text(line, element, rest)


def _reach(line: str, at: int, count: int) -> int:
    """The offset after some more characters that are no white space, at most the end of the line before its break."""
    # A line may have lost white space at its end that its text nodes still count.
    most = len(line.rstrip("\n"))
    while count > 0 and at < most:
        piece = line[at : min(at + count, most)]
        count -= sum(map(len, _BARE.findall(piece)))
        at += len(piece)
    return at


def _output(page: CleanedPage, line: int, start: int, end: int) -> str:
    """What became of some characters of a kept line."""
    source, made = page.page.lines[line], ""
    for piece in page.ledger.pieces.get(line, ()):
        if piece.end <= start or piece.start >= end:
            continue
        made += source[start : piece.start] if piece.start > start else ""
        made += (piece.claim.rewrite_to or "") if start <= piece.start else ""
        start = min(piece.end, end)
    return made + source[start:end]


def _preserved(markup: Markup) -> bytearray:
    """One byte an element, 1 where text keeps its breaks."""
    elements = markup.elements
    preserved = bytearray(len(elements))
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        preserved[element] = tag in PRESERVED or (parent >= 0 and preserved[parent])
    return preserved


# Where pages keep the address of an image that a script shows once a reader comes near.
_LATE = ("src", "data-src", "data-lazy-src", "data-original")
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
# Images of so many pixels count readers.
_SMALL = frozenset({"0", "1", "2"})
# A figure may have so many boxes around its image and its caption.
_BOXES = 4
_WHOLE_PAGE = frozenset({"html", "body"})
# What stands in an address behind the path, which no link is relative to.
_BEHIND_PATH = re.compile("[?#]")


def base_of(page: CleanedPage, tree: LexborHTMLParser) -> str | None:
    """The address that links of a web page are relative to, where the page states it or came with it; None where nothing says it.

    None also where it is longer than 2,048 characters up to the end of its path: each link would repeat it, and a page of some kilobytes
    become many megabytes. Links then stay as they are written.
    """
    url = page.page.url or (page.metadata.canonical if page.metadata else None)
    stated = tree.css_first("base[href]")
    base = whole((stated.attributes.get("href") or "") if stated else "", url, SHOWN) or whole(url or "", None, SHOWN)
    base = _BEHIND_PATH.split(base, maxsplit=1)[0]
    return base if 0 < len(base) <= LONGEST_ADDRESS else None


def unwrapped(tree: LexborHTMLParser) -> LexborHTMLParser:
    """The tree, with the image of each `picture` before it: what a `picture` holds is passed over."""
    for picture in tree.css("picture"):
        if image := picture.css_first("img"):
            picture.insert_before(image)
    return tree


class Pictures:
    """Which images of a page are shown, and where they lie."""

    def __init__(self, page: CleanedPage, elements: Elements, base: str | None) -> None:
        self._elements, self._base = elements, base
        self._kept = [0, *accumulate(map(bool, page.ledger.kept))]
        self._count = 0
        # For elements that images were found in, the element around them whose text tells whether they are kept.
        self._among: dict[int, int] = {}

    def shown(self, image: Image, line: int, element: int) -> Step | None:
        """An image as it is written; None where it belongs to what was removed, counts readers or has no address."""
        attributes = attributes_in(image)
        if not _SMALL.isdisjoint((attributes.get("width"), attributes.get("height"))) or not self._is_kept(line, element):
            return None
        address = next(filter(None, (whole(one, self._base, SHOWN) for one in _addresses(attributes))), "")
        if not address:
            return None
        self._count += 1
        words = " ".join(attributes.get("alt", "").split())
        return Step(("img", self._count), "img", f' src="{escape(address)}" alt="{escape(words)}"', address=address, says=words)

    def _is_kept(self, line: int, element: int) -> bool:
        """Whether the text that an image stands among is kept."""
        way: list[int] = []
        while element >= 0 and element not in self._among and not self._tells(element):
            way.append(element)
            element = self._elements.parents[element]
        around = self._among.get(element, element)
        self._among.update(dict.fromkeys(way, around))
        if around < 0:
            return False
        if self._elements.tags[around] in _WHOLE_PAGE:
            # Above the first line and below the last stand logos.
            return 0 < self._kept[min(line, len(self._kept) - 1)] < self._kept[-1]
        return self._kept[min(self._elements.last[around], len(self._kept) - 1)] > self._kept[self._elements.first[around]]

    def _tells(self, element: int) -> bool:
        """Whether the text in an element tells of images in it: not in a figure, whose caption goes where its image may stay."""
        elements = self._elements
        if elements.tags[element] in _WHOLE_PAGE:
            return True
        if elements.first[element] >= elements.last[element] or elements.tags[element] == "figure":
            return False
        for _ in range(_BOXES):
            element = elements.parents[element]
            if element < 0 or elements.tags[element] not in ("a", "div", "span", "figure"):
                return True
            if elements.tags[element] == "figure":
                return False
        return True


def _addresses(attributes: Mapping[str, str]) -> Iterator[str]:
    yield from (attributes[name] for name in _LATE if attributes.get(name))
    yield from (attributes[name].split(",")[0].split()[0] for name in _SETS if attributes.get(name, "").split(",")[0].strip())
