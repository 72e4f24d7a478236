"""What `check` and `fix` know of each file: the places that cleaning would change, without those that are allowed or known already."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.cli.cleaning import clean_passage
from cleaner.cli.configured import Configured
from cleaner.document.records import dataclass, field, replace
from cleaner.document.result import CleanedPage
from cleaner.errors import ReadingError, WritingError
from cleaner.formats.config import Config
from cleaner.formats.in_place import Spot, Stretch, changed_entries, edits, position_of, stretches
from cleaner.formats.replacing import FileState
from cleaner.formats.sources import STDIN, Source
from cleaner.formats.writing import replace_file
from cleaner.pipeline.columns import exempted

_KNOWN = "the baseline knows it already"


@dataclass(frozen=True, eq=False)
class Inspection:
    """What was seen in one file."""

    source: Source
    state: FileState | None = None
    spots: list[Spot] = field(default_factory=list)
    faults: list[ReadingError] = field(default_factory=list)
    stay: dict[tuple[int, int], dict[int, str]] = field(default_factory=dict)
    is_web_page: bool = False


def inspect(configured: Configured, source: Source) -> Inspection:
    """Look at one input.

    Raises CleanerError if it cannot be read, or what its configuration names does not exist; OSError if it is not there.
    """
    seen, is_web_page = Inspection(source, None if source.path == STDIN else FileState.of(source.path)), False
    config, cleaning = configured.config(source.path), configured.cleaning(source)
    for place, stretch in enumerate(configured.stretches(source)):
        is_web_page = is_web_page or bool(stretch.web_page)
        if stretch.fault:
            seen.faults.append(stretch.fault)
        for number, passage in enumerate(stretch.passages):
            try:
                page = clean_passage(cleaning, source, stretch, passage)
            except ReadingError as error:
                seen.faults.append(error)
                continue
            position = position_of(page, stretch, passage)
            stay: dict[int, str] = {}
            before = len(seen.spots)
            for entry in changed_entries(page):
                text = page.page.cut(entry.span).strip()
                if why := configured.allows(config, source, page, entry) or _known(configured, config, source, entry.finder, text):
                    stay[entry.span.start] = why
                    continue
                line, column = position(entry.span.start)
                seen.spots.append(Spot(source.name, line, column, entry.part, entry.finder, entry.fate, text, passage.field))
            if len(seen.spots) > before:
                seen.stay[place, number] = stay
    return replace(seen, is_web_page=True) if is_web_page else seen


def fix(configured: Configured, seen: Inspection) -> None:
    """Write an inspected file without what was found there, all other bytes as they are.

    Raises WritingError if it cannot be written; then it is as it was.
    """
    if seen.state:
        replace_file(seen.source.path, (after for _, after in fixed(configured, seen)), seen.state)


def fixed(configured: Configured, seen: Inspection) -> Iterator[tuple[Stretch, bytes]]:
    """The stretches of an inspected file, each with its bytes when what was found there is gone.

    Raises CleanerError if it cannot be read or written any more.
    """
    source, cleaning = seen.source, configured.cleaning(seen.source)
    for place, stretch in enumerate(stretches(source, configured.settings(source).fields, set())):
        if stretch.fault:
            raise stretch.fault
        made: list[tuple[int, int, str]] = []
        for number, passage in enumerate(stretch.passages):
            if (place, number) in seen.stay:
                page = exempted(clean_passage(cleaning, source, stretch, passage), seen.stay[place, number])
                made.append((passage.start, passage.end, passage.edited(edits(page))))
        yield stretch, edited(source, stretch, made)


def cleaned_records(configured: Configured, source: Source) -> Iterator[tuple[bytes, list[CleanedPage]]]:
    """A file of records with the texts in it cleaned and every other byte as it was, stretch by stretch, each with its cleaned pages.

    The whole file is read before the first stretch comes, so that one that cannot be read gives none. Raises CleanerError if something in
    it cannot be read or cleaned, or none of the configured fields occurs.
    """
    for stretch in configured.stretches(source):
        if stretch.fault:
            raise stretch.fault
        for _ in stretch.passages:
            pass
    for stretch in configured.stretches(source):
        pages, made = list[CleanedPage](), list[tuple[int, int, str]]()
        for passage, page in configured.pages(source, stretch):
            pages.append(page)
            made.append((passage.start, passage.end, passage.edited(edits(page))))
        yield edited(source, stretch, made), pages


def edited(source: Source, stretch: Stretch, made: list[tuple[int, int, str]]) -> bytes:
    """A stretch as bytes of its file, with other text in some places.

    Raises WritingError if the encoding of the file has no bytes for it, or writes other bytes for what stays.
    """
    if not stretch.lossless:
        fault = f"holds bytes that {stretch.encoding.upper()} writes in another way; convert it to UTF-8 first"
        raise WritingError(f"{source.name}: {fault}")
    parts, at = list[str](), 0
    for start, end, text in made:
        parts += (stretch.text[at:start], text)
        at = end
    try:
        return stretch.encoded("".join(parts) + stretch.text[at:])
    except UnicodeEncodeError as error:
        letter = f"U+{ord(error.object[error.start]):04X}"
        raise WritingError(f"{source.name}: {letter} cannot be written in {stretch.encoding}; convert the file to UTF-8") from error


def _known(configured: Configured, config: Config, source: Source, finder: str, text: str) -> str:
    """Why a finding does not count, where a baseline knows it."""
    if not configured.wishes.baseline or not configured.exempts(config):
        return ""
    _, baseline = configured.exempt(config)
    return _KNOWN if baseline.takes(config.relative(source.path), finder, text) else ""
