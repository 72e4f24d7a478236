# The rules that a line may meet: one of their literals stands there, it has as many words as they ask for, and looks as their matches do.

cdef enum:
    BACK = 8
    FRONT = 6
    CLASSES = 32
    WAYS = 3
    BARRED = 64
    GROUPS = 3
    GRAMS = 48
    SPREAD = 65536
    GRAM_WORDS = 1024
    PIECE = 4
    NO_LIMIT = 0x7fffffff

cdef struct Way:
    # One way in which matches begin: the classes of the first character, for each place the classes that may follow each, and the
    # characters of which one must be there.
    uint32_t first
    uint32_t pairs[(FRONT - 1) * CLASSES]
    uint64_t needed[3]
    # The numbers of words with which no match begins.
    uint32_t barred_count
    uint32_t barred[BARRED]

cdef struct Limits:
    int32_t least, most
    uint8_t inside, told, ways
    uint16_t lengths
    # For each character the places from the end where it may stand.
    uint8_t back[ASCII + 1]
    Way way[WAYS]
    uint16_t group_sizes[GROUPS]
    uint16_t groups[GROUPS][GRAMS]

cdef struct Seen:
    # What is known of a line: whether anything is, its characters and its pieces of words, and whether nothing is to be concluded of it.
    bint known, known_grams, exempt
    uint64_t held[3]
    # The number of its first word, or 0.
    uint32_t first
    uint64_t grams[GRAM_WORDS]

cdef uint8_t CLASS[ASCII + 1]
for _code in range(ASCII + 1):
    CLASS[<int> _code] = beginnings.CLASS[_code]

if (edges.BACK, beginnings.FRONT, beginnings.CLASSES, edges.WAYS, edges.BARRED, grams.GROUPS, grams.GRAMS, grams.SPREAD, grams.LONGEST) != (
    BACK, FRONT, CLASSES, WAYS, BARRED, GROUPS, GRAMS, SPREAD, PIECE
) or len(syntax.ALSO_ASCII) != 4:
    raise ImportError("edges are told in other measures")
cdef Py_UCS4 ALSO_ASCII[4]
for _code in range(4):
    ALSO_ASCII[<int> _code] = ord(syntax.ALSO_ASCII[_code])


cdef int _smaller(const void* one, const void* other) noexcept nogil:
    return (<int32_t*> one)[0] - (<int32_t*> other)[0]


