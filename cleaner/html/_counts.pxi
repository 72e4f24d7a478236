# What tells at a glance whether a page must be looked at tag by tag, as in `tame.py` and `parse.py`.

cdef Py_ssize_t _WORDY = WHOLE_PAGE
cdef int _NAMES = 200


cdef bint is_noscript(const char* page, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Whether `noscript` stands in a place, in any case."""
    cdef Py_ssize_t step
    cdef const char* name = b"noscript"
    if end - at < 8:
        return False
    for step in range(8):
        if (page[at + step] | 32) != name[step]:
            return False
    return True


cdef struct Name:
    # The name of an element, where it is written first, and how many bear it that have not been ended.
    Py_ssize_t at
    int length, begun


cdef inline char lower(char sign) noexcept nogil:
    return sign | 32 if b"A" <= sign <= b"Z" else sign


cdef class Names:
    """How deep a page is: elements that begin and have not been ended by their own names, but for those that hold nothing."""

    cdef Name names[512]
    cdef const char* page
    cdef int count
    cdef Py_ssize_t depth, deepest
    cdef object void

    cdef Name* named(self, Py_ssize_t at, Py_ssize_t length, bint begins) except? NULL:
        """The place of a name, or NULL where it has none; names that hold nothing have -1 begun."""
        cdef uint32_t sum = length
        cdef Py_ssize_t step
        cdef Name* name
        for step in range(min(length, 32)):
            sum = (sum ^ <unsigned char>lower(self.page[at + step])) * 16777619
        while True:
            name = &self.names[sum & 511]
            if name.length == 0:
                break
            if name.length == length:
                step = 0
                while step < length and lower(self.page[name.at + step]) == lower(self.page[at + step]):
                    step += 1
                if step == length:
                    return name
            sum += 1
        told = self.page[at : at + length].lower().decode("utf-8", "replace")
        if told not in self.void:
            if self.count >= _NAMES or not begins:
                return NULL
            self.count += 1
        elif self.count + len(self.void) > 400:
            return NULL
        name.at, name.length, name.begun = at, length, -1 if told in self.void else 0
        return name

    cdef Py_ssize_t take(self, Py_ssize_t at, Py_ssize_t end, bint begins) except -1:
        """Take in a tag; what follows its name."""
        cdef Py_ssize_t stop = at
        cdef char sign = lower(self.page[at])
        cdef Name* name
        if not b"a" <= sign <= b"z":
            return at
        while stop < end:
            sign = self.page[stop]
            if sign == b" " or sign == b"/" or sign == b">" or sign == 9 or sign == 10 or sign == 12 or sign == 13:
                break
            stop += 1
        if stop - at > 1_000_000_000:
            return stop
        name = self.named(at, stop - at, begins)
        if name == NULL:
            self.depth += begins
        elif name.begun < 0:
            pass
        elif begins:
            name.begun += 1
            self.depth += 1
        elif name.begun:
            name.begun -= 1
            self.depth -= 1
        self.deepest = max(self.deepest, self.depth)
        return stop


def counted(bytes raw):
    """How many tags begin and end in a page, its signs of equality, the most tags open at once, and whether a `noscript` may be wordy.

    Args:
        raw: the page in UTF-8.
    """
    cdef const char* page = raw
    cdef Py_ssize_t size = len(raw), at = 0, equals, tags = 0, since = -1, stop, step
    cdef bint wordy = False
    cdef Names names = Names()
    names.page, names.void = page, VOIDS
    equals = counting(page, size, b"=")
    while True:
        at = place(page, at, size, b"<")
        if at >= size:
            break
        tags += 1
        if page[at + 1] == b"/":
            if since >= 0 and is_noscript(page, at + 2, size):
                wordy = wordy or at - since >= _WORDY
                step = at + 10
                while page[step] == b" " or 9 <= page[step] <= 13:
                    step += 1
                # Anything else is no end.
                if page[step] == b">":
                    since = -1
            stop = names.take(at + 2, size, False)
        else:
            if since < 0 and is_noscript(page, at + 1, size):
                since = at
            stop = names.take(at + 1, size, True)
        # A name may hold the sign that begins a tag.
        at += 1
        while at < stop:
            at = place(page, at, stop, b"<")
            if at < stop:
                tags += 1
                at += 1
    return tags, equals, names.deepest, wordy
