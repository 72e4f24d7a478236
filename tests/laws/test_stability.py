"""Laws of repetition: a result is finished, and depends on nothing but the page, the rules and the policy."""

from __future__ import annotations

from random import Random
from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.scrolls import scrolls, stories_in
from benchmarks.themes import THEMES
from cleaner import CleanedPage, Fate, Policy, RuleSet, clean
from cleaner.pipeline import resolve
from tests.laws import texts
from tests.laws.pages import Built, Share, built_pages, scroll, shares, sources

Account = tuple[str, list[tuple[int, int, str, str, str, str]]]


def account(page: CleanedPage) -> Account:
    """The text of a page and its ledger, with who gave way left out."""
    return page.text, [(e.span.start, e.span.end, str(e.part), str(e.fate), e.finder, e.output) for e in page.ledger]


# Under `thorough` the first choice of the line model stands; what rules say is finished under both.
_FINISHED = (Policy.named("safe"), Policy.named("thorough").disabling(["model"]))


@given(sources(), shares(), st.sampled_from(_FINISHED))
def test_cleaning_a_result_again_changes_nothing(source: str, share: Share, policy: Policy) -> None:
    """What one cleaning leaves, a second one leaves as it is."""
    once = clean(source, rules=share.rules, policy=policy).text

    assert clean(once, rules=share.rules, policy=policy).text == once


@given(sources(), shares())
def test_a_second_cleaning_removes_and_rewrites_nothing(source: str, share: Share) -> None:
    """The ledger of a cleaned text holds kept entries alone."""
    again = clean(clean(source, rules=share.rules, policy="safe").text, rules=share.rules, policy="safe").ledger

    assert [entry for entry in again if entry.fate is not Fate.kept] == []


@settings(max_examples=100)
@given(sources(), shares(), st.integers(1, 2), st.sampled_from(_FINISHED))
def test_a_page_that_does_not_come_to_rest_is_finished_too(source: str, share: Share, rounds: int, policy: Policy) -> None:
    """Where a page is asked about no more often than that, less is removed, and a second cleaning still changes nothing."""
    with mock.patch.object(resolve, "MOST_ROUNDS", rounds), mock.patch.object(resolve, "MOST_MODEL_ROUNDS", rounds):
        once = clean(source, rules=share.rules, policy=policy).text

        assert clean(once, rules=share.rules, policy=policy).text == once


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 20, 102, 288, 292, 410])
def test_a_jumble_of_stories_is_finished_too(seed: int) -> None:
    """Stories whose lines were put elsewhere are cleaned once and for all; what is left shows other heads than there were."""
    drawn = Random(seed)
    theme = drawn.choice(sorted(THEMES))
    some = scrolls(stories_in(None), {theme: THEMES[theme]}, 2, seed)[theme]
    lines = "\n".join(each.text for each in some).split("\n")
    for _ in range(3):
        first, end = sorted(drawn.sample(range(len(lines)), 2))
        moved = lines[first : min(end, first + 40)]
        del lines[first : first + len(moved)]
        at = drawn.randrange(len(lines) + 1)
        lines[at:at] = moved
    once = clean("\n".join(lines), policy="safe").text

    assert clean(once, policy="safe").text == once


@settings(max_examples=60)
@given(sources(), shares(), st.integers(0, 1000))
def test_the_order_of_rules_means_nothing(source: str, share: Share, seed: int) -> None:
    """Shuffled rules give the same text and the same finders."""
    shuffled = list(share.rules)
    Random(seed).shuffle(shuffled)

    assert account(clean(source, rules=RuleSet(tuple(shuffled)))) == account(clean(source, rules=share.rules))


@settings(max_examples=60)
@given(st.lists(sources(), max_size=3), sources())
def test_what_was_cleaned_before_changes_nothing(before: list[str], source: str) -> None:
    """A rule set that has cleaned other pages cleans this one as a fresh one does."""
    used = RuleSet(RuleSet.default().rules)
    for other in before:
        clean(other, rules=used)

    assert account(clean(source, rules=used)) == account(clean(source, rules=RuleSet(RuleSet.default().rules)))


@settings(max_examples=50)
@pytest.mark.parametrize("other", [end for end in texts.BREAKS if end != "\n"], ids=repr)
@given(scroll())
def test_the_kind_of_line_break_means_nothing(other: str, lines: list[str]) -> None:
    """Whichever break ends its lines, a page keeps the same ones."""
    plain, variant = clean("\n".join(lines)), clean(other.join(lines))

    assert variant.text.splitlines() == plain.text.splitlines()
    assert [e.finder for e in variant.ledger] == [e.finder for e in plain.ledger]


@given(st.text(alphabet=" \t\n\r\x0b\x0c\x1c\x85\u2028\u3000\xa0\ufeff\u200b"))
def test_white_space_alone_is_no_story(source: str) -> None:
    """A page without a visible character is removed whole, and has no article."""
    page = clean(source)

    assert (page.text, page.body, page.articles) == ("", "", ())


@given(built_pages())
def test_articles_are_the_same_however_often_they_are_asked_for(built: Built) -> None:
    """Two cleanings of one page tell the same stories."""
    assert [article.to_dict() for article in clean(built.text).articles] == [article.to_dict() for article in clean(built.text).articles]
