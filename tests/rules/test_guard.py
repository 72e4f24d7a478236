"""How long patterns may take."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cleaner.rules.guard import MATCH_SECONDS, Budget, seconds_for
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
