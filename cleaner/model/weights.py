"""Weights of the line model in one file, with a card that says where they come from.

The file is MessagePack: an array of the word `cleaner line model`, the version of the format, the card, lists of names, single numbers, and
arrays by their names, each as type, shape and bytes (little-endian, row by row), with the CRC-32 of these bytes. It holds numbers and
words, nothing that runs. The same weights give the same bytes.
"""

from __future__ import annotations

import contextlib
import math
import secrets
import zlib
from pathlib import Path
from typing import Any, TypeVar

import msgspec
import numpy as np
import numpy.typing as npt

from cleaner.errors import ModelError, WritingError
from cleaner.model.card import Card

_Kind = TypeVar("_Kind")
SHIPPED = Path(__file__).parent / "shipped" / "line_model.msgpack"
VERSION = 1
_MAGIC = "cleaner line model"
_KINDS: dict[str, np.dtype[Any]] = {
    "int8": np.dtype("<i1"),
    "uint8": np.dtype("<u1"),
    "int16": np.dtype("<i2"),
    "int32": np.dtype("<i4"),
    "uint32": np.dtype("<u4"),
    "uint64": np.dtype("<u8"),
    "float32": np.dtype("<f4"),
}
_MOST_AXES, _LONGEST_AXIS = 2, 2**31 - 1
_AGAIN = "train them again with this version (`cleaner train`), or install the package again if they came with it"


class _Head(msgspec.Struct, frozen=True, array_like=True):
    magic: str
    version: int


class _Array(msgspec.Struct, frozen=True, array_like=True):
    kind: str
    shape: tuple[int, ...]
    content: bytes
    checksum: int


class _File(msgspec.Struct, frozen=True, array_like=True):
    magic: str
    version: int
    card: Card
    names: dict[str, list[str]]
    numbers: dict[str, int | float]
    arrays: dict[str, _Array]


class Weights(msgspec.Struct, frozen=True, eq=False):
    """The weights of a line model.

    Args:
        card: where they come from.
        names: lists of words, such as the names of features, by what they name.
        numbers: single numbers, such as thresholds, by what they say.
        arrays: tables of numbers, with one axis or two, by what they say.
    """

    card: Card
    names: dict[str, list[str]]
    numbers: dict[str, int | float]
    arrays: dict[str, npt.NDArray[Any]]

    def array(self, name: str, kind: str, shape: tuple[int | None, ...]) -> npt.NDArray[Any]:
        """An array that must be there.

        Args:
            name: its name.
            kind: the type of its numbers, such as `int8`.
            shape: how long each axis is; None for one of any length.

        Raises:
            ModelError: if it is missing, or of another type or shape.
        """
        found = self.arrays.get(name)
        if found is None:
            raise ModelError(f"the weights lack the array {name!r}; {_AGAIN}")
        fits = len(shape) == found.ndim and all(want in (None, has) for want, has in zip(shape, found.shape, strict=True))
        if found.dtype != kind or not fits:
            wanted = f"{kind} of shape {tuple('any' if axis is None else axis for axis in shape)}"
            raise ModelError(f"the array {name!r} of the weights is {found.dtype} of shape {found.shape} and not {wanted}; {_AGAIN}")
        return found

    def number(self, name: str) -> int | float:
        """A number that must be there.

        Args:
            name: its name.

        Raises:
            ModelError: if it is missing.
        """
        if name not in self.numbers:
            raise ModelError(f"the weights lack the number {name!r}; {_AGAIN}")
        return self.numbers[name]


def dumps(weights: Weights) -> bytes:
    """Weights as the bytes of a file, the same each time.

    Args:
        weights: the weights.

    Raises:
        ValueError: if an array is of a type or shape that the format does not have.
    """
    arrays = {name: _packed(name, array) for name, array in weights.arrays.items()}
    file = _File(_MAGIC, VERSION, weights.card, weights.names, weights.numbers, arrays)
    return msgspec.msgpack.encode(file, order="deterministic")


