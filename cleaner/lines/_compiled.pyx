# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False, cdivision=True
"""`kinds.shape` and what else is asked of every line that is new, over characters."""

from cpython.list cimport PyList_GET_ITEM
from libc.stdint cimport uint8_t
from libc.string cimport memset

from cleaner.lines import characters, kinds, reader

include "../document/_twin.pxi"

cdef enum:
    CLOSER = 1
    OPENER = 2
    ASKING = 4
    STOP = 8
    BULLET = 16
    INVISIBLE = 32
    # The signs that tell shapes lie below, but for a few.
    SIGNED = 0x3100
    FEW = 8
    BLOCKS = 3

# The shapes as numbers: their places in `SHAPES`, and what follows them for a blank line.
cdef int PROSE = kinds.SHAPES.index(kinds.PROSE), TITLE = kinds.SHAPES.index(kinds.TITLE), SENTENCE = kinds.SHAPES.index(kinds.SENTENCE)
cdef int QUESTION = kinds.SHAPES.index(kinds.QUESTION), HEADING = kinds.SHAPES.index(kinds.HEADING)
cdef int LABEL = kinds.SHAPES.index(kinds.LABEL), NUMBER = kinds.SHAPES.index(kinds.NUMBER), ITEM = kinds.SHAPES.index(kinds.ITEM)
cdef int BLANK = len(kinds.SHAPES)

cdef int LONG = kinds._LONG, TITLE_WORDS = kinds._TITLE_WORDS, PROSE_WORDS = kinds._PROSE_WORDS
cdef int QUESTION_WORDS = kinds._QUESTION_WORDS, SENTENCE_WORDS = kinds._SENTENCE_WORDS, LABEL_WORDS = kinds._LABEL_WORDS
cdef int SENTENCE_SIGNS = kinds._SENTENCE_SIGNS, LABEL_SIGNS = kinds._LABEL_SIGNS
cdef Py_UCS4 UNSPACED = ord(kinds._UNSPACED)
cdef Py_UCS4 UNSPACED_FIRST[BLOCKS]
cdef Py_UCS4 UNSPACED_LAST[BLOCKS]
if len(kinds._UNSPACED_LETTERS) != BLOCKS:
    raise ImportError("scripts without spaces lie in other blocks")
for _block, (_first, _last) in enumerate(kinds._UNSPACED_LETTERS):
    UNSPACED_FIRST[<int> _block], UNSPACED_LAST[<int> _block] = ord(_first), ord(_last)
cdef int SHORTEST_NAME = min(characters._NAME_LENGTH), LONGEST_NAME = max(characters._NAME_LENGTH)

cdef uint8_t SIGNS[SIGNED]
cdef Py_UCS4 FEW_SIGNS[FEW]
cdef uint8_t FEW_FLAGS[FEW]
memset(SIGNS, 0, sizeof(SIGNS))
memset(FEW_SIGNS, 0, sizeof(FEW_SIGNS))
_told = {}
for _flag, _signs in (
    (CLOSER, kinds._CLOSERS), (OPENER, kinds._OPENERS), (ASKING, kinds._ASKING), (STOP, kinds._STOPS), (BULLET, kinds._BULLET),
    (INVISIBLE, reader._INVISIBLE),
):
    for _each in _signs:
        _told[ord(_each)] = _told.get(ord(_each), 0) | _flag
_few = 0
for _code, _flag in _told.items():
    if _code < SIGNED:
        SIGNS[<int> _code] = _flag
    elif _few == FEW:
        raise ImportError("more signs tell shapes than there is room for")
    else:
        FEW_SIGNS[<int> _few], FEW_FLAGS[<int> _few] = _code, _flag
        _few += 1


cdef inline uint8_t _sign(Py_UCS4 character) noexcept:
    cdef int at
    if character < SIGNED:
        return SIGNS[character]
    for at in range(FEW):
        if FEW_SIGNS[at] == character:
            return FEW_FLAGS[at]
    return 0


cdef inline int _halves(Py_UCS4 character) noexcept:
    """`kinds._halves`."""
    cdef int block
    if character >= UNSPACED:
        return 2
    for block in range(BLOCKS):
        if UNSPACED_FIRST[block] <= character <= UNSPACED_LAST[block]:
            return 1
    return 0