cdef class Suspects:
    """Rules by the literals that lines must hold to meet them.

    Args:
        literals: the literals, sorted, lower-case; white space in front of one means that a word begins there.
        held: for each the numbers of its rules.
        long: whether any of these reads lines of many words.
        limits: of each rule the least words, the most or -1 where any number will do, whether it finds inside lines, and its packed edges.
        longest: the most code points of a line that rules for whole lines look at.
        words: how many words make a line long.
        characters: how many code points a line with more words has at least.
        terse: of each rule for lines of a word or two the same as of others, and its keywords.
    """

    cdef list keywords
    cdef Limits* terse_limits
    cdef int32_t terse_count
    cdef Tree tree
    cdef int32_t longest, words, characters
    # For each literal without its white space, where its spellings begin, and these; for each spelling, where its rules begin, and these.
    cdef int32_t* spelled
    cdef int32_t* spellings
    cdef int32_t* holding
    cdef int32_t* rules
    cdef uint8_t* long_ones
    cdef Limits* limits
    cdef Py_ssize_t rule_count, literal_count
    # What was met on the line that is looked at.
    cdef int32_t* hits
    cdef uint32_t* literal_stamps
    cdef uint32_t* rule_stamps
    cdef uint32_t epoch
    cdef Seen seen

    def __cinit__(self, list literals, list held, list long, list limits, int longest, int words, int characters, list terse):
        cdef Py_ssize_t at, place = 0
        bare = {}
        for at, literal in enumerate(literals):
            bare.setdefault(literal.lstrip(), []).append(at)
        cdef list standing = sorted(bare)
        self.tree = Tree(standing)
        self.longest, self.words, self.characters = longest, words, characters
        self.rule_count, self.literal_count, self.epoch = len(limits), len(literals), 0
        self.spelled = _flat([bare[literal] for literal in standing], &self.spellings)
        self.holding = _flat(held, &self.rules)
        self.long_ones = <uint8_t*> malloc(self.literal_count + 1)
        self.limits = <Limits*> malloc((self.rule_count + 1) * sizeof(Limits))
        self.hits = <int32_t*> malloc((self.literal_count + 1) * sizeof(int32_t))
        self.literal_stamps = <uint32_t*> malloc((self.literal_count + 1) * sizeof(uint32_t))
        self.rule_stamps = <uint32_t*> malloc((self.rule_count + 1) * sizeof(uint32_t))
        if not (self.long_ones and self.limits and self.hits and self.literal_stamps and self.rule_stamps):
            raise MemoryError
        self.terse_count = len(terse)
        self.terse_limits = <Limits*> malloc((self.terse_count + 1) * sizeof(Limits))
        if self.terse_limits == NULL:
            raise MemoryError
        self.keywords = [keywords for _, keywords in terse]
        for at in range(self.terse_count):
            least, most, inside, looks = terse[at][0]
            self._limit(self.terse_limits + at, least, most, inside, looks)
        self._forget()
        for at in range(self.literal_count):
            self.long_ones[at] = long[at]
        for at in range(self.rule_count):
            least, most, inside, looks = limits[at]
            self._limit(self.limits + at, least, most, inside, looks)

    def __dealloc__(self):
        free(self.spelled)
        free(self.spellings)
        free(self.holding)
        free(self.rules)
        free(self.long_ones)
        free(self.limits)
        free(self.terse_limits)
        free(self.hits)
        free(self.literal_stamps)
        free(self.rule_stamps)

    cdef int _forget(self) except -1:
        memset(self.literal_stamps, 0, (self.literal_count + 1) * sizeof(uint32_t))
        memset(self.rule_stamps, 0, (self.rule_count + 1) * sizeof(uint32_t))
        self.epoch = 0
        return 0

    cdef int _limit(self, Limits* limit, int least, int most, bint inside, bytes looks) except -1:
        limit.least, limit.most, limit.inside = least, most if most >= 0 else NO_LIMIT, inside
        limit.told = len(looks) > 0
        if looks:
            _unpack(limit, looks)
        return 0

    def find(self, list lines):
        """The rules that lines may meet: pairs of the number of the line and that of the rule, in the order of lines and literals.

        Args:
            lines: texts without line feeds and without white space around them.
        """
        cdef Py_ssize_t number, at
        cdef Pairs pairs = Pairs()
        for number in range(len(lines)):
            line = <object> PyList_GET_ITEM(lines, number)
            self._suspect(line, number, pairs)
        return [(pairs.held[at], pairs.held[at + 1]) for at in range(0, pairs.size, 2)]

    cdef int _suspect(self, str line, Py_ssize_t number, Pairs pairs) except -1:
        cdef int32_t hits = self._standing(line), spelling, at, place, words, exact = -1, rule
        cdef Limits* limit
        cdef bint many = False
        if not hits:
            return 0
        if hits > 1:
            qsort(self.hits, hits, sizeof(int32_t), _smaller)
        words = _spaces(line) + 1
        self.seen.known = False
        if len(line) > self.characters:
            exact = _words(line)
            many = exact > self.words
        for at in range(hits):
            spelling = self.hits[at]
            if many and not self.long_ones[spelling]:
                continue
            for place in range(self.holding[spelling], self.holding[spelling + 1]):
                rule = self.rules[place]
                limit = self.limits + rule
                if words < limit.least or self.rule_stamps[rule] == self.epoch:
                    continue
                if words > limit.most:
                    exact = exact if exact >= 0 else _words(line)
                    if exact > limit.most:
                        continue
                self.rule_stamps[rule] = self.epoch
                if not limit.inside and len(line) > self.longest:
                    continue
                if limit.told and not _fits(limit, line, &self.seen):
                    continue
                pairs.add(number, rule)
        return 0

    def terse(self, list lines, Py_ssize_t most):
        """The rules for lines of a word or two that lines may meet: pairs of the number of the line and that of the rule.

        Args:
            lines: texts without white space around them.
            most: how many words make a line too long for all of them.
        """
        cdef Py_ssize_t number
        cdef int32_t rule, words
        cdef list found = []
        cdef str line, lowered
        for number in range(len(lines)):
            line = <str> PyList_GET_ITEM(lines, number)
            if len(line) > self.longest or _spaces(line) >= most:
                continue
            words, lowered = -1, None
            self.seen.known = False
            for rule in range(self.terse_count):
                if self.terse_limits[rule].told and not _fits(self.terse_limits + rule, line, &self.seen):
                    continue
                words = words if words >= 0 else _words(line)
                if words > self.terse_limits[rule].most:
                    continue
                lowered = lowered if lowered is not None else line.lower()
                for keyword in <list> self.keywords[rule]:
                    if <str> keyword in lowered:
                        found.append((number, rule))
                        break
        return found

    cdef int32_t _standing(self, str line) except -1:
        """Find the literals that stand in a line; how many there are."""
        cdef bint plain = PyUnicode_IS_ASCII(line), within = False
        cdef str lowered = line if plain else line.lower()
        cdef int kind = PyUnicode_KIND(lowered)
        cdef void* characters = PyUnicode_DATA(lowered)
        cdef Py_ssize_t at, ahead, length = len(lowered)
        cdef Py_UCS4 sign, other
        cdef int32_t node, hits = 0
        cdef Tree tree = self.tree
        if self.epoch == 0xffffffff:
            self._forget()
        self.epoch += 1
        if plain:
            return self._standing_plain(<const uint8_t*> characters, length)
        for at in range(length):
            sign = PyUnicode_READ(kind, characters, at)
            other = PyUnicode_READ(kind, characters, at + 1) if at + 1 < length else 0
            if (sign >= ASCII or other >= ASCII or tree.opens[<int> sign * ASCII + <int> other]) and (not within or not _begins_word(sign)):
                node, ahead = tree.step(0, sign), at + 1
                while node:
                    if tree.nodes[node].literal >= 0:
                        hits = self._hit(tree.nodes[node].literal, hits)
                    if ahead == length:
                        break
                    node = tree.step(node, PyUnicode_READ(kind, characters, ahead))
                    ahead += 1
            within = _in_word(sign)
        return hits

    cdef int32_t _standing_plain(self, const uint8_t* signs, Py_ssize_t length) noexcept:
        """The same in a line of ASCII, which is not lowered yet."""
        cdef Py_ssize_t at, ahead
        cdef int32_t node, hits = 0
        cdef uint8_t sign, ahead_sign = LOWER[signs[0]]
        cdef bint within = False
        cdef Tree tree = self.tree
        cdef int32_t* roots = tree.roots
        cdef Branches* nodes = tree.nodes
        for at in range(length):
            sign = ahead_sign
            ahead_sign = LOWER[signs[at + 1]] if at + 1 < length else 0
            if tree.opens[sign * ASCII + ahead_sign] and (not within or not BEGINS_WORD[sign]):
                node, ahead = roots[sign], at + 1
                while node:
                    if nodes[node].literal >= 0:
                        hits = self._hit(nodes[node].literal, hits)
                    if ahead == length:
                        break
                    node = tree.step(node, LOWER[signs[ahead]])
                    ahead += 1
            within = IN_WORD[sign]
        return hits

    cdef int32_t _hit(self, int32_t literal, int32_t hits) noexcept:
        cdef int32_t at, spelling
        for at in range(self.spelled[literal], self.spelled[literal + 1]):
            spelling = self.spellings[at]
            if self.literal_stamps[spelling] != self.epoch:
                self.literal_stamps[spelling] = self.epoch
                self.hits[hits] = spelling
                hits += 1
        return hits


