"""What guards ask for, and how long patterns may take."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.rules.guard import MATCH_SECONDS, Budget, Content, Guard, Outcome, seconds_for
from cleaner.rules.match import holds
from tests.small_rules import own_box


def test_a_pattern_of_a_user_is_always_timed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody has tried what a user wrote, so that even a short line is read against the clock."""
    (own,) = own_box('pattern = "Box [0-9]+"\nkeywords = ["box"]', "⟦Box 1⟧", "Box")
    timed: list[int] = []

    def noted(_: Budget, search: Callable[[], object], code_points: int) -> object:
        timed.append(code_points)
        return search()

    monkeypatch.setattr(Budget, "timed", noted)

    assert holds(own, "Box 1")
    assert timed == [len("Box 1")]


def test_a_pattern_that_ships_is_timed_on_lines_that_are_not_short() -> None:
    """On a short line a shipped pattern has too little to try for the clock to matter; on others it is timed as any."""
    assert (seconds_for("Box 1"), seconds_for("Box " * 30)) == (None, MATCH_SECONDS)


@given(st.integers(0, 5), st.none() | st.integers(0, 5), st.integers(1, 5))
def test_a_line_may_be_as_short_and_as_long_as_its_limits(least: int, most: int | None, size: int) -> None:
    """Both limits are allowed themselves, counted in words or in code points, and nothing beyond them."""
    fits = least <= size and (most is None or size <= most)
    words, chars = Guard("only", "why", min_words=least, max_words=most), Guard("only", "why", min_chars=least, max_chars=most)

    assert (words.fits_line(" ".join(["word"] * size)), chars.fits_line("c" * size)) == (fits, fits)


@given(st.sampled_from(Content._fields), st.integers(0, 4), st.integers(0, 4), st.integers(0, 4))
def test_an_element_may_hold_as_little_and_as_much_as_its_limits(measure: str, least: int, most: int, held: int) -> None:
    """Whatever is measured, both limits are allowed themselves, and no other measure counts."""
    content = Content(*[99] * len(Content._fields))._replace(**{measure: held})
    low, high = Guard("only", "why", least={measure: least}), Guard("only", "why", most={measure: most})
    both = Guard("only", "why", least={measure: least}, most={measure: most})

    assert (low.fits_element(content), high.fits_element(content)) == (held >= least, held <= most)
    assert both.fits_element(content) is (least <= held <= most)


@pytest.mark.parametrize("before", ["byline", "other", ""])
@pytest.mark.parametrize("after", ["date", "other", ""])
def test_a_guard_about_both_neighbours_asks_for_both(before: str, after: str) -> None:
    """One of its words must describe each neighbour that it names; about the other it asks nothing."""
    around = frozenset({"prose", before}), frozenset({"prose", after})
    previous, following = frozenset({"byline", "title"}), frozenset({"date", "title"})

    assert Guard("only", "why", previous=previous).fits_place(*around) is (before == "byline")
    assert Guard("only", "why", next=following).fits_place(*around) is (after == "date")
    assert Guard("only", "why", previous=previous, next=following).fits_place(*around) is (before == "byline" and after == "date")


@pytest.mark.parametrize("outcome", ["only", "unless"])
def test_a_guard_that_takes_too_long_lets_nothing_go(outcome: Outcome, monkeypatch: pytest.MonkeyPatch) -> None:
    """What nobody can answer in time speaks against its rule, whichever way it asks."""
    monkeypatch.setattr("cleaner.rules.guard.MATCH_SECONDS", 0.001)
    line, example = "box " + "x" * 400 + " 1y", "⟦box x1y⟧" if outcome == "only" else "⟦box⟧"
    (box,) = own_box(f'starts = ["box"]\n{outcome} = [{{ why = "w", line = {{ pattern = "x*x*x*x*x+[0-9]y" }} }}]', example, "Other")
    (guard,) = box.guards

    assert guard.fits_line(line) is (outcome == "unless")
    assert not box.allows_line(line)
