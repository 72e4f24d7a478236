"""The places of a file that cleaning would change, and the edits that change them."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document.ledger import Entry
from cleaner.document.parts import Fate, Part
from cleaner.document.records import dataclass
from cleaner.document.result import CleanedPage
from cleaner.io.passages import Edit
from cleaner.io.terminal import printable


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that cleaning would change.

    Args:
        path: the file, as messages call it.
        line: the line it begins on, from 1.
        column: the column it begins at, from 1, in code points.
        part: what stands there.
        finder: who says so.
        fate: whether it is removed or rewritten.
        text: what stands there, without the white space around it.
        field: the field of the record; empty where a file is one text.
    """

    path: str
    line: int
    column: int
    part: Part
    finder: str
    fate: Fate
    text: str
    field: str = ""

    def __str__(self) -> str:
        # What looks like a command to a log is the same file with its folder named.
        name = f"./{self.path}" if self.path.lstrip().startswith("::") else self.path
        return f"{printable(name)}:{self.line}:{self.column} {self.part} {self.finder}"


def changed_entries(page: CleanedPage) -> Iterator[Entry]:
    """The entries of a page that somebody named and that are not kept; empty lines go along with others and are not named.

    Args:
        page: the cleaned page.
    """
    ledger = page.ledger
    for line in _touched(page):
        for entry in ledger.entries(line):
            if entry.fate is Fate.rewritten or (entry.fate is Fate.removed and entry.part is not Part.blank):
                yield entry


def edits(page: CleanedPage) -> Iterator[Edit]:
    """The edits that make of a page what the ledger says.

    Args:
        page: the cleaned page.
    """
    ledger, starts = page.ledger, page.page.line_starts
    for line in _touched(page):
        if not ledger.kept[line]:
            yield Edit(starts[line], starts[line + 1], "")
        for piece in ledger.pieces.get(line, ()):
            yield Edit(starts[line] + piece.start, starts[line] + piece.end, piece.claim.rewrite_to or "")


def _touched(page: CleanedPage) -> Iterator[int]:
    """The numbers of the lines of which something changes."""
    ledger = page.ledger
    if ledger.pieces:
        yield from (line for line, kept in enumerate(ledger.kept) if not kept or line in ledger.pieces)
        return
    at = ledger.kept.find(0)
    while at >= 0:
        yield at
        at = ledger.kept.find(0, at + 1)
