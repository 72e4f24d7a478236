"""The report of a run as one HTML file that needs no server, no network and nothing beside it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import msgspec
from msgspec import Struct

from cleaner.corpus.counts import Counts, FinderCount, RunReport, Sample
from cleaner.corpus.report import (
    ANY_LANGUAGE,
    NO_RULE,
    by_confidence,
    by_finder,
    by_language,
    by_size,
    changed,
    language_of,
    lasting,
    rate,
    share,
)
from cleaner.document.claim import FINDERS, MODEL
from cleaner.formats.one_file import part_hues, rendered
from cleaner.formats.terminal import counted, printable
from cleaner.rules.ruleset import RuleSet

# As many bars has a chart; what is beyond is told in a row without one.
_MOST_BARS = 12
# As many lines are shown above and below a removal, and as many inputs named.
_AROUND, _MOST_INPUTS = 3, 8


class Bar(Struct, frozen=True):
    """A row of a chart.

    Args:
        length: of the bar, in percent of the longest.
        share: its part of all, in words.
        part: the part whose colour it has; empty for none.
        anchor: the place on the page that tells more; empty where there is none.
    """

    name: str
    size: int
    length: float
    share: str
    part: str = ""
    anchor: str = ""


class Shown(Struct, frozen=True):
    """A sample as it is shown: a few lines, in which what was removed stands between what is left around it."""

    sample: Sample
    before: str
    text: str
    after: str


class FinderRow(Struct, frozen=True):
    """A rule, a pass or the model, with what it changed."""

    name: str
    anchor: str
    count: FinderCount
    size: int
    share: str
    length: float
    language: str
    why: str
    samples: list[Shown]


def document(report: RunReport, rules: RuleSet) -> str:
    """The whole file.

    Args:
        report: what is known of the run.
        rules: those that it cleaned by, for the reasons they give.

    Raises:
        ExtraError: if the extra `explain` is not installed.
    """
    counts = report.counts
    rows = finder_rows(counts, rules)
    values = {
        "report": report,
        "counts": counts,
        "fates": [(name, getattr(counts, name), share(getattr(counts, name), counts.characters)) for name in _FATES],
        "charts": charts(counts, rows),
        "rows": rows,
        "parts": sorted({row.count.part for row in rows}),
        "languages": sorted({row.language for row in rows}, key=lambda word: (word in (ANY_LANGUAGE, NO_RULE), word)),
        "unsure": sorted((shown for row in rows if row.name == MODEL for shown in row.samples), key=lambda one: one.sample.confidence),
        "inputs": report.inputs[:_MOST_INPUTS],
        "elapsed": lasting(report.elapsed),
        "rate": rate(report),
        "percent": lambda size: round(100 * size / counts.characters, 3) if counts.characters else 0,
        "settings": [(name, _plain(value)) for name, value in report.settings.items()],
        "counted": counted,
        "model": MODEL,
    }
    title = f"{report.output} – what the run removed"
    return rendered("cleaner.corpus", "report", title, "run --html", "\n".join(part_hues()) + "\n", values)


_FATES = ("kept", "removed", "rewritten")


def finder_rows(counts: Counts, rules: RuleSet) -> list[FinderRow]:
    """The finders, those that changed most first."""
    whole = counts.removed + counts.rewritten
    most = max((changed(found) for found in counts.finders.values()), default=0)
    made = []
    for number, (name, found) in enumerate(by_finder(counts), 1):
        rule, size = rules.by_id.get(name), changed(found)
        why = rule.why if rule else FINDERS.get(name, "")
        samples = [_shown(sample) for sample in sorted(found.samples, key=lambda one: (one.confidence, one.rank))]
        length = _length(size, most)
        made.append(FinderRow(name, f"finder-{number}", found, size, share(size, whole), length, language_of(found), why, samples))
    return made


def charts(counts: Counts, rows: Sequence[FinderRow]) -> list[tuple[str, str, str, list[Bar]]]:
    """The charts that have something to show: each with its title, what its rows are, what they count, and its bars."""
    whole = counts.removed + counts.rewritten
    parts = [(name, size, name, "") for name, size in by_size(counts.parts)]
    finders = [(row.name, row.size, row.count.part, row.anchor) for row in rows]
    languages = [(name, size, "", "") for name, size in by_language(counts)]
    kinds = [(name, size, "", "") for name, size in by_size(counts.kinds)]
    made = [
        ("Removed, by part", "part", "characters", [*_bars(parts, counts.removed)]),
        ("Changed, by rule", "rule", "characters", [*_bars(finders, whole)]),
        ("Changed, by language of the rule", "language", "characters", [*_bars(languages, whole)]),
        ("Removed by the model, by its confidence", "from", "stretches", _unsorted(by_confidence(counts))),
        ("Documents, by kind of page", "kind", "documents", [*_bars(kinds, counts.documents)]),
    ]
    return [chart for chart in made if chart[-1]]


def _bars(found: Sequence[tuple[str, int, str, str]], whole: int) -> Iterator[Bar]:
    """The bars of a chart; the rest of many would be longer than each, and has none."""
    shown = found if len(found) <= _MOST_BARS + 1 else found[:_MOST_BARS]
    rest = sum(size for _, size, *_ in found[len(shown) :])
    most = max((size for _, size, *_ in shown), default=0)
    for name, size, part, anchor in shown:
        yield Bar(name, size, _length(size, most), share(size, whole), part, anchor)
    if rest:
        yield Bar(f"{len(found) - len(shown):,} others", rest, 0, share(rest, whole))


def _unsorted(found: Sequence[tuple[str, int]]) -> list[Bar]:
    """The bars of a chart whose rows have an order of their own."""
    whole, most = sum(size for _, size in found), max((size for _, size in found), default=0)
    return [Bar(name, size, _length(size, most), share(size, whole)) for name, size in found]


def _length(size: int, most: int) -> float:
    return round(100 * size / most, 2) if most else 0


def _shown(sample: Sample) -> Shown:
    """A sample with a few lines around it, which show what they are cut from."""
    before, after = sample.before.splitlines(keepends=True), sample.after.splitlines(keepends=True)
    inside, rest = sample.text.rstrip("\r\n"), sample.text[len(sample.text.rstrip("\r\n")) :]
    above, below = _written(before)[-_AROUND:], [rest, *_written(after)[:_AROUND]]
    cut = "…" if above and above[0] == before[0] and sample.start > len(sample.before) else ""
    return Shown(sample, cut + _lines(above), _lines([inside]), _lines(below).rstrip("\n"))


def _written(lines: Sequence[str]) -> list[str]:
    return [line for line in lines if line.strip()]


def _lines(lines: Sequence[str]) -> str:
    """Lines that do nothing but stand there, one below the other."""
    return "".join(printable(line.rstrip("\r\n")) + "\n" * (line.splitlines() != [line] and bool(line)) for line in lines)


def _plain(value: object) -> str:
    """A setting as it is shown."""
    return value if isinstance(value, str) else msgspec.json.encode(value).decode()
