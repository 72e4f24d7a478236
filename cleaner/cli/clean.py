"""`cleaner clean`: pages in, what the policy keeps of them out; and `cleaner schema`, the shape of its records."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cleaner.cli.cleaned_files import Cleaned, Rendering, SourceCleaner, cleaned_by_processes
from cleaner.cli.session import Outcome, Session, fault_at, outcome
from cleaner.corpus.choices import TIMEOUT
from cleaner.document.record import article_schema
from cleaner.document.result import CleanedPage
from cleaner.errors import CleanerError, WritingError
from cleaner.formats.config import NO_OVERRIDES, CliOverrides
from cleaner.formats.render import Format
from cleaner.formats.reports import Tally
from cleaner.formats.sources import Source
from cleaner.formats.terminal import copies, printable, tell, terminal_width
from cleaner.formats.writing import refuse_overwriting, targets, write_file, write_stdout
from cleaner.paths import exists, is_folder

if TYPE_CHECKING:
    import typer

HELP = "Write what is left of pages when the chrome is gone."
EPILOG = """Examples:

\b
  cleaner clean page.txt                          to standard output
  cleaner clean page.html --format md             a web page, with its headings, lists, tables and links
  cleaner clean scrapes/ -o cleaned/              a folder to a folder
  cleaner clean scrapes/ -o cleaned/ -j 4         the same, by four processes
  curl -s URL | cleaner clean -                   from a pipe
  cleaner clean dump.jsonl --fields text,body     the same records, with these fields cleaned
  cleaner clean page.txt --format json            with the account of each character
  cleaner clean scrapes/ --format jsonl           one record an article; `cleaner schema` describes it
  cleaner clean scrapes/ --format jsonl --one     one record a page, where each holds one story
  cleaner clean page.txt --split -o stories/      a file per article
  cleaner clean page.txt --format jsonl --reference 2026-01-20
  cleaner clean page.txt --keep tail --disable newsletter
  cleaner clean scrapes/ --unique                 each story once, though several pages tell it

In .jsonl, .json, .csv and .tsv files the fields are cleaned that --fields or the configuration name; every other byte comes out as it was.
Several processes give the same outputs, in the same order. A file at which a process dies twice, or a text of which takes longer than
--timeout, is told, and the others are cleaned.
`cleaner run` takes large corpora and other formats, reports what was done, and goes on where it was stopped.

