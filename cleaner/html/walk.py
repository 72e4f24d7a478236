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
Texts = list[tuple[LexborNode, int, int]]

# White space that a browser collapses, and breaks that Python knows beside it: a line must stay one line.
_SPACE = re.compile("[ \\t\\n\\r\\f\\v\\x1c-\\x1e\\x85\u2028\u2029]+")
_BREAKS = re.compile("\r\n|[\n\r\f\v\x1c-\x1e\x85\u2028\u2029]")
_HIDING = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
# What stands between two cells while a line is under way; white space of the page itself has become spaces by the time it is read.
_CELL = "\x1f"
_LINK, _BUTTON = int(Mark.link), int(Mark.button)
_COUNTED = _LINK | _BUTTON
_HIDDEN, _HIDERS = int(Mark.hidden), frozenset({"hidden", "style"})
# How the text to come is parted from the text before it: not at all, by an element that opens, by one that ends, by one that ends and
# one that opens, or by two links or buttons.
_NO_EDGE, _OPENED, _CLOSED, _TOUCH, _TOUCH_APART = range(5)
_APART, _RAISED = frozenset({"a", "button"}), frozenset({"sub", "sup"})
_STOPS = frozenset(".!?…:;)]}»”\"'%")


def walk(tree: LexborHTMLParser, meeting: Meeting | None = None, texts: Texts | None = None) -> Markup:
    """The lines of a page and the evidence of its elements.

    Args:
        tree: the parsed page.
        meeting: told of each element as it opens.
        texts: takes in each text node that is shown, with the numbers of the line it begins in and of the element it stands in.
    """
    walked = _Walk(meeting, texts)
    root = tree.body or tree.root
    if root is not None:
        walked.run(root)
    return walked.markup


