"""Long texts are settled in stretches, so that time and memory for a million lines are those for a few thousand, again and again.

A stretch is settled together with lines above and below it, more of them than evidence reaches over (`passes.view.WINDOW`); what is then
known of the lines in its midst is final. It ends, if it can, where a story opens. Whether a text comes at once or from a stream, it
is cut at the same places. Blank lines, and lines that are removed, count for nothing in this: without them, when the text is cleaned
again, the same lines must be seen together. Where no story opens for long, the text is told in sections, each as a page by itself
would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, islice

from cleaner.document.claim import Claim
from cleaner.document.page import Page
from cleaner.document.policy import Policy
from cleaner.document.records import dataclass
from cleaner.lines.blocks import Blocks, without_finders
from cleaner.lines.kinds import BLANK, filled
from cleaner.lines.reader import Reader
from cleaner.lines.reading import Reading
from cleaner.pipeline.columns import Columns
from cleaner.pipeline.cuts import Cuts
from cleaner.pipeline.forgetting import forget
from cleaner.pipeline.resolve import resolve
from cleaner.pipeline.scoring import Scoring
from cleaner.pipeline.settle import Owners

# How many lines are read in one go.
_AT_ONCE = 1024
# How many eighths of what is looked for are read at first: a few lines that might stay are removed for what stands around them.
_PARTS = 11


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


def stretches(
    lines: Iterable[str], reader: Reader, policy: Policy, cuts: Cuts, asked: Scoring | None = None, url: str | None = None
) -> Iterator[Stretch]:
    """A text in stretches, in order and without gaps.

    Args:
        lines: the lines of the text with their breaks; read no further ahead than needed.
        reader: what reads them.
        policy: what says which claims remove.
        cuts: where to cut.
        asked: the model that is asked of each stretch with the lines around it; None to go by rules alone.
        url: where the text came from.
    """
    window, first, since = _Window(iter(lines), reader, policy, cuts, asked, url), 0, 0
    top, more = True, True
    while more:
        settled = window.settled(first, top)
        if settled is None:
            return
        owners, end, more = settled
        stays = _stays(owners)
        end = _opening(owners, stays, first, end) if more else len(window.lines)
        columns = Columns.of(owners).part(first, end)
        # All that was worked out of a stretch goes before the next one is looked at: it takes several times the room of the text.
        del owners, settled
        forget(reader.most)
        told = window.lines[first:end]
        opened = columns.heads[-1].first if columns.heads else None
        since = sum(map(len, told[opened:])) + (since if opened is None else 0)
        closes = since >= cuts.section or not more
        yield Stretch(told, columns, closes)
        del told, columns
        since = 0 if closes else since
        first, top = window.leave(end, stays), False


def _opening(owners: Owners, stays: bytes, first: int, end: int) -> int:
    """Where the last story opens in the latter half of a stretch, or else its end; halves are those of the lines that stay."""
    half = sum(stays[first:end]) // 2
    return max((head.first for head in owners.heads if first < head.first <= end and sum(stays[first : head.first]) > half), default=end)


def _stays(owners: Owners) -> bytes:
    """One byte a line, 0 where it is blank or removed."""
    return filled(owners.left.decode("latin-1"))


class _Window:
    """The lines that are looked at, of a text that is read line by line.

    Args:
        source: the lines of the text.
        reader: what reads them.
        policy: what says which claims remove.
        cuts: where to cut.
        asked: the model that is asked.
        url: where the text came from.
    """

    def __init__(self, source: Iterator[str], reader: Reader, policy: Policy, cuts: Cuts, asked: Scoring | None, url: str | None) -> None:
        self.lines: list[str] = []
        self._source, self._reader, self._policy, self._cuts = source, reader, policy, cuts
        self._asked, self._url = asked, url
        self._readings: list[Reading] = []
        # One byte a line, 0 where it is blank or a rule removes it whatever stands around it.
        self._open = bytearray()
        self._removed: dict[Claim, bool] = {}
        # The code points up to the end of each line.
        self._ends: list[int] = []

    def settled(self, first: int, top: bool) -> tuple[Owners, int, bool] | None:
        """The window with its owners, the line after a stretch, and whether the text goes on below what was looked at; None at its end.

        Lines that turn out to be removed are no part of what must be seen, so more are read until enough that stay are there.

        Args:
            first: where the stretch begins.
            top: whether nothing was read before.
        """
        cuts, parts = self._cuts, _PARTS
        while True:
            most, size = parts * (cuts.lines + cuts.look) // 8, parts * (cuts.size + cuts.sight) // 8
            _, more = self._reach(first, self._open, most, size)
            if not self.lines and top:
                return None
            blocks = Blocks.of_readings(Page.of(self.lines[:], url=self._url), self._readings[:], self._reader.most)
            owners = resolve(blocks, self._policy, top=top, scoring=self._asked)
            if not more:
                return owners, len(self.lines), False
            stays = _stays(owners)
            end, enough = self._reach(first, stays, cuts.lines, cuts.size)
            if enough:
                _, enough = self._reach(end, stays, cuts.look, cuts.sight)
            if enough or self._is_full(first):
                return owners, end if end < len(self.lines) else first + (len(self.lines) - first + 1) // 2, True
            parts *= 2

    def _reach(self, first: int, counts: bytes | bytearray, most: int, size: int) -> tuple[int, bool]:
        """The line after so many lines that count, or so much text of them, from a line on; and whether the window goes that far.

        Args:
            first: the line.
            counts: one byte a line, 0 where it does not count; where it is the one of the window, more lines are read.
            most: how many lines.
            size: how many code points.
        """
        at = first
        while most > 0 and size > 0:
            if at == len(self.lines) and (counts is not self._open or self._is_full(first) or not self._read(most)):
                return at, counts is self._open and self._is_full(first)
            if counts[at]:
                most -= 1
                size -= len(self.lines[at])
            at += 1
        return at, True

    def _is_full(self, first: int) -> bool:
        """Whether no more may be held than there is."""
        held = len(self.lines) - first
        return held >= self._cuts.slack * self._cuts.lines or self._size_from(first) >= self._cuts.slack * self._cuts.size

    def _size_from(self, first: int) -> int:
        """How many code points are held from a line on."""
        return self._ends[-1] - self._ends[first] + len(self.lines[first]) if first < len(self.lines) else 0

    def _read(self, most: int) -> bool:
        """Read some lines more; whether there were any."""
        lines = list(islice(self._source, min(max(most, 1), _AT_ONCE)))
        readings = without_finders(self._reader.read(lines), lines, self._policy.disabled)
        self.lines += lines
        self._readings += readings
        self._open += bytes(map(self._is_open, readings))
        self._ends += islice(accumulate(map(len, lines), initial=self._ends[-1] if self._ends else 0), 1, None)
        return bool(lines)

    def _is_open(self, reading: Reading) -> bool:
        """Whether a line may stay."""
        if not reading.claims:
            return reading.kind != BLANK
        claim = reading.claims[0]
        removed = self._removed.get(claim)
        if removed is None:
            removed = self._removed[claim] = self._policy.removes(claim)
        return not removed

    def leave(self, end: int, stays: bytes) -> int:
        """Forget what stands far above a line; the new number of that line.

        Args:
            end: the line.
            stays: one byte a line, 0 where it is blank or removed.
        """
        most, size, at = self._cuts.look, self._cuts.sight, end
        least = max(0, end - self._cuts.slack * self._cuts.look)
        while at > least and most > 0 and size > 0:
            at -= 1
            most -= stays[at]
            size -= len(self.lines[at]) if stays[at] else 0
        for column in (self.lines, self._readings, self._open, self._ends):
            del column[:at]
        return end - at
