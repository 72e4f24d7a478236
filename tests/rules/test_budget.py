"""What the pattern of a user may take in a run, in time and in memory."""

from __future__ import annotations

import pickle

import pytest

from cleaner import RuleSet, clean
from cleaner.errors import RuleError
from cleaner.rules import guard
from cleaner.rules.guard import GRACE_SECONDS, SECONDS_PER_CODE_POINT, Budget, OverBudgetError
from tests.small_rules import own_box

# Neither holds a repetition in a repetition, and both take time by the square or worse.
SLOW = ['pattern = "box (?:x*x*x*x*x*)y"\nkeywords = ["box"]', 'scope = "inline"\npattern = "box x*x*x*x*x*y"\nkeywords = ["box"]']
GUARD = 'starts = ["box"]\nunless = [{ why = "w", line = { pattern = "x*x*x*x*x*y" } }]'


class Clock:
    """A clock that goes on by a tenth of a second whenever it is read."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        self.now += 0.1
        return self.now


def test_the_time_may_grow_with_the_text_and_no_faster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Beyond a grace, so much for each code point; then the pattern is tried no more."""
    monkeypatch.setattr(guard, "thread_time", Clock())
    held, tried = Budget(), 0
    with pytest.raises(OverBudgetError, match=r"^took 2\.1 s on 210 characters in all; make its repetitions possessive"):
        while True:
            held.timed(lambda: None, 10)
            tried += 1
    assert tried == round(GRACE_SECONDS / 0.1) + 1

    long = Budget()
    for _ in range(100):
        long.timed(lambda: None, round(0.1 / SECONDS_PER_CODE_POINT))
    assert pickle.loads(pickle.dumps(long)).seconds == 0


@pytest.mark.parametrize(
    ("finder", "key"), [(SLOW[0], "pattern"), (SLOW[1], "pattern"), (GUARD, "line.pattern")], ids=["line", "inline", "guard"]
)
@pytest.mark.filterwarnings("ignore::cleaner.rules.match.SlowRuleWarning")
def test_a_pattern_over_its_budget_is_an_error_that_names_its_rule(finder: str, key: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whichever way it is tried: on whole lines, within lines, or as a guard."""
    monkeypatch.setattr(guard, "thread_time", Clock())
    rules = own_box(finder, "⟦box y⟧", "Other")
    with pytest.raises(RuleError, match=rf"^own\.toml: rule own\.box: {key}: took 2\.\d s on [\d,]+ characters in all"):
        clean("".join(f"box {number} xx yz\n\nA line of text.\n\n" for number in range(60)), rules=rules)


def test_patterns_that_ship_have_no_budget(monkeypatch: pytest.MonkeyPatch) -> None:
    """They are tested before, and the page of a stranger never makes an error of them."""
    monkeypatch.setattr(guard, "thread_time", Clock())
    text = "Published on 3 May 2024 at 10:00 by Mara Lindqvist\n\nThe port reopened on Tuesday after nine idle days.\n\n" * 60

    assert clean(text, rules=RuleSet.default()).text


@pytest.mark.parametrize(
    ("pattern", "fault"),
    [
        ("((((((a{100}){100}){100}){100}){100}){100})", "stands for over 100,000 characters, counts multiplied; count fewer"),
        ("(?:ab{3,}){99999}", "stands for over 100,000 characters, counts multiplied; count fewer"),
        ("(" * 5000 + ")" * 5000, "is nested too deeply to be read"),
        ("a|" * 200_000, "is longer than 200,000 characters; make several rules of it"),
        ("a{99999999999}", "is not a regular expression: repeat count too big at position 2"),
    ],
    ids=["counts", "count", "nested", "long", "number"],
)
def test_a_pattern_that_would_fill_the_memory_is_refused(pattern: str, fault: str) -> None:
    """Before it is compiled."""
    with pytest.raises(RuleError) as caught:
        own_box(f'pattern = "{pattern}"\nkeywords = ["box"]', "⟦Box⟧", "Other")

    assert str(caught.value) == f"own.toml: rule own.box: pattern: {fault}"
