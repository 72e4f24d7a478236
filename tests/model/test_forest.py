"""Forests: what their trees say of a row, in either form of the module, and arrays that are no trees."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.errors import ModelError
from cleaner.model import forest as forest_module
from cleaner.model import kernels
from cleaner.model.forest import Forest
from cleaner.model.weights import Card, Weights
from tests.model.kernels import as_python

_WIDTH, _GROUPS = 4, 3
_NUMBERS = st.sampled_from([-np.inf, -2.5, -1.0, -0.0, 0.0, 0.1, 1.0, 7.0, np.inf]) | st.floats(-8, 8, width=32)
_VALUES = st.floats(-4, 4, width=32)
# A leaf is its value; another node a feature, a threshold, its own value and two nodes.
_TREES: st.SearchStrategy[Any] = st.recursive(
    _VALUES, lambda below: st.tuples(st.integers(0, _WIDTH - 1), _NUMBERS, _VALUES, below, below), max_leaves=12
)
_ROWS = st.lists(st.lists(_NUMBERS, min_size=_WIDTH, max_size=_WIDTH), max_size=5)


@pytest.fixture(params=["python", "installed"])
def form(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The module that walks, from its source and as it was installed."""
    with monkeypatch.context() as patch:
        patch.setattr(forest_module, "kernels", as_python(kernels) if request.param == "python" else kernels)
        yield


def grown(nested: list[Any], outputs: int = 1) -> Forest:
    """A forest of nested trees, whose outputs take turns."""
    rows: list[tuple[int, float, tuple[int, int], float]] = []
    starts = []
    for tree in nested:
        starts.append(len(rows))
        nodes = [tree]
        for place, node in enumerate(nodes):
            if isinstance(node, tuple):
                rows.append((node[0], node[1], (len(nodes), len(nodes) + 1), node[2]))
                nodes += node[3:]
            else:
                rows.append((0, 0.0, (place, place), node))
    features, thresholds, children, values = zip(*rows, strict=True) if rows else ((), (), (), ())
    return Forest(
        np.array(features, np.int16),
        np.array(thresholds, np.float32),
        np.array(children, np.int16).reshape(-1, 2),
        np.array(values, np.float32),
        np.array(starts, np.int32),
        (np.arange(len(starts)) % outputs).astype(np.uint8),
    )


def way(tree: Any, row: list[float]) -> list[tuple[int, float]]:
    """The features that a tree asks a row for, and the values of the nodes it comes to: the last is the leaf's, with feature -1."""
    if not isinstance(tree, tuple):
        return [(-1, tree)]
    feature, threshold, value, *below = tree
    return [(feature, value), *way(below[int(np.float32(row[feature]) > np.float32(threshold))], row)]


def stored(arrays: dict[str, Any]) -> Weights:
    """Weights of nothing but arrays."""
    return Weights(Card("", "", "", "", 0, 0), {}, {}, arrays)


def matrix(rows: list[list[float]]) -> Any:
    """Rows as float32."""
    return np.array(rows, np.float32).reshape(-1, _WIDTH)


@pytest.mark.usefixtures("form")
@given(nested=st.lists(_TREES, max_size=5), rows=_ROWS, outputs=st.integers(1, 3))
def test_sums_are_those_of_the_leaves(nested: list[Any], rows: list[list[float]], outputs: int) -> None:
    """A row gets the values of the leaves that its numbers lead to, added up in the order of the trees."""
    expected = np.zeros((len(rows), min(outputs, max(len(nested), 1))))
    for place, row in enumerate(rows):
        for number, tree in enumerate(nested):
            expected[place, number % outputs] += way(tree, row)[-1][1]

    np.testing.assert_array_equal(grown(nested, outputs).sums(matrix(rows)), expected)


@pytest.mark.usefixtures("form")
@given(nested=st.lists(_TREES, max_size=5), rows=_ROWS)
def test_shares_are_the_changes_on_the_way(nested: list[Any], rows: list[list[float]]) -> None:
    """Each change of value goes to the group of the feature asked for, so that groups and base make up the sum."""
    groups = np.array([0, 2, 1, 2], np.uint8)
    expected = np.zeros((len(rows), _GROUPS))
    for place, row in enumerate(rows):
        for tree in nested:
            steps = way(tree, row)
            for (feature, before), (_, after) in pairwise(steps):
                expected[place, groups[feature]] += after - before
    forest = grown(nested)

    found = forest.added(matrix(rows), forest.shares(groups, _GROUPS))

    np.testing.assert_array_equal(found[:, :1], forest.sums(matrix(rows)))
    np.testing.assert_allclose(found[:, 1:], expected, rtol=1e-5, atol=1e-5)
    np.testing.assert_allclose(found[:, 1:].sum(axis=1) + forest.base, found[:, 0], rtol=1e-5, atol=1e-4)


