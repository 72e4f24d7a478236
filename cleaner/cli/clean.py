"""`cleaner clean`: pages in, what the policy keeps of them out."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.options import CLEANING_AS_USUAL, CleaningOptions, Paths, Quiet, grouped
from cleaner.cli.outcome import outcome
from cleaner.cli.split import FrontMatter, Split, check_options, split_folders, write_articles
from cleaner.cli.unique import Unique, cleaned, told_once
from cleaner.errors import CleanerError
from cleaner.io.formats import Format, render
from cleaner.io.sources import Source, find_sources
from cleaner.io.tallies import Tally
from cleaner.io.terminal import printable, tell
from cleaner.io.writing import refuse_overwriting, targets, write_file, write_stdout

HELP = "Write what is left of pages when the chrome is gone."
EPILOG = """Examples:

\b
  cleaner clean page.txt                          to standard output
  cleaner clean page.html --format markdown       a web page, with its headings, lists, tables and links
  cleaner clean scrapes/ -o cleaned/              a folder to a folder
  curl -s URL | cleaner clean -                   from a pipe
  cleaner clean page.txt --format json            with the account of each character
  cleaner clean scrapes/ --format jsonl           one record an article; `cleaner schema` describes it
  cleaner clean page.txt --split -o stories/      a file per article
  cleaner clean page.txt --format jsonl --reference 2026-01-20
  cleaner clean page.txt --keep tail --disable newsletter
  cleaner clean scrapes/ --unique                 each story once, though several pages tell it

Exit codes: 0 done, 2 wrong use or an input that cannot be read (the others are still cleaned)."""

Out = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="OUT", help="A folder for one output per input, or a file for one input.", show_default=False),
]
Form = Annotated[
    Format, typer.Option("--format", help="All kept text, Markdown, HTML, or JSON: a record a page (json) or an article (jsonl).")
]
Force = Annotated[bool, typer.Option("--force", help="Write even over inputs, or inside an input folder.")]


@grouped
def clean_command(
    paths: Paths,
    out: Out = None,
    form: Form = Format.text,
    asked: CleaningOptions = CLEANING_AS_USUAL,
    force: Force = False,
    unique: Unique = False,
    split: Split = False,
    front_matter: FrontMatter = False,
    quiet: Quiet = False,
) -> None:
    """Clean the inputs one after the other; one that fails does not stop the others."""
    with outcome() as result:
        cleaning, tally = asked.cleaning(), Tally()
        sources, faults = find_sources(paths)
        check_options(form, front_matter)
        guarded = None if force else paths
        found = split_folders(sources, out, guarded) if split else _places(sources, out, form, guarded)
        places = dict(zip(sources, found, strict=True))
        for fault in faults:
            result.fail(fault)
        open_line = False
        pages = cleaned(cleaning, result, sources)
        for source, page in told_once(pages, quiet) if unique else pages:
            try:
                place = places[source]
                raw = b"" if split else render(page, form, with_front_matter=front_matter)
                if split and place:
                    write_articles(page, form, front_matter, place, [] if force else sources)
                elif place:
                    write_file(place, raw)
                else:
                    write_stdout(_separation(source, open_line, len(sources)) + raw)
                    open_line = bool(raw) and not raw.endswith(b"\n")
                if not quiet:  # counting looks at every entry, which takes as long as cleaning
                    tally.add(page)
            except CleanerError as error:
                result.fail(error)
        if tally.pages:
            tell(tally.summary)


def _places(sources: Sequence[Source], out: Path | None, form: Format, guarded: Sequence[Path] | None) -> Sequence[Path | None]:
    """Where each output goes, None for standard output; with paths to guard, an output among them is refused."""
    if out is None:
        return [None] * len(sources)
    places = targets(sources, out, form.suffix)
    if guarded is not None:
        refuse_overwriting(places, sources, guarded)
    return places


def _separation(source: Source, open_line: bool, inputs: int) -> bytes:
    """What stands before an output: a break if the last one ended without, and on a terminal the name of one of several inputs."""
    name = f"── {printable(source.name)} ──\n" if inputs > 1 and sys.stdout.isatty() else ""
    return (("\n" if open_line else "") + name).encode()
