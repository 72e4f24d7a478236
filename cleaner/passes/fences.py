"""A code fence around text that is no code: what a language model or a Markdown export wraps a whole answer in.

A fence belongs to a text when it opens at the top of the page with running text right behind it; the next lone fence closes it.
Fences anywhere else, or around code, are part of the page.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleaner.document.claim import Claim
from cleaner.document.parts import Part
from cleaner.lines.kinds import LETTER, NUMBER, PROSE, TITLE, lower
from cleaner.passes.places import Placed
from cleaner.segments.view import View

FINDER = "fences"
_FENCES = frozenset({"```", "~~~", "```text", "```markdown", "```md", "```plaintext", "```html"})
_CLOSING = frozenset({"```", "~~~"})
_TOP, _WITHIN, _PROSE = 3, 8, 2
_TEXT = frozenset({PROSE, TITLE, LETTER[Part.byline], LETTER[Part.timestamp]})


def fences(view: View) -> Iterator[Placed]:
    """Claims on the two fences around a text."""
    top = [place for place in range(min(_TOP, len(view.lines))) if view.text(place) in _FENCES]
    if not top:
        return
    shapes = lower(view.kinds)
    # One that names a language reads as a label.
    opening = next((place for place in top if shapes[place] == NUMBER), None)
    if opening is None:
        opening = next((place for place in top if view.text(place) not in _CLOSING), None)
    if opening is None:
        return
    behind = range(opening + 1, min(len(shapes), opening + 1 + _WITHIN))
    if sum(shapes[place] in _TEXT for place in behind) < _PROSE or any(view.text(place) in _CLOSING for place in behind):
        return
    yield opening, Claim(Part.artifact, FINDER, because="a fence opens at the top, with running text behind it"), 3
    closing = (place for place in range(opening + 1, len(shapes)) if shapes[place] == NUMBER and view.text(place) in _CLOSING)
    if (place := next(closing, None)) is not None:
        yield place, Claim(Part.artifact, FINDER, because="closes the fence at the top"), 3
