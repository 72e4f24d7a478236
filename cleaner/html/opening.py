"""What a start tag says of the element that it opens, worked out once for all that are written alike."""

from __future__ import annotations

from typing import Any

from cleaner.html.spacing import LETTERS, RAISED
from cleaner.html.tags import BLOCKS, CELLS, PRESERVED, RAW, UNSEEN, VOID, marks_of
from cleaner.html.written import attributes_in


class Opening:
    """What a start tag says; those that are written alike share one.

    Args:
        written: the tag without its brackets.
        meet: tells the rules that an element meets by its name and attributes; None where nobody asks.
    """

    def __init__(self, written: str, meet: Any) -> None:
        tag = written.partition(" ")[0]
        self.tag, self.length = tag, len(tag)
        self.block, self.cell, self.row = tag in BLOCKS, tag in CELLS, tag == "tr" or tag in CELLS
        self.preserved, self.letters, self.raised = tag in PRESERVED, tag in LETTERS, tag in RAISED
        self.unseen, self.void, self.raw = tag in UNSEEN, tag in VOID, tag in RAW
        self.br = tag == "br"
        attributes = attributes_in(written) if self.length < len(written) and not self.unseen else {}
        self.named = tag, attributes.get("class")
        self.marks = marks_of(tag, attributes)
        self.met = () if meet is None or self.unseen else meet(tag, attributes)
