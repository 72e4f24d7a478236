"""`cleaner explain`: the account of a page as a picture, or of one line as a card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperCommand

from cleaner.cli.configured import Configured
from cleaner.cli.options import NOTHING_ASKED, Options, grouped
from cleaner.cli.outcome import outcome
from cleaner.errors import WritingError
from cleaner.formats.explain import PageInFile, cards, entries_at, picture
from cleaner.formats.in_place import position_of
from cleaner.formats.sources import STDIN, Source
from cleaner.formats.terminal import show, terminal_width
from cleaner.formats.writing import encode, write_file
from cleaner.paths import exists, resolved

HELP = "Show what became of each line of a page, or of one line why."
EPILOG = """Examples:

\b
  cleaner explain page.txt          the page: - removed, ~ changed within the line
  cleaner explain page.txt:8        line 8: the rule, its reason, and how to keep the line
  cleaner explain dump.jsonl:8:91   a place in a file of records, as check tells it
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
def explain_command(place: Place, asked: Options = NOTHING_ASKED, html: Html = None) -> None:
    """Print ledger entries, and nothing worked out for the occasion."""
    with outcome():
        path, line, column = parse_place(place)
        source = Source(path, Path(path.name), asked.encoding)
        if html and line is not None:
            raise WritingError(f"{html}: holds a whole page; leave out the line, or --html")
        if html and resolved(html) == resolved(path):
            raise WritingError(f"{html}: is the input; choose another place for --html")
        if html and source.holds_records:
            raise WritingError(f"{html}: holds one page, and {path} holds records; explain {path}:LINE shows one of them")
        configured = Configured(asked.wishes())
        rules = configured.cleaning(source).rules
        if html:
            from cleaner.formats.explain_html import document  # most pictures are for the terminal

            [placed] = _placed(configured, source)
            write_file(html, encode(document(placed.page, rules), source.name))
        elif line is not None:
            show(cards(entries_at(_placed(configured, source), source.name, line, column), rules, terminal_width()))
        else:
            for placed in _placed(configured, source):
                show(picture(placed.page, placed.position, terminal_width()))


def _placed(configured: Configured, source: Source) -> Iterator[PageInFile]:
    """The cleaned pages of an input with their places in it: one, or one for each text of its records."""
    for stretch in configured.stretches(source):
        if stretch.fault:
            raise stretch.fault
        for passage, page in configured.pages(source, stretch):
            yield PageInFile(page, position_of(page, stretch, passage))


class PlaceCommand(TyperCommand):
    """A command that takes `-:LINE`, which looks like an option, as the place it is."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Options first, then the place."""
        places = [] if "--" in args else [word for word in args if _STDIN_LINE.fullmatch(word)]
        return super().parse_args(ctx, [*(word for word in args if word not in places), *(["--", *places] if places else [])])


def parse_place(place: str) -> tuple[Path, int | None, int | None]:
    """A file and, if the word ends in colons and numbers, a line and a column; a file whose name ends so is taken as it is."""
    name, numbers = place, list[int]()
    while len(numbers) < 2 and (name == str(STDIN) or not exists(Path(name))):
        rest, _, number = name.rpartition(":")
        if not rest or not (number.isascii() and number.isdigit()):
            break
        name = rest
        numbers.insert(0, int(number))
    line, column = (*numbers, None, None)[:2]
    return Path(name), line, column
