# What is remembered of lines: their words as numbers, and what they look like by themselves.

cdef struct Stamp:
    uint32_t epoch
    uint8_t above, below, near_above, near_below

cdef struct Mark:
    uint32_t epoch
    int32_t last

cdef int UNKNOWN = -1

# What is found of a line is remembered here, so the memories of the Python are passed by.
cdef object _content = topic.content.__wrapped__
cdef object _own_shape = outline.own_shape.__wrapped__, _reads_like_date = outline.reads_like_date.__wrapped__
cdef int LEAST_LETTERS = topic._LEAST_LETTERS, STEM = topic._STEM
# How much of a line is read for each.
cdef int READ_FIRST = topic.READ_CHARACTERS, HEAR_FIRST = topic.LONGEST_AGAIN, MASK_FIRST = repetition.LONGEST
cdef int LONGEST_DATE = outline._LONGEST_DATE


# It is part of no circle, and there are as many as lines.
@cython.no_gc
cdef class Trait:
    """What a line tells of itself, found when it is asked for.

    Args:
        text: the line without the white space around it.
    """

    cdef readonly str text
    cdef Py_ssize_t length
    cdef int words, says, mask, date, name, small
    cdef int32_t* word_ids
    cdef int32_t* said_ids
    cdef Group own
    cdef int own_kind
    cdef bint unspaced

    def __cinit__(self, str text):
        self.text, self.length = text, len(text)
        self.words = self.says = self.mask = self.date = self.name = self.small = UNKNOWN
        self.word_ids = self.said_ids = NULL
        self.own_kind = UNKNOWN
        self.unspaced = text[:1] >= candidates.UNSPACED

    def __dealloc__(self):
        free(self.word_ids)
        free(self.said_ids)


cdef int32_t* _numbered(object found, Numbers numbers, int* count) except? NULL:
    """Words as numbers, in memory of their own."""
    cdef int at = 0, total = len(found)
    cdef int32_t* ids = <int32_t*> malloc(max(total, 1) * sizeof(int32_t))
    if ids == NULL:
        raise MemoryError
    for word in found:
        ids[at] = numbers.of_text(word)
        at += 1
    count[0] = total
    return ids


cdef class Memory:
    """The lines that were met, and the numbers of their words; a full one is thrown away as a whole."""

    cdef dict traits
    cdef Numbers words, says, masks
    # How many words were numbered first, those that every text has.
    cdef readonly int32_t common
    cdef readonly Py_ssize_t remembered
    cdef Stamp* stamps
    cdef Mark* marks
    cdef Py_ssize_t stamp_room, mark_room
    cdef uint32_t epoch

    def __cinit__(self):
        self.traits = {}
        self.words, self.says, self.masks = Numbers(), Numbers(), Numbers()
        self.stamps, self.marks = NULL, NULL
        self.stamp_room = self.mark_room = self.remembered = 0
        self.epoch = 0
        for word in topic._common():
            self.words.of_text(word)
        self.common = self.words.count

    def __dealloc__(self):
        free(self.stamps)
        free(self.marks)

    def of(self, list lines, list texts):
        """What is known of each line.

        Args:
            lines: lines with their breaks.
            texts: the same without the white space around them.
        """
        cdef list found = list(map(self.traits.get, lines))
        cdef Py_ssize_t at
        for at in range(len(found)):
            if found[at] is None:
                found[at] = self._new(lines[at], texts[at])
        return found

    cdef Trait _new(self, str line, str text):
        # Made before it is known whether the page says the line twice: to look twice takes longer.
        cdef Trait trait = Trait(text), held = self.traits.setdefault(line, trait)
        if held is trait:
            self.remembered += len(line)
        return held

    cdef int read(self, Trait trait) except -1:
        """See to it that the meaningful words of a line are known."""
        if trait.words == UNKNOWN:
            trait.word_ids = _read_words(self, _first(trait.text, READ_FIRST), &trait.words)
        return 0

    cdef int hear(self, Trait trait) except -1:
        """See to it that all words of a line are known."""
        if trait.says == UNKNOWN:
            trait.said_ids = _hear_words(self, _first(trait.text, HEAR_FIRST), &trait.says)
        return 0

    cdef int masked(self, Trait trait) except -1:
        """See to it that what a line is compared by is known."""
        if trait.mask == UNKNOWN:
            trait.mask = _masked(self.masks, trait.text)
        return 0

    cdef uint32_t stamp(self) except 0:
        """A stamp that no entry bears; no Python runs between this and the last look at what bears it."""
        cdef Py_ssize_t words = max(self.words.count, self.says.count), masks = self.masks.count, room
        if words > self.stamp_room:
            room = 2 * words
            self.stamps = <Stamp*> realloc(self.stamps, room * sizeof(Stamp))
            if self.stamps == NULL:
                raise MemoryError
            memset(self.stamps + self.stamp_room, 0, (room - self.stamp_room) * sizeof(Stamp))
            self.stamp_room = room
        if masks > self.mark_room:
            room = 2 * masks
            self.marks = <Mark*> realloc(self.marks, room * sizeof(Mark))
            if self.marks == NULL:
                raise MemoryError
            memset(self.marks + self.mark_room, 0, (room - self.mark_room) * sizeof(Mark))
            self.mark_room = room
        if self.epoch == 0xffffffff:
            memset(self.stamps, 0, self.stamp_room * sizeof(Stamp))
            memset(self.marks, 0, self.mark_room * sizeof(Mark))
            self.epoch = 0
        self.epoch += 1
        return self.epoch


cdef inline str _first(str text, Py_ssize_t most):
    return text if len(text) <= most else text[:most]


cdef inline bint _like_date(Trait trait) except -1:
    if trait.date == UNKNOWN:
        trait.date = trait.length <= LONGEST_DATE and _holds_digit(trait.text) and _reads_like_date(trait.text)
    return trait.date


cdef inline bint _like_name(Trait trait) except -1:
    if trait.name == UNKNOWN:
        trait.name = _name_like(trait.text)
    return trait.name


cdef inline bint _small(Trait trait) except -1:
    if trait.small == UNKNOWN:
        trait.small = trait.text[:1].islower()
    return trait.small
