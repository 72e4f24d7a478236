"""Runs over corpora: nothing is lost, nothing comes twice, and one that was stopped ends as one that was not."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from pyarrow import parquet

from cleaner.corpus import outputs, parts
from cleaner.corpus.choices import Records, Removals
from cleaner.corpus.counting import Counting
from cleaner.corpus.counts import most_samples
from cleaner.corpus.manifest import RunFolder
from cleaner.corpus.output import Output
from cleaner.corpus.run import Ended
from cleaner.errors import ExtraError, LedgerError, ReadingError, WritingError
from cleaner.formats import writing
from tests.corpus.plans import TEXT, Stop, cleaning, left, plan, ran, stopping, written

FILES = ["lock", "manifest.json", "quarantine.jsonl", "report.json"]


def rows(path: Path) -> list[dict[str, Any]]:
    """The records of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text().splitlines()]


def corpus(folder: Path) -> list[str]:
    """Two files of records, of which two are broken, and one text."""
    first = written(folder / "a.jsonl", (TEXT.format(number) for number in range(10)), score=0.5)
    with Path(first).open("a") as file:
        file.write('{"id": 10, "text": 7}\n{"id": 11, "te\n')
    second = written(folder / "b.jsonl", (TEXT.format(number) for number in range(20, 27)))
    (folder / "c.txt").write_text(TEXT.format(30))
    return [first, second, str(folder / "c.txt")]


def test_every_document_is_in_the_output_or_in_quarantine(tmp_path: Path) -> None:
    """Records of documents have the cleaned text in place and all else as it was; what failed is told with all that was read of it."""
    out = tmp_path / "out.jsonl"

    ended = ran(plan(corpus(tmp_path), out, records=Records.documents))

    how = cleaning().cleaner
    numbers = [*range(10), *range(20, 27), 30]
    assert [row["text"] for row in rows(out)] == [how.clean(TEXT.format(number)).text for number in numbers]
    assert rows(out)[:2] == [{"id": 0, "text": rows(out)[0]["text"], "score": 0.5}, {"id": 1, "text": rows(out)[1]["text"], "score": 0.5}]
    assert rows(out)[-1].keys() == {"id", "url", "text"}
    failed = rows(RunFolder(out).quarantine)
    assert [(Path(one["source"]).name, one["number"], one["detail"], one["raw"]) for one in failed] == [
        ("a.jsonl", 11, "line 11", '{"id": 10, "text": 7}\n'),
        ("a.jsonl", 12, "line 12", '{"id": 11, "te\n'),
    ]
    counts = ended.report.counts
    assert (ended.code, counts.documents, counts.broken, counts.rows) == (1, 18, 2, 18)
    assert counts.kept + counts.removed + counts.rewritten == counts.characters == sum(len(TEXT.format(number)) for number in numbers)
    assert sorted(path.name for path in RunFolder(out).path.iterdir()) == FILES


def test_articles_come_with_the_columns_of_their_document(tmp_path: Path) -> None:
    """A column that a field of articles has, too, gets another name; the text that was cleaned is the article's own."""
    name = written(tmp_path / "a.jsonl", [TEXT.format(1)], language="xx", url="https://varn.example/1", score=0.5, input_language=1)
    out = tmp_path / "out.jsonl"

    ended = ran(plan([name], out))

    [row] = rows(out)
    [article] = cleaning().cleaner.clean(TEXT.format(1)).articles
    assert {key: row[key] for key in article.to_dict()} == json.loads(json.dumps(article.to_dict()))
    extra = {"id": 0, "input_input_language": "xx", "score": 0.5, "input_language": 1, "url": "https://varn.example/1"}
    assert {key: row[key] for key in extra} == extra
    assert (ended.code, ended.report.counts.articles) == (0, 1)


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".csv", ".parquet"])
def test_processes_and_parts_change_nothing(tmp_path: Path, suffix: str) -> None:
    """The output of one process and one part is that of two processes and many parts, and so are quarantine and counts."""
    inputs = corpus(tmp_path)
    outs = [tmp_path / str(number) / f"out{suffix}" for number in range(3)]
    ways: list[dict[str, Any]] = [{}, {"limit": 60.0}, {"processes": 2}]
    for out, how in zip(outs, ways, strict=True):
        out.parent.mkdir()
        ran(plan(inputs, out, **how))

    one, *others = map(left, outs)
    for other, out in zip(others, outs[1:], strict=True):
        for record in (one, other):
            record["report"]["output"] = record["report"]["quarantine"] = ""
        assert other == one, out


