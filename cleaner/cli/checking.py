"""What `check` and `fix` do. It loads no more than that takes, since hooks run it for a file or two at each commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.inspection import Inspection, Inspector
from cleaner.cli.outcome import Outcome, outcome
from cleaner.cli.wishes import Wishes
from cleaner.errors import CleanerError, ReadingError, WritingError
from cleaner.io.config import Config
from cleaner.io.sources import STDIN, Source, find_sources
from cleaner.io.spots import Spot
from cleaner.io.stretches import is_compressed
from cleaner.io.terminal import show, tell
from cleaner.io.web_pages import named_as_web_page
from cleaner.io.words import counted

if TYPE_CHECKING:
    from cleaner.io.baseline import Baseline
from cleaner.io.writing import write_stdout


def check_paths(paths: Sequence[Path], wishes: Wishes, form: str = "text", *, quiet: bool = False, write_baseline: bool = False) -> None:
    """Tell what cleaning would change.

    Args:
        paths: files, folders or `-`.
        wishes: what the options ask for.
        form: the form of the report.
        quiet: whether nobody wants a summary.
        write_baseline: whether all that is found is known from now on.

    Raises:
        SystemExit: 1 if something was found, 2 if something could not be read.
    """
    with outcome() as result:
        inspector = Inspector(wishes)
        sources = _sources(paths, inspector, result)
        spots: list[Spot] = []
        seen: list[Source] = []
        for inspection in _inspections(inspector, sources, result):
            spots += inspection.spots
            seen.append(inspection.source)
            if form == "text" and not write_baseline and inspection.spots:
                show(map(str, inspection.spots))
        if write_baseline:
            _write_baselines(inspector, spots, seen, quiet)
            return
        if form != "text":
            write_stdout(_report(spots, form, inspector))
        result.found = bool(spots)
        if not quiet:
            if spots:
                from cleaner.io.reports import summary

                tell("\n".join(summary(spots, len(sources))))
            _tell_of_stale(inspector, seen)


def fix_paths(paths: Sequence[Path], wishes: Wishes, *, quiet: bool = False) -> None:
    """Rewrite the files that cleaning would change.

    Args:
        paths: files or folders.
        wishes: what the options ask for.
        quiet: whether nobody wants a summary.

    Raises:
        SystemExit: 1 if a file was changed, 2 if something could not be read or written.
    """
    with outcome() as result:
        inspector = Inspector(wishes)
        sources = _sources(paths, inspector, result)
        fixed: list[Spot] = []
        for inspection in _inspections(inspector, sources, result):
            if inspection.spots:
                try:
                    _refuse_faulty(inspection)
                    inspector.fix(inspection)
                except CleanerError as error:
                    result.fail(error)
                    continue
                show(map(str, inspection.spots))
                fixed += inspection.spots
        result.found = bool(fixed)
        if fixed and not quiet:
            from cleaner.io.reports import summary

            tell("\n".join(summary(fixed, len(sources), "fixed ")))


def _sources(paths: Sequence[Path], inspector: Inspector, result: Outcome) -> list[Source]:
    sources, faults = find_sources(paths, inspector.wishes.encoding)
    for fault in faults:
        result.fail(fault)
    return inspector.wanted(sources)


def _inspections(inspector: Inspector, sources: Sequence[Source], result: Outcome) -> Iterator[Inspection]:
    """What was seen in those inputs that can be read; faults are told of."""
    for source in sources:
        try:
            inspection = inspector.inspect(source)
        except ReadingError as error:
            result.fail(error)
            continue
        for fault in inspection.faults:
            result.fail(fault)
        yield inspection


def _refuse_faulty(inspection: Inspection) -> None:
    """Raise unless every byte of the file is accounted for and there is a file to write."""
    name = inspection.source.name
    if inspection.source.path == STDIN:
        raise WritingError(f"{name}: is no file that could be rewritten; use cleaner clean -")
    if named_as_web_page(inspection.source.path):
        raise WritingError(
            f"{name}: is HTML, which is never rewritten in place; cleaner clean --format html writes what is left of it elsewhere"
        )
    if is_compressed(inspection.source.path):
        raise WritingError(f"{name}: is compressed, and only plain files are rewritten; unpack it first")
    if inspection.faults:
        raise WritingError(f"{name}: was left as it is, for {counted(len(inspection.faults), 'line')} of it cannot be read")


def _write_baselines(inspector: Inspector, spots: Sequence[Spot], seen: Sequence[Source], quiet: bool) -> None:
    """Know all that was found; what was known of files that were not looked at stays known, unless they are gone."""
    baselines = {config: inspector.exempt(config)[1] for config in inspector.configs(seen)}
    for config, baseline in baselines.items():
        baseline.forget([*(config.relative(source.path) for source in seen), *_gone(config, baseline)])
    for spot in spots:
        config = inspector.config(Path(spot.path))
        baselines[config].add(config.relative(Path(spot.path)), spot.finder, spot.text)
    for baseline in baselines.values():
        baseline.write()
        if not quiet:
            tell(f"{baseline.path}: {counted(baseline.counts.total(), 'known finding')}")


def _tell_of_stale(inspector: Inspector, seen: Sequence[Source]) -> None:
    """Known findings and allowances that are needed no more; they do no harm, so they change no exit code."""
    for config in filter(inspector.exempts, inspector.configs(seen)):
        allowed, baseline = inspector.exempt(config)
        paths = [*(config.relative(source.path) for source in seen), *_gone(config, baseline)]
        for known, text in baseline.stale(paths) if inspector.wishes.baseline else ():
            gone = f"{known.path} {known.finder} is not there any more: {text!r}"
            tell(f"{baseline.path}: {gone}; cleaner check --write-baseline forgets it")
        for allowance in allowed.stale([source.path for source in seen]):
            tell(f"{config.where}: nothing needs the allowance for {allowance.text!r} any more; remove it")


def _gone(config: Config, baseline: Baseline) -> list[str]:
    """The files of known findings that do not exist any more."""
    return [path for path in {known.path for known in baseline.counts} if not (config.folder / path).exists()]


def _report(spots: Sequence[Spot], form: str, inspector: Inspector) -> bytes:
    from cleaner import __version__
    from cleaner.io.reports import Report, report

    reasons = {rule.id: rule.why for rules in inspector.rules() for rule in rules}
    return "".join(f"{line}\n" for line in report(spots, Report(form), __version__, reasons)).encode("utf-8", "backslashreplace")
