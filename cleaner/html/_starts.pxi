# Start tags and what they say, the elements that are open, and the columns of a page.

# What names of elements say is known for the life of the process; a page may make up names, so that there are never too many.
cdef dict _shapes = {}
cdef Py_ssize_t _MOST_SHAPES = 5_000
cdef bytes _MARK = MARK.encode()


cdef tuple shape(str tag):
    """What the name of an element says: flags and marks."""
    cdef int flags = 0
    found = _shapes.get(tag)
    if found is None:
        opening = Opening(tag, None)
        for flag, holds in (
            (BLOCK, opening.block),
            (CELL, opening.cell),
            (ROW, opening.row),
            (PRESERVED, opening.preserved),
            (LETTERS, opening.letters),
            (RAISED, opening.raised),
            (UNSEEN, opening.unseen),
            (VOID, opening.void),
            (RAW, opening.raw),
            (BREAK, opening.br),
            (PARTING, tag in _PARTING),
        ):
            flags |= flag if holds else 0
        if len(_shapes) >= _MOST_SHAPES:
            _shapes.clear()
        found = _shapes[tag] = (flags, opening.marks)
    return found


cdef struct Start:
    # A start tag: where it is written first, how long it and its name are, and what it says.
    uint32_t sum
    Py_ssize_t at
    int length, name, flags, marks
    # Where its name, its own words and its rules stand in the list of what Python made; -1 for no rules.
    int made, rules


