"""The gallery of rules: how examples are marked, what is counted, and where a rule stands."""

from __future__ import annotations

import re

import pytest

from cleaner import RuleSet
from cleaner.document.claim import FINDERS
from cleaner.formats.reading import read_text
from cleaner.rules.reading import parse
from cleaner.rules.rule import Rule

pytest.importorskip("babel", reason="languages have no names without Babel: the extra `docs`")

from docs.generate.firing import ROOT, firing
from docs.generate.gallery import fates, gallery_pages, groups, marked, matrix, menu, written

_RULES = r"""
[ruleset]
name = "small"
title = "A few"

[rule.label]
part = "ad_slot"
why = "A label."
equals = ["ad <b>", "advert"]
examples = ["Before\n\n⟦Ad <b>⟧\nafter & more"]
counterexamples = ["Ads & more"]

[rule.by]
part = "byline"
why = "A name."
pattern = 'By \w+'
keywords = ["by"]
examples = ["⟦By Ann⟧"]
counterexamples = ["By and by it rained."]

[rule.entity]
part = "artifact"
why = "It stands for a sign."
scope = "inline"
pattern = '&quot;'
keywords = ["&quot;"]
rewrite_to = '"'
examples = ["A ⟦&quot;⟧ B"]
counterexamples = ["A B"]

[rule.bare]
part = "timestamp"
bare = true
why = "Its date is missing."
sequence = [["published"], ["", "{date}"]]
examples = ["⟦Published⟧"]
counterexamples = ["Published in 2020"]
"""


@pytest.fixture
def rules() -> dict[str, Rule]:
    """A few rules by the words of their ids."""
    return {rule.id.partition(".")[2]: rule for rule in parse(_RULES, "small.toml")}


def test_an_example_shows_what_its_rule_finds(rules: dict[str, Rule]) -> None:
    """Struck out where it goes, highlighted where it stays, replaced where it is rewritten; all else as it stands, on one line of HTML."""
    assert {name: str(marked(rule, rule.examples[0])) for name, rule in rules.items()} == {
        "label": "Before&#10;&#10;<del>Ad &lt;b&gt;</del>&#10;after &amp; more",
        "by": "<mark>By Ann</mark>",
        "entity": "A <del>&amp;quot;</del><ins>&quot;</ins> B",
        "bare": "<del>Published</del>",
    }


def test_what_becomes_of_findings_is_told(rules: dict[str, Rule]) -> None:
    """Once where all policies agree; and what a rule looks for is told in full."""
    assert {name: fates(rule) for name, rule in rules.items()} == {
        "label": ["removed"],
        "by": ["kept"],
        "entity": ["rewritten to “\"”"],
        "bare": ["removed"],
    }
    assert {name: list(written(rule)) for name, rule in rules.items()} == {
        "label": ["ad <b>", "advert"],
        "by": [r"By \w+"],
        "entity": ["&quot;"],
        "bare": ["published", " | {date}"],
    }


def test_findings_are_counted_on_the_pages_of_the_repository() -> None:
    """As often as the label of an ad slot stands on a line of its own in a seed."""
    labels = sum(line.strip() == "Advertisement" for seed in ROOT.glob("seeds/*.txt") for line in read_text(seed).splitlines())
    known = {rule.id for rule in RuleSet.default()} | {*FINDERS}
    counts = firing()

    assert labels <= counts["ads.slot-label"] <= labels + 2
    assert {*counts} - known == set()


def test_every_rule_stands_on_one_page() -> None:
    """That of its rule set, which the menu leads to."""
    rules = RuleSet.default()
    pages = gallery_pages(rules, firing())
    headings = {page: re.findall(r"^## (\S+) \{", text, re.MULTILINE) for page, text in pages.items()}
    shelves = [shelf for shelf in menu(rules) if isinstance(shelf, dict)]
    listed = [path for shelf in shelves for entries in shelf.values() for entry in entries for path in entry.values()]

    assert sorted(pages) == sorted(["rules/index.md", *listed])
    assert sorted(name for page in listed for name in headings[page]) == sorted(rule.id for rule in rules)
    assert [group.name for group in groups(rules) if f"rules/{group.name}.md" not in pages] == []


def test_the_sums_of_languages_and_parts_agree() -> None:
    """Every rule is counted once by its language, once by its part."""
    rules = RuleSet.default()
    counted = matrix(rules)

    sums = [sum(count for _, count in counted[name]) for name in ("languages", "parts")]  # type: ignore[attr-defined]
    assert [*sums, sum(counted["cells"].values())] == [len(rules)] * 3  # type: ignore[attr-defined]
