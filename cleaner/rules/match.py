"""Which rules a line meets by itself. The cost grows with the lines that hold a literal of some rule, not with the rules.

Phrases are found by dictionary: a whole line by its folded text, a beginning or an end by its first or last characters. Patterns and
contained phrases run only on lines in which one of their literals occurs; one scan finds those lines for all rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import compress
from operator import itemgetter

from cleaner.document.records import dataclass
from cleaner.rules.confirm import LONGEST_LINE, holds, inside, runs_on
from cleaner.rules.fold import fold_lines, trim
from cleaner.rules.rule import Rule
from cleaner.rules.suspects import TERSE, Suspects

# Of a long line only this much of either end is compared with phrases; no phrase is as long.
_EDGE = 160
_WORD = re.compile(r"[^\W\d_]+")
_GATE, _NARROW = 6, 2
_FRONT = (itemgetter(slice(0, _GATE)), itemgetter(slice(0, _NARROW)))
_BACK = (itemgetter(slice(-_GATE, None)), itemgetter(slice(-_NARROW, None)))


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that a line meets.

    Args:
        rule: the rule.
        start: offset within the line where what it finds begins; 0 for a whole line.
        end: offset after it.
    """

    rule: Rule
    start: int
    end: int


class Matcher:
    """Rules, arranged so that a line finds those it meets.

    Args:
        rules: the rules; their order means nothing.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._whole: dict[str, list[Rule]] = defaultdict(list)
        # Beginnings and ends are filed by their first and last few characters.
        self._openings: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._endings: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._holding: dict[str, list[Rule]] = defaultdict(list)
        self._terse: list[Rule] = []
        for rule in sorted(rules, key=lambda rule: rule.id):
            self._file(rule)
        self._suspects = Suspects(self._holding, self._terse)

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
            elif rule.finder == "contains":
                self._holding[_literal_of(phrase)].append(rule)
        if rule.keywords and rule.max_words <= TERSE and rule.scope == "line":
            self._terse.append(rule)
        else:
            for keyword in dict.fromkeys(rule.keywords):
                self._holding[keyword].append(rule)

    def match(self, lines: Sequence[str]) -> dict[int, list[Match]]:
        """The numbers of the lines that meet rules by what they alone can tell, each with its rules.

        Args:
            lines: lines without the white space around them, none empty.
        """
        found: dict[int, list[Match]] = defaultdict(list)
        self._by_phrase(lines, found)
        self._by_sign(lines, found)
        self._by_literal(lines, found)
        return found

    def _by_phrase(self, lines: Sequence[str], found: dict[int, list[Match]]) -> None:
        whole, openings, endings = self._whole, self._openings, self._endings
        module = self._suspects.swift(lines)
        if module is not None:
            folded: list[str] = module.folded(lines, _EDGE)
        else:
            folded = list(map(trim, fold_lines([line if len(line) <= 2 * _EDGE else f"{line[:_EDGE]} {line[-_EDGE:]}" for line in lines])))
        if module is not None:
            met: Iterable[int] = module.met(folded, whole, openings, endings, _GATE, _NARROW)
        else:
            # Nearly all lines meet no phrase, and are passed over without a step of Python each.
            every = range(len(lines))
            some = set(compress(every, map(whole.__contains__, folded)))
            for gate in _FRONT:
                some.update(compress(every, map(openings.__contains__, map(gate, folded))))
            for gate in _BACK:
                some.update(compress(every, map(endings.__contains__, map(gate, folded))))
            met = sorted(some)
        for number in met:
            line, text = lines[number], folded[number]
            rules = [*whole.get(text, ())] if len(line) <= LONGEST_LINE else []
            beginnings = [pair for gate in _FRONT for pair in openings.get(gate(text), ())]
            ends = [pair for gate in _BACK for pair in endings.get(gate(text), ())]
            rules += [
                rule for phrase, rule in beginnings if text.startswith(phrase) and not runs_on(text, len(phrase)) and _fits(rule, line)
            ]
            rules += [rule for phrase, rule in ends if _ends(text, phrase) and _fits(rule, line)]
            if stand := {rule.id: rule for rule in rules if rule.allows_line(line)}:
                found[number] += [Match(rule, 0, len(line)) for rule in stand.values()]

    def _by_sign(self, lines: Sequence[str], found: dict[int, list[Match]]) -> None:
        for number, rule in self._suspects.find_terse(lines):
            line = lines[number]
            if holds(rule, line) and rule.allows_line(line):
                found[number].append(Match(rule, 0, len(line)))

    def _by_literal(self, lines: Sequence[str], found: dict[int, list[Match]]) -> None:
        for number, rule in self._suspects.find(lines):
            line = lines[number]
            if rule.scope == "inline":
                found[number] += [Match(rule, start, end) for start, end in inside(rule, line) if rule.allows_line(line)]
            elif holds(rule, line) and rule.allows_line(line):
                found[number].append(Match(rule, 0, len(line)))


def _literal_of(phrase: str) -> str:
    """The longest word of a folded phrase: lines are scanned before they are folded, so quotes, digits and spaces may differ."""
    return max(_WORD.findall(phrase), key=len, default=phrase)


def _ends(folded: str, phrase: str) -> bool:
    return folded.endswith(phrase) and not runs_on(folded, len(folded) - len(phrase))


def _fits(rule: Rule, line: str) -> bool:
    """Whether a line is short enough for a rule."""
    return rule.scope == "inline" or len(line.split()) <= rule.max_words
