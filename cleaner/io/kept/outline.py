"""Which elements of a web page are written again around its text: those that say something of it, and no mere boxes."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from cleaner.html.markup import Elements
from cleaner.io.kept.addresses import whole
from cleaner.io.kept.cells import MOST, cells
from cleaner.io.kept.languages import language_of
from cleaner.io.kept.numbers import numbers
from cleaner.io.kept.writer import Step

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_BLOCKS = {
    tag: tag for tag in (*_HEADINGS, "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "tr", "td", "th", "caption")
}
_BLOCKS |= {"menu": "ul", "dir": "ul", "listing": "pre", "xmp": "pre", "plaintext": "pre"}
_INLINE = {tag: tag for tag in ("a", "em", "strong", "code", "kbd", "samp", "sub", "sup", "del", "ins", "mark")}
_INLINE |= {"b": "strong", "i": "em", "s": "del", "strike": "del", "tt": "code"}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
# What stands in no cell of a table of figures: a table that holds some was made for the layout.
_LAID_OUT = frozenset({*_HEADINGS, "table", "ul", "ol", "dl", "blockquote", "pre", "figure", "article", "section", "form"})
_LOOSENING = frozenset({*_HEADINGS, "blockquote", "pre", "table"})
_ROLES = frozenset({"presentation", "none"})
# The names that only mean something inside others, and which those are.
_INSIDE = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "tr": ("table",), "td": ("tr",), "th": ("tr",), "caption": ("table",)}
_WRITTEN = frozenset(_BLOCKS) | frozenset(_INLINE)
_MOST_STEPS = 40


class Outline:
    """The elements of a page that are written, and the way to each.

    Args:
        elements: the elements of the page.
        base: the address that links are relative to, if known.
    """

    def __init__(self, elements: Elements, base: str | None) -> None:
        self._elements, self._base = elements, base
        tables = _tables_around(elements)
        self._cells = cells(elements, tables)
        self._layout = _layout(elements, tables, self._cells)
        self._loose = _loose_items(elements)
        self._numbers = numbers(elements)
        self._last_items: dict[int, int] = {}
        self._steps: list[Step | None] = []
        self._around: list[int] = []
        self._depths: list[int] = []
        for element, tag in enumerate(elements.tags):
            parent = elements.parents[element]
            around = -1 if parent < 0 else parent if self._steps[parent] else self._around[parent]
            if tag in _LISTS and around in self._last_items:
                # A list beside an item, and in no item itself, is a list within that item.
                around = self._last_items[around]
            self._around.append(around)
            depth = self._depths[around] + 1 if around >= 0 else 0
            self._depths.append(depth)
            step = self._step(element, tag, around) if tag in _WRITTEN and depth < _MOST_STEPS else None
            self._steps.append(step)
            if step and step.tag == "li":
                self._last_items[around] = element
            elif step and step.tag in _BLOCKS:
                self._last_items.pop(around, None)

    def way(self, element: int) -> tuple[list[Step], list[Step]]:
        """The blocks and the inline elements around the text of an element, each with the outermost first.

        Args:
            element: its number.
        """
        outer: list[Step] = []
        inner: list[Step] = []
        while element >= 0:
            if step := self._steps[element]:
                (outer if step.tag in _BLOCKS else inner).append(step)
            element = self._around[element]
        return outer[::-1], inner[::-1]

    def _step(self, element: int, tag: str, around: int) -> Step | None:
        if tag in _INLINE:
            return self._inline(element, _INLINE[tag], around)
        tag = _BLOCKS[tag]
        if self._layout[element]:
            return None
        blocks = self._blocks_around(around)
        wanted = _INSIDE.get(tag)
        if wanted and (not blocks or blocks[0].tag not in wanted):
            return None
        if tag in ("ul", "ol") and blocks and blocks[0].tag in ("ul", "ol"):
            # Nothing but an item stands in a list; with none before it the inner list is merely more of the outer one.
            return None
        if (tag == "p" and any(step.holds_text for step in blocks)) or any(step.tag == "pre" for step in blocks):
            return None
        if tag == "pre":
            return Step(element, tag, says=language_of(self._elements, element))
        if tag == "tr":
            return Step(element, tag, cells=min(max(self._cells.get(element, {}).values(), default=-1) + 1, MOST))
        if tag in ("td", "th"):
            place = self._cells[self._elements.parents[element]][element]
            return Step(element, tag, cell=place) if place < MOST else None
        return Step(element, tag, loose=element in self._loose, number=self._numbers.get(element))

    def _inline(self, element: int, tag: str, around: int) -> Step | None:
        here = around
        while here >= 0:
            step = self._steps[here]
            if step and (step.tag == tag or step.tag == "pre"):
                return None
            here = self._around[here]
        if tag != "a":
            return Step(element, tag)
        href = whole(self._elements.attributes[element].get("href") or "", self._base)
        return Step(element, tag, f' href="{escape(href)}"', address=href) if href else None

    def _blocks_around(self, around: int) -> list[Step]:
        """The blocks around an element, the innermost first."""
        found = []
        while around >= 0:
            step = self._steps[around]
            if step and step.tag in _BLOCKS:
                found.append(step)
            around = self._around[around]
        return found


def _tables_around(elements: Elements) -> list[int]:
    """For each element the table it is or stands in, or -1."""
    tables: list[int] = []
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        tables.append(element if tag == "table" else tables[parent] if parent >= 0 else -1)
    return tables


def _layout(elements: Elements, tables: list[int], cells: Mapping[int, Mapping[int, int]]) -> bytearray:
    """One byte an element, 1 where it belongs to a table made for the layout."""
    tags, parents = elements.tags, elements.parents
    layout: set[int] = set()
    wide = {tables[parents[row]] for row, found in cells.items() if len(found) > 1 and parents[row] >= 0}
    paragraphs: set[int] = set()
    for element, tag in enumerate(tags):
        parent = parents[element]
        outer = tables[parent] if parent >= 0 else -1
        if outer >= 0 and tag in _LAID_OUT:
            layout.add(outer)
        if tag == "table" and elements.attributes[element].get("role") in _ROLES:
            layout.add(element)
        if tag == "p" and outer >= 0 and parent in paragraphs:
            # Two paragraphs in a cell are a text.
            layout.add(outer)
        elif tag == "p":
            paragraphs.add(parent)
    marked = bytearray(len(tags))
    for element, tag in enumerate(tags):
        if tag in ("table", "tr", "td", "th", "caption"):
            marked[element] = tables[element] in layout or tables[element] not in wide
    return marked


def _loose_items(elements: Elements) -> set[int]:
    """The items of lists that hold headings, quotes, code or tables."""
    loose: set[int] = set()
    items: list[int] = []
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        outer = items[parent] if parent >= 0 else -1
        items.append(element if tag == "li" else outer)
        if outer >= 0 and tag in _LOOSENING:
            loose.add(outer)
    return loose
