# The words of a line and what it looks like, read from its characters: what `topic`, `decks`, `repetition` and `outline` say of it.

cdef enum:
    # Beyond these a character is asked of tables, one by one.
    TABLED = 256
    STEPS = 9
    MARKS_ABOVE = 16
    # Characters of scripts without spaces lie between these, and so do all whose words `topic` reads by another way.
    RUN_TOGETHER = 0x3000
    RUN_TOGETHER_END = 0xd800

cdef uint8_t IN_WORD[TABLED]
cdef uint8_t APART[TABLED]
cdef Py_UCS4 APART_ABOVE[MARKS_ABOVE]
cdef int LENGTHS[STEPS]
cdef Py_UCS4 UNSPACED_FROM = ord(candidates.UNSPACED)

memset(APART_ABOVE, 0, sizeof(APART_ABOVE))
for _code in range(TABLED):
    IN_WORD[<int> _code] = chr(_code).isalnum() or chr(_code) == "_"
    APART[<int> _code] = chr(_code).isspace() or _code in topic._MARKS
for _step, _code in enumerate(sorted(code for code in topic._MARKS if code >= TABLED)):
    if _step >= MARKS_ABOVE:
        raise ImportError("more marks stand between words than there is room for")
    APART_ABOVE[<int> _step] = _code
if len(outline._LENGTHS + outline._LONGER) != STEPS:
    raise ImportError("words are counted in other steps")
for _step, (_most, _) in enumerate(outline._LENGTHS + outline._LONGER):
    LENGTHS[<int> _step] = _most


cdef inline bint _in_word(Py_UCS4 character) noexcept:
    if character < TABLED:
        return IN_WORD[character]
    return Py_UNICODE_ISALNUM(character)


cdef inline bint _apart(Py_UCS4 character) noexcept:
    """Whether a character stands between words with a meaning."""
    cdef int at
    if character < TABLED:
        return APART[character]
    for at in range(MARKS_ABOVE):
        if APART_ABOVE[at] == character:
            return True
    return Py_UNICODE_ISSPACE(character)


cdef bint _runs_together(str text) noexcept:
    """Whether a text may hold runs of a script without spaces."""
    cdef int kind = PyUnicode_KIND(text)
    cdef void* characters = PyUnicode_DATA(text)
    cdef Py_ssize_t at
    if kind == 1:
        return False
    for at in range(len(text)):
        if RUN_TOGETHER <= PyUnicode_READ(kind, characters, at) < RUN_TOGETHER_END:
            return True
    return False


