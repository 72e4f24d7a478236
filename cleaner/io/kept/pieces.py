"""The text nodes of a web page, cut down to what its ledger keeps of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from cleaner.html.markup import Markup
from cleaner.html.parse import parse
from cleaner.html.tags import PRESERVED
from cleaner.html.walk import walk
from cleaner.io.kept.outline import Attributes, Outline
from cleaner.model.cleaned import CleanedPage

# White space as the walk over the page collapses it, and the breaks at which it begins a line of preserved text.
_SPACE = re.compile("[ \\t\\n\\r\\f\\v\\x1c-\\x1f\\x85\u2028\u2029]+")
_BREAKS = re.compile("\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")


class Text(NamedTuple):
    """A kept piece of a text node.

    Args:
        line: the number of its line, from 0.
        element: the number of the element it stands in.
        text: what is kept of it.
    """

    line: int
    element: int
    text: str


class Texts:
    """The text nodes of a page with the elements they stand in.

    Args:
        page: a cleaned web page.
    """

    def __init__(self, page: CleanedPage) -> None:
        self._page = page
        nodes: list[LexborNode] = []
        attributes: list[Attributes] = []
        self._nodes: list[tuple[LexborNode, int]] = []

        def note(node: LexborNode, _tag: str, given: Attributes, _element: int) -> None:
            nodes.append(node)
            attributes.append(given)

        # The tree is held on to: a node without its tree is none.
        self._tree = parse(page.page.html or "")
        markup = walk(self._tree, note, self._nodes)
        self._elements = {node.mem_id: element for element, node in enumerate(nodes)}
        self._preserved = _preserved(markup)
        self.outline = Outline(markup.elements, attributes, page.page.url)

    def kept(self, lines: range) -> Iterator[Text]:
        """What is kept of some lines, in document order.

        Args:
            lines: their numbers, from 0.
        """
        kept, pieces = self._page.ledger.kept, self._page.ledger.pieces
        line_under_way, seen = -1, 0
        for node, first in self._nodes:
            if node.parent is None:
                continue
            element = self._elements[node.parent.mem_id]
            preserved = self._preserved[element]
            text = node.text_content or ""
            for line, piece in enumerate(_BREAKS.split(text) if preserved else (_SPACE.sub(" ", text),), first):
                if line not in lines or not kept[line]:
                    continue
                if line in pieces:
                    if line != line_under_way:
                        line_under_way, seen = line, 0
                    bare = len(_SPACE.sub("", piece))
                    piece, seen = self._edited(line, piece, seen), seen + bare
                yield Text(line, element, piece)

    def _edited(self, line: int, text: str, seen: int) -> str:
        """A piece of a line of which something was changed; pieces are told by their characters, since white space comes and goes."""
        source = self._page.page.lines[line]
        made: list[str] = []
        spans = [
            (_bare(source[: piece.start]), _bare(source[: piece.end]), piece.claim.rewrite_to or "")
            for piece in self._page.ledger.pieces[line]
        ]
        for character in text:
            if _SPACE.fullmatch(character):
                made.append(character)
                continue
            inside = next((span for span in spans if span[0] <= seen < span[1]), None)
            if inside is None:
                made.append(character)
            elif inside[0] == seen:
                made.append(inside[2])
            seen += 1
        return "".join(made)


def _bare(text: str) -> int:
    """How many characters of a text are no white space."""
    return len(_SPACE.sub("", text))


def _preserved(markup: Markup) -> bytearray:
    """One byte an element, 1 where text keeps its breaks."""
    elements = markup.elements
    preserved = bytearray(len(elements))
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        preserved[element] = tag in PRESERVED or (parent >= 0 and preserved[parent])
    return preserved
