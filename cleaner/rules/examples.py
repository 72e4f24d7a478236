"""What an example of a rule asks for, and how what was found differs from it. Running one needs the pipeline, see there."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.document.page import Span
from cleaner.document.records import dataclass
from cleaner.rules.rule import CLOSING, OPENING, Example, Rule


@dataclass(frozen=True)
class Failure:
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
    """The stretches of the plain text that must be found: of each marked line its own, without the white space around it.

    Args:
        example: the example.
    """
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
    """The spans that are wanted but not found, and those that are found but not wanted, each in order.

    Args:
        wanted: spans that must be found.
        found: spans that were.
    """
    wanted, found = set(wanted), set(found)
    return sorted(wanted - found), sorted(found - wanted)
