"""Lines of a page found again in what another tool made of it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cleaner.html.align import handed_on, matched, words_of

WORDS = st.lists(st.sampled_from(["port", "varn", "reopened", "dock", "strike", "noon", "ships", "the", "of"]), max_size=40)


def test_lines_may_be_joined_and_split() -> None:
    """What counts is the words in their order, not the breaks between them."""
    lines = ["Home", "The port of Varn reopened on Tuesday.", "Ships berthed at noon,", "and the crews went ashore.", "Imprint"]
    text = "The port of Varn reopened\non Tuesday.\nShips berthed at noon, and the crews went ashore."

    assert handed_on(lines, text) == [False, True, True, True, False]


def test_of_copies_the_one_in_its_place_is_found() -> None:
    """A teaser that says what the text says again is not the text."""
    lead = "The port of Varn reopened on Tuesday after nine days."
    lines = [lead, "Most read", lead, "Ships that had waited off the mole were berthed by noon."]

    assert handed_on(lines, "\n".join(lines[2:])) == [False, False, True, True]


def test_a_text_holds_all_lines_it_was_made_of() -> None:
    """A line that lost a mark of a footnote is found; one that has no words is not."""
    assert handed_on(["Nine ships berthed at noon [1]", "—"], "Nine ships berthed at noon") == [True, False]


@given(WORDS, WORDS)
def test_matches_rise_and_agree(ours: list[str], theirs: list[str]) -> None:
    """Matched words are distinct places of ours, and no more than their text has."""
    places = list(matched(ours, theirs))

    assert len(set(places)) == len(places)
    assert all(0 <= place < len(ours) and ours[place] in theirs for place in places)
    assert len(places) <= min(len(ours), len(theirs))


@given(WORDS)
def test_a_text_matches_itself(words: list[str]) -> None:
    """All its words that occur once are found."""
    assert {place for place, word in enumerate(words) if words.count(word) == 1} <= set(matched(words, words_of(" ".join(words))))