cdef class Pairs:
    """Pairs of numbers, one after the other."""

    cdef int32_t* held
    cdef Py_ssize_t size, room

    def __cinit__(self):
        self.held, self.size, self.room = NULL, 0, 0

    def __dealloc__(self):
        free(self.held)

    cdef int add(self, int32_t one, int32_t other) except -1:
        if self.size + 2 > self.room:
            self.room = 2 * self.room + 64
            self.held = <int32_t*> realloc(self.held, self.room * sizeof(int32_t))
            if self.held == NULL:
                raise MemoryError
        self.held[self.size], self.held[self.size + 1] = one, other
        self.size += 2
        return 0


cdef int32_t* _flat(list rows, int32_t** held) except NULL:
    """Rows of numbers one after the other, and where each begins."""
    cdef Py_ssize_t at = 0, row
    cdef int32_t* starts = <int32_t*> malloc((len(rows) + 1) * sizeof(int32_t))
    held[0] = <int32_t*> malloc((sum(map(len, rows)) + 1) * sizeof(int32_t))
    if starts == NULL or held[0] == NULL:
        raise MemoryError
    for row in range(len(rows)):
        starts[row] = at
        for number in rows[row]:
            held[0][at] = number
            at += 1
    starts[len(rows)] = at
    return starts


