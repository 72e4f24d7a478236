"""Files of weights: what is written is read back, and nothing else is taken for weights."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays_of

from cleaner.errors import ModelError, WritingError
from cleaner.model.weights import VERSION, Card, Weights, dumps, load, loads, save

CARD = Card(
    data="news of the harbour",
    licence="CC-BY-4.0",
    date="2026-03-03",
    version="0.1.0",
    pages=1200,
    seed=7,
    parameters={"trees": 220, "loss": "cross entropy"},
    figures={"html": {"F1": 0.88, "lost": 0.0015}, "text": {"F1": 0.84}},
)
_KINDS = ("int8", "uint8", "int16", "int32", "uint32", "uint64", "float32")
_SHAPES = arrays_of.array_shapes(min_dims=1, max_dims=2, min_side=0, max_side=4)
_TABLES = st.sampled_from(_KINDS).flatmap(lambda kind: arrays_of.arrays(kind, _SHAPES))
_WEIGHTS = st.builds(
    Weights,
    st.just(CARD),
    st.dictionaries(st.text(max_size=3), st.lists(st.text(max_size=3), max_size=3), max_size=2),
    st.dictionaries(st.text(max_size=3), st.floats(allow_nan=False, allow_infinity=False), max_size=2),
    st.dictionaries(st.text(max_size=3), _TABLES, max_size=3),
)
SMALL = Weights(CARD, {"features": ["a"]}, {"bias": 0.5}, {"table": np.arange(6, dtype=np.int16).reshape(3, 2)})


@given(_WEIGHTS)
def test_what_is_written_is_read_back(weights: Weights) -> None:
    """Everything comes back as it was, and is written as the same bytes again, whatever order it was put in."""
    content = dumps(weights)
    found = loads(content)

    assert (found.card, found.names, found.numbers) == (weights.card, weights.names, weights.numbers)
    assert found.arrays.keys() == weights.arrays.keys()
    for name, array in weights.arrays.items():
        assert (found.arrays[name].dtype, found.arrays[name].shape) == (array.dtype, array.shape)
        assert found.arrays[name].tobytes() == array.tobytes()
        assert found.arrays[name].data.format == array.data.format  # native, as kernels read it
    assert dumps(found) == content
    assert dumps(msgspec.structs.replace(weights, arrays=dict(reversed(weights.arrays.items())))) == content


@given(st.binary())
@example(b"")
@example(b"\xdd\xff\xff\xff\xff")
@example(b"\x91" * 5000)
@example(b"\x92\xb2cleaner line model\x01")
def test_no_other_bytes_are_weights(content: bytes) -> None:
    """Whatever bytes a file holds, the error is one that says what to do."""
    with pytest.raises(ModelError, match="weights"):
        loads(content)


@given(st.data())
def test_damaged_weights_are_refused(data: st.DataObject) -> None:
    """A file that was changed or cut off is refused, or what it holds is as valid as before."""
    content = bytearray(dumps(SMALL))
    for _ in range(data.draw(st.integers(1, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    cut = data.draw(st.none() | st.integers(0, len(content) - 1))

    try:
        found = loads(bytes(content[:cut]))
    except ModelError:
        return
    assert loads(dumps(found)).arrays.keys() == found.arrays.keys()


@given(st.integers(0, 500))
def test_weights_that_are_cut_off_are_refused(end: int) -> None:
    """A beginning is never taken for the whole."""
    content = dumps(SMALL)

    with pytest.raises(ModelError, match=r"cleaner train"):
        loads(content[: min(end, len(content) - 1)])


def test_faults_are_told_apart() -> None:
    """The message names the file and says what is wrong with it."""
    file: list[Any] = msgspec.msgpack.decode(dumps(SMALL))

    def fault(place: int, value: Any) -> str:
        with pytest.raises(ModelError) as caught:
            loads(msgspec.msgpack.encode([*file[:place], value, *file[place + 1 :]]), "w.msgpack")
        return str(caught.value)

    def array(*said: Any) -> str:
        return fault(5, {"table": said})

    kind, shape, content, checksum = file[5]["table"]
    assert fault(0, "another thing") == "w.msgpack is no file of weights: it begins otherwise"
    assert fault(1, 9).startswith(f"w.msgpack holds weights in version 9 of the format, and this version reads {VERSION}; train them again")
    assert "w.msgpack holds weights that are damaged or cut off: Expected `str`" in fault(2, file[2] | {"data": 1})
    assert "the number 'bias' is none" in fault(4, {"bias": float("nan")})
    assert "damaged or cut off: Invalid enum value 'object'" in array("object", shape, content, checksum)
    assert "damaged or cut off: Expected `int` >= 0" in array(kind, [-3, -2], content, checksum)
    assert "damaged or cut off: Expected `int` <= 2147483647" in array(kind, [0, 2**31], b"", 0)
    assert "damaged or cut off: Expected `array` of length <= 2" in array(kind, [3, 1, 2], content, checksum)
    assert "has 12 bytes, which are not int16 of shape (3, 3)" in array(kind, [3, 3], content, checksum)
    assert "has another checksum than was written" in array(kind, shape, content[::-1], checksum)


def test_arrays_are_asked_for_by_type_and_shape() -> None:
    """An array that is missing or another one is told before it is used."""
    np.testing.assert_array_equal(SMALL.array("table", "int16", (None, 2)), [[0, 1], [2, 3], [4, 5]])
    with pytest.raises(ModelError, match="lack the array 'trees'; train"):
        SMALL.array("trees", "int16", (None,))
    for kind, shape in (("int8", (3, 2)), ("int16", (3,)), ("int16", (3, 3))):
        with pytest.raises(ModelError, match=r"is int16 of shape \(3, 2\) and not"):
            SMALL.array("table", kind, shape)
    assert SMALL.number("bias") == 0.5
    with pytest.raises(ModelError, match="lack the number 'limit'"):
        SMALL.number("limit")


@pytest.mark.parametrize("array", [np.zeros(2), np.zeros((1, 1, 1), np.int8), np.int8(1).reshape(()), np.array(["a"])])
def test_other_arrays_are_not_written(array: Any) -> None:
    """What could not be read back is not written."""
    with pytest.raises(ValueError, match="the array 'a' is"):
        dumps(msgspec.structs.replace(SMALL, arrays={"a": array}))


def test_files_are_replaced_whole(tmp_path: Path) -> None:
    """Weights and their card are written beside each other, over what was there, and nothing else is left in the folder."""
    path = tmp_path / "w.msgpack"
    path.write_bytes(b"older")

    save(SMALL, path)

    assert dumps(load(path)) == path.read_bytes() == dumps(SMALL)
    assert path.with_suffix(".md").read_text(encoding="utf-8") == CARD.as_markdown()
    assert sorted(each.name for each in tmp_path.iterdir()) == ["w.md", "w.msgpack"]
    with pytest.raises(WritingError, match="cannot be written"):
        save(SMALL, tmp_path / "missing" / "w.msgpack")
    with pytest.raises(ModelError, match="cannot be read"):
        load(tmp_path / "missing")


def test_a_card_is_a_short_document() -> None:
    """Everything a card holds can be read on it."""
    assert CARD.as_markdown().splitlines() == [
        "# Weights of the line model",
        "",
        "- Pages: 1,200, news of the harbour",
        "- Licence of the pages: CC-BY-4.0",
        "- Trained: 2026-03-03, by version 0.1.0, seed 7",
        "",
        "## Parameters",
        "",
        "- loss: cross entropy",
        "- trees: 220",
        "",
        "## Figures",
        "",
        "|  | F1 | lost |",
        "| --- | --- | --- |",
        "| html | 0.88 | 0.0015 |",
        "| text | 0.84 |  |",
    ]