class _Walk:
    """The state of one walk: the line under way, and the elements that are open."""

    def __init__(self, meeting: Meeting | None, texts: Texts | None) -> None:
        self.markup = Markup()
        self._elements = self.markup.elements
        self._meeting, self._texts = meeting, texts
        self._pieces: list[str] = []
        self._linked = self._pressed = self._preserved = 0
        self._held = -1
        self._edge = _NO_EDGE

    def run(self, root: LexborNode) -> None:
        """Walk an element and all that is in it.

        Args:
            root: the element.
        """
        opened: list[tuple[LexborNode, str, int]] = []
        tag, row = root.tag or "", -1
        node = root
        while True:
            following: LexborNode | None = None
            if tag == "-text":
                self._text(node, row)
            elif tag not in UNSEEN:
                following = node.child
                if following is not None:
                    row = self._open(node, tag, row)
                    opened.append((node, tag, row))
                elif tag in BLOCKS or tag in CELLS or tag == "br":
                    self._break(node, tag, row)
            if following is None:
                if not opened:
                    return
                following = node.next
                while following is None:
                    node, tag, row = opened.pop()
                    self._close(tag, row)
                    if not opened:
                        return
                    following = node.next
                row = opened[-1][2]
            node = following
            tag = node.tag or ""

    def _break(self, node: LexborNode, tag: str, row: int) -> None:
        """Take in an element that holds nothing and parts what is around it; of those, cells are elements, since they are counted."""
        if tag in CELLS:
            self._close(tag, self._open(node, tag, row))
        elif self._pieces or (tag == "br" and self._preserved):
            self._flush(row if self._preserved else -1)

    def _open(self, node: LexborNode, tag: str, parent: int) -> int:
        """Take in an element that opens; its number."""
        elements = self._elements
        row, marks = len(elements.tags), MARKS.get(tag, 0)
        if parent >= 0:
            marks |= elements.marks[parent]
        if tag in BLOCKS:
            if self._pieces:
                self._flush()
            if tag in PRESERVED:
                self._preserved += 1
        elif self._pieces:
            self._join(tag)
        attributes = node.attributes
        if attributes:
            if "role" in attributes:
                marks |= ROLES.get(attributes["role"] or "", 0)
            if not _HIDERS.isdisjoint(attributes) and hidden(attributes):
                marks |= _HIDDEN
        if tag == "dialog" and "open" not in attributes:
            marks |= _HIDDEN
        elements.tags.append(tag)
        elements.parents.append(parent)
        elements.marks.append(marks)
        elements.attributes.append(attributes or None)
        elements.first.append(len(self.markup.lines))
        elements.ends.append(0)
        elements.last.append(0)
        if self._meeting is not None and (attributes or marks):
            self._meeting(node, tag, attributes, row)
        return row

    def _join(self, tag: str) -> None:
        """Take note of an element that opens within a line."""
        if tag in CELLS:
            self._pieces.append(_CELL)
            self._edge = _NO_EDGE
        elif tag in _RAISED:
            self._edge = _NO_EDGE
        elif self._edge >= _CLOSED:
            self._edge = _TOUCH_APART if tag in _APART else max(self._edge, _TOUCH)
        else:
            self._edge = _OPENED

    def _close(self, tag: str, row: int) -> None:
        """Take note that an element ends."""
        elements, pieces = self._elements, self._pieces
        elements.ends[row] = len(elements.tags)
        if tag in BLOCKS:
            if pieces:
                self._flush()
            if tag in PRESERVED:
                self._preserved -= 1
            elements.last[row] = len(self.markup.lines)
        else:
            self._edge = _NO_EDGE if tag in _RAISED else _CLOSED
            elements.last[row] = len(self.markup.lines) + (1 if pieces else 0)

    def _text(self, node: LexborNode, row: int) -> None:
        """Take in a text node."""
        text = node.text_content or ""
        if self._texts is not None:
            self._texts.append((node, len(self.markup.lines), row))
        if self._preserved:
            first, *rest = _BREAKS.split(text)
            self._add(first, row)
            for line in rest:
                self._flush(row)
                self._add(line, row)
        elif not text.isspace():
            self._add(text, row)
        elif self._pieces:
            self._pieces.append(text)
            self._edge = _NO_EDGE

    def _add(self, text: str, row: int) -> None:
        """Take in text of the line under way."""
        if not text or text.isspace():
            self._pieces.append(text)
            return
        elements = self._elements
        marks = elements.marks[row]
        if marks & _COUNTED:
            length = len(_SPACE.sub(" ", text).strip(" "))
            self._linked += length if marks & _LINK else 0
            self._pressed += length if marks & _BUTTON else 0
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
        if self._edge:
            if self._pieces and not self._preserved and _apart(self._pieces[-1], text, self._edge):
                self._pieces.append(" ")
            self._edge = _NO_EDGE
        self._pieces.append(text)

    def _flush(self, empty: int = -1) -> None:
        """End the line under way; an empty one counts where it is preserved, as a line of the element that is given."""
        pieces, self._pieces = self._pieces, []
        if self._held >= 0 or empty >= 0:
            line, markup = "".join(pieces), self.markup
            line = line.rstrip() if self._preserved else _collapsed(line)
            markup.lines.append(line)
            markup.element.append(self._held if self._held >= 0 else empty)
            markup.linked.append(min(self._linked, len(line)))
            markup.pressed.append(min(self._pressed, len(line)))
        self._linked = self._pressed = 0
        self._held, self._edge = -1, _NO_EDGE


def _apart(before: str, after: str, edge: int) -> bool:
    """Whether a style sheet, which is not at hand, surely sets two texts apart that elements part and no space does.

    Two links or buttons that touch are two words. Of other elements, those that touch so that one text ends like a word and the other
    begins like a new one; a capital after a small letter does not occur within words, where authors mark letters one by one.
    """
    if edge == _TOUCH_APART:
        return True
    last, first = before[-1], after[0]
    if first.isupper():
        return last.islower() or (edge == _TOUCH and (last.isdigit() or last in _STOPS))
    return edge == _TOUCH and first.isdigit() and (last.islower() or last in _STOPS or (last.isdigit() and len(before) > 1))


def _collapsed(text: str) -> str:
    """Text with its white space as a browser shows it, and tabs between the cells of a row."""
    if _CELL in text:
        return "\t".join(_SPACE.sub(" ", cell).strip(" ") for cell in text.split(_CELL)).strip("\t")
    return " ".join(text.split()) if text.isascii() else _SPACE.sub(" ", text).strip(" ")


def hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element's own attributes say that it is not shown before a script runs.

    Args:
        attributes: its attributes.
    """
    if "hidden" in attributes and attributes["hidden"] != "until-found":
        # What servers stream after the page stands in such an element until a script moves it to its place.
        return not (attributes.get("id") or "").startswith("S:")
    style = attributes.get("style")
    return style is not None and _HIDING.search(style) is not None
