"""Blocks: what passes read of the lines of a page."""

from __future__ import annotations

from cleaner import Page, RuleSet
from cleaner.lines.blocks import Blocks
from cleaner.lines.reader import Reader


def test_lines_are_read_as_what_rules_leave_of_them() -> None:
    """What stands instead of an entity is what passes read, as they would in a second cleaning; all other lines are read as they stand."""
    rules = RuleSet.default()
    blocks = Blocks.of(Page(" Tides &amp; harbours\u00a0\n\nPlain & simple\nFog&nbsp;&nbsp;bank"), Reader(rules))

    assert (blocks.changed, blocks.texts) == ([0, 3], ["Tides & harbours", "", "Plain & simple", "Fog  bank"])
