"""Files that are named as JSON, and are JSON lines as often as not."""

from __future__ import annotations

import gzip
import io
import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.document import Broken, Document
from cleaner.corpus.json_beginning import begun
from tests.corpus.inputs import held, read


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n \n"])
def test_json_lines_that_are_named_as_json_are_read(tmp_path: Path, pack: Callable[[bytes], bytes], end: bytes) -> None:
    """By a line that is an object and another that begins as one, whatever their length; what comes after is told line by line."""
    for first in ("one", "long " * 100_000):
        lines = [json.dumps({"text": first}).encode(), b'{"text": "tw', b"[]", b'{"text": "three"}', b""]
        found = read(held(tmp_path, "a.json.gz", pack(b"\xef\xbb\xbf" + end.join(lines))))

        assert [one.content for one in found if isinstance(one, Document)] == [first, "three"]
        assert [one.place.number for one in found] == [1, 2, 3, 4]
        assert [one.place.detail for one in found] == [f"line {1 + number * end.count(10)}" for number in range(4)]


@pytest.mark.parametrize(
    "raw",
    [
        b'{"text":\n"one"}\n',
        b'{"text": "one"}\n\n',
        b' \n{"text": "one"}',
        b'[{"text": "one"},\n{"text": "one"}]',
        b'{"text": "one"} \n \t',
    ],
)
def test_json_over_lines_is_json(tmp_path: Path, raw: bytes) -> None:
    """One object, or an array, is that, whatever breaks stand in it or after it."""
    assert {one.content for one in read(held(tmp_path, "a.json", raw)) if isinstance(one, Document)} == {"one"}
    assert {one.place.detail for one in read(held(tmp_path, "a.json", raw))} <= {"", "element 1", "element 2"}


DAMAGED = [
    *(b'{"text": "on', b'{"text": "one"', b'{"text": "\xff"}', b'xx{"text": "one"}', b'{"text": "one"}}'),
    *(b'"one"}', b"null", b"[]", b"7"),
]


@pytest.mark.parametrize("name", ["a.json", "a.jsonl", "a.json.gz"])
@pytest.mark.parametrize("damaged", DAMAGED)
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n"])
@pytest.mark.parametrize("others", [1, 2, 3])
def test_a_damaged_first_line_is_told_and_the_others_are_read(tmp_path: Path, name: str, damaged: bytes, end: bytes, others: int) -> None:
    """JSON lines are known by their other lines, and by the ending of the name."""
    raw = end.join([damaged, *(b'{"text": "%d"}' % number for number in range(others)), b""])
    found = read(held(tmp_path, name, gzip.compress(raw) if name.endswith(".gz") else raw))

    assert [one.content for one in found if isinstance(one, Document)] == [str(number) for number in range(others)]
    assert [one.place.detail for one in found if isinstance(one, Broken)] == ["line 1"]


@given(st.recursive(st.none() | st.text(max_size=3), lambda inner: st.lists(inner) | st.dictionaries(st.just("text"), inner), max_leaves=9))
def test_a_value_over_lines_is_never_taken_for_json_lines(value: object) -> None:
    """However it is broken up."""
    for spelled in (json.dumps(value, indent=0), json.dumps(value, separators=("\n,\n", "\n:\n")), json.dumps(value)):
        assert begun(io.BufferedReader(io.BytesIO(spelled.encode())), "utf-8")[0] is False


def test_json_that_is_cut_off_in_its_first_line_is_told(tmp_path: Path) -> None:
    """With what was unpacked of it, as far as that is kept."""
    raw = b'{"text": "%s"}' % bytes(random.Random(1).choices(range(65, 91), k=200_000))
    found = read(held(tmp_path, "a.json.gz", gzip.compress(raw)[:-1000]))

    assert [
        isinstance(one, Broken) and "gzip data ends too early" in one.reason and one.raw in raw and len(one.raw) == 64 << 10
        for one in found
    ] == [True]
