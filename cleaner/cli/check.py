"""`cleaner check` and `cleaner fix`: where chrome stands, one line a finding, for editors and hooks; and files without it.

It loads no more than that takes, since hooks run it for a file or two at each commit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cleaner.cli.session import Outcome, Session, outcome
from cleaner.document.policy import CHECK_POLICY
from cleaner.errors import ReadingError, WritingError
from cleaner.formats.config import NO_OVERRIDES, CliOverrides, Config
from cleaner.formats.in_place import Spot, Stretch, changed_entries, edits, is_compressed, position_of, stretches
from cleaner.formats.replacing import FileState, remove_leftovers
from cleaner.formats.sources import STDIN, Source
from cleaner.formats.terminal import counted, show, tell
from cleaner.formats.writing import refuse_special, replace_file, write_stdout
from cleaner.paths import exists, from_here, resolved
from cleaner.pipeline.columns import exempted

if TYPE_CHECKING:
    import typer

    from cleaner.formats.baseline import Baseline

CHECK_HELP = "Say where chrome stands, as file:line:column part finder, and change nothing but with --fix."
CHECK_EPILOG = """Examples:

\b
  cleaner check scrapes/
  cleaner check --diff                            what a fix would change in the current folder
  cleaner check page.txt --keep tail && echo clean
  cleaner check . --write-baseline                from now on only new findings count

In .jsonl, .json, .csv and .tsv files the fields are checked that --fields or the configuration name.

Exit codes: 0 nothing found, or all of it fixed, 1 something found, 2 wrong use or an input that cannot be read."""
FIX_HELP = "Rewrite files without what check finds in them; each is replaced whole or not at all."
FIX_EPILOG = """Examples:

\b
  cleaner fix page.txt stories.jsonl
  git diff --exit-code corpus/ && cleaner fix corpus/

Records keep every other byte: the order of keys, spaces, escapes, line endings. What a baseline knows or a configuration allows stays.

