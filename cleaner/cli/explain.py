"""`cleaner explain`: the account of a page as a picture, or of one line as a card."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import typer
from typer.core import TyperCommand

from cleaner.cli.session import Session, outcome
from cleaner.errors import WritingError
from cleaner.formats.config import NO_OVERRIDES, CliOverrides
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


def add_to(app: typer.Typer) -> None:
    """The command with its options."""
    from cleaner.cli.options import with_options

    app.command("explain", cls=PlaceCommand, help=HELP, epilog=EPILOG)(with_options(explain_command))


def explain_command(place: str, overrides: CliOverrides = NO_OVERRIDES, html: Path | None = None) -> None:
    """Print ledger entries, and nothing worked out for the occasion."""
    with outcome() as result:
        path, line, column = parse_place(place)
        source = Source(path, Path(path.name), overrides.encoding)
        if html and line is not None:
            raise WritingError(f"{html}: holds a whole page; leave out the line, or --html")
        if html and resolved(html) == resolved(path):
            raise WritingError(f"{html}: is the input; choose another place for --html")
        if html and source.holds_records:
            raise WritingError(f"{html}: holds one page, and {path} holds records; explain {path}:LINE shows one of them")
        if html:
            from cleaner.formats.explain_html import document  # most pictures are for the terminal
            from cleaner.formats.one_file import require_templates

            require_templates("explain --html")
        session = Session(overrides, result)
        rules = session.cleaner(source).rules
        if html:
            [placed] = _placed(session, source)
            write_file(html, encode(document(placed.page, rules), source.name))
        elif line is not None:
            show(cards(entries_at(_placed(session, source), source.name, line, column), rules, terminal_width()))
        else:
            for placed in _placed(session, source):
                show(picture(placed.page, placed.position, terminal_width()))


def _placed(session: Session, source: Source) -> Iterator[PageInFile]:
    """The cleaned pages of an input with their places in it: one, or one for each text of its records."""
    for stretch in session.stretches(source):
        if stretch.fault:
            raise stretch.fault
        for passage, page in session.pages(source, stretch):
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
