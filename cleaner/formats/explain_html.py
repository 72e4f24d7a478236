"""The account of a page as one HTML file that needs no server, no network and nothing beside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import msgspec

from cleaner.document.article import Article
from cleaner.document.claim import MODEL
from cleaner.document.ledger import Entry
from cleaner.document.parts import Fate, Part
from cleaner.document.result import CleanedPage
from cleaner.formats.one_file import part_hues, rendered
from cleaner.formats.reports import Tally
from cleaner.formats.terminal import printable
from cleaner.formats.wording import advice, loser, place, scored, why, without_space
from cleaner.html.origins import Position, position_in_file
from cleaner.rules.ruleset import RuleSet


class Reason(NamedTuple):
    """What speaks for a mark; all marks of one reason are changed alike."""

    finder: str
    part: Part
    fate: Fate


class Mark(NamedTuple):
    """A stretch of a line and what became of it."""

    entry: Entry
    text: str
    output: str
    run: int = 0
    opens: bool = False
    at: str = ""
    instead: str = ""
    scored: str = ""

    @property
    def because(self) -> str:
        """The evidence, where the finder gave any."""
        return self.scored if self.scored and self.entry.finder == MODEL else self.entry.because


class Line(msgspec.Struct, frozen=True):
    """One line of a page."""

    row: int
    number: int
    part: Part
    marks: tuple[Mark, ...]
    article: int = 0

    @property
    def text(self) -> str:
        """What is left of it."""
        return "".join(mark.output for mark in self.marks)

    @property
    def scored(self) -> str:
        """What the line model says of it, in words; empty where it did not score it."""
        return self.marks[0].scored if self.marks else ""

    @property
    def is_blank(self) -> bool:
        """Whether there was nothing to see."""
        return self.part is Part.blank or not any(mark.text.strip() for mark in self.marks)

    @property
    def is_gone(self) -> bool:
        """Whether nothing is left of it."""
        return all(mark.entry.fate is Fate.removed for mark in self.marks)

    @property
    def notes(self) -> Counter[Reason]:
        """The reasons for the runs that begin here, in order, each with how many runs it speaks for."""
        return Counter(reason_of(mark.entry) for mark in self.marks if mark.opens)


def page_lines(page: CleanedPage) -> Iterator[Line]:
    """The lines of a page, in order."""
    starts, openers = page.page.line_starts, _openers(page.articles)
    before: Reason | None = None
    position, run = position_in_file(page), 0
    for line in range(len(page.page.lines)):
        marks = []
        score = page.scores.of(line) if page.scores else None
        said = scored(score, page.policy) if score else ""
        for entry in page.ledger.entries(line):
            text = printable(entry.span.cut(page.page.source).rstrip("\r\n"))
            if entry.fate is Fate.kept:
                before = before if not text.strip() else None
                marks.append(Mark(entry, text, text, scored=said))
                continue
            if entry.part is Part.blank:
                marks.append(Mark(entry, text, ""))
                continue
            reason = reason_of(entry)
            opens = reason != before
            run, before = run + opens, reason
            marks.append(_changed(page, entry, text, run, opens, position)._replace(scored=said))
        yield Line(line + 1, position(starts[line])[0], page.ledger.part(line), tuple(marks), openers.get(starts[line], 0))


def reason_of(entry: Entry) -> Reason:
    """What speaks for an entry."""
    return Reason(entry.finder, entry.part, entry.fate)


def _changed(page: CleanedPage, entry: Entry, text: str, run: int, opens: bool, position: Position) -> Mark:
    instead = "\n".join(loser(page.page, finding, position) for finding in entry.losers)
    at = place(position, without_space(page.page, entry.span))
    return Mark(entry, text, printable(entry.output.rstrip("\r\n")), run, opens, at, instead)


def _openers(articles: Sequence[Article]) -> dict[int, int]:
    """The number of each article by the offset it starts at."""
    return {article.start: number for number, article in enumerate(articles, 1)}


class Sum(msgspec.Struct):
    """How much of a page something changed."""

    runs: int = 0
    lines: int = 0
    size: int = 0

    def add(self, mark: Mark) -> None:
        """Count one mark in."""
        self.runs += mark.opens
        self.lines += 1
        self.size += len(mark.entry.span)


class ReasonSum(msgspec.Struct, frozen=True):
    """A reason with what can be said about it."""

    reason: Reason
    total: Sum
    why: str
    advice: str


def changed_marks(lines: Iterable[Line]) -> Iterator[Mark]:
    """The marks that belong to a run, in order."""
    return (mark for line in lines for mark in line.marks if mark.run)


def by_part(lines: Iterable[Line]) -> dict[Part, Sum]:
    """How much was changed of each part, in the order of the anatomy."""
    sums: dict[Part, Sum] = {}
    for mark in changed_marks(lines):
        sums.setdefault(mark.entry.part, Sum()).add(mark)
    return {part: sums[part] for part in Part if part in sums}


def by_reason(lines: Iterable[Line], rules: RuleSet) -> list[ReasonSum]:
    """The reasons, those that changed most first."""
    found: dict[Reason, ReasonSum] = {}
    for mark in changed_marks(lines):
        reason, rule = reason_of(mark.entry), rules.by_id.get(mark.entry.finder)
        if reason not in found:
            found[reason] = ReasonSum(reason, Sum(), why(mark.entry, rule), advice(mark.entry, rule))
        found[reason].total.add(mark)
    return sorted(found.values(), key=lambda one: (-one.total.size, one.reason))


# Lines that a browser may leave unpainted together while they are out of sight.
_GROUP = 80


def document(page: CleanedPage, rules: RuleSet) -> str:
    """The whole file. Raises ExtraError if the extra `explain` is not installed."""
    lines = list(page_lines(page))
    tally = Tally()
    tally.add(page)
    values = {
        "page": page,
        "name": page.page.name or "page",
        "lines": lines,
        "parts": by_part(lines),
        "reasons": by_reason(lines, rules),
        "tally": tally,
        "group": _GROUP,
    }
    title = f"{values['name']} – what became of each line"
    return rendered("cleaner.formats", "page", title, "explain --html", _colours(), values)


def _colours() -> str:
    """A hue for each part, and what hides a part that is switched off."""
    hidden = (f'.off-{part} .line.gone[data-part="{part}"],.off-{part} del[data-part="{part}"]{{display:none}}' for part in Part)
    return "\n".join((*part_hues(), *hidden)) + "\n"
