"""Many rules on many lines at once find what each rule on each line would."""

from __future__ import annotations

import re
from functools import cache
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Part, Rule, RuleSet
from cleaner.rules.fold import fold, trim
from cleaner.rules.match import LONGEST_LINE, Matcher, inside
from cleaner.rules.reading import parse
from cleaner.rules.trie import UNSPACED
from tests.laws import texts
from tests.laws.pages import paragraphs, shipped_examples
from tests.rules.test_trie import stands

_RULES = """
[ruleset]
name = "r"
title = "One rule of each kind"
[rule.equals]
equals = ["read more", "広告", "***"]
[rule.starts]
starts = ["read", "to", "広告", "© #", "a-b"]
max_words = 6
[rule.ends]
ends = ["more", "us", "広告", "- #", "in touch"]
[rule.contains]
contains = ["more", "# min", "告", "in touch with"]
[rule.pattern]
pattern = '(?i).*more.*|\\d+ min'
keywords = ["more", "min"]
max_words = 8
[rule.also]
pattern = '(?i).*more.*'
keywords = ["more"]
also = ["0", "us", "告"]
[rule.inline]
pattern = '(?i)\\bmore\\b'
keywords = ["more"]
scope = "inline"
[rule.short]
pattern = 'More.*'
keywords = ["more"]
max_words = 2
only = [{ why = "A label is short.", line = { max_chars = 10 } }]
[rule.row]
row = ["read", "read more", "広告"]
beside = ["more", "to"]
[rule.sequence]
sequence = [["read", "more"], ["", "{date}"], ["on"]]
"""
_REST = 'part = "ad_slot"\nwhy = "A label."\nexamples = ["⟦x⟧"]\ncounterexamples = ["y"]\n'
RULES = RuleSet(tuple(parse(re.sub(r"\[rule\..*\]\n", lambda head: head[0] + _REST, _RULES), "r.toml")))

_WORDS = [
    "read",
    "Read",
    "more",
    "MORE",
    "us",
    "to",
    "today",
    "in touch",
    "with",
    "広告",
    "告",
    "5 min",
    "©",
    "2024",
    "a-b",
    "-",
    "»",
    "moreover",
    "*",
    "…",
    "'",
    "“",
    "&amp;",
]
_words = st.lists(st.sampled_from(_WORDS), min_size=1, max_size=9).map(" ".join)
_long = st.tuples(_words, st.integers(1, 60), _words).map(lambda made: f"{made[0]} {'and so on, ' * made[1]}{made[2]}")
_lines = st.one_of(_words, st.lists(st.sampled_from(_WORDS), min_size=1, max_size=4).map("".join), _long)


@cache
def folded(text: str) -> str:
    """A text as it is compared with phrases."""
    return trim(fold(text))


def meets(rule: Rule, line: str) -> set[tuple[int, int]]:
    """Where a rule finds something in a line, by what its finder means."""
    whole, read = {(0, len(line))}, folded(line)
    phrases = [folded(phrase) for phrase in rule.phrases]
    if rule.finder in ("equals", "sequence"):
        return whole if read in (phrases or [folded(phrase) for phrase in rule.steps[0]]) and rule.allows_line(line) else set()
    if rule.scope != "inline" and (
        len(line.split()) > rule.max_words or (len(line) > LONGEST_LINE and rule.finder in ("contains", "pattern", "row"))
    ):
        return set()
    if not rule.allows_line(line):
        return set()
    if rule.pattern is not None:
        if line.count(" ") + 1 < rule.min_words:
            return set()
        if not all(any(stands(keyword, line) for keyword in keywords) for keywords in (rule.keywords, rule.also) if keywords):
            return set()
        return set(inside(rule, line)) if rule.scope == "inline" else whole if rule.compiled.fullmatch(line) else set()
    if rule.finder == "starts":
        hit = any(read.startswith(phrase) and not runs_on(read, len(phrase)) for phrase in phrases)
    elif rule.finder == "ends":
        hit = any(read.endswith(phrase) and not runs_on(read, len(read) - len(phrase)) for phrase in phrases)
    else:
        hit = any(holds_at(fold(line), phrase, at) for phrase in rule.phrases for at in range(len(fold(line))))
    return whole if hit else set()


def holds_at(text: str, phrase: str, at: int) -> bool:
    """Whether a phrase stands at a place, from word boundary to word boundary."""
    return text.startswith(phrase, at) and not runs_on(text, at) and not runs_on(text, at + len(phrase))


def runs_on(text: str, at: int) -> bool:
    """Whether a letter or digit stands on either side of a place, both in scripts that put space between words."""
    sides = (text[at - 1 : at], text[at : at + 1]) if at else ("", "")
    return all(side.isalnum() and side < UNSPACED for side in sides)


def found_slowly(rules: RuleSet, lines: list[str]) -> dict[int, set[tuple[str, int, int]]]:
    """Every rule, tried on every line."""
    found = {n: {(rule.id, *place) for rule in rules for place in meets(rule, line)} for n, line in enumerate(lines)}
    return {n: matches for n, matches in found.items() if matches}


