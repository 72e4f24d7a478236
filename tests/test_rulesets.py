"""The rules that ship with the library."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

import cleaner
from cleaner import RuleSet, Zone
from cleaner.cli.examples import run_examples
from cleaner.rules.definitions import SHARED, shared_definitions
from cleaner.rules.fold import trim
from cleaner.rules.reading import lint, parse

ROOT = Path(cleaner.__file__).parent / "rulesets"
FILES = sorted(file for file in ROOT.rglob("*.toml") if file != SHARED)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_loads_and_its_rules_bear_its_name(file: Path) -> None:
    """Each file is named after its rule set, or its rule set after the language or site that the file stands for."""
    text = file.read_text(encoding="utf-8")
    header = tomllib.loads(text)["ruleset"]
    rules = parse(text, file.name)

    assert [rule.id for rule in rules if rule.id.split(".")[0] != header["name"]] == []
    assert header["name"] == file.stem
    assert (header.get("sites", []) != []) == (file.parent.name == "sites")
    assert header.get("language", "und") == file.stem or file.parent.name != "languages"
    assert [rule.id for rule in rules if not (rule.why and rule.examples and rule.counterexamples)] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_a_file_says_nothing_at_length_or_in_vain(file: Path) -> None:
    """No pattern is too long to read without a reason beside it, and every definition is used."""
    assert [str(fault) for fault in lint(file.read_text(encoding="utf-8"), file.name)] == []


def test_every_shared_definition_and_template_is_used() -> None:
    """What is defined for all files is used by some file, or by a definition that is."""
    shared, text = shared_definitions(), "".join(file.read_text(encoding="utf-8") for file in (*FILES, SHARED))
    files = [tomllib.loads(file.read_text(encoding="utf-8")) for file in FILES]
    keys = {key for document in files if document["ruleset"].get("templates") for key in document["rule"]}

    assert [name for name in shared.define if f"{{{name}}}" not in text] == []
    assert [name for name, value in shared.define.items() if isinstance(value, str) and len(value) > 400] == []
    assert [key for key in shared.template if key not in keys] == []


def test_every_file_is_shipped() -> None:
    """The default rules are those of all files, each once."""
    written = [rule.id for file in FILES for rule in parse(file.read_text(encoding="utf-8"), file.name)]

    assert sorted(rule.id for rule in RuleSet.default()) == sorted(written)
    assert len(written) == len(set(written))


def test_every_example_holds() -> None:
    """Each rule finds what its examples mark and nothing in its counterexamples, among all other rules."""
    rules = RuleSet.default()

    assert [str(failure) for failure in run_examples(rules, rules)] == []


def test_no_phrase_of_a_language_is_both_kept_and_removed() -> None:
    """Rules of one language that name the same whole line, without asking for its neighbours, agree on whether it stays."""
    stays: dict[tuple[str, str], dict[bool, list[str]]] = defaultdict(lambda: defaultdict(list))
    for rule in RuleSet.default():
        if rule.finder == "equals" and not rule.needs_place and not rule.guards and not rule.sites:
            for phrase in rule.phrases:
                kept = rule.part.zone in (Zone.head, Zone.body) and not rule.bare
                stays[rule.language, trim(phrase)][kept].append(rule.id)

    assert {phrase: dict(rules) for phrase, rules in stays.items() if len(rules) > 1} == {}


def test_no_rule_says_the_same_phrase_twice() -> None:
    """A phrase that reads the same as another of its rule adds nothing."""
    twice = {}
    for rule in RuleSet.default():
        read = [trim(phrase) for phrase in rule.phrases]
        if len(set(read)) < len(read):
            twice[rule.id] = sorted({phrase for phrase in read if read.count(phrase) > 1})

    assert twice == {}
