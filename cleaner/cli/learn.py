"""`cleaner learn`: what repeats on the pages of a site, as a rule file to read, correct and commit."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, structs

from cleaner.cli.session import Outcome, config_here, extended, outcome
from cleaner.corpus.site_memory import MIN_PAGES, Learned, SiteMemory
from cleaner.errors import ReadingError
from cleaner.formats.config import CliOverrides
from cleaner.formats.sources import Source
from cleaner.formats.terminal import counted, tell
from cleaner.formats.writing import encode, refuse_overwriting, write_file, write_stdout

if TYPE_CHECKING:
    import typer

    from cleaner.corpus.document import Broken
    from cleaner.corpus.inputs import Input

HELP = "Learn the chrome of one site: lines that repeat on its pages, as a rule file to read and commit."
EPILOG = """Examples:

\b
  cleaner learn scrapes/example.com/ --host example.com -o example.toml
  cleaner learn crawl.warc.gz --host example.com -o example.toml
  cleaner rules test example.toml                 its examples, taken from the pages, hold
  cleaner clean scrapes/ --rules example.toml --url https://example.com/

The file names, for each rule, on how many pages its lines stand, and where. Strike out what belongs to stories. Inputs
are read as `cleaner run` reads them, columns of records by the configuration of the current folder, or the one that --config names.

Exit codes: 0 done, 1 nothing was learned, 2 wrong use or an input that cannot be read (the others are still learned from)."""


class HowRead(Struct, frozen=True):
    """How the pages are read, and what is known of chrome already."""

    rules: tuple[Path, ...] = ()
    encoding: str | None = None
    url: str | None = None
    config: Path | None = None
    model: Path | None = None
    text_field: str | None = None
    html_field: str | None = None
    id_field: str | None = None
    url_field: str | None = None


_AS_IT_IS = HowRead()


def add_to(app: typer.Typer) -> None:
    """The command with its options."""
    from cleaner.cli.options import with_options

    app.command("learn", help=HELP, epilog=EPILOG)(with_options(learn_command))


def learn_command(
    inputs: list[str],
    rule_file: Path | None = None,
    host: str | None = None,
    min_pages: int = MIN_PAGES,
    how: HowRead = _AS_IT_IS,
    force: bool = False,
    quiet: bool = False,
) -> None:
    """Learn from the inputs, and write what was learned."""
    with outcome() as result:
        from cleaner.corpus.inputs import Input, find_inputs

        overrides = CliOverrides(**structs.asdict(how))
        found = find_inputs(inputs, overrides.encoding)
        if rule_file is not None and not force:
            refuse_overwriting([rule_file], [Source(Path(one.name), Path(one.name)) for one in found if isinstance(one, Input)], ())
        memory = SiteMemory(host=host, min_pages=min_pages, rules=extended(how.rules), model=how.model)
        _take_in(memory, found, overrides, result, quiet=quiet)
        learned = memory.learned()
        result.found = not learned.toml
        if learned.toml:
            raw = encode(learned.toml, "the rules")
            write_stdout(raw) if rule_file is None else write_file(rule_file, raw)
        if not quiet:
            tell(_told(learned, memory.count))


def _take_in(memory: SiteMemory, found: Sequence[Input | Broken], overrides: CliOverrides, result: Outcome, *, quiet: bool) -> None:
    """Learn from each document of the inputs; one that cannot be read does not stop the others."""
    from cleaner.corpus.cleaning import text_of
    from cleaner.corpus.document import Broken
    from cleaner.corpus.fields import Fields
    from cleaner.corpus.inputs import documents_of
    from cleaner.corpus.progress import Progress

    settings = overrides.over(config_here(overrides).settings)
    fields = Fields(settings.text_field, settings.html_field, settings.id_field, settings.url_field)
    told = None if quiet else Progress().guessed
    for source in found:
        if isinstance(source, Broken):
            result.fail(ReadingError(source.place.source, source.reason))
            continue
        with result.going_on(source.name):
            for document in documents_of(source, fields, encoding=overrides.encoding, told=told):
                if isinstance(document, Broken):
                    result.fail(ReadingError(str(document.place), document.reason))
                    continue
                with result.going_on(document.id or str(document.place)):
                    url = overrides.url or document.url or None
                    memory.add(text_of(document, overrides.encoding), url, web_page=document.web_page or None)


def _told(learned: Learned, count: int) -> str:
    pages = counted(count, "page")
    if count != learned.pages:
        pages += f" read; {count - learned.pages:,} left out as near-copies, so {learned.pages:,} used"
    if not learned.toml:
        return f"{pages}: nothing repeats that is chrome for certain"
    return f"{pages}: {counted(sum(len(rule.phrases) for rule in learned.rules), 'line')} learned, in {counted(len(learned.rules), 'rule')}"
