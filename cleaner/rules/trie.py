# cython: language_level=3, boundscheck=False, wraparound=False, initializedcheck=False
"""A trie of the literals of all rules in flat arrays, and one pass over a text that finds which rules each line may match.

A literal that begins with a letter is found at the beginnings of words only, one that begins with a digit at those of numbers; one that
begins with a sign, or in a script without spaces between words, is found anywhere. Digits are all alike: `0`. Ordinary Python, compiled
as it is where a compiler is at hand.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from cleaner.document import cython
else:
    try:
        import cython
    except ImportError:
        from cleaner.document import cython

COMPILED: bool = cython.compiled
# Scripts from here on (radicals, kana, hangul, han) run words together.
UNSPACED = "\u2e80"
_ASCII = 128
# A node of so many children has a table of those that ASCII leads to.
_WIDE = 5
# The kinds of characters: signs 0, white space, what is part of a word though a literal may begin there, other letters, and digits.
_SPACE, _JOINER, _LETTER, _DIGIT = 1, 2, 3, 4
_KINDS = bytes(
    _DIGIT if sign.isdecimal() else _LETTER if sign.isalnum() else _JOINER if sign == "_" else _SPACE if sign.isspace() else 0
    for sign in map(chr, range(_ASCII))
)


class Trie:
    """Literals as nodes, numbered level by level, so that the children of a node lie side by side.

    Args:
        literals: lower-case texts, none empty, sorted, none twice, `0` for each digit.
    """

    @cython.locals(start="Py_ssize_t", end="Py_ssize_t", first="Py_ssize_t", depth="Py_ssize_t", literal=str, sign="Py_UCS4", known=list)
    def __init__(self, literals: Sequence[str]) -> None:
        # By node: its first child (its last lies before the first of the next node), the character that leads to it, the literal that
        # ends there or -1, and where its table begins in `steps` or -1.
        self.children, self.signs, self.ends, self.tables = array("i"), array("I", [0]), array("i"), array("i")
        self.steps = array("i")
        known = list(literals)
        nodes = [(0, len(known), 0)]
        for start, end, depth in nodes:
            first_child = len(nodes)
            ends_here = start < end and len(known[start]) == depth
            self.children.append(first_child)
            self.ends.append(start if ends_here else -1)
            start += ends_here
            while start < end:
                first = start
                literal = known[start]
                sign = literal[depth]
                while start < end:
                    literal = known[start]
                    if literal[depth] != sign:
                        break
                    start += 1
                self.signs.append(ord(sign))
                nodes.append((first, start, depth + 1))
            self.tables.append(self._table(first_child, len(nodes)))
        self.children.append(len(nodes))

    def _table(self, first: int, end: int) -> int:
        if end - first < _WIDE:
            return -1
        begin = len(self.steps)
        self.steps.extend([0] * _ASCII)
        for child in range(first, end):
            if self.signs[child] < _ASCII:
                self.steps[begin + self.signs[child]] = child
        return begin


@cython.locals(
    children="const int[::1]",
    signs="const unsigned int[::1]",
    ends="const int[::1]",
    tables="const int[::1]",
    steps="const int[::1]",
    kinds="const unsigned char[::1]",
    owners="const int[::1]",
    rules="const int[::1]",
    also="const int[::1]",
    least="const int[::1]",
    most="const int[::1]",
    met="int[::1]",
    stamps="int[::1]",
)
def candidates(text: str, trie: Any, owners: Any, rules: Any, also: Any, least: Any, most: Any) -> list[int]:
    """The pairs of a line and a rule that it may match, each as `line * number of rules + rule`, those of a line together.

    Args:
        text: lines, lowered, each ended by a line feed.
        trie: the literals, a `Trie`.
        owners: for each literal where its rules begin in `rules`; one more at the end.
        rules: the numbers of rules; beyond them, numbers that stand for a second list of literals.
        also: of each rule the number of its second list, of which a literal must stand in the line as well; its own where it has none.
        least: of each rule the least words of a line, counted as one more than its spaces.
        most: of each rule the most words.
    """
    children, signs, ends, tables, steps, kinds = trie.children, trie.signs, trie.ends, trie.tables, trie.steps, _KINDS
    ascii_end: cython.uint = _ASCII
    unspaced: cython.Py_UCS4 = UNSPACED
    letter: cython.int = _LETTER
    digit: cython.int = _DIGIT
    # As what a digit is looked for.
    number: cython.uint = ord("0")
    joiner: cython.int = _JOINER
    space: cython.int = _SPACE
    count: cython.int = len(least)
    # The rules that the line may match so far, and for each list of literals the last line that held one.
    met = array("i", bytes(4 * count))
    stamps = array("i", [-1]) * (2 * count)
    found: list[int] = []
    line: cython.Py_ssize_t = 0
    spaces: cython.int = 0
    words: cython.int = 0
    kind: cython.int = space
    before: cython.int
    at: cython.Py_ssize_t
    ahead: cython.Py_ssize_t
    size: cython.int = 0
    place: cython.int
    rule: cython.int
    node: cython.int
    low: cython.int
    high: cython.int
    end: cython.int
    middle: cython.int
    code: cython.uint
    sign: cython.Py_UCS4
    for at in range(len(text)):
        sign = text[at]
        code = ord(sign)
        before = kind
        if code < ascii_end:
            kind = kinds[code]
        elif sign.isdecimal():
            kind = digit
        elif sign.isalnum():
            kind = letter if sign < unspaced else joiner
        else:
            kind = space if sign.isspace() else 0
        if before >= joiner and (kind == letter or (kind == digit and before == digit)):
            continue
        if kind == space:
            if code == 32:
                spaces += 1
            elif code == 10:
                for place in range(size):
                    rule = met[place]
                    if spaces + 1 >= least[rule] and words <= most[rule] and stamps[also[rule]] == line:
                        found.append(line * count + rule)
                line, spaces, words, size = line + 1, 0, 0, 0
            continue
        if before == space:
            words += 1
        if kind == digit:
            code = number
        node, ahead = 0, at
        while True:
            if code < ascii_end and tables[node] >= 0:
                node = steps[tables[node] + code]
            else:
                low, end = children[node], children[node + 1]
                high = end
                while low < high:
                    middle = (low + high) >> 1
                    if signs[middle] < code:
                        low = middle + 1
                    else:
                        high = middle
                node = low if low < end and signs[low] == code else 0
            if node == 0:
                break
            if ends[node] >= 0:
                for place in range(owners[ends[node]], owners[ends[node] + 1]):
                    rule = rules[place]
                    if stamps[rule] != line:
                        stamps[rule] = line
                        if rule < count:
                            met[size] = rule
                            size += 1
            # No literal holds a line feed, so that none goes on beyond the text.
            ahead += 1
            sign = text[ahead]
            code = number if sign.isdecimal() else ord(sign)
    return found
