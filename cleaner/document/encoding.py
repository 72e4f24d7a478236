"""In which encoding bytes were read, and why in that one."""

from __future__ import annotations

from typing import Literal

from cleaner.document.records import dataclass

Reason = Literal["byte order mark", "named by the caller", "valid UTF-8", "declared", "detected", "replaced"]


@dataclass(frozen=True, slots=True)
class Encoding:
    """The encoding that bytes were read in.

    Args:
        name: the name that Python has for it, such as `utf-8` or `cp1252`.
        why: what spoke for it; `replaced` where bytes that mean nothing in it became U+FFFD, which happens only when it is asked for.
        declared: the charset that the page, or whoever sent it, declares; None if there is none, or none that is known.
        conflict: whether the declared charset was not believed.
    """

    name: str
    why: Reason
    declared: str | None = None
    conflict: bool = False

    def __str__(self) -> str:
        said = f"{self.name} ({self.why})"
        return f"{said}, not as {self.declared}, which it declares" if self.conflict else said
