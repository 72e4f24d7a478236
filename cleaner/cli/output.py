"""Where the outputs of `cleaner clean` go, and in which form."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.options import named_form
from cleaner.cli.split import FrontMatter, Images, Split, check_options, split_folders, write_articles
from cleaner.document.result import CleanedPage
from cleaner.errors import WritingError
from cleaner.formats.render import ALIASES, Format, render
from cleaner.formats.sources import Source
from cleaner.formats.terminal import printable
from cleaner.formats.writing import refuse_overwriting, targets, write_file, write_stdout

_Out = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="OUT", help="A folder for one output per input, or a file for one input.", show_default=False),
]
_Form = Annotated[
    Format | None,
    typer.Option(
        "--format",
        parser=named_form(Format, ALIASES),
        metavar="text|md|html|json|jsonl",
        help="All kept text, Markdown (also: markdown), HTML, or JSON: a record a page (json) or an article (jsonl).",
        show_default="text",
    ),
]
_Force = Annotated[bool, typer.Option("--force", help="Write even over inputs, or inside an input folder.")]


@dataclass(frozen=True)
class OutputOptions:
    """What is asked for of the outputs."""

    out: _Out = None
    form: _Form = None
    force: _Force = False
    split: Split = False
    front_matter: FrontMatter = False
    images: Images = False


class Outputs:
    """What is written of cleaned pages. Raises WritingError if two options cannot go together, or an output would replace an input."""

    def __init__(
        self, asked: OutputOptions, paths: Sequence[Path], sources: Sequence[Source], *, unique: bool = False, one: bool = False
    ) -> None:
        self._form = asked.form or Format.text
        check_options(self._form, asked.front_matter, asked.images)
        guarded = None if asked.force else paths
        places = split_folders(sources, asked.out, guarded) if asked.split else self._placed(sources, asked.out, guarded)
        self._asked, self._sources, self._places = asked, sources, dict(zip(sources, places, strict=True))
        given = {"--format": asked.form, "--split": asked.split, "--unique": unique, "--one": one}
        self._of_pages = [option for option, value in given.items() if value]
        self._open_line = False

    def write_records(self, source: Source, raw: Iterable[bytes]) -> None:
        """Write a file of records whose texts were cleaned.

        Raises CleanerError if it cannot be read or written, or an option asks for what only pages have.
        """
        if self._of_pages:
            raise WritingError(f"{source.name}: holds records, which come out as records; leave out {' and '.join(self._of_pages)}")
        if place := self._places[source]:
            write_file(place, raw, self._within(place))
            return
        for part in raw:
            write_stdout((self._separation(source) if self._open_line else b"") + part)
            self._open_line = False
        self._open_line = False

    def write(self, source: Source, page: CleanedPage) -> None:
        """Write what is kept of a page. Raises CleanerError if it cannot be written, or not in the form."""
        asked, place = self._asked, self._places[source]
        if asked.split and place:
            guarded = [] if asked.force else self._sources
            write_articles(page, self._form, place, asked.out or place, guarded, front_matter=asked.front_matter, images=asked.images)
            return
        raw = render(page, self._form, with_front_matter=asked.front_matter, images=asked.images)
        if place:
            write_file(place, raw, self._within(place))
        else:
            write_stdout(self._separation(source) + raw)
            self._open_line = bool(raw) and not raw.endswith(b"\n")

    def _within(self, place: Path) -> Path | None:
        """The folder that no link below it leads out of; None where the output itself was named."""
        return None if place == self._asked.out else self._asked.out

    def _separation(self, source: Source) -> bytes:
        """What stands before an output: a break if the last one ended without, and on a terminal the name of one of several inputs."""
        name = f"── {printable(source.name)} ──\n" if len(self._sources) > 1 and sys.stdout is not None and sys.stdout.isatty() else ""
        return (("\n" if self._open_line else "") + name).encode()

    def _placed(self, sources: Sequence[Source], out: Path | None, guarded: Sequence[Path] | None) -> Sequence[Path | None]:
        """Where each output goes, None for standard output; with paths to guard, an output among them is refused."""
        if out is None:
            return [None] * len(sources)
        places = targets(sources, out, lambda source: source.suffix if source.holds_records else self._form.suffix)
        if guarded is not None:
            refuse_overwriting(places, sources, guarded)
        return places
