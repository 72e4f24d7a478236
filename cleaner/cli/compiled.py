"""What of this installation runs as ordinary Python because it was not compiled."""

from __future__ import annotations

from cleaner.document.stamped import TWINS, twin
from cleaner.model import hashing, trees


def uncompiled() -> list[str]:
    """The packages and modules whose inner loops are not compiled."""
    kernels = (hashing, trees)
    slower = [package for package in TWINS if twin(package) is None]
    return slower + [kernel.__name__.partition(".")[2] for kernel in kernels if not kernel.COMPILED]
