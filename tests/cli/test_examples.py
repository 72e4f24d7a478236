"""What an example asks for, and whether every shipped rule gives it."""

from __future__ import annotations

import pytest

from cleaner.cli.examples import compare, line_spans, marked_spans, run_examples
from cleaner.document.page import Span
from cleaner.rules.rule import Example
from cleaner.rules.ruleset import RuleSet


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("⟦Share⟧", ["Share"]),
        ("One. ⟦Tips: a@b.c⟧ Two.", ["Tips: a@b.c"]),
        ("⟦Published\n\n  on\n⟧Today", ["Published", "on"]),
        ("⟦Share⟧\r\nStay\r\n⟦Send⟧", ["Share", "Send"]),
        ("nothing is marked", []),
        ("⟦ \n ⟧", []),
    ],
)
def test_each_marked_line_is_asked_for_without_the_space_around_it(text: str, found: list[str]) -> None:
    """Marks may run over several lines; each that is not blank must be found."""
    example = Example(text)

    assert [span.cut(example.plain) for span in marked_spans(example)] == found


def test_lines_are_placed_in_the_larger_text() -> None:
    """Offsets count from the beginning of the page, not of the stretch."""
    assert line_spans(" a \n\n bc", 10) == [Span(11, 12), Span(16, 18)]


def test_a_comparison_tells_what_is_missing_and_what_is_too_much() -> None:
    """Only spans that agree at both ends count as found."""
    assert compare([Span(0, 5), Span(6, 9)], [Span(6, 9), Span(0, 4)]) == ([Span(0, 5)], [Span(0, 4)])


def test_every_shipped_rule_finds_what_its_examples_mark_and_nothing_else() -> None:
    """The examples of all rules hold with all rules there to compete."""
    rules = RuleSet.default()

    assert [str(failure) for failure in run_examples(rules, rules)] == []
