"""Parts: runs of documents that are cleaned and written together, and are there whole or not at all.

Where a part begins and ends follows from the documents alone, so that a run that goes on cuts as the one before it did. A part is finished
when the file that tells of it is there; that is written last, each file is on the disk before it gets its name, and all are renamed there.
"""

from __future__ import annotations

import os
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import Struct

from cleaner.corpus.cleaning import Cleaning
from cleaner.corpus.counting import Counting
from cleaner.corpus.counts import Counts
from cleaner.corpus.document import Broken, Document, Place
from cleaner.corpus.many import expected
from cleaner.corpus.outputs import OutputForm, write_part
from cleaner.corpus.parquet_output import Row
from cleaner.corpus.quarantine import quarantined
from cleaner.corpus.worker_process import NO_STEP, at_step
from cleaner.errors import CleanerError, ExtraError, RuleError, WritingError
from cleaner.formats.reading import fault_of
from cleaner.formats.writing import write_file
from cleaner.rules.ruleset import RuleSet

if TYPE_CHECKING:
    import pyarrow

# A part has at most so many documents, and not many more characters than this.
MOST_DOCUMENTS, MOST_CHARACTERS = 512, 1 << 22
# At so many documents a rule may take too long, in one process.
_OVERRUNS = 3
_TOLD, _QUARANTINE = ".json", ".quarantine.jsonl"


class Part(Struct, frozen=True):
    """Documents that are cleaned and written together.

    Args:
        number: its place among the parts, from 0.
        given_up: documents that are not tried again, by their place in the part, each with the reason.
        deaths: how often a process died at a document, by its place in the part; at -1 before the first one.
        first: the place of the document that is cleaned first. Those before it are cleaned last: a process was stopped at this one, so
            they have been cleaned once, and what may stop the next process comes before them.
        ranks: see `Counting`.
        ways: which way of cleaning holds for inputs that have another than the first, by the name of the input.
    """

    number: int
    items: list[Document | Broken]
    given_up: dict[int, str] = {}
    deaths: dict[int, int] = {}
    first: int = 0
    ranks: dict[str, int] = {}
    ways: dict[str, int] = {}

    def order(self) -> tuple[int, ...]:
        """The places of its documents, in the order in which they are cleaned."""
        return (*range(self.first, len(self.items)), *range(self.first))


class Finished(Struct, frozen=True):
    """What came of a part.

    Args:
        documents: how many documents it was made of, broken ones included.
        sizes: the size of each of its files in bytes, by the ending that its name has after the number.
    """

    number: int
    documents: int
    sizes: dict[str, int]
    counts: Counts


def cut(items: Iterable[Document | Broken], documents: int = MOST_DOCUMENTS, characters: int = MOST_CHARACTERS) -> Iterator[list[Any]]:
    """Documents in runs of so many documents, or fewer that have so many characters."""
    held: list[Document | Broken] = []
    size = 0
    for item in items:
        held.append(item)
        size += extent(item)
        if len(held) >= documents or size >= characters:
            yield held
            held, size = [], 0
    if held:
        yield held


def extent(item: Document | Broken) -> int:
    """How much a document takes, in characters or bytes: what is cleaned, and all that lies beside it."""
    if isinstance(item, Broken):
        return len(item.raw)
    return len(item.content) + sum(_size(value) for name, value in item.columns.items() if name != item.field)


def _size(value: Any) -> int:
    """How much a value takes: the length of a text, and one for whatever has none."""
    if isinstance(value, str | bytes):
        return len(value)
    if isinstance(value, Mapping):
        return sum(map(len, value)) + sum(map(_size, value.values()))
    return sum(map(_size, value)) if isinstance(value, list | tuple) else 1


class PartFiles(Struct, frozen=True, eq=False):
    """The files of parts in a folder.

    Args:
        suffix: what the names of files of records end in, such as `.jsonl.gz`.
        form: the form of the records.
        types: the types of their columns, for Parquet.
    """

    folder: Path
    suffix: str
    form: OutputForm
    types: pyarrow.Schema | None = None

    def rows(self, number: int) -> Path:
        """Where the records of a part lie."""
        return self.folder / f"{number:08}{self.suffix}"

    def quarantine(self, number: int) -> Path:
        """Where its documents lie that failed; there is no such file where none did."""
        return self.folder / f"{number:08}{_QUARANTINE}"

    def finished(self) -> Iterator[Finished]:
        """The parts that are whole. In the end, what else lies there is removed: of a part that was under way, or damaged."""
        kept: set[str] = set()
        for told in sorted(self.folder.glob(f"*{_TOLD}")):
            with suppress(msgspec.DecodeError, OSError):
                part = msgspec.json.decode(told.read_bytes(), type=Finished)
                files = {f"{part.number:08}{ending}": size for ending, size in part.sizes.items()}
                if all((self.folder / name).stat().st_size == size for name, size in files.items()):
                    kept |= {told.name, *files}
                    yield part
        for path in self.folder.iterdir():
            if path.name not in kept:
                path.unlink(missing_ok=True)

    def write_rows(self, number: int, rows: Sequence[Row]) -> dict[int, str]:
        """Write the records of a part; those that the form cannot hold are told by their place, each with the reason.

        Raises WritingError if they cannot be written.
        """
        return write_part(self.rows(number), rows, self.form, schema=self.types)

    def finish(self, number: int, documents: int, quarantine: Sequence[bytes], counts: Counts) -> Finished:
        """Write what else there is of a part whose records are written, last of all that it is finished.

        Raises WritingError if that cannot be done.
        """
        try:
            sizes = {self.suffix: self.rows(number).stat().st_size}
            if quarantine:
                write_file(self.quarantine(number), quarantine)
                sizes[_QUARANTINE] = sum(map(len, quarantine))
            else:
                self.quarantine(number).unlink(missing_ok=True)
            made = Finished(number, documents, sizes, counts)
            # What a folder lists may be later on the disk than what its files hold.
            settle(self.folder)
            write_file(self.folder / f"{number:08}{_TOLD}", msgspec.json.encode(made))
            settle(self.folder)
        except OSError as error:
            raise WritingError(f"{self.rows(number)}: {fault_of(error)}") from error
        return made


