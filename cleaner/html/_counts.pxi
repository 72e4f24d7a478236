# What tells at a glance whether a page must be looked at tag by tag, as in `tame.py` and `parse.py`.

cdef Py_ssize_t _WORDY = WHOLE_PAGE


cdef bint is_noscript(const char* page, Py_ssize_t at, Py_ssize_t end) noexcept nogil:
    """Whether `noscript` stands in a place, in any case."""
    cdef Py_ssize_t step
    cdef const char* name = b"noscript"
    if end - at < 8:
        return False
    for step in range(8):
        if (page[at + step] | 32) != name[step]:
            return False
    return True


def counted(bytes raw):
    """How many tags begin and end in a page, its signs of equality, the most tags open at once, and whether a `noscript` may be wordy.

    Args:
        raw: the page in UTF-8.
    """
    cdef const char* page = raw
    cdef Py_ssize_t size = len(raw), at = 0, equals = 0, begun = 0, ended = 0, deepest = 0, since = -1, step
    cdef bint wordy = False
    for step in range(size):
        equals += page[step] == b"="
    while True:
        at = place(page, at, size, b"<")
        if at >= size:
            break
        if page[at + 1] == b"/":
            deepest = max(deepest, begun - ended)
            ended += 1
            if since >= 0 and is_noscript(page, at + 2, size):
                wordy = wordy or at - since >= _WORDY
                step = at + 10
                while page[step] == b" " or 9 <= page[step] <= 13:
                    step += 1
                # Anything else is no end.
                if page[step] == b">":
                    since = -1
        else:
            begun += 1
            if since < 0 and is_noscript(page, at + 1, size):
                since = at
        at += 1
    return begun + ended, equals, max(deepest, begun - ended), wordy
