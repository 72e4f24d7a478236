# Evidence as numbers, what it weighs, and what is told by the kinds of the lines around.

cdef enum:
    MOST = 96
    SCALE = 10000
    REMEMBERED = 65536

cdef class Group:
    """Pieces of evidence that come together, and what they weigh by themselves among the quick ones."""

    cdef int count, quick
    cdef bint marks
    cdef int16_t ids[32]
    cdef object owner


cdef class Sums:
    """What evidence weighs: one square for each regression, a piece by itself on the diagonal, a pair in both of its places.

    Args:
        learned: the weights.
        marks: the evidence that marks a head.
        nameable: for each kind that some rule would name, the evidence that it would.
    """

    cdef list names
    cdef dict ids
    cdef int size, quick_bias, whole_bias
    cdef readonly int look, limit
    cdef int32_t* quick
    cdef int32_t* whole
    cdef dict above, below, shaped, nameable, groups
    cdef frozenset marks
    cdef int16_t no_words, said_half, said_again, word_for_word
    cdef int16_t shared[2][10]
    cdef int16_t come_below[2][6]
    cdef int16_t stood_above[2][6]
    cdef int16_t main_above[6]
    cdef int16_t main_below[6]
    cdef int16_t others[4]
    cdef int16_t alike[7][6]
    cdef int16_t line_above, lines_above, label_above, date_label, date_above, directly_below, name_below
    cdef int16_t itself[2]
    cdef int16_t again_below[3]
    cdef int16_t date_below[3]

    def __cinit__(self, learned, frozenset marks, dict nameable):
        names = set()
        for weights in (learned.quick, learned.whole):
            names.update(weights.single, weights.pairs, *weights.pairs.values())
        # In order, so that of two that weigh the same the smaller number is the first by name.
        self.names = sorted(names)
        self.ids = {name: at for at, name in enumerate(self.names)}
        self.size = len(self.names)
        self.look, self.limit = round(learned.look * SCALE), round(learned.read * SCALE)
        self.quick, self.quick_bias = self._square(learned.quick), round(learned.quick.bias * SCALE)
        self.whole, self.whole_bias = self._square(learned.whole), round(learned.whole.bias * SCALE)
        self.marks = marks
        self.above, self.below, self.shaped, self.groups = {}, {}, {}, {}
        self.nameable = {kind: self.group(told) for kind, told in nameable.items()}
        self._tables()

    def __dealloc__(self):
        free(self.quick)
        free(self.whole)

    cdef int32_t* _square(self, weights) except NULL:
        cdef int32_t* square = <int32_t*> malloc((self.size * self.size + 1) * sizeof(int32_t))
        cdef int one, other
        if square == NULL:
            raise MemoryError
        memset(square, 0, self.size * self.size * sizeof(int32_t))
        for name, weight in weights.single.items():
            one = self.ids[name]
            square[one * self.size + one] += round(weight * SCALE)
        for name, beside in weights.pairs.items():
            one = self.ids[name]
            for second, weight in beside.items():
                other = self.ids[second]
                square[one * self.size + other] += round(weight * SCALE)
                if one != other:
                    square[other * self.size + one] += round(weight * SCALE)
        return square

    cdef int _tables(self) except -1:
        cdef int at, share
        self.no_words, self.word_for_word = self._id(topic.NO_WORDS), self._id(topic.WORD_FOR_WORD)
        self.said_half, self.said_again = self._id(topic.SAID_HALF), self._id(topic.SAID_AGAIN)
        for at in range(2):
            for share in range(10):
                self.shared[at][share] = self._id(topic.SHARED[at][share])
            for share in range(6):
                self.come_below[at][share] = self._id(topic.COME_BELOW[at][share])
                self.stood_above[at][share] = self._id(topic.STOOD_ABOVE[at][share])
            self.itself[at] = self._id(repetition.ITSELF[at])
        for share in range(6):
            self.main_above[share], self.main_below[share] = self._id(topic.MAIN_ABOVE[share]), self._id(topic.MAIN_BELOW[share])
        for at in range(4):
            self.others[at] = self._id(likeness.OTHERS[at])
        tables = (likeness.SAME_BELOW, likeness.SAME_TWO_BELOW, likeness.SAME_ABOVE, likeness.UNDATED_TOO, likeness.DATED_TOO,
                  likeness.NO_LABEL_TOO, likeness.LABEL_TOO)
        for at in range(7):
            for share in range(6):
                self.alike[at][share] = self._id(tables[at][share])
        for at in range(3):
            self.again_below[at], self.date_below[at] = self._id(repetition.BELOW[at]), self._id(repetition.DATE_BELOW[at])
        self.line_above, self.lines_above = self._id(repetition.LINE_ABOVE), self._id(repetition.LINES_ABOVE)
        self.label_above, self.date_label = self._id(repetition.LABEL_ABOVE), self._id(repetition.DATE_LABEL)
        self.date_above, self.name_below = self._id(repetition.DATE_ABOVE), self._id(repetition.NAME_BELOW)
        self.directly_below = self._id(repetition.DIRECTLY_BELOW)
        return 0

    cdef int16_t _id(self, str name) except -2:
        """The number of a piece of evidence; -1 where it weighs nothing."""
        return self.ids.get(name, -1)

    cdef Group group(self, tuple told):
        """Evidence as it is told by name."""
        cdef Group group = self.groups.get(told)
        cdef int16_t found
        if group is not None:
            return group
        group = Group()
        group.owner = self
        group.marks = not self.marks.isdisjoint(told)
        for name in told:
            found = self._id(name)
            if found >= 0:
                if group.count >= 32:
                    raise OverflowError("more evidence than there is room for")
                group.ids[group.count] = found
                group.count += 1
        group.quick = self.sum(self.quick, 0, group.ids, 0, group.count)
        if len(self.groups) >= REMEMBERED:
            self.groups.clear()
        self.groups[told] = group
        return group

    cdef int sum(self, int32_t* square, int start, int16_t* ids, int known, int count) noexcept:
        """What evidence weighs: what the first of it is known to weigh, and the rest by itself and beside all before it."""
        cdef int total = start, one, other
        cdef int32_t* row
        for one in range(known, count):
            row = square + ids[one] * self.size
            total += row[ids[one]]
            for other in range(one):
                total += row[ids[other]]
        return total

    cdef tuple strongest(self, int16_t* ids, int count, int most):
        """The names of the evidence that spoke most, a pair's weight shared between the two."""
        cdef int spoke[MOST]
        cdef int one, other, best
        cdef int32_t* row
        cdef list found = []
        for one in range(count):
            row = self.whole + ids[one] * self.size
            spoke[one] = row[ids[one]]
            for other in range(count):
                spoke[one] += row[ids[other]]
        while len(found) < most:
            best = -1
            for one in range(count):
                if spoke[one] > 0 and (best < 0 or spoke[one] > spoke[best] or (spoke[one] == spoke[best] and ids[one] < ids[best])):
                    best = one
            if best < 0:
                break
            spoke[best] = 0
            found.append(self.names[ids[best]])
        return tuple(found)

    cdef Group around(self, const uint8_t* shapes, int first, int end, bint one, bint other, bint over):
        """What the kinds of some lines say, and two things known of the head: of those above it, or of those below."""
        cdef dict known = self.above if over else self.below
        cdef object key = _above_key(shapes, first, end, one, other) if over else _below_key(shapes, first, end, one)
        cdef Group group = known.get(key)
        if group is None:
            kinds = (<bytes> shapes[first:end]).decode("latin-1")
            told = surroundings.above_head.__wrapped__(kinds, one, other) if over else surroundings.below_headline.__wrapped__(kinds, one)
            if len(known) >= REMEMBERED:
                known.clear()
            group = known[key] = self.group(told)
        return group

    cdef Group own(self, Trait trait, int shape):
        """What a line by itself says, given its kind."""
        cdef object key
        if trait.own is None or trait.own_kind != shape or trait.own.owner is not self:
            key = _own_key(trait, shape)
            trait.own = self.shaped.get(key)
            if trait.own is None:
                if len(self.shaped) >= REMEMBERED:
                    self.shaped.clear()
                trait.own = self.shaped[key] = self.group(_own_shape(trait.text, chr(shape)))
            trait.own_kind = shape
        return trait.own
