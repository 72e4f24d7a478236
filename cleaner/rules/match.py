"""Which rules a line meets by itself. The cost grows with the lines that hold a literal of some rule, not with the rules.

Phrases are found by dictionary: a whole line by its folded text, a beginning or an end by its first or last few characters.
Patterns and contained phrases run only on lines in which one of their literals occurs; one scan finds those lines for all rules.
"""

from __future__ import annotations

import warnings
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from cleaner.rules.fold import fold, trim
from cleaner.rules.literals import UNSPACED, LiteralScan
from cleaner.rules.rule import MATCH_SECONDS, Rule

# Beyond this many code points a line is running text; only rules inside a line look at it, and only around their literal.
LONGEST_LINE = 1200
_REACH = 300
# Rules for lines of so few words need no scan; rules for lines of more than so many are few.
_TERSE, _WORDS = 3, 40
_MANY_WORDS = 2 * _WORDS
_POINTS = ":,;.!?-|/()[]\"'"


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


class SlowRuleWarning(UserWarning):
    """A pattern took too long on a line, and the line was left as it is."""


class Matcher:
    """Rules, arranged so that a line finds those it meets.

    Args:
        rules: the rules; their order means nothing.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._whole: dict[str, list[Rule]] = defaultdict(list)
        # Beginnings and ends are filed by their first and last word, or character where words run together.
        self._openings: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._endings: dict[str, list[tuple[str, Rule]]] = defaultdict(list)
        self._holding: dict[str, list[Rule]] = defaultdict(list)
        self._terse: list[Rule] = []
        for rule in sorted(rules, key=lambda rule: rule.id):
            self._file(rule)
        self._scan = LiteralScan(self._holding)
        self._scan_long = LiteralScan(word for word, held in self._holding.items() if any(_reads_long(rule) for rule in held))

    def _file(self, rule: Rule) -> None:
        whole = rule.phrases if rule.finder == "equals" else rule.steps[0] if rule.steps else ()
        for phrase in dict.fromkeys(map(trim, whole)):
            self._whole[phrase].append(rule)
        for phrase in map(trim, rule.phrases):
            if rule.finder == "starts":
                self._openings[_first_word(phrase)].append((phrase, rule))
            elif rule.finder == "ends":
                self._endings[_last_word(phrase)].append((phrase, rule))
            elif rule.finder == "contains":
                self._holding[phrase.split("#")[0].strip() or phrase].append(rule)
        if rule.keywords and rule.max_words <= _TERSE:
            self._terse.append(rule)
        else:
            for keyword in dict.fromkeys(rule.keywords):
                self._holding[keyword].append(rule)

    def match(self, lines: Sequence[str]) -> list[Sequence[Match]]:
        """The rules that each line meets, by what the line alone can tell.

        Args:
            lines: lines without the white space around them, none empty.
        """
        found: list[Sequence[Match]] = [self._by_phrase(line) if len(line) <= LONGEST_LINE else () for line in lines]
        # Long lines are most of the text and meet few rules, so they are searched for the literals of those alone.
        long = [number for number, line in enumerate(lines) if len(line) > _MANY_WORDS and len(line.split()) > _WORDS]
        if len(long) < len(lines):
            kept = set(long)
            short = [number for number in range(len(lines)) if number not in kept] if long else range(len(lines))
            self._scanned(self._scan, short, lines, found)
        self._scanned(self._scan_long, long, lines, found)
        return found

    def _scanned(self, scan: LiteralScan, numbers: Sequence[int], lines: Sequence[str], found: list[Sequence[Match]]) -> None:
        for place, literals in scan.find([lines[number] for number in numbers]).items():
            number = numbers[place]
            if matches := list(self._by_literal(lines[number], literals)):
                found[number] = [*found[number], *matches]

    def _by_phrase(self, line: str) -> Sequence[Match]:
        folded = trim(fold(line))
        found = self._whole.get(folded)
        opened = self._openings.get(_first_word(folded))
        ended = self._endings.get(_last_word(folded))
        if line.count(" ") < _TERSE and (terse := [rule for rule in self._terse if _is_terse(rule, line)]):
            found = [*(found or ()), *terse]
        if not (found or opened or ended):
            return ()
        rules = {rule.id: rule for rule in found or ()}
        for phrase, rule in opened or ():
            if folded.startswith(phrase) and not _runs_on(folded, len(phrase)) and _short_enough(rule, line):
                rules[rule.id] = rule
        for phrase, rule in ended or ():
            if folded.endswith(phrase) and not _runs_on(folded, len(folded) - len(phrase)) and _short_enough(rule, line):
                rules[rule.id] = rule
        return [Match(rule, 0, len(line)) for rule in rules.values() if rule.allows_line(line)]

    def _by_literal(self, line: str, literals: Iterable[str]) -> Iterator[Match]:
        rules = {rule.id: rule for literal in sorted(literals) for rule in self._holding[literal]}
        for rule in rules.values():
            if not _short_enough(rule, line):
                continue
            if rule.scope == "inline":
                if rule.allows_line(line):
                    yield from _inside(rule, line)
            elif len(line) <= LONGEST_LINE and _holds(rule, line) and rule.allows_line(line):
                yield Match(rule, 0, len(line))


def _reads_long(rule: Rule) -> bool:
    return rule.scope == "inline" or rule.max_words > _WORDS


def _is_terse(rule: Rule, line: str) -> bool:
    lowered = line.lower()
    return any(keyword in lowered for keyword in rule.keywords) and _short_enough(rule, line) and _holds(rule, line)


def _first_word(folded: str) -> str:
    return folded[:1] if folded[:1] >= UNSPACED else folded.partition(" ")[0].rstrip(_POINTS)


def _last_word(folded: str) -> str:
    return folded[-1:] if folded[-1:] >= UNSPACED else folded.rpartition(" ")[2].lstrip(_POINTS)


def _runs_on(folded: str, at: int) -> bool:
    """Whether a word runs on across a place."""
    if not 0 < at < len(folded):
        return False
    before, after = folded[at - 1], folded[at]
    return before.isalnum() and after.isalnum() and max(before, after) < UNSPACED


def _short_enough(rule: Rule, line: str) -> bool:
    return rule.scope == "inline" or len(line.split()) <= rule.max_words


def _holds(rule: Rule, line: str) -> bool:
    """Whether a line holds a phrase of the rule, or is what its pattern says."""
    if rule.finder == "pattern":
        try:
            return rule.compiled.fullmatch(line, timeout=MATCH_SECONDS) is not None
        except TimeoutError:
            warnings.warn(f"{rule.id} took over {MATCH_SECONDS} s on a line of {len(line)} characters; the line was kept", SlowRuleWarning, stacklevel=2)
            return False
    folded = fold(line)
    for phrase in rule.phrases:
        at = folded.find(phrase)
        while at >= 0:
            if not _runs_on(folded, at) and not _runs_on(folded, at + len(phrase)):
                return True
            at = folded.find(phrase, at + 1)
    return False


def _inside(rule: Rule, line: str) -> Iterator[Match]:
    """Where the rule's pattern occurs in a line; on a very long line, only around its keywords."""
    for start, end in _windows(rule, line):
        try:
            for hit in rule.compiled.finditer(line, start, end, timeout=MATCH_SECONDS):
                if hit.start() < hit.end():
                    yield Match(rule, hit.start(), hit.end())
        except TimeoutError:
            warnings.warn(f"{rule.id} took over {MATCH_SECONDS} s on a line of {len(line)} characters; the line was kept", SlowRuleWarning, stacklevel=2)


def _windows(rule: Rule, line: str) -> Iterator[tuple[int, int]]:
    if len(line) <= LONGEST_LINE:
        yield 0, len(line)
        return
    lowered = line.lower()
    places = sorted(at for keyword in rule.keywords for at in _places(lowered, keyword))
    end = 0
    for at in places:
        if at >= end:
            start, end = max(end, at - _REACH), min(len(line), at + _REACH)
            yield start, end


def _places(text: str, keyword: str) -> Iterator[int]:
    at = text.find(keyword)
    while at >= 0:
        yield at
        at = text.find(keyword, at + 1)
