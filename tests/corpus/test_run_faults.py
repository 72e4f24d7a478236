"""What becomes of documents that cannot be cleaned, of inputs that are missing, and of what is lost."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from cleaner.corpus import outputs, parts
from cleaner.corpus.choices import Records
from cleaner.corpus.counting import Counting
from cleaner.corpus.manifest import RunFolder
from cleaner.errors import ExtraError, LedgerError, ReadingError
from tests.corpus.plans import TEXT, corpus, plan, ran, rows, written


def test_a_document_that_takes_too_long_goes_to_quarantine(tmp_path: Path) -> None:
    """Its process is killed, and the others of its part are cleaned."""
    texts = [TEXT.format(0), "HANG\nThe harbour.\n", TEXT.format(1), "The pier.\n"]
    out = tmp_path / "out.jsonl"

    ended = ran(plan([written(tmp_path / "a.jsonl", texts)], out, limit=1.0, records=Records.documents))

    [failed] = rows(RunFolder(out).quarantine)
    assert failed["reason"] == "takes longer than 1 seconds; --timeout gives it more"
    assert failed["record"] == {"id": 1, "text": texts[1]}
    assert [row["id"] for row in rows(out)] == [0, 2, 3]
    assert (ended.code, ended.report.counts.documents, ended.report.counts.broken) == (1, 3, 1)


def test_documents_are_cleaned_twice_at_the_most_however_many_take_too_long(tmp_path: Path) -> None:
    """What was cleaned before a process was killed is cleaned again when nothing else is left to do."""
    notes = [tmp_path / f"note{number}" for number in range(2)]
    texts = [text for note in notes for text in (f"NOTE note:{note}\n", "HANG\n")]
    texts.append("HANG\n")
    out = tmp_path / "out.jsonl"

    ended = ran(plan([written(tmp_path / "a.jsonl", texts)], out, limit=3.0, records=Records.documents, documents=6))

    assert [note.read_text() for note in notes] == ["xx", "xx"]
    assert [row["id"] for row in rows(out)] == [0, 2]
    assert [row["record"]["id"] for row in rows(RunFolder(out).quarantine)] == [1, 3, 4]
    assert (ended.code, ended.report.counts.documents, ended.report.counts.broken) == (1, 2, 3)


def test_a_document_at_which_processes_die_goes_to_quarantine(tmp_path: Path) -> None:
    """One at which only the first dies is cleaned by the second."""
    texts = [TEXT.format(0), f"DIE mark:{tmp_path / 'mark'}\n", "DIE\n", TEXT.format(1)]
    out = tmp_path / "out.jsonl"

    ended = ran(plan([written(tmp_path / "a.jsonl", texts)], out, processes=2, records=Records.documents))

    [failed] = rows(RunFolder(out).quarantine)
    assert (failed["record"]["id"], failed["reason"]) == (2, "the process that cleaned it died twice, perhaps for want of memory")
    assert [row["id"] for row in rows(out)] == [0, 1, 3]
    assert ended.code == 1


def test_records_that_the_output_cannot_hold_go_to_quarantine(tmp_path: Path) -> None:
    """Half a character is none in Parquet; all articles of its document stay out, and JSON lines can spell it."""
    name = written(tmp_path / "a.jsonl", [TEXT.format(0), "The harbour \ud800 reopened on Tuesday.\n"])

    ended = ran(plan([name], tmp_path / "out.parquet"))
    [failed] = rows(RunFolder(tmp_path / "out.parquet").quarantine)
    assert failed["record"]["id"] == 1
    assert failed["reason"].startswith("holds half a character (U+D800)")
    assert (ended.report.counts.documents, ended.report.counts.broken, ended.report.counts.rows) == (1, 1, 1)
    assert ran(plan([name], tmp_path / "out.jsonl")).code == 0


def test_an_input_that_is_missing_or_changes_is_told(tmp_path: Path) -> None:
    """The others are cleaned; where all are missing, nothing is begun."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    missing = str(tmp_path / "none.jsonl")
    with pytest.raises(ReadingError, match=r"none.jsonl: no such file or folder; check the path"):
        ran(plan([missing], out))
    assert not RunFolder(out).path.exists()

    ended = ran(plan([missing, *inputs], out))

    assert (ended.code, ended.report.warnings) == (2, [f"{missing}: no such file or folder; check the path"])
    assert (ended.report.counts.documents, ended.report.counts.broken) == (18, 3)


def test_an_input_that_changes_meanwhile_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read of it stays in the output."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    whole = outputs.write_part

    def write(path: Path, *args: Any, **named: Any) -> dict[int, str]:
        os.utime(inputs[0], (1, 1))
        Path(inputs[2]).unlink(missing_ok=True)
        return whole(path, *args, **named)

    monkeypatch.setattr(parts, "write_part", write)
    ended = ran(plan(inputs, out))

    assert ended.code == 2
    assert ended.report.warnings == [
        f"{inputs[0]}: was changed while it was read; the output holds what was read of it before",
        f"{inputs[2]}: no such file or folder; check the path; the output holds what was read of it before",
    ]


def test_a_document_that_is_lost_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the end the documents that were read are counted against those that were cleaned or failed."""
    whole = Counting.counts

    def counts(self: Counting) -> Any:
        made = whole(self)
        made.documents -= 1
        return made

    monkeypatch.setattr(Counting, "counts", counts)
    with pytest.raises(LedgerError, match=r"20 documents were read, but 13 were cleaned and 2 lie in quarantine, in 5 parts"):
        ran(plan(corpus(tmp_path), tmp_path / "out.jsonl"))


SUFFIXES = [".jsonl", ".jsonl.gz", ".jsonl.zst", ".csv", ".tsv.gz", ".parquet"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_record_that_was_not_written_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, suffix: str) -> None:
    """Whatever those who wrote it say: what lies on the disk is counted."""
    inputs, out = corpus(tmp_path), tmp_path / f"out{suffix}"
    with monkeypatch.context() as patch:
        patch.setattr(parts, "write_part", lambda path, rows, form, **how: outputs.write_part(path, rows[1:], form, **how))
        with pytest.raises(LedgerError, match=r"out\.\S+ holds 13 records of 18, and the quarantine 2 documents of 2; please report"):
            ran(plan(inputs, out, records=Records.documents))
    assert ran(plan(inputs, out, records=Records.documents, restart=True)).report.counts.rows == 18


def test_a_document_that_is_not_in_quarantine_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its lines are counted, too."""
    monkeypatch.setattr(parts, "quarantined", lambda item, reason: b"")
    with pytest.raises(LedgerError, match=r"out\.jsonl holds \d+ records of \d+, and the quarantine 0 documents of 2; please report"):
        ran(plan(corpus(tmp_path), tmp_path / "out.jsonl"))


@pytest.mark.parametrize("processes", [1, 2])
def test_a_library_that_is_missing_ends_the_run(tmp_path: Path, processes: int) -> None:
    """It would be missing for every document."""
    name = written(tmp_path / "a.jsonl", ["EXTRA\n"])

    with pytest.raises(ExtraError, match=r"^capitals needs letters, which is not installed"):
        ran(plan([name], tmp_path / "out.jsonl", processes=processes))
