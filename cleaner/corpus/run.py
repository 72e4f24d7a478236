"""A run over a corpus: its documents cleaned in parts, by several processes if wanted, and put together when all are finished.

A run that was killed goes on where it stood, and its output is, byte for byte, that of one which nobody disturbed.
"""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec import Struct

from cleaner.corpus.counts import Counts, RunReport
from cleaner.corpus.document import Broken, Document
from cleaner.corpus.inputs import Input as Found
from cleaner.corpus.inputs import documents_of, find_inputs
from cleaner.corpus.manifest import ANEW, Manifest, RunFolder, state_of
from cleaner.corpus.outputs import rows_in
from cleaner.corpus.parts import Finished, Part, PartFiles, PartWork, cut, settle
from cleaner.corpus.plan import Plan
from cleaner.corpus.progress import Watch
from cleaner.corpus.worker_process import NO_STEP
from cleaner.corpus.workers import DIED_TWICE, FOR_MEMORY, Stopped, Workers, over_time
from cleaner.errors import CleanerError, LedgerError, ReadingError, RuleError, WorkerError, WritingError
from cleaner.formats.reading import fault_of
from cleaner.formats.terminal import without_halves
from cleaner.formats.writing import write_file
from cleaner.paths import resolved

# How often a process may die at a document until it is given up.
_DEATHS = 2
CLEAN, QUARANTINED, WRONG = 0, 1, 2
_UNTYPED = "holds values that have no type in common, and is written as JSON"


class Ended(Struct, frozen=True):
    """How a run ended.

    Args:
        code: 0 where all was cleaned, 1 where documents lie in quarantine, 2 where an input could not be read as it was.
        before: whether it had ended before, and nothing was done.
    """

    report: RunReport
    code: int
    before: bool = False


def run(plan: Plan, versions: dict[str, str], watch: Watch) -> Ended:
    """Clean a corpus, or go on with it.

    Args:
        versions: for the report, the versions of what shapes the results; that of this library is called `cleaner`.

    Raises:
        WritingError: if the output cannot be written, if another run writes it, or if what was begun differs from what is wanted.
        ReadingError, ExtraError: if an input cannot be read at all.
        WorkerError: if processes die again and again, whatever they do.
        RuleError: if a rule takes too long again and again.
        LedgerError: if documents are missing in the end.
    """
    started = time.monotonic()
    plan.require_extras()
    found = find_inputs(plan.inputs, plan.cleaning.encoding) if plan.found is None else plan.found
    folder = RunFolder(plan.out.path)
    plan.out.refuse_place()
    beside = [folder.path, *([plan.page] if plan.page else [])]
    plan.out.refuse_inputs(plan.inputs, [one.name for one in found if isinstance(one, Found)], beside)
    if plan.page and resolved(plan.page) == resolved(plan.out.path):
        raise WritingError(f"{plan.page}: is the output, and would be replaced by the report; name another file")
    states = [state_of(one) for one in found]
    if all(one.fault for one in states):
        raise ReadingError(states[0].name, states[0].fault) if states else WritingError("no input is named; name files, folders or URLs")
    with folder.locked():
        wanted = Manifest({"version": versions["cleaner"], **plan.fingerprint()}, states)
        held = None if plan.restart else folder.manifest()
        if held is None:
            if plan.out.is_folder and plan.out.exists() and not folder.is_known():
                raise WritingError(f"{plan.out.path}: holds files, and no run is known that wrote them; name another folder")
            if plan.out.exists() and not plan.restart:
                raise WritingError(f"{plan.out.path}: is there already, and no run is known that wrote it; {ANEW}")
            folder.clear()
            folder.write_manifest(wanted)
        elif difference := held.difference(wanted):
            raise WritingError(f"{plan.out.path}: {difference}; {ANEW}")
        elif held.code is not None:
            if not plan.out.exists():
                raise WritingError(f"{plan.out.path}: is gone, though its run has ended; {ANEW}")
            folder.clear_parts()
            return Ended(_report_of(folder), held.code, before=True)
        return _Run(plan, folder, wanted, found, watch).to_end(versions, started)


def _report_of(folder: RunFolder) -> RunReport:
    try:
        return RunReport.read(folder.report)
    except (OSError, msgspec.DecodeError) as error:
        raise WritingError(f"{folder.report}: cannot be read, though the run has ended: {error}; {ANEW}") from error


