"""A page after cleaning: the page itself, the account of it, and its stories. All texts are computed from these."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Callable
from functools import cached_property
from typing import Any, Protocol

import msgspec

from cleaner.document.article import Article, Metadata
from cleaner.document.ledger import Entry, Ledger
from cleaner.document.page import Encoding, Page
from cleaner.document.parts import PageKind, Part, Zone
from cleaner.document.policy import Policy


class LineScore(msgspec.Struct, frozen=True):
    """What a model says of one line.

    Args:
        body: the probability, 0 to 1, that the line is body.
        confidence: how sure the model is that it is chrome, 0 to 1; 0 where the best choice for the page keeps it.
        part: the part it most resembles if it is chrome.
        reasons: what spoke most for this, in a few words each, strongest first.
    """

    body: float
    confidence: float
    part: Part
    reasons: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The score as plain values for JSON."""
        return {"body": self.body, "confidence": self.confidence, "part": str(self.part), "reasons": list(self.reasons)}


class Scores(Protocol):
    """What a model says of a page."""

    @property
    def kind(self) -> PageKind:
        """What kind of page it is."""

    @property
    def kind_probability(self) -> float:
        """How sure that is, 0 to 1."""

    def of(self, line: int) -> LineScore | None:
        """What is said of a line; None where it was not scored.

        Args:
            line: its number on the page, from 0.
        """


class CleanedPage(msgspec.Struct, frozen=True, eq=False, dict=True, weakref=True):
    """What cleaning a page gives.

    Args:
        page: the untouched source.
        policy: what decided which parts stay.
        ledger: the account of every character.
        write_articles: makes the articles from the ledger, the first time someone asks for them.
        metadata: what the page states of its story beside its text; None where it came as text.
        scores: what the line model says of its lines; None where no model was used, or had no say.
    """

    page: Page
    policy: Policy
    ledger: Ledger
    write_articles: Callable[[Ledger], tuple[Article, ...]]
    metadata: Metadata | None = None
    scores: Scores | None = None

    @property
    def kind(self) -> PageKind | None:
        """What kind of page it is; None where no line model was used."""
        return self.scores.kind if self.scores else None

    @property
    def kind_probability(self) -> float | None:
        """How sure that is, 0 to 1; None where no line model was used."""
        return self.scores.kind_probability if self.scores else None

    def score(self, entry: Entry) -> LineScore | None:
        """What the line model says of the line that an entry stands in; None where it did not score it."""
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
            "ledger": [self._of(entry) for entry in self.ledger],
        }

    def _of(self, entry: Entry) -> dict[str, Any]:
        score = self.score(entry)
        return {**entry.to_dict(), "model": score.to_dict()} if score else entry.to_dict()

    def to_json(self, *, indent: int | None = None) -> str:
        """`to_dict` as JSON."""
        # What a scrape holds may be no Unicode, such as half of a pair; msgspec refuses it.
        return json.dumps(self.to_dict(), ensure_ascii=False, indent=indent)


class Copy(msgspec.Struct, frozen=True):
    """A copy of a story beside the one that is kept.

    Args:
        page: the name of its page.
        index: its place among the articles of that page, from 0.
        start: offset of its first line in the page's source.
        end: offset after its last line.
        similarity: how much of the two bodies is in both, 0 to 1; 1 where they have the same words.
        only_here: lines that the copy has and the kept one has not where they should stand.
        only_in_kept: lines that the kept one has and the copy has not where they should stand.
    """

    page: str
    index: int
    start: int
    end: int
    similarity: float
    only_here: tuple[str, ...]
    only_in_kept: tuple[str, ...]

    def to_dict(self) -> dict[str, Any]:
        """The copy as plain values for JSON."""
        return {**msgspec.structs.asdict(self), "only_here": list(self.only_here), "only_in_kept": list(self.only_in_kept)}


class Story(msgspec.Struct, frozen=True):
    """One story, however many pages tell it.

    Args:
        page: the name of the page whose copy is kept.
        index: the place of that copy among the articles of its page, from 0.
        kept: the fullest copy.
        copies: all others, so that none goes unnamed.
    """

    page: str
    index: int
    kept: Article
    copies: tuple[Copy, ...]

    def to_dict(self) -> dict[str, Any]:
        """The story as plain values for JSON."""
        return {
            "page": self.page,
            "index": self.index,
            "kept": self.kept.to_dict(),
            "copies": [copy.to_dict() for copy in self.copies],
        }


def likelihood(body: float) -> str:
    """The probability that a line is body, in words."""
    percent = "under 1%" if body < 0.005 else "over 99%" if body >= 0.995 else f"{body:.0%}"
    return f"{percent} likely to be body"
