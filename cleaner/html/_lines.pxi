# The line under way, and the lines that are done.

cdef class Buffer:
    """Bytes that grow.

    Memory is asked for in doubles, so that the cost stays in proportion to what is taken in.
    """

    cdef char* bytes
    cdef Py_ssize_t size, room

    def __cinit__(self):
        self.room = 4096
        self.bytes = <char*>PyMem_Malloc(self.room)
        if self.bytes == NULL:
            raise MemoryError

    def __dealloc__(self):
        PyMem_Free(self.bytes)

    cdef char* more(self, Py_ssize_t size) except NULL:
        """Where so many bytes more can be written."""
        cdef char* moved
        if self.size + size > self.room:
            moved = <char*>PyMem_Realloc(self.bytes, 2 * (self.size + size))
            if moved == NULL:
                raise MemoryError
            self.bytes, self.room = moved, 2 * (self.size + size)
        return self.bytes + self.size

    cdef int put(self, const char* text, Py_ssize_t size) except -1:
        """Write so many bytes more."""
        memcpy(self.more(size), text, size)
        self.size += size
        return 0

    cdef int number(self, int value) except -1:
        """Write a number more."""
        return self.put(<char*>&value, sizeof(int))

    cdef object integers(self):
        """The numbers."""
        return integers(self.bytes, self.size)

    cdef int plain(self, const char* text, Py_ssize_t size) except -1:
        """Write a text without its escapes."""
        cdef Py_ssize_t at = 0, sign, rest
        cdef char* to = self.more(size)
        while at < size:
            sign = place(text, at, size, b"&")
            memcpy(to, text + at, sign - at)
            to += sign - at
            at = sign
            if at >= size:
                break
            rest = size - at
            if rest >= 5 and memcmp(text + at, b"&amp;", 5) == 0:
                to[0] = b"&"
                at += 5
            elif rest >= 4 and memcmp(text + at, b"&lt;", 4) == 0:
                to[0] = b"<"
                at += 4
            elif rest >= 4 and memcmp(text + at, b"&gt;", 4) == 0:
                to[0] = b">"
                at += 4
            elif rest >= 6 and memcmp(text + at, b"&quot;", 6) == 0:
                to[0] = b'"'
                at += 6
            elif rest >= 6 and memcmp(text + at, b"&nbsp;", 6) == 0:
                to[0] = <char>0xC2
                to += 1
                to[0] = <char>0xA0
                at += 6
            else:
                to[0] = b"&"
                at += 1
            to += 1
        self.size = to - self.bytes
        return 0


cdef Py_ssize_t shown(const char* text, Py_ssize_t size) noexcept nogil:
    """How many code points are left of a text when its white space is collapsed and its ends are cut."""
    cdef Py_ssize_t at = 0, count = 0
    cdef Py_UCS4 sign = 0
    cdef bint apart = False
    while at < size:
        at += wide(text, at, size, &sign)
        if is_space(sign):
            apart = count > 0
        else:
            count += 2 if apart else 1
            apart = False
    return count


cdef Py_ssize_t collapse(const char* text, Py_ssize_t size, Buffer made) except -1:
    """Write a line as a browser shows it, with tabs between cells; how many code points it has."""
    cdef Py_ssize_t at = 0, before, count = 0
    cdef Py_UCS4 sign = 0
    cdef char* to = made.more(size + 1)
    cdef char* start = to
    cdef bint apart = False
    while at < size:
        before = at
        if <unsigned char>text[at] < 0x80:
            sign = text[at]
            at += 1
        else:
            at += wide(text, at, size, &sign)
        if sign == 31:
            apart = False
            if to > start:
                to[0] = b"\t"
                to += 1
                count += 1
        elif is_space(sign):
            apart = True
        else:
            if apart and to > start and (to - 1)[0] != b"\t":
                to[0] = b" "
                to += 1
                count += 1
            apart = False
            if at - before == 1:
                to[0] = text[before]
            else:
                memcpy(to, text + before, at - before)
            to += at - before
            count += 1
    while to > start and (to - 1)[0] == b"\t":
        to -= 1
        count -= 1
    made.size = to - made.bytes
    return count