cdef int _unspaced_or(int kind, void* signs, Py_ssize_t length, int shape, int limit, int longer) noexcept:
    """A shape for a line of few words, unless its script writes without spaces and it is long."""
    cdef Py_ssize_t at
    cdef int halves = 0
    if length < limit or kind == 1:
        return shape
    for at in range(length):
        halves += _halves(PyUnicode_READ(kind, signs, at))
    return longer if halves >= 2 * limit else shape


cdef int _shape(str line) noexcept:
    """`kinds.shape`."""
    cdef int kind = PyUnicode_KIND(line), count = 1
    cdef void* signs = PyUnicode_DATA(line)
    cdef Py_ssize_t at, length = len(line)
    cdef uint8_t first, last
    if length > LONG:
        return PROSE
    for at in range(length):
        count += PyUnicode_READ(kind, signs, at) == u" "
    first, last = _sign(PyUnicode_READ(kind, signs, 0)), _sign(PyUnicode_READ(kind, signs, length - 1))
    if last & CLOSER:
        at = length - 1
        while at >= 0 and _sign(PyUnicode_READ(kind, signs, at)) & CLOSER:
            at -= 1
        if at >= 0:
            last = _sign(PyUnicode_READ(kind, signs, at))
    if count >= PROSE_WORDS:
        return PROSE if last & STOP or count > TITLE_WORDS or first & BULLET else TITLE
    if last & STOP:
        if last & ASKING and not first & OPENER and count < QUESTION_WORDS:
            return QUESTION
        return PROSE if count >= SENTENCE_WORDS else _unspaced_or(kind, signs, length, SENTENCE, SENTENCE_SIGNS, PROSE)
    if first & BULLET and count > 1:
        return ITEM
    if count <= LABEL_WORDS:
        for at in range(length):
            if Py_UNICODE_ISALPHA(PyUnicode_READ(kind, signs, at)):
                return _unspaced_or(kind, signs, length, LABEL, LABEL_SIGNS, HEADING)
        return NUMBER
    return HEADING


cdef str _stripped(str line):
    """`reader.stripped`."""
    cdef int kind = PyUnicode_KIND(line)
    cdef void* signs = PyUnicode_DATA(line)
    cdef Py_ssize_t start = 0, end = len(line)
    while end > start and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, signs, end - 1)):
        end -= 1
    while start < end and Py_UNICODE_ISSPACE(PyUnicode_READ(kind, signs, start)):
        start += 1
    if start < end and (_sign(PyUnicode_READ(kind, signs, start)) | _sign(PyUnicode_READ(kind, signs, end - 1))) & INVISIBLE:
        return reader.stripped(line)
    return PyUnicode_Substring(line, start, end)


cdef bint _twice(str line) noexcept:
    """Whether one half of a line, as long as names of pictures are, is said twice."""
    cdef int kind = PyUnicode_KIND(line)
    cdef void* signs = PyUnicode_DATA(line)
    cdef Py_ssize_t at, half = len(line) // 2
    if not len(line) & 1 or not SHORTEST_NAME <= half <= LONGEST_NAME or PyUnicode_READ(kind, signs, half) != u" ":
        return False
    for at in range(half):
        if PyUnicode_READ(kind, signs, at) != PyUnicode_READ(kind, signs, half + 1 + at):
            return False
    return True


def read(list lines, list shaped):
    """What every line is asked: without the white space around it, the reading for its shape, and two lists of numbers: of lines that may
    be a name said twice, and of those that may hold entities.

    Args:
        lines: lines with their breaks.
        shaped: the readings of the shapes in the order of `SHAPES`, and that of blank lines.
    """
    cdef list bare = [], readings = [], twice = [], escaped = []
    cdef Py_ssize_t number
    cdef str text
    for number in range(len(lines)):
        text = _stripped(<str> PyList_GET_ITEM(lines, number))
        bare.append(text)
        if not text:
            readings.append(<object> PyList_GET_ITEM(shaped, BLANK))
            continue
        readings.append(<object> PyList_GET_ITEM(shaped, _shape(text)))
        if _twice(text):
            twice.append(number)
        if u"&" in text and u";" in text:
            escaped.append(number)
    return bare, readings, twice, escaped
