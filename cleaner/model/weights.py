"""The weights of the line model in one file: MessagePack of a card, which says where they come from, and of named arrays.

Nothing in such a file runs: it is numbers and words, checked before they are used.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec
import numpy as np
import numpy.typing as npt

from cleaner.errors import ModelError

VERSION = 1
# What an array may hold, little-endian: bytes, small and large integers, single precision, hashes.
_TYPES = frozenset({"|u1", "|i1", "<i2", "<i4", "<f4", "<u8"})


class Card(msgspec.Struct, frozen=True, omit_defaults=True):
    """What is known of weights.

    Args:
        data: the pages they were learned from.
        licence: the licence of those pages.
        trained: the day, as YYYY-MM-DD.
        seed: what the random numbers of the training began with.
        pages: how many pages there were.
        figures: what was measured, cross-validated by host.
        settings: the numbers that the training was told.
    """

    data: str
    licence: str
    trained: str
    seed: int
    pages: int
    figures: dict[str, float] = {}
    settings: dict[str, float] = {}


class _Array(msgspec.Struct, frozen=True, array_like=True):
    kind: str
    shape: tuple[int, ...]
    content: bytes


class _File(msgspec.Struct, frozen=True):
    format: str
    version: int
    card: Card
    names: dict[str, list[str]]
    numbers: dict[str, float]
    arrays: dict[str, _Array]


_FORMAT = "cleaner line model"


class Weights(msgspec.Struct, frozen=True):
    """The weights of a line model.

    Args:
        card: where they come from.
        names: lists of words, such as the names of features.
        numbers: single numbers, such as thresholds.
        arrays: everything else, by name.
    """

    card: Card
    names: dict[str, list[str]]
    numbers: dict[str, float]
    arrays: dict[str, Any]

    def array(self, name: str, kind: str, columns: int | None = None) -> npt.NDArray[Any]:
        """An array by its name.

        Args:
            name: its name.
            kind: the type of its numbers, as NumPy writes it.
            columns: how many columns it must have; None for an array of one dimension.

        Raises:
            ModelError: if it is missing, or of another type or shape.
        """
        found = self.arrays.get(name)
        if found is None:
            raise ModelError(f"the weights lack the array {name!r}; train them again with this version")
        if found.dtype.str != kind or found.ndim != (1 if columns is None else 2) or (columns is not None and found.shape[1] != columns):
            raise ModelError(f"the array {name!r} of the weights has another type or shape than this version reads")
        return found  # type: ignore[no-any-return]

    def packed(self) -> bytes:
        """The weights as the bytes of a file; equal weights give equal bytes."""
        arrays = {
            name: _Array(array.dtype.str, array.shape, np.ascontiguousarray(array).tobytes()) for name, array in sorted(self.arrays.items())
        }
        return msgspec.msgpack.encode(_File(_FORMAT, VERSION, self.card, self.names, self.numbers, arrays), order="deterministic")


def unpacked(content: bytes, name: str = "the file") -> Weights:
    """Weights from the bytes of a file.

    Args:
        content: the bytes.
        name: what messages call the file.

    Raises:
        ModelError: if they are no weights, or of another version.
    """
    try:
        file = msgspec.msgpack.decode(content, type=_File)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise ModelError(f"{name} holds no weights of the line model, or not all of them: {error}") from None
    if file.format != _FORMAT or file.version != VERSION:
        raise ModelError(f"{name} holds weights of version {file.version}, and this version of cleaner reads {VERSION}; train them again")
    return Weights(file.card, file.names, file.numbers, {key: _array(key, array, name) for key, array in file.arrays.items()})


def _array(key: str, array: _Array, name: str) -> npt.NDArray[Any]:
    if array.kind not in _TYPES or not array.shape or min(array.shape) < 0 or len(array.shape) > 2:
        raise ModelError(f"{name}: the array {key!r} is of a kind that weights do not have")
    count = array.shape[0] * (array.shape[1] if len(array.shape) == 2 else 1)
    if count * np.dtype(array.kind).itemsize != len(array.content):
        raise ModelError(f"{name}: the array {key!r} does not have as many numbers as it says; the file is damaged")
    return np.frombuffer(array.content, array.kind).reshape(array.shape)


def read(path: Path) -> Weights:
    """Weights from a file.

    Args:
        path: the file.

    Raises:
        ModelError: if it cannot be read or holds no weights.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: {error.strerror or error}") from None
    return unpacked(content, str(path))