cdef class Starts:
    """The start tags of a page, each once."""

    cdef Start* starts
    cdef int* slots
    cdef int count, room, mask
    cdef list made
    cdef object meetings, names
    cdef dict remembered, identified
    cdef bint thorough
    cdef const char* page

    def __cinit__(self, meetings):
        self.meetings = meetings
        if meetings is not None:
            self.names, self.thorough, self.remembered = meetings.names, meetings.thorough, meetings.remembered
            self.identified = meetings.identified
        self.room, self.mask = 256, 1023
        self.starts = <Start*>PyMem_Malloc(self.room * sizeof(Start))
        self.slots = <int*>PyMem_Malloc((self.mask + 1) * sizeof(int))
        if self.starts == NULL or self.slots == NULL:
            raise MemoryError
        memset(self.slots, 0xFF, (self.mask + 1) * sizeof(int))
        self.made = []

    def __dealloc__(self):
        PyMem_Free(self.starts)
        PyMem_Free(self.slots)

    cdef int of(self, Py_ssize_t at, Py_ssize_t length) except -1:
        """The number of a start tag that is written in a place."""
        cdef const char* text = self.page + at
        cdef uint32_t sum
        cdef Py_ssize_t step
        cdef int slot, found
        cdef uint64_t word, whole = length
        for step in range(0, length - 7, 8):
            memcpy(&word, text + step, 8)
            whole = (whole ^ word) * <uint64_t>0x9E3779B97F4A7C15
            whole ^= whole >> 29
        for step in range(length & ~7, length):
            whole = (whole ^ <unsigned char>text[step]) * <uint64_t>0x9E3779B97F4A7C15
        sum = <uint32_t>(whole ^ (whole >> 32))
        slot = sum & self.mask
        while True:
            found = self.slots[slot]
            if found < 0:
                break
            if self.starts[found].sum == sum and self.starts[found].length == length:
                if memcmp(self.page + self.starts[found].at, text, length) == 0:
                    return found
            slot = (slot + 1) & self.mask
        if self.count == self.room:
            self.grow()
            slot = sum & self.mask
            while self.slots[slot] >= 0:
                slot = (slot + 1) & self.mask
        found = self.count
        self.starts[found].sum = sum
        self.learn(&self.starts[found], at, length)
        self.slots[slot] = found
        self.count += 1
        return found

    cdef int grow(self) except -1:
        cdef int each, slot
        cdef Start* moved = <Start*>PyMem_Realloc(self.starts, 4 * self.room * sizeof(Start))
        if moved == NULL:
            raise MemoryError
        self.starts, self.room = moved, 4 * self.room
        cdef int* slots = <int*>PyMem_Malloc(4 * self.room * sizeof(int))
        if slots == NULL:
            raise MemoryError
        PyMem_Free(self.slots)
        self.slots, self.mask = slots, 4 * self.room - 1
        memset(slots, 0xFF, 4 * self.room * sizeof(int))
        for each in range(self.count):
            slot = moved[each].sum & self.mask
            while slots[slot] >= 0:
                slot = (slot + 1) & self.mask
            slots[slot] = each
        return 0

    cdef int learn(self, Start* start, Py_ssize_t at, Py_ssize_t length) except -1:
        """Work out what a start tag says."""
        cdef Py_ssize_t name = place(self.page, at, at + length, b" ") - at
        cdef str tag = PyUnicode_DecodeUTF8(self.page + at, name, NULL)
        cdef str written = tag if name == length else PyUnicode_DecodeUTF8(self.page + at, length, NULL)
        flags, marks = shape(tag)
        start.at, start.length, start.name, start.flags, start.marks, start.rules = at, length, name, flags, marks, -1
        start.made = len(self.made)
        self.made.append(tag)
        self.made.append(written)
        if start.flags & UNSEEN:
            return 0
        cdef dict told = self.told(at + name, at + length) if name < length else {}
        if told and ("hidden" in told or tag == "dialog"):
            start.marks = marks_of(tag, attributes_in(written))
        elif "role" in told:
            start.marks |= <int>ROLES.get(told["role"], 0)
        if self.meetings is not None and (told or self.thorough or tag in self.names):
            rules = None
            if not self.thorough and tag not in self.names and MARK not in told:
                rules = self.known(tag, told.get("class"), told.get("id"))
            if rules is None:
                rules = self.meetings.meet(tag, attributes_in(written) if self.thorough else told)
            if rules:
                start.rules = len(self.made)
                self.made.append(rules)
        return 0

    cdef tuple known(self, str tag, str name, str ident):
        """The rules that an element meets by its classes and its id, where those were met before; else None."""
        cdef tuple found = ()
        if name:
            found = self.remembered.get(name)
        if ident and found is not None:
            identified = None if tag in _HEADINGS else self.identified.get(ident)
            found = None if identified is None else found + <tuple>identified
        return found

    cdef dict told(self, Py_ssize_t at, Py_ssize_t end):
        """The attributes that say something of every element, by their names; the values of some."""
        cdef dict found = {}
        cdef const char* page = self.page
        cdef Py_ssize_t sign, stop, length
        while at < end and page[at] == b" ":
            # A name may begin with the sign that ends it.
            sign = place(page, at + 2, end, b"=")
            while sign < end and page[sign + 1] != b'"':
                sign = place(page, sign + 1, end, b"=")
            if sign >= end:
                break
            stop = place(page, sign + 2, end, b'"')
            length = sign - at - 1
            at += 1
            if length == 5 and memcmp(page + at, b"class", 5) == 0:
                found["class"] = self.value(sign + 2, stop)
            elif length == 2 and memcmp(page + at, b"id", 2) == 0:
                found["id"] = self.value(sign + 2, stop)
            elif length == 1 and page[at] == _MARK[0]:
                found[MARK] = self.value(sign + 2, stop)
            elif length == 4 and memcmp(page + at, b"role", 4) == 0:
                found["role"] = self.value(sign + 2, stop)
            elif length == 6 and memcmp(page + at, b"hidden", 6) == 0:
                found["hidden"] = ""
            elif length == 5 and memcmp(page + at, b"style", 5) == 0:
                if hides(page, sign + 2, stop):
                    found["hidden"] = ""
            elif length == 4 and memcmp(page + at, b"open", 4) == 0:
                found["open"] = ""
            at = stop + 1
        return found

    cdef str value(self, Py_ssize_t at, Py_ssize_t end):
        """The value of an attribute."""
        cdef str found = PyUnicode_DecodeUTF8(self.page + at, end - at, NULL)
        return found if place(self.page, at, end, b"&") >= end else plain(found)
