"""The compiled twin of `flow.py`, where the installation could build it; without it pages are read in Python, with the same results.

`CLEANER_COMPILED=0` leaves it aside.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from cleaner.model.built import built

# The modules that it says again, and its own.
SOURCES = ("flow.py", "spacing.py", "tags.py", "written.py", "_flow.pyx", "_bytes.pxi", "_lines.pxi", "_elements.pxi", "_reading.pxi")
BUILT: Any = built("cleaner.html._flow", Path(__file__).parent, SOURCES)
