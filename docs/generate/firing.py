"""How often each rule finds something on the pages of `fixtures/` and `seeds/`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cleaner.document.claim import MODEL
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.formats.reading import read_text
from cleaner.pipeline.cleaner import PageCleaner

ROOT = Path(__file__).parents[2]


def sources() -> list[Path]:
    """The pages that are counted on."""
    return [*sorted(ROOT.glob("fixtures/pages/*/source.*")), *sorted(ROOT.glob("seeds/*.txt"))]


def firing() -> Counter[str]:
    """For each finder on how many stretches of these pages it said something, whether or not another finder owns them."""
    cleaner = PageCleaner(policy=Policy.named("safe").disabling((MODEL,)))
    counts: Counter[str] = Counter()
    for file in sources():
        web_page = file.suffix == ".html"
        page = cleaner.clean_html(file.read_bytes()) if web_page else cleaner.clean(read_text(file))
        counts.update(_finders(page))
    return counts


def _finders(page: CleanedPage) -> Iterator[str]:
    for entry in page.ledger:
        yield from {entry.finder, *(loser.finder for loser in entry.losers)} - {""}
