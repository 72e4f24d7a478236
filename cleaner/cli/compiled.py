"""What of this installation runs as ordinary Python because it was not compiled."""

from __future__ import annotations

from cleaner.document.stamped import TWINS, twin
from cleaner.model import kernels


def uncompiled() -> list[str]:
    """The packages and modules whose inner loops are not compiled."""
    slower = [package for package in TWINS if twin(package) is None]
    return slower if kernels.COMPILED else [*slower, "model.kernels"]
