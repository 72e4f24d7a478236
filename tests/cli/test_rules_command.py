"""`cleaner rules`: what there is, one in full, and whether the examples hold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .conftest import Command

LIST = """\
rule            part     language  why
ads.label       ad_slot  en        An ad slot carries a label.
ads.tips        contact  en        An invitation to send tips talks to readers.
ads.wide-label  footer   en        Some sites say it at greater length.
"""
SHOWN = """\
ads.tips
  finds     contact: An invitation to write to the newsroom.
  why       An invitation to send tips talks to readers.
  language  en
  file      ads.toml
  pattern   somewhere in the line fits  Tips: \\S+@\\S+
  keywords  'tips:'
  example 1
    | Mara Lindqvist covers shipping for us.⟦ Tips: mara@example.com⟧
  counterexample 1
    | He had two tips: wait, and see.
"""
FAULTY = """\
[ruleset]
name = "my"
title = "Mine"
[rule.word]
part = "social"
why = "A fact."
equals = ["share", "send"]
examples = ["⟦Share⟧\\nSend", "⟦Share the news⟧\\n⟦Advertisement⟧"]
counterexamples = ["Send"]
"""
REPORT = """\
my.toml: my.word: example 1
  found, but must not be: 'Send'
my.toml: my.word: example 2
  not found: 'Share the news' (nothing names it)
  not found: 'Advertisement' (named by ads.label)
my.toml: my.word: counterexample 1
  found, but must not be: 'Send'
"""


def test_list_is_a_table_sorted_by_id(command: Command) -> None:
    """Every rule is one line with its part, its language and its reason."""
    result = command("rules", "list")

    assert (result.exit_code, result.stdout) == (0, LIST)


@pytest.mark.parametrize(("options", "found"), [(("--part", "contact"), 1), (("--part", "chrome"), 2), (("--language", "en"), 3)])
def test_list_can_be_narrowed(command: Command, options: tuple[str, ...], found: int) -> None:
    """By part, by zone, and by language."""
    assert found + 1 == len(command("rules", "list", *options).stdout.splitlines())


def test_a_language_without_rules_is_told_with_those_that_have_some(command: Command) -> None:
    """The message lists the languages there are."""
    result = command("rules", "list", "--language", "xx")

    assert (result.exit_code, result.stderr) == (2, "cleaner: no rule is in 'xx'; there are rules in en\n")


def test_show_tells_all_a_rule_file_says(command: Command) -> None:
    """The reason, the finder, and the examples that prove it."""
    result = command("rules", "show", "ads.tips")

    assert (result.exit_code, result.stdout) == (0, SHOWN)


@pytest.mark.parametrize("word", ["ads", "ads.lable"])
def test_show_suggests_what_may_have_been_meant(command: Command, word: str) -> None:
    """A rule set's name leads to its rules, a slip of the pen to the rule."""
    result = command("rules", "show", word)

    assert result.exit_code == 2
    assert result.stderr.startswith(f"cleaner: (command): rule {word}: id: no such rule; did you mean ads.label")


def test_examples_that_hold_are_exit_code_0(command: Command) -> None:
    """A stretch that a rule loses to another has still been found: both labels hold."""
    result = command("rules", "test")

    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "3 rules, 6 examples: all hold\n")


def test_examples_that_fail_are_told_with_what_was_found_instead(command: Command, folder: Path) -> None:
    """Each failure names file, rule and example, what is missing and who has it, and what is too much."""
    (folder / "my.toml").write_text(FAULTY, encoding="utf-8")
    result = command("rules", "test", "my.toml")

    assert (result.exit_code, result.stdout, result.stderr) == (1, REPORT, "1 rule, 3 examples: 3 do not hold\n")


def test_a_faulty_file_is_wrong_use(command: Command, folder: Path) -> None:
    """A file that cannot be loaded is one line naming file, rule and key."""
    (folder / "my.toml").write_text(FAULTY.replace('why = "A fact."', ""), encoding="utf-8")
    result = command("rules", "test", "my.toml")

    assert result.exit_code == 2
    assert result.stderr == "cleaner: my.toml: rule my.word: why: is missing: say which fact of the world makes the rule right\n"


def test_each_fault_of_a_file_has_a_line_of_its_own(command: Command, folder: Path) -> None:
    """All are told, the first first, each with file, rule and key."""
    faulty = FAULTY.replace('why = "A fact."', "").replace('"social"', '"socal"')
    (folder / "my.toml").write_text(faulty, encoding="utf-8")
    lines = command("rules", "test", "my.toml").stderr.splitlines()

    assert [line.split(": ")[:4] for line in lines] == [["cleaner", "my.toml", "rule my.word", key] for key in ("why", "part")]


def test_what_a_file_should_say_otherwise_is_told_beside(command: Command, folder: Path) -> None:
    """Advice, such as on a definition without a use, changes no exit code."""
    good = FAULTY.replace("\\n⟦Advertisement⟧", "").replace("⟦Share⟧\\nSend", "⟦Share⟧").replace('"⟦Share the news⟧"', '"⟦Send⟧"')
    (folder / "my.toml").write_text(good.replace('["Send"]\n', '["Share it"]\n[define]\nunused = "x"\n'), encoding="utf-8")
    result = command("rules", "test", "my.toml")

    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "my.toml: rule (none): define.unused: is used nowhere\n1 rule, 3 examples: all hold\n"


def test_schema_is_that_of_rule_files(command: Command) -> None:
    """An editor learns from it which keys there are."""
    result = command("rules", "schema")

    assert result.exit_code == 0
    assert {"ruleset", "define", "rule"} <= set(json.loads(result.stdout)["$defs"]["RuleFile"]["properties"])
