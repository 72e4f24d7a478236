"""The removals that the records of a run tell of, with the texts that its inputs still hold: all of them, where a report has a few."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import msgspec

from cleaner.corpus.choices import Removals
from cleaner.corpus.cleaning import TEXT, Cleaning
from cleaner.corpus.compression import is_url, local
from cleaner.corpus.counts import RunReport, Sample
from cleaner.corpus.document import Broken, Document, Place
from cleaner.corpus.fields import Fields
from cleaner.corpus.inputs import documents, documents_of, find_inputs
from cleaner.corpus.manifest import RunFolder
from cleaner.corpus.plan import FIELDS
from cleaner.corpus.sampling import RemovalSample
from cleaner.document.claim import MODEL
from cleaner.document.policy import Policy
from cleaner.errors import ReadingError
from cleaner.formats.reading import fault_of
from cleaner.formats.terminal import without_halves
from cleaner.pipeline.cleaner import PageCleaner
from cleaner.rules.ruleset import RuleSet

# How much of the text around a removal is shown, in code points.
_AROUND = 160
_OTHERWISE = "name the report.json of the run to draw from the samples in it"


class _Span(msgspec.Struct, frozen=True, array_like=True):
    """A removal as a record tells it."""

    start: int
    end: int
    finder: str
    part: str
    confidence: float
    output: str | None = None


class _Failed(msgspec.Struct, frozen=True):
    """The place of a document that lies in quarantine."""

    source: str
    number: int


def has_ledger(report: RunReport) -> bool:
    """Whether the records of a run tell what was removed from each document."""
    return report.settings.get("ledger") == Removals.spans


def ledger_removals(report: RunReport) -> Iterator[RemovalSample]:
    """The removals of a run with a ledger, in order, each with its text, as the inputs hold it.

    Raises:
        ReadingError: if inputs or output are gone, or are not what they were when the run ended.
        ExtraError: if a library is missing that one of them needs.
    """
    # What removes nothing reads a document as it was read then.
    nothing = PageCleaner(policy=Policy("nothing", removed=frozenset()).disabling([MODEL]), rules=RuleSet(()))
    shown = Cleaning(nothing, encoding=_said(report, "encoding"))
    output = _Output(_from_here(report, report.output))
    for number, document in enumerate(_cleaned(report)):
        row = output.row(number, _said(report, "column") or document.field or TEXT)
        if not isinstance(row, Document) or not isinstance(row.content, str):
            raise _changed(document.place)
        source, spans = shown.clean(document).page.source, _spans(row)
        if _cut(source, spans) != row.content:
            raise _changed(document.place)
        yield from (_removal(document.place, source, span) for span in spans if source[span.start : span.end].strip())


class _Output:
    """The records of an output, each read by the column that the text of its document went to.

    Args:
        name: its path.
    """

    def __init__(self, name: str) -> None:
        self._name = name
        self._readers: dict[str, Iterator[tuple[int, Document | Broken]]] = {}

    def row(self, number: int, column: str) -> Document | Broken | None:
        """A record by its number, from 0, which is larger each time; None where there is none."""
        rows = self._readers.setdefault(column, enumerate(documents([self._name], Fields(text=column))))
        return next((row for place, row in rows if place == number), None)


def _changed(place: Place) -> ReadingError:
    return ReadingError(str(place), f"or the record of it, is not what it was when the run ended; {_OTHERWISE}")


def _said(report: RunReport, name: str) -> Any:
    return report.settings.get(name)


def _cleaned(report: RunReport) -> Iterator[Document]:
    """The documents of a run that were cleaned, in order."""
    failed = _failed(report)
    fields = Fields(*(_said(report, f"{name} field") for name in ("text", "html", "id", "url")))
    others = msgspec.convert(_said(report, FIELDS) or {}, dict[str, Fields])
    encoding = _said(report, "encoding")
    for found in find_inputs([_from_here(report, name) for name in report.inputs], encoding):
        if isinstance(found, Broken):
            if (_as_named(report, found.place.source), found.place.number) not in failed:
                raise ReadingError(str(found.place), f"{found.reason}; {_OTHERWISE}")
            continue
        name = _as_named(report, found.name)
        for item in documents_of(found, others.get(name, fields), encoding=encoding):
            place = msgspec.structs.replace(item.place, source=name)
            if (place.source, place.number) in failed:
                continue
            if isinstance(item, Broken):
                raise ReadingError(str(item.place), f"{item.reason}; {_OTHERWISE}")
            yield msgspec.structs.replace(item, place=place)


def _from_here(report: RunReport, name: str) -> str:
    """The name of an input or output of a run as it is found from the current folder."""
    return name if not report.folder or is_url(name) else os.path.join(report.folder, name)  # noqa: PTH118


def _as_named(report: RunReport, found: str) -> str:
    """What the run called an input that was found."""
    named_whole = any(Path(found).is_relative_to(name) for name in map(local, report.inputs) if Path(name).is_absolute())
    return without_halves(found if not report.folder or named_whole else found.removeprefix(f"{report.folder}{os.sep}"))


def _failed(report: RunReport) -> set[tuple[str, int]]:
    path = RunFolder(Path(_from_here(report, report.output))).quarantine
    try:
        lines = path.read_bytes().splitlines() if report.quarantine else []
        return {(one.source, one.number) for one in (msgspec.json.decode(line, type=_Failed) for line in lines)}
    except OSError as error:
        raise ReadingError(str(path), f"{fault_of(error)}; {_OTHERWISE}") from error
    except msgspec.DecodeError as error:
        raise ReadingError(str(path), f"is no quarantine of a run: {error}; {_OTHERWISE}") from error


def _spans(row: Document) -> list[_Span]:
    """What a record says was removed; a table holds it as JSON."""
    held = row.columns.get("removed")
    try:
        if isinstance(held, str):
            return msgspec.json.decode(held, type=list[_Span])
        return [msgspec.convert(list(one.values()) if isinstance(one, dict) else one, _Span) for one in held or []]
    except (msgspec.DecodeError, TypeError) as error:
        raise ReadingError(str(row.place), f"does not tell what was removed: {error}; {_OTHERWISE}") from error


def _cut(source: str, spans: Sequence[_Span]) -> str:
    """What is left of a source."""
    made, at = list[str](), 0
    for span in spans:
        made += (source[at : span.start], span.output or "")
        at = span.end
    return "".join(made) + source[at:]


def _removal(place: Place, source: str, span: _Span) -> RemovalSample:
    before, after = source[max(span.start - _AROUND, 0) : span.start], source[span.end : span.end + _AROUND]
    text = source[span.start : span.end]
    sample = Sample(0, place, span.start, span.end, text, before, after, span.confidence, "", span.part)
    return RemovalSample(span.finder, span.part, sample)
