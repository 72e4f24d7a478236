"""The keys of a rule file: what each may hold, and the words that describe a neighbour."""

from __future__ import annotations

from typing import get_args

from cleaner.document.parts import Part, Zone
from cleaner.rules.guard import Content
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
    "row": list,
    "beside": list,
    "sequence": list,
    "select": str,
    "names": list,
    "equals": list,
    "starts": list,
    "ends": list,
    "contains": list,
    "only": list,
    "unless": list,
    "example": list,
    "counterexample": list,
}
GUARD_TYPES: dict[str, type] = {"why": str, "block": dict, "previous": list, "next": list, "element": dict}
BLOCK_TYPES: dict[str, type] = {"min_words": int, "max_words": int, "min_chars": int, "max_chars": int, "pattern": str}
ELEMENT_TYPES: dict[str, type] = {f"{bound}_{measure}": int for measure in Content._fields for bound in ("min", "max")}
# What only rules about lines can say.
LINE_KEYS = frozenset({"company", "max_words", "min_words", "rewrite_to", "keywords"})
EXAMPLE_TYPES: dict[str, type] = {"text": str, "seen": str}
SHAPES = frozenset({"prose", "sentence", "heading", "label", "number", "start", "end"})
PLACE_WORDS = SHAPES | {part.value for part in Part} | {zone.value for zone in Zone}
# A literal of one letter or digit occurs nearly everywhere; a single sign such as © does not.
SHORTEST_LITERAL = 2
