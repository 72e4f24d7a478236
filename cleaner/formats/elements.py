"""The elements of a web page that are written again around its text: those that say something of it, and no mere boxes."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from html import escape
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from cleaner.formats.escapes import whole
from cleaner.formats.tables import MOST, cells, layout, nearest
from cleaner.html.tags import HEADINGS

if TYPE_CHECKING:
    from cleaner.html.markup import Elements

# Elements that hold text, and no others beside inline ones; text elsewhere gets a paragraph of its own.
HOLDERS = HEADINGS | {"p", "li", "dt", "dd", "td", "th", "caption", "pre"}
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


_BLOCKS = {
    tag: tag for tag in (*HEADINGS, "p", "ul", "ol", "li", "dl", "dt", "dd", "blockquote", "pre", "table", "tr", "td", "th", "caption")
}
_BLOCKS |= {"menu": "ul", "dir": "ul", "listing": "pre", "xmp": "pre", "plaintext": "pre"}
_INLINE = {tag: tag for tag in ("a", "em", "strong", "code", "kbd", "samp", "sub", "sup", "del", "ins", "mark")}
_INLINE |= {"b": "strong", "i": "em", "s": "del", "strike": "del", "tt": "code"}
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_LOOSENING = HEADINGS | {"blockquote", "pre", "table"}
# The names that only mean something inside others, and which those are.
_INSIDE = {"li": ("ul", "ol"), "dt": ("dl",), "dd": ("dl",), "tr": ("table",), "td": ("tr",), "th": ("tr",), "caption": ("table",)}
_WRITTEN = frozenset(_BLOCKS) | frozenset(_INLINE)
_MOST_STEPS = 40


class Outline:
    """The elements of a page that are written, and the way to each."""

    def __init__(self, elements: Elements, base: str | None) -> None:
        self._elements, self._base = elements, base
        tables = nearest(elements, "table")
        self._cells = cells(elements, tables)
        self._layout = layout(elements, tables, self._cells)
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


def _loose_items(elements: Elements) -> set[int]:
    """The items of lists that hold headings, quotes, code or tables."""
    items = nearest(elements, "li")
    parents = (elements.parents[element] for element, tag in enumerate(elements.tags) if tag in _LOOSENING)
    return {items[parent] for parent in parents if parent >= 0 and items[parent] >= 0}
