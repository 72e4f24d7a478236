"""Which lines are body by their gold text."""

from __future__ import annotations

from cleaner.training.pages import body_lines

STORY = [
    "The bridge was closed at dawn by the harbour office.",
    "Repairs will take two weeks, said the engineer on duty.",
    "Buses run every ten minutes until then.",
]


def test_lines_of_the_gold_text_are_body_and_others_are_not() -> None:
    """Menus and teasers around a story are no body, though they share words with it."""
    lines = ["Home", "The harbour", *STORY, "Related: the bridge of sighs", "Imprint"]

    assert body_lines(lines, "\n".join(STORY)).tolist() == [False, False, True, True, True, False, False]


def test_a_paragraph_in_another_place_is_body() -> None:
    """What the gold text has in another order counts, while it has words that no line took."""
    assert body_lines([STORY[2], STORY[0], STORY[1]], "\n".join(STORY)).tolist() == [True, True, True]


def test_a_copy_is_body_once() -> None:
    """A hidden copy of a paragraph is none, when the gold text has it once."""
    assert sum(body_lines([STORY[0], STORY[1], STORY[0]], "\n".join(STORY[:2])).tolist()) == 2


def test_lines_below_say_nothing_of_a_short_page() -> None:
    """Blank lines and chrome far below change no line above."""
    lines = ["Yes", "Sign up now for our weekly letter, please", STORY[0]]
    gold = f"Yes\n{STORY[0]}"

    assert body_lines(lines, gold).tolist() == body_lines([*lines, *[""] * 6], gold).tolist()[:3] == [True, False, True]


def test_nothing_is_body_of_an_empty_page() -> None:
    """Without gold text every line is chrome."""
    assert body_lines(STORY, "").tolist() == [False, False, False]
