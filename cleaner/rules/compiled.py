"""The compiled twin of folding and of the search for rules that a line may meet, where the installation could build it.

It is loaded when there is much to read: a small text is read sooner than it is loaded. Without it the results are the same.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from cleaner.document.stamped import twin


@cache
def built() -> Any:
    """The compiled module, or None."""
    return twin("rules")
