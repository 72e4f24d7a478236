"""`cleaner clean`: pages in, what the policy keeps of them out."""

from __future__ import annotations

from cleaner.cli.options import CLEANING_AS_USUAL, CleaningOptions, Paths, Quiet, grouped
from cleaner.cli.outcome import outcome
from cleaner.cli.output import OutputOptions, Outputs
from cleaner.cli.unique import Unique, cleaned, told_once
from cleaner.errors import CleanerError
from cleaner.io.sources import find_sources
from cleaner.io.tallies import Tally
from cleaner.io.terminal import tell

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

# What is asked for of the outputs without any option of theirs.
_TO_STDOUT = OutputOptions()


@grouped
def clean_command(
    paths: Paths,
    output: OutputOptions = _TO_STDOUT,
    asked: CleaningOptions = CLEANING_AS_USUAL,
    unique: Unique = False,
    quiet: Quiet = False,
) -> None:
    """Clean the inputs one after the other; one that fails does not stop the others."""
    with outcome() as result:
        cleaning, tally = asked.cleaning(), Tally()
        sources, faults = find_sources(paths, asked.encoding)
        outputs = Outputs(output, paths, sources)
        for fault in faults:
            result.fail(fault)
        pages = cleaned(cleaning, result, sources)
        for source, page in told_once(pages, quiet) if unique else pages:
            try:
                outputs.write(source, page)
            except CleanerError as error:
                result.fail(error)
                continue
            if not quiet:  # counting looks at every entry, which takes as long as cleaning
                tally.add(page)
        if tally.pages:
            tell(tally.summary)
