"""The lines of a page as a browser shows them: each cut into marks, one for each ledger entry. Nothing is worked out here but runs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from cleaner.document.article import Article
from cleaner.document.claim import MODEL
from cleaner.document.ledger import Entry
from cleaner.document.parts import Fate, Part
from cleaner.document.records import dataclass
from cleaner.document.result import CleanedPage
from cleaner.html.places import Position, position_in_file
from cleaner.io.reasons import loser, place, scored, without_space
from cleaner.io.terminal import printable


class Reason(NamedTuple):
    """What speaks for a mark; all marks of one reason are changed alike.

    Args:
        finder: the rule id or pass.
        part: what it says they are.
        fate: what became of them.
    """

    finder: str
    part: Part
    fate: Fate


class Mark(NamedTuple):
    """A stretch of a line and what became of it.

    Args:
        entry: the account of it.
        text: what stood there, without its line break, safe to show.
        output: what stands there now, safe to show.
        run: the number of the run it belongs to, from 1; 0 where it is kept or blank. A run is what one reason changes in a row.
        opens: whether it is the first of its run.
        at: where it stands in the file, as `line:column-line:column`; empty where it is kept.
        instead: the findings that gave way to it, one a line.
        scored: what the line model says of its line, in words; empty where it was not asked.
    """

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


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a page.

    Args:
        row: its own number among the lines of the page, from 1.
        number: the number of the line of the file that it begins on, from 1; those of a web page may share one.
        part: what it is, as a whole.
        marks: the stretches it is cut into.
        article: the number of the article that begins here, from 1; 0 where none does.
    """

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
        """What the line model says of it, in words; empty where it was not asked."""
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
    """The lines of a page, in order.

    Args:
        page: the cleaned page.
    """
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
    """What speaks for an entry.

    Args:
        entry: the entry.
    """
    return Reason(entry.finder, entry.part, entry.fate)


def _changed(page: CleanedPage, entry: Entry, text: str, run: int, opens: bool, position: Position) -> Mark:
    instead = "\n".join(loser(page.page, finding, position) for finding in entry.losers)
    at = place(position, without_space(page.page, entry.span))
    return Mark(entry, text, printable(entry.output.rstrip("\r\n")), run, opens, at, instead)


def _openers(articles: Sequence[Article]) -> dict[int, int]:
    """The number of each article by the offset it starts at."""
    return {article.start: number for number, article in enumerate(articles, 1)}
