"""What is said of a run while it goes on."""

from __future__ import annotations

import pytest

from cleaner.corpus.counts import Counts
from cleaner.corpus.fields import Fields, Guess
from cleaner.corpus.progress import Log, Progress


class Clock:
    """A clock that is set."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_rate_and_time_left_follow_from_what_was_done(capsys: pytest.CaptureFixture[str]) -> None:
    """The rate by this command alone; the time left by how fast inputs were read since its first part was finished."""
    clock = Clock()
    progress = Progress(clock)
    progress.begin(1000, Counts(documents=7, broken=1))
    assert capsys.readouterr().err == "going on: 8 documents done before\n"
    clock.now += 10
    progress.passed(200)
    progress.finished(Counts(documents=100, characters=2_000_000))
    assert progress.told == "100 documents, 2.0 million characters, 10 documents a second, 20% read"
    clock.now += 10
    progress.passed(300)
    progress.finished(Counts(documents=49, broken=1, characters=1_000_000))
    assert progress.told == "150 documents, 3.0 million characters, 8 documents a second, 1 in quarantine, 30% read, 1 min 10 s left"


def test_a_log_says_it_from_time_to_time(capsys: pytest.CaptureFixture[str]) -> None:
    """Not with each part."""
    clock = Clock()
    log = Log(clock, every=15)
    log.begin(0, Counts())
    for _ in range(8):
        clock.now += 5
        log.finished(Counts(documents=10, characters=100_000))

    assert capsys.readouterr().err.splitlines() == [
        "30 documents, 0.3 million characters, 2 documents a second",
        "60 documents, 0.6 million characters, 2 documents a second",
    ]


def test_guesses_are_told_with_the_options_that_say_it_better(capsys: pytest.CaptureFixture[str]) -> None:
    """Each column that is read."""
    Progress().guessed(Guess("a\n.jsonl", Fields(text="body", id="id"), ("id", "body")))

    options = "--text-field, --html-field, --id-field and --url-field name others"
    assert capsys.readouterr().err == f"a␊.jsonl: texts from 'body', ids from 'id'; {options}\n"
