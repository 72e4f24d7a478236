"""Whether a line really is what a rule says, once one of its literals was seen there."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from functools import partial

from cleaner.rules.fold import fold
from cleaner.rules.guard import MATCH_SECONDS, seconds_for
from cleaner.rules.rule import Rule
from cleaner.rules.trie import UNSPACED

# Beyond this many code points a line is running text; only rules inside a line look at it, and only around their literal.
LONGEST_LINE = 1200
_REACH = 300


class SlowRuleWarning(UserWarning):
    """A pattern took too long on a line, and the line was left as it is."""


def holds(rule: Rule, line: str) -> bool:
    """Whether a line holds a phrase of the rule, or is as a whole what its pattern says.

    Args:
        rule: a rule that finds by `contains`, `pattern` or `row`.
        line: the line without the white space around it.

    Raises:
        RuleError: if the pattern of a user took too long in all.
    """
    if rule.pattern is not None:
        pattern = rule.compiled
        try:
            if rule.shipped:
                return pattern.fullmatch(line, timeout=seconds_for(rule, line)) is not None
            return rule.timed(lambda: pattern.fullmatch(line, timeout=MATCH_SECONDS), len(line)) is not None
        except TimeoutError:
            _warn(rule, line)
            return False
    folded = fold(line)
    return any(_at_words(folded, phrase) for phrase in rule.phrases)


def inside(rule: Rule, line: str) -> Iterator[tuple[int, int]]:
    """Where the rule's pattern occurs in a line, as offsets; on a very long line, only around its keywords.

    Args:
        rule: a rule that finds by `pattern`.
        line: the line without the white space around it.

    Raises:
        RuleError: if the pattern of a user took too long in all.
    """
    for start, end in _windows(rule, line):
        try:
            if rule.shipped:
                yield from _spans(rule, line, start, end)
            else:
                yield from rule.timed(partial(_all_spans, rule, line, start, end), end - start)
        except TimeoutError:
            _warn(rule, line)


def _spans(rule: Rule, line: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    return (hit.span() for hit in rule.compiled.finditer(line, start, end, timeout=MATCH_SECONDS) if hit[0])


def _all_spans(rule: Rule, line: str, start: int, end: int) -> list[tuple[int, int]]:
    return list(_spans(rule, line, start, end))


def runs_on(folded: str, at: int) -> bool:
    """Whether a word runs on across a place.

    Args:
        folded: a folded text.
        at: an offset in it.
    """
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


def _windows(rule: Rule, line: str) -> Iterator[tuple[int, int]]:
    if len(line) <= LONGEST_LINE:
        yield 0, len(line)
        return
    lowered = line.lower()
    end = 0
    for at in sorted(at for keyword in rule.keywords for at in _places(lowered, keyword)):
        if at >= end:
            start, end = max(end, at - _REACH), min(len(line), at + _REACH)
            yield start, end


def _places(text: str, keyword: str) -> Iterator[int]:
    at = text.find(keyword)
    while at >= 0:
        yield at
        at = text.find(keyword, at + 1)
