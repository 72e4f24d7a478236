"""What a run removed and kept, in numbers that can be added up in any order: of parts, of processes and of runs that went on."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from contextlib import suppress
from heapq import merge
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field

from cleaner.corpus.document import Place
from cleaner.document.claim import MODEL
from cleaner.formats.terminal import without_halves

# How many samples of a finder, slow documents and failures are kept.
SAMPLES, SLOWEST, FAILURES = 8, 20, 50
# Of the model more are kept: a rule is right or wrong, and the model is so by degrees.
_MODEL_SAMPLES = 40

_One = TypeVar("_One")


class Sample(Struct, frozen=True, order=True):
    """A removal to show to a person.

    Args:
        rank: a hash of its place, by which the few that are shown are drawn: the same ones however a run was cut up.
        start: its offset in the source of the document, in code points.
        end: the offset after it.
        text: what was removed; cut where it is long.
        before: the end of the line before it, or what stands before it in its line.
        after: the beginning of what comes after it.
        confidence: 0 to 1; a rule is certain.
        because: the reasons of the model; empty for rules.
        part: what it was taken for.
    """

    rank: int
    place: Place
    start: int
    end: int
    text: str
    before: str = ""
    after: str = ""
    confidence: float = 1.0
    because: str = ""
    part: str = ""


class FinderCount(Struct):
    """What one rule, pass or the model removed or rewrote: `count` stretches, with samples.

    Args:
        part: the part it found most often.
        language: the language of the rule's file; empty where it has none.
        count: how many stretches it removed or rewrote.
        characters: how many code points it removed.
        rewritten: how many code points it rewrote.
        parts: the stretches by part.
        confidences: the stretches of which it was not certain, by its confidence in tenths: `0.4` are those from 0.4 to 0.5.
    """

    part: str = ""
    language: str = ""
    count: int = 0
    characters: int = 0
    rewritten: int = 0
    parts: dict[str, int] = field(default_factory=dict)
    samples: list[Sample] = field(default_factory=list)
    confidences: dict[str, int] = field(default_factory=dict)

    def add(self, other: FinderCount, samples: int = SAMPLES) -> None:
        """Add what the same finder did elsewhere, and keep so many samples."""
        self.language = self.language or other.language
        self.count += other.count
        self.characters += other.characters
        self.rewritten += other.rewritten
        _add(self.parts, other.parts)
        _add(self.confidences, other.confidences)
        self.settle()
        self.samples = _first(self.samples, other.samples, samples)

    def settle(self) -> None:
        """Find the part that was found most often; of equals the first by name."""
        if self.parts:
            self.part = min(self.parts, key=lambda part: (-self.parts[part], part))


def most_samples(finder: str) -> int:
    """How many samples are kept of what a finder removed."""
    return _MODEL_SAMPLES if finder == MODEL else SAMPLES


class Timed(Struct, frozen=True, order=True):
    """How long one document took."""

    seconds: float
    characters: int
    place: Place


class Failure(Struct, frozen=True, order=True):
    """A document that lies in quarantine, and why."""

    place: Place
    reason: str


class Counts(Struct):
    """Sums over documents. Characters are code points of sources; what is kept, removed and rewritten adds up to them.

    Args:
        documents: those that were cleaned.
        broken: those that lie in quarantine, of which nothing else is counted.
        rows: the records that were written.
        seconds: the time that cleaning took, of all processes together.
        parts: characters removed, by part.
        kinds: documents by the kind of page that the model took them for; none where it was not asked.
        finders: what each rule, pass and the model removed, by its name.
        slowest: the documents that took longest, the longest first.
        failures: the first documents that failed, by place.
    """

    documents: int = 0
    broken: int = 0
    articles: int = 0
    characters: int = 0
    kept: int = 0
    removed: int = 0
    rewritten: int = 0
    rows: int = 0
    seconds: float = 0.0
    parts: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    finders: dict[str, FinderCount] = field(default_factory=dict)
    slowest: list[Timed] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def add(self, other: Counts) -> None:
        """Add other documents to these; in whatever order parts are added, the sums and samples are the same."""
        for name in _SUMS:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        _add(self.parts, other.parts)
        _add(self.kinds, other.kinds)
        for name, finder in other.finders.items():
            self.finders.setdefault(name, FinderCount()).add(finder, most_samples(name))
        self.slowest = _first(self.slowest, other.slowest, SLOWEST, lambda one: (-one.seconds, one.place))
        self.failures = _first(self.failures, other.failures, FAILURES)

    def ranks(self) -> dict[str, int]:
        """For each finder that has all its samples, the rank that a further one must stay below to be among them."""
        return {name: one.samples[-1].rank for name, one in self.finders.items() if len(one.samples) == most_samples(name)}

    def in_order(self) -> Counts:
        """The same counts with names in order, so that equal ones are written as the same bytes."""
        tables = {name: dict(sorted(getattr(self, name).items())) for name in ("parts", "kinds", "finders")}
        finders = {
            name: msgspec.structs.replace(one, parts=dict(sorted(one.parts.items())), confidences=dict(sorted(one.confidences.items())))
            for name, one in tables.pop("finders").items()
        }
        return msgspec.structs.replace(self, **tables, finders=finders)


_SUMS = ("documents", "broken", "articles", "characters", "kept", "removed", "rewritten", "rows", "seconds")


class RunReport(Struct):
    """What is known of a run when it has ended; `OUT.run/report.json`.

    Args:
        output: what the records were written to.
        inputs: the inputs as they were named.
        settings: how documents were read, cleaned and written, by name of the option; plain values.
        versions: the versions of this library and of those that shape its results.
        processes: how many cleaned.
        elapsed: seconds from the start of the command to its end; of a run that went on, of the last command.
        taken_over: how many documents an earlier command of the same run had done.
        quarantine: where the documents lie that failed; empty where none did.
        warnings: what the person who started it should know, a line each.
        folder: what paths that were named relatively are relative to; empty for the current folder. In the file it is told relative to the
            folder of the file, so that the run is understood from anywhere, and after both were moved together.
    """

    output: str
    inputs: list[str]
    settings: dict[str, Any]
    versions: dict[str, str]
    counts: Counts
    processes: int = 1
    elapsed: float = 0.0
    taken_over: int = 0
    quarantine: str = ""
    warnings: list[str] = field(default_factory=list)
    folder: str = ""

    def to_json(self, folder: Path) -> bytes:
        """The report as JSON, for a file in a folder."""
        here = os.path.realpath(self.folder or os.curdir)
        with suppress(ValueError):  # on another drive
            here = os.path.relpath(here, os.path.realpath(folder))
        ordered = msgspec.structs.replace(self, counts=self.counts.in_order(), folder=without_halves(here))
        return msgspec.json.format(msgspec.json.encode(ordered), indent=1) + b"\n"

    @classmethod
    def read(cls, path: Path) -> RunReport:
        """The report in a file. Raises OSError if it cannot be read, msgspec.DecodeError if it is none."""
        report = msgspec.json.decode(path.read_bytes(), type=cls)
        folder = os.path.normpath(os.path.join(os.path.realpath(path.parent), report.folder))  # noqa: PTH118
        return msgspec.structs.replace(report, folder="" if folder == os.path.realpath(os.curdir) else folder)


def _add(sums: dict[str, int], others: dict[str, int]) -> None:
    for name, value in others.items():
        sums[name] = sums.get(name, 0) + value


def _first(some: Iterable[_One], others: Iterable[_One], most: int, key: Callable[[_One], Any] = lambda one: one) -> list[_One]:
    """The first of two ordered lists together."""
    return [*islice(merge(some, others, key=key), most)]
