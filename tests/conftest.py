"""How the laws are searched for counterexamples: the same ones each time, whatever the machine, and from the rules as they are written."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

from cleaner import RuleSet

settings.register_profile("same-each-time", deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same-each-time")
# The rules of a test are never those that an earlier run kept.
os.environ["CLEANER_CACHE"] = ""
# They are compiled before any law is drawn: `regex` throws dice when its cache is full, which Hypothesis would take for a draw.
for rule in RuleSet.default():
    _ = rule.pattern and rule.compiled
