# Words as numbers: the first is 0, and each new one the next.

cdef enum:
    FEW_SLOTS = 1024

cdef struct Slot:
    uint64_t sum
    # The number of the word, and one more: 0 where the slot is free; how many characters it has, and where they begin.
    int32_t number, length
    Py_ssize_t start


cdef class Numbers:
    """A table of words."""

    cdef Slot* slots
    cdef Py_ssize_t room, count
    # The characters of all words, and where those of each begin.
    cdef Py_UCS4* said
    cdef Py_ssize_t* starts
    cdef Py_ssize_t said_room, starts_room

    def __cinit__(self):
        self.room, self.count, self.said_room, self.starts_room = FEW_SLOTS, 0, 8 * FEW_SLOTS, FEW_SLOTS
        self.slots = <Slot*> calloc(self.room, sizeof(Slot))
        self.said = <Py_UCS4*> malloc(self.said_room * sizeof(Py_UCS4))
        self.starts = <Py_ssize_t*> malloc((self.starts_room + 1) * sizeof(Py_ssize_t))
        if self.slots == NULL or self.said == NULL or self.starts == NULL:
            raise MemoryError
        self.starts[0] = 0

    def __dealloc__(self):
        free(self.slots)
        free(self.said)
        free(self.starts)

    cdef Py_UCS4* space(self, Py_ssize_t length) except NULL:
        """Where a word of so many characters may be written: behind the last word, where it stays if it is new."""
        if self.starts[self.count] + length > self.said_room:
            self.said_room = 2 * self.said_room + length
            self.said = <Py_UCS4*> realloc(self.said, self.said_room * sizeof(Py_UCS4))
            if self.said == NULL:
                raise MemoryError
        return self.said + self.starts[self.count]

    cdef int32_t of(self, int kind, void* characters, Py_ssize_t start, Py_ssize_t end, bint plain) except -1:
        """The number of the word between two places of a text; `plain` where the text is ASCII and not lowered yet."""
        cdef Py_ssize_t at
        cdef Py_UCS4* word = self.space(end - start)
        for at in range(start, end):
            word[at - start] = _lowered(PyUnicode_READ(kind, characters, at), plain)
        return self.written(end - start)

    cdef int32_t written(self, Py_ssize_t length) except -1:
        """The number of the word that was written into the space for it."""
        cdef uint64_t total = 14695981039346656037u
        cdef Py_ssize_t at, slot
        cdef Py_UCS4* word = self.said + self.starts[self.count]
        for at in range(length):
            total = (total ^ <uint64_t> word[at]) * 1099511628211u
        total ^= total >> 29
        slot = total & (self.room - 1)
        while self.slots[slot].number:
            if self.slots[slot].sum == total and self._same(self.slots + slot, word, length):
                return self.slots[slot].number - 1
            slot = (slot + 1) & (self.room - 1)
        return self._new(slot, total, length)

    cdef inline bint _same(self, Slot* slot, Py_UCS4* word, Py_ssize_t length) noexcept:
        return slot.length == length and not memcmp(self.said + slot.start, word, length * sizeof(Py_UCS4))

    cdef int32_t _new(self, Py_ssize_t slot, uint64_t total, Py_ssize_t length) except -1:
        cdef int32_t number = self.count
        if self.count + 1 >= self.starts_room:
            self.starts_room *= 2
            self.starts = <Py_ssize_t*> realloc(self.starts, (self.starts_room + 1) * sizeof(Py_ssize_t))
            if self.starts == NULL:
                raise MemoryError
        self.starts[number + 1] = self.starts[number] + length
        self.slots[slot].sum, self.slots[slot].number = total, number + 1
        self.slots[slot].length, self.slots[slot].start = length, self.starts[number]
        self.count += 1
        if 2 * self.count > self.room:
            self._grow()
        return number

    cdef int _grow(self) except -1:
        cdef Py_ssize_t at, slot, room = 4 * self.room
        cdef Slot* slots = <Slot*> calloc(room, sizeof(Slot))
        if slots == NULL:
            raise MemoryError
        for at in range(self.room):
            if self.slots[at].number:
                slot = self.slots[at].sum & (room - 1)
                while slots[slot].number:
                    slot = (slot + 1) & (room - 1)
                slots[slot] = self.slots[at]
        free(self.slots)
        self.slots, self.room = slots, room
        return 0

    cdef int32_t of_text(self, str word) except -1:
        return self.of(PyUnicode_KIND(word), PyUnicode_DATA(word), 0, len(word), False)

    cdef list words(self):
        """All words, in the order of their numbers."""
        cdef Py_ssize_t at
        return [PyUnicode_FromKindAndData(4, self.said + self.starts[at], self.starts[at + 1] - self.starts[at]) for at in range(self.count)]


cdef inline Py_UCS4 _lowered(Py_UCS4 character, bint plain) noexcept:
    return <Py_UCS4> (<uint32_t> character + 32) if plain and 65 <= character <= 90 else character
