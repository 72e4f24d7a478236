"""What the compiled twins of some modules were made from, so that one made from other sources is never used.

`CLEANER_COMPILED=0` leaves all of them aside.
"""

from __future__ import annotations

import os
import zlib
from importlib import import_module
from pathlib import Path
from typing import Any

_ASIDE = "CLEANER_COMPILED"
# What all twins begin with, seen from the folder of a package.
_BEGINNING = "../document/_twin.pxi"
# For each twin, in the folder of its package, the modules that it says again, and its own sources.
TWINS: dict[str, tuple[str, ...]] = {
    "passes": (
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
        "_numbers.pxi",
        "_memory.pxi",
        "_words.pxi",
        "_kinds.pxi",
        "_evidence.pxi",
        "_sides.pxi",
        "_choice.pxi",
    ),
}


def stamp(root: Path, package: str) -> str:
    """A sum over the sources of a twin; empty where they cannot be read.

    Args:
        root: the folder of the library.
        package: the package that the twin lies in.
    """
    total = 0
    try:
        for name in (_BEGINNING, *TWINS[package]):
            total = zlib.crc32((root / package / name).read_bytes().replace(b"\r\n", b"\n"), total)
    except OSError:
        return ""
    return f"{total:08x}"


def twin(package: str) -> Any:
    """The compiled module of a package, or None; one made from other sources than those beside it counts as none.

    Args:
        package: the package.
    """
    if os.environ.get(_ASIDE) == "0":
        return None
    try:
        built = import_module(f"cleaner.{package}._compiled")
    except Exception:  # noqa: BLE001  one made from other sources may fail in any way
        return None
    return built if stamp(Path(__file__).parent.parent, package) == built.STAMP else None
