"""The subcommands of `cleaner` with their options and help."""

from __future__ import annotations

from typing import Annotated

import typer

from cleaner import __version__
from cleaner.cli import check, clean, explain, fix, rules, schema, train
from cleaner.formats.terminal import show

HELP = "Clean articles from scraped text: chrome is named by rules, removed by policy, and every character is accounted for."
EPILOG = """Start with:

\b
  cleaner clean page.txt
  cleaner explain page.txt"""

app = typer.Typer(
    help=HELP, epilog=EPILOG, no_args_is_help=True, add_completion=False, rich_markup_mode=None, pretty_exceptions_enable=False
)
app.command("clean", help=clean.HELP, epilog=clean.EPILOG)(clean.clean_command)
app.command("explain", cls=explain.PlaceCommand, help=explain.HELP, epilog=explain.EPILOG)(explain.explain_command)
app.command("check", help=check.HELP, epilog=check.EPILOG)(check.check_command)
app.command("fix", help=fix.HELP, epilog=fix.EPILOG)(fix.fix_command)
app.command("schema", help=schema.HELP)(schema.schema_command)
app.command("train", help=train.HELP, epilog=train.EPILOG)(train.train_command)
app.add_typer(rules.app, name="rules", help="List, show and test rules.")


def _say_version(wanted: bool) -> None:
    if wanted:
        from cleaner.cli.compiled import uncompiled

        slower = ", ".join(uncompiled())
        show([f"cleaner {__version__} ({f'not compiled, so slower: {slower}' if slower else 'compiled'})"])
        raise typer.Exit


Version = Annotated[bool, typer.Option("--version", callback=_say_version, is_eager=True, help="Print the version, and what was compiled.")]


@app.callback()
def options(version: Version = False) -> None:
    """Options of the command itself."""
