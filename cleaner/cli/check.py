"""`cleaner check`: where chrome stands, one line a finding, for editors and hooks."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.cli.checking import check_paths
from cleaner.cli.options import NOTHING_ASKED, NoBaseline, Paths, Quiet, WishOptions, grouped
from cleaner.io.reports import Report

HELP = "Say where chrome stands, as file:line:column part finder, and change nothing."
EPILOG = """Examples:

\b
  cleaner check scrapes/
  cleaner check page.txt --keep tail && echo clean
  cleaner check . --write-baseline                from now on only new findings count

In .jsonl, .json, .csv and .tsv files the fields that the configuration names are checked.

Exit codes: 0 nothing found, 1 something found, 2 wrong use or an input that cannot be read."""

Form = Annotated[Report, typer.Option("--format", help="Lines, JSON, SARIF, or annotations of GitHub.")]
WriteBaseline = Annotated[bool, typer.Option("--write-baseline", help="Know all that is found from now on.")]


@grouped
def check_command(
    paths: Paths,
    asked: WishOptions = NOTHING_ASKED,
    form: Form = Report.text,
    write_baseline: WriteBaseline = False,
    no_baseline: NoBaseline = False,
    quiet: Quiet = False,
) -> None:
    """Print every finding that removes or rewrites; empty lines that go along with one are not findings."""
    wishes = asked.wishes(baseline=not no_baseline and not write_baseline)
    check_paths(paths, wishes, form.value, quiet=quiet, write_baseline=write_baseline)
