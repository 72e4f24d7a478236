"""The picture of a page: each line with its fate, its part and who says so. It shows ledger entries and works nothing out itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.cells import cell_len
from rich.text import Text

from cleaner.document.ledger import Entry, Ledger
from cleaner.document.parts import Fate, Part
from cleaner.document.records import dataclass
from cleaner.document.result import CleanedPage
from cleaner.html.places import Position
from cleaner.io.columns import padded, shorten, shorten_start
from cleaner.io.tallies import Tally
from cleaner.io.terminal import printable

_MARKS = {Fate.kept: " ", Fate.removed: "-", Fate.rewritten: "~"}
_STYLES = {"-": "dim red", "~": "yellow", " ": ""}
_PART_CELLS = max(map(len, Part))
_GUTTER, _GAPS, _LEAST_TEXT, _MOST_FINDER = 8, 4, 24, 40
# Of a path its end, with the two spaces before it.
_PATH_CELLS = 32
# What is always shown of the text before a change in a long line, dots included.
_LEAST_LEAD = 6


@dataclass(frozen=True)
class _Row:
    number: int
    mark: str
    text: str
    part: str
    finder: str
    path: str = ""


def picture(page: CleanedPage, position: Position, width: int) -> Iterator[Text]:
    """The lines of the picture; blank lines of the page are left out of it, but not of the sum below it.

    Args:
        page: the cleaned page.
        position: tells lines and columns of its file.
        width: columns of the terminal.
    """
    ledger, starts = page.ledger, page.page.line_starts
    finders = _finder_cells(ledger)
    paths = _PATH_CELLS if ledger.paths else 0
    cells = max(width - _GUTTER - _GAPS - _PART_CELLS - finders - paths, _LEAST_TEXT)
    openers = {article.start: (place, article.opened_by) for place, article in enumerate(page.articles, 1)}
    for line in range(len(page.page.lines)):
        if opener := openers.get(starts[line]):
            yield Text(_opening(*opener, total=len(openers)), style="bold cyan")
        if ledger.part(line) is not Part.blank:
            row = _row(line, position(starts[line])[0], page, cells)
            finder = f"{row.finder:<{finders}}  {shorten_start(row.path, paths - 2)}" if paths else row.finder
            shown = f"{row.number:>4} {row.mark}| {padded(row.text, cells)}  {row.part:<{_PART_CELLS}}  {finder}"
            yield Text(shown.rstrip(), style=_STYLES[row.mark])
    tally = Tally()
    tally.add(page)
    yield Text(f"  {tally.account}", style="bold")
    if tally.details:
        yield Text(f"  {tally.details}")


def _finder_cells(ledger: Ledger) -> int:
    """The columns that the longest name of a finder takes, up to a bound."""
    claims = [*ledger.claims.values(), *(piece.claim for pieces in ledger.pieces.values() for piece in pieces)]
    return min(max((len(claim.finder) for claim in claims), default=0), _MOST_FINDER)


def _opening(place: int, opened_by: Sequence[str], total: int) -> str:
    evidence = f": opened by {'; '.join(opened_by)}" if opened_by else ""
    return f" --- article {place} of {total}{evidence}"


def _row(line: int, number: int, page: CleanedPage, cells: int) -> _Row:
    """One line of the page: of several entries, those that change something name the mark and the finders."""
    entries = page.ledger.entries(line)
    changes = [entry for entry in entries if entry.fate is not Fate.kept]
    whole = entries[0] if len(entries) == 1 else None
    mark = _MARKS[whole.fate] if whole else "~"
    finders = dict.fromkeys(entry.finder for entry in entries if entry.finder)
    ground = next((entry for entry in entries if entry not in changes), entries[0])
    text = printable(page.page.lines[line].strip()) if whole and not whole.output else _text(entries, page.page.source, cells)
    return _Row(number, mark, shorten(text, cells), ground.part, ", ".join(finders), printable(ground.path))


def _text(entries: Sequence[Entry], source: str, cells: int) -> str:
    """A line's text with its changes as `[old > "new"]`; the first of them is always in sight."""
    lead, rest, first = "", "", 0
    for entry in entries:
        shown = printable(entry.span.cut(source).rstrip("\r\n"))
        if entry.fate is not Fate.kept:
            rest += f'[{shown} > "{printable(entry.output)}"]'
            first = first or cell_len(rest)
        elif rest:
            rest += shown
        else:
            lead += shown
    whole = (lead + rest).strip()
    if not rest or cell_len(whole) <= cells:
        return whole
    return shorten_start(lead.lstrip(), max(cells - first - _LEAST_LEAD // 2, _LEAST_LEAD)) + rest.rstrip()
