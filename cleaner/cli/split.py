"""`cleaner clean --split`, `--front-matter` and `--images`: a file per article, its fields above it, its images in it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from cleaner.document.result import CleanedPage
from cleaner.errors import WritingError
from cleaner.formats.render import Format, article_files
from cleaner.formats.sources import Source
from cleaner.formats.writing import refuse_overwriting, targets, write_file
from cleaner.paths import exists, is_folder

Split = Annotated[bool, typer.Option("--split", help="A file per article, called NNN-headline, in the folder that -o names.")]
FrontMatter = Annotated[bool, typer.Option("--front-matter", help="Markdown begins with headline, names and dates as YAML.")]
Images = Annotated[bool, typer.Option("--images", help="Markdown and HTML of web pages hold the images of their stories.")]


def split_folders(sources: Sequence[Source], out: Path | None, guarded: Sequence[Path] | None) -> list[Path]:
    """The folder for each input's articles: OUT itself for one input, else one below it per input.

    Raises WritingError if no folder is named, or one would lie among the inputs.
    """
    if out is None or (exists(out) and not is_folder(out)):
        raise WritingError("--split: writes a file per article; name a folder with -o")
    folders = [out] if len(sources) == 1 else targets(sources, out / ".", lambda _: "")
    if guarded is not None:
        refuse_overwriting(folders, sources, guarded)
    return folders


def check_options(form: Format, front_matter: bool, images: bool) -> None:
    """Raise if two options cannot go together. Raises WritingError if the form has no place for it."""
    if front_matter and form is not Format.markdown:
        raise WritingError(f"--front-matter: belongs above Markdown, not {form.value}; add --format markdown")
    if images and form not in (Format.markdown, Format.html):
        raise WritingError(f"--images: belong in Markdown or HTML, not {form.value}; add --format markdown")


def write_articles(
    page: CleanedPage, form: Format, folder: Path, within: Path, inputs: Sequence[Source], *, front_matter: bool, images: bool
) -> None:
    """Write the articles of a page, each file whole; nothing is written if one of them would replace an input.

    Raises WritingError if a file cannot be written.
    """
    files = [(folder / name, raw) for name, raw in article_files(page, form, with_front_matter=front_matter, images=images)]
    refuse_overwriting((path for path, _ in files), inputs, ())
    for path, raw in files:
        write_file(path, raw, within)
