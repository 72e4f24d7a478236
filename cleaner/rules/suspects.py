"""Which rules a line may meet: one of their literals stands in it, and it has as many words as they ask for.

The compiled twin asks besides whether the line looks as what the rule finds does at its ends (see `edges`), and passes over most lines
that a pattern would be tried on for nothing.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from cleaner.rules.compiled import built
from cleaner.rules.confirm import LONGEST_LINE
from cleaner.rules.literals import LiteralScan
from cleaner.rules.rule import Rule

# Rules that read lines of more words than this are few; lines of no more characters than that never hold so many words.
_WORDS, _CHARACTERS = 40, 80
# Rules for lines of so few words are asked of each of them.
TERSE = 2
# How many code points are read before the twin is made ready.
_SOON = 20_000
# The twin counts words in 32 bits; no line has as many.
_MOST = (1 << 31) - 1
# The least words of a line, the most or -1 where any number will do, whether the rule finds inside lines, and its packed edges.
Limits = tuple[int, int, bool, bytes]


class Suspects:
    """Rules by the literals that lines must hold to meet them.

    Args:
        holding: for each literal its rules; lower-case, and white space in front of one means that a word begins there.
        terse: rules for lines of a word or two, whose literals may be mere signs: asked of every line that short, so they need no scan.
        soon: how many code points are read before the compiled twin is made ready.
    """

    def __init__(self, holding: Mapping[str, list[Rule]], terse: Sequence[Rule], soon: int = _SOON) -> None:
        self._holding, self._terse, self._soon = holding, terse, soon
        self._scan = LiteralScan(holding)
        self._scan_long = LiteralScan(literal for literal, held in holding.items() if any(map(_reads_long, held)))
        self._read = 0
        self._twin: tuple[Any, list[Rule]] | None = None

    def find(self, lines: Sequence[str]) -> Iterable[tuple[int, Rule]]:
        """Pairs of the number of a line and a rule that it may meet.

        Args:
            lines: lines without the white space around them, none empty.
        """
        if (swift := self._swift(lines)) is not None:
            search, rules = swift
            return ((number, rules[rule]) for number, rule in search.find(lines))
        return self._slowly(lines)

    def find_terse(self, lines: Sequence[str]) -> Iterable[tuple[int, Rule]]:
        """The same for the rules for lines of a word or two.

        Args:
            lines: lines without the white space around them, none empty.
        """
        if not self._terse:
            return ()
        if (swift := self._swift(lines)) is not None:
            return ((number, self._terse[rule]) for number, rule in swift[0].terse(lines, TERSE))
        return self._terse_slowly(lines)

    def _terse_slowly(self, lines: Sequence[str]) -> Iterator[tuple[int, Rule]]:
        for number, line in enumerate(lines):
            if line.count(" ") < TERSE and len(line) <= LONGEST_LINE:
                lowered = line.lower()
                for rule in self._terse:
                    if any(map(lowered.__contains__, rule.keywords)) and len(line.split()) <= rule.max_words:
                        yield number, rule

    def _swift(self, lines: Sequence[str]) -> tuple[Any, list[Rule]] | None:
        module = self.swift(lines)
        if module is not None and self._twin is None:
            self._twin = self._made(module)
        return self._twin

    def swift(self, lines: Sequence[str]) -> Any:
        """The compiled twin, or None as long as little was read.

        Args:
            lines: lines that are about to be read.
        """
        if self._read <= self._soon:
            self._read += sum(map(len, lines))
        return built() if self._read > self._soon else None

    def _slowly(self, lines: Sequence[str]) -> Iterator[tuple[int, Rule]]:
        # Long lines are most of the text and meet few rules, so they are searched for the literals of those alone.
        counts = [1 if len(line) <= _CHARACTERS else len(line.split()) for line in lines]
        for scan, long in ((self._scan, False), (self._scan_long, True)):
            numbers = [number for number, count in enumerate(counts) if (count > _WORDS) == long]
            for place, literals in scan.find([lines[number] for number in numbers]).items():
                for rule in self._allowed(lines[numbers[place]], literals):
                    yield numbers[place], rule

    def _allowed(self, line: str, literals: Iterable[str]) -> Iterator[Rule]:
        """The rules of some literals that a line is neither too long nor too short for."""
        # Counted at most once a line; where no two spaces touch, both are the same.
        words, exact, met = line.count(" ") + 1, 0, set[str]()
        for literal in sorted(literals):
            for rule in self._holding[literal]:
                if words < rule.min_words or rule.id in met:
                    continue
                if words > rule.max_words and rule.scope != "inline":
                    exact = exact or len(line.split())
                    if exact > rule.max_words:
                        continue
                met.add(rule.id)
                if rule.scope == "inline" or len(line) <= LONGEST_LINE:
                    yield rule

    def _made(self, module: Any) -> tuple[Any, list[Rule]]:
        """The compiled twin, and the rules by the numbers it knows them by."""
        literals = sorted(self._holding)
        rules = list({id(rule): rule for literal in literals for rule in self._holding[literal]}.values())
        numbers = {id(rule): number for number, rule in enumerate(rules)}
        held = [[numbers[id(rule)] for rule in self._holding[literal]] for literal in literals]
        told = list(map(limits, rules))
        long = [any(told[number][1] < 0 or told[number][1] > _WORDS for number in row) for row in held]
        terse = [(limits(rule), list(rule.keywords)) for rule in self._terse]
        return module.Suspects(literals, held, long, told, LONGEST_LINE, _WORDS, _CHARACTERS, terse), rules


def _reads_long(rule: Rule) -> bool:
    return rule.scope == "inline" or rule.max_words > _WORDS


def limits(rule: Rule) -> Limits:
    """What a line must be for a rule to be tried on it.

    Args:
        rule: a rule about lines.
    """
    inline = rule.scope == "inline"
    looks = zlib.decompress(rule.edges) if rule.edges else b""
    return min(rule.min_words, _MOST), -1 if inline else min(rule.max_words, _MOST), inline, looks
