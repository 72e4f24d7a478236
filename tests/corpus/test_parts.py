"""Parts: how much of a corpus each takes."""

from __future__ import annotations

from typing import Any

import pytest

from cleaner.corpus.document import Broken, Document, Place
from cleaner.corpus.parts import cut, extent

PLACE = Place("a", 1)


@pytest.mark.parametrize(
    ("columns", "beside"),
    [
        ({}, 0),
        ({"text": "twelve chars", "id": "abc", "raw": b"\xff\xff"}, 5),
        ({"list": ["abc", [b"de", ("f",)]]}, 6),
        ({"object": {"key": {"k": "value"}}}, 9),
        ({"numbers": [1.5] * 1000, "none": None}, 1001),
    ],
)
def test_the_extent_of_a_document_is_that_of_all_its_values(columns: dict[str, Any], beside: int) -> None:
    """Texts and bytes, names of fields, and one for each other value, however deep they lie; the content counts once."""
    assert extent(Document(PLACE, "twelve chars", columns=columns, field="text")) == 12 + beside
    assert extent(Broken(PLACE, "reason", b"raw")) == 3


@pytest.mark.parametrize("value", ["x" * 100, ["x" * 100], {"a": [{"b": "x" * 97}]}, [7] * 100])
def test_a_part_ends_at_its_characters_wherever_they_lie(value: Any) -> None:
    """In columns of texts, of lists, or of objects."""
    items = [Document(PLACE, "text", columns={"text": "text", "beside": value}, field="text")] * 9

    assert [len(part) for part in cut(items, 100, 250)] == [3, 3, 3]
