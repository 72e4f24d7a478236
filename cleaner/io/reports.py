"""What `check` found, for people and for programs: lines, JSON, SARIF, and the annotations of GitHub."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from cleaner.io.spots import Spot
from cleaner.io.terminal import printable
from cleaner.io.words import counted

_SARIF = "https://json.schemastore.org/sarif-2.1.0.json"
_SHOWN = 80


class Report(StrEnum):
    """A form of what was found."""

    text = "text"
    json = "json"
    sarif = "sarif"
    github = "github"


def report(spots: Sequence[Spot], form: Report, version: str, reasons: Mapping[str, str]) -> Iterator[str]:
    """The lines of a report.

    Args:
        spots: what was found.
        form: the form of the report.
        version: the version of this library.
        reasons: for finders that are rules, why each is right.
    """
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
    """How much was found, and by which rule how much, the most first.

    Args:
        spots: what was found.
        files: how many files were looked at.
        done: what was done about it.
    """
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
