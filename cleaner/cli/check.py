"""`cleaner check`: where chrome stands, one line a finding, for editors and hooks."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner.cli.checking import Doing, check_paths
from cleaner.cli.option_types import NoBaseline, Paths, Quiet
from cleaner.cli.options import NOTHING_CHECKED, CheckOptions, chosen, grouped, named_form
from cleaner.formats.reports import Report

HELP = "Say where chrome stands, as file:line:column part finder, and change nothing but with --fix."
EPILOG = """Examples:

\b
  cleaner check scrapes/
  cleaner check --diff                            what a fix would change in the current folder
  cleaner check page.txt --keep tail && echo clean
  cleaner check . --write-baseline                from now on only new findings count

In .jsonl, .json, .csv and .tsv files the fields are checked that --fields or the configuration name.

Exit codes: 0 nothing found, or all of it fixed, 1 something found, 2 wrong use or an input that cannot be read."""

_Form = Annotated[
    Report,
    typer.Option(
        "--output-format", parser=named_form(Report), metavar="|".join(Report), help="Lines, JSON, SARIF, or annotations of GitHub."
    ),
]
_Fix = Annotated[bool, typer.Option("--fix", help="Rewrite the files first, as cleaner fix does, and tell of what is left.")]
_Diff = Annotated[bool, typer.Option("--diff", help="Print the changes that --fix would make, as a patch, and make none.")]
_WriteBaseline = Annotated[bool, typer.Option("--write-baseline", help="Know all that is found from now on.")]


@grouped
def check_command(
    paths: Paths = None,
    asked: CheckOptions = NOTHING_CHECKED,
    form: _Form = Report.text,
    fix: _Fix = False,
    diff: _Diff = False,
    write_baseline: _WriteBaseline = False,
    no_baseline: NoBaseline = False,
    quiet: Quiet = False,
) -> None:
    """Print every finding that removes or rewrites; empty lines that go along with one are not findings."""
    if fix + diff + write_baseline > 1:
        raise typer.BadParameter("--fix, --diff and --write-baseline do different things; choose one of them")
    if diff and form is not Report.text:
        raise typer.BadParameter("--diff prints a patch; leave out --output-format")
    wishes = asked.wishes(baseline=not no_baseline and not write_baseline)
    check_paths(chosen(paths), wishes, Doing(form.value, quiet, fix, diff, write_baseline))
