"""Removals that the records of a run tell of, with the texts that its inputs hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.corpus.choices import Removals
from cleaner.corpus.ledger_samples import has_ledger, ledger_removals
from cleaner.errors import ReadingError
from cleaner.rules.reading import parse
from cleaner.rules.ruleset import RuleSet
from tests.small_rules import ADS

from .reports import records, run_on

_RULES = RuleSet(tuple(parse(ADS, "ads.toml")))
_STORY = "The port of Varn reopened on Tuesday after nine days of strikes, and the first ships went out at dawn."
_TEXTS = (f"{_STORY}\nAdvertisement\n{_STORY}\n", f"Advertisement\nadvertisement\n{_STORY}\n", f"{_STORY} Tips: a@b.example\n", _STORY)
# Lines that stand together and have one owner are one stretch.
_TOLD = [
    ("corpus.jsonl: line 1", "ads.label", "ad_slot", "Advertisement\n"),
    ("corpus.jsonl: line 3", "ads.label", "ad_slot", "Advertisement\nadvertisement\n"),
    ("corpus.jsonl: line 4", "ads.tips", "contact", " Tips: a@b.example"),
]


@pytest.fixture
def corpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of records, one of which is broken, in the current folder."""
    monkeypatch.chdir(tmp_path)
    path = records(Path("corpus.jsonl"), *_TEXTS)
    first, *others = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([first, b"{broken\n", *others]))
    return path


@pytest.mark.parametrize("out", ["out.jsonl", "out.jsonl.gz", "out.csv", "folder/"])
@pytest.mark.parametrize("column", ["", "clean"])
def test_each_removal_has_its_text(corpus: Path, out: str, column: str) -> None:
    """Whatever the form of the output, wherever the cleaned text went, and though a record failed."""
    report = run_on(Path(out) if not out.endswith("/") else _folder(out), [corpus], _RULES, column=column)
    found = list(ledger_removals(report))

    assert has_ledger(report)
    assert [(str(one.sample.place), one.finder, one.part, one.sample.text) for one in found] == _TOLD
    assert (found[0].sample.before, found[0].sample.after) == (f"{_STORY}\n", f"{_STORY}\n")


def _folder(name: str) -> Path:
    path = Path(name)
    path.mkdir()
    return path


def test_web_pages_are_read_as_they_were(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The offsets are those of the text that a browser shows."""
    monkeypatch.chdir(tmp_path)
    Path("page.html").write_text(f"<html><body><p>{_STORY}</p><div>Advertisement</div></body></html>", encoding="utf-8")
    report = run_on(Path("out.jsonl"), [Path("page.html")], _RULES)

    assert [(one.finder, one.text) for one in ledger_removals(report)] == [("ads.label", "Advertisement")]


def test_a_run_without_a_ledger_has_none(corpus: Path) -> None:
    """Neither one that tells nothing, nor one that tells it as dolma does."""
    assert [has_ledger(run_on(Path(f"{kind}.jsonl"), [corpus], _RULES, removals=kind)) for kind in Removals] == [False, True, False]


@pytest.mark.parametrize("changed", ["corpus.jsonl", "out.jsonl"])
def test_what_was_changed_since_is_an_error(corpus: Path, changed: str) -> None:
    """No removal is told with a text that was not removed."""
    report = run_on(Path("out.jsonl"), [corpus], _RULES)
    path = Path(changed)
    path.write_bytes(path.read_bytes().replace(b"Tuesday", b"Monday"))

    with pytest.raises(ReadingError, match=r"corpus.jsonl: line 1: or the record of it, is not what it was when the run ended"):
        list(ledger_removals(report))


def test_an_input_that_is_gone_is_an_error(corpus: Path) -> None:
    """It says how removals can be drawn all the same."""
    report = run_on(Path("out.jsonl"), [corpus], _RULES)
    corpus.unlink()

    with pytest.raises(ReadingError, match=r"name the report.json of the run to draw from the samples in it"):
        list(ledger_removals(report))
