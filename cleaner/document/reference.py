"""The time that "3 hours ago" is counted from."""

from __future__ import annotations

from datetime import datetime


def check_reference(reference: datetime | None) -> None:
    """Raise unless something is a time to count from, or None.

    Args:
        reference: the time.

    Raises:
        TypeError: if it is something else, such as the spelling of a time.
    """
    if not isinstance(reference, datetime | None):
        hint = "datetime.fromisoformat(...)" if isinstance(reference, str) else "datetime(year, month, day)"
        raise TypeError(f"reference is a datetime, not {type(reference).__name__}; write {hint}")