cdef int32_t _spaces(str line) noexcept:
    cdef int kind = PyUnicode_KIND(line)
    cdef void* characters = PyUnicode_DATA(line)
    cdef Py_ssize_t at
    cdef int32_t found = 0
    for at in range(len(line)):
        found += PyUnicode_READ(kind, characters, at) == u" "
    return found


cdef inline bint _space(Py_UCS4 sign) noexcept:
    return sign == u" " or 9 <= sign <= 13 or 28 <= sign <= 31 or sign >= ASCII and Py_UNICODE_ISSPACE(sign)


cdef int32_t _words(str line) noexcept:
    """How many words `split` would give."""
    cdef int kind = PyUnicode_KIND(line)
    cdef void* characters = PyUnicode_DATA(line)
    cdef Py_ssize_t at
    cdef int32_t found = 0
    cdef bint within = False, space
    for at in range(len(line)):
        space = _space(PyUnicode_READ(kind, characters, at))
        found += not space and not within
        within = not space
    return found


cdef int _unpack(Limits* limit, bytes looks) except -1:
    """Read edges as `edges.Edges` packs them."""
    cdef const char* at = <const char*> looks
    cdef int place
    cdef uint32_t spare
    if len(looks) != 3 + ASCII + 1 + WAYS * (32 + sizeof(limit.way[0].pairs) + 4 * BARRED) + sizeof(limit.group_sizes) + sizeof(limit.groups):
        raise ValueError("edges were packed in other measures")
    memcpy(&limit.lengths, at, 2)
    limit.ways = <uint8_t> at[2]
    memcpy(limit.back, at + 3, ASCII + 1)
    at += 3 + ASCII + 1
    for place in range(WAYS):
        memcpy(&limit.way[place].first, at, 4)
        memcpy(limit.way[place].pairs, at + 4, sizeof(limit.way[place].pairs))
        at += 4 + sizeof(limit.way[place].pairs)
        memcpy(limit.way[place].needed, at, 24)
        memcpy(&limit.way[place].barred_count, at + 24, 4)
        memcpy(limit.way[place].barred, at + 28, 4 * BARRED)
        at += 28 + 4 * BARRED
    for place in range(GROUPS):
        memcpy(&limit.group_sizes[place], at, 2)
        memcpy(limit.groups[place], at + 2, 2 * GRAMS)
        at += 2 + 2 * GRAMS
    return 0


cdef uint32_t _first_word(int kind, void* characters, Py_ssize_t length) noexcept:
    """The number of the word of ASCII letters that a line begins with, 0 where none does; `edges.word_number`."""
    cdef uint32_t number = 2166136261u, sign
    cdef Py_ssize_t at
    for at in range(length):
        sign = PyUnicode_READ(kind, characters, at)
        if 65 <= sign <= 90 or 97 <= sign <= 122:
            number = (number ^ sign) * 16777619u
        # A curly apostrophe ends a word; of other characters beyond ASCII it is not asked.
        elif at == 0 or sign == 95 or 48 <= sign <= 57 or sign >= ASCII and sign != 0x2019:
            return 0
        else:
            break
    return number