def found(rules: RuleSet, lines: list[str]) -> dict[int, set[tuple[str, int, int]]]:
    """What the matcher finds."""
    return {n: {(m.rule.id, m.start, m.end) for m in matches} for n, matches in Matcher(rules).match(lines).items() if matches}


@given(st.lists(_lines.map(str.strip).filter(bool), max_size=6))
def test_one_rule_of_each_kind_is_found_as_its_finder_means(lines: list[str]) -> None:
    """Phrases, literals, limits of length and guards mean the same in a batch as alone."""
    assert found(RULES, lines) == found_slowly(RULES, lines)


_shipped = st.one_of(
    st.sampled_from(sorted({line.strip() for lines in shipped_examples() for line in lines if line.strip()})),
    st.sampled_from([*texts.PROMPTS, *texts.CREDITS, *texts.TAILS, *texts.FOOTERS, *texts.READ_ON]),
    paragraphs(),
)
_spelling = st.sampled_from((str, str.upper, lambda line: f"• {line}", lambda line: f"{line} »", lambda line: f"{line} {line}"))


@settings(max_examples=60)
@given(st.lists(st.tuples(_shipped, _spelling).map(lambda pair: str(pair[1](pair[0]))), max_size=3))
def test_shipped_rules_are_found_as_their_finders_mean(lines: list[str]) -> None:
    """All shipped rules on lines of their examples, as written, in capitals, with a bullet, an arrow, or twice."""
    rules = RuleSet.default()

    assert found(rules, lines) == found_slowly(rules, lines)


@given(st.lists(_lines.map(str.strip).filter(bool), max_size=6), st.lists(_shipped, max_size=3))
def test_what_a_line_meets_does_not_depend_on_its_company(lines: list[str], others: list[str]) -> None:
    """A line that is matched among others meets what it meets alone."""
    together = found(RULES, [*lines, *others])

    assert [together.get(n, set()) for n in range(len(lines))] == [found(RULES, [line]).get(0, set()) for line in lines]


@pytest.mark.parametrize(("least", "most"), [(1, 1 << 31), (1, 1 << 70), (1 << 31, 1 << 31), (1 << 70, 1 << 70)])
def test_limits_are_of_any_size(least: int, most: int) -> None:
    """A rule may allow, or ask for, more words than any line has."""
    rule = Rule("own.news", Part.teaser, "", "pattern", pattern="news", keywords=("news",), min_words=least, max_words=most)

    assert bool(found(RuleSet((rule,)), ["news"])) == (least == 1)


_FAR = st.sampled_from([0, 1, 20, *range(292, 304), *range(596, 604), 900])
_SAID = st.sampled_from(["more", "More", "moreover", "no more", "mores", "5 more", "MORE"])


@pytest.mark.parametrize("stretch", [1, 500, 60_000])
@given(st.lists(st.tuples(_FAR, _SAID), max_size=6), st.sampled_from(["", " to come", "over"]))
def test_a_rule_within_a_very_long_line_finds_what_stands_there(stretch: int, words: list[tuple[int, str]], end: str) -> None:
    """However far its literals stand from one another, and however much is read in one go: each hit once, none within a word."""
    pattern = r"(?i)(?:no )?\bmore\b"
    rule = Rule("own.more", Part.teaser, "", "pattern", pattern=pattern, keywords=("more",), scope="inline")
    line = "".join(f"{('and so on, ' * 99)[:far]} {word} " for far, word in words)
    line = f"{'and so on, ' * 120}{line}more{end}"

    assert len(line) > LONGEST_LINE
    with mock.patch("cleaner.rules.match._STRETCH", stretch):
        assert list(inside(rule, line)) == [hit.span() for hit in re.finditer(pattern, line)]


@pytest.mark.parametrize("length", [250, 280, 320, 2000])
def test_a_hit_that_may_run_on_is_none(length: int) -> None:
    """A very long line is read around literals only, and what reaches as far as it is read is not cut there."""
    rule = Rule("own.more", Part.teaser, "", "pattern", pattern=r"\bmore\b[^.]*\.?", keywords=("more",), scope="inline")
    before, said = "It went on, and so on. " * 60, f"more {'words ' * 400}"[:length]

    assert list(inside(rule, f"{before}{said}. And so on.")) == ([(len(before), len(before) + length + 1)] if length < 300 else [])
    assert list(inside(rule, f"{before}{said}")) == ([(len(before), len(before) + length)] if length < 300 else [])


def test_a_line_of_many_millions_is_read_within_its_time() -> None:
    """The clock counts for so much of it, and not for all: what stands close together there is found to the end."""
    rule = next(rule for rule in RuleSet.default() if rule.id == "social.opens-window")
    line = "the harbour opens new tab " * 250_000

    assert sum(1 for _ in inside(rule, line)) == 250_000


@pytest.mark.parametrize(("length", "named"), [(LONGEST_LINE - 1, True), (LONGEST_LINE, True), (LONGEST_LINE + 1, False)])
def test_a_line_may_be_as_long_as_a_line_may_be(length: int, named: bool) -> None:
    """Beyond that it is running text, and no rule names it."""
    rule = Rule("own.news", Part.teaser, "", "pattern", pattern="news ?x*", keywords=("news",))

    assert bool(found(RuleSet((rule,)), ["news " + "x" * (length - 5)])) is named
