"""A page after cleaning: the page itself, the account of it, and its stories. All texts are computed from these."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from cleaner.document.anatomy import Zone
from cleaner.document.encoding import Encoding
from cleaner.document.entry import Entry
from cleaner.document.ledger import Ledger
from cleaner.document.line_score import LineScore, Scores
from cleaner.document.metadata import Metadata
from cleaner.document.page import Page
from cleaner.document.page_kind import PageKind
from cleaner.document.policy import Policy
from cleaner.document.records import cached_property, dataclass

if TYPE_CHECKING:
    from cleaner.document.article import Article


@dataclass(frozen=True, eq=False)
class CleanedPage:
    """What cleaning a page gives.

    Args:
        page: the untouched source.
        policy: what decided which parts stay.
        ledger: the account of every character.
        write_articles: makes the articles from the ledger, the first time someone asks for them.
        metadata: what the page states of its story beside its text; None where it came as text.
        scores: what the line model says of its lines; None where the model was not asked, or had no say.
    """

    page: Page
    policy: Policy
    ledger: Ledger
    write_articles: Callable[[Ledger], tuple[Article, ...]]
    metadata: Metadata | None = None
    scores: Scores | None = None

    @property
    def kind(self) -> PageKind | None:
        """What kind of page it is; None where the line model was not asked."""
        return self.scores.kind if self.scores else None

    @property
    def kind_probability(self) -> float | None:
        """How sure that is, 0 to 1; None where the line model was not asked."""
        return self.scores.kind_probability if self.scores else None

    def score(self, entry: Entry) -> LineScore | None:
        """What the line model says of the line that an entry stands in; None where it was not asked of it.

        Args:
            entry: an entry of the ledger.
        """
        return self.scores.of(bisect_right(self.page.line_starts, entry.span.start) - 1) if self.scores else None

    @property
    def encoding(self) -> Encoding | None:
        """The encoding that the bytes of the page were read in, and why; None where it came as text."""
        return self.page.encoding

    @property
    def text(self) -> str:
        """All that the policy keeps, headlines and decks included."""
        return self.ledger.text

    @cached_property
    def body(self) -> str:
        """The body zone alone: no headline, deck, byline or other head part, and the breaks between what is left."""
        return self.ledger.joined(self.ledger.kept_in(*(zone for zone in Zone if zone is not Zone.head)))

    @cached_property
    def articles(self) -> tuple[Article, ...]:
        """The stories of the page, in order; their spans are disjoint."""
        return self.write_articles(self.ledger)

    def restore(self) -> str:
        """The source, put together again from the ledger alone: from each entry's own span."""
        return "".join(self.page.cut(entry.span) for entry in self.ledger)

    def to_dict(self) -> dict[str, Any]:
        """The whole result as plain values for JSON: text, articles, and the ledger with the source it accounts for."""
        return {
            "name": self.page.name,
            "url": self.page.url,
            "policy": self.policy.name,
            "kind": self.kind,
            "kind_probability": self.kind_probability,
            "text": self.text,
            "body": self.body,
            "articles": [article.to_dict() for article in self.articles],
            "source": self.page.source,
            "ledger": [self._told(entry) for entry in self.ledger],
        }

    def _told(self, entry: Entry) -> dict[str, Any]:
        score = self.score(entry)
        return {**entry.to_dict(), "model": score.to_dict()} if score else entry.to_dict()

    def to_json(self, *, indent: int | None = None) -> str:
        """`to_dict` as JSON.

        Args:
            indent: spaces a level, or None for one line.
        """
        import json  # only for those who ask for it

        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)
