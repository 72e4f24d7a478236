"""Word F1, body lost and chrome removed."""

from __future__ import annotations

import pytest

from cleaner.training.scoring import Score, word_f1


@pytest.mark.parametrize(
    ("found", "gold", "f1"), [("", "", 1.0), ("a", "", 0.0), ("", "a", 0.0), ("A b", "a B", 1.0), ("a a b", "a b c", 2 / 3)]
)
def test_f1_is_that_of_words(found: str, gold: str, f1: float) -> None:
    """Words count as often as they stand, without case; nothing is right only where nothing is wanted."""
    assert word_f1(found, gold) == pytest.approx(f1)


def test_body_is_counted_in_runs_and_chrome_in_words() -> None:
    """A word of the body that is lost takes along every run of four it stood in."""
    score = Score()
    score.add("menu one two three four five imprint", "one two three four imprint", "one two three four", "one two three four five")

    assert score.figures() == {"pages": 1, "F1": 0.8889, "body lost": 0.5, "chrome removed": 0.5}
