"""`cleaner check`: where chrome stands, one line a finding, for editors and hooks."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.cli.options import Cleaning, Disabled, Kept, Paths, PolicyName, Quiet, RuleFiles, Url
from cleaner.cli.outcome import outcome
from cleaner.io.sources import find_sources
from cleaner.io.tallies import counted
from cleaner.io.terminal import printable, show, tell
from cleaner.model.anatomy import Fate, Part
from cleaner.model.cleaned import CleanedPage

HELP = "Say where chrome stands, as file:line:column part finder, and change nothing."
EPILOG = """Examples:

\b
  cleaner check scrapes/
  cleaner check page.txt --keep tail && echo clean

Exit codes: 0 nothing found, 1 something found, 2 wrong use or an input that cannot be read."""


def check_command(
    paths: Paths,
    policy: PolicyName = "safe",
    rules: RuleFiles = None,
    disable: Disabled = None,
    keep: Kept = None,
    url: Url = None,
    quiet: Quiet = False,
) -> None:
    """Print every finding that removes; empty lines that go along with one are not findings."""
    with outcome() as result:
        cleaning = Cleaning(policy, rules, disable, keep, url)
        sources, faults = find_sources(paths)
        for fault in faults:
            result.fail(fault)
        total = files = 0
        for source, text in result.read(sources):
            found = list(findings(cleaning.clean(source, text)))
            show(found)
            total, files = total + len(found), files + bool(found)
        result.found = total > 0
        if total and not quiet:
            tell(f"{counted(total, 'finding')} in {files:,} of {counted(len(sources), 'file')}; cleaner explain FILE:LINE says why")


def findings(page: CleanedPage) -> Iterator[str]:
    """The entries of a page that are removed and not blank, a line each.

    Args:
        page: the cleaned page.
    """
    for entry in page.ledger:
        if entry.fate is Fate.removed and entry.part is not Part.blank:
            line, column = page.page.position(entry.span.start)
            yield f"{printable(page.page.name)}:{line}:{column} {entry.part} {entry.finder}"
