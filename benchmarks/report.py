"""What a run of the benchmarks found: as Markdown tables, and as plain values for JSON with every single figure in them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

import cleaner
from benchmarks import peers
from benchmarks.contenders import ALTERNATION, CLEAN, REFERENCE
from benchmarks.growth import Growth
from benchmarks.memory import Peak
from benchmarks.timing import Run, Spread

NONE = "–"
_BASES = {"× REF": REFERENCE, "× C4": peers.C4, "× alternation": ALTERNATION}


@dataclass(frozen=True)
class Report:
    """What was measured.

    Args:
        machine: what it was measured with.
        corpora: what it was measured on: digests by what is told of each corpus.
        speed: contenders over each corpus.
        passes: each pass alone over each corpus.
        growth: time against amounts of work.
        memory: peaks.
        notes: what the figures leave out, peers that are missing among it.
    """

    machine: Mapping[str, str]
    corpora: Mapping[str, str] = field(default_factory=dict)
    speed: tuple[Run, ...] = ()
    passes: tuple[Run, ...] = ()
    growth: tuple[Growth, ...] = ()
    memory: tuple[Peak, ...] = ()
    notes: tuple[str, ...] = ()

    def plain(self) -> dict[str, Any]:
        """All of it as plain values; seconds are those of single rounds."""
        return asdict(self)

    def markdown(self) -> str:
        """All of it as a page of Markdown."""
        parts = ["# Benchmarks", listed(f"{name}: {value}" for name, value in self.machine.items())]
        if self.corpora:
            parts += ["## Corpora", listed(self.corpora)]
        parts += [part for run in self.speed for part in (f"## Speed: {run.corpus}", speed_table(run))]
        parts += [part for run in self.passes for part in (f"## Passes: {run.corpus}", passes_table(run))]
        parts += [part for growth in self.growth for part in (f"## Growth with the {growth.by}", growth_table(growth))]
        if self.memory:
            parts += ["## Memory", memory_table(self.memory)]
        if self.notes:
            parts += ["## Notes", listed(self.notes)]
        return "\n\n".join(parts) + "\n"


def machine() -> dict[str, str]:
    """What the figures were measured with: versions, cores, and how busy the machine was."""
    load = f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"
    versions = ", ".join(f"{name} {version}" for name, version in peers.versions().items())
    return {
        "cleaner": cleaner.__version__,
        "Python": f"{platform.python_version()} on {platform.system()} {platform.machine()}",
        "cores": str(os.cpu_count()),
        "load over the last minute": load,
        "peers": versions or "none",
    }


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table: the first column to the left, the others to the right.

    Args:
        header: the titles of the columns.
        rows: the cells, as many in each row as there are titles.
    """
    lines = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def listed(items: Iterable[str]) -> str:
    """A Markdown list.

    Args:
        items: one line each.
    """
    return "\n".join(f"- {item}" for item in items)


def figure(value: float) -> str:
    """A figure with three digits that count.

    Args:
        value: any number.
    """
    return f"{value:,.0f}" if abs(value) >= 100 else f"{value:.3g}"


def spread(found: Spread) -> str:
    """A median with the least and the most.

    Args:
        found: what was measured.
    """
    return f"{figure(found.median)} ({figure(found.least)}{NONE}{figure(found.most)})"


def speed_table(run: Run) -> str:
    """Contenders by speed, the fastest first, with ratios taken round by round.

    Args:
        run: their seconds.
    """
    rows = []
    for name in sorted(run.seconds, key=lambda name: -run.speed(name).median):
        ratios = [spread(run.ratio(name, base)) if base in run.seconds else NONE for base in _BASES.values()]
        rows.append([f"**{name}**" if name.startswith(CLEAN) else name, spread(run.speed(name)), *ratios])
    return table(["", "MB/s", *_BASES], rows)


def passes_table(run: Run) -> str:
    """Passes by the time they take, with their share of the whole.

    Args:
        run: their seconds.
    """
    rows = []
    for name, seconds in run.seconds.items():
        taken = Spread.of(tuple(1000 * each / run.megabytes for each in seconds))
        rows.append([name, spread(taken), f"{run.ratio(CLEAN, name).median:.1%}"])
    return table(["pass", "ms/MB", "of clean()"], rows)


def growth_table(growth: Growth) -> str:
    """Milliseconds at each amount of work, and the power of the amount by which they grow.

    Args:
        growth: its curves.
    """
    amounts = growth.curves[0].amounts
    rows = [[curve.job, *(figure(1000 * seconds) for seconds in curve.medians), f"{curve.exponent:.2f}"] for curve in growth.curves]
    return table(["ms", *(f"{figure(amount)} {growth.unit}" for amount in amounts), "exponent"], rows)


def memory_table(peaks: Iterable[Peak]) -> str:
    """How far memory rose, and how much that is for each byte of text.

    Args:
        peaks: what was measured.
    """
    rows = [[f"{peak.job}, {peak.corpus}", *map(figure, (peak.megabytes, peak.held, peak.rise, peak.bytes_a_byte))] for peak in peaks]
    return table(["", "text MB", "held MB", "rise MB", "rise a byte"], rows)
