"""Site memory: what repeats and is chrome is learned, whatever the order of pages; what a page tells is not."""

from __future__ import annotations

import tomllib
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleaner
from cleaner import Page, RuleSet
from cleaner.cli.examples import run_examples
from cleaner.corpus import site_memory, site_pages
from cleaner.corpus.site_lines import FRAME
from cleaner.corpus.site_memory import SiteMemory
from tests.corpus.courier import FOOT, MENU, MODEL, SITE, clean, distinct, learn, page, phrases, toml
from tests.scorers import Capitals


def test_lines_that_repeat_around_stories_are_learned_and_nothing_else() -> None:
    """Menu and foot are found; each story stays as it is, also under the policy that removes what is certain alone."""
    rules = learn(SITE)

    assert {"harbour desk", "varn this week", "quay sports", "varn courier printing house"} <= phrases(rules)
    assert phrases(rules) <= {line.lower() for line in MENU + FOOT}
    for number, text in enumerate(SITE):
        kept = clean(text, rules=rules).text
        assert [line for line in distinct(number) if line not in kept] == []
        assert "Harbour desk" in text
        assert "Harbour desk" not in kept


def test_the_order_of_pages_means_nothing() -> None:
    """The same pages in another order give the same bytes."""
    written = toml(SITE)

    assert written
    assert toml(SITE[::-1]) == toml([SITE[2], SITE[0], SITE[4], SITE[1], SITE[3]]) == written


def test_a_file_reads_back_to_the_rules_that_were_learned(tmp_path: Path) -> None:
    """What is written is what `learn` returns beside the shipped rules, for the host that was named."""
    file = tmp_path / "site.toml"
    file.write_text(toml(SITE), encoding="utf-8")
    read = RuleSet.load(file)
    learned = [rule for rule in learn(SITE, host="varn-courier.com") if rule.id not in RuleSet.default().by_id]

    assert len(learned) == len(read) > 0
    assert [(rule.id, rule.part, rule.why, rule.phrases, rule.pattern, rule.guards, rule.sites) for rule in read] == [
        (rule.id, rule.part, rule.why, rule.phrases, rule.pattern, rule.guards, rule.sites) for rule in learned
    ]
    assert {rule.sites for rule in read} == {frozenset({"varn-courier.com"})}


def test_examples_hold_among_all_rules() -> None:
    """Each example and counterexample, taken from the pages, comes true."""
    rules = learn(SITE, host="varn-courier.com")
    learned = [rule for rule in rules if rule.id not in RuleSet.default().by_id]

    assert list(run_examples(learned, rules)) == []


def test_rules_with_most_support_come_first_and_say_it() -> None:
    """A line on all pages stands above one on two, each with its number of pages."""
    extra = "Dockside radio guild"
    texts = [text.replace("Old town\n", f"Old town\n{extra}\n") if number < 2 else text for number, text in enumerate(SITE)]
    rules = tomllib.loads(toml(texts))["rule"]

    numbers = [int(table["why"].split()[1]) for table in rules.values()]
    assert all(one >= other for one, other in pairwise(numbers))
    assert [table["why"].split(",")[0] for table in rules.values() if extra.lower() in table["equals"]] == [
        "On 2 of 5 pages of varn-courier.com"
    ]


def test_a_sentence_that_bodies_share_stays() -> None:
    """A line that repeats amid the stories of a site belongs to them."""
    shared = "This report is part of our series on the towns of the northern coast and the people who stay in them."
    texts = [page(number, body=[*distinct(number)[:4], shared, *distinct(number)[4:]]) for number in range(5)]
    rules = learn(texts)

    assert "harbour desk" in phrases(rules)
    assert all(shared in clean(text, rules=rules).text for text in texts)


def test_the_model_sees_a_page_before_learned_rules_remove_anything() -> None:
    """Without its menu the model would know less of the rest of a page, so that rules would make it keep more."""
    model = Capitals()
    cleaner.clean(SITE[0], rules=learn(SITE), model=model, policy="safe")

    assert set(MENU) <= set(model.asked[0][0])
    assert set(MENU[:5]).isdisjoint(model.asked[-1][0])


def test_a_line_between_two_paragraphs_is_left_alone() -> None:
    """What was learned as a label of the menu stays where a story says it."""
    text = page(7, body=[*distinct(7)[:4], "Old town", *distinct(7)[4:]])

    assert clean(text, rules=learn(SITE)).text.count("Old town") == 1


def test_a_line_alone_on_some_pages_is_not_learned() -> None:
    """Above or below a story, far from all that repeats, on two pages of five: it may belong to either."""
    texts = [page(number, menu=False, body=[*distinct(number), "Bring a coat"] if number < 2 else distinct(number)) for number in range(5)]

    assert phrases(learn(texts)) == set()


