"""What the tests of many pages share."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import CleanedPage, RuleSet, Uncleaned

TEXT = "The harbour of Varn reopened on Tuesday, pier {}.\n\nAdvertisement\n"
RULES = RuleSet.default().select("ads")


def told(pages: Iterator[CleanedPage | Uncleaned]) -> list[tuple[str, str]]:
    """The name of each page and its text, or what stood in the way."""
    return [(page.name, str(page.error)) if isinstance(page, Uncleaned) else (page.page.name, page.text) for page in pages]
