"""`cleaner train`: weights of the line model from pages of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.cli.session import outcome
from cleaner.formats.terminal import tell

if TYPE_CHECKING:
    import typer

HELP = "Train the line model on pages with gold text; needs the extra `train`."
EPILOG = """FOLDER holds gold.jsonl (or .gz), a row a page with id, url, page_type and main_content, and html/ID.html (or .gz).

\b
  cleaner train --pages mine/ -o mine.msgpack
  cleaner clean scrapes/ -o cleaned/ --model mine.msgpack"""


def add_to(app: typer.Typer) -> None:
    """The command with its options."""
    from cleaner.cli.options import with_options

    app.command("train", help=HELP, epilog=EPILOG)(with_options(train_command))


def train_command(
    pages: list[Path],
    output: Path,
    seed: int = 1,
    data: str = "pages of one's own",
    licence: str = "unknown",
    figures: bool = True,
) -> None:
    """Train and write weights and card."""
    with outcome():
        from cleaner.model.weights import save  # numpy and more are loaded with these
        from cleaner.training.pages import read_pages
        from cleaner.training.training import check_extra, described, trained

        check_extra()
        found = [page for folder in pages for page in read_pages(folder)]
        weights = trained(found, described(found, data, licence, seed), measure=figures, say=lambda text: tell(text))
        save(weights, output)
        tell(*weights.card.as_markdown().splitlines(), f"written: {output} and {output.with_suffix('.md')}")
