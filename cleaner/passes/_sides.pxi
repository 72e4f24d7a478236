# What stands on either side of a line: what comes again, and how the words go together.

cdef struct Candidate:
    int place, first, quick, read, total
    # How many pieces of evidence are quickly known, how many with the words around, how many in all.
    int16_t fast, slow, all
    int16_t ids[MOST]
    uint8_t marked, dated, labelled, above
    uint8_t below[2]


cdef inline int _share(int found, int among) noexcept:
    """The row of a table for a share: the same steps as `FIFTHS`."""
    cdef double share = <double> found / among
    return (share >= 0.01) + (share >= 0.2) + (share >= 0.4) + (share >= 0.6) + (share >= 0.85)


cdef inline int _shared(int found, int among) noexcept:
    """The row of a table for a share: the same steps as `SHARES`."""
    cdef double share = <double> found / among
    return ((share >= 0.02) + (share >= 0.05) + (share >= 0.08) + (share >= 0.12) + (share >= 0.16) + (share >= 0.2)
            + (share >= 0.26) + (share >= 0.34) + (share >= 0.45))


if tuple(topic.FIFTHS) != (0.01, 0.2, 0.4, 0.6, 0.85) or tuple(likeness.FIFTHS) != tuple(topic.FIFTHS):
    raise ImportError("shares are told in other steps")
if tuple(topic.SHARES) != (0.02, 0.05, 0.08, 0.12, 0.16, 0.2, 0.26, 0.34, 0.45):
    raise ImportError("shares are told in other steps")


cdef inline void _tell(Candidate* each, int16_t found) noexcept:
    if found >= 0 and each.all < MOST:
        each.ids[each.all] = found
        each.all += 1


