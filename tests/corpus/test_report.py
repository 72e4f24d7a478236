"""The report of a run on a terminal or in a log, and where it is found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.counts import Counts, Failure, RunReport
from cleaner.corpus.document import Place
from cleaner.corpus.report import lasting, read_report, share, terminal_report
from cleaner.errors import ReadingError
from cleaner.formats.terminal import cell_len, printable

from .reports import found, report_of, sample, small_report


def test_a_report_tells_of_everything() -> None:
    """Sums first, then each table with the greatest on top, numbers under each other."""
    assert terminal_report(small_report(), 80) == [
        "3 documents cleaned, 1 failed; 2 articles",
        "kept 1,000 (50.0%), removed 1,000 (50.0%), rewritten 0 of 2,000 characters",
        "2.0 s, 2.0 documents a second, 1 process",
        "",
        "removed, by part:",
        "  part     characters  share",
        "  ad_slot         600  60.0%",
        "  social          200  20.0%",
        "  teaser          200  20.0%",
        "",
        "changed, by rule:",
        "  rule            part     stretches  characters  share",
        "  ads.slot-label  ad_slot          2         600  60.0%",
        "  rows.share      social           1         200  20.0%",
        "  model           teaser           1         150  15.0%",
        "  de.read-on      teaser           1          50   5.0%",
        "",
        "changed, by language of the rule:",
        "  language  characters  share",
        "  en               600  60.0%",
        "  any              200  20.0%",
        "  no rule          150  15.0%",
        "  de                50   5.0%",
        "",
        "removed by the model, by its confidence:",
        "  from  stretches  share",
        "  0.5           1  25.0%",
        "  0.9           3  75.0%",
        "",
        "documents, by kind of page:",
        "  kind     documents  share",
        "  article          2  66.7%",
        "  forum            1  33.3%",
        "",
        "slowest:",
        "  seconds  characters  document",
        "     1.25       5,000  corpus.jsonl: line 12",
        "     0.50         700  corpus.jsonl: line 13",
        "",
        "failed:",
        "  document              reason",
        "  corpus.jsonl: line 4  is not JSON",
        "failed documents lie in out.jsonl.run/quarantine.jsonl",
    ]


def test_a_run_over_nothing_has_a_report() -> None:
    """No table stands empty, and nothing is divided by nothing."""
    report = RunReport("out.jsonl", [], {}, {}, Counts())

    assert terminal_report(report, 80) == [
        "0 documents cleaned, 0 failed; 0 articles",
        "kept 0, removed 0, rewritten 0 of 0 characters",
        "0.0 s, 0.0 documents a second, 1 process",
    ]


def test_what_a_table_leaves_out_is_counted() -> None:
    """Twenty rows are shown, and failures are counted beyond those that are known."""
    finders = {f"ads.rule-{number:02}": found(sample("x"), size=100 - number) for number in range(23)}
    report = report_of(finders, failures=[Failure(Place("a", 1), "no")])
    report.counts.broken = 60
    lines = terminal_report(report, 80)

    assert [line for line in lines if line.startswith("  and")] == ["  and 3 more", "  and 59 more"]


@given(st.text(), st.integers(min_value=60, max_value=200))
def test_no_line_does_anything_or_is_longer_than_asked(name: str, width: int) -> None:
    """Whatever names and reasons hold, each line is one line of a terminal, and fits."""
    failures = [Failure(Place(name, 1), name)]
    lines = terminal_report(report_of({name or "x": found(sample("x"), part="ad_slot")}, failures=failures), width)

    assert [line for line in lines if line != printable(line) or len(line.splitlines()) > 1] == []
    # Sums are told in full.
    assert [line for line in lines[3:] if cell_len(line) > width] == []


@pytest.mark.parametrize(
    ("size", "whole", "shown"),
    [(0, 0, ""), (0, 9, "0.0%"), (1, 10**6, "<0.1%"), (999_999, 10**6, ">99.9%"), (10**6, 10**6, "100.0%"), (1, 3, "33.3%")],
)
def test_a_share_is_never_rounded_to_nothing_or_all(size: int, whole: int, shown: str) -> None:
    """What is there is not nothing, and what is missing is told."""
    assert share(size, whole) == shown


@pytest.mark.parametrize(
    ("seconds", "shown"), [(0.04, "0.0 s"), (59.94, "59.9 s"), (61, "1 min 01 s"), (3599.7, "1 h 00 min"), (7320, "2 h 02 min")]
)
def test_times_are_told_in_units_of_their_size(seconds: float, shown: str) -> None:
    """Seconds, minutes or hours."""
    assert lasting(seconds) == shown


@pytest.mark.parametrize("named", ["out.jsonl", "out.jsonl.run", "out.jsonl.run/report.json"])
def test_a_report_is_found_by_each_name_of_its_run(tmp_path: Path, named: str) -> None:
    """By the output, the folder beside it, or the file itself; it reads back as it was."""
    (tmp_path / "out.jsonl.run").mkdir()
    (tmp_path / "out.jsonl.run" / "report.json").write_bytes(small_report().to_json(tmp_path / "out.jsonl.run"))

    assert read_report(tmp_path / named).to_json(tmp_path) == small_report().to_json(tmp_path)


@pytest.mark.parametrize(("raw", "fault"), [(None, "has no report"), (b"{}", "is no report of a run"), (b"\xff", "is no report of a run")])
def test_what_is_no_report_is_an_error(tmp_path: Path, raw: bytes | None, fault: str) -> None:
    """It names the file and what is wrong with it."""
    (tmp_path / "out.jsonl.run").mkdir()
    if raw is not None:
        (tmp_path / "out.jsonl.run" / "report.json").write_bytes(raw)

    with pytest.raises(ReadingError, match=fault):
        read_report(tmp_path / "out.jsonl")