cdef void _see(str line, Seen* seen) noexcept:
    """See which characters a line holds."""
    cdef int kind = PyUnicode_KIND(line), which
    cdef void* characters = PyUnicode_DATA(line)
    cdef Py_ssize_t at
    cdef uint32_t sign
    seen.known, seen.known_grams, seen.exempt = True, False, False
    seen.held[0] = seen.held[1] = seen.held[2] = 0
    for at in range(len(line)):
        sign = PyUnicode_READ(kind, characters, at)
        if sign < ASCII:
            seen.held[sign >> 6] |= <uint64_t> 1 << (sign & 63)
        else:
            seen.held[2] = 1
            for which in range(4):
                seen.exempt |= sign == ALSO_ASCII[which]
    seen.first = _first_word(kind, characters, len(line))


cdef void _see_grams(str line, Seen* seen) noexcept:
    """See which pieces of words a line holds; `grams.gram`."""
    cdef int kind = PyUnicode_KIND(line)
    cdef void* characters = PyUnicode_DATA(line)
    cdef Py_ssize_t at, length = len(line)
    cdef uint32_t sign, number
    cdef int size
    memset(seen.grams, 0, sizeof(seen.grams))
    seen.known_grams = True
    if seen.held[2]:
        _set(seen, SPREAD - 1)
    for at in range(length - 1):
        number = 0
        for size in range(min(length - at, PIECE)):
            sign = PyUnicode_READ(kind, characters, at + size)
            if sign >= ASCII:
                break
            sign = LOWER[sign]
            number = (number * 769 + sign) * 31 + (number >> 7)
            if size:
                _set(seen, (number ^ number >> 16) & (SPREAD - 1))


cdef inline void _set(Seen* seen, uint32_t number) noexcept:
    seen.grams[number >> 6] |= <uint64_t> 1 << (number & 63)


cdef inline bint _begins(Way* way, int kind, void* characters, Py_ssize_t length) noexcept:
    cdef Py_ssize_t place
    cdef uint32_t sign = PyUnicode_READ(kind, characters, 0)
    cdef uint8_t one = CLASS[sign if sign < ASCII else ASCII], other
    if not way.first >> one & 1:
        return False
    for place in range(min(length, FRONT) - 1):
        sign = PyUnicode_READ(kind, characters, place + 1)
        other = CLASS[sign if sign < ASCII else ASCII]
        if not way.pairs[place * CLASSES + one] >> other & 1:
            return False
        one = other
    return True


cdef inline bint _is_barred(Way* way, uint32_t word) noexcept:
    cdef uint32_t at
    if word:
        for at in range(way.barred_count):
            if way.barred[at] == word:
                return True
    return False


cdef bint _fits(Limits* limit, str line, Seen* seen) noexcept:
    """Whether a line looks as what the rule finds."""
    cdef int kind = PyUnicode_KIND(line), place, at
    cdef void* characters = PyUnicode_DATA(line)
    cdef Py_ssize_t length = len(line)
    cdef uint32_t sign
    cdef uint64_t* needed
    cdef bint found = False
    if not seen.known:
        _see(line, seen)
    if seen.exempt:
        return True
    if not limit.inside:
        if not limit.lengths >> min(length, BACK) & 1:
            return False
        for place in range(min(length, BACK)):
            sign = PyUnicode_READ(kind, characters, length - 1 - place)
            if not limit.back[sign if sign < ASCII else ASCII] >> place & 1:
                return False
    for place in range(limit.ways):
        needed = limit.way[place].needed
        if seen.held[0] & needed[0] | seen.held[1] & needed[1] | seen.held[2] & needed[2]:
            if limit.inside or not _is_barred(&limit.way[place], seen.first) and _begins(&limit.way[place], kind, characters, length):
                found = True
                break
    if not found:
        return False
    for place in range(GROUPS):
        if limit.group_sizes[place]:
            if not seen.known_grams:
                _see_grams(line, seen)
            found = False
            for at in range(limit.group_sizes[place]):
                sign = limit.groups[place][at]
                if seen.grams[sign >> 6] >> (sign & 63) & 1:
                    found = True
                    break
            if not found:
                return False
    return True
