"""`cleaner clean`: pages in, what the policy keeps of them out; and `cleaner schema`, the shape of its records."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from cleaner.cli.session import Outcome, Session, outcome
from cleaner.document.record import article_schema
from cleaner.document.result import CleanedPage
from cleaner.errors import WritingError
from cleaner.formats.config import NO_OVERRIDES, CliOverrides
from cleaner.formats.in_place import edits
from cleaner.formats.render import Format, article_files, render
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
`cleaner run` takes large corpora and other formats, reports what was done, and goes on where it was stopped.

Exit codes: 0 done, 2 wrong use or an input that cannot be read (the others are still cleaned)."""
SCHEMA_HELP = "Print the JSON Schema of the records that `cleaner clean --format jsonl` writes."
_Pages = Iterable[tuple[Source, CleanedPage]]


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
    from cleaner.cli.options import with_options

    app.command("clean", help=HELP, epilog=EPILOG)(with_options(clean_command))
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
    quiet: bool = False,
) -> None:
    """Clean the inputs one after the other; one that fails does not stop the others."""
    with outcome() as result:
        session = Session(msgspec.structs.replace(overrides, one_article=one), result)
        given = paths or [Path()]
        sources = session.sources(given, excludes_named=False)
        outputs = Outputs(output, given, sources, unique=unique, one=one)
        tally = None if quiet else Tally()  # counting looks at every entry, which takes as long as cleaning
        pages = _cleaned(session, result, outputs, sources, tally)
        for source, page in _unique(pages, quiet) if unique else pages:
            with result.going_on(source.name):
                outputs.write(source, page)
                if tally is not None:
                    tally.add(page)
                    tally.files += 1
        session.fail_for_missing_fields()
        if tally is not None and tally.pages:
            tell(*tally.summary.split("\n"))


def _cleaned(
    session: Session, result: Outcome, outputs: Outputs, sources: Sequence[Source], tally: Tally | None
) -> Iterator[tuple[Source, CleanedPage]]:
    """The inputs that can be cleaned, one after the other; those that hold records are written at once, and faults are told of."""
    for source in sources:
        pages: list[CleanedPage] = []
        with result.going_on(source.name):
            session.cleaner(source)
            if source.holds_records:
                outputs.write_records(source, _cleaned_records(session, source, tally))
                if tally is not None:
                    tally.files += 1
                continue
            pages += [page for stretch in session.stretches(source) for _, page in session.pages(source, stretch)]
        yield from ((source, page) for page in pages)


def _cleaned_records(session: Session, source: Source, tally: Tally | None) -> Iterator[bytes]:
    """A file of records with the texts in it cleaned and every other byte as it was, stretch by stretch.

    The whole file is read before the first stretch comes, so that one that cannot be read gives none.
    """
    for stretch in session.stretches(source):
        if stretch.fault:
            raise stretch.fault
        for _ in stretch.passages:
            pass
    for stretch in session.stretches(source):
        pages, changes = list[CleanedPage](), list[tuple[int, int, str]]()
        for passage, page in session.pages(source, stretch):
            pages.append(page)
            changes.append((passage.start, passage.end, passage.edited(edits(page))))
        raw = stretch.rewritten(source.name, changes)
        for page in pages if tally is not None else ():
            tally.add(page)  # type: ignore[union-attr]
        yield raw


def _unique(pages: _Pages, quiet: bool) -> _Pages:
    """The pages with each story once; copies are named on standard error. Raises ExtraError if the extra `stories` is missing."""
    from cleaner.pipeline.duplicates import unique

    sources: list[Source] = []

    def of_sources() -> Iterator[CleanedPage]:
        for source, page in pages:
            sources.append(source)
            yield page

    stories, left = unique(of_sources())
    if stories and not quiet:
        tell(*copies(stories, terminal_width()))
    return zip(sources, left, strict=True)


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
        self._of_pages = [option for option, value in given.items() if value]
        self._open_line = False

    def write_records(self, source: Source, raw: Iterable[bytes]) -> None:
        """Write a file of records whose texts were cleaned. Raises WritingError if an option asks for what only pages have."""
        if self._of_pages:
            raise WritingError(f"{source.name}: holds records, which come out as records; leave out {' and '.join(self._of_pages)}")
        if place := self._place[source]:
            write_file(place, raw, self._within(place))
            return
        for part in raw:
            write_stdout((self._separation(source) if self._open_line else b"") + part)
            self._open_line = False
        self._open_line = False

    def write(self, source: Source, page: CleanedPage) -> None:
        """Write what is kept of a page. Raises CleanerError if it cannot be written, or not in the form."""
        options, place = self._options, self._place[source]
        how = {"with_front_matter": options.front_matter, "images": options.images}
        if options.split and place:
            files = [(place / name, raw) for name, raw in article_files(page, self._form, **how)]
            refuse_overwriting((path for path, _ in files), [] if options.force else self._sources, ())
            for path, raw in files:
                write_file(path, raw, options.out or place)
            return
        raw = render(page, self._form, **how)
        if place:
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
