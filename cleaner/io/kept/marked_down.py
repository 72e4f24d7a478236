"""What a web page keeps as Markdown, from the elements it stood in. Text that looks like Markdown is no Markdown."""

from __future__ import annotations

from collections.abc import Hashable, Sequence

from cleaner.document.result import CleanedPage
from cleaner.io.kept.blocks import AROUND, Blocks
from cleaner.io.kept.escapes import escaped, escaped_heading
from cleaner.io.kept.inline import Run, inline
from cleaner.io.kept.placed import KeptPiece, placed
from cleaner.io.kept.source_markdown import fenced
from cleaner.io.kept.tables import Table
from cleaner.io.kept.writer import Step

_LEVELS = {f"h{level}": "#" * level for level in range(1, 7)}
# Two spaces at the end of a line keep the break.
_BREAK, _SPACE = "  \n", " "
_TABLE = frozenset({"table", "tr", "td", "th"})


def marked_down(page: CleanedPage, first: int = 0, end: int | None = None, *, images: bool = False) -> str:
    """Everything a web page keeps, or what it keeps of some lines, as Markdown that ends in a line break.

    Args:
        page: the cleaned page, which came as HTML.
        first: the number of the first line that counts.
        end: the number of the line after the last one, or None for all.
        images: whether images of its stories are written too.
    """
    writer = _Writer()
    before = 0
    for piece in placed(page, range(first, len(page.ledger.kept) if end is None else end), images=images):
        if before and piece.story > before and page.articles[piece.story - 1].headline is None:
            writer.rule()
        before = piece.story
        writer.add(piece)
    return writer.finished()


class _Writer:
    """Gathers pieces of text to blocks, and writes each block when the next one begins."""

    def __init__(self) -> None:
        self._blocks = Blocks()
        self._keys: list[Hashable] = []
        self._outer: Sequence[Step] = ()
        self._lines: list[list[Run]] = []
        self._line = -1
        self._table: Table | None = None

    def add(self, piece: KeptPiece) -> None:
        """Take in a piece.

        Args:
            piece: the text and what it stands in; the last of its blocks holds text.
        """
        keys = [step.key for step in piece.outer]
        blank = piece.outer[-1].tag != "pre" and not piece.text.strip() and not piece.image
        if keys != self._keys:
            if blank:
                return
            self._end_block()
            self._keys, self._outer, self._line = keys, piece.outer, -1
        if piece.line != self._line and not (blank and self._lines):
            self._line = piece.line
            self._lines.append([])
        inner = [*piece.inner, piece.image] if piece.image else piece.inner
        self._lines[-1].append((inner, piece.text))

    def rule(self) -> None:
        """End the block under way, and write a rule."""
        self._end_block()
        self._end_table()
        self._blocks.rule()

    def finished(self) -> str:
        """All that was written."""
        self._end_block()
        self._end_table()
        return self._blocks.finished()

    def _end_block(self) -> None:
        lines, outer = self._lines, self._outer
        self._lines, self._keys = [], []
        if not any(text.strip() or (inner and inner[-1].tag == "img") for line in lines for inner, text in line):
            return
        around = [step for step in outer if step.tag in AROUND]
        parts = [step for step in outer if step.tag in _TABLE]
        if len(parts) > 1:
            self._cell(parts, lines, around)
            return
        self._end_table()
        tag = outer[-1].tag
        if tag == "pre":
            self._blocks.add(around, fenced(["".join([text for _, text in line]) for line in lines], outer[-1].says), "pre")
        elif tag in _LEVELS:
            text = escaped_heading(inline(lines, _SPACE))
            self._blocks.add(around, [f"{_LEVELS[tag]} {text}"], tag)
        else:
            self._blocks.add(around, escaped(inline(lines, _BREAK), beginning=True).split("\n"))

    def _cell(self, parts: Sequence[Step], lines: Sequence[Sequence[Run]], around: Sequence[Step]) -> None:
        """Take in a cell; the steps to it begin with the table and its row."""
        table, row, *cell = parts
        if self._table is None or self._table.key != table.key:
            self._end_table()
            self._table = Table(table.key, around)
        text = escaped(inline(lines, _SPACE, barred=True), beginning=False).replace("|", "\\|")
        self._table.add(row, cell[0].cell if cell else None, text)

    def _end_table(self) -> None:
        if self._table is not None:
            self._blocks.add(self._table.around, self._table.lines(), "table")
            self._table = None
