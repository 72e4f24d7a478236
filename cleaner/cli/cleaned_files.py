"""How each input of `cleaner clean` is cleaned, in this process or in several, with what is to be written of each, in order."""

from __future__ import annotations

import tempfile
import warnings
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cleaner.cli.fields_seen import FieldsSeen
from cleaner.cli.session import Outcome, Session, fault_at
from cleaner.corpus.worker_process import NO_STEP, at_step
from cleaner.document.result import CleanedPage
from cleaner.errors import CleanerError, WorkerError, WritingError
from cleaner.formats.config import CliOverrides
from cleaner.formats.in_place import edits
from cleaner.formats.reading import fault_of
from cleaner.formats.render import Format, article_files, render
from cleaner.formats.reports import Tally
from cleaner.formats.sources import STDIN, Source
from cleaner.formats.writing import own_descriptor, special_kind

if TYPE_CHECKING:
    from cleaner.corpus.workers import Stopped

# How often a process may die at an input, and how many bytes of a file are held at once.
_DEATHS, _CHUNK = 2, 1 << 20


class Rendering(msgspec.Struct, frozen=True):
    """In which form pages come out.

    Args:
        split: whether each article has a file of its own.
        of_pages: the options given that ask for what only pages have, and no records.
    """

    form: Format = Format.text
    front_matter: bool = False
    images: bool = False
    split: bool = False
    of_pages: tuple[str, ...] = ()


class Cleaned(msgspec.Struct):
    """What came of an input.

    Args:
        files: what is written of a page: one file without a name, or each article with the name of its file.
        records: what is written of a file of records, as its parts or as the file that holds them; they can be read once.
        tally: the sums over its pages, complete when all parts were read; None where nobody counts.
        error: what stood in the way; the records before that place are written all the same where they cannot be taken back.
        told: messages of another process.
        seen: the fields that another process saw.
    """

    files: Sequence[tuple[str, bytes]] = ()
    records: Iterable[bytes] | Path = ()
    tally: Tally | None = None
    error: CleanerError | None = None
    told: Sequence[str] = ()
    seen: FieldsSeen | None = None

    def parts(self) -> Iterator[bytes]:
        """The parts of a file of records, in order. Raises CleanerError at the place where one could not be cleaned."""
        if isinstance(self.records, Path):
            with self.records.open("rb") as file:
                while part := file.read(_CHUNK):
                    yield part
            self.records.unlink()
        else:
            yield from self.records
        if self.error:
            raise self.error


class SourceCleaner:
    """Cleans inputs, each by itself, and says at which text of an input it is.

    Args:
        counts: whether to count what became of the characters.
    """

    def __init__(self, session: Session, rendering: Rendering, *, counts: bool) -> None:
        self._session, self._rendering, self._counts = session, rendering, counts

    def __call__(self, source: Source) -> Cleaned:
        """What comes of an input, and of one that cannot be cleaned the error. Records are cleaned when their parts are asked for."""
        try:
            if source.holds_records:
                self._check(source)
                tally = Tally() if self._counts else None
                return Cleaned(records=self._records(source, tally), tally=tally)
            return self.rendered(source, self.page(source))
        except Exception as error:  # noqa: BLE001  a fault of this program, or of a library, on one input of many
            return Cleaned(error=fault_at(source.name, error))

    def page(self, source: Source) -> CleanedPage:
        """The page that an input is, cleaned. Raises CleanerError if it cannot be cleaned, or holds records."""
        self._check(source)
        at_step(0)
        [page] = [page for stretch in self._session.stretches(source) for _, page in self._session.pages(source, stretch)]
        return page

    def rendered(self, source: Source, page: CleanedPage) -> Cleaned:
        """What is written of the page that an input is; the error if it cannot be given in the form, or does not add up."""
        how, form = {"with_front_matter": self._rendering.front_matter, "images": self._rendering.images}, self._rendering.form
        try:
            files = [*article_files(page, form, **how)] if self._rendering.split else [("", render(page, form, **how))]
            tally = Tally() if self._counts else None
            if tally is not None:
                tally.add(page)
            return Cleaned(files, tally=tally)
        except Exception as error:  # noqa: BLE001  as above
            return Cleaned(error=fault_at(source.name, error))

    def _check(self, source: Source) -> None:
        """Raise CleanerError if a setting names what does not exist, or an option asks of records what only pages have."""
        self._session.cleaner(source)
        if source.holds_records and (options := self._rendering.of_pages):
            raise WritingError(f"{source.name}: holds records, which come out as records; leave out {' and '.join(options)}")

    def _records(self, source: Source, tally: Tally | None) -> Iterator[bytes]:
        """A file of records with the texts in it cleaned and every other byte as it was, stretch by stretch.

        The whole file is read before the first stretch comes, so that one that cannot be read gives none.
        """
        session, step = self._session, 0
        for stretch in session.stretches(source):
            if stretch.fault:
                raise stretch.fault
            for _ in stretch.passages:
                at_step(step := step + 1)
        for stretch in session.stretches(source):
            pages, changes = list[CleanedPage](), list[tuple[int, int, str]]()
            at_step(step := step + 1)
            for passage, page in session.pages(source, stretch):
                pages.append(page)
                changes.append((passage.start, passage.end, passage.edited(edits(page))))
                at_step(step := step + 1)
            raw = stretch.rewritten(source.name, changes)
            for page in pages if tally is not None else ():
                tally.add(page)  # type: ignore[union-attr]
            yield raw


