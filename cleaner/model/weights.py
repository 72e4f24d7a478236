"""Weights of the line model in one file, with a card that says where they come from.

The file is MessagePack: an array of the words `cleaner line model`, the version of the format, the card, lists of names, single numbers,
and arrays by their names, each as type, shape and bytes (little-endian, row by row), with the CRC-32 of these bytes. It holds numbers and
words, nothing that runs. The same weights give the same bytes.
"""

from __future__ import annotations

import contextlib
import math
import secrets
import zlib
from pathlib import Path
from typing import Annotated, Any, Literal, TypeAlias, TypeVar, get_args

import msgspec
import numpy as np
import numpy.typing as npt

from cleaner.errors import ModelError, WritingError
from cleaner.model.words import Column, HashedFeatures, Hashes
from cleaner.paths import SPECIAL, is_special

SHIPPED = Path(__file__).parent / "shipped" / "line_model.msgpack"
VERSION = 1
# What errors of weights end in.
AGAIN = "train them again with this version (`cleaner train`), or install the package again if they came with it"
_MAGIC = "cleaner line model"
_Type: TypeAlias = Literal["int8", "uint8", "int16", "int32", "uint32", "uint64", "float32"]
_TYPES = {name: np.dtype(name).newbyteorder("<") for name in get_args(_Type)}
_Axis: TypeAlias = Annotated[int, msgspec.Meta(ge=0, lt=2**31)]
_Shape: TypeAlias = Annotated[tuple[_Axis, ...], msgspec.Meta(min_length=1, max_length=2)]
_Struct = TypeVar("_Struct", bound=msgspec.Struct)


class Card(msgspec.Struct, frozen=True):
    """The pages that weights were learned from, how, and what was measured.

    Args:
        data: the pages, in words.
        licence: the licence of the pages.
        date: the day of the training, as YYYY-MM-DD.
        version: the version of this library that trained.
        pages: how many pages there were.
        seed: the seed of all random numbers.
        parameters: settings of the training, by name.
        figures: what was measured: rows by what it was measured on, columns by what was measured.
    """

    data: str
    licence: str
    date: str
    version: str
    pages: int
    seed: int
    # Whole numbers stay whole when they are read back, so that the same card gives the same bytes.
    parameters: dict[str, int | float | str] = {}
    figures: dict[str, dict[str, int | float]] = {}

    def as_markdown(self) -> str:
        """The card as a short document."""
        facts = {
            "Pages": f"{self.pages:,}, {self.data}",
            "Licence of the pages": self.licence,
            "Trained": f"{self.date}, by version {self.version}, seed {self.seed}",
        }
        parts = ["# Weights of the line model", "\n".join(f"- {name}: {fact}" for name, fact in facts.items())]
        if self.parameters:
            parts += ["## Parameters", "\n".join(f"- {name}: {value}" for name, value in sorted(self.parameters.items()))]
        if self.figures:
            names = list(dict.fromkeys(name for row in self.figures.values() for name in row))
            rows = [["", *names], ["---"] * (len(names) + 1)]
            rows += [[row, *(f"{found[name]:.4g}" if name in found else "" for name in names)] for row, found in self.figures.items()]
            parts += ["## Figures", "\n".join(f"| {' | '.join(cells)} |" for cells in rows)]
        return "\n\n".join(parts) + "\n"


class Weights(msgspec.Struct, frozen=True, eq=False):
    """The weights of a line model.

    Args:
        card: where they come from.
        names: lists of words, such as the names of features.
        numbers: single numbers, such as thresholds.
        arrays: tables of numbers, with one axis or two.
    """

    card: Card
    names: dict[str, list[str]]
    numbers: dict[str, int | float]
    arrays: dict[str, npt.NDArray[Any]]

    def array(self, name: str, kind: str, shape: tuple[int | None, ...]) -> npt.NDArray[Any]:
        """An array that must be there.

        Args:
            kind: the type of its numbers, such as `int8`.
            shape: how long each axis is; None for one of any length.

        Raises:
            ModelError: if it is missing, or of another type or shape.
        """
        found = self.arrays.get(name)
        if found is None:
            raise ModelError(f"the weights lack the array {name!r}; {AGAIN}")
        fits = len(shape) == found.ndim and all(want in (None, has) for want, has in zip(shape, found.shape, strict=True))
        if found.dtype != kind or not fits or not found.flags.c_contiguous:
            wanted = f"{kind} of shape {tuple('any' if axis is None else axis for axis in shape)}"
            raise ModelError(f"the array {name!r} of the weights is {found.dtype} of shape {found.shape} and not {wanted}; {AGAIN}")
        return found

    def number(self, name: str) -> int | float:
        """A number that must be there.

        Raises:
            ModelError: if it is missing.
        """
        if name not in self.numbers:
            raise ModelError(f"the weights lack the number {name!r}; {AGAIN}")
        return self.numbers[name]


