"""Clean articles from scraped text: chrome is named by rules, removed by policy, and every character is accounted for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.corpus.many import Cleaner, Uncleaned, clean_files, clean_many
    from cleaner.corpus.site_memory import learn
    from cleaner.document.article import Article
    from cleaner.document.ledger import Entry, Ledger
    from cleaner.document.page import Page, Span
    from cleaner.document.parts import Fate, PageKind, Part, Zone
    from cleaner.document.policy import Policy
    from cleaner.document.result import CleanedPage, Copy, Story
    from cleaner.errors import CleanerError
    from cleaner.formats.reading import read_text
    from cleaner.pipeline.cleaner import clean, clean_html, clean_stream
    from cleaner.pipeline.duplicates import stories
    from cleaner.rules import Rule, RuleSet

__version__ = "0.2.0"
__all__ = [
    "Article",
    "CleanedPage",
    "Cleaner",
    "CleanerError",
    "Copy",
    "Entry",
    "Fate",
    "Ledger",
    "Page",
    "PageKind",
    "Part",
    "Policy",
    "Rule",
    "RuleSet",
    "Span",
    "Story",
    "Uncleaned",
    "Zone",
    "__version__",
    "clean",
    "clean_files",
    "clean_html",
    "clean_many",
    "clean_stream",
    "learn",
    "read_text",
    "stories",
]
# Where each public name lives. A name is imported when it is first asked for, so that a short run loads what it needs and no more.
_HOMES = {
    "cleaner.document.article": ("Article",),
    "cleaner.document.ledger": ("Entry", "Ledger"),
    "cleaner.document.page": ("Page", "Span"),
    "cleaner.document.parts": ("Fate", "PageKind", "Part", "Zone"),
    "cleaner.document.policy": ("Policy",),
    "cleaner.document.result": ("CleanedPage", "Copy", "Story"),
    "cleaner.errors": ("CleanerError",),
    "cleaner.corpus.many": ("Cleaner", "Uncleaned", "clean_files", "clean_many"),
    "cleaner.corpus.site_memory": ("learn",),
    "cleaner.formats.reading": ("read_text",),
    "cleaner.pipeline.cleaner": ("clean", "clean_html", "clean_stream"),
    "cleaner.pipeline.duplicates": ("stories",),
    "cleaner.rules.rule": ("Rule",),
    "cleaner.rules.ruleset": ("RuleSet",),
}


def __getattr__(name: str) -> object:
    from importlib import import_module

    for module, names in _HOMES.items():
        if name in names:
            found: object = getattr(import_module(module), name)
            globals()[name] = found
            return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
