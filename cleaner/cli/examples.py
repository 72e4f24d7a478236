"""Runs the examples of rules on the whole pipeline, as a page would be cleaned: with all other rules there to compete.

A rule that finds a stretch and loses it to another has still found it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from cleaner.document.claim import MODEL
from cleaner.document.page import Page, Span
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.html.parse import parse
from cleaner.html.walk import walk
from cleaner.pipeline.cleaner import PageCleaner
from cleaner.rules.rule import CLOSING, OPENING, Example, Rule
from cleaner.rules.ruleset import RuleSet


class Failure(Struct, frozen=True):
    """An example that did not come true.

    Args:
        rule: the rule it belongs to.
        number: its place among the rule's examples, or among its counterexamples, from 1.
        example: the text.
        missed: stretches that the rule should have found and did not, each with who owns them instead, if anyone.
        extra: stretches that the rule found and should not have.
    """

    rule: Rule
    number: int
    example: Example
    missed: tuple[tuple[str, str], ...]
    extra: tuple[str, ...]

    @property
    def lines(self) -> list[str]:
        """What did not come true, in lines."""
        kind = "example" if self.example.marked else "counterexample"
        lines = [f"{self.rule.source}: {self.rule.id}: {kind} {self.number}"]
        lines += [f"  not found: {text!r}" + (f" (named by {owner})" if owner else " (nothing names it)") for text, owner in self.missed]
        lines += [f"  found, but must not be: {text!r}" for text in self.extra]
        return lines

    def __str__(self) -> str:
        return "\n".join(self.lines)


def marked_spans(example: Example) -> list[Span]:
    """The stretches of the plain text that must be found: of each marked line its own, without the white space around it."""
    found: list[Span] = []
    at = 0
    for number, piece in enumerate(example.text.split(OPENING)):
        inside, mark, outside = piece.partition(CLOSING)
        if number and mark:
            found += line_spans(inside, at)
        at += len(inside) + len(outside)
    return found


def line_spans(text: str, offset: int = 0) -> list[Span]:
    """The lines of a text that are not blank, each without the white space around it.

    Args:
        text: the text.
        offset: where it begins in a larger one, in code points.
    """
    spans: list[Span] = []
    for line in text.splitlines(keepends=True):
        if stripped := line.strip():
            start = offset + line.index(stripped)
            spans.append(Span(start, start + len(stripped)))
        offset += len(line)
    return spans


def compare(wanted: Iterable[Span], found: Iterable[Span]) -> tuple[list[Span], list[Span]]:
    """The spans that are wanted but not found, and those that are found but not wanted, each in order."""
    wanted, found = set(wanted), set(found)
    return sorted(wanted - found), sorted(found - wanted)


def run_examples(tested: Iterable[Rule], rules: RuleSet) -> Iterator[Failure]:
    """The examples and counterexamples of rules that do not come true among some rules, which hold those that are tested."""
    cleaner = PageCleaner(policy=Policy.named("safe").disabling((MODEL,)), rules=rules)
    for rule in tested:
        url = f"https://{min(rule.sites)}/" if rule.sites else None
        for examples in (rule.examples, rule.counterexamples):
            for number, example in enumerate(examples, 1):
                if rule.scope == "element":
                    page = cleaner.clean_html(example.plain, url=url, name=rule.id)
                    example = Example(walk(parse(example.text)).source, example.seen)
                else:
                    page = cleaner.clean_page(Page(example.plain, rule.id, url=url))
                failure = _failure(rule, number, example, page)
                if failure:
                    yield failure


def _failure(rule: Rule, number: int, example: Example, page: CleanedPage) -> Failure | None:
    missed, extra = compare(marked_spans(example), found_spans(page, rule.id))
    if not missed and not extra:
        return None
    source = page.page.source
    owned = tuple((span.cut(source), _owner(page, span)) for span in missed)
    return Failure(rule, number, example, owned, tuple(span.cut(source) for span in extra))


def found_spans(page: CleanedPage, finder: str) -> list[Span]:
    """Where a rule or pass found something, whether or not it owns it: a span a line, without the white space around it."""
    ledger, starts, lines = page.ledger, page.page.line_starts, page.page.lines
    found: list[Span] = []
    for line, claim in ledger.claims.items():
        if claim.finder == finder:
            found += line_spans(lines[line], starts[line])
    for line, pieces in ledger.pieces.items():
        for piece in pieces:
            if piece.claim.finder == finder:
                found += line_spans(lines[line][piece.start : piece.end], starts[line] + piece.start)
    for line, losers in ledger.losers.items():
        if any(loser.finder == finder for loser in losers):
            found += line_spans(lines[line], starts[line])
    return found


def _owner(page: CleanedPage, span: Span) -> str:
    """Who owns the line in which a span begins."""
    line = page.page.position(span.start)[0] - 1
    return ", ".join(dict.fromkeys(entry.finder for entry in page.ledger.entries(line) if entry.finder))
