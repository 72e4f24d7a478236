"""Claims about what a stretch of a page is. A claim says nothing about what should become of it."""

from __future__ import annotations

from cleaner.document.anatomy import Part
from cleaner.document.records import dataclass
from cleaner.document.span import Span


@dataclass(frozen=True, slots=True)
class Claim:
    """What a finder says a stretch is, wherever it stands; equal lines share one.

    Args:
        part: the part the stretch is said to be.
        finder: the rule id or the name of the pass that says so.
        confidence: 0 to 1; a rule is certain (1.0), a model is not.
        because: the evidence in a few words; empty where the rule's own `why` says it all.
        rewrite_to: the text that should stand instead, or None to leave the text alone.
        bare: whether this is a label whose value is missing.
        site: whether the rule speaks of this one site.
    """

    part: Part
    finder: str
    confidence: float = 1.0
    because: str = ""
    rewrite_to: str | None = None
    bare: bool = False
    site: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """A claim about one place.

    Args:
        span: the place, in code points of the page's source.
        claim: what is said of it.
    """

    span: Span
    claim: Claim

    @property
    def part(self) -> Part:
        """The part the place is said to be."""
        return self.claim.part

    @property
    def finder(self) -> str:
        """Who says so."""
        return self.claim.finder

    @property
    def confidence(self) -> float:
        """How sure the finder is, 0 to 1."""
        return self.claim.confidence