def settle(folder: Path) -> None:
    """Wait until what a folder lists is on the disk."""
    if os.name == "posix":  # elsewhere folders cannot be opened
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


class PartWork(Struct, frozen=True, eq=False):
    """What a process does with a part: clean its documents and write its files.

    Args:
        ways: the ways of cleaning; the first holds for all inputs that no part names.
        rules: the rules of all of them.
        overruns: by the id of a rule the documents at which it took too long in this process.
    """

    ways: tuple[Cleaning, ...]
    rules: RuleSet
    files: PartFiles
    overruns: defaultdict[str, set[Place]] = msgspec.field(default_factory=lambda: defaultdict(set))

    def __call__(self, part: Part, _: int = 0) -> Finished:
        """A part cleaned and written. Raises WritingError if it cannot be written; others as `_rows`."""
        counting = Counting(self.rules, part.ranks)
        made: dict[int, list[dict[str, Any]] | str] = {}
        for place in part.order():
            at_step(place)
            item = part.items[place]
            way = self.ways[part.ways.get(item.place.source, 0)]
            made[place] = part.given_up.get(place) or self._rows(item, way, counting)
        at_step(NO_STEP)
        return self._written(part, made, counting)

    def _written(self, part: Part, made: Mapping[int, list[dict[str, Any]] | str], counting: Counting) -> Finished:
        """A part written.

        Args:
            made: for each place the records of its document, or the reason why there are none.
            counting: where all that have records were counted.
        """
        rows: list[Row] = []
        # For each record the place of its document in the part.
        owners: list[int] = []
        quarantine: list[bytes] = []
        for place, item in enumerate(part.items):
            if isinstance(found := made[place], str):
                counting.fail(item.place, found)
                quarantine.append(quarantined(item, found))
            else:
                rows += found
                owners += [place] * len(found)
        if refused := self.files.write_rows(part.number, rows):
            # A document has all its records or none, so the part is made again without these.
            given_up = {owners[row]: reason for row, reason in refused.items()}
            return self(msgspec.structs.replace(part, given_up={**part.given_up, **given_up}))
        return self.files.finish(part.number, len(part.items), quarantine, counting.counts())

    def _rows(self, item: Document | Broken, cleaning: Cleaning, counting: Counting) -> list[dict[str, Any]] | str:
        """The records of a document, which is counted; or the reason why there are none.

        Raises ExtraError if a library is missing; RuleError if a rule takes too long again and again.
        """
        if isinstance(item, Broken):
            return item.reason
        start = time.perf_counter()
        try:
            page = cleaning.clean(item)
            rows, articles = cleaning.rows(item, page), len(page.articles)
        except ExtraError:
            raise  # a library that is missing is no fault of the document
        except RuleError as error:
            return self._over_time(error, item.place, cleaning.cleaner.rules)
        except Exception as error:  # noqa: BLE001  a fault of this library on one document of a million
            return reason_of(error)
        counting.add(item.place, page, articles, len(rows), time.perf_counter() - start)
        return rows

    def _over_time(self, error: RuleError, place: Place, rules: RuleSet) -> str:
        """The reason for which a document lies in quarantine at which a rule took too long; on the next ones it may take as long again.

        Raises RuleError if so many did that it would go on for ever.
        """
        rules.by_id[error.rule].renew_budgets()
        met = self.overruns[error.rule]
        met.add(place)  # once, however often its part is made
        if len(met) < _OVERRUNS:
            return str(error)
        del self.overruns[error.rule]
        raise RuleError(error.where, error.rule, error.key, f"{error.fault}; {len(met)} documents met this, so the run stops")


def reason_of(error: Exception) -> str:
    """What stood in the way, without the name of the document."""
    told: CleanerError = expected("", error)
    return str(getattr(told, "fault", None) or told)
