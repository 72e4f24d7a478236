"""One walk over a parsed page: its visible text in lines, and beside each line what the elements around it tell.

The walk keeps a stack of its own and never calls itself, so that depth costs nothing but memory.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from selectolax.lexbor import LexborHTMLParser, LexborNode

from cleaner.html.markup import Markup
from cleaner.html.spacing import BREAKS, CELL, CLOSED, LETTERS, MARKED, NO_EDGE, RAISED, SPACE, TOUCHING, apart, collapsed, edge
from cleaner.html.tags import BLOCKS, CELLS, MARKS, PRESERVED, ROLES, UNSEEN, Mark, hidden

# Takes note of an element: its node, name, attributes and number.
Meeting = Callable[[LexborNode, str, Mapping[str, str | None], int], None]
Texts = list[tuple[LexborNode, int, int]]

_LINK, _BUTTON = int(Mark.link), int(Mark.button)
_COUNTED = _LINK | _BUTTON
_HIDDEN, _HIDERS = int(Mark.hidden), frozenset({"hidden", "style"})
# Of elements with more attributes than a few, those alone are remembered that name it, or say how its text is written again.
_FEW, _TOLD = 3, ("id", "class", "role", "itemprop", "href", "colspan", "rowspan", "start", "value")

# Most elements have none, and share these.
_NO_ATTRIBUTES: Mapping[str, str | None] = {}


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
        self._held, self._ended, self._edge = -1, -1, NO_EDGE

    def run(self, root: LexborNode) -> None:
        """Walk an element and all that is in it.

        Args:
            root: the element.
        """
        opened: list[tuple[LexborNode, str, int]] = []
        tag, row = root.tag or "", -1
        node, take, enter, leave = root, self._text, self._open, self._close
        while True:
            following: LexborNode | None = None
            if tag == "-text":
                take(node, row)
            elif tag not in UNSEEN:
                following = node.child
                if following is not None:
                    row = enter(node, tag, row)
                    opened.append((node, tag, row))
                elif tag in BLOCKS or tag in CELLS or tag == "br":
                    self._break(node, tag, row)
            if following is None:
                if not opened:
                    return
                following = node.next
                while following is None:
                    node, tag, row = opened.pop()
                    leave(tag, row)
                    if not opened:
                        return
                    following = node.next
                row = opened[-1][2]
            node = following
            tag = node.tag or ""

    def _break(self, node: LexborNode, tag: str, row: int) -> None:
        """Take in an element that holds nothing and parts what is around it; cells and rows are counted, so they are elements."""
        if tag in CELLS or tag == "tr":
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
        if len(attributes) > _FEW:
            elements.attributes.append({name: attributes[name] for name in _TOLD if name in attributes})
        else:
            elements.attributes.append(attributes or _NO_ATTRIBUTES)
        elements.first.append(len(self.markup.lines))
        elements.ends.append(0)
        elements.last.append(0)
        if self._meeting is not None and (attributes or marks):
            self._meeting(node, tag, attributes, row)
        return row

    def _join(self, tag: str) -> None:
        """Take note of an element that opens within a line."""
        if tag in CELLS:
            self._pieces.append(CELL)
            self._edge = NO_EDGE
        else:
            self._edge = edge(tag, self._edge, self._pieces[-1])

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
            if tag in LETTERS:
                self._edge = self._edge or MARKED
            else:
                self._edge, self._ended = NO_EDGE if tag in RAISED else CLOSED, row
            elements.last[row] = len(self.markup.lines) + (1 if pieces else 0)

    def _text(self, node: LexborNode, row: int) -> None:
        """Take in a text node."""
        text = node.text_content or ""
        if self._texts is not None:
            self._texts.append((node, len(self.markup.lines), row))
        if self._preserved:
            first, *rest = BREAKS.split(text)
            self._add(first, row)
            for line in rest:
                self._flush(row)
                self._add(line, row)
        elif not text.isspace():
            self._add(text, row)
        elif self._pieces:
            self._pieces.append(text)
            self._edge = NO_EDGE

    def _add(self, text: str, row: int) -> None:
        """Take in text of the line under way."""
        if not text or text.isspace():
            self._pieces.append(text)
            return
        elements = self._elements
        marks = elements.marks[row]
        if marks & _COUNTED:
            length = len(SPACE.sub(" ", text).strip(" "))
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
            if self._pieces and not self._preserved and apart(self._pieces[-1], text, self._edge, self._alike()):
                self._pieces.append(" ")
            self._edge = NO_EDGE
        self._pieces.append(text)

    def _alike(self) -> bool:
        """Whether the element that ended last and the one that opened next are called alike; if none did, nothing tells them apart."""
        elements, ended = self._elements, self._ended
        if self._edge != TOUCHING or (opened := elements.ends[ended]) >= len(elements.tags):
            return True
        classes = {elements.attributes[number].get("class") for number in (ended, opened)}
        return elements.tags[ended] == elements.tags[opened] and len(classes) == 1

    def _flush(self, empty: int = -1) -> None:
        """End the line under way; an empty one counts where it is preserved, as a line of the element that is given."""
        pieces, self._pieces = self._pieces, []
        if self._held >= 0 or empty >= 0:
            line, markup = "".join(pieces), self.markup
            line = line.rstrip() if self._preserved else collapsed(line)
            markup.lines.append(line)
            markup.element.append(self._held if self._held >= 0 else empty)
            markup.linked.append(min(self._linked, len(line)))
            markup.pressed.append(min(self._pressed, len(line)))
        self._linked = self._pressed = 0
        self._held, self._edge = -1, NO_EDGE
