"""From TOML tables to the guards of a rule."""

from __future__ import annotations

import difflib
from typing import Any

from cleaner.rules.guard import Guard, Outcome
from cleaner.rules.keys import BLOCK_TYPES, ELEMENT_TYPES, GUARD_TYPES, PLACE_WORDS
from cleaner.rules.table import Table

_OUTCOMES: tuple[Outcome, ...] = ("only", "unless")


def guards(rule: Table) -> tuple[Guard, ...]:
    """The conditions beside the finder.

    Args:
        rule: the table of the rule.
    """
    return tuple(_guard(rule, outcome, table) for outcome in _OUTCOMES for table in rule.table.get(outcome, ()))


def _guard(rule: Table, outcome: Outcome, table: dict[str, Any]) -> Guard:
    rule.check(table, GUARD_TYPES, f"{outcome}.")
    if not table.get("why"):
        raise rule.fault(f"{outcome}.why", "is missing: say which fact of the world the guard rests on")
    asked = table.keys() - {"why"}
    if not asked:
        raise rule.fault(outcome, "asks nothing; give it block, previous or next, or element in a rule about elements")
    if rule.of_elements != ("element" in asked) or (rule.of_elements and len(asked) > 1):
        raise rule.fault(outcome, "asks about element in a rule that finds by select or names, and about lines in every other")
    if rule.of_elements:
        least, most = _bounds(rule, table["element"], f"{outcome}.element")
        return Guard(outcome, table["why"], least=least, most=most)
    block = table.get("block", {})
    rule.check(block, BLOCK_TYPES, f"{outcome}.block.")
    if "pattern" in block:
        rule.regular(block["pattern"], f"{outcome}.block.pattern")
    previous, following = (
        _place_words(rule, table[key], f"{outcome}.{key}") if key in table else frozenset[str]() for key in ("previous", "next")
    )
    return Guard(outcome, table["why"], **block, previous=previous, next=following)


def _place_words(rule: Table, value: list[Any], key: str) -> frozenset[str]:
    """Words that may describe a neighbour."""
    words = rule.words(value, key)
    for word in words:
        if word not in PLACE_WORDS:
            near = difflib.get_close_matches(word, PLACE_WORDS, 1)
            raise rule.fault(key, f"no line is described as {word!r}" + (f"; did you mean {near[0]!r}?" if near else ""))
    return frozenset(words)


def _bounds(rule: Table, asked: dict[str, int], under: str) -> tuple[dict[str, int], dict[str, int]]:
    """The least and the most of each measure of what an element holds."""
    rule.check(asked, ELEMENT_TYPES, f"{under}.")
    if not asked:
        raise rule.fault(under, "asks nothing; give it a least or a greatest measure, such as max_prose")
    least, most = ({key[4:]: value for key, value in asked.items() if key.startswith(bound)} for bound in ("min_", "max_"))
    return least, most
