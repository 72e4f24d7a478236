"""Runs that are stopped go on, and end as if they were not; what is there already is not harmed."""

from __future__ import annotations

import errno
import os
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cleaner.corpus import parts
from cleaner.corpus.choices import Records
from cleaner.corpus.manifest import RunFolder
from cleaner.corpus.output import Output
from cleaner.corpus.run import Ended
from cleaner.errors import WritingError
from cleaner.formats import writing
from tests.corpus.plans import TEXT, Stop, corpus, left, plan, ran, stopping, written


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("at", range(1, 13))
def test_a_run_that_is_stopped_anywhere_ends_as_if_it_was_not(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: int, after: bool
) -> None:
    """Before and after each file that is written, going on gives the same bytes; a second time nothing is done."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    ran(plan(inputs, out, documents=8))
    undisturbed = left(out)
    for path in [out, *RunFolder(out).path.iterdir()]:
        path.unlink()

    with monkeypatch.context() as patch:
        # Each file of a run gets its place by this.
        stopping(patch, writing, "replace_whole", at, Stop(), after=after)
        with pytest.raises(Stop):
            ran(plan(inputs, out, documents=8))
    ended = ran(plan(inputs, out, documents=8))

    assert left(out) == undisturbed
    assert (ended.code, ended.before) == (1, at == 12 and after)
    assert ran(plan(inputs, out, documents=8)) == Ended(ran(plan(inputs, out, documents=8)).report, 1, before=True)


def test_a_part_that_was_damaged_is_made_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its records are not what it says that they are, so it counts for nothing."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    ran(plan(inputs, out))
    undisturbed = left(out)
    out.unlink()
    RunFolder(out).clear()
    with monkeypatch.context() as patch:
        stopping(patch, parts, "write_part", 4, Stop(), after=False)
        with pytest.raises(Stop):
            ran(plan(inputs, out))
    [folder] = RunFolder(out).path.glob("parts-*")
    part = folder / "00000001.jsonl"
    part.write_bytes(part.read_bytes()[:-9])
    (folder / "00000000.json").write_text("{}")

    ended = ran(plan(inputs, out))

    assert left(out) == undisturbed
    assert ended.report.taken_over == 4


def test_a_full_disk_is_told_and_the_run_goes_on_later(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was finished before stays."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    with monkeypatch.context() as patch:
        stopping(patch, writing, "replace_whole", 6, OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)), after=False)
        with pytest.raises(WritingError, match=r"00000001.quarantine.jsonl: no space left on device|0000000\d.*no space left on device"):
            ran(plan(inputs, out))
    assert not out.exists()

    ended = ran(plan(inputs, out))

    assert ended.report.taken_over == 8
    assert (ended.report.counts.documents, ended.report.counts.broken) == (18, 2)


def test_other_settings_and_changed_inputs_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each by its name; what was begun stays until it is said to begin anew."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    with monkeypatch.context() as patch:
        stopping(patch, parts, "write_part", 2, Stop(), after=False)
        with pytest.raises(Stop):
            ran(plan(inputs, out))
    anew = "; say --restart to begin anew, or name another output"

    def refusal(inputs: list[str], **how: Any) -> str:
        with pytest.raises(WritingError) as error:
            ran(plan(inputs, out, **how))
        return str(error.value).removeprefix(f"{out}: ").removesuffix(anew)

    assert refusal(inputs, records=Records.documents) == "was begun with records articles, and is to go on with documents"
    assert refusal(inputs, one=True) == "was begun with one article False, and is to go on with True"
    assert refusal(inputs, documents=5) == "was begun with part [4, 4194304], and is to go on with [5, 4194304]"
    assert refusal(inputs[:2]) == f"cannot go on: {inputs[2]} is not among the inputs any more"
    assert refusal([*inputs, written(tmp_path / "d.jsonl", ["x"])]) == f"cannot go on: {tmp_path / 'd.jsonl'} is new among the inputs"
    assert refusal(inputs[::-1]) == "cannot go on: its inputs stand in another order"
    os.utime(inputs[1], (1, 1))
    assert refusal(inputs) == f"cannot go on: {inputs[1]} was changed since it began"
    assert ran(plan(inputs, out, restart=True)).report.taken_over == 0


def test_what_is_there_is_not_written_over(tmp_path: Path) -> None:
    """A file that no run wrote; an input; a place among inputs; an output whose run has ended, and that is gone."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    out.write_text("mine\n")
    for wanted, told in [
        (plan(inputs, out), "out.jsonl: is there already, and no run is known that wrote it; say --restart"),
        (plan(inputs, Path(inputs[0])), "a.jsonl: is an input, and would be replaced; choose another output"),
        (plan([tmp_path], tmp_path / "new.jsonl"), "new.jsonl: lies in the input folder"),
        (plan([tmp_path.as_uri()], tmp_path / "new.jsonl"), "new.jsonl: lies in the input folder file://"),
    ]:
        with pytest.raises(WritingError, match=told):
            ran(wanted)
    assert out.read_text() == "mine\n"
    ran(plan(inputs, out, restart=True))
    out.unlink()
    with pytest.raises(WritingError, match=r"out.jsonl: is gone, though its run has ended; say --restart"):
        ran(plan(inputs, out))


