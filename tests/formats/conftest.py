"""A page whose ledger is written by hand, so that what is shown of it depends on nothing but the code that shows it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from cleaner.document.article import Article
from cleaner.document.claim import Claim, Piece
from cleaner.document.ledger import Ledger
from cleaner.document.page import Page
from cleaner.document.parts import Part
from cleaner.document.policy import Policy
from cleaner.document.result import CleanedPage
from cleaner.lines.kinds import LETTER
from cleaner.metadata.head import HeadLines, StoryHead

SOURCE = """\
Skip to content
Business
Port of Varn reopens after nine-day strike
Dockers accept a revised shift plan; ships berth at noon.
By Mara Lindqvist
The port reopened on Tuesday&nbsp;after nine idle days.

• "We got our nights back," said Ilse Brandt.
• A vote follows in May.
What comes next
Advertisement

The ferry lines wait for theirs.
"""
_KINDS = {
    " ": Part.blank,
    "p": Part.paragraph,
    "i": Part.list_item,
    "s": Part.subheading,
    "k": Part.kicker,
    "h": Part.headline,
    "d": Part.deck,
    "b": Part.byline,
    "n": Part.navigation,
    "a": Part.ad_slot,
    # The letter of a line that an exemption keeps.
    LETTER[Part.paragraph]: Part.paragraph,
}
_STORY = Article(16, 0, None, None, None, (), "", (), (), (), (), (), (), (), StoryHead(HeadLines, ""), dict)


@pytest.fixture
def strike() -> CleanedPage:
    """Two stories with chrome between them; the second has no headline."""
    page = Page(SOURCE, "strike.txt")
    heads = [(1, Part.kicker), (2, Part.headline), (3, Part.deck), (4, Part.byline)]
    claims = {line: Claim(part, "heads") for line, part in heads}
    claims |= {0: Claim(Part.navigation, "nav.skip-link"), 10: Claim(Part.ad_slot, "ads.slot-label", because="alone on its line")}
    at = page.lines[5].index("&nbsp;")
    pieces = {5: (Piece(at, at + 6, Claim(Part.artifact, "characters.entity", because="&nbsp; stands for a space", rewrite_to=" ")),)}
    kept = bytes(line not in (0, 10, 11) for line in range(13))
    ledger = Ledger(page, "nkhdbp iisa p", _KINDS, claims, kept, pieces, {10: (Claim(Part.footer, "legal.notice"),)})
    stories = (
        replace(_STORY, end=page.line_starts[10], headline="Port of Varn", opened_by=("kicker", "headline")),
        replace(_STORY, start=page.line_starts[12], end=len(SOURCE)),
    )
    return CleanedPage(page, Policy.named("safe"), ledger, lambda _: stories)
