"""The elements of a page that may state something of its story, found by one search, since to look through a page takes longest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from selectolax.lexbor import LexborHTMLParser, LexborNode

_TIMES = ("datepublished", "datecreated", "datemodified")
_STATING = (
    "main, [role='main' i], meta[content], h1, h2, link[rel~='canonical' i], time, [itemprop], [rel~='author' i], "
    "[class*='author' i], [class*='byline' i], [data-testid*='author' i]"
)


class Marks:
    """The elements that may state something, in order, by what they may state.

    Args:
        tree: the page.
    """

    def __init__(self, tree: LexborHTMLParser) -> None:
        self.mains: list[LexborNode] = []
        self.metas: list[Mapping[str, str | None]] = []
        self.headings: list[LexborNode] = []
        self.people: list[LexborNode] = []
        self.times: list[LexborNode] = []
        self.canonical: list[LexborNode] = []
        before = -1
        for node in tree.css(_STATING):
            # An element is found once by each selector that means it.
            if node.mem_id != before:
                before = node.mem_id
                self._sort(node, node.tag or "", node.attributes)

    def _sort(self, node: LexborNode, tag: str, attributes: Mapping[str, str | None]) -> None:
        rel, role, items = (_lowered(attributes, name) for name in ("rel", "role", "itemprop"))
        if tag == "main" or role == "main":
            self.mains.append(node)
        if tag == "meta" and "content" in attributes:
            self.metas.append(attributes)
        elif tag in ("h1", "h2"):
            self.headings.append(node)
        elif tag == "link" and "canonical" in rel.split():
            self.canonical.append(node)
        # Each mark counts, as if the element stood there so often.
        named, linked, shown = items.split(), rel.split(), _lowered(attributes, "class")
        marks = "author" in named, "author" in linked, "author" in shown, "byline" in shown, "author" in _lowered(attributes, "data-testid")
        self.people += [node] * sum(marks)
        self.times += [node] * ((tag == "time") + sum(name in named for name in _TIMES))


def _lowered(attributes: Mapping[str, str | None], name: str) -> str:
    return (attributes.get(name) or "").lower()
