"""Which rules a line matches by itself. The cost grows with the lines that hold a literal of some rule, not with the rules.

Phrases are found by dictionary: a whole line by its folded text, a beginning or an end by its first or last characters. Patterns and
contained phrases are tried only on lines in which one of their literals occurs; one pass over all lines finds those (see `trie`).
"""

from __future__ import annotations

import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import compress
from operator import itemgetter
from typing import NamedTuple

from cleaner.rules.confirm import LONGEST_LINE, holds, inside, runs_on
from cleaner.rules.fold import fold_lines, trim
from cleaner.rules.rule import Rule
from cleaner.rules.trie import Trie, candidates

# Of a long line only this much of either end is compared with phrases; no phrase is as long.
_EDGE = 160
# Beginnings and ends are filed by so many characters, or where the phrase is shorter by so few.
_GATE, _NARROW = 6, 2
_FRONT = (itemgetter(slice(0, _GATE)), itemgetter(slice(0, _NARROW)))
_BACK = (itemgetter(slice(-_GATE, None)), itemgetter(slice(-_NARROW, None)))
_WORD = re.compile(r"[^\W\d_]+")
# Words are counted in 32 bits; no line has as many.
_ANY_NUMBER = (1 << 31) - 1


class Match(NamedTuple):
    """A rule that a line matches, and the offsets in the line between which it does."""

    rule: Rule
    start: int
    end: int


class Matcher:
    """Rules, arranged so that a line finds those it matches; their order means nothing."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._whole: dict[str, list[Rule]] = defaultdict(list)
        self._openings: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._endings: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._by_literal: list[tuple[Rule, set[str]]] = []
        for rule in sorted(rules, key=lambda rule: rule.id):
            self._file(rule)

    def _file(self, rule: Rule) -> None:
        whole = rule.phrases if rule.finder == "equals" else rule.steps[0] if rule.steps else ()
        for phrase in dict.fromkeys(map(trim, whole)):
            self._whole[phrase].append(rule)
        for phrase in map(trim, rule.phrases):
            size = _GATE if len(phrase) >= _GATE else _NARROW
            if rule.finder == "starts":
                self._openings[phrase[:size]].append((phrase, rule))
            elif rule.finder == "ends":
                self._endings[phrase[-size:]].append((phrase, rule))
        literals = {keyword.lstrip() for keyword in rule.keywords}
        if rule.finder == "contains":
            literals.update(_literal_of(trim(phrase)) for phrase in rule.phrases)
        if literals:
            self._by_literal.append((rule, literals))

    @cached_property
    def _index(self) -> _LiteralIndex:
        return _LiteralIndex(self._by_literal)

    def match(self, lines: Sequence[str]) -> dict[int, list[Match]]:
        """The numbers of the lines that match rules by what they alone can tell, each with its rules.

        Args:
            lines: lines without the white space around them, none empty.
        """
        found: dict[int, list[Match]] = defaultdict(list)
        self._match_phrases(lines, found)
        for number, rule in self._index.candidates(lines):
            line = lines[number]
            if rule.scope == "inline":
                if spans := list(inside(rule, line)):
                    found[number] += [Match(rule, start, end) for start, end in spans if rule.allows_line(line)]
            elif len(line) <= LONGEST_LINE and holds(rule, line) and rule.allows_line(line):
                found[number].append(Match(rule, 0, len(line)))
        return found

    def _match_phrases(self, lines: Sequence[str], found: dict[int, list[Match]]) -> None:
        whole, openings, endings = self._whole, self._openings, self._endings
        brief = [line if len(line) <= 2 * _EDGE else f"{line[:_EDGE]} {line[-_EDGE:]}" for line in lines]
        folded = list(map(trim, fold_lines(brief)))
        # Nearly all lines match no phrase, and are passed over without a step of Python each.
        every = range(len(lines))
        some = set(compress(every, map(whole.__contains__, folded)))
        for gate in _FRONT:
            some.update(compress(every, map(openings.__contains__, map(gate, folded))))
        for gate in _BACK:
            some.update(compress(every, map(endings.__contains__, map(gate, folded))))
        for number in sorted(some):
            line, text = lines[number], folded[number]
            rules = [*whole.get(text, ())] if len(line) <= LONGEST_LINE else []
            for gate in _FRONT:
                rules += (rule for phrase, rule in openings.get(gate(text), ()) if _starts(text, phrase) and _is_short(line, rule))
            for gate in _BACK:
                rules += (rule for phrase, rule in endings.get(gate(text), ()) if _ends(text, phrase) and _is_short(line, rule))
            allowed = {rule.id: rule for rule in rules if rule.allows_line(line)}
            if allowed:
                found[number] += [Match(rule, 0, len(line)) for rule in allowed.values()]


class _LiteralIndex:
    """Rules by the literals of which a line must hold one to match them."""

    def __init__(self, rules: Sequence[tuple[Rule, set[str]]]) -> None:
        self._rules = [rule for rule, _ in rules]
        by_literal: dict[str, list[int]] = defaultdict(list)
        for number, (_, literals) in enumerate(rules):
            for literal in literals:
                by_literal[literal].append(number)
        ordered = sorted(by_literal)
        self._trie = Trie(ordered)
        self._owners, self._owned = array("i", [0]), array("i")
        for literal in ordered:
            self._owned.extend(by_literal[literal])
            self._owners.append(len(self._owned))
        self._least = array("i", (min(rule.min_words, _ANY_NUMBER) for rule in self._rules))
        self._most = array("i", (_ANY_NUMBER if rule.scope == "inline" else min(rule.max_words, _ANY_NUMBER) for rule in self._rules))

    def candidates(self, lines: Sequence[str]) -> list[tuple[int, Rule]]:
        """The numbers of lines, each with a rule of which a literal stands there and which takes as many words, in order."""
        if not self._rules or not lines:
            return []
        text = "\n".join(map(str.lower, lines)) + "\n"
        pairs = candidates(text, self._trie, self._owners, self._owned, self._least, self._most)
        rules, count = self._rules, len(self._rules)
        return [(pair // count, rules[pair % count]) for pair in sorted(pairs)]


def _literal_of(phrase: str) -> str:
    """The longest word of a folded phrase: lines are scanned before they are folded, so quotes, digits and spaces may differ."""
    return max(_WORD.findall(phrase), key=len, default=phrase)


def _starts(folded: str, phrase: str) -> bool:
    return folded.startswith(phrase) and not runs_on(folded, len(phrase))


def _ends(folded: str, phrase: str) -> bool:
    return folded.endswith(phrase) and not runs_on(folded, len(folded) - len(phrase))


def _is_short(line: str, rule: Rule) -> bool:
    return rule.scope == "inline" or len(line.split()) <= rule.max_words
