"""One walk over a parsed page: its visible text in lines, and beside each line what the elements around it tell.

The walk keeps a stack of its own and never calls itself, so that depth costs nothing but memory.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaner.html.markup import Markup
from cleaner.html.tags import BLOCKS, CELLS, MARKS, PRESERVED, ROLES, UNSEEN, Mark

# Takes note of an element: its node, name, attributes and number.
Meeting = Callable[[LexborNode, str, Mapping[str, str | None], int], None]

# White space that a browser collapses, and breaks that Python knows beside it: a line must stay one line.
_SPACE = re.compile("[ \\t\\n\\r\\f\\v\\x1c-\\x1e\\x85\u2028\u2029]+")
_BREAKS = re.compile("\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# What stands between two cells while a line is under way; white space of the page itself has become spaces by the time it is read.
_CELL = "\x1f"
_COUNTED = int(Mark.link | Mark.button)
_NO_ATTRIBUTES: Mapping[str, str | None] = {}


def walk(tree: LexborHTMLParser, meeting: Meeting | None = None, texts: list[tuple[LexborNode, int]] | None = None) -> Markup:
    """The lines of a page and the evidence of its elements.

    Args:
        tree: the parsed page.
        meeting: told of each element as it opens.
        texts: takes in each text node that is shown, with the number of the line it begins in.
    """
    walked = _Walk(meeting, texts)
    root = tree.body or tree.root
    if root is not None:
        walked.run(root)
    return walked.markup


class _Walk:
    """The state of one walk: the line under way, and the elements that are open."""

    def __init__(self, meeting: Meeting | None, texts: list[tuple[LexborNode, int]] | None) -> None:
        self.markup = Markup()
        self._meeting, self._texts = meeting, texts
        self._pieces: list[str] = []
        self._linked = self._pressed = self._preserved = 0
        self._held = -1
        self._last_tag = ""

    def run(self, root: LexborNode) -> None:
        """Walk an element and all that is in it.

        Args:
            root: the element.
        """
        opened: list[tuple[LexborNode, str, int]] = []
        node, parent = root, -1
        while True:
            tag = node.tag or ""
            following: LexborNode | None = None
            if tag == "-text":
                self._text(node, parent)
            elif tag not in UNSEEN:
                row = self._open(node, tag, parent)
                if row >= 0:
                    opened.append((node, tag, row))
                    parent = row
                    following = node.child
            if following is None:
                if not opened:
                    return
                following = node.next if opened[-1][0] is not node else None
            while following is None:
                node, tag, row = opened.pop()
                self._close(tag, row)
                if not opened:
                    return
                parent = opened[-1][2]
                following = node.next
            node = following

    def _open(self, node: LexborNode, tag: str, parent: int) -> int:
        """Take in an element that opens; its number, or -1 if nothing of it is shown."""
        attributes = node.attributes or _NO_ATTRIBUTES
        elements = self.markup.elements
        if tag == "br":
            self.flush(parent if self._preserved else -1)
            return -1
        row, marks = len(elements.tags), MARKS.get(tag, 0)
        if parent >= 0:
            marks |= elements.marks[parent]
        if attributes and _hidden(tag, attributes):
            marks |= Mark.hidden
        if tag in BLOCKS:
            self.flush()
            self._preserved += tag in PRESERVED
        elif tag in CELLS:
            if self._pieces:
                self._pieces.append(_CELL)
        elif tag in ("a", "button") and self._last_tag == tag and self._pieces:
            # Two links that touch are two words, which a style sheet sets apart.
            self._pieces.append(" ")
        role = attributes.get("role") or ""
        elements.tags.append(tag)
        elements.parents.append(parent)
        elements.marks.append(marks | ROLES.get(role, 0) if role else marks)
        elements.classes.append(attributes.get("class") or "")
        elements.ids.append(attributes.get("id") or "")
        elements.roles.append(role)
        elements.props.append(attributes.get("itemprop") or "")
        elements.first.append(len(self.markup.lines))
        elements.ends.append(0)
        elements.last.append(0)
        if self._meeting:
            self._meeting(node, tag, attributes, row)
        return row

    def _close(self, tag: str, row: int) -> None:
        """Take note that an element ends."""
        if tag in BLOCKS:
            self.flush()
            self._preserved -= tag in PRESERVED
        self._last_tag = tag
        elements = self.markup.elements
        elements.ends[row] = len(elements.tags)
        elements.last[row] = len(self.markup.lines) + bool(self._pieces)

    def _text(self, node: LexborNode, row: int) -> None:
        """Take in a text node."""
        text = node.text_content or ""
        if self._texts is not None:
            self._texts.append((node, len(self.markup.lines)))
        if self._preserved:
            first, *rest = _BREAKS.split(text)
            self._add(first, row)
            for line in rest:
                self.flush(row)
                self._add(line, row)
        else:
            self._add(text, row)

    def _add(self, text: str, row: int) -> None:
        """Take in text of the line under way."""
        if not text or text.isspace():
            if text and (self._pieces or self._preserved):
                self._pieces.append(text)
            return
        elements = self.markup.elements
        marks = elements.marks[row]
        if marks & _COUNTED:
            length = len(_SPACE.sub(" ", text).strip(" "))
            self._linked += length if marks & Mark.link else 0
            self._pressed += length if marks & Mark.button else 0
        held, parents = self._held, elements.parents
        if held < 0:
            held = row
        while held != row:
            # The later of the two lies deeper or beside; climb from it until both are one.
            if held > row:
                held = parents[held]
            else:
                row = parents[row]
        self._held = held
        self._last_tag = ""
        self._pieces.append(text)

    def flush(self, empty: int = -1) -> None:
        """End the line under way.

        Args:
            empty: the element that an empty line belongs to; negative where none counts.
        """
        pieces = self._pieces
        if not pieces and empty < 0:
            return
        line = "".join(pieces)
        line = line.rstrip() if self._preserved else _collapsed(line)
        if self._held >= 0 or empty >= 0:
            markup = self.markup
            markup.lines.append(line)
            markup.element.append(self._held if self._held >= 0 else empty)
            markup.linked.append(min(self._linked, len(line)))
            markup.pressed.append(min(self._pressed, len(line)))
        self._pieces = []
        self._linked = self._pressed = 0
        self._held = -1


def _collapsed(text: str) -> str:
    """Text with its white space as a browser shows it, and tabs between the cells of a row."""
    if _CELL in text:
        return "\t".join(_SPACE.sub(" ", cell).strip(" ") for cell in text.split(_CELL)).strip("\t")
    return _SPACE.sub(" ", text).strip(" ")


def _hidden(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element's own attributes say that it is not shown."""
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        return True
    if tag == "dialog" and "open" not in attributes:
        return True
    style = attributes.get("style")
    return bool(style) and _HIDING.search(style or "") is not None
