"""From the elements and texts of a page, in order, to its visible lines and the columns of its elements.

The page comes as its parser writes it out again: well nested, each attribute in double quotes, each `<` in a text or a value escaped.
"""

from array import array
from typing import Any

from cleaner.html.opening import Opening
from cleaner.html.spacing import BREAKS, CELL, CLOSED, MARKED, NO_EDGE, SPACE, TOUCHING, apart, collapsed, edge
from cleaner.html.tags import Mark
from cleaner.html.written import end_of, plain

_LINK, _BUTTON = int(Mark.link), int(Mark.button)


class Flow:
    """The lines of a page under way, and the elements that are open.

    Args:
        most: how many elements there can be.
        meet: tells the rules that an element meets by its name and attributes, or None.
        texts: takes in each text that is shown, with the numbers of the line it begins in and of its element, or None.
    """

    def __init__(self, most: int, meet: Any, texts: list[tuple[str, int, int]] | None) -> None:
        self.meet, self.texts = meet, texts
        self.openings: dict[str, Opening] = {}
        self.met: list[tuple[int, tuple[Any, ...]]] = []
        self.lines: list[str] = []
        self.element, self.linked, self.pressed = array("i"), array("i"), array("i")
        self.tags: list[str] = []
        self.written: list[str] = []
        self.columns = [array("i", bytes(4 * most)) for _ in range(5)]
        self.parents, self.marks, self.ends, self.first, self.last = self.columns
        self.count, self.row = 0, -1
        self.opened: list[Opening] = []
        self.pieces: list[str] = []
        self.linking = self.pressing = self.preserving = 0
        self.held, self.ended, self.edge = -1, -1, NO_EDGE

    def read(self, html: str) -> None:
        """Take in an element and all that is in it.

        Args:
            html: the element, as the parser writes it.
        """
        at = 0
        while True:
            sign = html.find("<", at)
            if sign < 0:
                break
            if sign > at:
                self.text(plain(html[at:sign]))
            first = html[sign + 1]
            if first == "/":
                at = sign + 3 + self.close()
                if not self.opened:
                    return
                continue
            if first == "!" or first == "?":
                at = html.find("-->", sign + 4) + 3 if first == "!" else html.find(">", sign) + 1
                continue
            at = html.find(">", sign) + 1
            written = html[sign + 1 : at - 1]
            opening = self.opening(written)
            if opening.unseen:
                at = at if opening.void else end_of(html, opening.tag, at) + opening.length + 3
            elif opening.void:
                self.hollow(opening, written)
            elif html[at : at + 2] == "</" and (not opening.raw or html.startswith(f"</{opening.tag}>", at)):
                self.hollow(opening, written)
                at += opening.length + 3
            else:
                self.open(opening, written)
                if opening.raw:
                    end = end_of(html, opening.tag, at)
                    self.text(html[at:end])
                    at = end
            if not self.opened:
                return
        while self.opened:
            self.close()

    def opening(self, written: str) -> Opening:
        """What a start tag says.

        Args:
            written: the tag without its brackets.
        """
        found = self.openings.get(written)
        if found is None:
            found = self.openings[written] = Opening(written, self.meet)
        return found

    def hollow(self, opening: Opening, written: str) -> None:
        """Take in an element that holds nothing; cells and rows are counted, others only part what is around them."""
        if opening.row:
            self.open(opening, written)
            self.close()
        elif (opening.block and self.pieces) or (opening.br and (self.pieces or self.preserving)):
            self.flush(self.row if self.preserving else -1)

    def open(self, opening: Opening, written: str) -> None:
        """Take in an element that opens."""
        row, parent = self.count, self.row
        if opening.block:
            if self.pieces:
                self.flush(-1)
            if opening.preserved:
                self.preserving += 1
        elif self.pieces:
            if opening.cell:
                self.pieces.append(CELL)
                self.edge = NO_EDGE
            else:
                self.edge = edge(opening.tag, self.edge, self.pieces[-1])
        self.parents[row] = parent
        self.marks[row] = opening.marks if parent < 0 else opening.marks | self.marks[parent]
        self.first[row] = len(self.lines)
        self.tags.append(opening.tag)
        self.written.append(written)
        self.opened.append(opening)
        self.row = row
        self.count = row + 1
        if opening.met:
            self.met.append((row, opening.met))

    def close(self) -> int:
        """Take note that the innermost element ends; the length of its name."""
        opening = self.opened.pop()
        row = self.row
        self.ends[row] = self.count
        if opening.block:
            if self.pieces:
                self.flush(-1)
            if opening.preserved:
                self.preserving -= 1
            self.last[row] = len(self.lines)
        else:
            if opening.letters:
                self.edge = self.edge or MARKED
            else:
                self.edge, self.ended = NO_EDGE if opening.raised else CLOSED, row
            # Blanks alone are no line yet.
            self.last[row] = len(self.lines) + 1 if self.held >= 0 else len(self.lines)
        self.row = self.parents[row]
        return opening.length

    def text(self, text: str) -> None:
        """Take in a text."""
        if self.texts is not None:
            self.texts.append((text, len(self.lines), self.row))
        if self.preserving:
            first, *rest = BREAKS.split(text)
            self.add(first)
            for line in rest:
                self.flush(self.row)
                self.add(line)
        elif not text.isspace():
            self.add(text)
        elif self.pieces:
            self.pieces.append(text)
            self.edge = NO_EDGE

    def add(self, text: str) -> None:
        """Take in text of the line under way."""
        if not text or text.isspace():
            self.pieces.append(text)
            return
        row = self.row
        marks = self.marks[row]
        if marks & (_LINK | _BUTTON):
            length = len(SPACE.sub(" ", text).strip(" "))
            self.linking += length if marks & _LINK else 0
            self.pressing += length if marks & _BUTTON else 0
        held = self.held if self.held >= 0 else row
        while held != row:
            # The later of the two lies deeper or beside; climb from it until both are one.
            if held > row:
                held = self.parents[held]
            else:
                row = self.parents[row]
        self.held = held
        if self.edge:
            if self.pieces and not self.preserving and apart(self.pieces[-1], text, self.edge, self.alike()):
                self.pieces.append(" ")
            self.edge = NO_EDGE
        self.pieces.append(text)

    def alike(self) -> bool:
        """Whether the element that ended last and the one that opened next are called alike; if none did, nothing tells them apart."""
        if self.edge != TOUCHING or self.ends[self.ended] >= self.count:
            return True
        return self.openings[self.written[self.ended]].named == self.openings[self.written[self.ends[self.ended]]].named

    def flush(self, empty: int) -> None:
        """End the line under way; an empty one counts where it is preserved, as a line of the element that is given."""
        pieces = self.pieces
        if self.held >= 0 or empty >= 0:
            line = pieces[0] if len(pieces) == 1 else "".join(pieces)
            line = line.rstrip() if self.preserving else collapsed(line)
            self.lines.append(line)
            self.element.append(self.held if self.held >= 0 else empty)
            self.linked.append(min(self.linking, len(line)))
            self.pressed.append(min(self.pressing, len(line)))
        self.pieces = []
        self.linking = self.pressing = 0
        self.held, self.edge = -1, NO_EDGE
