"""Dataclasses that cost little to define.

`dataclasses` writes and compiles up to ten functions a class and loads `inspect`, which for the classes of a short run takes longer than
the run. Here one function a class is compiled, once several objects of it were made, and the others are shared. To types and to users
these are dataclasses: whoever asks for the fields of one (`fields`, `replace`, `asdict`) gets them from the standard library, loaded then.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING, Any

import msgspec

if TYPE_CHECKING:
    from dataclasses import asdict, dataclass, field, replace
    from functools import cached_property

__all__ = ["asdict", "cached_property", "dataclass", "field", "replace"]
_NONE: Any = object()
# How many objects of a class are made before their making is written as a function.
_FEW = 8


class _Field:
    """What is said of a field beside its type."""

    def __init__(self, default_factory: Callable[[], Any] | None = None, repr: bool = True, compare: bool = True) -> None:  # noqa: A002
        self.made_by, self.shown, self.compared = default_factory, repr, compare


class _Cached:
    """As `functools.cached_property` is from Python 3.12 on: without a lock, which costs more than most of what is found."""

    def __init__(self, find: Callable[[Any], Any]) -> None:
        self._find, self.__doc__ = find, find.__doc__

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, instance: Any, owner: type | None = None) -> Any:
        if instance is None:
            return self
        found = instance.__dict__[self._name] = self._find(instance)
        return found


class _Fields:
    """The fields as `dataclasses` knows them, made when someone asks."""

    def __init__(self, kinds: dict[str, Any], told: dict[str, Any]) -> None:
        self._kinds, self._told = kinds, told

    def __get__(self, instance: object, owner: Any) -> dict[str, Any]:
        import dataclasses

        plain = {name: _plain(dataclasses.field, told) for name, told in self._told.items() if told is not _NONE}
        twin = type(owner.__name__, (), {"__annotations__": self._kinds, "__module__": owner.__module__, **plain})
        found: dict[str, Any] = dataclasses.dataclass(twin).__dataclass_fields__  # type: ignore[attr-defined]
        owner.__dataclass_fields__ = found
        return found


def _plain(field: Any, told: Any) -> Any:
    if not isinstance(told, _Field):
        return told
    made = {"default_factory": told.made_by} if told.made_by else {}
    return field(**made, repr=told.shown, compare=told.compared)


def _dataclass(cls: Any = None, /, *, frozen: bool = False, slots: bool = False, eq: bool = True, order: bool = False) -> Any:
    """As `dataclasses.dataclass`, for classes that inherit no fields and whose annotations are strings."""
    if cls is None:
        return lambda made: _dataclass(made, frozen=frozen, slots=slots, eq=eq, order=order)
    kinds = vars(cls).get("__annotations__", {})
    told = {name: vars(cls).get(name, _NONE) for name, kind in kinds.items() if not kind.startswith("ClassVar")}
    compared = [name for name, value in told.items() if not isinstance(value, _Field) or value.compared]
    # A class that looks up what an instance lacks must not find a default in its place.
    looks_up = "__getattr__" in vars(cls)
    hidden = [name for name, value in told.items() if isinstance(value, _Field) or (looks_up and value is not _NONE)]
    body = {
        "__init__": (first := _FirstInit(told, frozen, slots)),
        "__match_args__": tuple(told),
        "__dataclass_fields__": _Fields(kinds, told),
        "_shown": tuple(name for name, value in told.items() if not isinstance(value, _Field) or value.shown),
        "__repr__": _repr,
        "_compared": attrgetter(*compared),
    }
    if frozen:
        body |= {"__setattr__": _refuse, "__delattr__": _refuse}
    if eq:
        body |= {"__eq__": _eq, "__hash__": _hash if frozen else None}
    if order:
        body |= {"__lt__": _lt, "__le__": _le, "__gt__": _gt, "__ge__": _ge}
    body = {name: value for name, value in body.items() if name not in vars(cls)}
    if slots:
        gone = {*told, "__dict__", "__weakref__"}
        kept = {name: value for name, value in vars(cls).items() if name not in gone}
        cls = type(cls)(
            cls.__name__, cls.__bases__, kept | body | {"__slots__": tuple(told), "__getstate__": _state, "__setstate__": _restore}
        )
    else:
        for name in hidden:
            delattr(cls, name)
        for name, value in body.items():
            setattr(cls, name, value)
    first.owner = cls
    return cls


class _FirstInit:
    """The `__init__` of a class of which few objects were made: to write one and compile it takes longer than to make those without."""

    def __init__(self, told: dict[str, Any], frozen: bool, slots: bool) -> None:
        self._told, self._frozen, self._slots = told, frozen, slots
        self._left = _FEW
        self.owner: Any = None

    def __get__(self, instance: Any, owner: Any) -> Any:
        self._left -= 1
        return self._written().__get__(instance, owner) if instance is None or self._left < 0 else partial(self._made, instance)

    def _written(self) -> Callable[..., None]:
        # What stands in the class from here on is a function as any other.
        self.owner.__init__ = _init(self.owner, self._told, self._frozen, self._slots)
        written: Callable[..., None] = self.owner.__init__
        return written

    def _made(self, instance: Any, *given: Any, **named: Any) -> None:
        told, values = self._told, dict(zip(self._told, given, strict=False)) | named
        for name, value in told.items():
            if name not in values and isinstance(value, _Field) and value.made_by is not None:
                values[name] = value.made_by()
            elif name not in values and not isinstance(value, _Field) and value is not _NONE:
                values[name] = value
        if values.keys() != told.keys() or len(given) > len(told) or not named.keys().isdisjoint(list(told)[: len(given)]):
            self._written()(instance, *given, **named)  # tells what is wrong
            return
        for name, value in values.items():
            object.__setattr__(instance, name, value)
        if hasattr(self.owner, "__post_init__"):
            instance.__post_init__()


def _init(cls: Any, told: dict[str, Any], frozen: bool, slots: bool) -> Callable[..., None]:
    """The only function that is written for each class: it is what runs often."""
    given: dict[str, Any] = {"_set_": object.__setattr__, "_none_": _NONE}
    heads, lines = ["self"], list[str]()
    for name, value in told.items():
        made = isinstance(value, _Field) and value.made_by is not None
        if made:
            given[f"_{name}"] = value.made_by
        elif value is not _NONE and not isinstance(value, _Field):
            given[f"_{name}"] = value
        heads.append(f"{name}=_none_" if made else f"{name}=_{name}" if f"_{name}" in given else name)
        said = f"_{name}() if {name} is _none_ else {name}" if made else name
        # What is frozen and has no slots is written past its own refusal, all in one place: that is three times as fast as field by field.
        lines.append(f"self.{name} = {said}" if not frozen else f"_set_(self, {name!r}, {said})" if slots else f"_own_[{name!r}] = {said}")
    if frozen and not slots:
        lines.insert(0, "_own_ = self.__dict__")
    if hasattr(cls, "__post_init__"):
        lines.append("self.__post_init__()")
    exec(f"def __init__({', '.join(heads)}):\n " + "\n ".join(lines or ["pass"]), given)
    init: Callable[..., None] = given["__init__"]
    init.__qualname__ = f"{cls.__qualname__}.__init__"
    return init


def _repr(self: Any) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in self._shown)})"


def _refuse(self: Any, name: str, *_: Any) -> None:
    from dataclasses import FrozenInstanceError

    raise FrozenInstanceError(f"cannot assign to field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in self.__slots__]


def _restore(self: Any, state: list[Any]) -> None:
    for name, value in zip(self.__slots__, state, strict=True):
        object.__setattr__(self, name, value)


def _comparing(compare: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    def by_fields(self: Any, other: Any) -> Any:
        return compare(self._compared(self), self._compared(other)) if type(other) is type(self) else NotImplemented

    return by_fields


_eq, _lt, _le = _comparing(lambda a, b: a == b), _comparing(lambda a, b: a < b), _comparing(lambda a, b: a <= b)
_gt, _ge = _comparing(lambda a, b: a > b), _comparing(lambda a, b: a >= b)


def _hash(self: Any) -> int:
    return hash(self._compared(self))


if not TYPE_CHECKING:
    dataclass, field, cached_property = _dataclass, _Field, _Cached

    def replace(instance, /, **changes):
        """As `dataclasses.replace`."""
        if isinstance(instance, msgspec.Struct):
            return msgspec.structs.replace(instance, **changes)
        from dataclasses import replace as replaced

        return replaced(instance, **changes)

    def asdict(instance):
        """As `dataclasses.asdict`."""
        if isinstance(instance, msgspec.Struct):
            return msgspec.structs.asdict(instance)
        from dataclasses import asdict as told

        return told(instance)