class _Run:
    """A run under way."""

    def __init__(self, plan: Plan, folder: RunFolder, manifest: Manifest, found: Sequence[Found | Broken], watch: Watch) -> None:
        self._plan, self._folder, self._manifest, self._found, self._watch = plan, folder, manifest, found, watch
        self._counts = Counts()
        # How many documents each finished part has.
        self._done: dict[int, int] = {}
        # How many documents were read; how many bytes of the inputs that were read to their end; and the one that is being read.
        self._given = self._passed = 0
        self._file: BinaryIO | None = None
        self._ways = {way: place for place, way in enumerate(plan.ways)}
        inputs = [one for one in found if isinstance(one, Found)]
        types = plan.out.types(inputs, dict.fromkeys(map(plan.fields_of, (one.name for one in inputs))), plan.cleaning)
        parts = folder.parts(manifest)
        try:
            parts.mkdir(exist_ok=True)
            self._files = PartFiles(parts, plan.out.suffix, plan.out.form, types)
            for part in self._files.finished():
                self._add(part)
        except OSError as error:
            raise WritingError(f"{parts}: {fault_of(error)}") from error
        self._before = self._counts.documents + self._counts.broken

    def to_end(self, versions: dict[str, str], started: float) -> Ended:
        """Clean what is not cleaned yet, and put everything together."""
        try:
            return self._to_end(versions, started)
        except WritingError as error:
            raise WritingError(f"{error}; what is done stays, and {self._again_told} goes on from there") from error
        except RuleError as error:
            anew = f"a rule that is changed, or left out by --disable {error.rule}, needs --restart"
            fault = f"{error.fault}, and what is done stays: {self._again_told} goes on from there; {anew}"
            raise RuleError(error.where, error.rule, error.key, fault) from error

    @property
    def _again_told(self) -> str:
        return f"the same command{' without --restart' if self._plan.restart else ''}"

    def _to_end(self, versions: dict[str, str], started: float) -> Ended:
        self._watch.begin(sum(one.size for one in self._manifest.inputs), self._counts)
        try:
            for part in self._results():
                self._add(part)
                self._watch.finished(part.counts)
        finally:
            self._watch.end()
        self._check()
        changed = self._changed()
        numbers = sorted(self._done)
        untyped = self._plan.out.put_together([self._files.rows(number) for number in numbers], self._files.types)
        failed = [path for number in numbers if (path := self._files.quarantine(number)).exists()]
        write_file(self._folder.quarantine, (path.read_bytes() for path in failed))
        self._check_written()
        code = WRONG if changed else QUARANTINED if failed else CLEAN
        report = RunReport(
            output=without_halves(str(self._plan.out.path)),
            inputs=[*map(without_halves, self._plan.inputs)],
            settings=self._manifest.settings,
            versions=versions,
            counts=self._counts,
            processes=self._plan.processes,
            elapsed=time.monotonic() - started,
            taken_over=self._before,
            quarantine=without_halves(str(self._folder.quarantine)) if failed else "",
            warnings=[*map(without_halves, changed), *(f"column {name!r}: {_UNTYPED}" for name in untyped)],
        )
        write_file(self._folder.report, report.to_json(self._folder.path))
        # The output is on the disk before the manifest says so, and that before the parts are gone.
        self._settle(self._plan.out.path if self._plan.out.is_folder else self._plan.out.path.parent)
        self._folder.write_manifest(msgspec.structs.replace(self._manifest, code=code))
        self._settle(self._folder.path)
        self._folder.clear_parts()
        return Ended(report, code)

    def _settle(self, folder: Path) -> None:
        try:
            settle(folder)
        except OSError as error:
            raise WritingError(f"{folder}: {fault_of(error)}") from error

    def _add(self, part: Finished) -> None:
        self._done[part.number] = part.documents
        self._counts.add(part.counts)

    def _results(self) -> Iterator[Finished]:
        plan = self._plan
        work = PartWork(plan.ways, plan.rules, self._files)
        if plan.processes == 1 and not plan.limit:
            return map(work, self._parts())
        return Workers(plan.processes, work, _lost, self._again, plan.limit).as_finished(self._parts())

    def _parts(self) -> Iterator[Part]:
        """The parts that are not finished yet."""
        items, number = self._documents(), 0
        while True:
            if number in self._done:
                if len([*islice(items, self._done[number])]) != self._done[number]:
                    raise ReadingError(str(self._folder.out), f"its inputs have fewer documents than they had; {ANEW}")
            elif (held := next(cut(items, self._plan.documents, self._plan.characters), None)) is not None:
                self._tell_place()
                yield Part(number, held, ranks=self._counts.ranks(), ways=self._ways_of(held))
            else:
                return
            number += 1

    def _ways_of(self, items: Sequence[Document | Broken]) -> dict[str, int]:
        """For inputs of some documents that have a way of cleaning of their own, its place among all ways."""
        names = {item.place.source for item in items}
        return {name: self._ways[self._plan.others[name].cleaning] for name in names if name in self._plan.others}

    def _documents(self) -> Iterator[Document | Broken]:
        """All documents of the inputs, counted."""
        for found, state in zip(self._found, self._manifest.inputs, strict=True):
            if isinstance(found, Broken):
                self._given += 1
                yield found
            else:
                encoding, told = self._plan.cleaning.encoding, self._watch.guessed
                for item in documents_of(found, self._plan.fields_of(found.name), encoding=encoding, told=told, opened=self._reads):
                    self._given += 1
                    yield item
            self._passed += state.size
            self._file = None

    def _reads(self, file: BinaryIO) -> None:
        self._file = file

    def _tell_place(self) -> None:
        """Tell how much of the inputs was read."""
        place = 0
        if self._file is not None:
            with suppress(OSError, ValueError):  # some streams of URLs have no places
                place = self._file.tell()
        self._watch.passed(self._passed + place)

    def _again(self, part: Part, stopped: Stopped) -> Part:
        """What to try of a part at which a process was stopped."""
        step = stopped.step
        if stopped.overtime:
            reasons = {**part.given_up, step: over_time(self._plan.limit)}
            return part if step == NO_STEP else msgspec.structs.replace(part, given_up=reasons, first=step)
        deaths, first = {**part.deaths, step: part.deaths.get(step, 0) + 1}, part.first if step == NO_STEP else step
        if deaths[step] < _DEATHS:
            return msgspec.structs.replace(part, deaths=deaths, first=first)
        if step == NO_STEP:
            when = "between two documents" if stopped.begun else "before any document was cleaned"
            raise WorkerError("", f"a process died twice {when}, perhaps for want of memory; the same command goes on from here")
        return msgspec.structs.replace(part, deaths=deaths, first=first, given_up={**part.given_up, step: f"{DIED_TWICE}, {FOR_MEMORY}"})

    def _check(self) -> None:
        """Raise LedgerError unless each document that was read was cleaned, or lies in quarantine."""
        counts, parts = self._counts, self._done
        if not (self._given == counts.documents + counts.broken == sum(parts.values()) and sorted(parts) == [*range(len(parts))]):
            raise LedgerError(
                f"{self._given} documents were read, but {counts.documents} were cleaned and {counts.broken} lie in quarantine, "
                f"in {len(parts)} parts; please report this, and keep {self._folder.path}"
            )

    def _check_written(self) -> None:
        """Raise LedgerError unless what lies on the disk is what was counted, whoever counted it."""
        counts, rows = self._counts, self._plan.out.rows()
        failed = rows_in(self._folder.quarantine, "jsonl")
        if (rows, failed) != (counts.rows, counts.broken):
            raise LedgerError(
                f"{self._plan.out.path} holds {rows} records of {counts.rows}, and the quarantine {failed} documents of {counts.broken}; "
                f"please report this, and keep {self._folder.path}"
            )

    def _changed(self) -> list[str]:
        """Which inputs could not be read, or are not what they were when the run began."""
        told = [f"{one.name}: {one.fault}" for one in self._manifest.inputs if one.fault]
        for before, found in zip(self._manifest.inputs, self._found, strict=True):
            if before != (now := state_of(found)):
                why = now.fault or "was changed while it was read"
                told.append(f"{before.name}: {why}; the output holds what was read of it before")
        return told


def _lost(_: Part, __: int, error: Exception) -> Finished:
    """What is wrong with a whole part is wrong with the run."""
    if isinstance(error, CleanerError | OSError | MemoryError):
        raise error
    raise WorkerError("", f"stopped by {type(error).__name__}: {error}; please report this") from error
