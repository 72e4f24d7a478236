"""Stored rules are the rules of the files, or they are not used."""

from __future__ import annotations

import os
import pickle
from pathlib import Path

import pytest

from cleaner.pipeline.clean import clean
from cleaner.rules import ruleset
from cleaner.rules.ruleset import RuleSet
from cleaner.rules.stored import load, save, stamp

TEXT = "The port of Varn reopened on Tuesday.\n\nAdvertisement\n\nFollow us on Twitter\n\nA vote follows in May, Reuters reported.\n"


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty cache folder that is used."""
    monkeypatch.setenv("CLEANER_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def test_stored_rules_find_what_rules_from_files_find(cache: Path) -> None:
    """The second loading takes what the first one kept: equal rules, which make the same of a page."""
    first, second = ruleset._default.__wrapped__(), ruleset._default.__wrapped__()

    assert [path.name.split("-")[0] for path in cache.iterdir()] == ["rules"]
    assert first.rules == second.rules
    assert "_packed" in vars(next(rule for rule in second if rule.pattern))
    assert list(clean(TEXT, rules=first).ledger) == list(clean(TEXT, rules=second).ledger) == list(clean(TEXT).ledger)


def test_stored_phrases_are_met_as_those_of_files(cache: Path) -> None:
    """Phrases that were put away by their lengths are taken out when lines of such lengths are read."""
    rules = ruleset._default.__wrapped__()
    lines = sorted({phrase for rule in rules for phrase in rule.phrases})
    stored = pickle.loads(pickle.dumps(rules.for_site(None)))
    few = pickle.loads(pickle.dumps(stored))
    few.matcher.match(lines[:3])

    met = [
        {line: sorted(match.rule.id for match in matches) for line, matches in each.matcher.match(lines).items()}
        for each in (rules.for_site(None), stored, few, pickle.loads(pickle.dumps(few)))
    ]
    assert len(met[0]) > len(lines) // 2
    assert met[0] == met[1] == met[2] == met[3]


@pytest.mark.parametrize("damage", [lambda raw: b"", lambda raw: raw[:-1], lambda raw: raw[:-1] + b"?", lambda raw: b"0" + raw])
def test_what_is_damaged_is_not_loaded(cache: Path, damage: object) -> None:
    """A file that is empty, cut off or changed counts as none."""
    assert callable(damage)
    save("rules", "stamp", {"a": 1})
    [path] = cache.iterdir()
    assert load("rules", "stamp") == {"a": 1}
    path.write_bytes(damage(path.read_bytes()))

    assert load("rules", "stamp") is None


def test_what_bears_another_stamp_is_not_loaded(cache: Path, tmp_path: Path) -> None:
    """A rule file of another size or time makes another stamp."""
    file = tmp_path / "a.toml"
    file.write_text("a")
    before = stamp([tmp_path])
    save("rules", before, [1])
    file.write_text("ab")

    assert before != stamp([tmp_path])
    assert (load("rules", before), load("rules", stamp([tmp_path]))) == ([1], None)


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there can be no folder, and where none is wanted, nothing is kept and the rules are there all the same."""
    (tmp_path / "file").touch()
    for folder in (str(tmp_path / "file" / "cache"), ""):
        monkeypatch.setenv("CLEANER_CACHE", folder)
        save("rules", "stamp", [1])
        assert load("rules", "stamp") is None
    assert len(ruleset._default.__wrapped__()) == len(RuleSet.default())


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="files have no owner here")
def test_what_belongs_to_somebody_else_is_not_loaded(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Loading runs what is loaded, so only one's own file is."""
    save("rules", "stamp", [1])
    monkeypatch.setattr(os, "getuid", lambda: 12345)

    assert load("rules", "stamp") is None


def test_what_people_alone_ask_for_stays_away(cache: Path) -> None:
    """A rule that is asked of a line takes out what it finds by, and its reason and examples when someone asks for those."""
    ruleset._default.__wrapped__()
    stored = ruleset._default.__wrapped__()
    rule = next(rule for rule in stored if rule.pattern)

    assert {"why", "examples"} & vars(rule).keys() == set()
    assert (rule.why, rule.examples) == (RuleSet.default().by_id[rule.id].why, RuleSet.default().by_id[rule.id].examples)
