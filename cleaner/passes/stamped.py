"""What the compiled twin of the heads was made from, so that one made from other sources is never used."""

from __future__ import annotations

import zlib
from pathlib import Path

# The modules that it says again, and its own.
_SOURCES = (
    "heads.py",
    "candidates.py",
    "decks.py",
    "likeness.py",
    "outline.py",
    "repetition.py",
    "surroundings.py",
    "topic.py",
    "weighing.py",
    "_compiled.pyx",
    "_memory.pxi",
    "_words.pxi",
    "_kinds.pxi",
    "_evidence.pxi",
    "_sides.pxi",
    "_choice.pxi",
)


def stamp(folder: Path) -> str:
    """A sum over the sources; empty where they cannot be read.

    Args:
        folder: where they lie.
    """
    total = 0
    try:
        for name in _SOURCES:
            total = zlib.crc32((folder / name).read_bytes().replace(b"\r\n", b"\n"), total)
    except OSError:
        return ""
    return f"{total:08x}"
