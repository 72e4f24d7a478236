"""`cleaner explain`: the account of a page as a picture, or of one line as a card."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand

from cleaner.cli.inspection import Inspector
from cleaner.cli.options import NOTHING_ASKED, WishOptions, grouped
from cleaner.cli.outcome import outcome
from cleaner.errors import WritingError
from cleaner.io.card import cards, entries_at
from cleaner.io.picture import picture
from cleaner.io.sources import STDIN, Source
from cleaner.io.terminal import show, terminal_width
from cleaner.io.writing import encode, write_file

HELP = "Show what became of each line of a page, or of one line why."
EPILOG = """Examples:

\b
  cleaner explain page.txt          the page: - removed, ~ changed within the line
  cleaner explain page.txt:8        line 8: the rule, its reason, and how to keep the line
  curl -s URL | cleaner explain -:8
  cleaner explain page.txt --html account.html   the page for a browser; needs the extra `explain`

Exit codes: 0 done, 2 wrong use or an input that cannot be read."""

_STDIN_LINE = re.compile(r"-:\d+")
Place = Annotated[
    str,
    typer.Argument(
        metavar="FILE[:LINE[:COLUMN]]", help="A file, or - for standard input; with a line, the card of that line.", show_default=False
    ),
]
Html = Annotated[
    Path | None,
    typer.Option("--html", metavar="OUT", help="Write the account as one HTML file that a browser shows.", show_default=False),
]


@grouped
def explain_command(
    place: Place,
    asked: WishOptions = NOTHING_ASKED,
    html: Html = None,
) -> None:
    """Print ledger entries, and nothing worked out for the occasion."""
    with outcome():
        path, line, column = parse_place(place)
        source = Source(path, Path(path.name), asked.encoding)
        if html and line is not None:
            raise WritingError(f"{html}: holds a whole page; leave out the line, or --html")
        if html and html.resolve() == path.resolve():
            raise WritingError(f"{html}: is the input; choose another place for --html")
        # What `clean` does is what is explained, so the engine is its usual one.
        cleaning = Inspector(asked.wishes(usual_engine="")).cleaning(source)
        page = cleaning.clean(source, source.read())
        if html:
            from cleaner.io.explained.document import document  # most pictures are for the terminal

            write_file(html, encode(document(page, cleaning.rules), source.name))
        elif line is None:
            show(picture(page, terminal_width()))
        else:
            show(cards(page, entries_at(page, line, column), cleaning.rules, terminal_width()))


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


def parse_place(place: str) -> tuple[Path, int | None, int | None]:
    """A file and, if the word ends in colons and numbers, a line and a column; a file whose name ends so is taken as it is.

    Args:
        place: a path, with or without `:LINE` or `:LINE:COLUMN`.
    """
    name, numbers = place, list[int]()
    while len(numbers) < 2 and (name == str(STDIN) or not Path(name).exists()):
        rest, _, number = name.rpartition(":")
        if not rest or not (number.isascii() and number.isdigit()):
            break
        name = rest
        numbers.insert(0, int(number))
    line, column = (*numbers, None, None)[:2]
    return Path(name), line, column
