"""`cleaner clean --unique`: each story once, and every copy named."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from .conftest import Command

STORY = "".join(f"On day {day} the dockers of pier {day} met at {day} o’clock and voted {day} to one.\n" for day in range(2, 12))
OTHER = "Nobody in the town of Oss has seen the lighthouse keeper since the storm took the only bridge to the island last week.\n"
TOLD = """2 stories, 1 of them told more than once:
(no headline)
  kept      b.txt:0-688
  left out  a.txt:0-616  89% the same
    only kept: On day 11 the dockers of pier 11 met at 11 o’clock and voted 11 to one.
"""


@pytest.fixture
def scrapes(folder: Path) -> Path:
    """Three pages, two of which tell the same story; the second tells it in full."""
    (folder / "a.txt").write_text("".join(STORY.splitlines(keepends=True)[:-1]), encoding="utf-8", newline="\n")
    (folder / "b.txt").write_text(STORY, encoding="utf-8", newline="\n")
    (folder / "c.txt").write_text(OTHER, encoding="utf-8", newline="\n")
    return folder


def test_each_story_is_written_once_and_copies_are_named(command: Command, scrapes: Path) -> None:
    """Standard output holds the fullest copy of each story, standard error names the others and what only one has."""
    result = command("clean", "--unique", "a.txt", "b.txt", "c.txt")

    assert (result.exit_code, result.stdout) == (0, STORY + OTHER)
    assert result.stderr.startswith(TOLD)
    assert "3 files, 2 articles:" in result.stderr


@pytest.mark.parametrize(("form", "suffix"), [("text", "txt"), ("markdown", "md")])
def test_outputs_lie_where_they_would_without_it(command: Command, scrapes: Path, form: str, suffix: str) -> None:
    """A page without copies is written as ever; of a page that holds nothing but copies, nothing is left."""
    command("clean", ".", "-o", f"../all-{suffix}", "--format", form, "-q")
    result = command("clean", "--unique", ".", "-o", f"../once-{suffix}", "--format", form, "-q")
    once, every = (
        {path.name: path.read_text(encoding="utf-8") for path in (scrapes.parent / f"{name}-{suffix}").iterdir()}
        for name in ("once", "all")
    )

    assert (result.exit_code, result.output) == (0, "")
    assert once == {**every, f"a.{suffix}": ""}


def test_records_account_for_copies(command: Command, scrapes: Path) -> None:
    """A page of copies has a record still: no article, and a ledger that says where the story is kept."""
    lines = command("clean", "--unique", "a.txt", "b.txt", "c.txt", "--format", "json", "-q").stdout.splitlines()
    first, *others = [json.loads(line) for line in lines]

    assert [len(record["articles"]) for record in (first, *others)] == [0, 1, 1]
    assert {(entry["part"], entry["because"]) for entry in first["ledger"]} == {
        ("repeat", "the same story is kept where it is fullest, at b.txt:1")
    }


def test_an_unreadable_input_does_not_stop_it(command: Command, scrapes: Path) -> None:
    """The other inputs are compared and written."""
    result = command("clean", "--unique", "missing.txt", "c.txt", "-q")

    assert (result.exit_code, result.stdout) == (2, OTHER)


def test_a_missing_extra_is_told_before_anything_is_read(command: Command, scrapes: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without datasketch nothing is written, and the message says what to install."""
    monkeypatch.setitem(sys.modules, "datasketch", None)
    result = command("clean", "--unique", "missing.txt", "a.txt")
    fault = "cleaner: finding copies of stories needs datasketch, which is not installed; pip install 'article-cleaner[stories]'\n"

    assert (result.exit_code, result.stdout, result.stderr) == (2, "", fault)
