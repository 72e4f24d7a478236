"""The keys of a rule file: what each may hold, and the words that describe a neighbour."""

from __future__ import annotations

from typing import get_args

from cleaner.model.anatomy import Part, Zone
from cleaner.rules.rule import Finder

FINDERS: tuple[Finder, ...] = get_args(Finder)
RULE_TYPES: dict[str, type] = {
    "id": str,
    "part": str,
    "why": str,
    "scope": str,
    "company": bool,
    "bare": bool,
    "rewrite_to": str,
    "max_words": int,
    "min_words": int,
    "keywords": list,
    "pattern": str,
    "sequence": list,
    "equals": list,
    "starts": list,
    "ends": list,
    "contains": list,
    "only": list,
    "unless": list,
    "example": list,
    "counterexample": list,
}
GUARD_TYPES: dict[str, type] = {"why": str, "block": dict, "previous": list, "next": list}
BLOCK_TYPES: dict[str, type] = {"min_words": int, "max_words": int, "min_chars": int, "max_chars": int, "pattern": str}
EXAMPLE_TYPES: dict[str, type] = {"text": str, "seen": str}
SHAPES = frozenset({"prose", "sentence", "heading", "label", "number", "start", "end"})
PLACE_WORDS = SHAPES | {part.value for part in Part} | {zone.value for zone in Zone}
# A literal of one letter or digit occurs nearly everywhere; a single sign such as © does not.
SHORTEST_LITERAL = 2