Exit codes: 0 nothing to change, 1 something was changed, 2 wrong use or a file that cannot be read or written."""


def add_to(app: typer.Typer) -> None:
    """Both commands with their options."""
    from cleaner.cli.options import CHECK_POLICY_OPTION, with_options

    app.command("check", help=CHECK_HELP, epilog=CHECK_EPILOG)(with_options(check_command, policy=CHECK_POLICY_OPTION))
    app.command("fix", help=FIX_HELP, epilog=FIX_EPILOG)(with_options(fix_command, policy=CHECK_POLICY_OPTION))


def check_command(
    paths: list[Path] | None = None,
    overrides: CliOverrides = NO_OVERRIDES,
    report: str = "text",
    fix: bool = False,
    diff: bool = False,
    write_baseline: bool = False,
    no_baseline: bool = False,
    quiet: bool = False,
) -> None:
    """Print every finding that removes or rewrites; empty lines that go along with one are not findings."""
    _check_options(report, fix, diff, write_baseline)
    with outcome() as result:
        session = _session(overrides, result, use_baseline=not no_baseline and not write_baseline)
        sources = session.sources(paths or [Path()])
        left, fixed, seen = list[Spot](), list[Spot](), list[Source]()
        for inspection in _inspections(session, sources, result, rewriting=fix):
            seen.append(inspection.source)
            spots = inspection.spots
            with result.going_on(inspection.source.name):
                if spots and (fix or diff):
                    spots = _fixed_or_shown(session, inspection, diff=diff, quiet=quiet)
            fixed += inspection.spots if not spots else ()
            left += spots
            if report == "text" and not diff and not write_baseline and spots:
                show(map(str, spots))
        if write_baseline:
            _write_baselines(session, left, seen, quiet)
            return
        if report != "text":
            write_stdout(_reported(left, report, session))
        result.found = bool(left)
        if not quiet:
            _sum_up(fixed, sources, "fixed ")
            _sum_up(left, sources)
            _tell_of_stale(session, seen)


def fix_command(
    paths: list[Path] | None = None, overrides: CliOverrides = NO_OVERRIDES, no_baseline: bool = False, quiet: bool = False
) -> None:
    """Rewrite every file in which something is found."""
    with outcome() as result:
        session = _session(overrides, result, use_baseline=not no_baseline)
        sources = session.sources(paths or [Path()])
        fixed: list[Spot] = []
        for inspection in _inspections(session, sources, result, rewriting=True):
            if inspection.spots:
                with result.going_on(inspection.source.name):
                    if fault := _why_not_rewritten(inspection):
                        raise fault
                    _rewrite(session, inspection)
                    show(map(str, inspection.spots))
                    fixed += inspection.spots
        result.found = bool(fixed)
        if not quiet:
            _sum_up(fixed, sources, "fixed ")


def _check_options(report: str, fix: bool, diff: bool, write_baseline: bool) -> None:
    fault = ""
    if fix + diff + write_baseline > 1:
        fault = "--fix, --diff and --write-baseline do different things; choose one of them"
    elif diff and report != "text":
        fault = "--diff prints a patch; leave out --output-format"
    if fault:
        import typer

        raise typer.BadParameter(fault)


def _session(overrides: CliOverrides, result: Outcome, *, use_baseline: bool) -> Session:
    return Session(msgspec.structs.replace(overrides, default_policy=CHECK_POLICY), result, use_baseline=use_baseline)


class Inspection(msgspec.Struct, eq=False):
    """What was seen in one file: what cleaning would change there, and, by passage, why other findings stay."""

    source: Source
    state: FileState | None = None
    spots: list[Spot] = []
    faults: list[ReadingError] = []
    stay: dict[tuple[int, int], dict[int, str]] = {}
    is_web_page: bool = False


def _inspections(session: Session, sources: Sequence[Source], result: Outcome, *, rewriting: bool) -> Iterator[Inspection]:
    """What was seen in those inputs that can be read; faults are told of."""
    if rewriting:  # also where nothing will be written
        for folder in {resolved(source.path).parent for source in sources if source.path != STDIN}:
            remove_leftovers(folder)
    for source in sources:
        inspections: list[Inspection] = []
        with result.going_on(source.name):
            if rewriting and source.path != STDIN:
                refuse_special(source.path)  # before it is read, since reading of a FIFO waits for someone to write into it
            inspections.append(_inspected(session, source))
        for inspection in inspections:
            for fault in inspection.faults:
                result.fail(fault)
            yield inspection
    session.fail_for_missing_fields()


def _inspected(session: Session, source: Source) -> Inspection:
    seen = Inspection(source, None if source.path == STDIN else FileState.of(source.path))
    session.cleaner(source)
    for place, stretch in enumerate(session.stretches(source)):
        seen.is_web_page = seen.is_web_page or bool(stretch.web_page)
        if stretch.fault:
            seen.faults.append(stretch.fault)
        for number, passage in enumerate(stretch.passages):
            try:
                page = session.clean(source, stretch, passage)
            except ReadingError as error:
                seen.faults.append(error)
                continue
            position, stay, before = position_of(page, stretch, passage), dict[int, str](), len(seen.spots)
            for entry in changed_entries(page):
                text = page.page.cut(entry.span).strip()
                if why := session.allows(source, page, entry) or _why_known(session, source, entry.finder, text):
                    stay[entry.span.start] = why
                else:
                    seen.spots.append(
                        Spot(source.name, *position(entry.span.start), entry.part, entry.finder, entry.fate, text, passage.field)
                    )
            if len(seen.spots) > before:
                seen.stay[place, number] = stay
    return seen


def _why_known(session: Session, source: Source, finder: str, text: str) -> str:
    """Why a finding does not count, where a baseline knows it."""
    config = session.config(source.path)
    if not session.use_baseline or not session.exempts(config):
        return ""
    return "the baseline knows it already" if session.exempt(config)[1].takes(config.relative(source.path), finder, text) else ""


def _fixed_or_shown(session: Session, inspection: Inspection, *, diff: bool, quiet: bool) -> list[Spot]:
    """What is left to tell of an input when it was fixed, or when the difference was shown."""
    if fault := _why_not_rewritten(inspection):
        if not quiet:
            tell(f"cleaner: {fault}")
        return inspection.spots
    if not diff:
        _rewrite(session, inspection)
        return []
    from cleaner.formats.differences import unified_difference

    pairs = ((one.text, after.removeprefix(one.mark).decode(one.encoding)) for one, after in _rewritten(session, inspection))
    write_stdout(unified_difference(inspection.source.name, pairs))
    return inspection.spots


def _rewrite(session: Session, seen: Inspection) -> None:
    """Write an inspected file without what was found there, all other bytes as they are; or leave it as it was."""
    if seen.state:
        replace_file(seen.source.path, (after for _, after in _rewritten(session, seen)), seen.state)


def _rewritten(session: Session, seen: Inspection) -> Iterator[tuple[Stretch, bytes]]:
    """The stretches of an inspected file, each with its bytes when what was found there is gone."""
    source = seen.source
    for place, stretch in enumerate(stretches(source, session.settings(source).fields, set())):
        if stretch.fault:
            raise stretch.fault
        changes: list[tuple[int, int, str]] = []
        for number, passage in enumerate(stretch.passages):
            if (place, number) in seen.stay:
                page = exempted(session.clean(source, stretch, passage), seen.stay[place, number])
                changes.append((passage.start, passage.end, passage.edited(edits(page))))
        yield stretch, stretch.rewritten(source.name, changes)


def _why_not_rewritten(inspection: Inspection) -> WritingError | None:
    """Why a file is not rewritten: it is none, its text is no text as it stands, or something in it cannot be read."""
    source, fault = inspection.source, ""
    if source.path == STDIN:
        fault = "is no file that could be rewritten; use cleaner clean -"
    elif inspection.is_web_page:
        fault = "is HTML, which is never rewritten in place; cleaner clean --format html writes what is left of it elsewhere"
    elif is_compressed(source.path):
        fault = "is compressed, and only plain files are rewritten; unpack it first"
    elif inspection.faults:
        fault = f"was left as it is, for {counted(len(inspection.faults), 'line')} of it cannot be read"
    return WritingError(f"{source.name}: {fault}") if fault else None


def _sum_up(spots: Sequence[Spot], sources: Sequence[Source], done: str = "") -> None:
    if spots:
        from cleaner.formats.reports import summary

        tell(*summary(spots, len(sources), done))


def _reported(spots: Sequence[Spot], form: str, session: Session) -> bytes:
    from cleaner import __version__
    from cleaner.formats.reports import Report, report

    reasons = {rule.id: rule.why for rules in session.rules() for rule in rules}
    return "".join(f"{line}\n" for line in report(spots, Report(form), __version__, reasons)).encode("utf-8", "backslashreplace")


def _write_baselines(session: Session, spots: Sequence[Spot], seen: Sequence[Source], quiet: bool) -> None:
    """Know all that was found; what was known of files that were not looked at stays known, unless they are gone."""
    baselines = {config: session.exempt(config)[1] for config in session.configs(seen)}
    for config, baseline in baselines.items():
        baseline.forget([*(config.relative(source.path) for source in seen), *_gone(config, baseline)])
    for spot in spots:
        config = session.config(Path(spot.path))
        baselines[config].add(config.relative(Path(spot.path)), spot.finder, spot.text)
    for baseline in baselines.values():
        baseline.write()
        if not quiet:
            tell(f"{from_here(baseline.path)}: {counted(baseline.counts.total(), 'known finding')}")


def _tell_of_stale(session: Session, seen: Sequence[Source]) -> None:
    """Tell of known findings and allowances that are needed no more; they do no harm, so they change no exit code."""
    for config in filter(session.exempts, session.configs(seen)):
        allowed, baseline = session.exempt(config)
        paths = [*(config.relative(source.path) for source in seen), *_gone(config, baseline)]
        for known, text in baseline.stale(paths) if session.use_baseline else ():
            gone = f"{known.path} {known.finder} is not there any more: {text!r}"
            tell(f"{from_here(baseline.path)}: {gone}; cleaner check --write-baseline forgets it")
        for allowance in allowed.stale([source.path for source in seen]):
            tell(f"{from_here(Path(config.where))}: nothing needs the allowance for {allowance.text!r} any more; remove it")


def _gone(config: Config, baseline: Baseline) -> list[str]:
    """The files of known findings that do not exist any more."""
    return [path for path in {known.path for known in baseline.counts} if not exists(config.folder / path)]
