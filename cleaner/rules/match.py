"""Which rules a line matches by itself. The cost grows with the lines that hold a literal of some rule, not with the rules.

Phrases are found by dictionary: a whole line by its folded text, a beginning or an end by its first or last characters. Patterns and
contained phrases are tried only on lines in which one of their literals occurs; one pass over all lines finds those (see `trie`).
"""

from __future__ import annotations

import re
import warnings
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property, partial
from typing import NamedTuple

from cleaner.rules.fold import fold, fold_lines, trim
from cleaner.rules.guard import MATCH_SECONDS, seconds_for
from cleaner.rules.rule import Rule
from cleaner.rules.trie import UNSPACED, Trie, candidates

# Beyond this many code points a line is running text; only rules inside a line look at it, and only around their literal.
LONGEST_LINE = 1200
_REACH = 300
# How much of it is looked at in one go at least, where literals stand close together: quick enough for any clock.
_STRETCH = 60_000
# Of a long line only the ends are compared with phrases, none of which is as long; how they begin and end is seen from less.
_LONG_LINE, _EDGE, _TIP = 240, 160, 40
# Beginnings and ends are filed by so many characters, or where the phrase is shorter by so few.
_GATE, _NARROW = 6, 2
_WORD = re.compile(r"[^\W\d_]+")
_DIGIT = re.compile(r"\d")
# Words are counted in 32 bits; no line has as many.
_ANY_NUMBER = (1 << 31) - 1


class SlowRuleWarning(UserWarning):
    """A pattern took too long on a line, and the line was left as it is."""


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
        if rule.finder in ("equals", "sequence"):
            for phrase in dict.fromkeys(map(trim, rule.phrases or rule.steps[0])):
                self._whole[phrase].append(rule)
        elif rule.finder in ("starts", "ends"):
            for phrase in map(trim, rule.phrases):
                size = _GATE if len(phrase) >= _GATE else _NARROW
                if rule.finder == "starts":
                    self._openings[phrase[:size]].append((phrase, rule))
                else:
                    self._endings[phrase[-size:]].append((phrase, rule))
        literals = _literals(rule.keywords)
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
        brief = [line if len(line) <= _LONG_LINE else f"{line[:_TIP]} {line[-_TIP:]}" for line in lines]
        folded = list(map(trim, fold_lines(brief)))
        # Nearly all lines match no phrase, and are passed over here.
        some = [
            number
            for number, text in enumerate(folded)
            if text in whole
            or text[:_GATE] in openings
            or text[:_NARROW] in openings
            or text[-_GATE:] in endings
            or text[-_NARROW:] in endings
        ]
        for number in some:
            line, text = lines[number], folded[number]
            if len(line) > _LONG_LINE:
                text = trim(fold_lines([f"{line[:_EDGE]} {line[-_EDGE:]}" if len(line) > 2 * _EDGE else line])[0])
            rules = {rule.id: rule for rule in whole.get(text, ())} if len(line) <= LONGEST_LINE else {}
            for phrase, rule in (*openings.get(text[:_GATE], ()), *openings.get(text[:_NARROW], ())):
                if _starts(text, phrase) and _is_short(line, rule):
                    rules[rule.id] = rule
            for phrase, rule in (*endings.get(text[-_GATE:], ()), *endings.get(text[-_NARROW:], ())):
                if _ends(text, phrase) and _is_short(line, rule):
                    rules[rule.id] = rule
            for rule in rules.values():
                if rule.allows_line(line):
                    found[number].append(Match(rule, 0, len(line)))


