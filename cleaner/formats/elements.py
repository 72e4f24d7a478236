"""The elements of a web page that are written again around its text: those that say something of it, and no mere boxes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from cleaner.formats.escapes import whole

if TYPE_CHECKING:
    from cleaner.html.markup import Elements

# Elements that hold text, and no others beside inline ones; text elsewhere gets a paragraph of its own.
HOLDERS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "pre"})
# Text in these is shown as it is typed.
VERBATIM = frozenset({"code", "kbd", "samp"})


class Step(NamedTuple):
    """An element around a piece of text."""

    key: Hashable
    tag: str
    attributes: str = ""
    cell: int = 0
    cells: int = 0
    loose: bool = False
    number: int | None = None
    address: str = ""
    says: str = ""

    @property
    def holds_text(self) -> bool:
        """Whether text may stand in it without a block of its own."""
        return self.tag in HOLDERS and not self.loose


def common(before: Iterable[Step], after: Iterable[Step]) -> int:
    """How many elements two ways have in common, from the outermost on."""
    return sum(1 for _ in takewhile(lambda pair: pair[0].key == pair[1].key, zip(before, after, strict=False)))


# Columns beyond these are one.
MOST = 500
# So many blank cells are written for each cell that there is; spans beyond that are made up, and say nothing.
_BLANKS = 8
_LONGEST = 65_534


class _Grid:
    """The columns of one table, and which of them cells above still reach over."""

    def __init__(self, widest: int) -> None:
        self._widest = min(widest, MOST)
        self._group, self._row = -1, -1
        self._busy = bytearray(MOST)
        self._ends: dict[int, list[tuple[int, int]]] = {}

    def begin(self, group: int) -> None:
        """Take note of a row; cells reach into no other group of rows."""
        if group != self._group:
            self._group, self._busy, self._ends = group, bytearray(MOST), {}
        self._row += 1
        for start, width in self._ends.pop(self._row, ()):
            self._busy[start : start + width] = bytes(width)

    def free(self, column: int) -> int:
        """The first column from some column on that no cell above reaches over; `MOST` where there is none."""
        return found if (found := self._busy.find(0, column)) >= 0 else MOST

    def take(self, column: int, attributes: Mapping[str, str | None]) -> int:
        """Take in a cell; the column after it."""
        width = min(max(_count(attributes.get("colspan"), 1), 1), max(self._widest, 1), MOST - column)
        rows = _count(attributes.get("rowspan"), 1) or _LONGEST
        if rows > 1 and width:
            self._busy[column : column + width] = b"\1" * width
            self._ends.setdefault(self._row + rows, []).append((column, width))
        return column + width


def cells(elements: Elements, tables: list[int]) -> dict[int, dict[int, int]]:
    """For each row its cells, each with the column it stands in."""
    tags, parents = elements.tags, elements.parents
    rows: dict[int, list[int]] = {}
    for element, tag in enumerate(tags):
        if tag == "tr":
            # One without cells counts too: cells above reach over it.
            rows[element] = []
        elif tag in ("td", "th") and parents[element] >= 0 and tags[parents[element]] == "tr":
            rows[parents[element]].append(element)
    widest, heights, sizes = Counter[int](), Counter[int](), Counter[int]()
    for row, found in rows.items():
        table = tables[row]
        widest[table], heights[table], sizes[table] = max(widest[table], len(found)), heights[table] + 1, sizes[table] + len(found)
    grids = {table: _Grid(count) for table, count in widest.items()}
    placed, reach = dict[int, dict[int, int]](), dict[int, int]()
    for row, found in rows.items():
        grid = grids[tables[row]]
        grid.begin(parents[row])
        if not found:
            continue
        columns, column = list[int](), 0
        for cell in found:
            columns.append(grid.free(column))
            column = grid.take(columns[-1], elements.attributes(cell))
        # All rows are written as wide as the widest one.
        table = tables[row]
        reach[table] = max(reach.get(table, widest[table]), columns[-1] + 1)
        fits = columns[-1] < MOST and (reach[table] - widest[table]) * heights[table] <= MOST + _BLANKS * sizes[table]
        placed[row] = dict(zip(found, columns if fits else range(len(found)), strict=True))
    return placed


def _count(value: str | None, otherwise: int) -> int:
    """A count as an attribute gives it."""
    digits = (value or "").strip()
    return int(digits[:6]) if digits.isascii() and digits.isdigit() else otherwise


# A list in Markdown begins with a number of so many digits at most; what states another one states nothing.
_NUMBER = re.compile(r"\s*[0-9]{1,9}\s*")
_MOST = 999_999_999


def numbers(elements: Elements) -> dict[int, int]:
    """The number of each item of a numbered list."""
    following, found = dict[int, int](), dict[int, int]()
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        if tag != "li" or parent < 0 or elements.tags[parent] != "ol":
            continue
        start, value = elements.attributes(parent).get("start"), elements.attributes(element).get("value")
        following.setdefault(parent, int(start) if start and _NUMBER.fullmatch(start) else 1)
        found[element] = min(int(value) if value and _NUMBER.fullmatch(value) else following[parent], _MOST)
        following[parent] = found[element] + 1
    return found


# `language-python`, `lang-py`, `highlight-source-python`, `sourceCode python`, `src-python`, `hljs python`, `brush: python; x`.
_NAMED = re.compile(
    r"(?:^|\s)(?:language-|lang-|highlight-source-|highlight-text-|highlight-|src-|(?:sourceCode|hljs)\s+(?:language-)?|brush:\s*)"
    r"([A-Za-z0-9+#._-]{1,30})(?=[\s;]|$)"
)
# Of the boxes around a block only these say something of it: `lang-en` there is a language of people.
_NAMED_AROUND = re.compile(
    r"(?:^|\s)(?:language-|highlight-source-|highlight-text-|highlight-|sourceCode\s+|brush:\s*)([A-Za-z0-9+#._-]{1,30})(?=[\s;]|$)"
)
_NONE = frozenset({"none", "text", "plain", "plaintext", "txt", "default", "auto", "nohighlight", "no-highlight", "undefined", "unknown"})
# How many boxes around a block are looked at, and how many lines, such as a name of a file and a button, they may hold beside it.
_BOXES, _BESIDE = 2, 2


def language_of(elements: Elements, element: int) -> str:
    """The language that a block of code names, in the word that the page has for it; empty where it names none."""
    inner = element + 1
    own = (element, inner) if inner < elements.ends[element] and elements.tags[inner] == "code" else (element,)
    for one in own:
        if found := _named(_NAMED, elements, one):
            return found
    around = elements.parents[element]
    for _ in range(_BOXES):
        if around < 0 or _lines(elements, around) > _lines(elements, element) + _BESIDE:
            break
        if found := _named(_NAMED_AROUND, elements, around):
            return found
        around = elements.parents[around]
    return ""


def _named(pattern: re.Pattern[str], elements: Elements, element: int) -> str:
    attributes = elements.attributes(element)
    stated = attributes.get("data-lang") or attributes.get("data-language") or ""
    found = pattern.search(f"language-{stated}" if stated else attributes.get("class") or "")
    return found[1] if found and found[1].lower() not in _NONE else ""


def _lines(elements: Elements, element: int) -> int:
    return elements.last[element] - elements.first[element]


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
    """The elements of a page that are written, and the way to each."""

    def __init__(self, elements: Elements, base: str | None) -> None:
        self._elements, self._base = elements, base
        tables = _nearest(elements, "table")
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
        """The blocks and the inline elements around the text of an element, each with the outermost first."""
        steps = [*self._outwards(element)][::-1]
        return [step for step in steps if step.tag in _BLOCKS], [step for step in steps if step.tag not in _BLOCKS]

    def _outwards(self, element: int) -> Iterator[Step]:
        """The steps to an element, the innermost first."""
        while element >= 0:
            if step := self._steps[element]:
                yield step
            element = self._around[element]

    def _step(self, element: int, tag: str, around: int) -> Step | None:
        if tag in _INLINE:
            return self._inline(element, _INLINE[tag], around)
        tag = _BLOCKS[tag]
        if self._layout[element]:
            return None
        blocks = [step for step in self._outwards(around) if step.tag in _BLOCKS]
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
        if any(step.tag in (tag, "pre") for step in self._outwards(around)):
            return None
        if tag != "a":
            return Step(element, tag)
        href = whole(self._elements.attributes(element).get("href") or "", self._base)
        return Step(element, tag, f' href="{escape(href)}"', address=href) if href else None


def _nearest(elements: Elements, name: str) -> list[int]:
    """For each element the nearest one of some name that it is or stands in, or -1."""
    found: list[int] = []
    for element, tag in enumerate(elements.tags):
        parent = elements.parents[element]
        found.append(element if tag == name else found[parent] if parent >= 0 else -1)
    return found


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
        if tag == "table" and elements.attributes(element).get("role") in _ROLES:
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
    items = _nearest(elements, "li")
    parents = (elements.parents[element] for element, tag in enumerate(elements.tags) if tag in _LOOSENING)
    return {items[parent] for parent in parents if parent >= 0 and items[parent] >= 0}
