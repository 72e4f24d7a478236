# Kinds of lines as sets, and what the kinds around a line come to: lines among others that say the same have one number.

cdef enum:
    FURNITURE = 1
    CLOSER = 2
    LABELLING = 4
    DATED = 8
    MAY_DATE = 16
    MAY_NAME = 32
    READ = 64
    DECK = 128
    SAYING = 256
    DECKLIKE = 512
    REPEATING = 1024
    PICTURE = 2048
    TEXT = 4096
    HEADINGS = 8192
    GONE = 16384
    FARTHEST = 40
    SIDE = 12

cdef uint16_t FLAGS[256]
cdef int PROSE_KIND = ord(PROSE), BYLINE_KIND = ord(LETTER[Part.byline])
cdef int NEAR_LINES = topic.NEAR, FAR_LINES = topic.FAR, REACH = topic.REACH
cdef int FAR_OFF = VIEW_NEAR
cdef int ABOVE = surroundings.ABOVE, BELOW = surroundings.BELOW

if topic.FAR > SIDE or max(ABOVE, BELOW) > 30:
    raise ImportError("more lines are looked at than there is room for")

memset(FLAGS, 0, sizeof(FLAGS))
for _flag, _kinds in (
    (FURNITURE, surroundings.FURNITURE), (CLOSER, surroundings.CLOSERS), (LABELLING, (LABEL, LETTER[Part.kicker])),
    (DATED, surroundings.DATED), (MAY_DATE, repetition.MAY_BE_DATES), (MAY_NAME, repetition.MAY_BE_NAMES), (READ, topic.READ),
    (DECK, topic.DECKS), (SAYING, topic.SAYING),
    (DECKLIKE, decks.DECKS), (REPEATING, decks.REPEATING), (PICTURE, surroundings._PICTURE), (TEXT, surroundings.TEXT),
    (HEADINGS, surroundings.HEADINGS), (GONE, surroundings.GONE),
):
    for _kind in _kinds:
        FLAGS[<int> ord(_kind)] |= <int> _flag


cdef long _above_key(const uint8_t* shapes, int first, int end, bint top, bint labelled) noexcept:
    """All that `surroundings.above_head` depends on, as one number."""
    cdef int at = end - 1, start, row = 0, prose = 0, told = 0
    cdef bint slot = False
    while at >= first and FLAGS[shapes[at]] & FURNITURE and not FLAGS[shapes[at]] & CLOSER:
        slot |= not FLAGS[shapes[at]] & (PICTURE | DATED)
        at -= 1
    start = at
    if top:
        row = 1
    elif at < first:
        row = 0
    elif FLAGS[shapes[at]] & CLOSER:
        row = 2
        while start >= first and FLAGS[shapes[start]] & FURNITURE and at - start < 8:
            start -= 1
        told = (at - start > 1) + (at - start > 3) | (start >= first and FLAGS[shapes[start]] & HEADINGS != 0) << 2 | shapes[at] << 3
    elif shapes[at] == PROSE_KIND:
        row = 3
    elif FLAGS[shapes[at]] & TEXT:
        row = 4
    elif FLAGS[shapes[at]] & HEADINGS:
        row = 5
        while start >= first and FLAGS[shapes[start]] & HEADINGS and at - start < 6:
            start -= 1
        told = (at - start > 2) | (start >= first and FLAGS[shapes[start]] & CLOSER != 0) << 1
    for at in range(max(first, end - 6), end):
        prose += shapes[at] == PROSE_KIND
    return labelled | slot << 1 | min(prose, 2) << 2 | row << 4 | told << 8


cdef long _below_key(const uint8_t* shapes, int first, int end, bint alone) noexcept:
    """All that `surroundings.below_headline` depends on, as one number."""
    cdef int at, head = first, dated = UNKNOWN, headings = 0, prose = 0, under = first + 1
    cdef long told = 0
    cdef bint direct = True
    cdef uint16_t found = 0, beneath = 0
    while head < end and shapes[head] != PROSE_KIND:
        if dated == UNKNOWN:
            if FLAGS[shapes[head]] & DATED:
                dated = head
            elif not FLAGS[shapes[head]] & FURNITURE:
                direct = False
        elif FLAGS[shapes[head]] & DATED and shapes[head] != shapes[dated]:
            told |= 1
        found |= FLAGS[shapes[head]]
        headings += FLAGS[shapes[head]] & HEADINGS != 0
        head += 1
    if dated != UNKNOWN:
        told |= (1 + (shapes[dated] == BYLINE_KIND)) << 1 | (0 if direct else 1 if dated - first < 3 else 2) << 3
    told |= (found & CLOSER != 0) << 5 | (found & PICTURE != 0) << 6 | ((headings > 1) + (headings > 3)) << 7
    for at in range(first, min(end, first + 6)):
        prose += shapes[at] == PROSE_KIND
    told |= min(prose, 5) << 9
    if first == end:
        return told
    if head > first:
        told |= (FLAGS[shapes[first]] & GONE != 0) << 12 | (FLAGS[shapes[first]] & HEADINGS != 0) << 13
    if FLAGS[shapes[first]] & DECK:
        while under < end and under < first + 9 and FLAGS[shapes[under]] & FURNITURE:
            beneath |= FLAGS[shapes[under]]
            under += 1
        told |= (under > first + 1) << 14 | (beneath & DATED != 0) << 15 | (under > first + 3) << 16
    return told | (shapes[first] == PROSE_KIND) << 17 | (alone and FLAGS[shapes[first]] & FURNITURE != 0) << 18


def around_told(bytes kinds, bint one, bint other):
    """A number for all that the kinds above a head say, and one for all that those below say.

    Args:
        kinds: one byte a line.
        one: whether nothing but furniture stands above on the whole page; for those below, whether prose stands directly above the head.
        other: whether a label stands above the headline.
    """
    cdef const uint8_t* shapes = <const uint8_t*> PyBytes_AS_STRING(kinds)
    return _above_key(shapes, 0, len(kinds), one, other), _below_key(shapes, 0, len(kinds), one)
