# Lines as they are compared with phrases, and which of them meet one.

cdef enum:
    # Beyond the marks that come in families there are but a few, each compared by itself.
    FAMILIES = 0x2300
    FEW = 8
    # No line that is folded here is longer; folding may make three characters of one.
    LONGEST = 400
    ROOM = 3 * LONGEST
    DROPPED = 1
    # As Python counts the ends of a text.
    FRONT_END = -1
    BACK_END = 1

cdef uint8_t LOWERED[ASCII]
cdef uint8_t PLAIN[FAMILIES]
cdef Py_UCS4 FEW_DROPPED[FEW]
cdef uint8_t LEADS[FAMILIES]
cdef uint8_t TRAILS[FAMILIES]
cdef str LEADING = fold._LEADING, TRAILING = fold._TRAILING

memset(PLAIN, 0, sizeof(PLAIN))
memset(FEW_DROPPED, 0, sizeof(FEW_DROPPED))
for _code in range(ASCII):
    LOWERED[<int> _code] = ord("#" if chr(_code) in fold._DIGITS else fold._PLAIN.get(chr(_code), " " if _code == 9 else chr(_code).lower()))
for _code in range(FAMILIES):
    LEADS[<int> _code], TRAILS[<int> _code] = chr(_code) in LEADING, chr(_code) in TRAILING
# A space that is not broken at is the one other character of many lines that is not as it is when it is normalised.
PLAIN[0xa0] = 32
_few = 0
for _character, _reading in fold._PLAIN.items():
    if ord(_character) < FAMILIES:
        PLAIN[<int> ord(_character)] = ord(_reading) if _reading else DROPPED
    elif _reading or _few == FEW:
        raise ImportError("marks come in other families")
    else:
        FEW_DROPPED[<int> _few] = ord(_character)
        _few += 1


cdef inline Py_UCS4 _plain(Py_UCS4 character) noexcept:
    """What a mark is read as; 0 where it is no such mark."""
    cdef int at
    if character < FAMILIES:
        return PLAIN[character]
    for at in range(FEW):
        if FEW_DROPPED[at] == character:
            return DROPPED
    return 0


cdef inline bint _leads(Py_UCS4 character) noexcept:
    return LEADS[character] if character < FAMILIES else character in LEADING


cdef inline bint _trails(Py_UCS4 character) noexcept:
    return TRAILS[character] if character < FAMILIES else character in TRAILING


cdef str _by_python(str line):
    return fold.trim(fold.fold_lines([line])[0])


cdef str _unmarked(str line, Py_UCS4* room):
    """A line with its marks as they are read; None where it holds what only Python reads."""
    cdef int kind = PyUnicode_KIND(line)
    cdef void* characters = PyUnicode_DATA(line)
    cdef Py_ssize_t at, size = 0
    cdef Py_UCS4 character, plain
    cdef bint marked = False
    for at in range(len(line)):
        character = PyUnicode_READ(kind, characters, at)
        if character == u"&":
            return None
        plain = _plain(character)
        marked |= plain != 0
        if plain != DROPPED:
            room[size] = plain if plain else character
            size += 1
    return PyUnicode_FromKindAndData(4, room, size) if marked else line


cdef str _folded(str line, Py_UCS4* room):
    """A folded line without the marks around it."""
    cdef Py_ssize_t length = len(line), at, size = 0, start = 0, end
    cdef int kind
    cdef void* characters
    cdef Py_UCS4 character, before = 0
    cdef str text = line
    if length > LONGEST:
        return _by_python(line)
    if not PyUnicode_IS_ASCII(line):
        text = _unmarked(line, room)
        if text is None or not is_normalized("NFKC", text):
            return _by_python(line)
        text = text.casefold()
        length = len(text)
    kind, characters = PyUnicode_KIND(text), PyUnicode_DATA(text)
    for at in range(length):
        character = PyUnicode_READ(kind, characters, at)
        if character < ASCII:
            if character == u"&":
                return _by_python(line)
            character = LOWERED[character]
            if character == before and (character == u" " or character == u"#"):
                continue
        room[size] = before = character
        size += 1
    end = size
    while start < size and _leads(room[start]):
        start += 1
    while end > start and _trails(room[end - 1]):
        end -= 1
    return PyUnicode_FromKindAndData(4, room + start, end - start) if end > start else PyUnicode_FromKindAndData(4, room, size)


def folded(list lines, Py_ssize_t edge):
    """Lines folded, without the bullets, arrows, brackets and stops around them; of long lines only either end.

    Args:
        lines: texts without line feeds and without white space around them.
        edge: how many code points of either end of a long line are folded.
    """
    cdef Py_UCS4 room[ROOM]
    cdef list found = []
    cdef str line
    for line in lines:
        found.append(_folded(line if len(line) <= 2 * edge else f"{line[:edge]} {line[-edge:]}", room))
    return found


cdef bint _stands(object filed, object key, object text, int end) except -1:
    """Whether one of the phrases filed under a key stands at that end of a text."""
    cdef PyObject* pairs = PyDict_GetItem(filed, key)
    if pairs == NULL:
        return False
    for pair in <list> pairs:
        if PyUnicode_Tailmatch(text, <object> PyTuple_GET_ITEM(pair, 0), 0, len(<str> text), end) == 1:
            return True
    return False


def met(list texts, object whole, object openings, object endings, Py_ssize_t gate, Py_ssize_t narrow):
    """The numbers of the texts that are a phrase, or begin or end as one may.

    Args:
        texts: folded lines.
        whole: phrases for whole lines.
        openings: by their beginnings pairs of a phrase that lines begin with and what it is for.
        endings: by their ends those that lines end with.
        gate: how long beginnings and ends are.
        narrow: how long they are where the phrase is shorter.
    """
    cdef list found = []
    cdef Py_ssize_t number, length
    for number in range(len(texts)):
        text = <object> PyList_GET_ITEM(texts, number)
        length = len(<str> text)
        if (
            PyDict_Contains(whole, text)
            or _stands(openings, PyUnicode_Substring(text, 0, min(gate, length)), text, FRONT_END)
            or _stands(openings, PyUnicode_Substring(text, 0, min(narrow, length)), text, FRONT_END)
            or _stands(endings, PyUnicode_Substring(text, max(0, length - gate), length), text, BACK_END)
            or _stands(endings, PyUnicode_Substring(text, max(0, length - narrow), length), text, BACK_END)
        ):
            found.append(number)
    return found
