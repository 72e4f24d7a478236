"""Parts: how much of a corpus each takes, and what comes of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import pytest

from cleaner.corpus.counts import Counts
from cleaner.corpus.document import Broken, Document, Place
from cleaner.corpus.parts import Finished, Part, PartFiles, PartWork, cut, extent
from tests.corpus.plans import TEXT, cleaning

PLACE = Place("a", 1)


@pytest.mark.parametrize("first", range(1, 4))
def test_what_comes_of_a_part_does_not_depend_on_which_document_is_cleaned_first(tmp_path: Path, first: int) -> None:
    """Files and counts, times aside, are those of a part that is cleaned from its beginning."""
    texts = [TEXT.format(0), "half \ud800 a character", TEXT.format(1), TEXT.format(2)]
    items: list[Document | Broken] = [Document(Place("a", number), text) for number, text in enumerate(texts)]
    items.insert(2, Broken(Place("a", 9), "no JSON", b"raw"))

    def made(folder: Path, part: Part) -> tuple[dict[str, bytes], Counts]:
        folder.mkdir()
        way = cleaning()
        PartWork((way,), way.cleaner.rules, PartFiles(folder, ".csv", "csv"))(part)
        files = {path.name: path.read_bytes() for path in folder.iterdir()}
        counts = msgspec.json.decode(files.pop("00000000.json"), type=Finished).counts
        return files, msgspec.structs.replace(counts, seconds=0.0, slowest=[])

    assert made(tmp_path / "a", Part(0, items, first=first)) == made(tmp_path / "b", Part(0, items))


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
