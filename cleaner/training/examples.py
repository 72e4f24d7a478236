"""Pages as the line model sees them: the lines that rules leave open, and which of them are body."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from multiprocessing import Pool

import numpy as np
import numpy.typing as npt

from cleaner.document.page import Page
from cleaner.document.parts import PageKind
from cleaner.document.policy import Policy
from cleaner.html.meetings import Meetings
from cleaner.html.parse import parse
from cleaner.html.walk import detached
from cleaner.lines.blocks import Blocks, named_in
from cleaner.lines.elements import owned
from cleaner.metadata.statements import stated_address
from cleaner.pipeline.clean import reader_for
from cleaner.rules.ruleset import RuleSet
from cleaner.training.labels import body_lines
from cleaner.training.pages import EXTRACTED, GOLD_WEIGHT, RENDERINGS, GoldPage, rendered

FORMS = (*RENDERINGS, "gold", "html")


@dataclass(frozen=True)
class Example:
    """A page in one form.

    Args:
        page: the page.
        form: where its lines come from: a rendering, `gold`, or `html`.
        blocks: its blocks.
        numbers: the lines that rules leave open.
        body: which of them are body.
    """

    page: GoldPage
    form: str
    blocks: Blocks
    numbers: list[int]
    body: npt.NDArray[np.bool_]

    @property
    def is_html(self) -> bool:
        """Whether elements tell of its lines."""
        return self.form == "html"

    @property
    def is_extracted(self) -> bool:
        """Whether its chrome was gone before."""
        return self.form in EXTRACTED

    @property
    def kind(self) -> PageKind:
        """What kind of page it is; one whose gold text is empty has no content."""
        return PageKind.named(self.page.page_type) or PageKind.article if self.page.main_content.strip() else PageKind.no_content

    @property
    def weight(self) -> float:
        """How much it counts."""
        return GOLD_WEIGHT if self.form == "gold" else 1.0 if self.is_html else RENDERINGS[self.form][1]


def examples(pages: list[GoldPage]) -> list[Example]:
    """All pages in all forms.

    Args:
        pages: the pages.
    """
    with Pool() as pool:
        return [each for found in pool.imap(_of_page, pages, chunksize=8) for each in found]


def _of_page(page: GoldPage) -> list[Example]:
    return list(_forms(page))


def _forms(page: GoldPage) -> Iterator[Example]:
    safe = Policy.named("safe")
    for form in FORMS:
        blocks = _html_blocks(page) if form == "html" else _text_blocks(rendered(page, form))
        removed = {line for line in named_in(blocks.kinds) if safe.removes(blocks.readings[line].claims[0])}
        numbers = [line for line, text in enumerate(blocks.texts) if text and line not in removed]
        if numbers:
            texts = [blocks.texts[line] for line in numbers]
            body = np.ones(len(texts), bool) if form == "gold" else body_lines(texts, page.main_content)
            yield Example(page, form, blocks, numbers, body)


def _text_blocks(text: str) -> Blocks:
    return Blocks.of(Page(text), reader_for(RuleSet.default()))


def _html_blocks(page: GoldPage) -> Blocks:
    tree = parse(page.html)
    rules = RuleSet.default().for_site(page.url or stated_address(tree))
    meetings = Meetings(rules.selectors)
    markup = detached(tree, meetings)()
    return Blocks.of(Page(markup.source, url=page.url), reader_for(rules), owned(markup, meetings), markup=markup)
