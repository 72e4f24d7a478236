"""Records are dataclasses to whoever uses them, and cost less to define."""

from __future__ import annotations

import dataclasses
import pickle
import subprocess
import sys
from typing import Any, ClassVar

import pytest

from cleaner.document import records


def both(**options: bool) -> list[Any]:
    """The same class as a record and as a dataclass of the standard library."""

    def made() -> Any:
        class Point:
            """A point."""

            x: int
            y: int = 2
            shape: ClassVar[str] = "dot"
            z: list[int] = records.field(default_factory=list, repr=False, compare=False)

        return Point

    def plain() -> Any:
        class Point:
            """A point."""

            x: int
            y: int = 2
            shape: ClassVar[str] = "dot"
            z: list[int] = dataclasses.field(default_factory=list, repr=False, compare=False)

        return Point

    return [records.dataclass(**options)(made()), dataclasses.dataclass(**options)(plain())]


OPTIONS: list[dict[str, bool]] = [
    {},
    {"frozen": True},
    {"frozen": True, "slots": True},
    {"slots": True},
    {"frozen": True, "eq": False},
    {"frozen": True, "order": True},
]


@pytest.mark.parametrize("options", OPTIONS, ids=str)
def test_a_record_does_what_a_dataclass_does(options: dict[str, bool]) -> None:
    """Made, shown, compared, hashed, changed and taken apart, both behave alike."""

    def told(kind: Any) -> list[object]:
        one, same, other = kind(1), kind(1, 2, [3]), kind(x=2, y=1)
        found: list[object] = [one == same, one == other, one != (1, 2), (one.x, one.y, one.z), kind.__match_args__]
        found += [repr(one).rpartition(".")[2], dataclasses.asdict(same), [field.name for field in dataclasses.fields(kind)]]
        found += [dataclasses.replace(one, y=5).y, dataclasses.is_dataclass(one), kind(1).z is kind(1).z, hasattr(one, "__dict__")]
        for tried in (lambda: hash(one) == hash(same), lambda: one < other, lambda: setattr(one, "x", 3), lambda: kind(), lambda: kind.z):
            try:
                found.append(tried() if tried is not None else None)
            except (TypeError, AttributeError) as error:
                found.append(type(error))
        return found[:-1]

    record, plain = both(**options)

    # The first few objects of a record are made in another way than those that follow.
    for _ in range(3):
        assert told(record) == told(plain)


@pytest.mark.parametrize("wrong", [((), {}), ((1, 2, [], 4), {}), ((1,), {"x": 2}), ((1,), {"w": 2}), ((1, 2, []), {"y": 2})], ids=str)
def test_what_cannot_make_a_record_is_refused_as_by_a_dataclass(wrong: tuple[tuple[object, ...], dict[str, object]]) -> None:
    """Fields that are missing, unknown, too many or given twice are told of in the same words, and nothing is made."""
    faults = []
    for kind in both(frozen=True):
        with pytest.raises(TypeError) as caught:
            kind(*wrong[0], **wrong[1])
        faults.append(str(caught.value).rpartition(".")[2])

    assert faults[0] == faults[1]


@records.dataclass(frozen=True, slots=True)
class Kept:
    """A record that can be found by its name, as what is pickled must be."""

    name: str
    size: int = 0

    def __post_init__(self) -> None:
        if self.size < 0:
            raise ValueError(f"{self.size} is no size")


def test_a_frozen_record_is_pickled_and_checked() -> None:
    """Slots are kept over pickling, and what is checked after the making of a dataclass is checked here."""
    kept = Kept("a", 3)

    assert pickle.loads(pickle.dumps(kept)) == kept
    with pytest.raises(ValueError, match=r"^-1 is no size$"):
        Kept("a", -1)
    with pytest.raises(dataclasses.FrozenInstanceError, match=r"^cannot assign to field 'size'$"):
        kept.size = 4  # type: ignore[misc]


def test_records_do_not_load_the_library_they_stand_for() -> None:
    """What checks a file defines all its classes without `dataclasses`."""
    code = "import sys, cleaner.cli.checking; print(sorted({'dataclasses'} & set(sys.modules)))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert told == "[]\n"
