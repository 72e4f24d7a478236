"""What `check` found, for people and programs: lines, JSON, SARIF, annotations of GitHub, and sums over ledgers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from cleaner.document.claim import MODEL
from cleaner.document.parts import Fate, Part
from cleaner.document.result import CleanedPage
from cleaner.errors import LedgerError
from cleaner.formats.in_place import Spot
from cleaner.formats.terminal import counted, printable

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_SHOWN = 80


class Report(StrEnum):
    """A form of what was found."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


def report(spots: Sequence[Spot], form: Report, version: str, reasons: Mapping[str, str]) -> Iterator[str]:
    """The lines of a report."""
    import json  # lines and their summary need none of it

    match form:
        case Report.text:
            yield from map(str, spots)
        case Report.json:
            rules = Counter(spot.finder for spot in spots)
            found = [_plain(spot) for spot in spots]
            yield _inert(json.dumps({"findings": found, "rules": dict(sorted(rules.items()))}, indent=2))
        case Report.sarif:
            yield _inert(json.dumps(_sarif(spots, version, reasons), indent=2))
        case Report.github:
            yield from map(_annotation, spots)


def summary(spots: Sequence[Spot], files: int, done: str = "") -> Iterator[str]:
    """How much was found, and by which rule how much, the most first."""
    hit = len({spot.path for spot in spots})
    explained = not done and any(not spot.field for spot in spots)
    hint = "cleaner explain FILE:LINE says why" if explained else "cleaner rules show RULE says why"
    yield f"{counted(len(spots), 'finding')} {done}in {hit:,} of {counted(files, 'file')}; {hint}"
    counts = sorted(Counter((spot.finder, spot.part) for spot in spots).items(), key=lambda item: (-item[1], item[0]))
    size = max((len(f"{count:,}") for _, count in counts), default=0)
    yield from (f"  {count:>{size},}  {finder}  {part}" for (finder, part), count in counts)


def _inert(document: str) -> str:
    """JSON of the same meaning in which no log finds a command."""
    return document.replace("##[", "##\\u005b")


def _plain(spot: Spot) -> dict[str, Any]:
    return {
        "path": spot.path,
        "line": spot.line,
        "column": spot.column,
        "part": str(spot.part),
        "finder": spot.finder,
        "fate": str(spot.fate),
        "field": spot.field,
        "text": spot.text,
    }


def _sarif(spots: Sequence[Spot], version: str, reasons: Mapping[str, str]) -> dict[str, Any]:
    finders = sorted({spot.finder for spot in spots})
    rules = [{"id": finder, **({"fullDescription": {"text": reasons[finder]}} if finder in reasons else {})} for finder in finders]
    driver = {"name": "cleaner", "version": version, "rules": rules}
    return {
        "$schema": _SARIF,
        "version": "2.1.0",
        "runs": [{"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": [*map(_result, spots)]}],
    }


def _result(spot: Spot) -> dict[str, Any]:
    region = {"startLine": spot.line, "startColumn": spot.column}
    place = {"artifactLocation": {"uri": _uri(spot.path)}, "region": region}
    return {
        "ruleId": spot.finder,
        "level": "warning",
        "message": {"text": _message(spot)},
        "locations": [{"physicalLocation": place}],
    }


def _uri(path: str) -> str:
    from urllib.parse import quote

    return Path(path).absolute().as_uri() if Path(path).is_absolute() else quote(Path(path).as_posix().encode("utf-8", "surrogateescape"))


def _message(spot: Spot) -> str:
    text = printable(spot.text if len(spot.text) <= _SHOWN else spot.text[:_SHOWN] + "...")
    return f"{spot.part}: {text}"


def _annotation(spot: Spot) -> str:
    """A workflow command, in which a few characters are escaped."""
    message = _message(spot).replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return f"::error file={_property(spot.path)},line={spot.line},col={spot.column},title={_property(spot.finder)}::{message}"


def _property(value: str) -> str:
    escaped: Iterable[tuple[str, str]] = (("%", "%25"), ("\r", "%0D"), ("\n", "%0A"), (":", "%3A"), (",", "%2C"))
    for character, code in escaped:
        value = value.replace(character, code)
    return printable(value)


_TOP_PARTS = 4
_Key = TypeVar("_Key", bound=str)


class Tally(msgspec.Struct):
    """Sums in code points of the source, unless it says otherwise."""

    pages: int = 0
    files: int = 0
    articles: int = 0
    fates: Counter[Fate] = msgspec.field(default_factory=Counter)
    removed: Counter[Part] = msgspec.field(default_factory=Counter)
    by_model: int = 0
    rewritten: Counter[str] = msgspec.field(default_factory=Counter)
    outputs: Counter[str] = msgspec.field(default_factory=Counter)

    def add(self, page: CleanedPage) -> None:
        """Count one page in. Raises LedgerError if its entries do not add up to its source."""
        before = self.fates.total()
        self.pages += 1
        self.articles += len(page.articles)
        for entry in page.ledger:
            size = len(entry.span)
            self.fates[entry.fate] += size
            if entry.fate is Fate.removed:
                self.removed[entry.part] += size
                self.by_model += size if entry.finder == MODEL else 0
            elif entry.fate is Fate.rewritten:
                self.rewritten[entry.finder] += size
                self.outputs[entry.finder] += len(entry.output)
        counted_in, length = self.fates.total() - before, len(page.page.source)
        if counted_in != length:
            raise LedgerError(f"{page.page.name}: entries of {counted_in} characters for a source of {length}; please report this")

    def include(self, other: Tally) -> None:
        """Add the sums of other pages."""
        self.pages += other.pages
        self.files += other.files
        self.articles += other.articles
        self.by_model += other.by_model
        self.fates.update(other.fates)
        self.removed.update(other.removed)
        self.rewritten.update(other.rewritten)
        self.outputs.update(other.outputs)

    @property
    def account(self) -> str:
        """The sum that shows that no character is missing."""
        sizes = " + ".join(f"{fate} {self.fates[fate]}" for fate in (Fate.kept, Fate.removed, Fate.rewritten))
        return f"{sizes} = {self.fates.total()} characters, all accounted for"

    @property
    def details(self) -> str:
        """What was removed by part and rewritten by finder, the most first; empty where nothing was."""
        said = []
        if self.removed:
            model = f" (by {MODEL} {self.by_model})" if self.by_model else ""
            said.append("removed: " + ", ".join(f"{part} {size}" for part, size in _most(self.removed)) + model)
        if self.rewritten:
            said.append("rewritten: " + ", ".join(f"{finder} {size} to {self.outputs[finder]}" for finder, size in _most(self.rewritten)))
        return "   ".join(said)

    @property
    def summary(self) -> str:
        """One line about all pages, and one about the parts that were removed most."""
        total = self.fates.total()
        texts = f", {counted(self.pages, 'text')}" if self.pages != self.files else ""
        share = f" ({self.fates[Fate.removed] / total:.1%})" if total else ""
        lines = [
            f"{counted(self.files, 'file')}{texts}, {counted(self.articles, 'article')}: kept {self.fates[Fate.kept]:,}, "
            f"removed {self.fates[Fate.removed]:,}{share}, rewritten {self.fates[Fate.rewritten]:,} of {total:,} characters"
        ]
        if self.removed:
            lines.append("removed most: " + ", ".join(f"{part} {size:,}" for part, size in _most(self.removed)[:_TOP_PARTS]))
            if self.by_model:
                lines[-1] += f"; by {MODEL} {self.by_model:,}"
        return "\n".join(lines)


def _most(sizes: Counter[_Key]) -> list[tuple[_Key, int]]:
    return sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
