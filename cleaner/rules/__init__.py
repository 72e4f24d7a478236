"""First floor: what a rule is, where rules come from, and how one matches. Knows the records of a page and nothing above."""

from cleaner.rules.guard import Guard
from cleaner.rules.rule import Example, Rule
from cleaner.rules.ruleset import RuleSet

__all__ = ["Example", "Guard", "Rule", "RuleSet"]
