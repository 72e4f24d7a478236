"""`cleaner check`: where chrome stands, one line a finding, for editors and hooks."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.checking import check_paths
from cleaner.cli.options import Disabled, EngineName, Kept, Paths, Quiet, RuleFiles, Url
from cleaner.cli.wishes import Wishes
from cleaner.io.reports import Report

HELP = "Say where chrome stands, as file:line:column part finder, and change nothing."
EPILOG = """Examples:

\b
  cleaner check scrapes/
  cleaner check page.txt --keep tail && echo clean
  cleaner check . --write-baseline                from now on only new findings count

In .jsonl, .json, .csv and .tsv files the fields that the configuration names are checked.

Exit codes: 0 nothing found, 1 something found, 2 wrong use or an input that cannot be read."""

Policies = Annotated[
    str | None,
    typer.Option("--policy", help="safe removes only what is certain; thorough trusts weaker evidence too.", show_default="safe"),
]
ConfigFile = Annotated[
    Path | None,
    typer.Option(
        "--config", metavar="FILE", help="The configuration to use, instead of the nearest one above each file.", show_default=False
    ),
]
Form = Annotated[Report, typer.Option("--format", help="Lines, JSON, SARIF, or annotations of GitHub.")]
WriteBaseline = Annotated[bool, typer.Option("--write-baseline", help="Know all that is found from now on.")]
NoBaseline = Annotated[bool, typer.Option("--no-baseline", help="Tell of known findings too.")]


def check_command(
    paths: Paths,
    policy: Policies = None,
    rules: RuleFiles = None,
    disable: Disabled = None,
    keep: Kept = None,
    url: Url = None,
    config: ConfigFile = None,
    engine: EngineName = "",
    form: Form = Report.text,
    write_baseline: WriteBaseline = False,
    no_baseline: NoBaseline = False,
    quiet: Quiet = False,
) -> None:
    """Print every finding that removes or rewrites; empty lines that go along with one are not findings."""
    wishes = wished(policy, rules, disable, keep, url, config, not no_baseline and not write_baseline, engine)
    check_paths(paths, wishes, form.value, quiet=quiet, write_baseline=write_baseline)


def wished(
    policy: str | None,
    rules: list[Path] | None,
    disable: list[str] | None,
    keep: list[str] | None,
    url: str | None,
    config: Path | None,
    baseline: bool,
    engine: str = "",
) -> Wishes:
    """What options ask for.

    Args:
        policy: the name of a preset.
        rules: rule files to add.
        disable: rules, or rule sets, to leave out.
        keep: parts, or zones, to keep.
        url: where the pages came from.
        config: the configuration to use.
        baseline: whether known findings are passed over.
        engine: the engine for web pages.
    """
    return Wishes(policy, tuple(map(str, rules or ())), tuple(disable or ()), tuple(keep or ()), url, config, baseline, engine)
