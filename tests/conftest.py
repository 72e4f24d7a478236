"""How the laws are searched for counterexamples: the same ones each time, whatever the machine."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

settings.register_profile("same-each-time", deadline=None, derandomize=True, max_examples=200, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("same-each-time")
