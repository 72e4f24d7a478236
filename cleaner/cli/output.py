"""Where the outputs of `cleaner clean` go, and in which form."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.split import FrontMatter, Split, check_options, split_folders, write_articles
from cleaner.io.formats import Format, render
from cleaner.io.sources import Source
from cleaner.io.terminal import printable
from cleaner.io.writing import refuse_overwriting, targets, write_file, write_stdout
from cleaner.model.cleaned import CleanedPage

_Out = Annotated[
    Path | None,
    typer.Option("-o", "--out", metavar="OUT", help="A folder for one output per input, or a file for one input.", show_default=False),
]
_Form = Annotated[
    Format, typer.Option("--format", help="All kept text, Markdown, HTML, or JSON: a record a page (json) or an article (jsonl).")
]
_Force = Annotated[bool, typer.Option("--force", help="Write even over inputs, or inside an input folder.")]


@dataclass(frozen=True)
class OutputOptions:
    """What is asked for of the outputs."""

    out: _Out = None
    form: _Form = Format.text
    force: _Force = False
    split: Split = False
    front_matter: FrontMatter = False


class Outputs:
    """What is written of cleaned pages.

    Args:
        asked: what is asked for.
        paths: the paths given.
        sources: the inputs.

    Raises:
        WritingError: if two options cannot go together, or an output would replace an input.
    """

    def __init__(self, asked: OutputOptions, paths: Sequence[Path], sources: Sequence[Source]) -> None:
        check_options(asked.form, asked.front_matter)
        guarded = None if asked.force else paths
        places = split_folders(sources, asked.out, guarded) if asked.split else _places(sources, asked.out, asked.form, guarded)
        self._asked, self._sources, self._places = asked, sources, dict(zip(sources, places, strict=True))
        self._open_line = False

    def write(self, source: Source, page: CleanedPage) -> None:
        """Write what is kept of a page.

        Args:
            source: the input.
            page: the cleaned page.

        Raises:
            CleanerError: if it cannot be written, or not in the form.
        """
        asked, place = self._asked, self._places[source]
        if asked.split and place:
            write_articles(page, asked.form, asked.front_matter, place, asked.out or place, [] if asked.force else self._sources)
            return
        raw = render(page, asked.form, with_front_matter=asked.front_matter)
        if place:
            write_file(place, raw, None if place == asked.out else asked.out)
        else:
            write_stdout(self._separation(source) + raw)
            self._open_line = bool(raw) and not raw.endswith(b"\n")

    def _separation(self, source: Source) -> bytes:
        """What stands before an output: a break if the last one ended without, and on a terminal the name of one of several inputs."""
        name = f"── {printable(source.name)} ──\n" if len(self._sources) > 1 and sys.stdout.isatty() else ""
        return (("\n" if self._open_line else "") + name).encode()


def _places(sources: Sequence[Source], out: Path | None, form: Format, guarded: Sequence[Path] | None) -> Sequence[Path | None]:
    """Where each output goes, None for standard output; with paths to guard, an output among them is refused."""
    if out is None:
        return [None] * len(sources)
    places = targets(sources, out, form.suffix)
    if guarded is not None:
        refuse_overwriting(places, sources, guarded)
    return places
