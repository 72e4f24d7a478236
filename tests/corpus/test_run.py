"""Runs over corpora: nothing is lost, nothing comes twice, and one that was stopped ends as one that was not."""

from __future__ import annotations

import errno
import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner.corpus import outputs, parts
from cleaner.corpus.choices import Records
from cleaner.corpus.counting import Counting
from cleaner.corpus.counts import most_samples
from cleaner.corpus.manifest import RunFolder
from cleaner.corpus.run import Ended
from cleaner.errors import ExtraError, LedgerError, ReadingError, WritingError
from cleaner.formats import writing
from tests.corpus.plans import TEXT, cleaning, left, plan, ran, written

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


class Stop(BaseException):
    """Stops a run as a signal would."""


def stopping(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, at: int, error: BaseException, *, after: bool) -> None:
    """Let a function raise at its nth call, before or after it has done its work; from then on it works again."""
    whole: Callable[..., Any] = getattr(module, name)
    calls = [0]

    def called(*args: Any, **named: Any) -> Any:
        calls[0] += 1
        done = whole(*args, **named) if after or calls[0] != at else None
        if calls[0] == at:
            raise error
        return done

    monkeypatch.setattr(module, name, called)


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
        (plan(inputs, Path(inputs[0])), "a.jsonl: is an input; choose another output"),
        (plan([tmp_path], tmp_path / "new.jsonl"), "new.jsonl: lies in the input folder"),
    ]:
        with pytest.raises(WritingError, match=told):
            ran(wanted)
    assert out.read_text() == "mine\n"
    ran(plan(inputs, out, restart=True))
    out.unlink()
    with pytest.raises(WritingError, match=r"out.jsonl: is gone, though its run has ended; say --restart"):
        ran(plan(inputs, out))


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
