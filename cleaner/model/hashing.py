# cython: language_level=3, wraparound=False, cdivision=True
"""Words of lines and steps of paths as numbers of buckets, and what a table of weights says of them.

The hash is the same on every machine and in every version of this format of weights: FNV-1a with 32 bits over the code points of a word,
taken whole; what kind of phrase it is, is mixed in, and `_mixed` spreads it. Feature hashing without signs: "Feature Hashing for Large
Scale Multitask Learning" (Weinberger and others, 2009). Ordinary Python, compiled as it is where a compiler is at hand.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from cleaner.document import cython

    Ids = npt.NDArray[np.uint32]
    Offsets = npt.NDArray[np.int32]
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled
# Of a long line so many words at its beginning and at its end count.
FIRST_WORDS, LAST_WORDS = 40, 20
# A line of so many words or fewer is a phrase by itself.
WHOLE_LINE = 8


def phrase_ids(texts: Sequence[str], bits: int) -> tuple[Ids, Offsets]:
    """The phrases of lines: each word, each two neighbouring words, the first, the last, the first with a class of length, a short line.

    Words are lower case, their digits 0; of scripts that put no space between words each character is one. Of a line of more than 60 words,
    the first 40 and the last 20 count.

    Args:
        texts: the lines.
        bits: there are two to the power of this buckets, 32 at the most.

    Returns:
        The bucket of each phrase, and for each line where its phrases begin, with the number of all phrases last.
    """
    import numpy as np

    lowered = [text.lower() for text in texts]
    most = FIRST_WORDS + LAST_WORDS
    # A word and a pair for each word at most, and what is said of the whole line.
    room = sum(2 * min(len(text), most) + 4 for text in lowered)
    ids, offsets = np.empty(room + 1, np.uint32), np.zeros(len(lowered) + 1, np.int32)
    count = _fill_phrases(lowered, ids.data, offsets.data, array("I", bytes(4 * most)), (1 << bits) - 1)
    return ids[:count].copy(), offsets


def path_ids(steps: Sequence[Sequence[str]], bits: int) -> tuple[Ids, Offsets]:
    """The steps of paths, each as it is written.

    Args:
        steps: for each line what is said of the elements around it, such as their names and classes.
        bits: there are two to the power of this buckets, 32 at the most.

    Returns:
        The bucket of each step, and for each line where its steps begin, with the number of all steps last.
    """
    import numpy as np

    known: dict[str, int] = {}
    ids, offsets = array("I"), np.zeros(len(steps) + 1, np.int32)
    for line, names in enumerate(steps):
        for name in names:
            number = known.get(name)
            if number is None:
                number = known[name] = _step(name, (1 << bits) - 1)
            ids.append(number)
        offsets[line + 1] = len(ids)
    return np.frombuffer(ids, np.uint32) if ids else np.zeros(0, np.uint32), offsets


def sums(table: npt.NDArray[np.int8], scale: float, ids: Ids, offsets: Offsets) -> npt.NDArray[np.float32]:
    """What a table says of each line: the mean over its phrases, 0 for a line without any.

    Args:
        table: a whole number for each bucket; there are as many as some power of two.
        scale: what 1 in the table is worth.
        ids: see `phrase_ids`; of more buckets than the table has, the lower bits count.
        offsets: as there.

    Raises:
        ValueError: if the length of the table is no power of two.
    """
    import numpy as np

    if not len(table) or len(table) & (len(table) - 1):
        raise ValueError(f"a table has as many values as some power of two, not {len(table)}")
    totals = np.concatenate([[0], np.cumsum(table[ids & np.uint32(len(table) - 1)], dtype=np.int64)])[offsets]
    return (scale * (np.diff(totals) / np.maximum(np.diff(offsets), 1))).astype(np.float32)


@cython.cfunc
def _mixed(number: cython.ulonglong) -> cython.ulonglong:
    """A number of 32 bits as another one, each bit of which depends on all of its bits."""
    low: cython.ulonglong = 0xFFFFFFFF
    number = ((number ^ (number >> 16)) * 0x2C1B3C6D) & low
    number = ((number ^ (number >> 12)) * 0x297A2D39) & low
    return number ^ (number >> 15)


@cython.cfunc
def _followed(before: cython.ulonglong, number: cython.ulonglong) -> cython.ulonglong:
    """One number of 32 bits for two of them in this order."""
    low: cython.ulonglong = 0xFFFFFFFF
    return ((_mixed(before) ^ number) * 0x01000193) & low


@cython.cfunc
def _bucket(number: cython.ulonglong, kind: cython.ulonglong, mask: cython.ulonglong) -> cython.uint:
    """The bucket of a phrase of a kind."""
    low: cython.ulonglong = 0xFFFFFFFF
    return _mixed((number ^ (kind * 0x1E3779B1)) & low) & mask


@cython.cfunc
def _spaceless(code: cython.uint) -> cython.bint:
    """Whether a script puts no space between words; as in `cleaner/html/align.py`."""
    if code < 0x3040:
        return 0x0E00 <= code <= 0x0EFF or 0x1000 <= code <= 0x109F or 0x1780 <= code <= 0x17FF
    return code <= 0x30FF or 0x3400 <= code <= 0x4DBF or 0x4E00 <= code <= 0x9FFF


@cython.cfunc
@cython.locals(words="unsigned int[::1]")
def _read_words(text: str, words: Any) -> cython.int:
    """How many words a text in lower case has, once the hashes of the first ones and, in a ring behind them, the last are written down."""
    first: cython.int = FIRST_WORDS
    last: cython.int = LAST_WORDS
    low: cython.ulonglong = 0xFFFFFFFF
    empty: cython.ulonglong = 0x811C9DC5
    number: cython.ulonglong = empty
    code: cython.ulonglong
    character: cython.Py_UCS4
    count: cython.int = 0
    within: cython.bint = False
    alone: cython.bint = False
    spaceless: cython.bint
    part: cython.bint
    # The line feed ends the last word.
    for character in text + "\n":
        code = ord(character)
        spaceless = code >= 0x0E00 and _spaceless(code)
        part = spaceless or character.isalnum() or code == 0x5F
        if within and (alone or spaceless or not part):
            words[count if count < first else first + (count - first) % last] = number
            count += 1
            number = empty
        if part:
            number = ((number ^ (0x30 if character.isdigit() else code)) * 0x01000193) & low
        within = part
        alone = spaceless
    return count


@cython.cfunc
def _length_class(count: cython.int) -> cython.int:
    """The class of a number of words: 1 to 4 each by itself, then up to 8, 16, 32, and more."""
    return count if count <= 4 else 5 if count <= 8 else 6 if count <= 16 else 7 if count <= 32 else 8


@cython.locals(words="unsigned int[::1]", ids="unsigned int[::1]", offsets="int[::1]")
def _fill_phrases(texts: list[str], ids: Any, offsets: Any, words: Any, mask: cython.ulonglong) -> int:
    """How many phrases lines have, once their buckets and the places where those of a line end are written down."""
    first: cython.int = FIRST_WORDS
    last: cython.int = LAST_WORDS
    short: cython.int = WHOLE_LINE
    filled: cython.Py_ssize_t = 0
    line: cython.Py_ssize_t
    count: cython.int
    cut: cython.bint
    place: cython.int
    number: cython.ulonglong
    before: cython.ulonglong
    whole: cython.ulonglong
    for line in range(len(texts)):
        count = _read_words(texts[line], words)
        cut = count > first + last
        number = before = whole = 0
        for place in range(first + last if cut else count):
            # The oldest of a full ring stands where the next one would go.
            number = words[place if place < first or not cut else first + (count + place - 2 * first) % last]
            ids[filled] = _bucket(number, 1, mask)
            filled += 1
            whole = _followed(whole, number)
            if place > 0 and not (cut and place == first):
                ids[filled] = _bucket(_followed(before, number), 2, mask)
                filled += 1
            before = number
        if count:
            ids[filled] = _bucket(words[0], 3, mask)
            ids[filled + 1] = _bucket(number, 4, mask)
            ids[filled + 2] = _bucket(_followed(words[0], _length_class(count)), 5, mask)
            filled += 3
        if 0 < count <= short:
            ids[filled] = _bucket(whole, 6, mask)
            filled += 1
        offsets[line + 1] = filled
    return filled


def _step(name: str, mask: cython.ulonglong) -> int:
    """The bucket of a step of a path."""
    low: cython.ulonglong = 0xFFFFFFFF
    number: cython.ulonglong = 0x811C9DC5
    character: cython.Py_UCS4
    for character in name:
        number = ((number ^ ord(character)) * 0x01000193) & low
    return _bucket(number, 7, mask)