def test_samples_and_sums_do_not_depend_on_parts(tmp_path: Path) -> None:
    """However a corpus is cut up, the same removals are drawn to be shown."""
    name = written(tmp_path / "a.jsonl", (TEXT.format(number) for number in range(40)))
    found = []
    for size in (1, 7, 100):
        (tmp_path / str(size)).mkdir()
        ran(plan([name], tmp_path / str(size) / "out.jsonl", documents=size))
        found.append(left(tmp_path / str(size) / "out.jsonl")["report"]["counts"])

    assert found[0] == found[1] == found[2]
    assert {name: len(one["samples"]) for name, one in found[0]["finders"].items()} == {
        name: most_samples(name) for name in found[0]["finders"]
    }


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
    ]:
        with pytest.raises(WritingError, match=told):
            ran(wanted)
    assert out.read_text() == "mine\n"
    ran(plan(inputs, out, restart=True))
    out.unlink()
    with pytest.raises(WritingError, match=r"out.jsonl: is gone, though its run has ended; say --restart"):
        ran(plan(inputs, out))


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


def test_a_folder_has_the_shards_of_its_last_run_alone(tmp_path: Path) -> None:
    """In whatever form the run before wrote them; other files stay."""
    inputs, out = corpus(tmp_path), tmp_path / "out"
    ran(plan(inputs, out, output=Output.named(f"{out}/")))
    (out / "part-mine.jsonl").write_text("mine")
    ran(plan(inputs, out, output=Output.named(f"{out}/", "csv"), restart=True))

    assert sorted(path.name for path in out.iterdir()) == ["part-00000.csv", "part-mine.jsonl"]


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

    def write(path: Path, *args: Any, **named: Any) -> int:
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


def test_a_folder_holds_files_of_many_parts(tmp_path: Path) -> None:
    """Together they are the one file."""
    inputs = corpus(tmp_path)
    ran(plan(inputs, tmp_path / "one.jsonl", documents=1))
    (tmp_path / "out").mkdir()

    ran(plan(inputs, tmp_path / "out", documents=1))

    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == ["part-00000.jsonl"]
    assert (tmp_path / "out" / "part-00000.jsonl").read_bytes() == (tmp_path / "one.jsonl").read_bytes()


def test_a_corpus_of_nothing_gives_an_empty_output(tmp_path: Path) -> None:
    """A file without records is read and nothing comes of it."""
    (tmp_path / "a.jsonl").touch()

    ended = ran(plan([tmp_path / "a.jsonl"], tmp_path / "out.jsonl"))

    assert (ended.code, ended.report.counts.documents, (tmp_path / "out.jsonl").read_bytes()) == (0, 0, b"")


NANOSECONDS = pa.timestamp("ns", "UTC")


def finer(count: int) -> pa.Table:
    """Rows with times that Python has no type for, in columns of every shape."""
    columns = {
        "at": pa.array([1234567890123456789, None] * count, NANOSECONDS),
        "clock": pa.array([1, 2] * count, pa.time64("ns")),
        "span": pa.array([-1, None] * count, pa.duration("ns")),
        "list": pa.array([[1, None], None] * count, pa.list_(NANOSECONDS)),
        "pair": pa.array([[1, 2], None] * count, pa.list_(NANOSECONDS, 2)),
        "map": pa.array([[("a", 1)], None] * count, pa.map_(pa.string(), NANOSECONDS)),
        "deep": pa.array(
            [{"at": [{"b": 1, "c": "d"}]}, None] * count, pa.struct([("at", pa.list_(pa.struct([("b", NANOSECONDS), ("c", "str")])))])
        ),
        "word": pa.array([3, None] * count, NANOSECONDS).dictionary_encode(),
        "text": pa.array([TEXT.format(1)] * 2 * count),
    }
    return pa.table(columns)


