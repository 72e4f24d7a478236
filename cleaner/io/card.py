"""The card of one place on a page: what it is, who says so and why, who else wanted it, and how to keep it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from cleaner.errors import ReadingError
from cleaner.io.columns import fitting, shorten
from cleaner.io.positions import Position, position_in_file
from cleaner.io.reasons import advice, loser, place, why, without_space
from cleaner.io.terminal import printable
from cleaner.model.anatomy import Fate
from cleaner.model.cleaned import CleanedPage
from cleaner.model.entry import Entry
from cleaner.model.span import Span
from cleaner.rules.rule import Rule
from cleaner.rules.ruleset import RuleSet

_LEAD = 24


def entries_at(page: CleanedPage, line: int, column: int | None = None) -> list[Entry]:
    """The entries that begin on a line of the file, or the one that holds a column of it.

    Args:
        page: the cleaned page.
        line: the line's number in the file, from 1; in that of a web page any number of lines of its text may begin.
        column: the column, from 1, or None for the whole line.

    Raises:
        ReadingError: if there are none.
    """
    position = position_in_file(page)
    if page.page.html is None:
        count = len(page.page.lines)
        if not 1 <= line <= count:
            raise ReadingError(page.page.name, f"has no line {line}; its lines are 1 to {count}")
        entries = page.ledger.entries(line - 1)
    else:
        entries = [entry for entry in page.ledger if position(entry.span.start)[0] == line]
    if column is not None:
        entries = [entry for entry in entries if position(entry.span.start)[1] <= column]
        entries = [entry for entry in entries if position(entry.span.start) == position(entries[-1].span.start)]
    if not entries:
        raise ReadingError(page.page.name, f"shows no text that begins at {':'.join(map(str, filter(None, (line, column))))}")
    return entries


def cards(page: CleanedPage, entries: Sequence[Entry], rules: RuleSet, width: int) -> Iterator[Text]:
    """A card for each entry that somebody named, or one for the first as it stands.

    Args:
        page: the cleaned page.
        entries: the entries, such as those of a line.
        rules: the rules it was cleaned with.
        width: columns of the terminal.
    """
    named = [entry for entry in entries if entry.finder] or entries[:1]
    position = position_in_file(page)
    for number, entry in enumerate(named):
        if number:
            yield Text("")
        yield from _card(page, entry, rules.by_id.get(entry.finder), width, position)


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
    if entry.because:
        yield Text(f"because  {printable(entry.because)}")
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
