"""What is timed does what its name says."""

from __future__ import annotations

import pytest

from benchmarks import passes
from benchmarks.contenders import ALTERNATION, CLEAN, FLOOR, REFERENCE, Contender, floors, one_alternation
from benchmarks.peers import EXTRA, LOADERS, load, paragraphs
from cleaner import RuleSet
from cleaner.document.parts import Part
from cleaner.lines.reader import Reader
from cleaner.rules.rule import Finder, Rule

TEXT = "Skip to content\r\nThe port reopened on Tuesday.\n"


def rule(finder: Finder, *phrases: str, pattern: str | None = None) -> Rule:
    """A rule that finds by some phrases, or a pattern."""
    return Rule(f"test.{finder}", Part.navigation, "", finder, phrases, pattern)


@pytest.mark.parametrize(
    ("held", "met", "unmet"),
    [
        (rule("equals", "# comments"), "12 comments", "12 comments below"),
        (rule("starts", "read more"), "read more about ports", "to read more"),
        (rule("ends", "read more"), "to read more", "read more about ports"),
        (rule("contains", "cookies (all)"), "we use cookies (all) here", "we use cookies here"),
        (rule("pattern", pattern=r"(?i)by [A-Z]\w+"), "by mara", "stand by me"),
    ],
    ids=lambda held: held.finder if isinstance(held, Rule) else "",
)
def test_the_alternation_says_what_its_rules_say(held: Rule, met: str, unmet: str) -> None:
    """A line meets the expression where it meets one of the rules, whatever the others are."""
    expression, lacking = one_alternation([rule("equals", "something else"), held])

    assert lacking == 0
    assert expression.fullmatch(met)
    assert expression.fullmatch(unmet) is None


def test_patterns_that_the_alternation_lacks_are_counted() -> None:
    """A pattern that `re` cannot read is left out and told of."""
    expression, lacking = one_alternation([rule("pattern", pattern=r"\p{Lu}+"), rule("equals", "menu")])

    assert (expression.pattern, lacking) == ("menu", 1)


def test_floors_go_over_every_line() -> None:
    """The three of them cut the same text, and one finds the line that is a phrase of a rule."""
    told = {each.name: each.run(each.prepare(TEXT)) for each in floors()}

    assert told == {FLOOR: b"Skip to content\nThe port reopened on Tuesday.", REFERENCE: 1, ALTERNATION: 1}


def test_a_missing_peer_is_named() -> None:
    """What cannot be imported is told with its reason and the extra that brings it; the others are there."""

    def missing() -> Contender:
        raise ImportError("No module named 'nowhere'")

    here = Contender("here", len)

    found = load({"here": lambda: here, "gone": missing})
    assert (found.present, dict(found.missing)) == ((here,), {"gone": f"No module named 'nowhere'; {EXTRA}"})


def test_every_peer_is_present_or_missing() -> None:
    """None is passed over in silence."""
    found = load()

    assert sorted([*(peer.name for peer in found.present), *found.missing]) == sorted(LOADERS)


def test_peers_for_html_are_given_a_paragraph_a_line() -> None:
    """Signs of markup in a line stay signs."""
    assert paragraphs("a < b\n\nc") == "<html><body><article><p>a &lt; b</p>\n<p>c</p></article></body></html>"


def test_each_pass_is_timed_alone() -> None:
    """The passes have their names, the whole comes last, and all of them run."""
    jobs = passes.jobs([TEXT, "", TEXT])

    parts = ["rule hits", "readings", "blocks", "places", "fences", "boundaries", "headings", "runs", "resolve", "assemble"]
    assert list(jobs) == [*parts, CLEAN]
    assert [job()() for job in jobs.values()] == [None] * len(jobs)


def test_rules_are_asked_once_for_each_line() -> None:
    """A line that an earlier document has is not asked about again, as `clean()` remembers it."""
    reader, met = Reader(RuleSet.default().for_site(None)), set[str]()

    found = [passes.Stages.of(text, reader, met) for text in ("one\n\ntwo\none", "two\nthree\n")]
    assert [stages.lines for stages in found] == [["one", "two"], ["three"]]