Exit codes: 0 done, 2 wrong use or an input that cannot be read (the others are still cleaned)."""
SCHEMA_HELP = "Print the JSON Schema of the records that `cleaner clean --format jsonl` writes."
_Watch = Callable[[Source, Cleaned], None]


class OutputOptions(msgspec.Struct, frozen=True):
    """Where outputs go, and in which form."""

    out: Path | None = None
    form: Format | None = None
    force: bool = False
    split: bool = False
    front_matter: bool = False
    images: bool = False


_TO_STDOUT = OutputOptions()


def add_to(app: typer.Typer) -> None:
    """Both commands with their options."""
    from cleaner.cli.options import CLEAN_OPTIONS, with_options

    app.command("clean", help=HELP, epilog=EPILOG)(with_options(clean_command, **CLEAN_OPTIONS))
    app.command("schema", help=SCHEMA_HELP)(schema_command)


def schema_command() -> None:
    """Print the schema of records."""
    with outcome():
        write_stdout(article_schema().encode("utf-8"))


def clean_command(
    paths: list[Path] | None = None,
    output: OutputOptions = _TO_STDOUT,
    overrides: CliOverrides = NO_OVERRIDES,
    unique: bool = False,
    one: bool = False,
    processes: int = 1,
    timeout: float | None = None,
    quiet: bool = False,
) -> None:
    """Clean the inputs, by several processes if wanted, and write them one after the other; one that fails does not stop the others."""
    with outcome() as result:
        overrides = msgspec.structs.replace(overrides, one_article=one)
        session = Session(overrides, result)
        given = paths or [Path()]
        sources = session.sources(given, excludes_named=False)
        outputs = Outputs(output, given, sources, unique=unique, one=one)
        here = SourceCleaner(session, outputs.rendering, counts=not quiet)  # counting looks at every entry, which takes as long as cleaning
        is_parallel = processes > 1 or bool(timeout)
        if unique and is_parallel:
            raise WritingError("--unique: compares all pages in one process; leave out -j and --timeout")
        tally = Tally()
        with ExitStack() as stack:
            if unique:
                cleaned = _unique(here, result, sources, quiet)
            elif is_parallel:
                limit = TIMEOUT if timeout is None else timeout
                work = (overrides, outputs.rendering, not quiet)
                cleaned = stack.enter_context(cleaned_by_processes(sources, here, work, processes, limit))
            else:
                cleaned = map(here, sources)
            watch = stack.enter_context(_watching(sources, result)) if _is_watched(sources, output, quiet) else None
            for source, made in zip(sources, cleaned, strict=True):
                _write(source, made, session, result, outputs, tally)
                if watch:
                    watch(source, made)
        session.fail_for_missing_fields()
        if tally.pages:
            tell(*tally.summary.split("\n"))


def _write(source: Source, made: Cleaned, session: Session, result: Outcome, outputs: Outputs, tally: Tally) -> None:
    """Write what came of an input, and add to the sums; what stood in the way is told."""
    for message in made.told:
        result.say_once(message)
    if made.seen:
        session.seen.include(made.seen)
    with result.going_on(source.name):
        outputs.write(source, made)
        if made.tally is not None:
            tally.include(made.tally)
            tally.files += 1


def _unique(here: SourceCleaner, result: Outcome, sources: Sequence[Source], quiet: bool) -> Iterator[Cleaned]:
    """What comes of the inputs, with each story once; copies are named on standard error. Raises ExtraError without the extra `stories`."""
    from cleaner.pipeline.duplicates import unique

    faults: dict[Source, CleanerError] = {}

    def pages() -> Iterator[CleanedPage]:
        for source in sources:
            try:
                page = here.page(source)
            except Exception as error:  # noqa: BLE001  a fault of this program, or of a library, on one input of many
                faults[source] = fault_at(source.name, error)
                result.fail(faults[source])
            else:
                yield page

    stories, found = unique(pages())
    if stories and not quiet:
        for line in copies(stories, terminal_width()):
            result.say(line)
    left = iter(found)
    for source in sources:
        yield Cleaned(error=faults[source]) if source in faults else here.rendered(source, next(left))


def _is_watched(sources: Sequence[Source], output: OutputOptions, quiet: bool) -> bool:
    """Whether it is told how far the work is: for several inputs, where no output runs over the same terminal."""
    return len(sources) > 1 and not quiet and (output.out is not None or sys.stdout is None or not sys.stdout.isatty())


@contextmanager
def _watching(sources: Sequence[Source], result: Outcome) -> Iterator[_Watch]:
    """What tells how far the work is, called with each input that is done; messages stand above what is drawn."""
    from cleaner.corpus.counts import Counts
    from cleaner.corpus.progress import progress

    watch, passed = progress(), 0

    def finished(source: Source, made: Cleaned) -> None:
        nonlocal passed
        passed += _size(source)
        watch.passed(passed)
        tally = made.tally or Tally()
        watch.finished(Counts(documents=tally.pages, characters=tally.fates.total()))

    watch.begin(sum(map(_size, sources)), Counts())
    result.say = watch.say
    try:
        yield finished
    finally:
        watch.end()
        result.say = tell


def _size(source: Source) -> int:
    """The size of a file in bytes; 0 where there is none to ask."""
    try:
        return source.path.stat().st_size
    except (OSError, ValueError):
        return 0


class Outputs:
    """What is written of cleaned pages. Raises WritingError if two options cannot go together, or an output would replace an input."""

    def __init__(
        self, options: OutputOptions, paths: Sequence[Path], sources: Sequence[Source], *, unique: bool = False, one: bool = False
    ) -> None:
        self._form = options.form or Format.text
        if options.front_matter and self._form is not Format.markdown:
            raise WritingError(f"--front-matter: belongs above Markdown, not {self._form.value}; add --format markdown")
        if options.images and self._form not in (Format.markdown, Format.html):
            raise WritingError(f"--images: belong in Markdown or HTML, not {self._form.value}; add --format markdown")
        self._options, self._sources = options, sources
        places = self._places(None if options.force else paths)
        self._place = dict(zip(sources, places, strict=True))
        given = {"--format": options.form, "--split": options.split, "--unique": unique, "--one": one}
        of_pages = tuple(option for option, value in given.items() if value)
        self.rendering = Rendering(self._form, options.front_matter, options.images, options.split, of_pages)
        self._open_line = False

    def write(self, source: Source, cleaned: Cleaned) -> None:
        """Write what came of an input. Raises CleanerError if that is an error, or it cannot be written."""
        options, place = self._options, self._place[source]
        if cleaned.error and not cleaned.records:
            raise cleaned.error
        if source.holds_records:
            self._write_records(source, cleaned.parts())
        elif options.split and place:
            files = [(place / name, raw) for name, raw in cleaned.files]
            refuse_overwriting((path for path, _ in files), [] if options.force else self._sources, ())
            for path, raw in files:
                write_file(path, raw, options.out or place)
        else:
            for _, raw in cleaned.files:
                self._write_page(source, raw)

    def _write_records(self, source: Source, parts: Iterable[bytes]) -> None:
        if place := self._place[source]:
            write_file(place, parts, self._within(place))
            return
        for part in parts:
            write_stdout((self._separation(source) if self._open_line else b"") + part)
            self._open_line = False
        self._open_line = False

    def _write_page(self, source: Source, raw: bytes) -> None:
        if place := self._place[source]:
            write_file(place, raw, self._within(place))
        else:
            write_stdout(self._separation(source) + raw)
            self._open_line = bool(raw) and not raw.endswith(b"\n")

    def _within(self, place: Path) -> Path | None:
        """The folder that no link below it leads out of; None where the output itself was named."""
        return None if place == self._options.out else self._options.out

    def _separation(self, source: Source) -> bytes:
        """What stands before an output: a break if the last one ended without, and on a terminal the name of one of several inputs."""
        name = f"── {printable(source.name)} ──\n" if len(self._sources) > 1 and sys.stdout is not None and sys.stdout.isatty() else ""
        return (("\n" if self._open_line else "") + name).encode()

    def _places(self, guarded: Sequence[Path] | None) -> Sequence[Path | None]:
        """Where each output goes, None for standard output; with paths to guard, an output among them is refused."""
        out, sources = self._options.out, self._sources
        if self._options.split:
            if out is None or (exists(out) and not is_folder(out)):
                raise WritingError("--split: writes a file per article; name a folder with -o")
            places = [out] if len(sources) == 1 else targets(sources, out / ".", lambda _: "")
        elif out is None:
            return [None] * len(sources)
        else:
            places = targets(sources, out, lambda source: source.suffix if source.holds_records else self._form.suffix)
        if guarded is not None:
            refuse_overwriting(places, sources, guarded)
        return places