class SourceTask(msgspec.Struct, frozen=True):
    """An input for another process.

    Args:
        given_up: why it is not tried again; empty where it is to be cleaned.
        deaths: how often a process died at it.
    """

    source: Source
    given_up: str = ""
    deaths: int = 0


class SourceWork(msgspec.Struct, frozen=True, eq=False):
    """What another process does with an input.

    Args:
        folder: where records that were cleaned lie until they are written.
        held: what cleans there, made with the first input.
        told: the messages about the input that it is at.
    """

    overrides: CliOverrides
    rendering: Rendering
    counts: bool
    folder: Path
    held: list[tuple[Session, SourceCleaner]] = []
    told: list[str] = []

    def __call__(self, task: SourceTask, number: int) -> Cleaned:
        """What came of an input, all of it done."""
        if task.given_up:
            return Cleaned(error=WorkerError(task.source.name, task.given_up))
        self.told.clear()
        try:
            with warnings.catch_warnings():
                warnings.showwarning = lambda message, *_, **__: self.told.append(f"cleaner: {message}")
                session, cleaner = self._ready(task.source)
                at_step(0)
                made = self.cleaned(cleaner, task.source, self.folder / str(number))
                return msgspec.structs.replace(made, told=[*self.told], seen=session.seen)
        except Exception as error:  # noqa: BLE001  as in the process that started this one
            return Cleaned(error=fault_at(task.source.name, error), told=[*self.told])
        finally:
            at_step(NO_STEP)

    def _ready(self, source: Source) -> tuple[Session, SourceCleaner]:
        """What cleans an input, with all that it needs: no text is to blame for the time that this takes. Raises CleanerError."""
        if not self.held:
            session = Session(self.overrides, Outcome(self.told.append))
            self.held.append((session, SourceCleaner(session, self.rendering, counts=self.counts)))
        session, cleaner = self.held[0]
        session.seen = FieldsSeen()
        session.cleaner(source)
        return session, cleaner

    def cleaned(self, cleaner: SourceCleaner, source: Source, place: Path) -> Cleaned:
        """What came of an input. Raises WritingError if the place cannot be written.

        Args:
            place: the file for the records in it.
        """
        made = cleaner(source)
        if source.holds_records and not made.error:
            error = _saved(source, made.parts(), place)
            made = msgspec.structs.replace(made, records=place, error=error)
        return made


def _saved(source: Source, parts: Iterator[bytes], place: Path) -> CleanerError | None:
    """Write parts into a file, up to the first that cannot be cleaned, and say why. Raises WritingError if they cannot be written."""
    try:
        with place.open("wb") as file:
            while True:
                try:
                    part = next(parts, None)
                except Exception as error:  # noqa: BLE001  as in this process
                    return fault_at(source.name, error)
                if part is None:
                    return None
                file.write(part)
    except OSError as error:
        raise WritingError(f"{place}: {fault_of(error)}") from error


@contextmanager
def cleaned_by_processes(
    sources: Sequence[Source], here: SourceCleaner, work: tuple[CliOverrides, Rendering, bool], processes: int, limit: float
) -> Iterator[Iterator[Cleaned]]:
    """What comes of inputs, in order, cleaned by several processes; those that only this process can read are cleaned here.

    Args:
        here: what cleans in this process.
        work: what others clean by: see `SourceWork`.
        processes: how many others there are.
        limit: the seconds that a text may take there; 0 for any time.
    """
    from cleaner.corpus.workers import Workers

    own = {source for source in sources if _is_own(source.path)}
    with tempfile.TemporaryDirectory(prefix="cleaner-") as folder:
        workers = Workers(processes, SourceWork(*work, Path(folder)), _lost, partial(_again, limit), limit)
        with closing(workers.results(SourceTask(source) for source in sources if source not in own)) as done:  # type: ignore[type-var]
            yield (here(source) if source in own else next(done) for source in sources)


def _is_own(path: Path) -> bool:
    """Whether another process would find something else at a path, or nothing, at least the second time: a pipe, or an open file."""
    return path == STDIN or bool(special_kind(path)) or own_descriptor(path) is not None


def _again(limit: float, task: SourceTask, stopped: Stopped) -> SourceTask:
    """What to try where a process was stopped at an input. Raises WorkerError if processes die whatever they do."""
    from cleaner.corpus.workers import DIED_TWICE, FOR_MEMORY, over_time

    if stopped.overtime:
        return task if stopped.step == NO_STEP else msgspec.structs.replace(task, given_up=over_time(limit))
    if task.deaths + 1 < _DEATHS:
        return msgspec.structs.replace(task, deaths=task.deaths + 1)
    if stopped.step == NO_STEP and not stopped.begun:
        raise WorkerError("", f"a process died twice before any page was cleaned, {FOR_MEMORY}")
    return msgspec.structs.replace(task, given_up=f"{DIED_TWICE}, {FOR_MEMORY}")


def _lost(task: SourceTask, _: int, error: Exception) -> Cleaned:
    return Cleaned(error=fault_at(task.source.name, error))
