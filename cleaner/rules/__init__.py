"""First floor: what a rule is, where rules come from, and how one matches. Knows the model and nothing above."""

from cleaner.rules.rule import Example, Guard, Rule
from cleaner.rules.ruleset import RuleSet

__all__ = ["Example", "Guard", "Rule", "RuleSet"]
