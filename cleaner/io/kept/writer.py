"""Elements written one piece of text after the other: what the next piece stands in is opened, what it does not stand in is closed."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from html import escape
from typing import NamedTuple

# Elements that hold text, and no others beside inline ones; text elsewhere gets a paragraph of its own.
HOLDERS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "td", "th", "caption", "pre"})
# After these a line of the output ends, so that it can be read.
_OPEN_LINES = frozenset({"article", "ul", "ol", "dl", "table", "tr", "blockquote"})
# Text in these is shown as it is typed.
VERBATIM = frozenset({"code", "kbd", "samp"})


class Step(NamedTuple):
    """An element around a piece of text.

    Args:
        key: what tells it from other elements of its name.
        tag: its name.
        attributes: its attributes as they are written, each after a space.
        cell: its place among the cells of its row, from 0.
        cells: of a row, how many it has.
        loose: of an item, whether it holds blocks, so that text in it gets a paragraph.
        number: of an item of a numbered list, its number.
        address: of a link, where it leads; of an image, where it lies.
        says: of an image, the words that stand in for it; of a block of code, its language.
    """

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


class Writer:
    """Writes pieces of text in document order, each in its elements."""

    def __init__(self) -> None:
        self._out: list[str] = []
        self._outer: list[Step] = []
        self._inner: list[Step] = []
        self._filled: list[int] = []
        self._line = -1
        self._gap = ""

    def add(self, line: int, outer: Sequence[Step], inner: Sequence[Step], text: str, image: Step | None = None) -> None:
        """Write a piece of text.

        Args:
            line: the line it belongs to.
            outer: the blocks it stands in, the outermost first; the last of them is a holder.
            inner: the inline elements around it, the outermost first.
            text: the text, white space included.
            image: an image that is written in its place.
        """
        if image is not None:
            self._enter(line, outer)
            self._inline(inner)
            self._out.append(f"<{image.tag}{image.attributes}>")
            self._gap = ""
            return
        if outer[-1].tag == "pre":
            self._enter(line, outer)
            self._out.append(escape(text, quote=False))
            return
        bare = text.strip()
        if not bare:
            self._gap += text
            return
        before, after = text[: text.index(bare[0])], text[len(text.rstrip()) :]
        opened = self._enter(line, outer)
        # What stands between two cells is not shown in either.
        self._gap += before.lstrip(" \t") if opened else before
        self._inline(inner)
        self._out.append(escape(bare, quote=False))
        self._gap = after

    def finished(self) -> str:
        """All that was written, every element closed."""
        self._leave(0)
        return "".join(self._out)

    def _enter(self, line: int, outer: Sequence[Step]) -> bool:
        """Stand in some blocks, at the beginning of a line if it is another than the last; whether some had to be opened."""
        same = _common(self._outer, outer)
        if same == len(outer) == len(self._outer):
            if line != self._line:
                self._end_line()
                self._out.append("\n" if outer[-1].tag == "pre" else "<br>")
        else:
            self._leave(same)
            self._end_line()
            for step in outer[same:]:
                self._open(step)
        self._line = line
        return same < len(outer)

    def _end_line(self) -> None:
        """Close the inline elements, and write what white space stands behind them."""
        self._close_inline(0)
        self._out.append(self._gap)
        self._gap = ""

    def _open(self, step: Step) -> None:
        attributes = step.attributes
        if self._outer and step.tag in ("td", "th"):
            self._out.append("<td></td>" * (step.cell - self._filled[-1]))
            self._filled[-1] = step.cell + 1
        elif self._outer and step.number is not None:
            # Items are counted by the list; one that the page counts otherwise says so.
            attributes += "" if step.number == self._filled[-1] + 1 else f' value="{step.number}"'
            self._filled[-1] = step.number
        self._out.append(f"<{step.tag}{attributes}>" + ("\n" if step.tag in _OPEN_LINES else ""))
        self._outer.append(step)
        self._filled.append(0)

    def _leave(self, depth: int) -> None:
        """Close the blocks beyond some depth."""
        if len(self._outer) > depth:
            self._end_line()
        while len(self._outer) > depth:
            step, filled = self._outer.pop(), self._filled.pop()
            self._out.append("<td></td>" * (step.cells - filled) + f"</{step.tag}>" + ("" if step.tag in ("td", "th") else "\n"))

    def _inline(self, inner: Sequence[Step]) -> None:
        """Stand in some inline elements; a space goes before those that open, and after those that close."""
        same = _common(self._inner, inner)
        self._close_inline(same)
        self._out.append(self._gap)
        for step in inner[same:]:
            self._out.append(f"<{step.tag}{step.attributes}>")
            self._inner.append(step)

    def _close_inline(self, depth: int) -> None:
        while len(self._inner) > depth:
            step = self._inner.pop()
            self._out.append(f"</{step.tag}>")


def _common(before: Sequence[Step], after: Sequence[Step]) -> int:
    """How many elements two ways have in common, from the outermost on."""
    count = 0
    for one, other in zip(before, after, strict=False):
        if one.key != other.key:
            break
        count += 1
    return count