class _LiteralIndex:
    """Rules by the literals of which a line must hold one to match them, and one of a second list where they have it."""

    def __init__(self, rules: Sequence[tuple[Rule, set[str]]]) -> None:
        self._rules = [rule for rule, _ in rules]
        by_literal: dict[str, list[int]] = defaultdict(list)
        for number, (rule, literals) in enumerate(rules):
            for literal in literals:
                by_literal[literal].append(number)
            for literal in _literals(rule.also):
                by_literal[literal].append(len(rules) + number)
        ordered = sorted(by_literal)
        self._trie = Trie(ordered)
        self._owners, self._owned = array("i", [0]), array("i")
        for literal in ordered:
            self._owned.extend(by_literal[literal])
            self._owners.append(len(self._owned))
        self._also = array("i", (len(rules) * bool(rule.also) + number for number, (rule, _) in enumerate(rules)))
        self._least = array("i", (min(rule.min_words, _ANY_NUMBER) for rule in self._rules))
        self._most = array("i", (_ANY_NUMBER if rule.scope == "inline" else min(rule.max_words, _ANY_NUMBER) for rule in self._rules))

    def candidates(self, lines: Sequence[str]) -> list[tuple[int, Rule]]:
        """The numbers of lines, each with a rule of which a literal stands there and which takes as many words, in order."""
        if not self._rules or not lines:
            return []
        text = "\n".join(map(str.lower, lines)) + "\n"
        pairs = candidates(text, self._trie, self._owners, self._owned, self._also, self._least, self._most)
        rules, count = self._rules, len(self._rules)
        return [(pair // count, rules[pair % count]) for pair in sorted(pairs)]


def _literals(keywords: Sequence[str]) -> set[str]:
    return set(_DIGIT.sub("0", "\n".join(map(str.lstrip, keywords))).split("\n")) if keywords else set()


def _literal_of(phrase: str) -> str:
    """The longest word of a folded phrase: lines are scanned before they are folded, so quotes, digits and spaces may differ."""
    return max(_WORD.findall(phrase), key=len, default=phrase)


def _starts(folded: str, phrase: str) -> bool:
    return folded.startswith(phrase) and not runs_on(folded, len(phrase))


def _ends(folded: str, phrase: str) -> bool:
    return folded.endswith(phrase) and not runs_on(folded, len(folded) - len(phrase))


def _is_short(line: str, rule: Rule) -> bool:
    return rule.scope == "inline" or len(line.split()) <= rule.max_words


def holds(rule: Rule, line: str) -> bool:
    """Whether a line, stripped, holds a phrase of a rule, or is as a whole what its pattern says.

    Raises:
        RuleError: if the pattern of a user took too long in all.
    """
    if rule.pattern is not None:
        pattern = rule.compiled
        try:
            if rule.shipped:
                return pattern.fullmatch(line, timeout=seconds_for(line)) is not None
            return rule.timed(lambda: pattern.fullmatch(line, timeout=MATCH_SECONDS), len(line)) is not None
        except TimeoutError:
            _warn(rule, line)
            return False
    folded = fold(line)
    return any(_at_words(folded, phrase) for phrase in rule.phrases)


def inside(rule: Rule, line: str) -> Iterator[tuple[int, int]]:
    """Where a rule's pattern occurs in a line, as offsets; on a very long line, only around its keywords.

    Raises:
        RuleError: if the pattern of a user took too long in all.
    """
    done = 0
    for start, until, end in _windows(rule, line):
        try:
            spans = _spans(rule, line, start, end) if rule.shipped else rule.timed(partial(_all_spans, rule, line, start, end), end - start)
            for span in spans:
                # What begins further on is found with what follows it.
                if done <= span[0] < until:
                    yield span
                    done = span[1]
        except TimeoutError:
            _warn(rule, line)


def _spans(rule: Rule, line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    # What reaches to where a long line is cut may run on beyond: it is no hit, or a word might lose its beginning.
    cut = end if end < len(line) else -1
    return (hit.span() for hit in rule.compiled.finditer(line, start, end, timeout=MATCH_SECONDS) if hit[0] and hit.end() != cut)


def _all_spans(rule: Rule, line: str, start: int, end: int) -> list[tuple[int, int]]:
    return list(_spans(rule, line, start, end))


def runs_on(folded: str, at: int) -> bool:
    """Whether a word of a folded text runs on across an offset."""
    if not 0 < at < len(folded):
        return False
    before, after = folded[at - 1], folded[at]
    return before.isalnum() and after.isalnum() and max(before, after) < UNSPACED


def _at_words(folded: str, phrase: str) -> bool:
    at = folded.find(phrase)
    while at >= 0:
        if not runs_on(folded, at) and not runs_on(folded, at + len(phrase)):
            return True
        at = folded.find(phrase, at + 1)
    return False


def _warn(rule: Rule, line: str) -> None:
    text = f"{rule.id} took over {MATCH_SECONDS} s on a line of {len(line)} characters; the line was kept"
    warnings.warn(text, SlowRuleWarning, stacklevel=3)


def _windows(rule: Rule, line: str) -> Iterator[tuple[int, int, int]]:
    """The stretches of a line that are looked at: where each begins, where what begins is left to the next, and where it ends."""
    if len(line) <= LONGEST_LINE:
        yield 0, len(line), len(line)
        return
    lowered = _DIGIT.sub("0", line.lower())
    start, end = 0, -1
    for at in sorted(at for keyword in rule.keywords for at in _places(lowered, _DIGIT.sub("0", keyword))):
        reach = min(len(line), at + _REACH)
        if at - _REACH > end:
            if end >= 0:
                yield start, end, end
            start = at - _REACH
        elif at - start > _STRETCH:
            yield start, at, reach
            start = at
        end = reach
    if end >= 0:
        yield start, end, end


def _places(text: str, keyword: str) -> Iterator[int]:
    at = text.find(keyword)
    while at >= 0:
        yield at
        at = text.find(keyword, at + 1)
