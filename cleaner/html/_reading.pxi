# Elements and texts as they come, as in `flow.py`.

cdef object integers(const char* values, Py_ssize_t size):
    """Integers as Python holds a column of them."""
    column = array("i")
    column.frombytes(PyBytes_FromStringAndSize(values, size))
    return column


cdef class Reading:
    """The state of one reading."""

    cdef str html
    cdef Starts starts
    cdef const char* page
    cdef Py_ssize_t size, linking, pressing, piece
    # The columns of the elements, each as long as there can be elements, one after the other; the last is the start tag of each.
    cdef int* parents
    cdef int* marks
    cdef int* ends
    cdef int* first
    cdef int* last
    cdef int* start
    cdef int count, row, held, ended, edge, preserving, done
    cdef bint begun
    cdef list lines, tags, written, met
    cdef Buffer element, linked, pressed
    # The line under way, whose last piece begins at `piece`; a line that is done, or a text without its escapes.
    cdef Buffer line, made

    def __init__(self, str html, meetings):
        self.html = html
        self.page = PyUnicode_AsUTF8AndSize(html, &self.size)
        self.starts = Starts(meetings)
        self.starts.page = self.page
        # There are no more elements than signs that begin a tag.
        cdef Py_ssize_t most = counting(self.page, self.size, b"<")
        self.parents = <int*>PyMem_Malloc((6 * most + 1) * sizeof(int))
        if self.parents == NULL:
            raise MemoryError
        self.marks, self.ends, self.first = self.parents + most, self.parents + 2 * most, self.parents + 3 * most
        self.last, self.start = self.parents + 4 * most, self.parents + 5 * most
        self.row = self.held = self.ended = -1
        self.lines, self.tags, self.written, self.met = [], [], [], []
        self.element, self.linked, self.pressed = Buffer(), Buffer(), Buffer()
        self.line, self.made = Buffer(), Buffer()

    def __dealloc__(self):
        PyMem_Free(self.parents)

    cdef object column(self, int* values):
        """The column of the elements that begins in a place."""
        return integers(<char*>values, self.count * sizeof(int))

    cdef int run(self) except -1:
        """Take in the whole page."""
        cdef const char* page = self.page
        cdef Py_ssize_t at = 0, sign, end = self.size, stop
        cdef Start* start
        cdef int found
        while True:
            sign = place(page, at, end, b"<")
            if sign >= end:
                break
            if sign > at:
                self.text(at, sign, place(page, at, sign, b"&") < sign)
            if page[sign + 1] == b"/":
                at = sign + 3 + self.starts.starts[self.start[self.row]].name
                self.close()
                if self.row < 0:
                    return 0
                continue
            if page[sign + 1] == b"!":
                at = past_comment(page, sign + 4, end)
                continue
            at = place(page, sign, end, b">") + 1
            if page[sign + 1] == b"?":
                continue
            found = self.starts.of(sign + 1, at - sign - 2)
            start = &self.starts.starts[found]
            if start.flags & UNSEEN:
                if not start.flags & VOID:
                    at = end_of(page, at, end, page + sign + 1, start.name) + start.name + 3
            elif start.flags & VOID:
                self.hollow(found)
            elif page[at] == b"<" and page[at + 1] == b"/" and (
                not start.flags & RAW or ending(page, at, at + start.name + 3, page + sign + 1, start.name) == at
            ):
                self.hollow(found)
                at += start.name + 3
            else:
                self.open(found)
                if start.flags & RAW:
                    stop = end_of(page, at, end, page + sign + 1, start.name)
                    self.text(at, stop, False)
                    at = stop
            if self.row < 0:
                return 0
        while self.row >= 0:
            self.close()
        return 0

    cdef int hollow(self, int found) except -1:
        """Take in an element that holds nothing."""
        cdef int flags = self.starts.starts[found].flags
        if flags & ROW:
            self.open(found)
            self.close()
        elif (flags & BLOCK and self.begun) or (flags & BREAK and (self.begun or self.preserving)):
            self.flush(self.row if self.preserving else -1)
        return 0

    cdef int open(self, int found) except -1:
        """Take in an element that opens."""
        cdef Start* start = &self.starts.starts[found]
        cdef int row = self.count, parent = self.row, flags = start.flags
        if flags & BLOCK:
            if self.begun:
                self.flush(-1)
            if flags & PRESERVED:
                self.preserving += 1
        elif self.begun:
            if flags & CELL:
                self.piece = self.line.size
                self.line.put(b"\x1f", 1)
                self.edge = NO_EDGE
            elif flags & LETTERS:
                self.edge = self.edge or MARKED
            elif flags & RAISED:
                before = PyUnicode_DecodeUTF8(self.line.bytes + self.piece, self.line.size - self.piece, NULL)
                self.edge = edge_of(self.starts.made[start.made], self.edge, before)
            else:
                self.edge = OPENED if self.edge < CLOSED else PARTED if flags & PARTING else max(self.edge, TOUCHING)
        self.parents[row] = parent
        self.marks[row] = start.marks if parent < 0 else start.marks | self.marks[parent]
        self.first[row] = self.done
        self.start[row] = found
        self.tags.append(self.starts.made[start.made])
        self.written.append(self.starts.made[start.made + 1])
        self.row = row
        self.count = row + 1
        if start.rules >= 0:
            self.met.append((row, self.starts.made[start.rules]))
        return 0

    cdef int close(self) except -1:
        """Take note that the innermost element ends."""
        cdef int row = self.row, flags = self.starts.starts[self.start[row]].flags
        self.ends[row] = self.count
        if flags & BLOCK:
            if self.begun:
                self.flush(-1)
            if flags & PRESERVED:
                self.preserving -= 1
            self.last[row] = self.done
        else:
            if flags & LETTERS:
                self.edge = self.edge or MARKED
            else:
                self.edge, self.ended = NO_EDGE if flags & RAISED else CLOSED, row
            self.last[row] = self.done + 1 if self.held >= 0 else self.done
        self.row = self.parents[row]
        return 0

    cdef int text(self, Py_ssize_t at, Py_ssize_t end, bint escaped) except -1:
        """Take in a text."""
        cdef const char* text = self.page + at
        cdef Py_ssize_t size = end - at
        if escaped:
            self.made.size = 0
            self.made.plain(text, size)
            text, size = self.made.bytes, self.made.size
        if self.preserving:
            first, *rest = BREAKS.split(PyUnicode_DecodeUTF8(text, size, NULL))
            self.encoded(first)
            for line in rest:
                self.flush(self.row)
                self.encoded(line)
        elif not is_blank(text, size):
            self.add(text, size, False)
        elif self.begun:
            self.put(text, size)
            self.edge = NO_EDGE
        return 0

    cdef int encoded(self, str text) except -1:
        cdef Py_ssize_t size
        cdef const char* bare = PyUnicode_AsUTF8AndSize(text, &size)
        return self.add(bare, size, size == 0 or is_blank(bare, size))

    cdef int put(self, const char* text, Py_ssize_t size) except -1:
        """Write a piece of the line under way."""
        self.piece = self.line.size
        self.begun = True
        return self.line.put(text, size)

    cdef int add(self, const char* text, Py_ssize_t size, bint blank) except -1:
        """Take in text of the line under way."""
        cdef int row = self.row, held = self.held, marks = self.marks[row]
        cdef Py_ssize_t length
        if blank:
            return self.put(text, size)
        if marks & _COUNTED:
            length = shown(text, size)
            self.linking += length if marks & _LINK else 0
            self.pressing += length if marks & _BUTTON else 0
        if held < 0:
            held = row
        while held != row:
            # The later of the two lies deeper or beside; climb from it until both are one.
            if held > row:
                held = self.parents[held]
            else:
                row = self.parents[row]
        self.held = held
        if self.edge:
            if self.begun and not self.preserving and self.apart(text, size):
                self.put(b" ", 1)
            self.edge = NO_EDGE
        return self.put(text, size)

    cdef bint apart(self, const char* text, Py_ssize_t size) except -1:
        """Whether a style sheet surely sets two texts apart."""
        if self.edge == PARTED:
            return True
        before = PyUnicode_DecodeUTF8(self.line.bytes + self.piece, self.line.size - self.piece, NULL)
        return apart_by(before, PyUnicode_DecodeUTF8(text, size, NULL), self.edge, self.edge != TOUCHING or self.alike())

    cdef bint alike(self) except -1:
        """Whether the element that ended last and the one that opened next are called alike; if none did, nothing tells them apart."""
        cdef int next = self.ends[self.ended] if self.ended >= 0 else self.count
        if next >= self.count or self.start[self.ended] == self.start[next]:
            return True
        if self.tags[self.ended] != self.tags[next]:
            return False
        return attributes_in(self.written[self.ended]).get("class") == attributes_in(self.written[next]).get("class")

    cdef int flush(self, int empty) except -1:
        """End the line under way; an empty one counts where it is preserved, as a line of the element that is given."""
        cdef Py_ssize_t length
        cdef Buffer made = self.made
        if self.held >= 0 or empty >= 0:
            if self.preserving:
                line = PyUnicode_DecodeUTF8(self.line.bytes, self.line.size, NULL).rstrip()
                length = len(line)
            else:
                made.size = 0
                length = collapse(self.line.bytes, self.line.size, made)
                line = PyUnicode_DecodeUTF8(made.bytes, made.size, NULL)
            self.lines.append(line)
            self.element.number(self.held if self.held >= 0 else empty)
            self.linked.number(min(self.linking, length))
            self.pressed.number(min(self.pressing, length))
            self.done += 1
        self.line.size = self.piece = 0
        self.begun = False
        self.linking = self.pressing = 0
        self.held, self.edge = -1, NO_EDGE
        return 0