def loads(content: bytes, name: str = "the file") -> Weights:
    """Weights from the bytes of a file.

    Args:
        content: the bytes.
        name: what messages call the file.

    Raises:
        ModelError: if they are no weights, of another version of the format, cut off or damaged.
    """
    head = _decoded(content, _Head, f"{name} is no file of weights")
    if head.magic != _MAGIC:
        raise ModelError(f"{name} is no file of weights: it begins otherwise")
    if head.version != VERSION:
        raise ModelError(f"{name} holds weights in version {head.version} of the format, and this version reads {VERSION}; {_AGAIN}")
    file = _decoded(content, _File, f"{name} holds weights that are damaged or cut off")
    unfit = [key for key, number in file.numbers.items() if not math.isfinite(number)]
    if unfit:
        raise ModelError(f"{name} is damaged: the number {unfit[0]!r} is none; {_AGAIN}")
    arrays = {key: _unpacked(array, f"{name} is damaged: the array {key!r}") for key, array in file.arrays.items()}
    return Weights(file.card, file.names, file.numbers, arrays)


def load(path: Path) -> Weights:
    """Weights from a file.

    Args:
        path: the file.

    Raises:
        ModelError: if it cannot be read, or holds no weights that this version reads.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}; {_AGAIN}") from None
    return loads(content, str(path))


def save(weights: Weights, path: Path) -> None:
    """Write weights into a file, and their card as Markdown beside it; each whole or not at all.

    Args:
        weights: the weights.
        path: the file.

    Raises:
        WritingError: if a file cannot be written.
        ValueError: see `dumps`.
    """
    for target, content in ((path, dumps(weights)), (path.with_suffix(".md"), weights.card.as_markdown().encode())):
        # Another run may read the old one, so it is replaced and not written over.
        beside = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
        try:
            beside.write_bytes(content)
            beside.replace(target)
        except OSError as error:
            raise WritingError(f"{target} cannot be written: {error.strerror or error}") from None
        finally:
            with contextlib.suppress(OSError):
                beside.unlink(missing_ok=True)


def _decoded(content: bytes, kind: type[_Kind], fault: str) -> _Kind:
    try:
        return msgspec.msgpack.decode(content, type=kind)
    # What is no UTF-8 and what is nested too deeply have errors of their own.
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ModelError(f"{fault}: {error}; {_AGAIN}") from None


def _packed(name: str, array: npt.NDArray[Any]) -> _Array:
    if array.dtype.name not in _KINDS or not 1 <= array.ndim <= _MOST_AXES:
        raise ValueError(f"the array {name!r} is {array.dtype} with {array.ndim} axes; weights have {', '.join(_KINDS)} with one or two")
    content = np.ascontiguousarray(array, _KINDS[array.dtype.name]).tobytes()
    return _Array(array.dtype.name, array.shape, content, zlib.crc32(content))


def _unpacked(array: _Array, what: str) -> npt.NDArray[Any]:
    kind = _KINDS.get(array.kind)
    if kind is None or not 1 <= len(array.shape) <= _MOST_AXES or not all(0 <= axis <= _LONGEST_AXIS for axis in array.shape):
        raise ModelError(f"{what} is {array.kind!r} of shape {array.shape}, which weights cannot be; {_AGAIN}")
    if math.prod(array.shape) * kind.itemsize != len(array.content):
        raise ModelError(f"{what} has {len(array.content)} bytes, which are not {array.kind} of shape {array.shape}; {_AGAIN}")
    if zlib.crc32(array.content) != array.checksum:
        raise ModelError(f"{what} has another checksum than was written; {_AGAIN}")
    found = np.frombuffer(array.content, kind) if array.content else np.zeros(0, kind)
    return found.reshape(array.shape).astype(kind.newbyteorder("="), copy=False)
