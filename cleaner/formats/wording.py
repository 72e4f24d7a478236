"""What is said of an entry, on a terminal and in HTML: why it is what it is, where it stands, and how it can be kept."""

from __future__ import annotations

from cleaner.document.claim import FINDERS, MODEL, Finding
from cleaner.document.ledger import Entry
from cleaner.document.page import Page, Span
from cleaner.document.parts import Fate, Part
from cleaner.document.policy import Policy
from cleaner.document.result import LineScore, likelihood
from cleaner.formats.terminal import printable
from cleaner.html.origins import Position
from cleaner.rules.rule import Rule

# Owners that are no rules and give no evidence of their own.
_WHY = {
    "": "Nothing that the policy follows names this line, so it is kept.",
    "breaks": "A removed line takes the empty lines after it along, and a page ends without any.",
}


def why(entry: Entry, rule: Rule | None) -> str:
    """The fact about the world behind an entry; empty where its finder gives evidence of its own."""
    return rule.why if rule else _WHY.get(entry.finder, "")


def advice(entry: Entry, rule: Rule | None) -> str:
    """What a user can do to keep the text of an entry as it was; empty where it is kept."""
    if entry.fate is Fate.kept:
        return ""
    ways = [f"--disable {entry.finder}"] if rule or entry.finder in FINDERS else []
    if entry.fate is Fate.removed and entry.part is not Part.blank:
        ways.append(f"--keep {entry.part}")
    if entry.finder == MODEL:
        ways.append("raise --min-confidence")
    if rule:
        ways.append("add a counterexample to the rule")
    return ", or ".join(ways)


def scored(score: LineScore, policy: Policy) -> str:
    """What the line model says of a line, in words."""
    said = f"{likelihood(score.body)}: {'; '.join(score.reasons)}"
    if score.confidence <= 0:
        return f"{said} (the best choice for the page keeps it)"
    return f"{said} (as {score.part} with confidence {score.confidence:.3g}; {policy.min_confidence:g} removes)"


def loser(page: Page, finding: Finding, position: Position) -> str:
    """A finding that gave way, in words."""
    return f"{printable(finding.finder)} wanted {place(position, without_space(page, finding.span))} as {finding.part} and gave way"


def without_space(page: Page, span: Span) -> Span:
    """A span without the white space around its text; one of nothing else stays as it is."""
    text = span.cut(page.source)
    left = len(text) - len(text.lstrip())
    return Span(span.start + left, span.start + len(text.rstrip())) if text.strip() else span


def place(position: Position, span: Span) -> str:
    """The first and the last position of a span, columns from 1 and both inside it."""
    (line, column), (last_line, last) = position(span.start), position(max(span.start, span.end - 1))
    return f"{line}:{column}-{last_line}:{last}"
