"""The compiled twin of folding and of the search for rules says what Python says; where it was not built, it has no law to hold to."""

from __future__ import annotations

import random
import zlib
from unittest import mock

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from cleaner import RuleSet
from cleaner.document.parts import Part
from cleaner.rules import suspects
from cleaner.rules.compiled import built
from cleaner.rules.edges import edges
from cleaner.rules.fold import fold_lines, trim
from cleaner.rules.match import Match, Matcher
from cleaner.rules.rule import Rule
from cleaner.rules.suspects import Suspects, limits

module = built()
compiled = pytest.mark.skipif(module is None, reason="this installation found no compiler")
_MARKS = "  \t-–—•»“”’`´\u00a0\u200b\u00ad\ufeff&;#0123456789.:|>[]ßŉﬁÉİΣ記事続ｱ\u0307"
_words = st.sampled_from(
    ["Read more", "BY ANN SMITH", "Published", "4 March 2024", "Photo:", "AD", "續", "広告", "&amp;", "x" * 170, "Straße"]
)
_lines = st.one_of(st.lists(st.one_of(_words, st.text(_MARKS, max_size=3)), max_size=8).map("".join), st.text(max_size=30))
_bare = _lines.map(lambda line: " ".join(line.split("\n")).strip()).filter(bool)


def met(matcher: Matcher, lines: list[str]) -> dict[int, list[Match]]:
    """The lines that meet rules; one that none of its rules stands for is none."""
    return {number: found for number, found in matcher.match(lines).items() if found}


def by_python(rules: RuleSet, lines: list[str]) -> dict[int, list[Match]]:
    """What lines meet where there is no twin."""
    with mock.patch.object(suspects, "built", lambda: None):
        return met(Matcher(rules), lines)


def by_twin(rules: RuleSet, lines: list[str]) -> dict[int, list[Match]]:
    """What lines meet where the twin is used from the first."""
    with mock.patch.object(suspects, "_SOON", -1):
        return met(Matcher(rules), lines)


@compiled
@given(st.lists(_bare, min_size=1, max_size=6))
def test_lines_are_folded_alike_by_either(lines: list[str]) -> None:
    """Both read the same in any line; of a long one both read its ends."""
    brief = [line if len(line) <= 320 else f"{line[:160]} {line[-160:]}" for line in lines]

    assert module.folded(lines, 160) == list(map(trim, fold_lines(brief)))


@compiled
@pytest.mark.parametrize("part", range(4))
def test_shipped_rules_are_met_alike_by_either(part: int) -> None:
    """The examples of all rules, and what is left when some of their words are changed, meet the same rules by either."""
    drawn = random.Random(part)
    rules = RuleSet.default().for_site(None)
    told = [line for rule in rules for example in (*rule.examples, *rule.counterexamples) for line in example.plain.splitlines()]
    lines = [line.strip() for line in told[part::4] if line.strip()]
    for line in lines.copy():
        words = line.split(" ")
        lines.append(" ".join(drawn.sample(words, len(words))))
        lines.append(line.swapcase())
        lines.append(line.replace("k", "\u212a").replace("s", "\u017f"))
        lines.append(line[: len(line) // 2].strip() or line)

    assert by_twin(rules, lines) == by_python(rules, lines)


@compiled
@given(st.lists(_bare, max_size=6))
def test_any_lines_meet_the_same_rules_by_either(lines: list[str]) -> None:
    """Whatever lines hold, they meet the same rules by either, in the same order."""
    rules = RuleSet.default().for_site(None)
    pure, twin = Matcher(rules), Matcher(rules)

    with mock.patch.object(suspects, "built", lambda: None):
        expected = met(pure, lines)
    twin._suspects._soon = -1
    assert met(twin, lines) == expected


_one = st.sampled_from(["a", "b", "k", "é", ".", r"\d", "[ab]", "[^a]", "[aé]", r"\s", r"\p{Lu}", "K", r"\w"])
_patterns = st.recursive(
    _one,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.lists(inner, min_size=1, max_size=3).map(lambda ways: f"(?:{'|'.join(ways)})"),
        st.tuples(inner, st.sampled_from(["?", "*", "+", "{2}", "{1,3}", "{0,2}?", "{9,}"])).map(lambda pair: f"(?:{pair[0]}){pair[1]}"),
        inner.map(lambda one: f"(?i:{one})"),
        inner.map(lambda one: f"(?={one}){one}"),
    ),
    max_leaves=8,
)


@compiled
@given(_patterns, st.lists(st.text("abkKé1 A\u212a", min_size=1, max_size=12), min_size=1, max_size=12))
def test_no_line_that_a_pattern_matches_is_passed_over(pattern: str, lines: list[str]) -> None:
    """What a pattern matches looks as its edges say."""
    told = edges(pattern)
    assert told is not None
    twin = module.Suspects(["x"], [[0]], [False], [(1, -1, False, told.packed())], 1200, 40, 80, [])
    passed = {number for number, _ in twin.find([f"{line}" for line in lines])}
    meeting = module.Suspects([], [], [], [], 1200, 40, 80, [((1, 99, False, told.packed()), [""])])
    kept = {number for number, _ in meeting.terse(lines, 99)}

    assert passed == {number for number, line in enumerate(lines) if number in kept and line.lower().startswith("x")}
    assert {number for number, line in enumerate(lines) if regex.fullmatch(pattern, line)} <= kept


def test_limits_tell_of_edges_where_they_were_packed() -> None:
    """A shipped rule has the edges that were packed with it; a changed copy of it, whose pattern may be another, has none."""
    told = edges("news")
    assert told is not None
    rule = Rule("own.news", Part.teaser, "", "pattern", pattern="news", keywords=("news",))
    vars(rule)["edges"] = zlib.compress(told.packed())

    assert limits(rule) == (1, 40, False, told.packed())
    assert limits(replace(rule, pattern="olds")) == (1, 40, False, b"")


def test_what_is_not_understood_allows_everything() -> None:
    """A pattern of another syntax has no edges."""
    assert edges(r"(a)\1") is None
    assert edges(r"(?>a)b") is not None
    assert edges(r"[[:alpha:]_]+") is None
    assert edges(r"a[^[:space:]]") is None
    assert edges(r"a[:;]") is not None


@compiled
@pytest.mark.parametrize(("least", "most"), [(1, 1 << 31), (1, 1 << 70), (1 << 31, 1 << 31), (1 << 70, 1 << 70)])
def test_limits_are_of_any_size(least: int, most: int) -> None:
    """A rule may allow, or ask for, more words than any line has; by either."""
    told = Rule("own.news", Part.teaser, "", "pattern", pattern="news", keywords=("news",))
    terse = replace(told, id="own.terse", max_words=2, min_words=least)
    rules = RuleSet((replace(told, min_words=least, max_words=most), terse))

    assert by_twin(rules, ["news"]) == by_python(rules, ["news"])


def test_rules_are_found_without_any_literal() -> None:
    """No rules, no suspects; by either."""
    assert list(Suspects({}, []).find(["Read more"] * 3000)) == []
