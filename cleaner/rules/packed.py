"""What a short run needs late or never, as bytes: `regex` makes a pattern of its own bytes much sooner than of its text, and few runs tell
why a rule stands."""

from __future__ import annotations

import pickle
from collections.abc import Iterable
from typing import Any

import regex

_PACKED, _TOLD = "_packed", "_told"


def pack(owner: object, pattern: str) -> None:
    """Give what has a pattern the bytes of it, which are stored along with it.

    Args:
        owner: a rule or a guard.
        pattern: its pattern.
    """
    vars(owner)[_PACKED] = pickle.dumps(regex.compile(pattern))


def compiled(owner: object, pattern: str) -> regex.Pattern[str]:
    """The pattern, ready to run: of its bytes where they came along.

    Args:
        owner: a rule or a guard.
        pattern: its pattern.
    """
    packed: bytes | None = vars(owner).get(_PACKED)
    made: regex.Pattern[str] = pickle.loads(packed) if packed else regex.compile(pattern)
    return made


def pack_told(owner: object, names: Iterable[str]) -> None:
    """Put away some attributes until someone asks for them.

    Args:
        owner: what has them.
        names: their names.
    """
    held = vars(owner)
    held[_TOLD] = pickle.dumps({name: held.pop(name) for name in names})


def told(owner: object, name: str) -> Any:
    """An attribute that was put away; all that were put away with it are there again.

    Args:
        owner: what has it.
        name: its name.

    Raises:
        AttributeError: if it was not put away.
    """
    held = vars(owner)
    if _TOLD in held:
        held.update(pickle.loads(held.pop(_TOLD)))
    if name not in held:
        raise AttributeError(f"{type(owner).__name__!r} object has no attribute {name!r}")
    return held[name]


def restore(owner: object, state: dict[str, Any]) -> None:
    """Give what is loaded its attributes; without this, loading would ask `told` for a way to do it.

    Args:
        owner: what is loaded.
        state: its attributes by name.
    """
    vars(owner).update(state)
