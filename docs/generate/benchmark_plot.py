"""The ratios of the benchmarks as a picture, drawn from the table that states them.

`python -m docs.generate.benchmark_plot` draws it anew; a test holds the picture to the table.
"""

from __future__ import annotations

from html import escape
from itertools import takewhile
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[2]
PICTURE = ROOT / "docs" / "assets" / "benchmark-ratios.svg"
PAGE = ROOT / "docs" / "explanations" / "benchmarks.md"
_HEADER, _COLUMNS = "lines new: MB/s", 9
_WIDTH, _LEFT, _ROW, _GAP, _TOP = 760, 190, 20, 16, 64


class Bar(NamedTuple):
    """How many times as fast as something the library was on a corpus, on lines that it met for the first time and on known ones."""

    corpus: str
    new: float
    known: float


def ratios(text: str) -> dict[str, list[Bar]]:
    """The ratios of the table in a text: to datatrove's C4 filter, and to one alternation of the same rules.

    Args:
        text: Markdown.

    Raises:
        ValueError: if there is no such table.
    """
    _, mark, below = text.partition(_HEADER)
    if not mark:
        raise ValueError(f"no table has a column {_HEADER!r}")
    rows = [[cell.strip(" `") for cell in line.strip("|").split("|")] for line in below.splitlines()[2:]]
    table = takewhile(lambda row: len(row) == _COLUMNS, rows)
    columns = {"datatrove’s C4 line filter": (3, 7), "one alternation of the same rules": (4, 8)}
    bars = [[Bar(row[0], float(row[new]), float(row[known])) for new, known in columns.values()] for row in table]
    return dict(zip(columns, map(list, zip(*bars, strict=True)), strict=True))


def plot(text: str) -> str:
    """The picture as SVG, whose colours follow the theme where it stands in a page of the site.

    Args:
        text: Markdown that holds the table.
    """
    panels = ratios(text)
    drawn, at = [], _TOP
    for name, bars in panels.items():
        most = max(max(bar.new, bar.known) for bar in bars)
        drawn.append(f'<text x="0" y="{at}" class="title">Speed as a multiple of {escape(name)}</text>')
        at += 14
        for bar in bars:
            drawn.append(f'<text x="{_LEFT - 10}" y="{at + _ROW}" text-anchor="end">{escape(bar.corpus)}</text>')
            for kind, value in (("new", bar.new), ("known", bar.known)):
                width = round((_WIDTH - _LEFT - 60) * value / most)
                drawn.append(f'<rect x="{_LEFT}" y="{at}" width="{width}" height="{_ROW - 4}" class="{kind}"/>')
                drawn.append(f'<text x="{_LEFT + width + 6}" y="{at + _ROW - 8}">{value:g}×</text>')
                at += _ROW
            at += _GAP
        at += 24
    described = "; ".join(
        f"times {name}: " + ", ".join(f"{bar.corpus} {bar.new:g} on new lines, {bar.known:g} on known ones" for bar in bars)
        for name, bars in panels.items()
    )
    legend = (
        f'<rect x="{_LEFT}" y="4" width="12" height="12" class="new"/><text x="{_LEFT + 18}" y="14">lines met for the first time</text>'
        f'<rect x="{_LEFT + 220}" y="4" width="12" height="12" class="known"/><text x="{_LEFT + 238}" y="14">lines known already</text>'
    )
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {at - 20}" role="img" aria-labelledby="ratios-title ratios-desc" '
        'class="benchmark-ratios">'
    )
    style = (
        "<style>.benchmark-ratios text{font:13px system-ui,sans-serif;fill:var(--md-default-fg-color,#222)}"
        ".benchmark-ratios .title{font-weight:700}"
        ".benchmark-ratios .new{fill:var(--picture-first,#c2410c)}.benchmark-ratios .known{fill:var(--picture-second,#3949ab)}</style>"
    )
    title = f'<title id="ratios-title">Speed beside other filters</title><desc id="ratios-desc">{escape(described)}</desc>'
    return "\n".join([f"{head}{title}{style}", legend, *drawn, "</svg>"]) + "\n"


def main() -> None:
    """Draw the picture into the folder of pictures."""
    PICTURE.write_text(plot(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
