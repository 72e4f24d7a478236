"""One line of the account of a page."""

from __future__ import annotations

from typing import Any

from cleaner.document.anatomy import Fate, Part
from cleaner.document.finding import Finding
from cleaner.document.records import dataclass
from cleaner.document.span import Span


@dataclass(frozen=True, slots=True)
class Entry:
    """One stretch of the source, its owner and its fate.

    Args:
        span: the stretch, in code points.
        part: what it is.
        fate: kept, removed or rewritten.
        finder: the rule id or pass that named it; empty where nothing did and it is kept as it stands.
        output: what it became: its own text, nothing, or what it was rewritten to.
        losers: findings that wanted some of the same characters and gave way.
        because: the evidence, where the finder gave any.
        path: the element it stands in, on a page that came as HTML; empty in text.
    """

    span: Span
    part: Part
    fate: Fate
    finder: str
    output: str
    losers: tuple[Finding, ...] = ()
    because: str = ""
    path: str = ""

    def to_dict(self) -> dict[str, Any]:
        """The entry as plain values for JSON."""
        return {
            "start": self.span.start,
            "end": self.span.end,
            "part": str(self.part),
            "fate": str(self.fate),
            "finder": self.finder,
            "output": self.output,
            "because": self.because,
            "losers": [{"start": f.span.start, "end": f.span.end, "part": str(f.part), "finder": f.finder} for f in self.losers],
            **({"path": self.path} if self.path else {}),
        }
