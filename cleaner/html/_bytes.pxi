# What stands where in the page: bytes, as the parser wrote them.

cdef enum:
    BLOCK = 1
    CELL = 2
    ROW = 4
    PRESERVED = 8
    LETTERS = 16
    RAISED = 32
    UNSEEN = 64
    VOID = 128
    RAW = 256
    BREAK = 512
    PARTING = 1024

# How text to come is parted from text before, as in `spacing.py`.
cdef enum:
    NO_EDGE, MARKED, OPENED, CLOSED, TOUCHING, PARTED

cdef int _LINK = int(Mark.link), _BUTTON = int(Mark.button), _COUNTED = _LINK | _BUTTON


cdef inline Py_ssize_t place(const char* page, Py_ssize_t at, Py_ssize_t end, char sign) noexcept nogil:
    """Where a sign stands; the end where it does not."""
    if at >= end:
        return end
    cdef const char* found = <const char*>memchr(page + at, sign, end - at)
    return end if found == NULL else found - page


cdef Py_ssize_t counting(const char* page, Py_ssize_t size, char sign) noexcept nogil:
    """How often a sign stands in a page; looked at in stretches, so that many bytes are compared at once."""
    cdef Py_ssize_t at = 0, stop = 0, step, count = 0
    cdef unsigned char few
    while stop < size:
        few = 0
        at, stop = stop, min(stop + 128, size)
        for step in range(at, stop):
            few += page[step] == sign
        count += few
    return count


cdef inline bint stands(const char* page, Py_ssize_t at, Py_ssize_t end, const char* words, Py_ssize_t length) noexcept nogil:
    """Whether some words stand in a place."""
    return end - at >= length and memcmp(page + at, words, length) == 0


cdef Py_ssize_t ending(const char* page, Py_ssize_t at, Py_ssize_t end, const char* tag, Py_ssize_t length) noexcept nogil:
    """Where the next end tag of a name begins, or the end."""
    while True:
        at = place(page, at, end, b"<")
        if at >= end:
            return end
        if page[at + 1] == b"/" and stands(page, at + 2, end, tag, length) and page[at + 2 + length] == b">":
            return at
        at += 1


