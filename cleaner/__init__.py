"""Clean articles from scraped text: chrome is named by rules, removed by policy, and every character is accounted for."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cleaner.errors import CleanerError
    from cleaner.io.many import Uncleaned, clean_files, clean_many
    from cleaner.io.reading import read_text
    from cleaner.model.anatomy import Fate, Part, Zone
    from cleaner.model.article import Article
    from cleaner.model.cleaned import CleanedPage
    from cleaner.model.entry import Entry
    from cleaner.model.ledger import Ledger
    from cleaner.model.page import Page
    from cleaner.model.policy import Policy
    from cleaner.model.span import Span
    from cleaner.model.story import Copy, Story
    from cleaner.pipeline.clean import clean
    from cleaner.pipeline.clean_html import clean_html
    from cleaner.pipeline.duplicates import stories
    from cleaner.pipeline.stream import clean_stream
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
    "Uncleaned",
    "Zone",
    "__version__",
    "clean",
    "clean_files",
    "clean_html",
    "clean_many",
    "clean_stream",
    "read_text",
    "stories",
]
# Where each public name lives. A name is imported when it is first asked for, so that a short run loads what it needs and no more.
_HOMES = {
    "cleaner.errors": ("CleanerError",),
    "cleaner.io.many": ("Uncleaned", "clean_files", "clean_many"),
    "cleaner.io.reading": ("read_text",),
    "cleaner.model.anatomy": ("Fate", "Part", "Zone"),
    "cleaner.model.article": ("Article",),
    "cleaner.model.cleaned": ("CleanedPage",),
    "cleaner.model.entry": ("Entry",),
    "cleaner.model.ledger": ("Ledger",),
    "cleaner.model.page": ("Page",),
    "cleaner.model.policy": ("Policy",),
    "cleaner.model.span": ("Span",),
    "cleaner.model.story": ("Copy", "Story"),
    "cleaner.pipeline.clean": ("clean",),
    "cleaner.pipeline.clean_html": ("clean_html",),
    "cleaner.pipeline.duplicates": ("stories",),
    "cleaner.pipeline.stream": ("clean_stream",),
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
