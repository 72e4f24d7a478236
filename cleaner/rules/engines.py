"""Two engines that find literals at the beginnings of words, with the same results: `re`, and RE2 where google-re2 is installed.

RE2 reads bytes and knows no boundary of words beyond ASCII, nor what else begins within what it found. So what it finds is checked, and a
line in which one literal may hide another is read by `re` as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from itertools import accumulate
from typing import Any, Protocol

_WORDLIKE = re.compile(r"\w")
_ASCII = 0x80
# In bytes: the least, and for each literal.
_ROOM, _ROOM_EACH = 8 << 20, 4 << 10
_Tree = dict[str, "_Tree"]


class Engine(Protocol):
    """Finds literals."""

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """The numbers of lines, each with the longest literal that stands at the beginning of some word of it.

        Args:
            text: lines with line feeds between them, lowered.
        """


class BuiltIn:
    """Literals as a prefix tree, written as one regular expression without repetition, so it cannot backtrack without bound.

    Args:
        literals: texts that begin with a letter or digit; at least one.
    """

    def __init__(self, literals: Iterable[str]) -> None:
        self._literals = literals

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return re.compile(rf"\b(?=({written(self._literals)}))")

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """See `Engine`."""
        ends = accumulate((len(line) + 1 for line in text.split("\n")), initial=0)
        line, end = -1, next(ends)
        for hit in self._pattern.finditer(text):
            at = hit.start()
            while at >= end:
                line, end = line + 1, next(ends)
            yield line, hit[1]


class Fast:
    """Literals as RE2 finds them.

    Args:
        literals: texts that begin with a letter or digit; at least one.
        library: the module `re2`.
    """

    def __init__(self, literals: Iterable[str], library: Any) -> None:
        self._literals = sorted(literals)
        self._known = {literal.encode(): literal for literal in self._literals}
        self._exact = BuiltIn(self._literals)
        self._library = library

    @cached_property
    def _pattern(self) -> Any:
        options = self._library.Options()
        options.encoding, options.longest_match = options.Encoding.LATIN1, True
        # Short of room RE2 gives up what makes it fast; so much it needs for its literals, and it never takes more.
        options.max_mem = max(_ROOM, _ROOM_EACH * len(self._literals))
        at_words = [one for one in self._literals if one[0].isascii()]
        anywhere = [one for one in self._literals if not one[0].isascii()]
        forms = [rf"\b(?:{'|'.join(map(re.escape, at_words))})"] if at_words else []
        return self._library.compile("|".join([*forms, *map(re.escape, anywhere)]).encode(), options)

    @cached_property
    def _hiding(self) -> frozenset[str]:
        """The literals in the midst of which another may begin."""
        firsts = {literal[:size] for literal in self._literals for size in range(1, len(literal) + 1)}
        known = frozenset(self._literals)
        return frozenset(
            literal
            for literal in self._literals
            for tail in _tails(literal)
            if tail in firsts or any(tail[:size] in known for size in range(1, len(tail)))
        )

    def find(self, text: str) -> Iterator[tuple[int, str]]:
        """See `Engine`."""
        raw = text.encode("utf-8", "surrogatepass")
        ends = accumulate((len(line) + 1 for line in raw.split(b"\n")), initial=0)
        line, start, end, again = -1, 0, next(ends), dict[int, tuple[int, int]]()
        for hit in self._pattern.finditer(raw):
            at, after = hit.span()
            while at >= end:
                line, start, end = line + 1, end, next(ends)
            literal = self._known[raw[at:after]]
            if at > start and (raw[at - 1] >= _ASCII or literal[0] >= "\x80") and _WORDLIKE.match(_before(raw, at)):
                again[line] = start, end
                continue
            if literal in self._hiding:
                again[line] = start, end
            yield line, literal
        if again:
            numbers = list(again)
            hiding = b"\n".join(raw[start : end - 1] for start, end in again.values())
            for place, literal in self._exact.find(hiding.decode("utf-8", "surrogatepass")):
                yield numbers[place], literal


def engine(literals: Iterable[str]) -> Engine:
    """The fastest engine at hand.

    Args:
        literals: texts that begin with a letter or digit; at least one.
    """
    library = _library()
    return Fast(literals, library) if library else BuiltIn(literals)


@cache
def _library() -> Any:
    try:
        import re2
    except ImportError:
        return None
    return re2


def _before(raw: bytes, at: int) -> str:
    """The character before a place in UTF-8."""
    start = at - 1
    while raw[start] & 0xC0 == _ASCII:
        start -= 1
    return raw[start:at].decode("utf-8", "surrogatepass")


def _tails(literal: str) -> Iterator[str]:
    """What a literal ends with, from each further word of it on."""
    return (literal[at:] for at in range(1, len(literal)) if _WORDLIKE.match(literal, at) and not _WORDLIKE.match(literal, at - 1))


def _tree(literals: Iterable[str]) -> _Tree:
    root: _Tree = {}
    for literal in literals:
        node = root
        for character in literal:
            node = node.setdefault(character, {})
        node[""] = {}
    return root


def written(literals: Iterable[str]) -> str:
    """Literals as a pattern that takes the longest one.

    Args:
        literals: the literals.
    """
    return _written(_tree(literals))


def _written(tree: _Tree) -> str:
    branches = [re.escape(character) + _written(below) for character, below in sorted(tree.items()) if character]
    if not branches:
        return ""
    joined = branches[0] if len(branches) == 1 and "" not in tree else f"(?:{'|'.join(branches)})"
    return f"{joined}?" if "" in tree else joined