@pytest.mark.parametrize("beside", ["out.jsonl", "report.html"])
def test_nothing_is_written_among_inputs(tmp_path: Path, beside: str) -> None:
    """Whatever of it lies there would be an input the next time; it is refused at once, by its name, before anything is there."""
    inputs, elsewhere = tmp_path / "in", tmp_path / "elsewhere"
    inputs.mkdir()
    written(inputs / "a.jsonl", [TEXT])
    out, page = (inputs if beside == name else elsewhere for name in ("out.jsonl", "report.html"))

    with pytest.raises(WritingError, match=f"in/{beside}: lies in the input folder .*in; choose a folder elsewhere"):
        ran(plan([inputs], out / "out.jsonl", page=page / "report.html"))
    assert [path.name for path in tmp_path.rglob("*.*")] == ["a.jsonl"]


def test_no_input_and_no_file_of_others_is_lost_by_beginning_anew(tmp_path: Path) -> None:
    """Inputs in the folder of the output, among what the run leaves, or where its report goes; shards that another program made."""
    shards = tmp_path / "shards"
    shards.mkdir()
    inputs = [written(shards / "part-00000.jsonl", [TEXT]), written(shards / "part-00001.jsonl", [TEXT])]
    other, out = written(tmp_path / "in.jsonl", [TEXT]), tmp_path / "out.jsonl"
    retried = written(RunFolder(out).path.parent / "kept.jsonl", [TEXT])
    RunFolder(out).path.mkdir()
    Path(retried).rename(RunFolder(out).quarantine)
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl")}
    for wanted, told in [
        (plan(inputs, shards, restart=True), "part-00000.jsonl: is an input, and would be replaced"),
        (plan([other], shards, restart=True), "shards: holds files, and no run is known that wrote them; name another folder"),
        (plan([Path(other).as_uri()], Path(other), restart=True), "in.jsonl: is an input, and would be replaced"),
        (plan([RunFolder(out).quarantine], out, restart=True), "quarantine.jsonl: is an input, and would be replaced"),
        (plan([other], out, page=Path(other)), "in.jsonl: is an input, and would be replaced"),
        (plan([other], out, page=out), "out.jsonl: is the output, and would be replaced by the report"),
    ]:
        with pytest.raises(WritingError, match=told):
            ran(wanted)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.jsonl")} == before


def test_a_member_of_an_archive_that_was_changed_is_refused(tmp_path: Path) -> None:
    """Though it is as long as it was, and archives tell no time of change that could be asked for."""
    url, out = f"zip://a.txt::file://{tmp_path}/z.zip", tmp_path / "out.jsonl"
    for number in range(2):
        with zipfile.ZipFile(tmp_path / "z.zip", "w") as archive:
            archive.writestr(zipfile.ZipInfo("a.txt"), TEXT.format(number))
        if number == 0:
            ran(plan([url], out))

    with pytest.raises(WritingError, match=r"cannot go on: zip://a.txt::.* was changed since it began"):
        ran(plan([url], out))


@pytest.mark.parametrize("scheme", ["", "file://"])
def test_no_output_lies_among_the_inputs(tmp_path: Path, scheme: str) -> None:
    """Neither in a folder of them nor in the place of one, whether by path or by URL; it would be one the next time."""
    written(tmp_path / "in.jsonl", [TEXT.format(0)])

    with pytest.raises(WritingError, match=r"out.jsonl: lies in the input folder .*; choose a folder elsewhere"):
        ran(plan([f"{scheme}{tmp_path}"], tmp_path / "out.jsonl"))
    with pytest.raises(WritingError, match=r"in.jsonl: is an input, and would be replaced"):
        ran(plan([f"{scheme}{tmp_path}/in.jsonl"], tmp_path / "in.jsonl", restart=True))
    assert [path.name for path in tmp_path.iterdir()] == ["in.jsonl"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no FIFOs here")
def test_a_place_that_cannot_be_written_is_told_before_anything_is_cleaned(tmp_path: Path) -> None:
    """A FIFO, and a file where a folder is wanted."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    os.mkfifo(out)
    with pytest.raises(WritingError, match="is a FIFO"):
        ran(plan(inputs, out, restart=True))
    with pytest.raises(WritingError, match="is a file, and is named as a folder"):
        ran(plan(inputs, out, output=Output.named(f"{inputs[0]}/"), restart=True))


def test_one_output_is_written_by_one_run(tmp_path: Path) -> None:
    """A second one is told, and touches nothing."""
    inputs, out = corpus(tmp_path), tmp_path / "out.jsonl"
    with RunFolder(out).locked(), pytest.raises(WritingError, match=r"out.jsonl: another run writes it at this moment; wait for its end$"):
        ran(plan(inputs, out))

    assert [path.name for path in RunFolder(out).path.iterdir()] == ["lock"]
