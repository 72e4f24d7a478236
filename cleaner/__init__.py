"""Clean articles from scraped text: chrome is named by rules, removed by policy, and every character is accounted for."""

from cleaner.errors import CleanerError
from cleaner.io.reading import read_text
from cleaner.model import Article, CleanedPage, Copy, Entry, Fate, Ledger, Page, Part, Policy, Span, Story, Zone
from cleaner.pipeline.clean import clean
from cleaner.pipeline.duplicates import stories
from cleaner.rules import Rule, RuleSet

__version__ = "0.1.0"
__all__ = [
    "Article",
    "CleanedPage",
    "CleanerError",
    "Copy",
    "Entry",
    "Fate",
    "Ledger",
    "Page",
    "Part",
    "Policy",
    "Rule",
    "RuleSet",
    "Span",
    "Story",
    "Zone",
    "__version__",
    "clean",
    "read_text",
    "stories",
]