cdef int32_t* _read_words(Memory memory, str text, int* count) except? NULL:
    """The words of a text that carry meaning, as numbers; `topic.content`."""
    if _runs_together(text):
        return _numbered(_content(text), memory.words, count)
    cdef bint plain = PyUnicode_IS_ASCII(text)
    cdef str folded = text if plain else text.casefold()
    cdef int kind = PyUnicode_KIND(folded), found = 0
    cdef void* characters = PyUnicode_DATA(folded)
    cdef Py_ssize_t at = 0, start, length = len(folded)
    cdef int32_t* ids = <int32_t*> malloc((length // 2 + 1) * sizeof(int32_t))
    if ids == NULL:
        raise MemoryError
    while at < length:
        if _apart(PyUnicode_READ(kind, characters, at)):
            at += 1
            continue
        start = at
        while at < length and not _apart(PyUnicode_READ(kind, characters, at)):
            at += 1
        if at - start >= LEAST_LETTERS:
            ids[found] = memory.words.of(kind, characters, start, min(at, start + STEM), plain)
            # Those that every text has were numbered first, and are passed over.
            found += ids[found] >= memory.common
    return _each_once(memory, ids, found, count)


cdef int32_t* _hear_words(Memory memory, str text, int* count) except? NULL:
    """All words of a text, as numbers; `decks.words_of`."""
    cdef bint plain = PyUnicode_IS_ASCII(text)
    cdef str folded = text if plain else text.casefold()
    cdef int kind = PyUnicode_KIND(folded), found = 0
    cdef void* characters = PyUnicode_DATA(folded)
    cdef Py_ssize_t at = 0, start, length = len(folded)
    cdef int32_t* ids = <int32_t*> malloc((length // 2 + 1) * sizeof(int32_t))
    if ids == NULL:
        raise MemoryError
    while at < length:
        if not _in_word(PyUnicode_READ(kind, characters, at)):
            at += 1
            continue
        start = at
        while at < length and _in_word(PyUnicode_READ(kind, characters, at)):
            at += 1
        ids[found] = memory.says.of(kind, characters, start, at, plain)
        found += 1
    return _each_once(memory, ids, found, count)


cdef int32_t* _each_once(Memory memory, int32_t* ids, int found, int* count) except? NULL:
    """Numbers without those that came before, in as much room as they need."""
    cdef uint32_t epoch = memory.stamp()
    cdef int at, total = 0
    cdef int32_t* fitting
    for at in range(found):
        if memory.stamps[ids[at]].epoch != epoch:
            memory.stamps[ids[at]].epoch = epoch
            ids[total] = ids[at]
            total += 1
    count[0] = total
    fitting = <int32_t*> realloc(ids, max(total, 1) * sizeof(int32_t))
    return fitting if fitting != NULL else ids


cdef int32_t _masked(Numbers masks, str text) except -1:
    """The number of what a line is compared by; `repetition.masked` of its beginning."""
    cdef bint plain = PyUnicode_IS_ASCII(text), digits = False
    cdef int kind = PyUnicode_KIND(text)
    cdef void* characters = PyUnicode_DATA(text)
    cdef Py_ssize_t at, size = 0
    cdef Py_UCS4 character
    cdef Py_UCS4* mask
    if not plain:
        text = repetition.masked.__wrapped__(_first(text, MASK_FIRST)) if _holds_digit(text) else _first(text, MASK_FIRST).casefold()
        return masks.of_text(text)
    mask = masks.space(MASK_FIRST)
    for at in range(min(len(text), MASK_FIRST)):
        character = _lowered(PyUnicode_READ(kind, characters, at), True)
        if 48 <= character <= 57:
            if digits:
                continue
            character, digits = u"0", True
        else:
            digits = False
        mask[size] = character
        size += 1
    return masks.written(size)


cdef bint _holds_digit(str text) noexcept:
    cdef int kind = PyUnicode_KIND(text)
    cdef void* characters = PyUnicode_DATA(text)
    cdef Py_ssize_t at
    for at in range(len(text)):
        if Py_UNICODE_ISDECIMAL(PyUnicode_READ(kind, characters, at)):
            return True
    return False


cdef bint _name_like(str text) noexcept:
    """`repetition.reads_like_name`."""
    cdef int kind = PyUnicode_KIND(text), words = 0, capital = 0
    cdef void* characters = PyUnicode_DATA(text)
    cdef Py_ssize_t at, length = len(text)
    cdef Py_UCS4 character, before = u" "
    for at in range(length):
        character = PyUnicode_READ(kind, characters, at)
        if Py_UNICODE_ISDECIMAL(character):
            return False
        if Py_UNICODE_ISSPACE(before) and not Py_UNICODE_ISSPACE(character):
            words += 1
            capital += Py_UNICODE_ISUPPER(character)
        before = character
    return 2 <= words <= 7 and before not in u".?!:" and 5 * capital >= 3 * words


cdef bint _may_step(int kind, void* characters, Py_ssize_t length) noexcept:
    """Whether a line may begin with the number of a step; where it cannot, no expression need be asked."""
    cdef Py_UCS4 first = PyUnicode_READ(kind, characters, 0), second
    if length < 3:
        return False
    second = PyUnicode_READ(kind, characters, 1)
    if first >= 0x80 or Py_UNICODE_ISDECIMAL(first) or first == u"#" or second == u"." or second == u")":
        return True
    if first in u"sS":
        return second in u"tT"
    return first in u"ivxIVX" and (second in u"ivxIVX" or second >= 0x80)


cdef bint _dashed(int kind, void* characters, Py_ssize_t length) noexcept:
    """Whether a dash stands between words."""
    cdef Py_ssize_t at
    for at in range(2, length - 2):
        if (
            PyUnicode_READ(kind, characters, at) in u"-–—|"
            and PyUnicode_READ(kind, characters, at - 1) == u" "
            and PyUnicode_READ(kind, characters, at + 1) == u" "
            and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, characters, at - 2))
            and not Py_UNICODE_ISSPACE(PyUnicode_READ(kind, characters, at + 2))
        ):
            return True
    return False


cdef long _own_key(Trait trait, int shape) except -1:
    """All that `outline.own_shape` depends on, as one number."""
    cdef str text = trait.text
    cdef int kind = PyUnicode_KIND(text), step = 0, flags, cases = 0
    cdef void* characters = PyUnicode_DATA(text)
    cdef Py_ssize_t at, start = 0, length = len(text), words = 1, unspaced = 0, long_words = 0, capital = 0
    cdef Py_UCS4 character, first = PyUnicode_READ(kind, characters, 0), last = PyUnicode_READ(kind, characters, length - 1)
    cdef bint colon = False
    for at in range(length):
        character = PyUnicode_READ(kind, characters, at)
        words += character == u" "
        unspaced += character >= UNSPACED_FROM
        colon |= character == u":" and at < length - 1 or character == u"："
        if Py_UNICODE_ISSPACE(character):
            start = at + 1
        elif at - start == 3:
            character = PyUnicode_READ(kind, characters, start)
            if Py_UNICODE_ISALPHA(character):
                long_words += 1
                capital += Py_UNICODE_ISUPPER(character)
    words += unspaced // 2
    while step < STEPS and words > LENGTHS[step]:
        step += 1
    flags = (
        (last in u"?？")
        | colon << 1
        | (last in u":：") << 2
        | Py_UNICODE_ISDIGIT(first) << 3
        | (_may_step(kind, characters, length) and outline._STEP.match(text) is not None) << 4
        | Py_UNICODE_ISLOWER(first) << 5
        | (last in u".!。") << 6
        | (last in u"\",;)”") << 7
        | _dashed(kind, characters, length) << 8
        | _like_date(trait) << 9
    )
    if long_words > 1:
        cases = 1 if text.isupper() else 2 if <double> capital / long_words >= 0.7 else 3 if <double> capital / long_words < 0.4 else 4
    return shape | step << 8 | cases << 12 | flags << 16


def line_told(str text, str kind):
    """What is read of a line by itself: the words with a meaning, all words, what it is compared by, whether it reads like a date, whether
    it reads like a name, and a number for all that it looks like.

    Args:
        text: the line without the white space around it, not empty.
        kind: its kind.
    """
    cdef Memory memory = Memory()
    cdef Trait trait = Trait(text)
    memory.read(trait)
    memory.hear(trait)
    meaning = set(memory.words.words()[memory.common :])
    _masked(memory.masks, text)
    return meaning, set(memory.says.words()), memory.masks.words()[0], bool(_like_date(trait)), bool(_like_name(trait)), _own_key(trait, ord(kind))