@pytest.mark.parametrize("processes", [1, 2])
def test_times_finer_than_those_of_python_stay(tmp_path: Path, processes: int) -> None:
    """They go through processes and parts as they are, in Parquet with their type and in JSON with all their digits."""
    source = tmp_path / "a.parquet"
    parquet.write_table(finer(4), source)

    for suffix in ("parquet", "jsonl"):
        ended = ran(plan([source], tmp_path / f"out.{suffix}", records=Records.documents, processes=processes, removals=Removals.none))
        assert (ended.code, ended.report.counts.rows) == (0, 8)

    came, out = parquet.read_table(source), parquet.read_table(tmp_path / "out.parquet")
    kept = [name for name in came.column_names if name != "text"]
    assert out.select(kept).unify_dictionaries().equals(came.select(kept).unify_dictionaries())
    time = "1970-01-01T00:00:00.00000000{}Z".format
    first = {key: value for key, value in rows(tmp_path / "out.jsonl")[0].items() if key != "text"}
    assert first == {
        "at": "2009-02-13T23:31:30.123456789Z",
        "clock": "00:00:00.000000001",
        "span": -1,
        "list": [time(1), None],
        "pair": [time(1), time(2)],
        "map": [["a", time(1)]],
        "deep": {"at": [{"b": time(1), "c": "d"}]},
        "word": time(3),
    }


def test_a_record_of_many_levels_ends_no_run(tmp_path: Path) -> None:
    """It goes to quarantine if there are too many, and through processes otherwise."""
    levels = {"a.jsonl": (600, 200), "b.json": (200,)}
    for name, depths in levels.items():
        (tmp_path / name).write_text("\n".join(f'{{"text": "a", "b": {"[" * (depth - 1)}{"]" * (depth - 1)}}}' for depth in depths))

    ended = ran(plan([tmp_path / name for name in levels], tmp_path / "out.jsonl", records=Records.documents, processes=2))

    assert (ended.code, ended.report.counts.documents, ended.report.counts.broken, ended.report.counts.rows) == (1, 2, 1, 2)
    assert [one["reason"] for one in rows(RunFolder(tmp_path / "out.jsonl").quarantine)] == ["is JSON nested too deeply to be read"]


def test_nan_stays_in_parquet_and_is_told_elsewhere(tmp_path: Path) -> None:
    """JSON has no number for it, so that such a row of Parquet goes to quarantine, where its name stands in its place."""
    table = pa.table({"text": [TEXT.format(1)] * 2, "score": [float("nan"), 1.0]})
    parquet.write_table(table, tmp_path / "a.parquet")

    ends = [ran(plan([tmp_path / "a.parquet"], tmp_path / f"out.{form}", records=Records.documents)) for form in ("parquet", "jsonl")]

    assert [(ended.code, ended.report.counts.rows) for ended in ends] == [(0, 2), (1, 1)]
    assert str(parquet.read_table(tmp_path / "out.parquet")["score"].to_pylist()) == "[nan, 1.0]"
    [failed] = rows(RunFolder(tmp_path / "out.jsonl").quarantine)
    assert failed["record"] == {"text": TEXT.format(1), "score": "nan"}
    assert failed["reason"] == "holds NaN or infinity, which JSON has no number for; write Parquet instead"


@pytest.mark.parametrize("form", ["parquet", "jsonl"])
def test_columns_of_one_name_break_their_input_alone(tmp_path: Path, form: str) -> None:
    """No value is taken for another's, and the other inputs are read."""
    for name, columns in {"a": ["text", "n", "n"], "b": ["text", "n", "m"], "c": ["text", "text", "n"]}.items():
        table = pa.Table.from_arrays([pa.array([TEXT.format(1)]), pa.array(["1"]), pa.array(["2"])], columns)
        parquet.write_table(table, tmp_path / f"{name}.parquet")

    out = tmp_path / f"out.{form}"
    ended = ran(plan([tmp_path / f"{name}.parquet" for name in "abc"], out, records=Records.documents))

    assert (ended.code, ended.report.counts.rows, ended.report.counts.broken) == (1, 1, 2)
    reasons = [f"names the column {name!r} twice; rename one" for name in ("n", "text")]
    assert [one["reason"] for one in rows(RunFolder(out).quarantine)] == reasons
