"""What a run did, as tables for a terminal or a log. Its JSON is that of `RunReport`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from cleaner.corpus.counts import Counts, FinderCount, RunReport
from cleaner.corpus.manifest import RunFolder
from cleaner.document.claim import MODEL
from cleaner.errors import ReadingError
from cleaner.formats.reading import fault_of
from cleaner.formats.terminal import cell_len, counted, padded, printable, shorten, shorten_start

# What the report of a run is called.
REPORT = "report.json"
# The language of rules that hold in any, and of finders that are no rules.
ANY_LANGUAGE, NO_RULE = "any", "no rule"
_UNDETERMINED = "und"
# As many rows has a table on a terminal at the most; the page has all.
_MOST_ROWS, _SLOWEST_ROWS = 20, 5
_GAP, _LEAST_CELLS = "  ", 12


def read_report(run: Path) -> RunReport:
    """The report of a run: from its file, from the folder of the run, or from the one beside an output.

    Raises ReadingError if there is none, or it was not written by a run.
    """
    beside = RunFolder(run).report if run.name else run / REPORT
    path = run if run.name == REPORT else next((place for place in (beside, run / REPORT) if place.is_file()), None)
    if path is None:
        raise ReadingError(str(run), "has no report; name what cleaner run wrote, or the folder that ends in .run beside it")
    try:
        return RunReport.read(path)
    except OSError as error:
        raise ReadingError(str(path), fault_of(error)) from error
    except msgspec.DecodeError as error:
        raise ReadingError(str(path), f"is no report of a run: {error}") from error


def by_size(sizes: Mapping[str, int]) -> list[tuple[str, int]]:
    """Names with their sizes, the greatest first, and of equals the first by name."""
    return sorted(sizes.items(), key=lambda one: (-one[1], one[0]))


def changed(found: FinderCount) -> int:
    """How many code points a finder removed or rewrote."""
    return found.characters + found.rewritten


def by_finder(counts: Counts) -> list[tuple[str, FinderCount]]:
    """The finders, those that changed most first."""
    return sorted(counts.finders.items(), key=lambda one: (-changed(one[1]), one[0]))


def language_of(found: FinderCount) -> str:
    """The language of the rules that a finder belongs to, in a word for a person."""
    return ANY_LANGUAGE if found.language == _UNDETERMINED else found.language or NO_RULE


def by_language(counts: Counts) -> list[tuple[str, int]]:
    """The code points that the rules of each language changed, the most first."""
    sizes: dict[str, int] = {}
    for found in counts.finders.values():
        sizes[language_of(found)] = sizes.get(language_of(found), 0) + changed(found)
    return by_size(sizes)


def by_confidence(counts: Counts) -> list[tuple[str, int]]:
    """The stretches that the model removed, by how sure it was in tenths, the least sure first."""
    model = counts.finders.get(MODEL)
    return sorted(model.confidences.items()) if model else []


def share(size: int, whole: int) -> str:
    """A part of a whole in percent; what is there never looks like nothing, and what is not whole never like all."""
    if not whole:
        return ""
    percent = f"{size / whole:.1%}"
    if size and percent == "0.0%":
        return "<0.1%"
    return ">99.9%" if size < whole and percent == "100.0%" else percent


def lasting(seconds: float) -> str:
    """How long something took, for a person."""
    if seconds < 60:
        return f"{seconds:.1f} s"
    minutes, left = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours else f"{minutes} min {left:02} s"


def rate(report: RunReport) -> float:
    """How many documents the last command of a run did in a second."""
    done = report.counts.documents + report.counts.broken - report.taken_over
    return done / report.elapsed if report.elapsed > 0 else 0.0


def terminal_report(report: RunReport, width: int) -> list[str]:
    """The lines of a report: sums, then tables of what was changed, of what took long and of what failed.

    Args:
        width: how many columns a line may take; names are shortened for it, numbers never.
    """
    counts = report.counts
    size = counts.removed + counts.rewritten
    finders = [(name, one.part, f"{one.count:,}", f"{changed(one):,}", share(changed(one), size)) for name, one in by_finder(counts)]
    slowest = [(f"{one.seconds:.2f}", f"{one.characters:,}", str(one.place)) for one in counts.slowest]
    failures = [(str(one.place), one.reason) for one in counts.failures]
    sure = by_confidence(counts)
    tables = [
        _Table("removed, by part", ("part",), ("characters", "share"), _sized(by_size(counts.parts), counts.removed)),
        _Table("changed, by rule", ("rule", "part"), ("stretches", "characters", "share"), finders),
        _Table("changed, by language of the rule", ("language",), ("characters", "share"), _sized(by_language(counts), size)),
        _Table("removed by the model, by its confidence", ("from",), ("stretches", "share"), _sized(sure, sum(size for _, size in sure))),
        _Table("documents, by kind of page", ("kind",), ("documents", "share"), _sized(by_size(counts.kinds), counts.documents)),
        _Table("slowest", (), ("seconds", "characters"), slowest[:_SLOWEST_ROWS], last="document"),
        _Table("failed", ("document",), (), failures, last="reason", known=counts.broken),
    ]
    lines = [*_sums(report)]
    for table in tables:
        lines += ["", *table.lines(width)] if table.rows else []
    lines += [f"failed documents lie in {report.quarantine}"] if report.quarantine else []
    return [printable(line).rstrip() for line in lines]


def _sums(report: RunReport) -> list[str]:
    counts = report.counts
    documents, articles = counted(counts.documents, "document"), counted(counts.articles, "article")
    processes = f"{report.processes:,} process{'' if report.processes == 1 else 'es'}"
    before = f"; {counted(report.taken_over, 'document')} done before" if report.taken_over else ""
    fates = [(name, getattr(counts, name)) for name in ("kept", "removed", "rewritten")]
    told = ", ".join(f"{name} {size:,} ({share(size, counts.characters)})" if size else f"{name} 0" for name, size in fates)
    return [
        f"{documents} cleaned, {counts.broken:,} failed; {articles}",
        f"{told} of {counted(counts.characters, 'character')}",
        f"{lasting(report.elapsed)}, {rate(report):,.1f} documents a second, {processes}{before}",
    ]


def _sized(rows: Sequence[tuple[str, int]], whole: int) -> list[tuple[str, ...]]:
    return [(name, f"{size:,}", share(size, whole)) for name, size in rows]


class _Table(Struct, frozen=True):
    """A table of plain columns: names to the left, numbers to the right, and what is longest at the end.

    Args:
        title: what it tells.
        names: the heads of the first columns.
        numbers: the heads of the next ones.
        rows: the cells.
        last: the head of a last column of text, which is shortened first.
        known: how many rows there would be, where only the first are known.
    """

    title: str
    names: tuple[str, ...]
    numbers: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    last: str = ""
    known: int = 0

    def lines(self, width: int) -> list[str]:
        """The table with its title, in lines of a width if the numbers leave room for it."""
        heads = (*self.names, *self.numbers, *([self.last] if self.last else []))
        shown = [heads, *(tuple(map(printable, row)) for row in self.rows[:_MOST_ROWS])]
        sizes = [max(cell_len(row[column]) for row in shown) for column in range(len(heads))]
        numbers = range(len(self.names), len(self.names) + len(self.numbers))
        texts = [column for column in range(len(heads)) if column not in numbers]
        for column in reversed(texts):
            over = sum(sizes) + len(_GAP) * len(sizes) - width
            sizes[column] = max(sizes[column] - max(over, 0), min(sizes[column], _LEAST_CELLS))
        left = max(len(self.rows), self.known) - (len(shown) - 1)
        more = [f"{_GAP}and {left:,} more"] if left > 0 else []
        return [f"{self.title}:", *(self._line(row, sizes, numbers) for row in shown), *more]

    def _line(self, row: Sequence[str], sizes: Sequence[int], numbers: range) -> str:
        """A row as a line; a place is known by its end, anything else by its beginning."""
        heads = (*self.names, *self.numbers, self.last)
        cells = [
            " " * (size - cell_len(cell)) + cell
            if column in numbers
            else padded((shorten_start if heads[column] == "document" else shorten)(cell, size), size)
            for column, (cell, size) in enumerate(zip(row, sizes, strict=True))
        ]
        return "".join(_GAP + cell for cell in cells)
