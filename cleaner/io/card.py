"""The card of one place on a page: what it is, who says so and why, who else wanted it, and how to keep it."""

from __future__ import annotations

from collections.abc import Iterator

from rich.cells import cell_len
from rich.text import Text

from cleaner.io.columns import fitting, shorten
from cleaner.io.reasons import advice, loser, place, why, without_space
from cleaner.io.terminal import printable
from cleaner.model.anatomy import Fate
from cleaner.model.cleaned import CleanedPage
from cleaner.model.ledger import Entry
from cleaner.model.span import Span
from cleaner.rules.rule import Rule
from cleaner.rules.ruleset import RuleSet

_LEAD = 24


def cards(page: CleanedPage, line: int, rules: RuleSet, width: int) -> Iterator[Text]:
    """The cards of one line: one for each entry that somebody named, or one for the line as it stands.

    Args:
        page: the cleaned page.
        line: the line's number, from 1.
        rules: the rules it was cleaned with.
        width: columns of the terminal.
    """
    entries = page.ledger.entries(line - 1)
    named = [entry for entry in entries if entry.finder] or entries[:1]
    for number, entry in enumerate(named):
        if number:
            yield Text("")
        yield from _card(page, entry, rules.by_id.get(entry.finder), width)


def _card(page: CleanedPage, entry: Entry, rule: Rule | None, width: int) -> Iterator[Text]:
    label = f"{entry.finder}: " if entry.finder else ""
    rewritten = f' to "{printable(entry.output)}"' if entry.fate is Fate.rewritten else ""
    yield Text(f"{label}{entry.fate}{rewritten} as {entry.part} (policy: {page.policy.name})", style="bold")
    span = without_space(page.page, entry.span)
    yield Text(f"  --> {printable(page.page.name)}:{place(page.page, span)}", style="cyan")
    yield from _underlined(page, span, width)
    if reason := why(entry, rule):
        yield Text(f"why      {reason}")
    if entry.because:
        yield Text(f"because  {printable(entry.because)}")
    for finding in entry.losers:
        yield Text(f"instead  {loser(page.page, finding)}")
    if ways := advice(entry, rule):
        yield Text(f"to keep  {ways}")


def _underlined(page: CleanedPage, span: Span, width: int) -> Iterator[Text]:
    """The line of a span with the span underlined; of a long line, the neighbourhood of the span's beginning."""
    line, column = page.page.position(span.start)
    number, source = str(line), page.page.lines[line - 1].rstrip("\r\n")
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
