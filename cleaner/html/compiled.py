"""The compiled twin of `flow.py`, where the installation could build it; without it pages are read in Python, with the same results."""

from __future__ import annotations

from typing import Any

from cleaner.document.stamped import twin

BUILT: Any = twin("html")
