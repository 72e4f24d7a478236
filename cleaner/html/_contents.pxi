# What elements hold, as in `content.py`.

cdef int _TITLE = int(Mark.heading_1)
cdef Py_ssize_t _PROSE = 100


cdef Py_ssize_t wide_size(str line):
    """The length of a line, characters of scripts without spaces between words counted three times."""
    cdef Py_ssize_t count = len(line)
    cdef Py_UCS4 sign
    if line.isascii():
        return count
    for sign in line:
        if sign >= 0x0E00:
            if sign <= 0x0EFF or 0x1000 <= sign <= 0x109F or 0x1780 <= sign <= 0x17FF or 0x2E80 <= sign <= 0xFFDC:
                count += 2
    return count


def contents(markup, elements):
    """What some elements hold; None for those of which no line is all inside.

    Args:
        markup: the page.
        elements: their numbers.
    """
    cdef list lines = markup.lines
    cdef Py_ssize_t count = len(lines), line, first, last, longest, length, size, free, chars, prose
    if not count:
        return [None] * len(elements)
    cdef int[::1] of_line = markup.element, linked = markup.linked
    cdef int[::1] marks = markup.elements.marks, ends = markup.elements.ends
    cdef int[::1] begins = markup.elements.first, lasts = markup.elements.last
    cdef int element
    # Sums over the lines before each: code points, those outside links, those of running text, titles; and the size of each.
    cdef Py_ssize_t* sums = <Py_ssize_t*>PyMem_Malloc(5 * (count + 1) * sizeof(Py_ssize_t))
    if sums == NULL:
        raise MemoryError
    cdef Py_ssize_t* unlinked = sums + count + 1
    cdef Py_ssize_t* proses = unlinked + count + 1
    cdef Py_ssize_t* titles = proses + count + 1
    cdef Py_ssize_t* sizes = titles + count + 1
    cdef list found = []
    try:
        sums[0] = unlinked[0] = proses[0] = titles[0] = 0
        for line in range(count):
            size = free = wide_size(lines[line])
            length = len(<str>lines[line])
            if linked[line]:
                free = max(size - <Py_ssize_t>rint((<double>size * linked[line]) / length), 0)
            sizes[line] = size
            sums[line + 1] = sums[line] + size
            unlinked[line + 1] = unlinked[line] + free
            proses[line + 1] = proses[line] + (free if free >= _PROSE else 0)
            titles[line + 1] = titles[line] + (1 if marks[of_line[line]] & _TITLE else 0)
        for element in elements:
            first, last = begins[element], lasts[element]
            # Only the lines at either end can reach out of it.
            if first < last and not element <= of_line[first] < ends[element]:
                first += 1
            if first < last and not element <= of_line[last - 1] < ends[element]:
                last -= 1
            if first >= last:
                found.append(None)
                continue
            longest = 0
            for line in range(first, last):
                longest = max(longest, sizes[line])
            chars, prose = sums[last] - sums[first], proses[last] - proses[first]
            found.append(
                as_content(
                    (
                        last - first,
                        chars,
                        longest,
                        prose,
                        <Py_ssize_t>rint(100.0 * prose / (proses[count] or 1)),
                        <Py_ssize_t>rint(100.0 * chars / (sums[count] or 1)),
                        <Py_ssize_t>rint(100 - 100.0 * (unlinked[last] - unlinked[first]) / (chars or 1)),
                        titles[last] - titles[first],
                    )
                )
            )
    finally:
        PyMem_Free(sums)
    return found
