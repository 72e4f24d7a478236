# cython: language_level=3
"""From the elements and texts of a page, in order, to its visible lines and the columns of its elements.

The page comes as its parser writes it out again: well nested, each attribute in double quotes, each `<` in a text or a value escaped.
Ordinary Python, compiled as it is where a compiler is at hand.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, Any

from cleaner.html import tags
from cleaner.html.spacing import BREAKS, CELL, CLOSED, LETTERS, MARKED, NO_EDGE, RAISED, TOUCHING, are_apart, collapsed, edge, shown_line
from cleaner.html.tags import MATCHED, Image, Mark, attributes_in, end_of, plain

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled

_LINK, _BUTTON = int(Mark.link), int(Mark.button)
_MARKED = f' {MATCHED}="'


@cython.cclass
class StartTag:
    """What a start tag says of the element that it opens; tags that are written alike share one."""

    written: str
    tag: str
    classes: object
    rules: tuple[Any, ...]
    marks: cython.int
    block: cython.bint
    preserved: cython.bint
    unseen: cython.bint
    void: cython.bint
    raw: cython.bint

    def __init__(self, written: str, tag: str, named: tuple[Any, ...]) -> None:
        self.written, self.tag, self.classes, self.rules = written, tag, None, ()
        self.marks, self.block, self.preserved, self.unseen, self.void, self.raw = named


@cython.cclass
class Flow:
    """The lines of a page under way, and its elements; `most` is how many there can be."""

    matches: Any
    texts: Any
    images: cython.bint
    # What names of elements say, and start tags, each by how it is written.
    names: dict[str, tuple[Any, ...]]
    start_tags: dict[str, StartTag]
    matched: list[Any]
    lines: list[str]
    of_lines: list[Any]
    starts: list[StartTag]
    columns: list[Any]
    parents = cython.declare("int[::1]")
    marks = cython.declare("int[::1]")
    ends = cython.declare("int[::1]")
    first = cython.declare("int[::1]")
    last = cython.declare("int[::1]")
    row: cython.int
    pieces: list[str]
    linking: cython.Py_ssize_t
    pressing: cython.Py_ssize_t
    preserving: cython.int
    # The innermost element that holds all text of the line under way, and the element that ended last; -1 for none.
    held: cython.int
    ended: cython.int
    edge: cython.int

    def __init__(self, most: int, matches: Any = None, texts: list[Any] | None = None, images: bool = False) -> None:
        self.matches, self.texts, self.images = matches, texts, images
        self.names, self.start_tags, self.matched, self.lines, self.starts, self.pieces = {}, {}, [], [], [], []
        self.of_lines = [array("i"), array("i"), array("i")]
        self.columns = [array("i", bytes(4 * most)) for _ in range(5)]
        self.parents, self.marks, self.ends, self.first, self.last = self.columns
        self.linking = self.pressing = self.preserving = 0
        self.row = self.held = self.ended = -1
        self.edge = NO_EDGE

    def found(self) -> tuple[Any, ...]:
        """What `Markup` and `Elements` are made of, and the elements that rules match, each with its rules."""
        parents, marks, ends, first, last = [column[: len(self.starts)] for column in self.columns]
        names, written = [start.tag for start in self.starts], [start.written for start in self.starts]
        return (self.lines, *self.of_lines), (names, parents, marks, written, ends, first, last), self.matched

    def read(self, html: str) -> None:
        """Take in an element and all that is in it, as the parser writes it."""
        at: cython.Py_ssize_t = 0
        sign: cython.Py_ssize_t
        start: StartTag
        while True:
            sign = html.find("<", at)
            if sign < 0:
                break
            if sign > at:
                # Most texts are indents.
                if self.preserving or self.texts is not None or not _is_indent(html, at, sign):
                    self.text(plain(html[at:sign]))
                elif self.pieces:
                    self.pieces.append(" ")
                    self.edge = NO_EDGE
            first = html[sign + 1]
            if first == "/":
                at = sign + 3 + self.close()
            elif first == "!":
                at = html.find("-->", sign + 4) + 3
                continue
            elif first == "?":
                at = html.find(">", sign) + 1
                continue
            else:
                at = html.find(">", sign) + 1
                start = self.start_tag(html[sign + 1 : at - 1])
                if start.unseen:
                    at = at if start.void else end_of(html, start.tag, at) + len(start.tag) + 3
                elif start.void:
                    self.empty(start)
                elif html[at : at + 2] == "</" and (not start.raw or html.startswith(f"</{start.tag}>", at)):
                    self.empty(start)
                    at += len(start.tag) + 3
                else:
                    self.open(start)
                    if start.raw:
                        sign = end_of(html, start.tag, at)
                        self.text(html[at:sign])
                        at = sign
            if self.row < 0:
                return
        while self.row >= 0:
            self.close()

    def walk(self, root: Any) -> None:
        """Take in a node of a parsed page and all that is in it."""
        opened: list[Any] = []
        node, start = root, None
        while node is not None:
            inner, tag = None, node.tag or ""
            if tag == "-text":
                self.text(node.text_content or "")
            elif tag and tag[0] != "-":
                start = self.start_tag(tags.start_tag(tag, node.attributes))
                inner = None if start.unseen else node.child
                if inner is not None:
                    self.open(start)
                    opened.append(node)
                elif not start.unseen:
                    self.empty(start)
            while inner is None:
                if not opened:
                    return
                inner = node.next
                if inner is None:
                    node = opened.pop()
                    self.close()
            node = inner

    @cython.cfunc
    def start_tag(self, written: str) -> StartTag:
        found: StartTag | None = self.start_tags.get(written)
        if found is None:
            end: cython.Py_ssize_t = written.find(" ")
            tag: str = written if end < 0 else written[:end]
            named = self.names.get(tag)
            if named is None:
                named = self.names[tag] = (
                    *(tags.MARKS.get(tag, 0), tag in tags.BLOCKS, tag in tags.PRESERVED),
                    *(tag in tags.UNSEEN, tag in tags.VOID, tag in tags.RAW),
                )
            found = self.start_tags[written] = StartTag(written, tag, named)
            if not found.unseen:
                self.learn(found)
        if self.images and found.tag == "img":
            self.texts.append((Image(written), len(self.lines), self.row))
        return found

    @cython.cfunc
    def learn(self, start: StartTag) -> None:
        """Work out what the attributes of a start tag say."""
        written: str = start.written
        if start.tag == "dialog" or ' role="' in written or ' hidden="' in written or ' style="' in written:
            start.marks |= tags.stated_marks(start.tag, attributes_in(written))
        classes, ident = _value(written, ' class="'), _value(written, ' id="')
        start.classes = classes
        matches, found = self.matches, None
        if matches is not None:
            if not (matches.thorough or start.tag in matches.names or _MARKED in written):
                # Most classes and ids were met before.
                found = matches.known(classes, ident, start.tag in tags.HEADINGS) if classes or ident else ()
            start.rules = matches.rules_of(start.tag, attributes_in(written)) if found is None else found

    @cython.cfunc
    def empty(self, start: StartTag) -> None:
        """Take in an element that holds nothing; cells and rows are counted, others only part what is around them."""
        if start.tag in tags.ROWS:
            self.open(start)
            self.close()
        elif (start.block and self.pieces) or (start.tag == "br" and (self.pieces or self.preserving)):
            self.flush(self.row if self.preserving else -1)

    @cython.cfunc
    def open(self, start: StartTag) -> None:
        parent: cython.int = self.row
        if start.block:
            if self.pieces:
                self.flush(-1)
            self.preserving += start.preserved
        elif self.pieces:
            if start.tag in tags.CELLS:
                self.pieces.append(CELL)
                self.edge = NO_EDGE
            else:
                self.edge = edge(start.tag, self.edge, self.pieces[-1])
        row: cython.int = len(self.starts)
        self.starts.append(start)
        self.parents[row] = parent
        self.marks[row] = start.marks if parent < 0 else start.marks | self.marks[parent]
        self.first[row] = len(self.lines)
        self.row = row
        if start.rules:
            self.matched.append((row, start.rules))

    @cython.cfunc
    def close(self) -> cython.Py_ssize_t:
        """Take note that the innermost element ends; the length of its name."""
        row: cython.int = self.row
        start: StartTag = self.starts[row]
        self.ends[row] = len(self.starts)
        if start.block:
            if self.pieces:
                self.flush(-1)
            self.preserving -= start.preserved
            self.last[row] = len(self.lines)
        else:
            if start.tag in LETTERS:
                self.edge = self.edge or MARKED
            else:
                self.edge, self.ended = NO_EDGE if start.tag in RAISED else CLOSED, row
            # Blanks alone are no line yet.
            self.last[row] = len(self.lines) + 1 if self.held >= 0 else len(self.lines)
        self.row = self.parents[row]
        return len(start.tag)

    @cython.cfunc
    def text(self, text: str) -> None:
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

    @cython.cfunc
    def add(self, text: str) -> None:
        """Take in text of the line under way."""
        if not text or text.isspace():
            self.pieces.append(text)
            return
        row: cython.int = self.row
        held: cython.int = self.held if self.held >= 0 else row
        marks: cython.int = self.marks[row]
        if marks & (_LINK | _BUTTON):
            length = len(collapsed(text))
            self.linking += length if marks & _LINK else 0
            self.pressing += length if marks & _BUTTON else 0
        while held != row:
            # The later of the two lies deeper or beside; climb from it until both are one.
            if held > row:
                held = self.parents[held]
            else:
                row = self.parents[row]
        self.held = held
        if self.edge:
            if self.pieces and not self.preserving and are_apart(self.pieces[-1], text, self.edge, self.alike()):
                self.pieces.append(" ")
            self.edge = NO_EDGE
        self.pieces.append(text)

    @cython.cfunc
    def alike(self) -> cython.bint:
        """Whether the element that ended last and the one that opened next are called alike; if none did, nothing tells them apart."""
        if self.edge != TOUCHING or self.ended < 0 or self.ends[self.ended] >= len(self.starts):
            return True
        one: StartTag = self.starts[self.ended]
        other: StartTag = self.starts[self.ends[self.ended]]
        return one is other or (one.tag == other.tag and one.classes == other.classes)

    @cython.cfunc
    def flush(self, empty: cython.int) -> None:
        """End the line under way; an empty one counts where it is preserved, as a line of the element that is given."""
        if self.held >= 0 or empty >= 0:
            line: str = "".join(self.pieces)
            line = line.rstrip() if self.preserving else shown_line(line)
            self.lines.append(line)
            self.of_lines[0].append(self.held if self.held >= 0 else empty)
            self.of_lines[1].append(min(self.linking, len(line)))
            self.of_lines[2].append(min(self.pressing, len(line)))
        self.pieces = []
        self.linking = self.pressing = 0
        self.held, self.edge = -1, NO_EDGE


@cython.cfunc
def _is_indent(html: str, at: cython.Py_ssize_t, end: cython.Py_ssize_t) -> cython.bint:
    while at < end and (html[at] == " " or "\t" <= html[at] <= "\r"):
        at += 1
    return at == end


@cython.cfunc
def _value(written: str, name: str) -> str | None:
    """The value of an attribute, of which a space before its name, and what follows it, are given."""
    at: cython.Py_ssize_t = written.find(name)
    if at < 0:
        return None
    at += len(name)
    if at == len(written) or written[at] == " ":
        # Perhaps the end of another value.
        return attributes_in(written).get(name[1:-2])
    return plain(written[at : written.find('"', at)])
