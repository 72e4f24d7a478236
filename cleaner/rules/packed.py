"""What a short run needs late or never, as bytes: few rules are met by a small text, and `regex` makes a pattern of its own bytes much
sooner than of its text.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

try:  # what `pickle` itself calls, without what else it loads
    from _pickle import dumps, loads
except ImportError:  # only CPython has it
    from pickle import dumps, loads

if TYPE_CHECKING:
    import regex

__all__ = ["compiled", "dumps", "loads", "pack", "pack_told", "restore", "shipped", "told"]
_PACKED, _TOLD, _SELDOM = "_packed", "_told", "_seldom"


def pack(owner: object, pattern: str) -> None:
    """Give what has a pattern the bytes of it, which are stored along with it.

    Args:
        owner: a rule or a guard.
        pattern: its pattern.
    """
    import regex

    vars(owner)[_PACKED] = regex.__version__, dumps(regex.compile(pattern))


def compiled(owner: object, pattern: str) -> regex.Pattern[str]:
    """The pattern, ready to run: of its bytes where they came along and the same version of `regex` wrote them.

    Args:
        owner: a rule or a guard.
        pattern: its pattern.
    """
    import regex  # many a small text meets rules of phrases alone

    version, packed = vars(owner).get(_PACKED, ("", b""))
    made: regex.Pattern[str] = loads(packed) if version == regex.__version__ else regex.compile(pattern)
    return made


def shipped(owner: object) -> bool:
    """Whether something is stored with the bytes of its pattern, as only what ships with the library is.

    Args:
        owner: a rule or a guard.
    """
    return _PACKED in vars(owner)


def pack_told(owner: object, names: Iterable[str], seldom: Iterable[str] = ()) -> None:
    """Put away some attributes until someone asks for one; the bytes of its pattern go with them.

    Args:
        owner: what has them.
        names: their names.
        seldom: the names of others, which stay away when one of those is asked for.
    """
    held = vars(owner)
    for away, some in ((_SELDOM, seldom), (_TOLD, (*names, _PACKED))):
        held[away] = zlib.compress(dumps({name: held.pop(name) for name in some if name in held}, -1))


def told(owner: object, name: str) -> Any:
    """An attribute that was put away; all that were put away with it are there again.

    Args:
        owner: what has it.
        name: its name.

    Raises:
        AttributeError: if it was not put away.
    """
    held = vars(owner)
    for away in (_TOLD, _SELDOM):
        if name not in held and (packed := held.get(away)) is not None:
            held.update(loads(zlib.decompress(packed)))
            # Last, and whether or not it is there still: another thread may have asked at the same time.
            held.pop(away, None)
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
