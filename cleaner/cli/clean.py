"""`cleaner clean`: pages in, what the policy keeps of them out."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.cli.configured import Configured
from cleaner.cli.inspection import cleaned_records
from cleaner.cli.option_types import One, Paths, Quiet
from cleaner.cli.options import NOTHING_ASKED, Options, chosen, grouped
from cleaner.cli.outcome import Outcome, outcome
from cleaner.cli.output import OutputOptions, Outputs
from cleaner.cli.unique import Unique, told_once
from cleaner.document.result import CleanedPage
from cleaner.formats.reports import Tally
from cleaner.formats.sources import Source, find_sources
from cleaner.formats.terminal import tell

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

Exit codes: 0 done, 2 wrong use or an input that cannot be read (the others are still cleaned)."""

# What is asked for of the outputs without any option of theirs.
_TO_STDOUT = OutputOptions()


@grouped
def clean_command(
    paths: Paths = None,
    output: OutputOptions = _TO_STDOUT,
    asked: Options = NOTHING_ASKED,
    unique: Unique = False,
    one: One = False,
    quiet: Quiet = False,
) -> None:
    """Clean the inputs one after the other; one that fails does not stop the others."""
    with outcome() as result:
        configured, tally = Configured(asked.wishes(one=one)), Tally()
        found, faults = find_sources(given := chosen(paths), asked.encoding)
        sources = configured.wanted(found, result, given)
        outputs = Outputs(output, given, sources, unique=unique, one=one)
        for fault in faults:
            result.fail(fault)
        pages = _cleaned(configured, result, outputs, sources, None if quiet else tally)
        for source, page in told_once(pages, quiet) if unique else pages:
            with result.going_on(source):
                outputs.write(source, page)
                if not quiet:  # counting looks at every entry, which takes as long as cleaning
                    tally.add(page)
                    tally.files += 1
        for missing in configured.missing_fields():
            result.fail(missing)
        if tally.pages:
            tell(*tally.summary.split("\n"))


def _cleaned(
    configured: Configured, result: Outcome, outputs: Outputs, sources: list[Source], tally: Tally | None
) -> Iterator[tuple[Source, CleanedPage]]:
    """The inputs that can be cleaned, one after the other; those that hold records are written at once, and faults are told of."""
    for source in sources:
        pages: list[CleanedPage] = []
        with result.going_on(source):
            configured.cleaning(source)
            if source.holds_records:
                outputs.write_records(source, _counted(cleaned_records(configured, source), tally))
                if tally is not None:
                    tally.files += 1
                continue
            pages += [page for stretch in configured.stretches(source) for _, page in configured.pages(source, stretch)]
        yield from ((source, page) for page in pages)


def _counted(stretches: Iterator[tuple[bytes, list[CleanedPage]]], tally: Tally | None) -> Iterator[bytes]:
    for raw, pages in stretches:
        if tally is not None:
            for page in pages:
                tally.add(page)
        yield raw
