"""What `check` and `fix` do. It loads no more than that takes, since hooks run it for a file or two at each commit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from cleaner.cli.configured import Configured
from cleaner.cli.inspection import Inspection, fix, fixed, inspect
from cleaner.cli.outcome import Outcome, outcome
from cleaner.cli.wishes import Wishes
from cleaner.document.records import dataclass
from cleaner.errors import WritingError
from cleaner.formats.in_place import Spot, is_compressed
from cleaner.formats.replacing import remove_leftovers
from cleaner.formats.sources import STDIN, Source, find_sources
from cleaner.formats.terminal import counted, show, tell
from cleaner.formats.writing import refuse_special, write_stdout
from cleaner.paths import resolved


@dataclass(frozen=True)
class Doing:
    """What `check` does with what it finds."""

    form: str = "text"
    quiet: bool = False
    fix: bool = False
    diff: bool = False
    write_baseline: bool = False


_TELL = Doing()


def check_paths(paths: Sequence[Path], wishes: Wishes, doing: Doing = _TELL) -> None:
    """Tell what cleaning would change. Raises SystemExit 1 if something was found, 2 if something could not be read."""
    with outcome() as result:
        configured = Configured(wishes)
        sources = _sources(paths, configured, result)
        spots, done, seen = list[Spot](), list[Spot](), list[Source]()
        for inspection in _inspections(configured, sources, result, rewriting=doing.fix):
            seen.append(inspection.source)
            left = inspection.spots
            with result.going_on(inspection.source):
                left = _handled(configured, inspection, doing)
            done += inspection.spots if not left else ()
            spots += left
            if doing.form == "text" and not doing.diff and not doing.write_baseline and left:
                show(map(str, left))
        if doing.write_baseline:
            from cleaner.cli.known import write_baselines

            write_baselines(configured, spots, seen, doing.quiet)
            return
        if doing.form != "text":
            write_stdout(_report(spots, doing.form, configured))
        result.found = bool(spots)
        if not doing.quiet:
            _sum_up(done, sources, "fixed ")
            _sum_up(spots, sources)
            if any(map(configured.exempts, configured.configs(seen))):
                from cleaner.cli.known import tell_of_stale

                tell_of_stale(configured, seen)


def fix_paths(paths: Sequence[Path], wishes: Wishes, *, quiet: bool = False) -> None:
    """Rewrite the files that cleaning would change.

    Raises SystemExit 1 if a file was changed, 2 if something could not be read or written.
    """
    with outcome() as result:
        configured = Configured(wishes)
        sources = _sources(paths, configured, result)
        done: list[Spot] = []
        for inspection in _inspections(configured, sources, result, rewriting=True):
            if inspection.spots:
                with result.going_on(inspection.source):
                    if fault := _not_rewritten(inspection):
                        raise fault
                    fix(configured, inspection)
                    show(map(str, inspection.spots))
                    done += inspection.spots
        result.found = bool(done)
        if not quiet:
            _sum_up(done, sources, "fixed ")


def _handled(configured: Configured, inspection: Inspection, doing: Doing) -> list[Spot]:
    """What is left to tell of an input when it was fixed, or when the difference was told, as asked for."""
    if not inspection.spots or not (doing.fix or doing.diff):
        return inspection.spots
    if fault := _not_rewritten(inspection):
        if not doing.quiet:
            tell(f"cleaner: {fault}")
        return inspection.spots
    if doing.diff:
        _tell_difference(configured, inspection)
        return inspection.spots
    fix(configured, inspection)
    return []


def _tell_difference(configured: Configured, inspection: Inspection) -> None:
    from cleaner.formats.reports import unified_difference

    stretches = ((one.text, after.removeprefix(one.mark).decode(one.encoding)) for one, after in fixed(configured, inspection))
    write_stdout(unified_difference(inspection.source.name, stretches))


def _sources(paths: Sequence[Path], configured: Configured, result: Outcome) -> list[Source]:
    sources, faults = find_sources(paths, configured.wishes.encoding)
    for fault in faults:
        result.fail(fault)
    return configured.wanted(sources, result)


def _inspections(configured: Configured, sources: Sequence[Source], result: Outcome, *, rewriting: bool = False) -> Iterator[Inspection]:
    """What was seen in those inputs that can be read; faults are told of."""
    if rewriting:  # also where nothing will be written
        for folder in {resolved(source.path).parent for source in sources if source.path != STDIN}:
            remove_leftovers(folder)
    for source in sources:
        inspections: list[Inspection] = []
        with result.going_on(source):
            if rewriting and source.path != STDIN:
                refuse_special(source.path)  # before it is read, since reading of a FIFO waits for someone to write into it
            inspections.append(inspect(configured, source))
        for inspection in inspections:
            for fault in inspection.faults:
                result.fail(fault)
            yield inspection
    for missing in configured.missing_fields():
        result.fail(missing)


def _not_rewritten(inspection: Inspection) -> WritingError | None:
    """Why a file is not rewritten: it is none, its text is no text as it stands, or something in it cannot be read."""
    source = inspection.source
    if source.path == STDIN:
        return WritingError(f"{source.name}: is no file that could be rewritten; use cleaner clean -")
    if inspection.is_web_page:
        advice = "cleaner clean --format html writes what is left of it elsewhere"
        return WritingError(f"{source.name}: is HTML, which is never rewritten in place; {advice}")
    if is_compressed(source.path):
        return WritingError(f"{source.name}: is compressed, and only plain files are rewritten; unpack it first")
    if inspection.faults:
        return WritingError(f"{source.name}: was left as it is, for {counted(len(inspection.faults), 'line')} of it cannot be read")
    return None


def _sum_up(spots: Sequence[Spot], sources: Sequence[Source], done: str = "") -> None:
    if spots:
        from cleaner.formats.reports import summary

        tell(*summary(spots, len(sources), done))


def _report(spots: Sequence[Spot], form: str, configured: Configured) -> bytes:
    from cleaner import __version__
    from cleaner.formats.reports import Report, report

    reasons = {rule.id: rule.why for rules in configured.rules() for rule in rules}
    return "".join(f"{line}\n" for line in report(spots, Report(form), __version__, reasons)).encode("utf-8", "backslashreplace")
