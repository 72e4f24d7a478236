"""`cleaner train`: weights of the line model from pages of one's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cleaner.cli.outcome import outcome
from cleaner.formats.terminal import tell

HELP = "Train the line model on pages with gold text; needs the extra `train`."
EPILOG = """FOLDER holds gold.jsonl (or .gz), a row a page with id, url, page_type and main_content, and html/ID.html (or .gz).

\b
  cleaner train --pages mine/ -o mine.msgpack
  cleaner clean scrapes/ -o cleaned/ --model mine.msgpack"""

Pages = Annotated[list[Path], typer.Option("--pages", metavar="FOLDER", help="A folder of pages; may be given several times.")]
Output = Annotated[Path, typer.Option("-o", "--output", metavar="FILE", help="Where the weights go; their card goes beside, as .md.")]
Seed = Annotated[int, typer.Option(help="What everything is drawn by; the same gives the same bytes, but for the day.", min=0)]
Described = Annotated[str, typer.Option("--data", help="What the pages are, for the card.")]
Licence = Annotated[str, typer.Option(help="The licence of the pages, for the card.")]
Figures = Annotated[bool, typer.Option("--figures/--no-figures", help="Cross-validate by host and print the figures, which takes longer.")]


def train_command(
    pages: Pages,
    output: Output,
    seed: Seed = 1,
    data: Described = "pages of one's own",
    licence: Licence = "unknown",
    figures: Figures = True,
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
