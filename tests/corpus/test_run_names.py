"""Paths are bytes: a name that is not UTF-8 is read and written as any other, and spelled where it is told."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from cleaner.corpus import parts
from cleaner.corpus.choices import Records
from cleaner.corpus.manifest import RunFolder
from cleaner.corpus.report_html import document
from cleaner.errors import WritingError
from tests.corpus.outputs import columns
from tests.corpus.plans import TEXT, Stop, left, plan, ran, rows, stopping

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere file systems take no such names")


def named(name: bytes) -> str:
    """A name as Python has it."""
    return os.fsdecode(name)


def corpus(folder: Path) -> Path:
    """A folder of texts and records, one of them broken, whose names differ in bytes that are no text."""
    folder.mkdir()
    for name in (b"\xff\xfd.txt", b"\xff\xfe.txt"):
        (folder / named(name)).write_text(TEXT.format(len(name)))
    lines = [json.dumps({"id": f"r{number}", "text": TEXT.format(number)}) for number in range(3)]
    (folder / named(b"\xfe.jsonl")).write_text("\n".join([*lines, '{"id": "r3", "text": 7}\n']))
    return folder


@pytest.mark.parametrize("ending", [".jsonl", ".csv", ".parquet"])
@pytest.mark.parametrize("records", list(Records))
def test_names_that_are_not_utf_8_are_read_and_written(tmp_path: Path, records: Records, ending: str) -> None:
    """Each is told from the others in records, in the quarantine and in the report; the run is known again."""
    folder, out = corpus(tmp_path / named(b"in\xff")), tmp_path / (named(b"out\xff") + ending)
    wanted = plan([folder, folder / named(b"\xff\xfe.txt")], out, records=records)

    ended = ran(wanted)

    assert (ended.code, ended.report.counts.documents, ended.report.counts.broken) == (1, 5, 1)
    ids = {row["id"].rpartition("/")[2] for row in columns(out)}
    assert ids == {"r0", "r1", "r2", r"\udcff\udcfd.txt", r"\udcff\udcfe.txt"}
    [failed] = rows(RunFolder(out).quarantine)
    assert failed["source"] == rf"{tmp_path}/in\udcff/\udcfe.jsonl"
    assert rf"out\udcff{ending}".encode() in document(ended.report, wanted.rules).encode()
    assert ended.report.inputs == [rf"{tmp_path}/in\udcff", rf"{tmp_path}/in\udcff/\udcff\udcfe.txt"]
    again = ran(wanted)
    assert again.before and again.report.counts.failures == ended.report.counts.failures
    (folder / named(b"\xff\xfd.txt")).write_text("The harbour.\n")
    with pytest.raises(WritingError, match=r"cannot go on: .*/\\udcff\\udcfd.txt was changed since it began"):
        ran(wanted)


def test_a_run_over_such_names_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its output is what it would have been."""
    folder = corpus(tmp_path / "in")
    whole, other = tmp_path / named(b"a\xff.jsonl"), tmp_path / "b" / named(b"a\xff.jsonl")
    ran(plan([folder], whole, documents=1))
    stopping(monkeypatch, parts, "write_part", 3, Stop(), after=True)
    with pytest.raises(Stop):
        ran(plan([folder], other, documents=1))

    ended = ran(plan([folder], other, documents=1))

    assert ended.report.taken_over == 2
    assert (left(other)["out"], left(other)["quarantine"]) == (left(whole)["out"], left(whole)["quarantine"])