def read(str html, meetings):
    """The columns of a page as the parser wrote it, and the rules that its elements met.

    Args:
        html: an element and all that is in it, as the parser writes it.
        meetings: tells the rules that elements meet, or None.
    """
    cdef Reading one = Reading(html, meetings)
    one.run()
    return (
        (one.lines, one.element.integers(), one.linked.integers(), one.pressed.integers()),
        (
            one.tags,
            one.column(one.parents),
            one.column(one.marks),
            one.written,
            one.column(one.ends),
            one.column(one.first),
            one.column(one.last),
        ),
        one.met,
    )


def doubtful(str html):
    """Whether a page may hold what can be read in two ways once it is written out.

    Args:
        html: the page.
    """
    cdef Py_ssize_t end = 0, at = 0, stop
    cdef const char* page = PyUnicode_AsUTF8AndSize(html, &end)
    cdef Py_ssize_t pictures = 0
    while True:
        at = place(page, at, end, b"<") + 1
        if at >= end:
            return False
        if named(page, at, end, b"svg", 3):
            pictures += 1
        elif page[at] == b"/":
            pictures -= pictures > 0 and stands(page, at + 1, end, b"svg>", 4)
        elif named(page, at, end, b"math", 4) or named(page, at, end, b"plaintext", 9):
            return True
        elif pictures:
            stop = at
            while stop < end and stop - at < 12 and page[stop] != b" " and page[stop] != b">":
                stop += 1
            if is_inert(page + at, stop - at):
                return True
