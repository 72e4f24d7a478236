"""Removals of a run, drawn for a person to judge, and the sheet on which this is done where nobody sits at a terminal.

A sheet needs to bring back no more than which removal got which answer: what a spreadsheet did to the texts does not matter.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterable, Iterator, Sequence
from enum import StrEnum
from hashlib import sha256
from heapq import nsmallest
from itertools import islice

import msgspec
from msgspec import Struct

from cleaner.corpus.counts import RunReport, Sample
from cleaner.document.claim import is_named
from cleaner.document.parts import Part, Zone
from cleaner.errors import PolicyError, ReadingError, suggestion
from cleaner.formats.terminal import printable

# As many letters name a removal: of a million ones two are alike in one of 500 runs.
_ID_LETTERS = 12
# Spreadsheets take what begins so for a formula.
_FORMULAS = ("=", "+", "-", "@")


class Verdict(StrEnum):
    """What a person says of a removal."""

    chrome = "y"
    body = "n"
    skipped = "s"


def verdict_of(word: str) -> Verdict | None:
    """The verdict that somebody wrote; None for any other word."""
    letter = word.strip().lower()
    return Verdict(letter[0]) if letter in ("y", "yes", "n", "no", "s", "skip") else None


class RemovalSample(Struct, frozen=True, order=True):
    """A removal to judge.

    Args:
        finder: the rule, the pass or the model that found it.
        part: what it was taken for.
        sample: where it stood, and what stood around it.
        whole: whether the sample has the whole text, and not the beginning of it.
    """

    finder: str
    part: str
    sample: Sample
    whole: bool = True

    @property
    def id(self) -> str:
        """What names it on a sheet: the same in whatever sample of the run it is."""
        place = self.sample.place
        named = (self.finder, place.source, place.number, place.detail, self.sample.start, self.sample.end)
        return sha256(msgspec.json.encode([printable(one) if isinstance(one, str) else one for one in named])).hexdigest()[:_ID_LETTERS]

    @property
    def text(self) -> str:
        """What was removed, without the white space around it: as a configuration names what it allows."""
        return self.sample.text.strip()


class Judged(Struct, frozen=True, order=True):
    """A removal and what a person said of it."""

    removal: RemovalSample
    verdict: Verdict


class Choice(Struct, frozen=True):
    """Which removals are judged.

    Args:
        rule: only those of this rule, group of rules, pass or `model`; empty for all.
        part: only what was taken for this part, or for a part of this zone; empty for all.
        below: only those of which the finder was less sure than this.
        number: how many at the most.
        seed: what they are drawn by.
    """

    rule: str = ""
    part: str = ""
    below: float | None = None
    number: int = 20
    seed: int = 0

    def takes(self, removal: RemovalSample) -> bool:
        """Whether a removal is one of those that are asked for."""
        if self.rule and not is_named(removal.finder, self.rule):
            return False
        if self.part and self.part not in _part_and_zone(removal.part):
            return False
        return self.below is None or removal.sample.confidence < self.below


def _part_and_zone(part: str) -> tuple[str, ...]:
    return (part, *(one.zone for one in Part if one == part))


def sampled_removals(report: RunReport) -> Iterator[RemovalSample]:
    """The removals that a report has samples of, each once, by finder and place; what is only white space says nothing to a person."""
    for finder, found in sorted(report.counts.finders.items()):
        for sample in sorted(found.samples, key=lambda one: (one.place, one.start)):
            if sample.text.strip():
                yield RemovalSample(finder, sample.part or found.part, sample, _is_whole(sample))


def _is_whole(sample: Sample) -> bool:
    """Whether a sample is the text as it stood: not cut, and with no half characters that had to be spelled."""
    return len(sample.text) == sample.end - sample.start


def drawn(found: Iterable[RemovalSample], choice: Choice) -> list[RemovalSample]:
    """The removals that are drawn: of each finder in turn, so that rare ones are seen as well, in an order that the seed gives.

    No more are held at any time than a few times as many as are drawn of each finder.

    Raises PolicyError if the choice names a rule that removed nothing, or a part that there is not.
    """
    finders: dict[str, list[tuple[bytes, RemovalSample]]] = {}
    for removal in found:
        held = finders.setdefault(removal.finder, [])
        if choice.takes(removal):
            held.append((_rank(choice, removal.id), removal))
            if len(held) > 4 * choice.number:
                held[:] = nsmallest(choice.number, held)
    _check(choice, finders)
    turns = [nsmallest(choice.number, finders[finder]) for finder in sorted(finders, key=lambda finder: _rank(choice, finder))]
    rounds = (turn[place][1] for place in range(choice.number) for turn in turns if place < len(turn))
    return [*islice(rounds, choice.number)]


def _rank(choice: Choice, name: str) -> bytes:
    """What something is drawn by: the same in whatever order it comes."""
    return sha256(f"{choice.seed}\0{name}".encode()).digest()


def _check(choice: Choice, finders: Collection[str]) -> None:
    if choice.part and choice.part not in (words := [*Part, *Zone]):
        raise PolicyError(f"no part or zone is called {choice.part!r}; {suggestion(choice.part, words)}")
    if choice.rule and not any(is_named(finder, choice.rule) for finder in finders):
        otherwise = "the report of the run names what did" if finders else "nothing was removed"
        raise PolicyError(f"no rule called {choice.rule!r} removed anything in this run; {suggestion(choice.rule, finders, otherwise)}")


class SheetForm(StrEnum):
    """A form of a sheet."""

    tsv = "tsv"
    jsonl = "jsonl"


class _Row(Struct, frozen=True):
    """One removal on a sheet. The first field is for the person, and only it and the second are read back."""

    answer: str
    id: str
    rule: str
    part: str
    confidence: float
    place: str
    before: str
    text: str
    after: str
    because: str


class _Answer(Struct, frozen=True):
    """What is read back of a row."""

    id: str
    answer: str = ""


def sheet(drawing: Sequence[RemovalSample], form: SheetForm) -> bytes:
    """A sheet on which a person writes an answer beside each removal: `y` for chrome, `n` for body, `s` or nothing to pass it over."""
    rows = [msgspec.structs.asdict(_row(removal)) for removal in drawing]
    if form is SheetForm.jsonl:
        return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)
    held = io.StringIO()
    writer = csv.DictWriter(held, _Row.__struct_fields__, dialect="excel-tab", lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) if isinstance(value, str) else value for name, value in row.items()} for row in rows)
    return held.getvalue().encode()


def _row(removal: RemovalSample) -> _Row:
    sample = removal.sample
    shown = [printable(text) for text in (str(sample.place), sample.before, removal.text, sample.after, sample.because)]
    return _Row("", removal.id, printable(removal.finder), printable(removal.part), sample.confidence, *shown)


def _cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULAS) else text


def read_answers(raw: bytes, name: str, form: SheetForm, found: Iterable[RemovalSample]) -> list[Judged]:
    """The removals of a sheet that have an answer, in its order.

    Args:
        raw: the sheet.
        name: what errors call it.
        form: its form.
        found: all removals of the run.

    Raises:
        ReadingError: if it is no such sheet, an answer is another word, or a removal is none of the run's.
    """
    answers: dict[str, tuple[int, Verdict]] = {}
    for line, row in _rows(raw, name, form):
        if not row.answer.strip():
            continue
        if (verdict := verdict_of(row.answer)) is None:
            raise ReadingError(f"{name}: line {line}", f"the answer {row.answer!r} is none; write y (chrome), n (body) or s (skip)")
        answers[row.id] = line, verdict
    wanted = {removal.id: removal for removal in found if removal.id in answers} if answers else {}
    for id_, (line, _) in answers.items():
        if id_ not in wanted:
            raise ReadingError(f"{name}: line {line}", f"no removal of this run has the id {id_!r}; give the run that the sheet is of")
    return [Judged(wanted[id_], verdict) for id_, (_, verdict) in answers.items()]


def _rows(raw: bytes, name: str, form: SheetForm) -> Iterator[tuple[int, _Answer]]:
    """The rows of a sheet with the lines that they begin on."""
    try:
        text = raw.decode("utf-8-sig")
        if form is SheetForm.jsonl:
            for number, line in enumerate(text.split("\n"), 1):
                if line.strip():
                    yield number, msgspec.json.decode(line, type=_Answer)
            return
        reader = csv.DictReader(io.StringIO(text, newline=""), dialect="excel-tab", strict=True)
        if not {"answer", "id"} <= set(reader.fieldnames or ()):
            raise ReadingError(name, "has no columns `answer` and `id`; give the sheet that cleaner sample wrote, with tabs between cells")
        for cells in reader:
            yield reader.line_num, _Answer((cells["id"] or "").strip(), cells["answer"] or "")
    except (ValueError, csv.Error) as error:
        raise ReadingError(name, f"is no sheet of answers: {error}") from error
