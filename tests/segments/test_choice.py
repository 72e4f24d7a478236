"""What candidates weigh, how they stand beside one another, and which lines are taken for headlines together."""

from __future__ import annotations

from array import array
from itertools import accumulate, combinations, pairwise, takewhile
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.document.parts import Part
from cleaner.lines.kinds import HEADING, LABEL, LETTER, PROSE
from cleaner.segments import choice
from cleaner.segments.choice import THIN, choose
from cleaner.segments.evidence import LIKENESS, WIDTH
from cleaner.segments.view import DATED, FURNITURE, HALF_WINDOW
from tests.model.kernels import as_python

# Candidates: what each weighs, whether the page marks it, and how much text stands below it.
_WEIGHTS = st.integers(1, 60).map(lambda odds: 1000 * odds)
CANDIDATES = st.lists(st.tuples(_WEIGHTS, st.booleans(), st.sampled_from((0, 20, 160, 200, 400))), max_size=7)


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


FORMS = pytest.mark.parametrize("kernel", [choice, as_python(choice)], ids=["as built", "python"])
_SHAPES = st.sampled_from([PROSE, PROSE, HEADING, LABEL, *(LETTER[part] for part in (Part.byline, Part.timestamp, Part.ad_slot))])
_LIKENESS = 6


def layout(shapes: str, first: int, place: int) -> list[int]:
    """How a candidate stands: what is below it, under that and above it, whether it is dated, and whether it has a label."""
    below = shapes[place + 1 : place + 9]
    under = below[1:] if below[:1] == PROSE and below[1:2] and below[1] in FURNITURE else below
    dated = any(kind in DATED for kind in takewhile(lambda kind: kind != PROSE, under))
    return [*(ord(kind or "\0") for kind in (below[:1], below[1:2], shapes[first - 1 : first])), dated, first != place]


@FORMS
@given(st.lists(_SHAPES, min_size=1, max_size=14).map("".join), st.data())
def test_how_a_candidate_stands_is_told_by_the_lines_around_it(kernel: ModuleType, shapes: str, data: st.DataObject) -> None:
    """By eight lines below it at most, as far as prose; a date may stand under a deck. Nothing is there beyond the edges of a page."""
    place = data.draw(st.integers(0, len(shapes) - 1))
    first = data.draw(st.integers(0, place))
    found = bytearray(5)
    kernel.describe_layout(shapes.encode("latin-1"), array("i", [place]), array("i", [first]), found)

    assert list(found) == layout(shapes, first, place)


@FORMS
@pytest.mark.parametrize("far", range(11))
@pytest.mark.parametrize("deck", ["", PROSE, PROSE + LETTER[Part.ad_slot]])
def test_a_date_far_below_is_none_of_a_candidate(kernel: ModuleType, far: int, deck: str) -> None:
    """With no prose between, it is looked for in eight lines and no further."""
    shapes, found = HEADING + deck + LABEL * far + LETTER[Part.byline], bytearray(5)
    kernel.describe_layout(shapes.encode("latin-1"), array("i", [0]), array("i", [0]), found)

    assert list(found) == layout(shapes, 0, 0)


@FORMS
@given(st.data(), st.lists(st.sampled_from([1, 2, 60, HALF_WINDOW - 1, HALF_WINDOW, HALF_WINDOW + 1]), min_size=1, max_size=9))
def test_a_candidate_is_like_the_chosen_ones_near_it(kernel: ModuleType, data: st.DataObject, steps: list[int]) -> None:
    """As many of them as stand no further off than half a window on either side; it is never one of those itself."""
    places = list(accumulate(steps))
    stands = data.draw(st.lists(st.tuples(*[st.integers(0, 1)] * 5), min_size=len(places), max_size=len(places)))
    chosen = sorted(data.draw(st.sets(st.integers(0, len(places) - 1))))
    rows = bytearray(WIDTH * len(places))
    kernel.describe_likeness(array("i", places), bytes(sum(stands, ())), array("i", chosen), rows)

    for number, (place, own) in enumerate(zip(places, stands, strict=True)):
        near = [stands[one] for one in chosen if one != number and abs(places[one] - place) <= HALF_WINDOW]
        alike = (
            [(own[0], one[0]) for one in near],
            [(own[:2], one[:2]) for one in near],
            *([(own[at], one[at]) for one in near] for at in (2, 3, 4)),
        )
        shares = [sum(mine == other for mine, other in pairs) / len(near) if near else 0.0 for pairs in alike]
        steps_of = [1 + sum(share >= least for least in (0.01, 0.2, 0.4, 0.6, 0.85)) if near else 0 for share in shares]
        again = [6 * own[3] * bool(near), 6 * own[4] * bool(near)]
        expected = [1 + min(3, len(near)), *steps_of[:3], steps_of[3] + again[0], steps_of[4] + again[1]]
        row = rows[number * WIDTH : (number + 1) * WIDTH]
        assert list(row[LIKENESS : LIKENESS + _LIKENESS]) == expected
        assert not any(row[:LIKENESS]) and not any(row[LIKENESS + _LIKENESS :])


@FORMS
@given(st.lists(st.integers(0, 2), min_size=1, max_size=8), st.data())
def test_evidence_weighs_by_itself_and_beside_all_that_is_known(kernel: ModuleType, row: list[int], data: st.DataObject) -> None:
    """Every two pieces of it once, in however many steps they are weighed."""
    size, count = 3 * len(row), 2
    told = [3 * at + value for at, value in enumerate(row) if data.draw(st.booleans())]
    numbers = array("i", [*(number if number in told else -1 for number in range(size)), -1])
    beside = {pair: data.draw(st.integers(-9, 9)) for pair in combinations(told, 2)}
    square = array("i", bytes(4 * size * size))
    for number in told:
        square[number * (size + 1)] = number + 1
    for (one, other), weight_of in beside.items():
        square[one * size + other] = square[other * size + one] = weight_of
    rows = bytes([*row, *[0] * (WIDTH - len(row))]) * count
    cuts = sorted({0, len(row), *data.draw(st.lists(st.integers(0, len(row)), max_size=2))})
    totals, room = array("i", [5] * count), array("i", bytes(4 * WIDTH))
    offsets = array("i", [*range(0, size, 3), *[size] * (WIDTH - len(row))])
    for start, end in pairwise(cuts):
        kernel.weigh(rows, start, end, 0, offsets, numbers, square, size, room, totals)
    each = kernel.weigh_each(bytes(rows), 0, offsets, numbers, square, size, room)

    assert list(totals) == [5 + sum(number + 1 for number in told) + sum(beside.values())] * count
    assert each == [(-2 * (one + 1) - sum(weight_of for pair, weight_of in beside.items() if one in pair), one) for one in told]


@FORMS
@given(st.lists(st.integers(-3, 3), max_size=9), st.integers(-4, 4))
def test_the_likely_candidates_move_to_the_beginning(kernel: ModuleType, odds: list[int], least: int) -> None:
    """Each with all that is known of it, in order."""
    columns = array("i", odds), array("i", range(len(odds))), array("i", range(100, 100 + len(odds)))
    rows = bytearray(b"".join(bytes([number] * WIDTH) for number in range(len(odds))))
    kept = kernel.keep_likely(columns[0], least, *columns[1:], rows)

    likely = [number for number, weight_of in enumerate(odds) if weight_of > least]
    expected = [odds[number] for number in likely], likely, [100 + number for number in likely]
    assert tuple(list(column[:kept]) for column in columns) == expected
    assert rows[: kept * WIDTH] == b"".join(bytes([number] * WIDTH) for number in likely)
