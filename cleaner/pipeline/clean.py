"""Pages of text cleaned: short ones whole, long ones and streams in stretches, so that a million lines need little memory.

A stretch is resolved together with lines above and below it, more of them than evidence reaches over (`segments.view.WINDOW`); what is then
known of the lines in its midst is final. It ends, if it can, where a story opens. Whether a text comes at once or from a stream, it
is cut at the same places. Blank lines, and lines that are removed, count for nothing in this: without them, when the text is cleaned
again, the same lines must be seen together. Where no story opens for long, the text is given in sections, each as a page by itself
would be.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate, islice, pairwise

import msgspec

from cleaner.document.claim import Claim
from cleaner.document.page import Page, lines_of
from cleaner.document.result import CleanedPage
from cleaner.lines.blocks import Blocks, without_finders
from cleaner.lines.kinds import BLANK, filled
from cleaner.lines.reader import Reader, Reading
from cleaner.pipeline.columns import Columns, clean_lines, fates
from cleaner.pipeline.resolve import Resolver, resolve
from cleaner.pipeline.scoring import Options
from cleaner.rules.ruleset import RuleSet

# How much text the reader of a stream remembers, in code points.
_REMEMBERED = 140_000
# How many lines are read in one go.
_AT_ONCE = 1024
# How many eighths of what is looked for are read at first: a few lines that might stay are removed for what stands around them.
_PARTS = 11


class Cuts(msgspec.Struct, frozen=True):
    """Where a long text is cut. Only lines that stay count, so that a text is cut at the same places when it is cleaned again.

    Args:
        lines: the most lines of a stretch.
        size: about the most code points of a stretch.
        look: how many lines are read along above and below it.
        sight: about the most code points that are read along on either side.
        section: of how many code points without a new story a section has enough.
        slack: how many times so many lines and code points are held at once, with those that are blank or removed.
    """

    lines: int = 4096
    size: int = 250_000
    look: int = 512
    sight: int = 64_000
    section: int = 1_000_000
    slack: int = 16

    def needless(self, page: Page) -> bool:
        """Whether a page is short enough to be resolved whole."""
        return len(page.source) <= self.size and len(page.lines) <= self.lines


CUTS = Cuts()


class Stretch(msgspec.Struct, frozen=True):
    """Lines with their breaks that follow each other, who owns them, and whether a section ends with them."""

    lines: list[str]
    columns: Columns
    closes: bool


def stretches(lines: Iterable[str], reader: Reader, options: Options, cuts: Cuts, url: str | None = None) -> Iterator[Stretch]:
    """A text in stretches, in order and without gaps.

    Args:
        lines: the lines of the text with their breaks; read no further ahead than needed.
        url: where the text came from.
    """
    window, first, since = _Window(iter(lines), reader, options, cuts, url), 0, 0
    top, more = True, True
    while more:
        resolved = window.resolved(first, top)
        if resolved is None:
            return
        resolver, end, more = resolved
        stays = _stays(resolver)
        end = _opening(resolver, stays, first, end) if more else len(window.lines)
        columns = Columns.of(resolver).part(first, end)
        # All that was worked out of a stretch goes before the next one is looked at: it takes several times the room of the text.
        del resolver, resolved
        own = window.lines[first:end]
        opened = columns.headlines[-1].first if columns.headlines else None
        since = sum(map(len, own[opened:])) + (since if opened is None else 0)
        closes = since >= cuts.section or not more
        yield Stretch(own, columns, closes)
        del own, columns
        since = 0 if closes else since
        first, top = window.leave(end, stays), False


def clean_page(page: Page, reader: Reader, options: Options, cuts: Cuts = CUTS) -> CleanedPage:
    """A page of text cleaned.

    Args:
        reader: reads its lines by the rules of its site.
        cuts: where a long page is cut.
    """
    if not cuts.needless(page):
        return _clean_long(page, reader, options, cuts)
    return clean_lines(Blocks.of(page, reader, disabled=options.policy.disabled), options)


def _clean_long(page: Page, reader: Reader, options: Options, cuts: Cuts) -> CleanedPage:
    ends: list[int] = []
    columns = Columns.joined(_columns(stretches(page.each_line(), reader, options, cuts, page.url), ends))
    kept = b"".join(fates(columns.mask[first:end], options.policy) for first, end in pairwise([0, *ends]))
    return columns.cleaned(page, options, kept, ends=ends)


def stream_pages(blocks: Iterable[str], page: Page, rules: RuleSet, options: Options, cuts: Cuts = CUTS) -> Iterator[CleanedPage]:
    """The pages of a text that comes in blocks, cut anywhere.

    Args:
        page: an empty page with the name and address of the text.
        rules: the rules, already narrowed to its site.
    """
    lines, columns = list[str](), Columns()
    offset = above = 0
    for stretch in stretches(lines_of(blocks), Reader(rules, _REMEMBERED), options, cuts, page.url):
        lines += stretch.lines
        columns = Columns.joined((columns, stretch.columns))
        closes = stretch.closes
        del stretch
        end = len(lines) if closes else _complete(columns)
        if end:
            own = Page.of(lines[:end], page.name, page.url, offset, above)
            part = columns.part(0, end)
            yield part.cleaned(own, options, fates(part.mask, options.policy, ends=closes))
            offset, above = offset + len(own.source), above + end
            del lines[:end], own, part
            columns = columns.part(end, len(columns.mask))


def _complete(columns: Columns) -> int:
    """Up to which line nothing can change any more: where the last story opens, if a kept line follows; 0 if there is none.

    What stands above the first story is part of it.
    """
    kept = columns.mask.rfind(1)
    return max((head.first for head in columns.headlines[1:] if head.first <= kept), default=0)


def _columns(found: Iterable[Stretch], ends: list[int]) -> Iterator[Columns]:
    """The columns of each stretch, one held at a time; the lines at which sections end are added to `ends`."""
    below = 0
    for stretch in found:
        below += len(stretch.lines)
        if stretch.closes:
            ends.append(below)
        yield stretch.columns


def _opening(resolver: Resolver, stays: bytes, first: int, end: int) -> int:
    """Where the last story opens in the latter half of a stretch, or else its end; halves are those of the lines that stay."""
    half = sum(stays[first:end]) // 2
    opened = (head.first for head in resolver.headlines if first < head.first <= end)
    return max((line for line in opened if sum(stays[first:line]) > half), default=end)


def _stays(resolver: Resolver) -> bytes:
    """One byte a line, 0 where it is blank or removed."""
    return filled(resolver.left.decode("latin-1"))


class _Window:
    """The lines that are looked at, of a text that is read line by line."""

    def __init__(self, source: Iterator[str], reader: Reader, options: Options, cuts: Cuts, url: str | None) -> None:
        self.lines: list[str] = []
        self._source, self._reader, self._cuts, self._url = source, reader, cuts, url
        self._policy, self._scoring = options.policy, options.scoring
        self._readings: list[Reading] = []
        # One byte a line, 0 where it is blank or a rule removes it whatever stands around it.
        self._open = bytearray()
        self._removed: dict[Claim, bool] = {}
        # The code points up to the end of each line.
        self._ends: list[int] = []

    def resolved(self, first: int, top: bool) -> tuple[Resolver, int, bool] | None:
        """The owners of the window, the line after the stretch that begins at a line, and whether the text goes on below; None at its end.

        Lines that turn out to be removed are no part of what must be seen, so more are read until enough that stay are there.
        """
        cuts, parts = self._cuts, _PARTS
        while True:
            most, size = parts * (cuts.lines + cuts.look) // 8, parts * (cuts.size + cuts.sight) // 8
            _, more = self._reach(first, self._open, most, size)
            if not self.lines and top:
                return None
            blocks = Blocks.of_readings(Page.of(self.lines[:], url=self._url), self._readings[:])
            resolver = resolve(blocks, self._policy, top=top, scoring=self._scoring)
            if not more:
                return resolver, len(self.lines), False
            stays = _stays(resolver)
            end, enough = self._reach(first, stays, cuts.lines, cuts.size)
            if enough:
                _, enough = self._reach(end, stays, cuts.look, cuts.sight)
            if enough or self._is_full(first):
                return resolver, end if end < len(self.lines) else first + (len(self.lines) - first + 1) // 2, True
            parts *= 2

    def _reach(self, first: int, counts: bytes | bytearray, most: int, size: int) -> tuple[int, bool]:
        """The line after so many lines that count, or so many code points of them, from a line on; and whether the window goes that far.

        Args:
            counts: one byte a line, 0 where it does not count; where it is the one of the window, more lines are read.
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
        """Forget what stands far above a line; the new number of that line."""
        most, size, at = self._cuts.look, self._cuts.sight, end
        least = max(0, end - self._cuts.slack * self._cuts.look)
        while at > least and most > 0 and size > 0:
            at -= 1
            most -= stays[at]
            size -= len(self.lines[at]) if stays[at] else 0
        for column in (self.lines, self._readings, self._open, self._ends):
            del column[:at]
        return end - at
