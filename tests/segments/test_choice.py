"""Which lines are taken for headlines together."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.segments.choice import THIN, choose

# Candidates: what each weighs, whether the page marks it, and how much text stands below it.
_WEIGHTS = st.integers(1, 60).map(lambda odds: 1000 * odds)
CANDIDATES = st.lists(st.tuples(_WEIGHTS, st.booleans(), st.sampled_from((0, 20, 200, 400))), max_size=7)


def weight(candidates: list[tuple[int, bool, int]], taken: tuple[int, ...]) -> int | None:
    """What some candidates weigh together; None where two have no text between them."""
    total = sum(candidates[at][0] for at in taken)
    ends = [*taken[1:], len(candidates)]
    for at, end in zip(taken, ends, strict=bool(taken)):
        text = sum(prose for _, _, prose in candidates[at:end])
        if not text and len(taken) > 1:
            return None
        if len(taken) > 1:
            total -= next((costs[candidates[at][1]] for most, *costs in THIN if text < most), 0)
    return total


@given(CANDIDATES)
def test_what_is_chosen_weighs_most_of_all_choices(candidates: list[tuple[int, bool, int]]) -> None:
    """No other choice weighs more, counted with what each costs that has little text below it."""
    odds, marked, prose = [each[0] for each in candidates], [each[1] for each in candidates], [each[2] for each in candidates]

    found = weight(candidates, tuple(choose(odds, marked, prose)))

    choices = (weight(candidates, taken) for count in range(len(candidates) + 1) for taken in combinations(range(len(candidates)), count))
    assert found == max(total for total in choices if total is not None)
