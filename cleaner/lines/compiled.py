"""The compiled twin of what every new line is asked, where the installation could build it; without it the results are the same.

It is loaded when there is much to read: a small text is read sooner than it is loaded.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from cleaner.document.stamped import twin


@cache
def built() -> Any:
    """The compiled module, or None."""
    return twin("lines")
