"""Which lines are taken for headlines together."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.document.page import Page
from cleaner.lines.blocks import Blocks
from cleaner.lines.kinds import HEADING, PROSE
from cleaner.passes.candidates import THIN, Candidate, chosen
from cleaner.passes.view import View

_MARKED = HEADING.upper()
# A heading with what it weighs, in tenths, and perhaps a mark, or a line of prose with its length.
_HEADINGS = st.tuples(st.sampled_from((HEADING, _MARKED)), st.integers(-20, 60))
LINES = st.lists(st.one_of(_HEADINGS, st.tuples(st.just(PROSE), st.integers(20, 400))), max_size=14)


def page(lines: list[tuple[str, int]]) -> tuple[View, str, list[Candidate]]:
    """A view of such lines, their kinds, and its headings as candidates."""
    text = "\n".join("x" * length if kind == PROSE else "A heading" for kind, length in lines)
    shapes = "".join(kind.lower() for kind, _ in lines)
    told = [Candidate(at, at, (), odds / 10, marked=kind == _MARKED) for at, (kind, odds) in enumerate(lines) if kind != PROSE]
    below = [each for each in told if PROSE in shapes[each.place :]]
    return View(Blocks(Page(text), [], shapes), list(range(len(lines))), shapes), shapes, below


def weight(lines: list[tuple[str, int]], taken: tuple[Candidate, ...]) -> float | None:
    """What some candidates weigh together; None where two have no prose between them."""
    total = sum(each.odds for each in taken)
    ends = [*(each.place for each in taken[1:]), len(lines)]
    for each, end in zip(taken, ends, strict=bool(taken)):
        text = sum(length for kind, length in lines[each.place : end] if kind == PROSE)
        if not text:
            return None
        if len(taken) > 1:
            total -= next((costs[each.marked] for most, *costs in THIN if text < most), 0.0)
    return total


@given(LINES)
def test_what_is_chosen_weighs_most_of_all_choices(lines: list[tuple[str, int]]) -> None:
    """No other choice of likely headlines weighs more, counted with what each costs that has little text below it."""
    view, shapes, candidates = page(lines)
    likely = [each for each in candidates if each.odds > 0]

    found = weight(lines, tuple(chosen(view, shapes, candidates)))

    choices = (weight(lines, taken) for count in range(len(likely) + 1) for taken in combinations(likely, count))
    assert found is not None
    assert round(found, 6) == round(max(total for total in choices if total is not None), 6)
