"""The picture of the benchmarks."""

from __future__ import annotations

import pytest
from selectolax.lexbor import LexborHTMLParser

from docs.generate.benchmark_plot import PAGE, PICTURE, Bar, plot, ratios

_TABLE = """
Before | a bar

| | lines new: MB/s | × REF | × C4 | × alternation | lines known: MB/s | × REF | × C4 | × alternation |
|---|---:|---:|---:|---:|---:|---:|---:|---:|
| `one` | 5.9 | 0.031 | 0.22 | 9.7 | 6.0 | 0.032 | 0.5 | 9.9 |
| `two` | 4.1 | 0.025 | 0.16 | 6.8 | 6.0 | 0.037 | 0.23 | 10 |

After | it
"""


def test_the_ratios_are_those_of_the_table() -> None:
    """Of its two columns for each of the others, for new lines and known ones."""
    c4, alternation = ratios(_TABLE).values()

    assert c4 == [Bar("one", 0.22, 0.5), Bar("two", 0.16, 0.23)]
    assert alternation == [Bar("one", 9.7, 9.9), Bar("two", 6.8, 10.0)]


def test_a_bar_is_as_long_as_its_ratio() -> None:
    """Beside the longest of its panel, and its number stands behind it."""
    drawn = LexborHTMLParser(plot(_TABLE))
    widths = [int(one.attributes["width"] or 0) for one in drawn.css("rect[height='16']")]

    assert [round(width / 510, 2) for width in widths] == [0.44, 1.0, 0.32, 0.46, 0.97, 0.99, 0.68, 1.0]
    numbers = [one.text() for one in drawn.css("text") if "×" in one.text()]
    assert numbers == ["0.22×", "0.5×", "0.16×", "0.23×", "9.7×", "9.9×", "6.8×", "10×"]


def test_a_text_without_the_table_is_an_error() -> None:
    """And no empty picture."""
    with pytest.raises(ValueError, match=r"^no table has a column 'lines new: MB/s'$"):
        ratios("| a |\n|---|\n")


def test_the_picture_is_that_of_the_stated_figures() -> None:
    """`make pictures` draws it anew."""
    assert PICTURE.read_text(encoding="utf-8") == plot(PAGE.read_text(encoding="utf-8"))
