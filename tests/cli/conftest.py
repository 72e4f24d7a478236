"""The command in-process, with a small rule set of its own: wording of shipped rules is no concern of these tests."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cleaner.cli.app import application
from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet
from tests.small_rules import ADS

RULES = f"""{ADS}
[rule.wide-label]
part = "footer"
why = "Some sites say it at greater length."
starts = ["advertisement"]
max_words = 1
examples = ["⟦Advertisement⟧"]
counterexamples = ["Advertisement revenue fell."]
"""

Command = Callable[..., Result]


@pytest.fixture
def small_rules(monkeypatch: pytest.MonkeyPatch) -> RuleSet:
    """The rules above, shipped in place of the real ones."""
    rules = RuleSet(tuple(parse(RULES, "ads.toml")))
    monkeypatch.setattr(RuleSet, "default", classmethod(lambda cls: rules))
    return rules


@pytest.fixture
def command(small_rules: RuleSet) -> Command:
    """Runs `cleaner` with arguments, and with bytes on standard input."""
    return _run


@pytest.fixture
def full_command() -> Command:
    """The same with the rules that ship."""
    return _run


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty folder that the command runs in."""
    monkeypatch.chdir(tmp_path)
    yield tmp_path


def _run(*arguments: str, stdin: bytes = b"") -> Result:
    return CliRunner(env={"COLUMNS": "100"}).invoke(application(*arguments[:1]), list(arguments), input=stdin, catch_exceptions=False)
