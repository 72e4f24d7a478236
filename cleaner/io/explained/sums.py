"""What was changed on a page, summed by part and by reason: the legend of its account."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.document.parts import Part
from cleaner.document.records import dataclass
from cleaner.io.explained.lines import Line, Mark, Reason, reason_of
from cleaner.io.reasons import advice, why
from cleaner.rules.ruleset import RuleSet


@dataclass
class Sum:
    """How much of a page something changed.

    Args:
        runs: how many runs of marks.
        lines: how many marks, of which a line mostly has one.
        size: how many code points of the source.
    """

    runs: int = 0
    lines: int = 0
    size: int = 0

    def add(self, mark: Mark) -> None:
        """Count one mark in.

        Args:
            mark: the mark.
        """
        self.runs += mark.opens
        self.lines += 1
        self.size += len(mark.entry.span)


@dataclass(frozen=True)
class Told:
    """A reason with what can be said about it.

    Args:
        reason: the reason.
        total: how much it changed.
        why: the fact about the world behind it; empty where each mark has evidence of its own.
        advice: what a user can do to keep such text.
    """

    reason: Reason
    total: Sum
    why: str
    advice: str


def changed_marks(lines: Iterable[Line]) -> Iterator[Mark]:
    """The marks that belong to a run, in order.

    Args:
        lines: the lines of a page.
    """
    return (mark for line in lines for mark in line.marks if mark.run)


def by_part(lines: Iterable[Line]) -> dict[Part, Sum]:
    """How much was changed of each part, in the order of the anatomy.

    Args:
        lines: the lines of a page.
    """
    sums: dict[Part, Sum] = {}
    for mark in changed_marks(lines):
        sums.setdefault(mark.entry.part, Sum()).add(mark)
    return {part: sums[part] for part in Part if part in sums}


def by_reason(lines: Iterable[Line], rules: RuleSet) -> list[Told]:
    """The reasons, those that changed most first.

    Args:
        lines: the lines of a page.
        rules: the rules it was cleaned with.
    """
    told: dict[Reason, Told] = {}
    for mark in changed_marks(lines):
        reason, rule = reason_of(mark.entry), rules.by_id.get(mark.entry.finder)
        if reason not in told:
            told[reason] = Told(reason, Sum(), why(mark.entry, rule), advice(mark.entry, rule))
        told[reason].total.add(mark)
    return sorted(told.values(), key=lambda one: (-one.total.size, one.reason))
