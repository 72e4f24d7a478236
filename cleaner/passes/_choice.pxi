# Which lines are weighed, how they stand beside the headlines found so far, and which are taken together.


cdef enum:
    THINS = 3

cdef int THIN[THINS]
cdef int THIN_COSTS[THINS]
cdef int MARKED_COSTS[THINS]
for _step, (_most, _cost, _marked) in enumerate(candidates.THIN):
    THIN[<int> _step], THIN_COSTS[<int> _step], MARKED_COSTS[<int> _step] = _most, round(_cost * SCALE), round(_marked * SCALE)

if len(candidates.THIN) != THINS:
    raise ImportError("little text costs in other steps")


cdef struct Chain:
    # A likely headline, how much text stands below it up to the next, the most that the choices up to it weigh and those that end with it,
    # and of the best of these from how many the one before is chosen, and whether it must be the last of them.
    int candidate, told, before
    bint forced
    long long total, ending


cdef int _kicker(Lines lines, int place) except -1:
    """The place of a section label directly above, or else the place itself."""
    cdef int at = place - 1
    while at >= 0 and FLAGS[lines.shapes[at]] & FURNITURE and not FLAGS[lines.shapes[at]] & CLOSER and place - at < 3:
        at -= 1
    if at < 0 or not FLAGS[lines.shapes[at]] & LABELLING or _small(lines.at(at)):
        return place
    return at


cdef bint _text_below(Lines lines, int place, int reach, int farthest) noexcept:
    """Whether text stands within reach below, with few lines before it that are no furniture."""
    cdef int at = place + 1, end = min(lines.size, place + 1 + farthest), others = 0
    while at < end:
        if lines.shapes[at] == PROSE_KIND:
            return True
        if not FLAGS[lines.shapes[at]] & FURNITURE:
            others += 1
            if others > reach:
                return False
        at += 1
    return False


cdef void _stand(Lines lines, Candidate* each) noexcept:
    """How a headline stands on its page."""
    cdef int place = each.place, at = place + 1, end = min(lines.size, place + 9)
    cdef const uint8_t* shapes = lines.shapes
    each.above = shapes[each.first - 1] if each.first else 0
    each.below[0] = shapes[place + 1] if place + 1 < lines.size else 0
    each.below[1] = shapes[place + 2] if place + 2 < lines.size else 0
    each.labelled, each.dated = each.first != place, 0
    if at + 1 < end and shapes[at] == PROSE_KIND and FLAGS[shapes[at + 1]] & FURNITURE:
        at += 1
    while at < end and shapes[at] != PROSE_KIND:
        each.dated |= (FLAGS[shapes[at]] & DATED) != 0
        at += 1


