"""Ground floor: frozen facts about a page, on the standard library alone."""

from cleaner.model.anatomy import Fate, Part, Zone
from cleaner.model.article import Article
from cleaner.model.cleaned import CleanedPage
from cleaner.model.finding import Claim, Finding
from cleaner.model.ledger import Entry, Ledger
from cleaner.model.page import Page
from cleaner.model.policy import Policy
from cleaner.model.span import Span
from cleaner.model.story import Copy, Story

__all__ = [
    "Article",
    "Claim",
    "CleanedPage",
    "Copy",
    "Entry",
    "Fate",
    "Finding",
    "Ledger",
    "Page",
    "Part",
    "Policy",
    "Span",
    "Story",
    "Zone",
]
