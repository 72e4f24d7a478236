"""`cleaner explain`: the account of a page as a picture, or of one line as a card."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand

from cleaner.cli.check import ConfigFile, Policies, wished
from cleaner.cli.inspection import Inspector
from cleaner.cli.options import Disabled, Kept, RuleFiles, Url
from cleaner.cli.outcome import outcome
from cleaner.errors import ReadingError
from cleaner.io.card import cards
from cleaner.io.picture import picture
from cleaner.io.sources import STDIN, Source
from cleaner.io.terminal import show, terminal_width

HELP = "Show what became of each line of a page, or of one line why."
EPILOG = """Examples:

\b
  cleaner explain page.txt          the page: - removed, ~ changed within the line
  cleaner explain page.txt:8        line 8: the rule, its reason, and how to keep the line
  curl -s URL | cleaner explain -:8

Exit codes: 0 done, 2 wrong use or an input that cannot be read."""

_STDIN_LINE = re.compile(r"-:\d+")
Place = Annotated[
    str,
    typer.Argument(metavar="FILE[:LINE]", help="A file, or - for standard input; with a line, the card of that line.", show_default=False),
]


def explain_command(
    place: Place,
    policy: Policies = None,
    rules: RuleFiles = None,
    disable: Disabled = None,
    keep: Kept = None,
    url: Url = None,
    config: ConfigFile = None,
) -> None:
    """Print ledger entries, and nothing worked out for the occasion."""
    with outcome():
        path, line = parse_place(place)
        source = Source(path, Path(path.name))
        cleaning = Inspector(wished(policy, rules, disable, keep, url, config, baseline=True)).cleaning(source)
        page = cleaning.clean(source, source.read())
        count = len(page.page.lines)
        if line is None:
            show(picture(page, terminal_width()))
        elif not 1 <= line <= count:
            raise ReadingError(source.name, f"has no line {line}; its lines are 1 to {count}")
        else:
            show(cards(page, line, cleaning.rules, terminal_width()))


class PlaceCommand(TyperCommand):
    """A command that takes `-:LINE`, which looks like an option, as the place it is."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Options first, then the place.

        Args:
            ctx: what is known of the call.
            args: the words after the name of the command.
        """
        places = [] if "--" in args else [word for word in args if _STDIN_LINE.fullmatch(word)]
        return super().parse_args(ctx, [*(word for word in args if word not in places), *(["--", *places] if places else [])])


def parse_place(place: str) -> tuple[Path, int | None]:
    """A file and, if the word ends in a colon and a number, a line; a file whose name ends so is taken as it is.

    Args:
        place: a path, with or without `:LINE`.
    """
    name, _, number = place.rpartition(":")
    if not name or not (number.isascii() and number.isdigit()) or (Path(place) != STDIN and Path(place).exists()):
        return Path(place), None
    return Path(name), int(number)
