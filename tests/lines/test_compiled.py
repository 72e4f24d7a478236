"""The compiled twin of what every new line is asked says what Python says; where it was not built, it has no law to hold to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.lines.characters import doubled
from cleaner.lines.compiled import built
from cleaner.lines.kinds import BLANK, SHAPES, shape
from cleaner.lines.reader import SHAPED, stripped

module = built()
_SIGNS = " \t\u00a0\ufeff\u200b.!?…。！？،؟:;•–—*·\"'“”‘’«»‹›「」『』()[]1aA記事서ñ&;-_"
_words = st.sampled_from(
    [
        *("ท่าเรือกลับมาเปิด", "ກັບມາເປີດ", "ပြန်လည်ဖွင့်လှစ်", "កំពង់ផែបើក"),
        *("Harbour", "council", "a-b_c-d-e", "2024", "The", "東京都新聞", "word " * 15, "word " * 25, "x" * 165, "?!", "…」", "&amp;"),
    ]
)
_lines = st.one_of(st.lists(st.one_of(_words, st.text(_SIGNS, max_size=3)), max_size=9).map(" ".join), st.text(max_size=40))
_twice = st.text("ab-_ ", min_size=10, max_size=30).map(lambda half: f"{half} {half}")


@pytest.mark.skipif(module is None, reason="this installation found no compiler")
@given(st.lists(st.one_of(_lines, _twice), max_size=8))
def test_lines_are_asked_alike_by_either(lines: list[str]) -> None:
    """Both find the same text, shape, doubled names and entities in any lines."""
    bare, readings, twice, escaped = module.read(lines, list(SHAPED.values()))

    assert bare == list(map(stripped, lines))
    assert readings == [SHAPED[shape(text) if text else BLANK] for text in bare]
    assert [twice[number] for number in doubled([bare[place] for place in twice])] == doubled(bare)
    assert escaped == [number for number, text in enumerate(bare) if "&" in text and ";" in text]


def test_shapes_are_told_in_their_order() -> None:
    """The twin knows shapes by their places."""
    assert list(SHAPED) == [*SHAPES, BLANK]
