"""The kinds of web pages, since what readers come for differs between them."""

from __future__ import annotations

from enum import StrEnum

from cleaner.document.suggestions import suggestion
from cleaner.errors import PolicyError


class PageKind(StrEnum):
    """What kind of page one is."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> PageKind:
        kind = str.__new__(cls, value)
        kind._value_ = value
        kind.meaning = meaning
        return kind

    article = "article", "One story or report, or several below each other."
    forum = "forum", "Posts of several people on one question, each with who wrote it."
    documentation = "documentation", "How something works or is used: manuals, references, help pages."
    product = "product", "One thing that is for sale, with what it is and what it costs."
    listing = "listing", "Many entries of one sort, each a few lines: results, tables, directories."
    collection = "collection", "Things for sale, or works, shown side by side under one title."
    service = "service", "What a business or a public body offers, in sections."
    no_content = "no_content", "Nothing that readers come for: an error, a bot check, an empty shell."

    @classmethod
    def named(cls, kind: str | PageKind | None) -> PageKind | None:
        """A kind by its name; None and a kind are given back as they are.

        Args:
            kind: the name.

        Raises:
            PolicyError: if no kind has that name.
        """
        if kind is None or isinstance(kind, PageKind):
            return kind
        if kind not in [*cls]:
            raise PolicyError(f"no kind of page is called {kind!r}; {suggestion(kind, [*cls])}")
        return cls(kind)  # type: ignore[call-arg]
