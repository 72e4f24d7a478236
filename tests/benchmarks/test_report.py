"""Tables and plot of a report."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from benchmarks.contenders import ALTERNATION, CLEAN, REFERENCE
from benchmarks.growth import Curve, Growth
from benchmarks.memory import Peak
from benchmarks.plots import draw
from benchmarks.report import Report
from benchmarks.timing import Run
from cleaner.errors import ExtraError

REPORT = Report(
    {"cores": "2"},
    {"seeds: 2.0 MB": "f00d"},
    (Run("seeds", 2.0, {CLEAN: (0.5, 0.4, 1.0), REFERENCE: (0.01, 0.01, 0.02), ALTERNATION: (2.0, 2.0, 2.0)}),),
    (Run("seeds", 2.0, {"blocks": (0.1, 0.1, 0.2), CLEAN: (0.4, 0.4, 0.4)}),),
    (Growth("number of rules", "rules", (Curve(CLEAN, (100, 1000, 2000), ((0.1,), (1.0,), (2.0,))),)),),
    (Peak(CLEAN, "one document", 4.0, 54.0, 64.0),),
    ("ftfy is missing: No module named 'ftfy'",),
)
MARKDOWN = """\
# Benchmarks

- cores: 2

## Corpora

- seeds: 2.0 MB

## Speed: seeds

|  | MB/s | × REF | × C4 | × alternation |
| --- | ---: | ---: | ---: | ---: |
| look up each line (REF) | 200 (100–200) | 1 (1–1) | – | 200 (100–200) |
| **clean()** | 4 (2–5) | 0.02 (0.02–0.025) | – | 4 (2–5) |
| one re alternation | 1 (1–1) | 0.005 (0.005–0.01) | – | 1 (1–1) |

## Passes: seeds

| pass | ms/MB | of clean() |
| --- | ---: | ---: |
| blocks | 50 (50–100) | 25.0% |
| clean() | 200 (200–200) | 100.0% |

## Growth with the number of rules

| ms | 100 rules | 1,000 rules | 2,000 rules | exponent |
| --- | ---: | ---: | ---: | ---: |
| clean() | 100 | 1,000 | 2,000 | 1.00 |

## Memory

|  | text MB | held MB | rise MB | rise a byte |
| --- | ---: | ---: | ---: | ---: |
| clean(), one document | 4 | 54 | 64 | 16 |

## Notes

- ftfy is missing: No module named 'ftfy'
"""


def test_a_report_reads_as_tables() -> None:
    """Each section is a table with medians and spreads; what was not measured is a dash, and what is missing is named."""
    assert REPORT.markdown() == MARKDOWN


def test_sections_that_were_not_measured_are_not_there() -> None:
    """An empty report is its title and the machine."""
    assert Report({"cores": "2"}).markdown() == "# Benchmarks\n\n- cores: 2\n"


def test_a_report_keeps_every_round() -> None:
    """As JSON it holds the seconds of each round, and the digests in full."""
    held = json.loads(json.dumps(REPORT.plain()))

    assert held["speed"][0]["seconds"][CLEAN] == [0.5, 0.4, 1.0]
    assert held["corpora"] == {"seeds: 2.0 MB": "f00d"}


def test_a_report_is_drawn(tmp_path: Path) -> None:
    """The picture is a PNG, whichever sections there are."""
    pytest.importorskip("matplotlib")
    draw(REPORT, tmp_path / "all.png")
    draw(Report({}), tmp_path / "none.png")

    assert [path.read_bytes()[:4] for path in sorted(tmp_path.iterdir())] == [b"\x89PNG"] * 2


def test_without_matplotlib_the_extra_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No plot is an error that says what to install, and no file."""
    monkeypatch.setitem(sys.modules, "matplotlib.figure", None)

    with pytest.raises(ExtraError, match=r"^drawing the plot needs matplotlib, which .*; pip install 'article-cleaner\[bench\]'$"):
        draw(REPORT, tmp_path / "all.png")
    assert list(tmp_path.iterdir()) == []
