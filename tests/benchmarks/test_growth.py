"""Growth and memory: what is made of seconds and bytes."""

from __future__ import annotations

import pytest

from benchmarks.corpora import Corpus
from benchmarks.growth import Curve, copies, curves
from benchmarks.memory import CUT, JOBS, measure
from benchmarks.timing import each
from cleaner import RuleSet
from cleaner.document.parts import Part
from cleaner.rules.rule import Rule


@pytest.mark.parametrize("power", [0.5, 1, 2])
def test_an_exponent_is_the_power_by_which_time_grows(power: float) -> None:
    """It is read off the largest amounts: what a job costs at least does not bend it."""
    amounts = (1.0, 2.0, 4.0, 8.0, 16.0)
    curve = Curve("", amounts, ((50.0,), (50.0,), *((amount**power, 2 * amount**power, 0.5 * amount**power) for amount in amounts[2:])))

    assert curve.exponent == pytest.approx(power)


def test_curves_keep_jobs_and_amounts_apart() -> None:
    """Each job has its curve, with its amounts from the least to the greatest."""
    jobs = {(name, amount): each(len, []) for name in ("one", "other") for amount in (4.0, 2.0)}

    found = [(curve.job, curve.amounts, [len(seconds) for seconds in curve.seconds]) for curve in curves(jobs, 3)]
    assert found == [("one", (2, 4), [3, 3]), ("other", (2, 4), [3, 3])]


def test_copies_of_rules_say_other_words() -> None:
    """As many letters, each moved on; phrases without Latin letters, and patterns, have no copy."""
    rules = [
        Rule("a.one", Part.teaser, "", "starts", ("read more", "もっと読む", "##")),
        Rule("a.two", Part.teaser, "", "pattern", pattern="zoo"),
    ]

    assert [(copy.id, copy.finder, copy.phrases) for copy in copies(rules, 1)] == [("a.one.moved-1", "starts", ("sfbe npsf",))]


def test_copies_stand_beside_the_rules_that_ship() -> None:
    """No copy takes the id of another rule."""
    rules = RuleSet.default().rules

    more = RuleSet((*rules, *copies(rules, 1), *copies(rules, 2)))
    assert len(more) == len(rules) + 2 * len(copies(rules, 1))


def test_memory_is_measured_in_a_process_of_its_own() -> None:
    """A job over a text of ten megabytes needs at least as much again, and what was held includes the text."""
    corpus = Corpus("tens", ("x" * 9 + "\n",) * 2 + ("0123456789\n" * 900_000,))

    peak = measure(CUT, corpus)
    assert (peak.job, peak.corpus, peak.megabytes) == (CUT, "tens", corpus.megabytes)
    assert peak.rise > corpus.megabytes < peak.held
    assert CUT in JOBS