class LinearModel(msgspec.Struct, frozen=True, eq=False):
    """A linear model over hashed features.

    Args:
        table: the weight of each bucket, as whole numbers; there are as many as some power of two.
        scale: what one of them is worth.
        bias: what stands for no feature at all.
    """

    table: npt.NDArray[np.int8]
    scale: float
    bias: float

    @classmethod
    def of(cls, weights: Weights, name: str) -> LinearModel:
        """The model of a name among weights.

        Raises:
            ModelError: if it is missing or its length is no power of two.
        """
        table = weights.array(f"{name}.table", "int8", (None,))
        if len(table) < 2 or len(table) & (len(table) - 1):
            raise ModelError(f"the table {name!r} of the weights has {len(table)} buckets, which is no power of two; {AGAIN}")
        return cls(table, weights.number(f"{name}.scale"), weights.number(f"{name}.bias"))

    def odds(self, features: HashedFeatures, count: int) -> Column:
        """For each of `count` lines the logarithm of the odds that its features give."""
        return np.float32(self.scale) * features.sums(self.table, count) + np.float32(self.bias)


class Vocabulary(msgspec.Struct, frozen=True, eq=False):
    """What is known of words and names.

    Args:
        common: the hashes of the commonest words of many languages, sorted.
        phrases: the model of the words of a line.
        paths: the model of the names of the elements around it.
    """

    common: Hashes
    phrases: LinearModel
    paths: LinearModel

    @classmethod
    def of(cls, weights: Weights) -> Vocabulary:
        """The vocabulary among weights.

        Raises:
            ModelError: if a part of it is missing.
        """
        return cls(weights.array("common", "uint64", (None,)), LinearModel.of(weights, "phrases"), LinearModel.of(weights, "paths"))


class _Head(msgspec.Struct, frozen=True, array_like=True):
    magic: str
    version: int


class _Array(msgspec.Struct, frozen=True, array_like=True):
    kind: _Type
    shape: _Shape
    content: bytes
    checksum: int


class _File(msgspec.Struct, frozen=True, array_like=True):
    magic: str
    version: int
    card: Card
    names: dict[str, list[str]]
    numbers: dict[str, int | float]
    arrays: dict[str, _Array]


def dumps(weights: Weights) -> bytes:
    """Weights as the bytes of a file, the same each time.

    Raises:
        ValueError: if an array is of a type or shape that the format does not have.
    """
    arrays = {name: _packed(name, array) for name, array in weights.arrays.items()}
    file = _File(_MAGIC, VERSION, weights.card, weights.names, weights.numbers, arrays)
    return msgspec.msgpack.encode(file, order="deterministic")


def loads(content: bytes, name: str = "the file") -> Weights:
    """Weights from the bytes of a file, which messages call by `name`.

    Raises:
        ModelError: if they are no weights, of another version of the format, cut off or damaged.
    """
    head = _decoded(content, _Head, f"{name} is no file of weights")
    if head.magic != _MAGIC:
        raise ModelError(f"{name} is no file of weights: it begins otherwise")
    if head.version != VERSION:
        raise ModelError(f"{name} holds weights in version {head.version} of the format, and this version reads {VERSION}; {AGAIN}")
    file = _decoded(content, _File, f"{name} holds weights that are damaged or cut off")
    for key, number in file.numbers.items():
        if not math.isfinite(number):
            raise ModelError(f"{name} is damaged: the number {key!r} is none; {AGAIN}")
    arrays = {key: _unpacked(array, f"{name} is damaged: the array {key!r}") for key, array in file.arrays.items()}
    return Weights(file.card, file.names, file.numbers, arrays)


def load(path: Path) -> Weights:
    """Weights from a file.

    Raises:
        ModelError: if it cannot be read, or holds no weights that this version reads.
    """
    if is_special(path):
        raise ModelError(f"{path} {SPECIAL}")
    try:
        content = path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path} cannot be read: {error.strerror or error}; {AGAIN}") from None
    return loads(content, str(path))


def save(weights: Weights, path: Path) -> None:
    """Write weights into a file, and their card as Markdown beside it; each whole or not at all.

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


def _decoded(content: bytes, kind: type[_Struct], fault: str) -> _Struct:
    try:
        return msgspec.msgpack.decode(content, type=kind)
    # What is no UTF-8 and what is nested too deeply have errors of their own.
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ModelError(f"{fault}: {error}; {AGAIN}") from None


def _packed(name: str, array: npt.NDArray[Any]) -> _Array:
    kind: Any = array.dtype.name
    if kind not in _TYPES or array.ndim not in (1, 2):
        raise ValueError(f"the array {name!r} is {array.dtype} with {array.ndim} axes; weights have {', '.join(_TYPES)} with one or two")
    content = np.ascontiguousarray(array, _TYPES[kind]).tobytes()
    return _Array(kind, array.shape, content, zlib.crc32(content))


def _unpacked(array: _Array, what: str) -> npt.NDArray[Any]:
    kind = _TYPES[array.kind]
    if math.prod(array.shape) * kind.itemsize != len(array.content):
        raise ModelError(f"{what} has {len(array.content)} bytes, which are not {array.kind} of shape {array.shape}; {AGAIN}")
    if zlib.crc32(array.content) != array.checksum:
        raise ModelError(f"{what} has another checksum than was written; {AGAIN}")
    # In the byte order of the machine, also by name: memoryview, which kernels see arrays as, knows no other.
    native = np.dtype(array.kind)
    found = np.frombuffer(array.content, kind) if array.content else np.zeros(0, kind)
    return found.astype(native).reshape(array.shape)
