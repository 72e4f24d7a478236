"""Which rules a word names, and what may have been meant by one that names none."""

from __future__ import annotations

from collections.abc import Iterable

from cleaner.document.claim import FINDERS, finders_named, is_named
from cleaner.errors import RuleError, suggestion
from cleaner.rules.rule import Rule


def knows(rules: Iterable[Rule], name: str) -> bool:
    """Whether a word names a rule or a rule set.

    Args:
        rules: the rules.
        name: the word.
    """
    return any(is_named(rule.id, name) for rule in rules)


def refuse_unknown(rules: Iterable[Rule], names: Iterable[str]) -> None:
    """Raise unless every word names a rule or a rule set.

    Args:
        rules: the rules.
        names: the words.

    Raises:
        RuleError: if one names none.
    """
    for name in names:
        if not knows(rules, name):
            if finders_named((name,)):
                raise RuleError("(command)", name, "id", "is no rule; Policy.disabling() leaves out what it says")
            raise RuleError("(command)", name, "id", f"no such rule or rule set; {rule_suggestion(rules, name)}")


def rule_suggestion(rules: Iterable[Rule], word: str) -> str:
    """What may have been meant by a word that names no rule: rules of that set, rules and other finders spelled in another way.

    Args:
        rules: the rules.
        word: the word.
    """
    ids = {rule.id for rule in rules}
    return suggestion(word, ids | {one.rpartition(".")[0] or one for one in ids} | {*FINDERS}, "`cleaner rules list` shows them all")
