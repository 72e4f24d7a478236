"""Patterns that would make a page expensive are refused, and those that only look so are not."""

from __future__ import annotations

import pytest
import regex

from cleaner import RuleSet
from cleaner.rules.patterns import pattern_fault

FAULT = "repeats a group that itself repeats without bound; bound one of the two, or make the inner one possessive"


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+",
        r"(a*)*",
        r"(?:\w+\s*)+",
        r"(?:\w+ )*x",
        r"(?:a|b+)+",
        r"(?P<word>a+)*",
        r"((a+)b)+",
        r"(?:a{2,})+",
        r"(?:a+){20}",
        r"(?:a+){2,}",
        r"(?:a+){1,40}",
        r"(?i:a+)+",
        r"(?:[^)]+)+",
        r"(?:\p{L}+-?)+",
        r"(?:a+)+?",
    ],
)
def test_a_repetition_inside_a_repetition_is_refused(pattern: str) -> None:
    """It backtracks without bound on some line."""
    regex.compile(pattern)

    assert pattern_fault(pattern) == FAULT


@pytest.mark.parametrize(
    "pattern",
    [
        r"Advertisement",
        r"a+b*c{2,}",
        r"(?:ab)+",
        r"(?:a{1,3})+",
        r"(?:a+)?",
        r"(?:a+){1,3}",
        r"(?:a++b)+",
        r"(?:a+)++",
        r"\(a+\)+",
        r"[(a+)]+",
        r"[^]a+]+",
        r"(?:\+)+",
        r"(?=a+)b",
        r"\p{Lu}+ \p{L}+",
        r"(?:a|b)+",
        r"",
        r")",
    ],
)
def test_a_repetition_that_is_bounded_is_accepted(pattern: str) -> None:
    """One of the two has a bound, gives nothing back, or is no repetition at all."""
    assert pattern_fault(pattern) is None


def test_shipped_patterns_end_quickly_on_long_lines() -> None:
    """No shipped pattern runs into its timeout on lines made to be hard."""
    lines = [
        "a" * 1000,
        "a " * 500,
        "By " + "A. " * 300,
        "1" * 1000,
        "(" * 1000,
        "Photo: " + "X/" * 400,
        "a, " * 300 + "!",
        "@" * 1000,
        " - " * 300,
        ": " + "a/" * 80 + "!",
    ]
    slow = []
    for rule in RuleSet.default():
        if rule.finder == "pattern":
            for line in (*lines, *(f"{keyword} {line}" for keyword in rule.keywords[:3] for line in lines)):
                try:
                    rule.compiled.fullmatch(line, timeout=0.25)
                except TimeoutError:
                    slow.append((rule.id, line[:20]))

    assert slow == []
