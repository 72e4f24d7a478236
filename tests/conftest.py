"""How the laws are searched for counterexamples: the same ones each time, whatever the machine, and from the rules as they are written."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

from cleaner import RuleSet
from cleaner.rules import packing
from cleaner.rules.shipped import PACKAGE, load

settings.register_profile("same-each-time", deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same-each-time")
# Rules that were edited are packed as they are now, or every command that the tests run would read them from their files.
if load(PACKAGE) is None:
    packing.write()
# They are compiled before any law is drawn: `regex` throws dice when its cache is full, which Hypothesis would take for a draw.
for rule in RuleSet.default():
    _ = rule.pattern and rule.compiled
