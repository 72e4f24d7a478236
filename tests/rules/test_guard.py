"""How long patterns may take."""

from __future__ import annotations

from cleaner import RuleSet
from cleaner.rules.guard import MATCH_SECONDS, seconds_for
from tests.small_rules import own_box


def test_a_pattern_of_a_user_is_always_timed() -> None:
    """Nobody has tried what a user wrote, so that even a short line is read against the clock."""
    (own,) = own_box('pattern = "Box [0-9]+"\nkeywords = ["box"]', "⟦Box 1⟧", "Box")
    assert (seconds_for(own, "Box 1"), seconds_for(own, "Box " * 30)) == (MATCH_SECONDS, MATCH_SECONDS)


def test_a_pattern_that_ships_is_timed_on_lines_that_are_not_short() -> None:
    """On a short line a shipped pattern has too little to try for the clock to matter; on others it is timed as any."""
    shipped = next(rule for rule in RuleSet.default() if rule.pattern)
    assert (seconds_for(shipped, "Box 1"), seconds_for(shipped, "Box " * 30)) == (None, MATCH_SECONDS)
