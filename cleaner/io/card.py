"""The card of one place on a page: what it is, who says so and why, who else wanted it, and how to keep it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.text import Text

from cleaner.document.claim import MODEL
from cleaner.document.ledger import Entry
from cleaner.document.page import Span
from cleaner.document.parts import Fate
from cleaner.document.result import CleanedPage
from cleaner.errors import ReadingError
from cleaner.html.places import Position
from cleaner.io.columns import fitting, shorten
from cleaner.io.reasons import advice, loser, place, scored, why, without_space
from cleaner.io.terminal import printable
from cleaner.rules.rule import Rule
from cleaner.rules.ruleset import RuleSet

_LEAD = 24


class PageInFile(NamedTuple):
    """A cleaned page and where it stands in its file.

    Args:
        page: the page: a whole file, or a text of one that holds records.
        position: tells lines and columns of the file.
    """

    page: CleanedPage
    position: Position


Places = Sequence[tuple[PageInFile, Sequence[Entry]]]


def entries_at(pages: Iterable[PageInFile], name: str, line: int, column: int | None = None) -> Places:
    """The entries that begin on a line of a file, or the one that holds a column of it, each with its page.

    Args:
        pages: the cleaned pages of the file, in order.
        name: what errors call the file.
        line: the line's number in the file, from 1; any number of lines of a web page, or of a record, may begin there.
        column: the column, from 1, or None for the whole line.

    Raises:
        ReadingError: if there are none.
    """
    found: list[tuple[PageInFile, list[Entry]]] = []
    last = 0
    for held in pages:
        begin = [(held.position(entry.span.start), entry) for entry in held.page.ledger]
        last = max([last, *(place[0] for place, _ in begin)])
        on_line = [(place, entry) for place, entry in begin if place[0] == line and (column is None or place[1] <= column)]
        if column is not None:
            on_line = [(place, entry) for place, entry in on_line if place == on_line[-1][0]]
            found = [] if on_line else found
        if on_line:
            found.append((held, [entry for _, entry in on_line]))
    if not found:
        if line > last:
            raise ReadingError(name, f"has no text from line {line} on; the last one begins on line {last}")
        raise ReadingError(name, f"shows no text that begins at {':'.join(map(str, filter(None, (line, column))))}")
    return found


def cards(places: Places, rules: RuleSet, width: int) -> Iterator[Text]:
    """A card for each entry that somebody named, or one for the first as it stands.

    Args:
        places: the entries, such as those of a line.
        rules: the rules they were cleaned with.
        width: columns of the terminal.
    """
    entries = [(held, entry) for held, found in places for entry in found]
    named = [(held, entry) for held, entry in entries if entry.finder] or entries[:1]
    for number, (held, entry) in enumerate(named):
        if number:
            yield Text("")
        yield from _card(held.page, entry, rules.by_id.get(entry.finder), width, held.position)


def _card(page: CleanedPage, entry: Entry, rule: Rule | None, width: int, position: Position) -> Iterator[Text]:
    label = f"{entry.finder}: " if entry.finder else ""
    rewritten = f' to "{printable(entry.output)}"' if entry.fate is Fate.rewritten else ""
    yield Text(f"{label}{entry.fate}{rewritten} as {entry.part} (policy: {page.policy.name})", style="bold")
    span = without_space(page.page, entry.span)
    yield Text(f"  --> {printable(page.page.name)}:{place(position, span)}", style="cyan")
    yield from _underlined(page, span, width, position)
    if entry.path:
        yield Text(f"element  {printable(entry.path)}")
    if reason := why(entry, rule):
        yield Text(f"why      {reason}")
    # What the model gives as evidence is its score in fewer words.
    score = page.score(entry)
    if entry.because and not (score and entry.finder == MODEL):
        yield Text(f"because  {printable(entry.because)}")
    if score:
        yield Text(f"model    {printable(scored(score, page.policy))}")
    for finding in entry.losers:
        yield Text(f"instead  {loser(page.page, finding, position)}")
    if ways := advice(entry, rule):
        yield Text(f"to keep  {ways}")


def _underlined(page: CleanedPage, span: Span, width: int, position: Position) -> Iterator[Text]:
    """The line of a span with the span underlined; of a long line, the neighbourhood of the span's beginning."""
    line, column = page.page.position(span.start)
    number, source = str(position(span.start)[0]), page.page.lines[line - 1].rstrip("\r\n")
    before, inside, after = source[: column - 1], source[column - 1 : column - 1 + len(span)], source[column - 1 + len(span) :]
    room = max(width - len(number) - 5, 2 * _LEAD)
    if cell_len(source) > room and len(before) > _LEAD:
        before = "..." + before[3 - _LEAD :]
    shown_before, shown_inside = printable(before), printable(inside)
    shown = shorten(shown_before + shown_inside + printable(after), room)
    start = cell_len(shown_before)
    end = min(start + max(cell_len(shown_inside), 1), max(cell_len(fitting(shown, room)), start + 1))
    yield Text(f" {number} | {shown}")
    yield Text(f" {' ' * len(number)} | {' ' * start}{'^' * (end - start)}", style="red")
