"""Long texts are settled in stretches, so that time and memory for a million lines are those for a few thousand, again and again.

A stretch is settled together with lines above and below it, more of them than evidence reaches over (`passes.view.WINDOW`); what is then
known of the lines in its midst is final. It ends, if it can, where a story opens. Whether a text comes at once or from a stream, it
is cut at the same places. Where no story opens for long, the text is told in sections, each as a page by itself would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader
from cleaner.model.page import Page
from cleaner.model.policy import Policy
from cleaner.model.records import dataclass
from cleaner.pipeline.columns import Columns
from cleaner.pipeline.cuts import Cuts
from cleaner.pipeline.forgetting import forget
from cleaner.pipeline.settle import Owners


@dataclass(frozen=True, slots=True)
class Stretch:
    """Lines that follow each other, settled.

    Args:
        lines: the lines with their breaks.
        columns: who owns them.
        closes: whether a section ends with them.
    """

    lines: list[str]
    columns: Columns
    closes: bool


def stretches(lines: Iterable[str], reader: Reader, policy: Policy, cuts: Cuts) -> Iterator[Stretch]:
    """A text in stretches, in order and without gaps.

    Args:
        lines: the lines of the text with their breaks; read no further ahead than needed.
        reader: what reads them.
        policy: what says which claims remove.
        cuts: where to cut.
    """
    window, first, since = _Window(iter(lines)), 0, 0
    top, more = True, True
    while more:
        end, more = window.reach(first, cuts.lines, cuts.size)
        if more:
            _, more = window.reach(end, cuts.look, cuts.sight, blank=0)
        if not window.lines and top:
            return
        owners = Owners(Blocks.of(Page.of(window.lines[:]), reader, disabled=policy.disabled), policy, top=top)
        owners.settle()
        end = _opening(owners, first, end) if more else len(window.lines)
        columns = Columns.of(owners).part(first, end)
        # All that was worked out of a stretch goes before the next one is looked at: it takes several times the room of the text.
        del owners
        forget(reader.most)
        told = window.lines[first:end]
        opened = columns.heads[-1].first if columns.heads else None
        since = sum(map(len, told[opened:])) + (since if opened is None else 0)
        closes = since >= cuts.section or not more
        yield Stretch(told, columns, closes)
        del told, columns
        since = 0 if closes else since
        first, top = window.leave(end, cuts.look, cuts.sight), False


def _opening(owners: Owners, first: int, end: int) -> int:
    """Where the last story opens in the latter half of a stretch, or else its end."""
    half = first + (end - first) // 2
    return max((head.first for head in owners.heads if half < head.first <= end), default=end)


class _Window:
    """The lines that are looked at, of a text that is read line by line."""

    def __init__(self, source: Iterator[str]) -> None:
        self.lines: list[str] = []
        self._source = source

    def reach(self, first: int, most: int, size: int, blank: int = 1) -> tuple[int, bool]:
        """Have so many lines, or so much text, from a line on; the line after them, and whether the text goes that far.

        Args:
            first: the line.
            most: how many lines.
            size: how many code points.
            blank: what a blank line counts.
        """
        at = first
        while most > 0 and size > 0:
            if at == len(self.lines):
                line = next(self._source, None)
                if line is None:
                    return at, False
                self.lines.append(line)
            line = self.lines[at]
            most -= blank if line.isspace() else 1
            size -= len(line)
            at += 1
        return at, True

    def leave(self, end: int, most: int, size: int) -> int:
        """Forget what stands far above a line; the new number of that line.

        Args:
            end: the line.
            most: how many lines above it stay that are not blank.
            size: about how many code points above it stay.
        """
        at = end
        while at and most > 0 and size > 0:
            at -= 1
            line = self.lines[at]
            most -= not line.isspace()
            size -= len(line)
        del self.lines[:at]
        return end - at
