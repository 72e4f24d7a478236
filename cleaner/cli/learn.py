"""`cleaner learn`: what repeats on the pages of a site, as a rule file to read, correct and commit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from cleaner.cli.session import Outcome, Session, extended, outcome
from cleaner.corpus.site_memory import MIN_PAGES, Learned, SiteMemory
from cleaner.formats.config import CliOverrides
from cleaner.formats.sources import Source
from cleaner.formats.terminal import counted, tell
from cleaner.formats.writing import encode, refuse_overwriting, write_file, write_stdout

if TYPE_CHECKING:
    import typer

HELP = "Learn the chrome of one site: lines that repeat on its pages, as a rule file to read and commit."
EPILOG = """Examples:

\b
  cleaner learn scrapes/example.com/ --host example.com -o example.toml
  cleaner rules test example.toml                 its examples, taken from the pages, hold
  cleaner clean scrapes/ --rules example.toml --url https://example.com/

The file names, for each rule, on how many pages its lines stand, and where. Strike out what belongs to stories.

Exit codes: 0 done, 1 nothing was learned, 2 wrong use or an input that cannot be read (the others are still learned from)."""


class HowRead(Struct, frozen=True):
    """How the pages are read, and what is known of chrome already."""

    rules: tuple[Path, ...] = ()
    fields: tuple[str, ...] = ()
    encoding: str | None = None
    url: str | None = None
    config: Path | None = None
    model: Path | None = None


_AS_IT_IS = HowRead()


def add_to(app: typer.Typer) -> None:
    """The command with its options."""
    from cleaner.cli.options import with_options

    app.command("learn", help=HELP, epilog=EPILOG)(with_options(learn_command))


def learn_command(
    paths: list[Path] | None = None,
    rule_file: Path | None = None,
    host: str | None = None,
    min_pages: int = MIN_PAGES,
    how: HowRead = _AS_IT_IS,
    force: bool = False,
    quiet: bool = False,
) -> None:
    """Learn from the inputs, and write what was learned."""
    with outcome() as result:
        session = Session(CliOverrides(**structs.asdict(how)), result)
        sources = session.sources(paths or [Path()], excludes_named=False)
        if rule_file is not None:
            refuse_overwriting([rule_file], [] if force else sources, ())
        memory = SiteMemory(host=host, min_pages=min_pages, rules=extended(how.rules), model=how.model)
        _take_in(memory, session, result, sources)
        learned = memory.learned()
        result.found = not learned.toml
        if learned.toml:
            raw = encode(learned.toml, "the rules")
            write_stdout(raw) if rule_file is None else write_file(rule_file, raw)
        if not quiet:
            tell(_told(learned, memory.count))


def _take_in(memory: SiteMemory, session: Session, result: Outcome, sources: Sequence[Source]) -> None:
    """Learn from each page of the inputs; one that cannot be read does not stop the others."""
    for source in sources:
        with result.going_on(source):
            for stretch in session.stretches(source):
                for passage in stretch.passages:
                    memory.add(stretch.web_page or passage.text, session.overrides.url or passage.url or None)
    session.fail_for_missing_fields()


def _told(learned: Learned, count: int) -> str:
    pages = counted(count, "page")
    if count != learned.pages:
        pages += f", {learned.pages:,} of them no copies of others that were learned from"
    if not learned.toml:
        return f"{pages}: nothing repeats that is chrome for certain"
    return f"{pages}: {counted(sum(len(rule.phrases) for rule in learned.rules), 'line')} learned, in {counted(len(learned.rules), 'rule')}"
