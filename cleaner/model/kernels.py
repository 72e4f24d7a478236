# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""The inner loops of the line model: the characters of lines, and the ways of rows through trees.

Ordinary Python, compiled as it is where a compiler is at hand. No index is checked here: the callers make arrays that fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled


@cython.locals(
    codes="const unsigned int[::1]",
    lowered="const unsigned int[::1]",
    kinds="const unsigned char[::1]",
    signs="const unsigned char[::1]",
    base="unsigned long long",
    counts="int[:, ::1]",
    first_words="long long[::1]",
    whole="unsigned long long[::1]",
    words="unsigned long long[::1]",
    lines="long long[::1]",
    value="unsigned long long",
    power="unsigned long long",
    line_value="unsigned long long",
    line_power="unsigned long long",
    term="unsigned long long",
    limit="unsigned long long",
)
def scan_lines(
    codes: Any, lowered: Any, kinds: Any, signs: Any, base: Any, counts: Any, first_words: Any, whole: Any, words: Any, lines: Any
) -> int:
    """Count the characters of lines by kind, and hash their words; returns the number of words.

    A word is a run of letters and digits, or one character of a script without spaces. Its hash is the sum of its code points, each
    plus one and times the power of `base` of its place, modulo 2 to the 64th; case and digits make no difference.

    Args:
        codes: the code points of all lines, each line ending in a line feed.
        lowered: the same in lower case.
        kinds: for each code point of the basic plane its kinds, bit by bit: see `cleaner.model.words`.
        signs: for each code point of the basic plane the number of its sign; 0 for none.
        counts: zeros; a row a line: characters of each of the 8 kinds, those of no sign, of each of 11 signs; words that begin with a
            capital, with a digit; years; the longest word.
        first_words: for each line the number of its first word, and the number of all words after the last.
        whole: zeros; for each line the hash from its first word to its last.
        words: room for a number a character: the hash of each word.
        lines: room likewise: the line of each word.
    """
    place: cython.Py_ssize_t
    line: cython.Py_ssize_t = 0
    count: cython.Py_ssize_t = 0
    start: cython.Py_ssize_t = 0
    size: cython.int
    code: cython.uint
    kind: cython.int
    following: cython.int
    first: cython.int = 0
    bit: cython.int
    inside: cython.bint = False
    limit = 0xFFFFFFFFFFFFFFFF
    value = power = line_value = 0
    line_power = 0
    following = kinds[min(codes[0], 0xFFFF)] if codes.shape[0] else 0
    for place in range(codes.shape[0]):
        kind = following
        following = kinds[min(codes[place + 1], 0xFFFF)] if place + 1 < codes.shape[0] else 0
        for bit in range(8):
            counts[line, bit] += kind >> bit & 1
        code = lowered[place]
        counts[line, 8 + signs[min(code, 0xFFFF)]] += 1
        # Digits count as 0, so that dates and numbers are alike.
        term = (48 if kind & 4 else code) + 1
        if kind & 21:  # a letter, a digit or an ideograph
            if not inside:
                inside, start, first, value, power = True, place, kind, 0, 1
                if not line_power:
                    line_power = 1
            value = (value + power * term) & limit
            power = (power * base) & limit
        if line_power:
            line_value = (line_value + line_power * term) & limit
            line_power = (line_power * base) & limit
        if inside and (not following & 21 or (kind | following) & 16):
            inside = False
            words[count] = value
            lines[count] = line
            whole[line] = line_value
            count += 1
            size = place + 1 - start
            counts[line, 20] += first >> 1 & 1
            counts[line, 21] += first >> 2 & 1
            counts[line, 22] += size == 4 and first & 4 != 0
            counts[line, 23] = max(counts[line, 23], size)
        if codes[place] == 10:
            line += 1
            first_words[line] = count
            line_value = line_power = 0
    return count


@cython.locals(
    rows="const float[:, ::1]",
    features="const short[::1]",
    thresholds="const float[::1]",
    children="const short[:, ::1]",
    starts="const int[::1]",
    depths="const int[::1]",
    added="const double[:, ::1]",
    nodes="int[::1]",
    sums="double[:, ::1]",
)
def add_leaves(
    rows: Any, features: Any, thresholds: Any, children: Any, starts: Any, depths: Any, added: Any, nodes: Any, sums: Any
) -> None:
    """Add to the sums of each row what belongs to the leaves that it comes to.

    All rows go down a tree together, level by level, so that one need not wait for another; a leaf is its own child.

    Args:
        rows: one column a feature.
        features: see `Forest`, as for the next three.
        thresholds: as there.
        children: as there.
        starts: as there.
        depths: how many steps the longest way through each tree has.
        added: a row a node.
        nodes: room for a number a row.
        sums: as many columns as `added`.
    """
    tree: cython.Py_ssize_t
    row: cython.Py_ssize_t
    column: cython.Py_ssize_t
    _level: cython.int
    node: cython.Py_ssize_t
    start: cython.Py_ssize_t
    for tree in range(starts.shape[0]):
        start = starts[tree]
        for row in range(rows.shape[0]):
            nodes[row] = 0
        for _level in range(depths[tree]):
            for row in range(rows.shape[0]):
                node = start + nodes[row]
                nodes[row] = children[node, rows[row, features[node]] > thresholds[node]]
        for row in range(rows.shape[0]):
            node = start + nodes[row]
            for column in range(sums.shape[1]):
                sums[row, column] += added[node, column]