cdef class Lines:
    """The lines of a view that count.

    Args:
        traits: what each line of the page tells of itself.
        numbers: the numbers of the lines that count.
        shapes: their kinds, lowered, one byte each.
        memory: where what is found is remembered.
    """

    cdef list traits
    cdef bytes held
    cdef const uint8_t* shapes
    cdef int size
    cdef int32_t* numbers
    # For each line that is no prose, where it stands before and after, if within reach; made when first asked for.
    cdef int32_t* before
    cdef int32_t* after
    cdef Memory memory

    def __cinit__(self, list traits, list numbers, bytes shapes, Memory memory):
        cdef int at
        self.traits, self.held, self.memory = traits, shapes, memory
        self.shapes = <const uint8_t*> PyBytes_AS_STRING(shapes)
        self.size = len(shapes)
        self.before = self.after = NULL
        self.numbers = <int32_t*> malloc((self.size + 1) * sizeof(int32_t))
        if self.numbers == NULL:
            raise MemoryError
        for at in range(self.size):
            self.numbers[at] = numbers[at]

    def __dealloc__(self):
        free(self.numbers)
        free(self.before)

    cdef inline Trait at(self, int place):
        return <Trait> PyList_GET_ITEM(self.traits, self.numbers[place])

    cdef int _link(self) except -1:
        """Find for each line that is no prose where it stands again."""
        cdef int place, mask
        cdef uint32_t epoch
        cdef Mark* marks
        self.before = <int32_t*> malloc((2 * self.size + 2) * sizeof(int32_t))
        if self.before == NULL:
            raise MemoryError
        self.after = self.before + self.size
        for place in range(self.size):
            self.before[place] = self.after[place] = UNKNOWN
            if self.shapes[place] != PROSE_KIND:
                self.memory.masked(self.at(place))
        epoch, marks = self.memory.stamp(), self.memory.marks
        for place in range(self.size):
            if self.shapes[place] != PROSE_KIND:
                mask = self.at(place).mask
                if marks[mask].epoch == epoch:
                    self.before[place] = marks[mask].last
                    self.after[marks[mask].last] = place
                marks[mask].epoch, marks[mask].last = epoch, place
        return 0

    cdef inline int again(self, int place) noexcept:
        """Whether a line stands again within reach."""
        return (self.before[place] >= 0 and self.before[place] >= place - FAR_OFF) or (
            self.after[place] >= 0 and self.after[place] <= place + FAR_OFF
        )

    cdef int times(self, int place) noexcept:
        """How often a line stands within reach, three for more."""
        cdef int found = 1, at = self.before[place]
        while found < 3 and at >= 0 and at >= place - FAR_OFF:
            found += 1
            at = self.before[at]
        at = self.after[place]
        while found < 3 and at >= 0 and at <= place + FAR_OFF:
            found += 1
            at = self.after[at]
        return found

    cdef int repeated(self, Candidate* each, Sums sums) except -1:
        """What the repetition of lines around a headline says, and whether they read like dates or names."""
        cdef int place = each.place, first = each.first, at = first - 1, found, end, directly = 0
        cdef const uint8_t* shapes = self.shapes
        if self.before == NULL:
            self._link()
        if at >= 0 and shapes[at] != PROSE_KIND and self.again(at):
            _tell(each, sums.line_above)
            if at > 0 and shapes[at - 1] != PROSE_KIND and self.again(at - 1):
                _tell(each, sums.lines_above)
        if first != place:
            if self.again(first):
                _tell(each, sums.label_above)
            if _like_date(self.at(first)):
                _tell(each, sums.date_label)
        if at >= 0 and FLAGS[shapes[at]] & MAY_NAME and _like_date(self.at(at)):
            _tell(each, sums.date_above)
        if shapes[place] != PROSE_KIND:
            found = self.times(place)
            if found > 1:
                _tell(each, sums.itself[found > 2])
        end = place + 1
        while end < self.size and end < place + 8 and shapes[end] != PROSE_KIND:
            end += 1
        found = 0
        for at in range(place + 1, min(end, place + 5)):
            if self.again(at):
                found += 1
                directly |= at == place + 1
        if found:
            _tell(each, sums.again_below[min(found, 3) - 1])
        if directly:
            _tell(each, sums.directly_below)
        for at in range(place + 1, end):
            if FLAGS[shapes[at]] & MAY_DATE and _like_date(self.at(at)):
                _tell(each, sums.date_below[min(at - place, 3) - 1])
                break
        if end > place + 1 and FLAGS[shapes[place + 1]] & MAY_NAME and _like_name(self.at(place + 1)):
            _tell(each, sums.name_below)
        return 0

    cdef int said_again(self, Candidate* each, Sums sums) except -1:
        """Whether the line below is said again soon after."""
        cdef int at = each.place + 1, later, word, found, most = 0, count = 0
        cdef Trait own, other
        cdef uint32_t epoch
        cdef Stamp* stamps
        while at < self.size and FLAGS[self.shapes[at]] & FURNITURE and at < each.place + 6:
            at += 1
        if at >= self.size or not FLAGS[self.shapes[at]] & DECK:
            return 0
        own = self.at(at)
        if own.length > <int> topic.LONGEST_DECK:
            return 0
        self.memory.hear(own)
        if own.says < <int> topic.DECK_WORDS:
            return 0
        cdef int end = min(self.size, at + 1 + <int> topic.DECK_AGAIN)
        for later in range(at + 1, end):
            if FLAGS[self.shapes[later]] & SAYING:
                self.memory.hear(self.at(later))
        epoch, stamps = self.memory.stamp(), self.memory.stamps
        for word in range(own.says):
            stamps[own.said_ids[word]].epoch = epoch
        for later in range(at + 1, end):
            if FLAGS[self.shapes[later]] & SAYING:
                other, found = self.at(later), 0
                for word in range(other.says):
                    found += stamps[other.said_ids[word]].epoch == epoch
                most = max(most, found)
        if <double> most / own.says >= 0.5:
            _tell(each, sums.said_again if <double> most / own.says >= 0.8 else sums.said_half)
            for later in range(at + 1, end):
                if FLAGS[self.shapes[later]] & SAYING and own.text in self.at(later).text[:topic.LONGEST_AGAIN]:
                    _tell(each, sums.word_for_word)
                    break
        return 0

    cdef bint repeats(self, int place) except -1:
        """Whether the line below may be a deck that the body says again: half of its words stand in a line below it."""
        cdef int at = place + 1, later, word, found
        cdef Trait own, other
        cdef uint32_t epoch
        cdef Stamp* stamps
        if at >= self.size or not FLAGS[self.shapes[at]] & DECKLIKE:
            return False
        own = self.at(at)
        if own.length > <int> decks.LONGEST:
            return False
        self.memory.hear(own)
        if own.says < <int> decks.DECK_WORDS:
            return False
        cdef int end = min(self.size, at + 1 + <int> decks.REPEAT_WITHIN)
        for later in range(at + 1, end):
            if FLAGS[self.shapes[later]] & REPEATING:
                self.memory.hear(self.at(later))
        epoch, stamps = self.memory.stamp(), self.memory.stamps
        for word in range(own.says):
            stamps[own.said_ids[word]].epoch = epoch
        for later in range(at + 1, end):
            if FLAGS[self.shapes[later]] & REPEATING:
                other, found = self.at(later), 0
                if other.length > <int> topic.LONGEST_AGAIN:
                    return True
                for word in range(other.says):
                    found += stamps[other.said_ids[word]].epoch == epoch
                if 2 * found >= own.says:
                    return True
        return False

    def said_near(self, list places, int near):
        """Those of some lines whose words, but for two, stand in paragraphs near them."""
        cdef int place, word, missing, low = 0, high = 0, long_ones = 0
        cdef Trait own
        cdef uint32_t epoch
        cdef Stamp* stamps
        cdef list found = []
        for place in range(self.size):
            if self.shapes[place] == PROSE_KIND:
                self.memory.hear(self.at(place))
        for place in places:
            self.memory.hear(self.at(place))
        epoch, stamps = self.memory.stamp(), self.memory.stamps
        for place in places:
            while high < self.size and high < place + near:
                long_ones += self._count(high, epoch, stamps, 1)
                high += 1
            while low < place - near:
                long_ones -= self._count(low, epoch, stamps, -1)
                low += 1
            own, missing = self.at(place), 0
            for word in range(own.says):
                # A paragraph holds its own words.
                missing += stamps[own.said_ids[word]].epoch != epoch or (
                    stamps[own.said_ids[word]].above <= (self.shapes[place] == PROSE_KIND)
                )
            if missing <= 2 or long_ones:
                found.append(place)
        return found

    cdef bint _count(self, int place, uint32_t epoch, Stamp* stamps, int step) noexcept:
        """Count the words of a paragraph, or count them no longer; whether it has more than are known."""
        cdef Trait trait = self.at(place)
        cdef Stamp* stamp
        cdef int word
        if self.shapes[place] != PROSE_KIND:
            return False
        for word in range(trait.says):
            stamp = stamps + trait.said_ids[word]
            if stamp.epoch != epoch:
                stamp.epoch, stamp.above = epoch, 0
            stamp.above += step
        return trait.length > <int> topic.LONGEST_AGAIN

    cdef int _side(self, int start, int step, int32_t** ids, int* counts) except -1:
        """The words of the lines read on one side, nearest first."""
        cdef int count = 0, place = start, left = REACH
        cdef Trait trait
        while left and 0 <= place < self.size:
            if FLAGS[self.shapes[place]] & READ:
                trait = self.at(place)
                self.memory.read(trait)
                ids[count], counts[count] = trait.word_ids, trait.words
                count += 1
                if count == FAR_LINES:
                    break
            place += step
            left -= 1
        return count

    cdef int topics(self, Candidate* each, Sums sums) except -1:
        """How the words above, below and in a line go together."""
        cdef int32_t* above_ids[SIDE]
        cdef int32_t* below_ids[SIDE]
        cdef int above_counts[SIDE]
        cdef int below_counts[SIDE]
        cdef int above = self._side(each.first - 1, -1, above_ids, above_counts)
        cdef int below = self._side(each.place + 1, 1, below_ids, below_counts)
        cdef Trait own = self.at(each.place)
        self.memory.read(own)
        if own.words == 0:
            _tell(each, sums.no_words)
        if above == 0 or below == 0:
            return 0
        cdef uint32_t epoch = self.memory.stamp()
        cdef Stamp* stamps = self.memory.stamps
        cdef Stamp* stamp
        # Of the words above and below: how many there are, in how many of them the nearest lines, and how many are said twice or thrice.
        cdef int[2] sizes_above, sizes_below, both, own_above, own_below
        cdef int twice_above = 0, thrice_above = 0, twice_below = 0, thrice_below = 0
        cdef int main_twice_below = 0, main_thrice_below = 0, main_twice_above = 0, main_thrice_above = 0
        cdef int line, word, near
        sizes_above[0] = sizes_above[1] = sizes_below[0] = sizes_below[1] = both[0] = both[1] = 0
        own_above[0] = own_above[1] = own_below[0] = own_below[1] = 0
        for line in range(above):
            near = line < NEAR_LINES
            for word in range(above_counts[line]):
                stamp = stamps + above_ids[line][word]
                if stamp.epoch != epoch:
                    stamp.epoch, stamp.above, stamp.below, stamp.near_above, stamp.near_below = epoch, 1, 0, near, 0
                    sizes_above[1] += 1
                    sizes_above[0] += near
                else:
                    stamp.above += 1
                    twice_above += stamp.above == 2
                    thrice_above += stamp.above == 3
        for line in range(below):
            near = line < NEAR_LINES
            for word in range(below_counts[line]):
                stamp = stamps + below_ids[line][word]
                if stamp.epoch != epoch:
                    stamp.epoch, stamp.above, stamp.below, stamp.near_above, stamp.near_below = epoch, 0, 0, 0, 0
                stamp.below += 1
                if stamp.below == 1:
                    stamp.near_below = near
                    sizes_below[1] += 1
                    sizes_below[0] += near
                    both[1] += stamp.above > 0
                    both[0] += near & stamp.near_above
                    main_twice_above += stamp.above > 1
                    main_thrice_above += stamp.above > 2
                elif stamp.below == 2:
                    twice_below += 1
                    main_twice_below += stamp.above > 0
                elif stamp.below == 3:
                    thrice_below += 1
                    main_thrice_below += stamp.above > 0
        for word in range(own.words):
            stamp = stamps + own.word_ids[word]
            if stamp.epoch == epoch:
                own_above[1] += stamp.above > 0
                own_above[0] += stamp.near_above
                own_below[1] += stamp.below > 0
                own_below[0] += stamp.near_below
        for near in range(2):
            if sizes_above[near] > 3 and sizes_below[near] > 3:
                _tell(each, sums.shared[near][_shared(both[near], min(sizes_above[near], sizes_below[near]))])
                if own.words:
                    _tell(each, sums.come_below[near][_share(own_below[near], own.words)])
                    _tell(each, sums.stood_above[near][_share(own_above[near], own.words)])
        if thrice_below > 3:
            _tell(each, sums.main_above[_share(main_thrice_below, thrice_below)])
        elif twice_below > 3:
            _tell(each, sums.main_above[_share(main_twice_below, twice_below)])
        if thrice_above > 3:
            _tell(each, sums.main_below[_share(main_thrice_above, thrice_above)])
        elif twice_above > 3:
            _tell(each, sums.main_below[_share(main_twice_above, twice_above)])
        return 0
