"""What becomes of a run when the rule of a user takes more time than it may."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from cleaner.corpus.choices import Records
from cleaner.corpus.manifest import RunFolder
from cleaner.corpus.run import Ended
from cleaner.errors import RuleError
from cleaner.rules import guard
from tests.corpus.plans import TEXT, plan, ran, written
from tests.rules.test_budget import GUARD, SLOW, Clock
from tests.small_rules import own_box

BOXES = "".join(f"box {number} xx yz\n\nA line of text.\n\n" for number in range(60))
TOOK = r"took 2\.\d s on [\d,]+ characters in all; make its repetitions possessive, such as a\+\+, or its keywords rarer"


@pytest.fixture(autouse=True)
def clock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each try of a pattern takes a tenth of a second."""
    monkeypatch.setattr(guard, "thread_time", Clock())


def cleaned(folder: Path, texts: list[str], finder: str, size: int = 1) -> Ended:
    """A run over texts with a rule of a user; parts have so many documents."""
    source = folder / "in.jsonl"
    if not source.exists():
        written(source, texts)
    rules = own_box(finder, "⟦box y⟧", "Other")
    return ran(plan([source], folder / "out.jsonl", documents=size, rules=rules, records=Records.documents))


@pytest.mark.parametrize(
    ("finder", "key"), [(SLOW[0], "pattern"), (SLOW[1], "pattern"), (GUARD, r"line\.pattern")], ids=["line", "inline", "guard"]
)
@pytest.mark.filterwarnings("ignore::cleaner.rules.match.SlowRuleWarning")
@pytest.mark.parametrize("size", [1, 9])
def test_the_document_goes_to_quarantine_and_the_run_goes_on(tmp_path: Path, finder: str, key: str, size: int) -> None:
    """The reason names the rule, which is asked of the next documents as before."""
    ended = cleaned(tmp_path, [TEXT.format(0), BOXES, TEXT.format(1), BOXES, "box y\n"], finder, size)
    failed = [json.loads(line) for line in RunFolder(tmp_path / "out.jsonl").quarantine.read_text().splitlines()]

    assert (ended.code, ended.report.counts.documents, [one["record"]["id"] for one in failed]) == (1, 3, [1, 3])
    for one in failed:
        assert re.fullmatch(rf"own\.toml: rule own\.box: {key}: {TOOK}", one["reason"])


def test_a_part_that_is_made_again_counts_its_slow_documents_once(tmp_path: Path) -> None:
    """A document that the output cannot hold is not what makes a rule too slow for a run."""
    source = written(tmp_path / "in.jsonl", [BOXES, "The harbour \ud800 reopened.\n", BOXES, TEXT.format(0)])

    ended = ran(plan([source], tmp_path / "out.parquet", documents=9, rules=own_box(SLOW[0], "⟦box y⟧", "Other")))

    assert (ended.code, ended.report.counts.documents, ended.report.counts.broken) == (1, 1, 3)


def test_a_rule_that_goes_on_so_stops_the_run_and_nothing_is_lost(tmp_path: Path) -> None:
    """After a few documents; what to do is told, and the same command goes on, after the parts that are finished."""
    texts = [TEXT.format(0), BOXES, BOXES, BOXES, BOXES]
    told = (
        rf"^own\.toml: rule own\.box: pattern: {TOOK}; 3 documents met this, so the run stops, and what is done stays: the same command "
        r"goes on from there; a rule that is changed, or left out by --disable own\.box, needs --restart$"
    )
    with pytest.raises(RuleError, match=told):
        cleaned(tmp_path, texts, SLOW[0])
    assert not (tmp_path / "out.jsonl").exists()

    ended = cleaned(tmp_path, texts, SLOW[0])
    assert (ended.code, ended.report.taken_over, ended.report.counts.documents, ended.report.counts.broken) == (1, 3, 1, 4)
