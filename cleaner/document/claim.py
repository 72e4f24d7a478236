"""Claims about what a stretch of a page is, and the finders that make them. A claim says nothing about what should become of it."""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from cleaner.document.page import Span
from cleaner.document.parts import Part

# The finder of claims that a model makes; a policy has a confidence of its own for them.
MODEL = "model"
# The finders that are no rules: what the library itself says of lines, each under a name that can be disabled as rules can.
FINDERS: dict[str, str] = {
    "breaks": "Empty lines after a removed line, and at the end of a page.",
    "characters.doubled": "A line that is the same picture name twice.",
    "characters.entity": "Entities such as &nbsp; that stand in a text for a character.",
    "duplicates": "Copies of stories that are kept on another page.",
    "echoes.names-story": "A label and the headline of a story of the page: a link to it.",
    "fences": "The fence around a whole text.",
    "heads": "Where stories open: kicker, headline and deck.",
    MODEL: "What the line model takes for chrome by its words, shape, neighbours and place.",
    "runs.menu": "Rows of labels, most of them known from menus.",
    "subheadings.untexted": "Headings with no text below them.",
    "teaser-lists.headline": "Headlines below a label that announces other stories.",
    "teaser-lists.label": "Labels above such headlines.",
    "trafilatura": "What the engine of that name leaves out of a web page.",
}


class Claim(msgspec.Struct, frozen=True):
    """What a finder says a stretch is, wherever it stands; equal lines share one.

    Args:
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


class Piece(msgspec.Struct, frozen=True):
    """A claim about some characters of one line; they are removed, or rewritten where the claim has `rewrite_to`.

    Args:
        start: offset of the first code point within the line.
        end: offset after the last one.
    """

    start: int
    end: int
    claim: Claim


def without(line: str, pieces: Iterable[Piece]) -> str:
    """What is left of a line when pieces, disjoint and in order, take characters out of it or put others in their place."""
    left: list[str] = []
    at = 0
    for piece in pieces:
        left += (line[at : piece.start], piece.claim.rewrite_to or "")
        at = piece.end
    return "".join(left) + line[at:]


class Finding(msgspec.Struct, frozen=True):
    """A claim about one place, in code points of the page's source."""

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


def finders_named(names: Iterable[str]) -> frozenset[str]:
    """The finders above that some words name, by whole names or by groups: what stands before the dot. Other words name none."""
    wanted = tuple(names)
    return frozenset(finder for finder in FINDERS if any(is_named(finder, name) for name in wanted))


def is_named(finder: str, name: str) -> bool:
    """Whether a word names a finder or rule: by its whole id, or by that of its group."""
    return finder == name or finder.startswith(f"{name}.")
