"""The finders that are no rules: known by name, and each really off once it is disabled."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import cleaner
from cleaner import Policy, RuleSet, clean, clean_html
from cleaner.document.claim import FINDERS, finders_named
from tests.laws.pages import sources
from tests.laws.texts import SENTENCES

ROOT = Path(cleaner.__file__).parent
# What exempts says so as a finder, and is never one that removes.
_NO_REMOVERS = {"allow"}
EN = SENTENCES["en"]
_OTHERS = [f"{line[:-1]}, as the council of the next town said of its own bridge." for line in EN]
_FIRST = ["News", "Port of Varn reopens after nine-day strike", "By Odile Marchetti", "March 3, 2024", *EN[:4]]
_HEADLINES = ["Rents fall for the first time in a decade", "The quiet return of the night train"]
SAMPLES = {
    "breaks": ["Advertisement", "", EN[0]],
    "characters.doubled": [EN[0], "harbour-view-at-dawn harbour-view-at-dawn", EN[1]],
    "characters.entity": [f"{EN[0]}&nbsp;{EN[1]}"],
    "fences": ["```", *EN[:4], *_OTHERS, "```"],
    "teaser-lists.headline": [*_FIRST[:6], "Related stories", *_HEADLINES, *_FIRST[6:]],
    "heads": _FIRST,
}


def finders_of(text: str, policy: Policy) -> set[str]:
    """All that own or claimed a line of a text, or some of its characters."""
    ledger = clean(text, policy=policy).ledger
    return {name for entry in ledger for name in (entry.finder, *(loser.finder for loser in entry.losers))}


def test_every_finder_is_known() -> None:
    """What the library's code names as the finder of a claim, and is no rule, stands in the list of finders."""
    names: set[str] = set()
    for file in ROOT.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            named = node.targets[0] if isinstance(node, ast.Assign) else None
            titles = [one.id for one in ast.walk(named) if isinstance(one, ast.Name)] if named else []
            if isinstance(node, ast.Assign) and any(title.endswith(("FINDER", "HEADS", "NAMES_STORY")) for title in titles):
                names |= {one.value for one in ast.walk(node.value) if isinstance(one, ast.Constant) and isinstance(one.value, str)}
            elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Claim" and len(node.args) > 1:
                names |= {str(node.args[1].value)} if isinstance(node.args[1], ast.Constant) else set()

    assert {name for name in names if name.strip("abcdefghijklmnopqrstuvwxyz.-") == ""} - _NO_REMOVERS <= {*FINDERS}
    assert {"fences", "trafilatura", "duplicates", "characters.doubled"} <= names


@given(sources(), st.sampled_from([None, "safe", "thorough"]))
def test_whoever_is_named_can_be_disabled(text: str, policy: str | None) -> None:
    """Each finder of a page is a rule or stands in the list, whatever the page; without a name nothing was removed."""
    rules = RuleSet.default().by_id

    assert finders_of(text, Policy.named(policy or "safe")) <= {*rules, *FINDERS, ""}


@given(sources(), st.sets(st.sampled_from(sorted(FINDERS)), min_size=1))
def test_a_disabled_finder_says_nothing(text: str, disabled: set[str]) -> None:
    """It owns nothing and gave way nowhere, and the account still holds."""
    policy = Policy.named("thorough").disabling(disabled)
    page = clean(text, policy=policy)

    assert finders_of(text, policy).isdisjoint(disabled)
    assert page.restore() == text


@pytest.mark.parametrize("finder", SAMPLES)
def test_what_it_said_is_not_done_without_it(finder: str) -> None:
    """Where a finder has a say, the line that it named is named by it no more; the name of its group does the same."""
    text, safe = "\n".join(SAMPLES[finder]), Policy.named("safe")

    assert finder in finders_of(text, safe)
    for name in (finder, finder.partition(".")[0]):
        assert finder not in finders_of(text, safe.disabling([name]))


def test_an_engine_is_disabled_by_its_name() -> None:
    """What the library would leave out stays, as if it had not been asked."""
    page = f"<p>{'</p><p>'.join(EN)}</p><div><a href='/a'>Weather</a><a href='/b'>Sport</a></div>"
    off = clean_html(page, policy=Policy.named("thorough").disabling(["trafilatura"]), engine="trafilatura")

    assert off.text == clean_html(page, policy="thorough").text


def test_a_group_names_its_members_and_nothing_else() -> None:
    """What stands before a dot is a group."""
    assert finders_named(["teaser-lists"]) == {"teaser-lists.headline", "teaser-lists.label"}
    assert finders_named(["echo", "heads.a", ""]) == frozenset()
