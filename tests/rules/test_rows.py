"""Rows of labels on one line: which lines are one, and which are words of a text."""

from __future__ import annotations

import pytest
import regex

from cleaner.formats.explain import rule_page
from cleaner.rules.patterns import row_pattern
from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet

LABELS, BESIDE = ("share", "print", "share by mail", "# replies", "分享"), ("copy", "more", "x")
_FILE = """
[ruleset]
name = "own"
title = "Own"

[rule.row]
part = "social"
why = "Buttons stand side by side."
row = ["share", "print", "share by mail"]
beside = ["copy", "more"]
examples = ["⟦Share | Print⟧"]
counterexamples = ["Copy more"]
"""


def is_row(line: str) -> bool:
    """Whether a line is a row of the labels above."""
    return regex.fullmatch(row_pattern(LABELS, BESIDE), line) is not None


@pytest.mark.parametrize("between", [" ", " | ", "|", " / ", " · ", " • ", ": ", ", ", "\u00a0", "\u3000", " – ", "  -  "])
def test_labels_are_parted_by_any_mark(between: str) -> None:
    """Two labels and more are a row, whatever white space or mark parts them, and whatever their case is."""
    rows = [("Share", "Print"), ("COPY", "share", "More"), ("分享", "Share by mail", "X")]

    assert [is_row(between.join(row)) for row in rows] == [True, True, True]


@pytest.mark.parametrize(
    "line", ["SharePrint", "PrintShare by mailCopy", "Share 12 Print (3)", "| Share | Print |", "12 replies Share 1.2K Copy"]
)
def test_labels_may_be_glued_or_counted(line: str) -> None:
    """Labels arrive with nothing between them where a capital begins the next, and with how often each was used."""
    assert is_row(line)


@pytest.mark.parametrize(
    "line",
    [
        "Share",
        "Copy more",
        "Share and print",
        "Shares print",
        "Share > Print",
        "Share → Copy",
        "shareprint",
        "Share print.",
        "Print it, share it",
        "Replies Copy",
        "Share Print Herring",
    ],
)
def test_other_words_make_no_row(line: str) -> None:
    """One label is none, labels that prove nothing are none, and neither is a line with any other word, with a stop or with arrows."""
    assert not is_row(line)


def test_without_labels_that_prove_nothing_every_label_does() -> None:
    """The second list may be left out."""
    pattern = row_pattern(("share", "print"))

    assert [regex.fullmatch(pattern, line) is not None for line in ("Share Print", "Share Copy", "Share")] == [True, False, False]


def test_a_rule_of_a_row_is_found_by_any_of_its_labels() -> None:
    """A file states labels; the pattern and what it is tried on are made of them, and its page lists them."""
    (rule,) = parse(_FILE, "own.toml")
    lines = ["Share Print", "Copy: Share by mail", "Copy More", "Share the print", "More Print"]
    page = "\n".join(str(line) for line in rule_page(rule))

    assert sorted(RuleSet((rule,)).matcher.match(lines)) == [0, 1, 4]
    assert (rule.finder, rule.phrases, rule.beside) == ("row", ("share", "print", "share by mail"), ("copy", "more"))
    assert rule.keywords == ("share", "print", "share by mail")
    assert "share, print, share by mail" in page
    assert "beside    copy, more" in page