def test_a_headline_of_one_page_is_not_learned() -> None:
    """What the menus of other pages offer is the title of a story on its own."""
    title = "Old lighthouse bought by a family of bakers"
    texts = [text.replace("Old town\n", f"Old town\n{title}\n") for text in SITE]
    told = "\n".join([*MENU, "", "News", title, "By Mara Lindqvist", "March 4, 2025", *distinct(8), "", *FOOT])

    assert title.lower() in phrases(learn(texts))
    assert title.lower() not in phrases(learn([*texts, told]))


def test_cleaning_again_changes_nothing() -> None:
    """What is cleaned by learned rules is left alone by them."""
    rules = learn(SITE)
    for text in SITE:
        once = clean(text, rules=rules).text
        assert clean(once, rules=rules).text == once


def test_texts_without_anything_in_common_teach_nothing() -> None:
    """The shipped rules come back as they were, and no file is written."""
    stories = [page(number, menu=False) for number in range(4)]

    assert toml(stories) == ""
    assert len(learn(stories)) == len(RuleSet.default())
    assert len(learn([])) == len(RuleSet.default())


def test_lines_that_differ_in_a_day_are_one_pattern() -> None:
    """Three days, one rule with a slot, which finds a fourth day."""
    days = ["March 4, 2025", "April 17, 2025", "May 23, 2025", "June 2, 2025", "July 30, 2025"]
    texts = [
        text.replace("Delivery complaints desk\n", f"Delivery complaints desk\nPrinted edition of {day} now sold\n")
        for text, day in zip(SITE, days, strict=True)
    ]
    rules = learn(texts)
    fresh = page(9).replace("Delivery complaints desk\n", "Old town\nPrinted edition of August 11, 2025 now sold\n")

    assert [rule.pattern is not None for rule in rules if "printed" in rule.keywords] == [True]
    assert "Printed edition" in clean(fresh).text
    assert "Printed edition" not in clean(fresh, rules=rules).text


def test_more_pages_are_asked_for() -> None:
    """With a greater least number of pages, fewer lines are learned."""
    assert toml(SITE, min_pages=5)
    assert toml(SITE, min_pages=6) == ""
    with pytest.raises(ValueError, match="2 or more"):
        SiteMemory(min_pages=1)


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    """No more pages are held than the bound says, the same ones in any order."""
    monkeypatch.setattr(site_pages, "MOST_PAGES", 3)
    assert toml(SITE) == toml(SITE[::-1]) != ""
    memory = SiteMemory(model=MODEL)
    for text in SITE:
        memory.add(text)
    assert (memory.count, memory.learned().pages) == (5, 3)




def test_no_counterexample_is_a_line_that_another_rule_learned() -> None:
    """What a rule must leave alone stays under all learned rules together, also where one is a pattern and fits many lines."""
    days = ["March 4, 2025", "April 17, 2025", "May 23, 2025", "June 2, 2025", "July 30, 2025"]
    asked = "Delivery complaints desk\n"
    texts = [text.replace(asked, f"{asked}Printed delivery complaints of {day} now sold\n") for text, day in zip(SITE, days, strict=True)]
    memory = SiteMemory(model=MODEL)
    for text in texts:
        memory.add(text)
    rules = memory.learned().rules
    told = {line for rule in rules for line in rule.counterexamples}

    assert any(rule.pattern is not None for rule in rules)
    assert [line for line in told if "now sold" in str(line).lower()] == []
    assert list(run_examples(rules, RuleSet.default().extend(rules))) == []


@pytest.mark.parametrize("given", ["a text", Page("a text"), [7]])
def test_what_is_no_list_of_pages_is_refused(given: object) -> None:
    """A single text would be taken apart into letters."""
    with pytest.raises(TypeError, match="learn"):
        learn(given)  # type: ignore[arg-type]


@settings(max_examples=20)
@given(
    st.lists(
        st.lists(st.sampled_from([*MENU, *distinct(1, 3), "⟦", "a\x7fb", "{date}", "&amp;amp; more", "'''", "\ud800 half"])), max_size=4
    )
)
def test_whatever_pages_hold_the_file_can_be_read(lines: list[list[str]]) -> None:
    """Any lines give a file that parses, holds its examples, and is as sure as it must be, or none."""
    memory = SiteMemory(model=MODEL)
    for number, each in enumerate(lines):
        memory.add("\n".join([*each, *distinct(number)]))
    learned = memory.learned()

    assert all(1 - line.body >= FRAME for line in learned.lines)
    assert list(run_examples(learned.rules, RuleSet.default().extend(learned.rules))) == []


def test_learn_is_public() -> None:
    """The function is that of the package."""
    assert cleaner.learn is site_memory.learn
