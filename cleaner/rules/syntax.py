"""The syntax of patterns as far as the rules use it, read into a tree; sets of characters in it are asked of `regex` itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

# Characters from here on are one, `OTHER`.
ASCII = OTHER = 128
_ALL_ASCII = "".join(map(chr, range(ASCII)))
_EVERY = (1 << (OTHER + 1)) - 1
_UNBOUND = 1 << 16
_COUNTS = re.compile(r"\{(\d*)(,?)(\d*)\}")
_GROUP = re.compile(r"\?(?P<around>=|!|<=|<!)|\?(?P<plain>:|>|P?<\w+>)|\?(?P<flags>[is]*(?:-[is]+)?):")
_SET = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]", re.DOTALL)
_ESCAPED = re.compile(r"\\(?:[pP]\{[^}]*\}|x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[sdwSDWnrtfv]|[^0-9A-Za-z])", re.DOTALL)
_BARRED = re.compile(r"\(\?!\(\?:([A-Za-z?|]+)\)\\b\)")
_NO_WIDTH = re.compile(r"\\[bBAZ]|[\^$]")
# Other letters that are ASCII letters too where case does not count: the long s, the Kelvin sign, and i with and without its dot. That is
# not told here; nothing is to be concluded of lines that hold one.
ALSO_ASCII = "\u017f\u212a\u0130\u0131"
_PLAIN_SET = re.compile(r"\[(?!\^)(?:\\[^0-9A-Za-z]|[^\\\[\]])+\]")


class UnknownSyntaxError(ValueError):
    """A pattern says something that is not read here."""


class Characters(NamedTuple):
    """One character.

    Args:
        held: what it may be, a bit for each.
    """

    held: int


class Series(NamedTuple):
    """Nodes one after the other.

    Args:
        parts: the nodes; none for what takes no room.
        barred: words that do not stand here, as far as that is told.
    """

    parts: Sequence[Node]
    barred: tuple[str, ...] = ()


class Alternatives(NamedTuple):
    """One of several nodes.

    Args:
        ways: the nodes.
    """

    ways: Sequence[Node]


class Repeated(NamedTuple):
    """A node again and again.

    Args:
        node: the node.
        least: how often at least.
        most: how often at the most.
    """

    node: Node
    least: int
    most: int


Node = Characters | Series | Alternatives | Repeated


def parsed(pattern: str) -> Node:
    """A pattern as a tree.

    Args:
        pattern: a regular expression as `regex` reads it.

    Raises:
        UnknownSyntaxError: if it says something that is not read here.
    """
    free = pattern.startswith("(?i)")
    reading = _Reading(pattern, 4 if free else 0)
    tree = reading.alternatives(free)
    if reading.at < len(pattern):
        raise UnknownSyntaxError(pattern)
    return tree


class _Reading:
    """A pattern and how far it is read.

    Args:
        pattern: the pattern.
        at: where to begin.
    """

    def __init__(self, pattern: str, at: int) -> None:
        self._pattern, self.at = pattern, at

    def alternatives(self, free: bool) -> Node:
        """What stands up to the end of a group; `free` says that case does not count."""
        ways = [self._series(free)]
        while self._pattern.startswith("|", self.at):
            self.at += 1
            ways.append(self._series(free))
        return Alternatives(ways) if len(ways) > 1 else ways[0]

    def _series(self, free: bool) -> Node:
        parts: list[Node] = []
        while self.at < len(self._pattern) and self._pattern[self.at] not in "|)":
            parts.append(self._counted(self._one(free)))
        return Series(parts)

    def _one(self, free: bool) -> Node:
        pattern, at = self._pattern, self.at
        if pattern[at].isalnum() or pattern[at] == " ":
            self.at = at + 1
            return Characters(_held(pattern[at], free))
        if pattern[at] == "(":
            return self._group(free)
        if found := _NO_WIDTH.match(pattern, at):
            self.at = found.end()
            return Series(())
        if found := _SET.match(pattern, at) if pattern[at] == "[" else _ESCAPED.match(pattern, at) if pattern[at] == "\\" else None:
            self.at = found.end()
            if "[:" in found[0][1:]:
                # A class by its name within a set, which does not end where it seems to.
                raise UnknownSyntaxError(pattern)
            return Characters(_held(found[0], free))
        if pattern[at] in "[\\*+?{":
            raise UnknownSyntaxError(pattern)
        self.at = at + 1
        return Characters(_EVERY if pattern[at] == "." else _held(re.escape(pattern[at]), free))

    def _group(self, free: bool) -> Node:
        if not free and (barred := _BARRED.match(self._pattern, self.at)):
            self.at = barred.end()
            return Series((), tuple(word for word in barred[1].split("|") if word.isalpha()))
        found = _GROUP.match(self._pattern, self.at + 1)
        if found:
            on, _, off = (found["flags"] or "").partition("-")
            free = (free or "i" in on) and "i" not in off
            self.at = found.end()
        elif self._pattern.startswith("(?", self.at):
            raise UnknownSyntaxError(self._pattern)
        else:
            self.at += 1
        inside = self.alternatives(free)
        if not self._pattern.startswith(")", self.at):
            raise UnknownSyntaxError(self._pattern)
        self.at += 1
        return Series(()) if found and found["around"] else inside

    def _counted(self, node: Node) -> Node:
        pattern, at = self._pattern, self.at
        sign = pattern[at : at + 1]
        if sign and sign in "*+?":
            self.at = at + 1
            least, most = {"*": (0, _UNBOUND), "+": (1, _UNBOUND), "?": (0, 1)}[sign]
        elif sign == "{":
            found = _COUNTS.match(pattern, at)
            if not found or not (found[1] or found[3]):
                raise UnknownSyntaxError(pattern)
            self.at = found.end()
            least = int(found[1] or 0)
            most = int(found[3]) if found[3] else _UNBOUND if found[2] else least
        else:
            return node
        if pattern[self.at : self.at + 1] in ("?", "+"):
            self.at += 1
        return Repeated(node, least, most)


@cache
def _held(written: str, free: bool) -> int:
    """The characters that a set or an escaped character stands for."""
    import regex

    plain = written.removeprefix("\\")
    if len(plain) == 1 and plain.isascii() and not (plain.isalpha() and written != plain):
        codes = {ord(plain.lower()), ord(plain.upper())} if free else {ord(plain)}
        return sum(1 << code for code in codes)
    found = regex.compile(f"(?i:{written})" if free else written).findall(_ALL_ASCII)
    held = sum(1 << ord(character) for character in found)
    return held if written.isascii() and _PLAIN_SET.fullmatch(written) else held | 1 << OTHER
