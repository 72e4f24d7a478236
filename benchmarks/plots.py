"""A picture of a report: bars for speed, passes and memory, lines for growth."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.contenders import CLEAN
from benchmarks.growth import Growth
from benchmarks.memory import Peak
from benchmarks.report import Report, figure
from benchmarks.timing import Run, Spread
from cleaner.errors import ExtraError

_COLUMNS, _WIDTH, _HEIGHT = 2, 7.5, 4.6
_OWN, _OTHERS = ("#1b6ca8", "#5aa9e6", "#a9d3f5"), ("#6b6b6b", "#9a9a9a", "#c9c9c9")
# An axis of matplotlib, which is installed for drawing alone.
Axis = Any


def draw(report: Report, path: Path) -> None:
    """A picture of a report as PNG or SVG, as the name of the file has it.

    Args:
        report: what was measured.
        path: the file to write.

    Raises:
        ExtraError: if matplotlib is not installed.
    """
    try:
        from matplotlib.figure import Figure
    except ImportError as error:
        raise ExtraError("drawing the plot", "matplotlib", "bench") from error
    panels = _panels(report)
    rows = max(1, -(-len(panels) // _COLUMNS))
    page = Figure(figsize=(_COLUMNS * _WIDTH, rows * _HEIGHT), layout="constrained")
    for place, panel in enumerate(panels, 1):
        panel(page.add_subplot(rows, _COLUMNS, place))
    page.savefig(path, dpi=110)


def _panels(report: Report) -> list[Callable[[Axis], None]]:
    panels: list[Callable[[Axis], None]] = []
    if report.speed:
        panels.append(partial(_speed, report.speed))
    if report.passes:
        panels.append(partial(_passes, report.passes))
    panels += [partial(_growth, growth) for growth in report.growth]
    if report.memory:
        panels.append(partial(_memory, report.memory))
    return panels


def _speed(runs: Sequence[Run], axis: Axis) -> None:
    names = sorted(runs[0].seconds, key=lambda name: runs[0].speed(name).median)
    _bars(axis, {run.corpus: {name: run.speed(name) for name in names} for run in runs}, "lower right")
    axis.set(title="Speed, with the least and the most of all rounds", xlabel="MB/s", xscale="log")


def _passes(runs: Sequence[Run], axis: Axis) -> None:
    names = list(runs[0].seconds)[::-1]
    taken = {
        run.corpus: {name: Spread.of(tuple(1000 * each / run.megabytes for each in run.seconds[name])) for name in names} for run in runs
    }
    _bars(axis, taken, "center right")
    axis.set(title="Each pass alone", xlabel="ms a MB", xscale="log")


def _bars(axis: Axis, groups: Mapping[str, Mapping[str, Spread]], legend: str) -> None:
    """Bars side by side, one colour a group; those of `clean()` stand out."""
    thick = 0.8 / len(groups)
    for number, (group, found) in enumerate(groups.items()):
        places = [place + (len(groups) / 2 - number - 0.5) * thick for place in range(len(found))]
        errors = [[each.median - each.least for each in found.values()], [each.most - each.median for each in found.values()]]
        colours = [(_OWN if name.startswith(CLEAN) else _OTHERS)[number % 3] for name in found]
        medians = [each.median for each in found.values()]
        axis.barh(places, medians, thick * 0.95, xerr=errors, color=colours, error_kw={"lw": 0.8}, label=group)
    axis.set_yticks(range(len(found)), list(found))
    axis.legend(fontsize="small", loc=legend)


def _growth(growth: Growth, axis: Axis) -> None:
    for number, curve in enumerate(growth.curves):
        own = curve.job.startswith(CLEAN) and len(growth.curves) == 1
        low, high = ([1000 * pick(each) for each in curve.seconds] for pick in (min, max))
        label, colour = f"{curve.job}: exponent {curve.exponent:.2f}", "black" if own else f"C{number}"
        axis.plot(
            curve.amounts, [1000 * each for each in curve.medians], marker="o", ms=3, lw=2.5 if own else 1.2, label=label, color=colour
        )
        axis.fill_between(curve.amounts, low, high, color=colour, alpha=0.15, lw=0)
    last, amounts = max(curve.medians[-1] for curve in growth.curves), growth.curves[0].amounts
    straight = [1000 * last * amount / amounts[-1] for amount in amounts]
    axis.plot(amounts, straight, color=_OWN[1], lw=1, ls="--", label="exponent 1")
    axis.set(title=f"Growth with the {growth.by}", xlabel=growth.unit, ylabel="ms", xscale="log", yscale="log")
    axis.set_xticks(amounts, list(map(figure, amounts)))
    low, high = axis.get_ylim()
    ticks = [digit * 10.0**power for power in range(-6, 9) for digit in (1, 2, 5) if low <= digit * 10.0**power <= high]
    axis.set_yticks(ticks, list(map(figure, ticks)))
    axis.minorticks_off()
    axis.grid(alpha=0.3)
    axis.legend(fontsize="x-small", **({"loc": "center left", "bbox_to_anchor": (1, 0.5)} if len(growth.curves) > 3 else {}))


def _memory(peaks: Sequence[Peak], axis: Axis) -> None:
    names = [f"{peak.job}\n{peak.corpus}" for peak in reversed(peaks)]
    figures = [peak.bytes_a_byte for peak in reversed(peaks)]
    bars = axis.barh(names, figures, color=[_OWN[0] if peak.job.startswith(CLEAN) else _OTHERS[1] for peak in reversed(peaks)])
    axis.bar_label(bars, [figure(each) for each in figures], padding=3)
    axis.margins(x=0.12)
    axis.tick_params(axis="y", labelsize="small")
    axis.set(title=f"Peak memory above what was held, {figure(median(peak.megabytes for peak in peaks))} MB of text", xlabel="bytes a byte")
