# Where literals stand: a tree of them, one character a step.

cdef enum:
    # From so many branches on, those of ASCII characters stand in a table.
    MANY = 5

cdef uint8_t IN_WORD[TABLED]
cdef uint8_t BEGINS_WORD[TABLED]
cdef uint8_t LOWER[ASCII]
cdef Py_UCS4 UNSPACED_FROM = ord(UNSPACED)

for _code in range(TABLED):
    IN_WORD[<int> _code] = chr(_code).isalnum() or chr(_code) == "_"
    BEGINS_WORD[<int> _code] = chr(_code).isalnum()
    if _code < ASCII:
        LOWER[<int> _code] = ord(chr(_code).lower())


cdef struct Branches:
    # The first of them and how many, their table if there is one, and the number of the literal that ends here, or -1.
    int32_t first, count, table, literal


cdef class Tree:
    """Literals as a tree.

    Args:
        literals: lower-case texts, sorted, none twice and none empty.
    """

    cdef Branches* nodes
    cdef Py_UCS4* signs
    cdef int32_t* below
    cdef int32_t* tables
    cdef Py_ssize_t count, table_count
    # The root by the first character, and for each pair of first characters, the second 0 at the end of a line, whether any literal begins so.
    cdef int32_t roots[ASCII]
    cdef uint8_t opens[ASCII * ASCII]

    def __cinit__(self, list literals):
        cdef Py_ssize_t room = sum(map(len, literals)) + 2
        self.nodes = <Branches*> malloc(room * sizeof(Branches))
        self.signs = <Py_UCS4*> malloc(room * sizeof(Py_UCS4))
        self.below = <int32_t*> malloc(room * sizeof(int32_t))
        self.tables = NULL
        self.table_count = 0
        if self.nodes == NULL or self.signs == NULL or self.below == NULL:
            raise MemoryError
        self._grow(literals)
        for sign in range(ASCII):
            self.roots[<int> sign] = self.step(0, <Py_UCS4> <int> sign)
        memset(self.opens, 0, sizeof(self.opens))
        for literal in literals:
            if literal[0].isascii():
                first = ord(literal[0]) * ASCII
                for second in range(ASCII) if len(literal) == 1 else [ord(literal[1])]:
                    if second < ASCII:
                        self.opens[<int> (first + second)] = 1

    def __dealloc__(self):
        free(self.nodes)
        free(self.signs)
        free(self.below)
        free(self.tables)

    cdef int _grow(self, list literals) except -1:
        """Make the nodes, those nearer to the root first; each stands for a run of the literals that begin alike."""
        cdef list runs = [(0, len(literals), 0)]
        cdef Py_ssize_t at = 0, start, end, size, first, branch = 0
        cdef Branches* node
        while at < len(runs):
            start, end, size = runs[at]
            node = self.nodes + at
            node.first, node.count, node.table, node.literal = branch, 0, -1, -1
            if start < end and len(<str> literals[start]) == size:
                node.literal = start
                start += 1
            while start < end:
                first, sign = start, (<str> literals[start])[size]
                while start < end and (<str> literals[start])[size] == sign:
                    start += 1
                self.signs[branch], self.below[branch] = sign, len(runs)
                runs.append((first, start, size + 1))
                node.count += 1
                branch += 1
            if node.count >= MANY:
                self._table(node)
            at += 1
        self.count = at
        return 0

    cdef int _table(self, Branches* node) except -1:
        cdef Py_ssize_t at
        cdef int32_t* table
        self.tables = <int32_t*> realloc(self.tables, (self.table_count + 1) * ASCII * sizeof(int32_t))
        if self.tables == NULL:
            raise MemoryError
        table = self.tables + self.table_count * ASCII
        memset(table, 0, ASCII * sizeof(int32_t))
        node.table = self.table_count
        self.table_count += 1
        for at in range(node.first, node.first + node.count):
            if self.signs[at] < ASCII:
                table[<uint32_t> self.signs[at]] = self.below[at]
        return 0

    cdef inline int32_t step(self, int32_t at, Py_UCS4 sign) noexcept:
        """The node below; 0 where there is none."""
        cdef Branches* node = self.nodes + at
        cdef int32_t low = node.first, high = node.first + node.count, middle
        if node.table >= 0 and sign < ASCII:
            return self.tables[node.table * ASCII + <int32_t> sign]
        while low < high:
            middle = (low + high) >> 1
            if self.signs[middle] < sign:
                low = middle + 1
            else:
                high = middle
        return self.below[low] if low < node.first + node.count and self.signs[low] == sign else 0


cdef inline bint _in_word(Py_UCS4 character) noexcept:
    if character < TABLED:
        return IN_WORD[character]
    return Py_UNICODE_ISALNUM(character)


cdef inline bint _begins_word(Py_UCS4 character) noexcept:
    """Whether a literal that begins so is looked for at the beginnings of words alone."""
    if character < TABLED:
        return BEGINS_WORD[character]
    return character < UNSPACED_FROM and Py_UNICODE_ISALNUM(character)
