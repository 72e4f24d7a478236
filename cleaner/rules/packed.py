"""Patterns as bytes: `regex` makes a pattern of its own bytes much sooner than of its text."""

from __future__ import annotations

import pickle

import regex

_PACKED = "_packed"


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
