"""What a model says of the lines of a page, as those see it who tell users of it."""

from __future__ import annotations

from typing import Any, Protocol

from cleaner.document.anatomy import Part
from cleaner.document.page_kind import PageKind
from cleaner.document.records import dataclass


@dataclass(frozen=True, slots=True)
class LineScore:
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


def likelihood(body: float) -> str:
    """The probability that a line is body, in words.

    Args:
        body: the probability, 0 to 1.
    """
    percent = "under 1%" if body < 0.005 else "over 99%" if body >= 0.995 else f"{body:.0%}"
    return f"{percent} likely to be body"