cdef class Found:
    """The candidates of a view, and what is made of them."""

    cdef Lines lines
    cdef Sums sums
    cdef Candidate* each
    cdef int count, room
    cdef int* chosen
    cdef int taken

    def __cinit__(self, Lines lines, Sums sums):
        self.lines, self.sums = lines, sums
        self.each, self.chosen = NULL, NULL
        self.count = self.room = self.taken = 0

    def __dealloc__(self):
        free(self.each)
        free(self.chosen)

    cdef Candidate* _next(self) except NULL:
        if self.count == self.room:
            self.room = 2 * self.room + 16
            self.each = <Candidate*> realloc(self.each, self.room * sizeof(Candidate))
            if self.each == NULL:
                raise MemoryError
        return self.each + self.count

    cdef int quick(self, list places, str kinds, int longest, int reach, int farthest) except -1:
        """Weigh candidates by what is quickly known; those too light to be read or taken are let go."""
        cdef Lines lines = self.lines
        cdef Sums sums = self.sums
        cdef int place, first, top = 0
        cdef bint alone
        cdef Group above, below, own, named
        cdef Candidate* each
        while top < lines.size and FLAGS[lines.shapes[top]] & FURNITURE:
            top += 1
        if top == lines.size:
            top = 0
        for place in places:
            if not _text_below(lines, place, reach, farthest) or lines.at(place).length > longest:
                continue
            first = _kicker(lines, place)
            above = sums.around(lines.shapes, max(0, first - ABOVE), first, first <= top, first != place, True)
            alone = first == place and place > 0 and lines.shapes[place - 1] == PROSE_KIND
            below = sums.around(lines.shapes, place + 1, min(lines.size, place + 1 + BELOW), alone, False, False)
            own = sums.own(lines.at(place), lines.shapes[place])
            if above.quick + below.quick + own.quick <= sums.look:
                continue
            each = self._next()
            each.place, each.first, each.all = place, first, 0
            each.marked = above.marks or below.marks or own.marks
            _add(each, above)
            _add(each, below)
            _add(each, own)
            named = sums.nameable.get(kinds[place])
            if named is not None:
                _add(each, named)
            lines.repeated(each, sums)
            each.fast = each.all
            each.quick = sums.sum(sums.quick, sums.quick_bias, each.ids, 0, each.all)
            if each.quick > sums.limit or each.quick > 0:
                _stand(lines, each)
                self.count += 1
        return 0

    cdef int read(self) except -1:
        """Weigh those that are heavy enough by the words around them as well."""
        cdef int at
        cdef Candidate* each
        for at in range(self.count):
            each = self.each + at
            each.total = each.quick
            if each.quick > self.sums.limit:
                self.lines.said_again(each, self.sums)
                self.lines.topics(each, self.sums)
                each.slow = each.all
                each.read = self.sums.sum(self.sums.whole, self.sums.whole_bias, each.ids, 0, each.all)
        return 0

    cdef int liken(self) except -1:
        """Weigh by all that is known, and by whether a line stands as those do that are chosen."""
        cdef int at, other, low = 0, high = 0, among, count, key
        cdef int same[5]
        cdef int16_t* rows[5]
        cdef Sums sums = self.sums
        cdef Candidate* each
        cdef Candidate* one
        for at in range(self.count):
            each = self.each + at
            if each.quick <= sums.limit:
                each.total = 0
                continue
            while high < self.taken and self.each[self.chosen[high]].place <= each.place + FAR_OFF:
                high += 1
            while low < high and self.each[self.chosen[low]].place < each.place - FAR_OFF:
                low += 1
            among, same[0], same[1], same[2], same[3], same[4] = 0, 0, 0, 0, 0, 0
            for other in range(low, high):
                one = self.each + self.chosen[other]
                if one == each:
                    among = 1
                    continue
                same[0] += one.below[0] == each.below[0]
                same[1] += one.below[0] == each.below[0] and one.below[1] == each.below[1]
                same[2] += one.above == each.above
                same[3] += one.dated == each.dated
                same[4] += one.labelled == each.labelled
            count = high - low - among
            each.all = each.slow
            _tell(each, sums.others[min(count, 3)])
            if count:
                rows[0], rows[1], rows[2] = sums.alike[0], sums.alike[1], sums.alike[2]
                rows[3], rows[4] = sums.alike[3 + each.dated], sums.alike[5 + each.labelled]
                for key in range(5):
                    _tell(each, rows[key][_share(same[key], count)])
            each.total = sums.sum(sums.whole, each.read, each.ids, each.slow, each.all)
        return 0

    cdef int _told(self, int start, int end) noexcept:
        """How many characters of prose stand between two places; those of a script without spaces say twice as much."""
        cdef int total = 0, place = start + 1
        cdef Trait trait
        while place < end and total < THIN[THINS - 1]:
            if self.lines.shapes[place] == PROSE_KIND:
                trait = self.lines.at(place)
                total += 2 * trait.length if trait.unspaced else trait.length
            place += 1
        return total

    cdef long long _ways(self, Chain* chain, int number, int* best_at, bint* best_forced) noexcept:
        """The best that may be taken above a line, or the end: its weight, from how many, and whether the last of them must be taken."""
        cdef int at = number, step
        cdef long long text = 0, cost, weight, best = 0
        cdef bint any_way = False
        while at and text < THIN[THINS - 1]:
            at -= 1
            text += chain[at].told
            cost = 0
            for step in range(THINS):
                if text < THIN[step]:
                    cost = MARKED_COSTS[step] if self._is_marked(chain[at].candidate) else THIN_COSTS[step]
                    break
            if text:
                weight = chain[at].ending - cost
                # Of two ways that weigh the same the one with more lines to choose from, and of these the one that is forced.
                if not any_way or weight > best:
                    any_way, best, best_at[0], best_forced[0] = True, weight, at + 1, True
        weight = chain[at - 1].total if at else 0
        if not any_way or weight > best:
            best, best_at[0], best_forced[0] = weight, at, False
        return best

    cdef bint _is_marked(self, int number) noexcept:
        """Whether the page marks a candidate as a headline."""
        return self.each[number].quick > 0 and self.each[number].marked

    cdef int choose(self) except -1:
        """Choose those that weigh most together, with prose between any two of them; a few words of it are little for a story."""
        cdef int at, number = 0, end, lone = UNKNOWN
        cdef bint forced = False
        cdef long long total
        cdef Chain* chain = <Chain*> malloc((self.count + 1) * sizeof(Chain))
        if chain == NULL:
            raise MemoryError
        free(self.chosen)
        self.chosen = <int*> malloc((self.count + 1) * sizeof(int))
        self.taken = 0
        if self.chosen == NULL:
            free(chain)
            raise MemoryError
        for at in range(self.count):
            if self.each[at].total > 0:
                chain[number].candidate = at
                number += 1
        for at in range(number):
            end = self.each[chain[at + 1].candidate].place if at + 1 < number else self.lines.size
            chain[at].told = self._told(self.each[chain[at].candidate].place, end)
            chain[at].ending = self._ways(chain, at, &chain[at].before, &chain[at].forced) + self.each[chain[at].candidate].total
            total = chain[at - 1].total if at else 0
            chain[at].total = max(total, chain[at].ending)
        at, forced = 0, False
        total = self._ways(chain, number, &at, &forced)
        # A story alone may be as short as it likes; each of several needs text below it.
        for end in range(number):
            if self.each[chain[end].candidate].total > total or (lone >= 0 and self.each[chain[end].candidate].total == total):
                total, lone = self.each[chain[end].candidate].total, end
        if lone >= 0:
            self.chosen[0], self.taken, at = chain[lone].candidate, 1, 0
        while at:
            if forced or chain[at - 1].total > (chain[at - 2].total if at > 1 else 0):
                self.chosen[self.taken] = chain[at - 1].candidate
                self.taken += 1
                forced = chain[at - 1].forced
                at = chain[at - 1].before
            else:
                at -= 1
        for at in range(self.taken // 2):
            self.chosen[at], self.chosen[self.taken - 1 - at] = self.chosen[self.taken - 1 - at], self.chosen[at]
        free(chain)
        return 0


cdef inline void _add(Candidate* each, Group group) noexcept:
    cdef int at
    for at in range(group.count):
        _tell(each, group.ids[at])


def opened(Lines lines, Sums sums, list places, str kinds, int longest, int reach, int farthest):
    """The heads of a view: of each the place, that of its kicker, whether it is marked, what spoke most for it, and
    whether the line below it may be said again.

    Args:
        lines: the lines that count.
        sums: what the evidence weighs.
        places: the places of lines shaped like headlines.
        kinds: the kinds of the view.
        longest: how many code points a headline may have.
        reach: how many lines that are no furniture may stand between a headline and its text.
        farthest: how many lines of any kind.
    """
    cdef Found found = Found(lines, sums)
    cdef int at
    cdef Candidate* each
    found.quick(places, kinds, longest, reach, farthest)
    found.read()
    found.choose()
    for _ in range(2):
        found.liken()
        found.choose()
    told = []
    for at in range(found.taken):
        each = found.each + found.chosen[at]
        marked = found._is_marked(found.chosen[at])
        told.append((each.place, each.first, marked, sums.strongest(each.ids, each.all, 5), lines.repeats(each.place)))
    return told
