"""Laws that hold whatever a model says: the account adds up, rules win, and a result is finished."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner import Fate, Page, Policy, RuleSet, clean, clean_html
from cleaner.lines.reader import Reader
from cleaner.pipeline.clean import Cuts, clean_page, stream_pages
from cleaner.pipeline.scoring import Options, Scoring
from tests.laws.pages import sources
from tests.laws.test_html import built
from tests.laws.test_stream import SMALL, blocks, told
from tests.scorers import Random

MODELS = st.builds(Random, st.integers(0, 50), st.sampled_from((2, 10, 40, 80)), st.integers(0, 5))
POLICIES = st.sampled_from(("safe", "thorough"))


@given(sources(), MODELS, POLICIES)
def test_entries_partition_the_page(source: str, model: Random, policy: str) -> None:
    """Entries touch from the first character to the last, and the source can be had again."""
    page = clean(source, policy=policy, model=model)
    entries = list(page.ledger)

    assert [entry.span.start for entry in entries[:1]] == [0] * bool(source)
    assert [(left.span.end, right.span.start) for left, right in pairwise(entries) if left.span.end != right.span.start] == []
    assert page.restore() == source
    assert "".join(entry.output for entry in entries) == page.text


@given(sources(), MODELS)
def test_cleaning_a_result_again_changes_nothing(source: str, model: Random) -> None:
    """What `safe` leaves once, it leaves again as it is, to the ledger, whatever the dice of the model."""
    once = clean(source, policy="safe", model=model).text
    again = clean(once, policy="safe", model=model)

    assert again.text == once
    assert [entry for entry in again.ledger if entry.fate is not Fate.kept] == []


@given(sources(), MODELS)
def test_what_a_rule_says_for_certain_is_not_the_models(source: str, model: Random) -> None:
    """Lines that rules name by themselves are never owned by the model."""
    page = clean(source, model=model)
    readings = Reader(RuleSet.default().for_site(None)).read(page.page.lines)
    certain = {line: {claim.finder for claim in reading.claims} for line, reading in enumerate(readings) if reading.claims}

    assert [line for line in certain if page.ledger.claims[line].finder == "model"] == []


@settings(max_examples=100)
@given(blocks(), SMALL, MODELS)
def test_a_stream_tells_what_the_whole_tells(parts: list[str], cuts: Cuts, model: Random) -> None:
    """Texts, articles and entries of the pages, put together, are those of the whole text cut at the same places."""
    rules, options = RuleSet.default(), Options(Policy.named("safe"), scoring=Scoring(model))
    whole = clean_page(Page("".join(parts), "a"), Reader(rules.for_site(None)), options, cuts)
    pages = list(stream_pages(parts, Page("", "a"), rules.for_site(None), options, cuts))

    assert told(pages) == told([whole])


@given(sources(), MODELS)
def test_each_line_that_the_model_removes_was_scored(source: str, model: Random) -> None:
    """The page tells the score of each line that it owns, and that of lines which stay."""
    page = clean(source, policy="safe", model=model)
    removed = [line for line, claim in page.ledger.claims.items() if claim.finder == "model"]

    assert [line for line in removed if page.scores and (score := page.scores.of(line)) and score.confidence == 1.0] == removed


@given(built(), MODELS, POLICIES)
def test_a_web_page_is_accounted_for(page: tuple[list[str], str], model: Random, policy: str) -> None:
    """Entries touch from the first character shown to the last, and what elements own is never the model's."""
    plain = clean_html(page[1], policy=Policy.named(policy).disabling(["model"]))
    result = clean_html(page[1], policy=policy, model=model)
    owned = {line for line, claim in plain.ledger.claims.items() if claim.finder.startswith("landmarks.")}

    assert result.restore() == plain.page.source == result.page.source
    assert "".join(entry.output for entry in result.ledger) == result.text
    assert {line for line in owned if result.ledger.claims[line].finder == "model"} == set()


@settings(max_examples=60)
@given(st.lists(sources(), min_size=3, max_size=6), MODELS)
def test_cleaning_a_cut_text_again_changes_nothing(parts: list[str], model: Random) -> None:
    """What a model says of lines by what stands near them is the same wherever a text is cut, if that is seen around the cut."""
    rules, cuts = RuleSet.default(), Cuts(20, 10**6, 450, 10**6, 10**7, slack=100)
    options = Options(Policy.named("safe"), scoring=Scoring(model))
    once = clean_page(Page("\n".join(parts)), Reader(rules), options, cuts).text

    assert clean_page(Page(once), Reader(rules), options, cuts).text == once
