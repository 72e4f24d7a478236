"""`cleaner run`: corpora cleaned, whatever they are held in, and what becomes of a run that is interrupted."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from platform import python_version
from typing import TYPE_CHECKING

import msgspec

from cleaner.cli.session import INTERRUPTED, Outcome, config_here, outcome, page_cleaner
from cleaner.corpus.choices import TIMEOUT, Records, Removals
from cleaner.errors import ReadingError, WritingError
from cleaner.formats.config import NO_OVERRIDES, CliOverrides, Config
from cleaner.formats.config_file import Settings
from cleaner.formats.reading import fault_of
from cleaner.formats.terminal import tell, terminal_width
from cleaner.paths import SPECIAL, is_special

if TYPE_CHECKING:
    import typer

    from cleaner.corpus.cleaning import Cleaning
    from cleaner.corpus.counts import RunReport
    from cleaner.corpus.fields import Fields
    from cleaner.corpus.plan import Otherwise, Plan
    from cleaner.corpus.run import Ended

HELP = "Clean a corpus: every document of files, folders, archives and URLs, by several processes, into one output."
EPILOG = """Such as:

\b
  cleaner run dump.jsonl.zst -o articles.jsonl             a record an article
  cleaner run crawl/ -o articles.parquet -j 8
  cleaner run dump.parquet -o clean.parquet --records documents
                                        the same records, with their texts cleaned
  cleaner run dump.jsonl -o clean.jsonl --records documents --column clean --ledger spans
  cleaner run s3://bucket/CC-MAIN-*.warc.gz -o out/ --format jsonl.zst

Beside OUT, the folder OUT.run tells what was done: report.json, manifest.json, and quarantine.jsonl with each document that could not be
cleaned, why, and where it stood. A run that was stopped, even killed, goes on where it was when the same command is given again, and its
output is what it would have been. Other settings or inputs that were changed are refused; --restart begins anew.

The configuration is that of the current folder, or the one that --config names; what it says of some paths holds for inputs of those
paths. Offsets in ledgers count code points of the text, of a web
page those of the text that a browser shows.