@given(st.lists(_TREES, min_size=1, max_size=4), st.integers(1, 700), st.integers(0, 9))
def test_either_form_gives_the_same_bytes(nested: list[Any], count: int, seed: int) -> None:
    """Compiled or not, the module gives the same bytes for pages of any length."""
    rows = np.random.default_rng(seed).normal(size=(count, _WIDTH)).astype(np.float32)
    groups = np.arange(_WIDTH, dtype=np.uint8)
    forest = grown(nested)
    shares = forest.shares(groups, _WIDTH)
    found = forest.sums(rows).tobytes(), forest.added(rows, shares).tobytes()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(forest_module, "kernels", as_python(kernels))
        assert found == (forest.sums(rows).tobytes(), forest.added(rows, shares).tobytes())


@given(st.lists(_TREES, min_size=1, max_size=3), st.data())
def test_arrays_that_are_no_trees_are_refused(nested: list[Any], data: st.DataObject) -> None:
    """Whatever number of a forest is changed, it is refused, or still leads every row to a leaf."""
    arrays = {name: array.copy() for name, array in grown(nested).to_arrays("f").items()}
    array = arrays[data.draw(st.sampled_from(sorted(arrays)))].reshape(-1)
    new = data.draw(
        st.integers(-5, 40) if array.dtype.kind == "i" else st.integers(0, 255) if array.dtype.kind == "u" else st.floats(width=32)
    )
    array[data.draw(st.integers(0, len(array) - 1))] = new

    try:
        forest = Forest.of(stored(arrays), "f")
    except ModelError as error:
        assert "train them again" in str(error)
    else:
        assert np.isfinite(forest.sums(np.zeros((3, forest.width), np.float32))).all()


@pytest.mark.parametrize("name", Forest.__struct_fields__)
def test_arrays_of_other_shapes_are_refused(name: str) -> None:
    """An array that is missing, of another type, shape or length makes no forest."""
    arrays = grown([(0, 0.5, 0.0, 1.0, (1, 0.5, 0.0, 1.0, 2.0)), 3.0]).to_arrays("f")
    array = arrays[f"f.{name}"]
    for other in (array.astype(np.float64), array[:, None], array[:-1], array[:0], np.concatenate([array, array])[::2]):
        with pytest.raises(ModelError):
            Forest.of(stored(arrays | {f"f.{name}": other}), "f")
    del arrays[f"f.{name}"]
    with pytest.raises(ModelError, match=rf"lack the array 'f\.{name}'; train"):
        Forest.of(stored(arrays), "f")


def test_rows_and_groups_that_do_not_fit_are_refused() -> None:
    """Nothing is read beyond a row, or written beyond a group."""
    forest = grown([(2, 0.5, 0.0, 1.0, 2.0)])
    rows = np.zeros((2, 3), np.float32)
    others: list[Any] = [rows[:, :2].copy(), rows.astype(np.float64), rows.T, rows[0]]
    for other in others:
        with pytest.raises(ValueError, match="float32, row by row, with 3 columns"):
            forest.sums(other)
    unfit: list[Any] = [np.zeros(2, np.uint8), np.zeros(3, np.int64), np.full(3, 2, np.uint8)]
    for groups in unfit:
        with pytest.raises(ValueError, match="groups are 3 numbers"):
            forest.shares(groups, 2)
    told = forest.shares(np.zeros(3, np.uint8), 1)
    others = [told[:-1].copy(), told.astype(np.float32), told.T, told[0]]
    for untold in others:
        with pytest.raises(ValueError, match="float64, row by row, with 3 rows"):
            forest.added(rows, untold)
    two = msgspec.structs.replace(forest, outputs=np.array([1], np.uint8))
    with pytest.raises(ValueError, match="this forest has 2"):
        two.shares(np.zeros(3, np.uint8), 1)
