"""The kept text of a web page, cut where its text nodes begin: what is written of a line is the line's own text, white space included."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.document.result import CleanedPage
from cleaner.html.markup import Markup
from cleaner.html.tags import PRESERVED
from cleaner.html.walk import Texts

# What the walk over the page neither drops nor collapses, and the breaks at which it begins a line of preserved text.
_BARE = re.compile("[^ \\t\\n\\r\\f\\v\\x1c-\\x1f\\x85\u2028\u2029]+")
_BREAKS = re.compile("\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")


class Image(str):
    """The start tag of an image, among the texts of a page."""

    __slots__ = ()


class Text(NamedTuple):
    """A kept piece of a line, or an image beside the lines.

    Args:
        line: the number of the line, from 0; of an image, of the line it stands in or before.
        element: the number of the element it stands in.
        text: what is kept of it.
        image: the image, whose text is empty.
        within: whether an image stands in a line that was begun.
    """

    line: int
    element: int
    text: str
    image: Image | None = None
    within: bool = False


def kept_texts(page: CleanedPage, markup: Markup, texts: Texts, lines: range) -> Iterator[Text]:
    """What is kept of some lines, in document order.

    Args:
        page: a cleaned web page.
        markup: its elements.
        texts: its text nodes, and its images if they are asked for.
        lines: the numbers of the lines, from 0.
    """
    kept, preserved = page.ledger.kept, _preserved(markup)
    under_way, at, element = -1, 0, 0
    for text, first, element_of_node in texts:
        if isinstance(text, Image):
            if first in lines and not preserved[element_of_node]:
                yield Text(first, element_of_node, "", text, first == under_way and at > 0)
            continue
        for line, piece in enumerate(_BREAKS.split(text) if preserved[element_of_node] else (text,), first):
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
    """The offset after some more characters that are no white space."""
    while count > 0 and at < len(line):
        piece = line[at : at + count]
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
