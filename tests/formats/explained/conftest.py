"""Pages to explain, and the browser that shows what explains them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import MappingProxyType

import pytest

from cleaner.document.claim import Claim
from cleaner.document.ledger import Ledger
from cleaner.document.page import Page
from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.formats.explain_html import document
from cleaner.rules.ruleset import RuleSet
from tests.browsers import Driver, show
from tests.browsers import browser as browser
from tests.browsers import driver_ as driver_

Opened = Callable[[CleanedPage], Driver]
NO_RULES = RuleSet(())


def page_of(*lines: tuple[str, Part, str], name: str = "page.txt", url: str | None = None) -> CleanedPage:
    """A page whose lines are kept where nobody names them, and removed where somebody does.

    Args:
        lines: each line's text, its part, and its finder, which is empty where the line is kept.
        name: what the page is called.
        url: where it came from.
    """
    page = Page("".join(f"{text}\n" for text, _, _ in lines), name, url=url)
    letters = {part: chr(ord("a") + place) for place, part in enumerate(Part)}
    kinds = "".join(letters[part] for _, part, _ in lines)
    claims = {line: Claim(part, finder) for line, (_, part, finder) in enumerate(lines) if finder}
    kept = bytes(not finder and part is not Part.blank for _, part, finder in lines)
    ledger = Ledger(page, kinds, MappingProxyType({letter: part for part, letter in letters.items()}), claims, kept, {}, {})
    return CleanedPage(page, Policy.named("safe"), ledger, lambda _: ())


@pytest.fixture
def opened(browser: Driver, tmp_path: Path) -> Opened:
    """Shows the account of a page."""
    return partial(_open, browser, tmp_path / "account.html")


def _open(browser: Driver, file: Path, page: CleanedPage) -> Driver:
    file.write_text(document(page, NO_RULES), encoding="utf-8")
    show(browser, file)
    return browser