Exit codes: 0 all is clean, 1 documents lie in quarantine, 2 wrong use, an input that was changed or vanished while it was read, or a run
that could not go on, such as on a full disk; 130 interrupted."""
_LIBRARIES = ("numpy", "regex", "selectolax", "dateparser", "msgspec")


class Writes(msgspec.Struct, frozen=True):
    """What is written, and how."""

    records: Records = Records.articles
    column: str = ""
    ledger: Removals = Removals.none
    files: str = ""
    report_page: Path | None = None


_WRITES = Writes()


def add_to(app: typer.Typer) -> None:
    """The command with its options."""
    from cleaner.cli.options import with_options

    # A document has one text, whose column is named by another option.
    app.command("run", help=HELP, epilog=EPILOG)(with_options(run_command, without=("fields",)))


def run_command(
    inputs: list[str],
    output_name: str,
    writes: Writes = _WRITES,
    processes: int | None = None,
    timeout: float = TIMEOUT,
    restart: bool = False,
    overrides: CliOverrides = NO_OVERRIDES,
    one: bool = False,
    quiet: bool = False,
) -> None:
    """Clean a corpus, or go on with it."""
    with outcome() as result:
        from cleaner.corpus.progress import Watch, progress
        from cleaner.corpus.run import run

        plan = _plan(inputs, output_name, writes, processes, timeout, restart, overrides, one)
        try:
            ended = run(plan, _versions(), Watch() if quiet else progress())
        except KeyboardInterrupt:
            tell(f"cleaner: interrupted; the same command {'without --restart ' if restart else ''}goes on from here")
            raise SystemExit(INTERRUPTED) from None
        _tell_of(ended, result, quiet)
        if writes.report_page:
            _write_page(writes.report_page, ended.report, plan)


def _plan(
    inputs: list[str],
    output_name: str,
    writes: Writes,
    processes: int | None,
    timeout: float,
    restart: bool,
    overrides: CliOverrides,
    one: bool,
) -> Plan:
    """What a run does, as options and configuration say. Raises CleanerError if they cannot be meant."""
    from cleaner.corpus.inputs import Input, find_inputs
    from cleaner.corpus.manifest import digest
    from cleaner.corpus.output import Output
    from cleaner.corpus.plan import Plan
    from cleaner.corpus.removals import LEDGER_COLUMNS

    if (writes.column or writes.ledger is not Removals.none) and writes.records is not Records.documents:
        option = "--column" if writes.column else "--ledger"
        raise WritingError(f"{option}: is a matter of records of documents; add --records documents")
    if writes.column.partition(".")[0] == LEDGER_COLUMNS.get(writes.ledger):
        raise WritingError(f"--column {writes.column}: is the column in which --ledger tells what was removed; name another one")
    config = config_here(overrides)
    settings = overrides.over(config.settings)
    found = find_inputs(inputs, overrides.encoding)
    out = Output.named(output_name, writes.files)
    if out.form == "parquet" and writes.ledger is Removals.dolma:
        raise WritingError("--ledger dolma: has other names in each record, which Parquet has no types for; write .jsonl")
    cleaning = _cleaning(settings, overrides, config, writes, typed=out.form == "parquet", one=one)
    named = {one.name: overrides.over(config.settings_for(Path(one.name))) for one in found if isinstance(one, Input)}
    special = {one: _otherwise(one, cleaning) for one in dict.fromkeys(named.values()) if one != settings}
    models = dict.fromkeys(one.model for one in (settings, *special))
    return Plan(
        inputs=tuple(inputs),
        out=out,
        cleaning=cleaning,
        settings={"model": ", ".join(_hash_of(Path(model)) for model in models if model), "allow": digest(config.allow)},
        fields=_fields(settings),
        found=found,
        others={name: special[one] for name, one in named.items() if one in special},
        processes=processes or _cores(),
        limit=timeout,
        restart=restart,
        page=writes.report_page,
    )


def _cleaning(settings: Settings, overrides: CliOverrides, config: Config, writes: Writes, *, typed: bool, one: bool) -> Cleaning:
    from cleaner.corpus.cleaning import Cleaning
    from cleaner.formats.baseline import Allowed

    return Cleaning(
        cleaner=page_cleaner(settings),
        records=writes.records,
        column=writes.column,
        removals=writes.ledger,
        reference=overrides.reference,
        kind=settings.page_kind,
        one=one,
        encoding=overrides.encoding,
        url=overrides.url,
        allowed=Allowed(config) if config.allow else None,
        typed=typed,
    )


def _otherwise(settings: Settings, cleaning: Cleaning) -> Otherwise:
    """How inputs are read and cleaned for whose paths a configuration has settings of their own."""
    from cleaner.corpus.plan import Otherwise

    return Otherwise(msgspec.structs.replace(cleaning, cleaner=page_cleaner(settings), kind=settings.page_kind), _fields(settings))


def _fields(settings: Settings) -> Fields:
    from cleaner.corpus.fields import Fields

    return Fields(settings.text_field, settings.html_field, settings.id_field, settings.url_field)


def _hash_of(path: Path) -> str:
    if is_special(path):
        raise ReadingError(str(path), SPECIAL)
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()[:16]
    except OSError as error:
        raise ReadingError(str(path), fault_of(error)) from error


def _cores() -> int:
    """How many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _versions() -> dict[str, str]:
    from importlib.metadata import PackageNotFoundError, version

    from cleaner import __version__

    found = {"cleaner": __version__, "python": python_version()}
    for library in _LIBRARIES:
        try:
            found[library] = version(library)
        except PackageNotFoundError:
            found[library] = "unknown"
    return found


def _tell_of(ended: Ended, result: Outcome, quiet: bool) -> None:
    """Tell how a run ended, and set the exit code."""
    from cleaner.corpus.report import terminal_report

    report = ended.report
    for line in report.warnings:
        tell(f"cleaner: {line}")
    result.wrong, result.found = ended.code == 2, ended.code == 1
    if ended.before:
        tell(f"{report.output}: this run has ended before; --restart begins anew")
    if quiet:
        return
    tell(*terminal_report(report, terminal_width()))


def _write_page(path: Path, report: RunReport, plan: Plan) -> None:
    from cleaner.corpus.report_html import document
    from cleaner.formats.writing import write_file

    write_file(path, document(report, plan.rules).encode("utf-8"))