cdef Py_ssize_t past_comment(const char* page, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """What follows a comment whose text begins in a place."""
    cdef Py_ssize_t sign = at
    while True:
        sign = place(page, sign, end, b">")
        if sign >= end:
            return end
        sign += 1
        if sign - at >= 3 and page[sign - 2] == b"-" and page[sign - 3] == b"-":
            return sign


cdef bint hides(const char* page, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Whether a style may hide an element: it says `none` or `hidden` of something."""
    while at + 4 <= end:
        if (page[at] | 32) == b"n" and (page[at + 1] | 32) == b"o" and (page[at + 2] | 32) == b"n" and (page[at + 3] | 32) == b"e":
            return True
        if (page[at] | 32) == b"h" and (page[at + 1] | 32) == b"i" and (page[at + 2] | 32) == b"d" and (page[at + 3] | 32) == b"d":
            return True
        at += 1
    return False


cdef inline bint named(const char* page, Py_ssize_t at, Py_ssize_t end, const char* tag, Py_ssize_t length) noexcept nogil:
    """Whether a start tag in a place, after its bracket, has a name."""
    return stands(page, at, end, tag, length) and (page[at + length] == b" " or page[at + length] == b">")


cdef inline bint is_script(const char* page, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Whether `script` stands in a place, in any case, with what ends a name."""
    cdef Py_ssize_t step
    cdef const char* name = b"script"
    cdef char sign
    if end - at < 7:
        return False
    for step in range(6):
        if (page[at + step] | 32) != name[step]:
            return False
    sign = page[at + 6]
    return sign == b" " or sign == b">" or sign == b"/" or (9 <= sign <= 13 and sign != 11)


cdef Py_ssize_t script_end(const char* page, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Where a script ends; one that holds a comment may hold scripts in it, whose ends are not its own."""
    cdef Py_ssize_t first = ending(page, at, end, b"script", 6), sign = at
    cdef bint commented = False, inner = False
    while True:
        sign = place(page, sign, first, b"!")
        if sign >= first:
            return first
        if page[sign - 1] == b"<" and stands(page, sign, first, b"!--", 3):
            break
        sign += 1
    at = sign - 1
    while at < end:
        if page[at] == b"<":
            if stands(page, at, end, b"<!--", 4) and not stands(page, at + 4, end, b">", 1) and not stands(page, at + 4, end, b"->", 2):
                commented = True
                at += 3
            elif page[at + 1] == b"/" and is_script(page, at + 2, end):
                if not inner:
                    return at
                inner = False
            elif is_script(page, at + 1, end):
                inner = commented
        elif page[at] == b"-" and stands(page, at, end, b"-->", 3):
            commented = inner = False
            at += 2
        at += 1
    return end


cdef Py_ssize_t end_of(const char* page, Py_ssize_t at, Py_ssize_t end, const char* tag, Py_ssize_t length) noexcept nogil:
    """Where the end tag of an element begins whose content is passed over; the end where it has none."""
    cdef Py_ssize_t depth = 1, stop, size
    if length == 6 and memcmp(tag, b"script", 6) == 0:
        return script_end(page, at, end)
    if is_inert(tag, length) or (length == 8 and memcmp(tag, b"textarea", 8) == 0) or (length == 5 and memcmp(tag, b"title", 5) == 0):
        return ending(page, at, end, tag, length)
    while True:
        at = place(page, at, end, b"<")
        if at >= end:
            return end
        if page[at + 1] == b"!":
            at = past_comment(page, at + 4, end)
            continue
        # A page may make up names that hold what looks like a tag, so each is passed over as a whole.
        stop = place(page, at, end, b">") + 1
        if page[at + 1] == b"/":
            if stands(page, at + 2, end, tag, length) and page[at + 2 + length] == b">":
                depth -= 1
                if depth == 0:
                    return at
        elif named(page, at + 1, end, tag, length):
            depth += 1
        else:
            size = 1
            while size < 12 and page[at + size] != b" " and page[at + size] != b">" and at + size < end:
                size += 1
            if is_inert(page + at + 1, size - 1):
                at = end_of(page, stop, end, page + at + 1, size - 1)
                continue
        at = stop


cdef bint is_inert(const char* tag, Py_ssize_t length) noexcept nogil:
    """Whether an element of a name is written as it stands."""
    if length == 5:
        return memcmp(tag, b"style", 5) == 0
    if length == 6:
        return memcmp(tag, b"script", 6) == 0 or memcmp(tag, b"iframe", 6) == 0
    if length == 8:
        return memcmp(tag, b"noscript", 8) == 0 or memcmp(tag, b"noframes", 8) == 0
    return (
        (length == 3 and memcmp(tag, b"xmp", 3) == 0)
        or (length == 7 and memcmp(tag, b"noembed", 7) == 0)
        or (length == 9 and memcmp(tag, b"plaintext", 9) == 0)
    )


cdef inline Py_ssize_t wide(const char* text, Py_ssize_t at, Py_ssize_t end, Py_UCS4* sign) noexcept nogil:
    """How many bytes the character in a place takes, and which it is."""
    cdef unsigned char first = text[at]
    if first < 0x80:
        sign[0] = first
        return 1
    if first < 0xE0:
        sign[0] = ((first & 0x1F) << 6) | (text[at + 1] & 0x3F)
        return 2
    if first < 0xF0:
        sign[0] = ((first & 0x0F) << 12) | ((text[at + 1] & 0x3F) << 6) | (text[at + 2] & 0x3F)
        return 3
    sign[0] = ((first & 0x07) << 18) | ((text[at + 1] & 0x3F) << 12) | ((text[at + 2] & 0x3F) << 6) | (text[at + 3] & 0x3F)
    return 4


cdef inline bint is_space(Py_UCS4 sign) noexcept nogil:
    """Whether a browser collapses a character, or Python breaks lines at it."""
    return sign == 32 or 9 <= sign <= 13 or 28 <= sign <= 30 or sign == 0x85 or sign == 0x2028 or sign == 0x2029


cdef inline bint is_blank(const char* text, Py_ssize_t length):
    """Whether a text is white space of any kind, and some."""
    cdef Py_ssize_t at = 0
    cdef Py_UCS4 sign = 0
    # Most are the indents of the page.
    while at < length and (text[at] == 32 or 9 <= text[at] <= 13):
        at += 1
    while at < length:
        at += wide(text, at, length, &sign)
        if not sign.isspace():
            return False
    return length > 0
