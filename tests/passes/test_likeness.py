"""Whether a line stands as the other headlines of its page do."""

from __future__ import annotations

from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import HEADING, PROSE
from cleaner.model.page import Page
from cleaner.passes.likeness import Likeness, Stand
from cleaner.passes.view import View


def stand(view: View, place: int) -> Stand:
    """How the heading at a place stands."""
    return Stand.of(view, view.kinds, place, place)


def test_lines_around_headlines_are_compared_by_what_they_say() -> None:
    """A line that stands below other headlines too is told so, whatever its digits; so is one that stands below no other."""
    body = ["Prose."] * 8
    lines = ["First story", "12 readers", *body, "Second story", "7 readers", *body, "No story", "See the map", *body]
    shapes = "".join(PROSE if line == "Prose." else HEADING for line in lines)
    view = View(Blocks(Page("\n".join(lines)), [], shapes), list(range(len(lines))), shapes)
    likeness = Likeness([stand(view, 0), stand(view, 10)])

    told = {place: [each for each in likeness.told(stand(view, place)) if "a line" in each] for place in (0, 10, 20)}

    assert told == {
        0: ["a line below stands below nearly all other headlines"],
        10: ["a line below stands below nearly all other headlines"],
        20: ["a line below stands below no other headlines"],
    }
